//! What stands around the text that a unit sends in: its title, to whom it is sent, who signs it and when. The program prints these itself, or nobody does.

use super::dates::typed_date;
use super::manuscript::{Manuscript, ManuscriptElement, ParagraphRole, SentParagraph};
use super::standard_element::StandardElement;
use crate::zh::date::IssueDate;
use crate::zh::label::typed_number;

/// What an office's name ends with.
const OFFICES: &str = "会局办委府院部组室厅司校站所队团社处科心行厂县区市镇乡";
/// The longest line of a title, in characters.
const LONGEST_TITLE: usize = 45;

/// What was found around a text, and taken from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextEnds {
    /// The lines of the title.
    pub title: Vec<String>,
    /// Whether the title looks like one, or only stands where one does.
    pub title_is_guessed: bool,
    pub subtitle: Option<String>,
    /// The lines with the names of those who sign.
    pub signatures: Vec<String>,
    pub date: Option<IssueDate>,
    /// The date as it was typed.
    pub typed_date: String,
}

/// Takes what stands around the text out of `sent`. What nobody prints is named there.
pub fn take(sent: &mut Manuscript) -> TextEnds {
    let mut ends = TextEnds::default();
    tail(sent, &mut ends);
    head(sent, &mut ends);
    ends
}

fn paragraph(sent: &Manuscript, place: usize) -> Option<&SentParagraph> {
    match sent.elements.get(place)? {
        ManuscriptElement::Paragraph(paragraph) => Some(paragraph),
        ManuscriptElement::Table(_) => None,
    }
}

/// The text at `place`, where it is a paragraph without a number.
fn text(sent: &Manuscript, place: usize) -> Option<String> {
    let paragraph = paragraph(sent, place)?;
    paragraph
        .look
        .number
        .is_none()
        .then(|| paragraph.text().trim().to_owned())
}

fn remove(sent: &mut Manuscript, place: usize) -> SentParagraph {
    let removed = sent.elements.remove(place);
    let ManuscriptElement::Paragraph(paragraph) = removed else {
        return SentParagraph::default();
    };
    // Notes, pictures and remarks in it stay with the text.
    let mut rest = paragraph.clone();
    rest.pieces.retain(|piece| {
        use super::manuscript::TextPiece;
        matches!(piece, TextPiece::Note(_) | TextPiece::Picture(_))
    });
    if !rest.is_blank() {
        rest.look = super::manuscript::ParagraphLook::default();
        sent.elements
            .insert(place, ManuscriptElement::Paragraph(rest));
    }
    paragraph
}

fn head(sent: &mut Manuscript, ends: &mut TextEnds) {
    let size = common_size(sent);
    while let Some(first) = paragraph(sent, 0) {
        let words = first.text();
        if !is_title(first, size, sent, ends) {
            break;
        }
        ends.title_is_guessed |= !first.look.centered && first.look.role != ParagraphRole::Title;
        let lines = words.lines().map(|line| line.trim().to_owned());
        ends.title.extend(lines.filter(|line| !line.is_empty()));
        remove(sent, 0);
    }
    if ends.title.is_empty() {
        return;
    }
    if let Some(subtitle) = text(sent, 0).and_then(|text| {
        text.strip_prefix("——")
            .map(|rest| rest.trim().to_owned())
            .filter(|rest| !rest.contains('\n'))
    }) {
        ends.subtitle = Some(subtitle);
        remove(sent, 0);
    }
    while let Some(line) = text(sent, 0) {
        let is_centered = paragraph(sent, 0).is_some_and(|paragraph| paragraph.look.centered);
        let inner = line.trim_matches(['（', '）', '(', ')']);
        if typed_date(inner).is_some() && line.chars().count() <= 20 {
            sent.leave_out("题下的日期", &line);
            if ends.date.is_none() {
                ends.date = typed_date(inner);
                ends.typed_date = inner.to_owned();
            }
        } else if is_centered && is_office(&line, false) {
            sent.leave_out("题下的单位", &line);
            ends.signatures.push(line);
        } else {
            break;
        }
        remove(sent, 0);
    }
    if let Some(line) = text(sent, 0)
        && line.ends_with(['：', ':'])
        && line.chars().count() <= 60
        && typed_number(&line).is_none()
        && !["。", "如下", "以下", "下列"]
            .iter()
            .any(|word| line.contains(word))
    {
        sent.leave_out("主送", &line);
        remove(sent, 0);
    }
}

/// The size of most of the text, in half points.
fn common_size(sent: &Manuscript) -> Option<u32> {
    let mut sizes = std::collections::BTreeMap::<u32, usize>::new();
    for element in &sent.elements {
        if let ManuscriptElement::Paragraph(paragraph) = element
            && let Some(size) = paragraph.look.size
        {
            *sizes.entry(size).or_default() += paragraph.text().chars().count();
        }
    }
    sizes
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(size, _)| size)
}

