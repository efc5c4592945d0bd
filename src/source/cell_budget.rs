//! How much tables may hold together that are made of a word: what names a file or asks for a list takes ten bytes, however long the table is that comes of
//! it, and nothing keeps it from standing there a thousand times.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Table, plain_text};

/// So many cells may the tables have together; the longest bulletin has some thousands.
const MOST_CELLS: usize = 400_000;
/// So many bytes of text count as one cell more.
const BYTES_OF_CELL: usize = 64;

/// Counts the cells of tables, those of an outline or of a fragment.
#[derive(Debug, Default)]
pub struct CellBudget {
    cells: usize,
    is_spent: bool,
}

impl CellBudget {
    /// Whether no further table need be made: it has been said that there are too many.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.is_spent
    }

    /// The table, if it still goes in; otherwise that is said, once.
    pub fn admit(&mut self, table: Table, sink: &mut Sink) -> Option<Table> {
        if self.is_spent {
            return None;
        }
        let size = |text: &str| 1 + text.len() / BYTES_OF_CELL;
        let cells = table.head.iter().chain(&table.rows).flatten();
        self.cells += cells
            .map(|cell| size(&plain_text(&cell.content)))
            .sum::<usize>();
        if self.cells <= MOST_CELLS {
            return Some(table);
        }
        self.is_spent = true;
        let message = format!("从这张表起，各张表合起来超过 {MOST_CELLS} 格，没有排");
        let finding = Diagnostic::new(code::TOO_LARGE, table.span, message);
        sink.push(finding.help("同一张表只放一次；长的表只列一部分，或作为附件供下载"));
        None
    }
}
