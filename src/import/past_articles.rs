//! Columns (栏目) and articles (文章) of a past 简报 that only looks tell: 【栏目】 in a line of its own, titles of a line or more over paragraphs, who sent it in at the
//! end.

use super::manuscript::{ManuscriptElement, SentParagraph, TextPiece};
use super::past_parts::{PastPart, PastText};
use crate::zh::label::typed_number;

/// The longest line of a title, in characters.
const LONGEST_TITLE: usize = 40;
/// No title has more lines.
const MOST_LINES: usize = 4;
/// The longest name of who sent an article in.
const LONGEST_SOURCE: usize = 30;

/// The columns and articles of `elements`; none where no column stands there.
#[must_use]
pub fn split(elements: &[ManuscriptElement]) -> Option<Vec<PastPart>> {
    elements.iter().find_map(column)?;
    let mut parts: Vec<PastPart> = Vec::new();
    let mut place = 0;
    while let Some(element) = elements.get(place) {
        if let Some(name) = column(element) {
            parts.push(PastPart::Column(name));
            place += 1;
            continue;
        }
        let title = title(&elements[place..]);
        if !title.is_empty() && parts.iter().any(|part| matches!(part, PastPart::Column(_))) {
            place += title.len();
            parts.push(PastPart::Article(PastText {
                title,
                ..PastText::default()
            }));
            continue;
        }
        place += 1;
        match parts.last_mut() {
            Some(PastPart::Text(text)) => text.push(element.clone()),
            Some(PastPart::Article(article)) => article.elements.push(element.clone()),
            Some(PastPart::Column(_)) | None => parts.push(PastPart::Text(vec![element.clone()])),
        }
    }
    for part in &mut parts {
        if let PastPart::Article(article) = part {
            article.source = take_source(&mut article.elements);
        }
    }
    Some(parts)
}

fn words(element: &ManuscriptElement) -> Option<String> {
    match element {
        ManuscriptElement::Paragraph(paragraph) => Some(paragraph.text().trim().to_owned()),
        ManuscriptElement::Table(_) => None,
    }
}

/// The name of the column that a line is.
#[must_use]
pub fn column(element: &ManuscriptElement) -> Option<String> {
    let text = words(element)?;
    let name = text.strip_prefix('【')?.strip_suffix('】')?.trim();
    let is_short = (1..=20).contains(&name.chars().count()) && !name.contains(['】', '。']);
    is_short.then(|| name.to_owned())
}

/// The lines of a title that `elements` begin with: short ones without an end, and a paragraph under them.
fn title(elements: &[ManuscriptElement]) -> Vec<String> {
    let is_line = |text: &String| {
        let length = text.chars().count();
        (4..=LONGEST_TITLE).contains(&length)
            && !text.contains(['。', '；', '\n', '\t'])
            && !text.ends_with(['：', ':', '，', ',', '、', '）', ')'])
            && !text.starts_with(['（', '(', '【', '—', '●', '·'])
            && typed_number(text).is_none()
    };
    let lines: Vec<String> = elements
        .iter()
        .map_while(|element| words(element).filter(is_line))
        .take(MOST_LINES + 1)
        .collect();
    let below = elements.get(lines.len()).and_then(words);
    let is_text =
        below.is_some_and(|text| text.contains('。') || text.chars().count() > LONGEST_TITLE);
    match lines.len() <= MOST_LINES && is_text {
        true => lines,
        false => Vec::new(),
    }
}

/// Who sent the article in, in brackets at its end: a line by itself, or set apart by blanks.
fn take_source(elements: &mut Vec<ManuscriptElement>) -> Option<String> {
    let Some(ManuscriptElement::Paragraph(last)) = elements.last_mut() else {
        return None;
    };
    let text = last.text();
    let inner = text.trim_end().strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let name = inner[open..]
        .trim_start_matches(['（', '('])
        .trim()
        .to_owned();
    let before = &text[..open];
    let is_apart = before.trim().is_empty() || before.ends_with("  ") || before.ends_with("　　");
    let is_name = (2..=LONGEST_SOURCE).contains(&name.chars().count()) && !name.contains('。');
    if !is_apart || !is_name {
        return None;
    }
    if before.trim().is_empty() {
        elements.pop();
    } else {
        cut(last, before.trim_end().len());
    }
    Some(name)
}

/// Leaves the first `length` bytes of the text of `paragraph`.
fn cut(paragraph: &mut SentParagraph, length: usize) {
    let mut left = length;
    for piece in &mut paragraph.pieces {
        match piece {
            TextPiece::Text(run) => {
                run.text.truncate(left);
                left -= run.text.len();
            }
            TextPiece::Link { text, .. } => left = left.saturating_sub(text.len()),
            TextPiece::Break => left = left.saturating_sub(1),
            TextPiece::Note(_) | TextPiece::Picture(_) => {}
        }
    }
}
