//! Texts without looks: a line is a paragraph, and lines whose cells are parted by tabs are a table.

use super::manuscript::{
    Manuscript, ManuscriptElement, ParagraphLook, SentCell, SentParagraph, SentTable,
};

/// The paragraphs and tables of a text. Lines that stand far to the right are signed there.
#[must_use]
pub fn read(text: &str) -> Manuscript {
    let mut sent = Manuscript::default();
    let lines: Vec<&str> = text.lines().collect();
    let mut place = 0;
    while let Some(line) = lines.get(place) {
        let tabs = cells(line);
        let rows = lines[place..]
            .iter()
            .take_while(|row| tabs > 0 && cells(row) == tabs)
            .count();
        if rows > 1 {
            sent.elements.push(ManuscriptElement::Table(table(
                &lines[place..place + rows],
                tabs + 1,
            )));
            place += rows;
            continue;
        }
        place += 1;
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

/// How many tabs part the line, where something stands on it.
fn cells(line: &str) -> usize {
    match line.trim().is_empty() {
        true => 0,
        false => line.trim_end_matches('\r').matches('\t').count(),
    }
}

fn table(rows: &[&str], columns: usize) -> SentTable {
    let row = |line: &&str| {
        let cells = line.split('\t').enumerate();
        cells
            .map(|(column, text)| SentCell {
                paragraphs: vec![SentParagraph::plain(text.trim())],
                column,
                colspan: 1,
                rowspan: 1,
            })
            .collect()
    };
    SentTable {
        rows: rows.iter().map(row).collect(),
        columns,
        head_rows: 0,
    }
}
