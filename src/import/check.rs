//! Nothing is lost: each stretch of text of what was sent in is looked for in what was made of it, and what is not there is named.

use super::inline_text::{clean, stands_outside};
use super::manuscript::{Manuscript, ManuscriptElement, SentParagraph, TextPiece};
use crate::zh::label::typed_number;

/// The characters that are seen, without those that may be marks.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(
                    c,
                    '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}'
                )
        })
        .filter(|c| !"\\*#|~`'\"-－—>".contains(*c))
        .collect()
}

/// The stretches of text that must be found somewhere.
fn stretches(sent: &Manuscript) -> Vec<String> {
    let mut all = Vec::new();
    for element in &sent.elements {
        match element {
            ManuscriptElement::Paragraph(paragraph) => of_paragraph(paragraph, &mut all),
            ManuscriptElement::Table(table) => {
                let cells = table.rows.iter().flatten();
                cells
                    .flat_map(|cell| &cell.paragraphs)
                    .for_each(|paragraph| of_paragraph(paragraph, &mut all));
            }
        }
    }
    all.extend(sent.notes.iter().cloned());
    all.extend(sent.left_out.iter().map(|left| left.text.clone()));
    all
}

fn of_paragraph(paragraph: &SentParagraph, all: &mut Vec<String>) {
    let mut open = String::new();
    let mut is_struck = false;
    for piece in &paragraph.pieces {
        match piece {
            TextPiece::Text(run) => {
                // What is struck out may have been taken out, and named.
                if run.struck != is_struck {
                    all.push(std::mem::take(&mut open));
                    is_struck = run.struck;
                }
                open.push_str(&run.text);
            }
            TextPiece::Link { text, address, .. } => {
                all.push(std::mem::take(&mut open));
                all.push(text.clone());
                all.push(address.clone());
            }
            TextPiece::Note(_) | TextPiece::Break => all.push(std::mem::take(&mut open)),
            TextPiece::Picture(_) => {}
        }
    }
    all.push(open);
    all.extend(paragraph.remarks.iter().cloned());
}

/// What of `sent` stands in none of the texts `made`, stretch by stretch. Typed numbers before headings and items are not missed: the report counts them.
#[must_use]
pub fn missing(sent: &Manuscript, made: &[&str]) -> Vec<String> {
    let made: String = made
        .iter()
        .map(|text| format!("{}\n", bare(text)))
        .collect();
    let mut place = 0;
    let mut missing = Vec::new();
    for stretch in stretches(sent) {
        let wanted = bare(&stretch);
        if wanted.is_empty() {
            continue;
        }
        let mut find = |wanted: &str| {
            // Most follows what was found last.
            let ahead = made
                .get(place..)
                .and_then(|rest| rest.find(wanted))
                .map(|at| place + at);
            let found = ahead.or_else(|| made.find(wanted));
            if let Some(found) = found {
                place = found;
            }
            found.is_some()
        };
        if find(&wanted) || without_mark(stretch.trim()).is_some_and(|rest| find(&bare(rest))) {
            continue;
        }
        // A heading was parted from its text, a stop at its end taken off, a list of names parted: sentence by sentence it must be there.
        let parts = stretch.split([
            '。', '：', ':', '，', '（', '）', '、', '；', '\n', '　', '\t', ' ',
        ]);
        let lost: Vec<&str> = parts
            .filter(|part| {
                let wanted = bare(part);
                let plain = without_mark(part.trim()).map(bare);
                !wanted.is_empty() && !find(&wanted) && !plain.is_some_and(|plain| find(&plain))
            })
            .collect();
        if !lost.is_empty() {
            missing.push(stretch.trim().to_owned());
        }
    }
    missing
}

/// What is struck out in the paragraphs of `sent`, outside its tables, and does not stand between marks of strikes in `made`.
#[must_use]
pub fn unmarked_strikes(sent: &Manuscript, made: &str) -> Vec<String> {
    let made = made.replace('\\', "");
    let paragraphs = sent.elements.iter().filter_map(|element| match element {
        ManuscriptElement::Paragraph(paragraph) => Some(paragraph),
        ManuscriptElement::Table(_) => None,
    });
    let words = |text: &str| clean(text).replace('\\', "").trim().to_owned();
    let is_marked = |text: &str| {
        let all = words(text);
        let rest = all.trim_start_matches(stands_outside);
        [all.as_str(), rest]
            .iter()
            .any(|text| !text.is_empty() && made.contains(&format!("~~{text}")))
            || made.contains(&format!("~~[{all}"))
    };
    paragraphs
        .flat_map(SentParagraph::struck)
        .filter(|text| !is_marked(text))
        .map(str::to_owned)
        .collect()
}

/// `text` without the number, bullet or caption number that it begins with.
fn without_mark(text: &str) -> Option<&str> {
    if let Some(number) = typed_number(text) {
        return text.get(number.length..);
    }
    let first = text.chars().next()?;
    let is_bullet =
        "●•◆■▪➢➤►▶◼▲·∙√✓✔○◇□★☆※".contains(first) || ('\u{F000}'..='\u{F0FF}').contains(&first);
    if is_bullet {
        return text.get(first.len_utf8()..);
    }
    let rest = text.strip_prefix(['表', '图'])?;
    let title = rest
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    (title.len() < rest.len())
        .then_some(title.trim_start_matches([' ', '　', '：', ':', '.', '．', '、']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(texts: &[&str]) -> Manuscript {
        let paragraphs = texts
            .iter()
            .map(|text| ManuscriptElement::Paragraph(SentParagraph::plain(text)));
        Manuscript {
            elements: paragraphs.collect(),
            ..Manuscript::default()
        }
    }

    #[test]
    fn what_is_gone_is_named_and_what_is_marked_is_not() {
        let sent = sent(&["一、总体情况", "甲*乙", "建立台账12本。", "青禾县"]);
        let made = "# 总体情况\n\n甲\\*乙\n\n建立台账12本。\n";
        assert_eq!(missing(&sent, &[made]), ["青禾县"]);
        assert_eq!(
            missing(&sent, &[made, "单位: 青禾县"]),
            Vec::<String>::new()
        );
        assert_eq!(
            missing(&sent, &[&made.replace("12", "21"), "青禾县"]),
            ["建立台账12本。"]
        );
    }
}
