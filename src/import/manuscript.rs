//! What was sent in (来稿), as it stands in the file: paragraphs with their looks, tables, pictures, notes; and what is beside the text.

use std::collections::BTreeMap;

use super::standard_element::StandardElement;

/// How a file that was sent in reads from beginning to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// Paragraphs and tables in their order.
    pub elements: Vec<ManuscriptElement>,
    /// What the notes (注释) say, in the order of their marks.
    pub notes: Vec<String>,
    /// The paragraphs of all notes, in the order of the file.
    pub noted: Vec<SentParagraph>,
    /// The pictures, in the order in which they stand.
    pub pictures: Vec<SentPicture>,
    /// What is not part of the text and was not carried over: what it is, and what it says.
    pub left_out: Vec<NotCarried>,
    /// What has been understood in some way that people may want to look at.
    pub remarks: Vec<String>,
    /// Whether its styles name the elements of the standard, as those of this program do: then what is a heading or an item is known.
    pub names_elements: bool,
    /// What the file says of itself (受众), by name.
    pub properties: BTreeMap<String, String>,
}

impl Manuscript {
    /// Says that something was not carried over, once for each text.
    pub fn leave_out(&mut self, what: &str, text: &str) {
        let left = NotCarried {
            what: what.to_owned(),
            text: text.trim().to_owned(),
        };
        if !self.left_out.contains(&left) {
            self.left_out.push(left);
        }
    }

    /// Says something once.
    pub fn remark(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.remarks.contains(&text) {
            self.remarks.push(text);
        }
    }
}

/// Something that was not carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCarried {
    /// What it is: `页眉`.
    pub what: String,
    /// What it says; empty for what says nothing.
    pub text: String,
}

/// One element of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManuscriptElement {
    Paragraph(SentParagraph),
    Table(SentTable),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentParagraph {
    pub pieces: Vec<TextPiece>,
    pub look: ParagraphLook,
    /// Remarks of colleagues (批注) at some place in it.
    pub remarks: Vec<String>,
    /// The names of the bookmarks (书签) that begin in it or right before it.
    pub bookmarks: Vec<String>,
    /// Who changed something in it with revisions (修订) on, each once.
    pub revisers: Vec<Reviser>,
}

/// Somebody who changed a text with revisions on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviser {
    /// The name as the office program has it; may be empty.
    pub name: String,
    /// The day, as `2026-04-08`; empty where the file does not say.
    pub day: String,
}

impl SentParagraph {
    /// A paragraph of nothing but text.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self {
            pieces: vec![TextPiece::Text(SentText {
                text: text.to_owned(),
                ..SentText::default()
            })],
            ..Self::default()
        }
    }

    /// Its text without its number, with line ends where lines were broken by hand.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                TextPiece::Text(run) => text.push_str(&run.text),
                TextPiece::Link { text: words, .. } => text.push_str(words),
                TextPiece::Break => text.push('\n'),
                TextPiece::Note(_) | TextPiece::Picture(_) => {}
            }
        }
        text
    }

    /// The number that was printed before it; a bullet is none.
    #[must_use]
    pub fn label(&self) -> &str {
        let number = self.look.number.as_ref();
        number
            .filter(|number| !number.is_bullet)
            .map_or("", |number| &number.label)
    }

    /// What is struck out in it, part by part.
    pub fn struck(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(TextPiece::struck)
    }

    /// Whether nothing is to be seen of it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let seen = |piece: &TextPiece| matches!(piece, TextPiece::Note(_) | TextPiece::Picture(_));
        self.text().trim().is_empty() && !self.pieces.iter().any(seen) && self.remarks.is_empty()
    }

    /// The level of the heading that it begins with (段首标题), from 1.
    #[must_use]
    pub fn run_in(&self) -> Option<u8> {
        match self.pieces.first()? {
            TextPiece::Text(run) => run.run_in,
            TextPiece::Link { .. }
            | TextPiece::Note(_)
            | TextPiece::Picture(_)
            | TextPiece::Break => None,
        }
    }

    /// Whether all its text is set in bold.
    #[must_use]
    pub fn is_bold(&self) -> bool {
        let mut runs = self.pieces.iter().filter_map(|piece| match piece {
            TextPiece::Text(run) if !run.text.trim().is_empty() => Some(run.bold),
            _ => None,
        });
        runs.next() == Some(true) && runs.all(|bold| bold)
    }
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPiece {
    Text(SentText),
    /// The mark of the note of this index.
    Note(usize),
    /// The picture of this index.
    Picture(usize),
    /// Text that leads to an address.
    Link {
        text: String,
        address: String,
        /// Struck out.
        struck: bool,
    },
    /// A line end inside the paragraph (Shift+Enter).
    Break,
}

