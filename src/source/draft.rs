//! Markdown as it was typed, before assembly and numbering.

use crate::model::{Chart, FileId, Inline, Span, Table};

/// A block without its number. Pictures and tables already point at their files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    /// A heading; the level is counted in the fragment, from 1.
    Heading {
        /// 1 to 6, as typed.
        level: u8,
        /// The text, perhaps with a number typed by hand.
        content: Vec<Inline>,
        /// Where it was typed.
        span: Span,
    },
    /// Text of its own lines, from one blank line or line end to the next.
    Paragraph {
        /// The text.
        content: Vec<Inline>,
        /// Where it was typed.
        span: Span,
    },
    /// Items one under another, each with a mark.
    List {
        /// Whether the items are to be numbered.
        ordered: bool,
        /// The number that the writer gave the first item.
        start: u32,
        /// In the order in which they were typed.
        items: Vec<DraftItem>,
        /// Where it was typed.
        span: Span,
    },
    /// Quoted blocks.
    Quote {
        /// What stands behind the marks `>`.
        blocks: Vec<Draft>,
        /// Where the quotation was typed.
        span: Span,
    },
    /// Text kept line by line.
    Code {
        /// The lines, without the fences.
        text: String,
        /// Where it was typed, its fences included.
        span: Span,
    },
    /// A table without its number.
    Table(Box<Table>),
    /// A picture without its number.
    Figure {
        /// The picture's file.
        file: FileId,
        /// What is printed under it, without 图 and its number.
        caption: Vec<Inline>,
        /// How wide it is to be printed, in hundredths of the type area.
        width: Option<u8>,
        /// Where it was asked for.
        span: Span,
    },
    /// A chart (图表) without its number.
    Chart {
        /// The drawing and its figures.
        chart: Box<Chart>,
        /// What is printed under it, without 图 and its number.
        caption: Vec<Inline>,
        /// What it shows, in words.
        alt: String,
        /// Where it was asked for.
        span: Span,
    },
    /// Pictures side by side.
    Figures {
        /// The pictures, each a [`Draft::Figure`].
        figures: Vec<Draft>,
        /// Where they were asked for.
        span: Span,
    },
    /// A break between two parts, and where it was typed.
    Rule(Span),
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftItem {
    /// What stands behind its mark.
    pub blocks: Vec<Draft>,
    /// Where it was typed, its mark included.
    pub span: Span,
}
