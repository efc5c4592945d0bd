//! Tables: a head of one or more rows, merged cells, lines above and below.

use super::{Inline, Span};

/// How the text of a cell stands between its left and right edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle, the practice of official tables.
    #[default]
    Center,
    /// At the right edge.
    Right,
}

/// One cell; the cells that it covers are absent from the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub content: Vec<Inline>,
    /// How many columns it covers, at least 1.
    pub colspan: u32,
    /// How many rows it covers, at least 1.
    pub rowspan: u32,
    /// How its text stands.
    pub align: Align,
}

/// A table whose rows all cover the same number of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// `表1`, `表2`, … in order of the document; empty for a table that is an attachment by itself and has that attachment's title.
    pub label: String,
    /// What the caption says after the number; may be empty.
    pub caption: Vec<Inline>,
    /// The number of columns.
    pub columns: u32,
    /// Short texts that stand in one line over the table (表前), e.g. who filled it in.
    pub before: Vec<String>,
    /// The unit of measure (计量单位) at the right above the table.
    pub measure: Option<String>,
    /// The rows of the head, repeated on every page.
    pub head: Vec<Vec<Cell>>,
    /// The rows of data.
    pub rows: Vec<Vec<Cell>>,
    /// The note under the table, without the word 注.
    pub note: Option<String>,
    /// Where the table was typed.
    pub span: Span,
}

impl Table {
    /// Sets the cells of the rows: as `typed` for the column, or else numbers to the right, long texts to the left, all else in the middle.
    pub fn align_columns(&mut self, typed: &[Option<Align>]) {
        for row in &mut self.rows {
            let mut column = 0;
            for cell in row {
                cell.align = typed
                    .get(column)
                    .copied()
                    .flatten()
                    .unwrap_or_else(|| natural_align(&super::plain_text(&cell.content)));
                column += cell.colspan as usize;
            }
        }
    }
}

/// Texts longer than this many characters stand at the left.
const LONG_TEXT: usize = 12;

fn natural_align(text: &str) -> Align {
    let text = text.trim();
    let is_number = text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-−.,，%％‰".contains(c));
    if is_number {
        Align::Right
    } else if text.chars().count() > LONG_TEXT {
        Align::Left
    } else {
        Align::Center
    }
}
