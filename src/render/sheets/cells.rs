//! What stands in the files of a table, whatever their kind.

use crate::model::{Cell, NamedTable};
use crate::render::text;

/// The text of a cell, as the plain text has it.
pub(super) fn cell_text(cell: &Cell) -> String {
    text::inlines(&cell.content)
}

/// Everything that a file of the table says above its cells.
pub(super) fn title<'a>(table: &'a NamedTable<'_>) -> (&'a str, Vec<String>) {
    let before = table.table.before.iter().map(|text| text.value.clone());
    let above = before.chain(table.table.printed_measure());
    (&table.name, above.collect())
}
