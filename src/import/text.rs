//! Texts without looks: a line is a paragraph.

use super::manuscript::{Manuscript, ManuscriptElement, ParagraphLook, SentParagraph};

/// The paragraphs of a text. Lines that stand far to the right are signed there.
#[must_use]
pub fn read(text: &str) -> Manuscript {
    let mut sent = Manuscript::default();
    for line in text.lines() {
        let body = line.trim();
        if body.is_empty() || body.chars().all(char::is_control) {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let before = line.get(..indent).unwrap_or_default();
        let columns: usize = before
            .chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum();
        let mut paragraph = SentParagraph::plain(body);
        paragraph.look = ParagraphLook {
            right: columns >= 20,
            ..ParagraphLook::default()
        };
        sent.elements.push(ManuscriptElement::Paragraph(paragraph));
    }
    sent
}