impl TextPiece {
    /// Its words, where they are struck out.
    #[must_use]
    pub fn struck(&self) -> Option<&str> {
        let words = match self {
            Self::Text(run) if run.struck => run.text.trim(),
            Self::Link { text, struck, .. } if *struck => text.trim(),
            _ => return None,
        };
        (!words.is_empty()).then_some(words)
    }
}

/// Text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentText {
    pub text: String,
    pub bold: bool,
    /// Struck out.
    pub struck: bool,
    /// The level of the heading that runs in with its paragraph (段首标题), from 1, where it is one.
    pub run_in: Option<u8>,
}

/// What a paragraph looks like, as far as it tells what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParagraphLook {
    /// The level of a heading by style or outline, from 1.
    pub heading: Option<u8>,
    pub role: ParagraphRole,
    /// The element of the standard that its style names.
    pub element: Option<StandardElement>,
    /// The automatic number.
    pub number: Option<AutomaticNumber>,
    pub centered: bool,
    pub right: bool,
    /// The size of most characters in half points.
    pub size: Option<u32>,
    /// The East Asian face of most characters.
    pub face: Option<String>,
}

/// What a style says that a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParagraphRole {
    #[default]
    Body,
    Title,
    Subtitle,
    /// A line of a table of contents.
    Contents,
}

/// A number that the office program printed before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutomaticNumber {
    /// As it was printed: `（一）`.
    pub label: String,
    /// A bullet, which counts nothing.
    pub is_bullet: bool,
    /// How deep it is in its list, from 0.
    pub depth: u8,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentTable {
    /// Its rows; a cell that another one covers is not there.
    pub rows: Vec<Vec<SentCell>>,
    /// How many columns it has.
    pub columns: usize,
    /// How many rows are said to be its head.
    pub head_rows: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentCell {
    pub paragraphs: Vec<SentParagraph>,
    /// The column that it begins in, from 0.
    pub column: usize,
    pub colspan: usize,
    pub rowspan: usize,
}

impl SentCell {
    /// A cell that says nothing.
    #[must_use]
    pub fn empty(column: usize, colspan: usize) -> Self {
        Self {
            paragraphs: Vec::new(),
            column,
            colspan,
            rowspan: 1,
        }
    }

    /// Whether something in it is struck out.
    #[must_use]
    pub fn is_struck(&self) -> bool {
        self.paragraphs
            .iter()
            .any(|paragraph| paragraph.struck().next().is_some())
    }

    /// What it says, a line for each paragraph that says anything.
    #[must_use]
    pub fn text(&self) -> String {
        let lines = self
            .paragraphs
            .iter()
            .map(|paragraph| format!("{}{}", paragraph.label(), paragraph.text().trim()));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentPicture {
    /// Its bytes as they lie in the file.
    pub bytes: Vec<u8>,
    /// What its writer described it as; may be empty.
    pub description: String,
}

/// What is said of the raised or lowered `text` that stands behind `before`.
#[must_use]
pub fn raised(before: &str, text: &str) -> String {
    let tail: Vec<char> = before.chars().rev().take(4).collect();
    let before: String = tail.into_iter().rev().collect();
    format!("“{before}{text}”里的“{text}”是上标或下标，按平常的字放进来，请核对")
}