/// Whether the first paragraph is a line of the title.
fn is_title(first: &SentParagraph, size: Option<u32>, sent: &Manuscript, ends: &TextEnds) -> bool {
    let words = first.text();
    let words = words.trim();
    let count = words.chars().count();
    let longest = words
        .lines()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0);
    // A table's own title and lines are none of the text.
    if matches!(
        first.look.element,
        Some(StandardElement::TableCaption | StandardElement::TableLine)
    ) || count < 2
        || longest > LONGEST_TITLE
        || ends.title.len() >= 4
        || first.look.number.is_some()
        || typed_number(words).is_some()
        || words.ends_with(['。', '；', '：', ':', '，', '、'])
        || words.starts_with("——")
        || words.starts_with(['（', '('])
        || typed_date(words).is_some()
    {
        return false;
    }
    if first.look.role == ParagraphRole::Title {
        return true;
    }
    let is_larger = first
        .look
        .size
        .zip(size)
        .is_some_and(|(own, common)| own >= common + 4);
    if first.look.centered || is_larger {
        // An office under a title in its own size is no line of it.
        return ends.title.is_empty() || is_larger || !is_office(words, false);
    }
    // Without looks, only what titles end with says so; sentences follow.
    let follows = text(sent, 1).is_some_and(|next| {
        next.chars().count() > 20 || next.ends_with('：') || typed_number(&next).is_some()
    });
    ends.title.is_empty() && first.look.heading.is_none() && follows && ends_like_title(words)
}

fn ends_like_title(words: &str) -> bool {
    const ENDS: [&str; 22] = [
        "报告", "汇报", "情况", "总结", "通报", "通知", "方案", "小结", "简报", "信息", "工作",
        "计划", "意见", "办法", "要点", "安排", "材料", "做法", "经验", "成效", "实效", "函",
    ];
    let words = words.trim_end_matches(['）', ')']);
    let words = words.split(['（', '(']).next().unwrap_or(words);
    ENDS.iter().any(|end| words.ends_with(end)) || words.starts_with("关于")
}

fn tail(sent: &mut Manuscript, ends: &mut TextEnds) {
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    let mut has_date = false;
    let mut offices = 0;
    for place in (1..sent.elements.len()).rev() {
        let Some(line) = text(sent, place).filter(|line| !line.contains('\n')) else {
            break;
        };
        let right = paragraph(sent, place).is_some_and(|paragraph| paragraph.look.right);
        let in_brackets = line.starts_with(['（', '(']) && line.ends_with(['）', ')']);
        if !has_date && offices == 0 && typed_date(&line).is_some() && line.chars().count() <= 14 {
            has_date = true;
            ends.date = typed_date(&line);
            ends.typed_date = line.clone();
            found.push((place, "文末的日期"));
        } else if !has_date
            && offices == 0
            && in_brackets
            && ["联系人", "电话", "此件"]
                .iter()
                .any(|word| line.contains(word))
        {
            found.push((place, "附注"));
        } else if (has_date || right) && offices < 4 && is_office(&line, right) {
            offices += 1;
            ends.signatures.insert(0, line.clone());
            found.push((place, "文末的署名"));
        } else if let Some((office, date)) = signed_and_dated(&line).filter(|_| found.is_empty()) {
            has_date = true;
            offices = 1;
            ends.date = typed_date(&date);
            ends.typed_date = date;
            ends.signatures.push(office);
            found.push((place, "文末的署名和日期"));
        } else {
            break;
        }
    }
    // A remark by itself is part of the text.
    if !has_date && offices == 0 {
        ends.signatures.clear();
        return;
    }
    for (place, what) in found {
        let removed = remove(sent, place);
        sent.leave_out(what, removed.text().trim());
    }
}

/// An office and a date one after the other on a line.
fn signed_and_dated(line: &str) -> Option<(String, String)> {
    let year = line.find(|c: char| c.is_ascii_digit() || "二〇○".contains(c))?;
    let (office, date) = (line.get(..year)?.trim(), line.get(year..)?.trim());
    (typed_date(date).is_some() && is_office(office, false))
        .then(|| (office.to_owned(), date.to_owned()))
}

/// Whether a line is the name of an office.
#[must_use]
pub fn is_office(line: &str, right: bool) -> bool {
    let name: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    (3..=30).contains(&name.chars().count())
        && !line.contains(['。', '，', '；', '：', ':', '！', '？', '、', '|', '#', '“'])
        && typed_number(line).is_none()
        && !name.contains(|c: char| c.is_ascii_digit())
        && (right || name.ends_with(|c: char| OFFICES.contains(c)))
}
