//! A Word file that this program wrote and that comes back changed (改稿): its paragraphs in order, each with the bookmarks by which it is known again.

use std::collections::BTreeMap;

use super::docx;
use super::error::ImportError;
use super::kind::{SourceKind, kind_of};
use super::manuscript::{
    Manuscript, ManuscriptElement, Reviser, SentParagraph, SentTable, TextPiece,
};

/// A file that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedFile {
    /// What it was told of itself, by name: 期, 文字.
    pub properties: BTreeMap<String, String>,
    /// The checksum of each paragraph as it went out, by the name of its bookmark; empty where that was lost.
    pub exported: BTreeMap<String, String>,
    /// Its paragraphs in their order, revisions accepted; a cell of a table is one of them, notes come last.
    pub paragraphs: Vec<ReturnedParagraph>,
    /// What people wrote beside it (批注), with the words that it is about.
    pub remarks: Vec<String>,
}

/// A paragraph of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedParagraph {
    /// The names of the bookmarks that begin in it.
    pub bookmarks: Vec<String>,
    /// Its words, with its number and with line ends where lines were broken by hand.
    pub text: String,
    /// The level of a heading, from 1.
    pub heading: Option<u8>,
    /// Whether it is a cell of a table.
    pub is_cell: bool,
    /// Who changed it with revisions on.
    pub revisers: Vec<Reviser>,
    /// What of its words is struck out by its font.
    pub struck: String,
    /// What of its words is set in bold.
    pub bold: String,
    /// How many pictures stand in it.
    pub pictures: usize,
}

/// Reads the file `name`.
///
/// # Errors
/// Why it cannot be read, or that it is no Word file.
pub fn returned(name: &str, bytes: &[u8]) -> Result<ReturnedFile, ImportError> {
    let kind = kind_of(name, bytes)?;
    if kind != SourceKind::Word {
        return Err(ImportError::Other {
            what: kind.words(),
            help: "改稿要用导出的 Word 文件（.docx）改了以后的那一个",
        });
    }
    let (sent, notes) = docx::read_returned(bytes)?;
    let mut file = ReturnedFile {
        properties: notes.properties,
        exported: notes.exported,
        ..ReturnedFile::default()
    };
    file.gather(&sent);
    Ok(file)
}

impl ReturnedFile {
    fn gather(&mut self, sent: &Manuscript) {
        for element in &sent.elements {
            match element {
                ManuscriptElement::Paragraph(paragraph) => self.add(&[paragraph], false),
                ManuscriptElement::Table(table) => self.table(table),
            }
        }
        for paragraph in &sent.noted {
            self.add(&[paragraph], false);
            if let Some(note) = self.paragraphs.last_mut() {
                note.text = without_second_mark(&note.text);
            }
        }
    }

    fn table(&mut self, table: &SentTable) {
        for cell in table.rows.iter().flatten() {
            let paragraphs: Vec<&SentParagraph> = cell.paragraphs.iter().collect();
            self.add(&paragraphs, true);
        }
    }

    fn add(&mut self, paragraphs: &[&SentParagraph], is_cell: bool) {
        let mut one = ReturnedParagraph {
            is_cell,
            ..ReturnedParagraph::default()
        };
        let mut lines: Vec<String> = Vec::new();
        for paragraph in paragraphs {
            let number = paragraph.look.number.as_ref();
            let number = number.map_or("", |number| number.label.as_str());
            lines.push(format!("{number}{}", paragraph.text()));
            one.bookmarks.extend(paragraph.bookmarks.iter().cloned());
            one.heading = one.heading.or(paragraph.look.heading);
            for reviser in &paragraph.revisers {
                if !one.revisers.contains(reviser) {
                    one.revisers.push(reviser.clone());
                }
            }
            self.remarks.extend(paragraph.remarks.iter().cloned());
            for piece in &paragraph.pieces {
                match piece {
                    TextPiece::Text(run) => {
                        one.struck.push_str(if run.struck { &run.text } else { "" });
                        one.bold.push_str(if run.bold { &run.text } else { "" });
                    }
                    TextPiece::Picture(_) => one.pictures += 1,
                    TextPiece::Link { .. } | TextPiece::Note(_) | TextPiece::Break => {}
                }
            }
        }
        lines.retain(|line| !line.is_empty());
        one.text = lines.join("\n");
        if !one.text.trim().is_empty() || !one.bookmarks.is_empty() || one.pictures > 0 {
            self.paragraphs.push(one);
        }
    }
}

/// A note without the second of two marks at its start: LibreOffice writes one of its own before ours.
fn without_second_mark(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if first == second && ('①'..='㊿').contains(&first) => {
            format!("{first}{}", characters.as_str())
        }
        _ => text.to_owned(),
    }
}
