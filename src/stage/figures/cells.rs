//! Cells of a spreadsheet of figures: what they say, and what they are called.

use super::reader::FiguresReader;
use crate::stage::parse::raw_row::{RawCell, RawRow};

/// What a calculation takes from a cell: all digits, not only those that are shown.
pub(super) fn value_of(cell: &RawCell) -> &str {
    cell.exact.as_deref().unwrap_or(&cell.text)
}

/// What stands in a column of a row.
pub(super) fn cell_text(row: &RawRow, column: usize) -> String {
    row.cells
        .get(column)
        .map_or_else(String::new, |cell| cell.text.value.clone())
}

/// A text without its spaces.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The unit that a cell names, by whichever of its names.
pub(super) fn find_unit(reader: &FiguresReader<'_>, label: &str) -> Option<usize> {
    let trimmed = label.trim();
    reader
        .units
        .find_by_any_name(trimmed)
        .or_else(|| reader.units.find_by_any_name(&squeezed(label)))
}

/// `汇总!C5：`, where a cell has a name.
pub(super) fn before(cell: &RawCell) -> String {
    match cell.name.as_str() {
        "" => String::new(),
        name => format!("{name}："),
    }
}
