//! What is open while Markdown is read: a stack of frames, so that no nesting of the input becomes a nesting of calls.

use pulldown_cmark::Alignment;

use super::emphasis::Piece;
use crate::model::{Cell, Span};
use crate::source::{Draft, DraftItem};

/// Something that has been opened and not closed yet.
pub struct OpenElement {
    /// What was opened.
    pub open: ElementKind,
    /// Where, in bytes of the text.
    pub range: std::ops::Range<usize>,
    /// The blocks in it so far.
    pub blocks: Vec<Draft>,
    /// The inline content in it so far.
    pub pieces: Vec<Piece>,
}

impl OpenElement {
    /// An empty frame.
    pub fn new(open: ElementKind, range: std::ops::Range<usize>) -> Self {
        Self {
            open,
            range,
            blocks: Vec::new(),
            pieces: Vec::new(),
        }
    }

    /// Whether blocks may stand in it.
    pub fn holds_blocks(&self) -> bool {
        matches!(
            self.open,
            ElementKind::Root | ElementKind::Quote | ElementKind::Item | ElementKind::Note(_)
        )
    }
}

/// What can be opened.
pub enum ElementKind {
    Root,
    Paragraph,
    Heading(u8),
    Quote,
    List {
        start: Option<u64>,
        items: Vec<DraftItem>,
        /// The numbers that the writer typed.
        numbers: Vec<u64>,
    },
    Item,
    Code {
        indented: bool,
        text: String,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
    Head(Vec<Cell>),
    Row(Vec<Cell>),
    Cell,
    /// What the note of this name says.
    Note(String),
    Link(String),
    Picture(String),
    /// Markup without a meaning of its own, whose content counts as its parent's.
    Transparent,
}

/// A character that is typed as a code.
pub(super) struct TypedEntity {
    pub(super) typed: String,
    pub(super) printed: String,
    /// Where it is typed first.
    pub(super) place: Span,
    pub(super) count: usize,
}
