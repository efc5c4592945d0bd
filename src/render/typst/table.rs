//! Tables as the typst layouts read them, and texts cut into the words that no line of a cell or a caption tears.

use serde_json::{Value, json};

use super::inline::whole_words;
use crate::model::table::column_places;
use crate::model::{self, Align, Inline, Table};
use crate::zh::words::{line_pieces, words};

/// A table as the layouts read it; its words and `names` stay whole.
pub(super) fn table(table: &Table, names: &[&str]) -> Value {
    let rows = |rows: &[Vec<model::Cell>]| -> Vec<Vec<Value>> {
        let columns = column_places(rows, table.columns);
        rows.iter()
            .zip(columns)
            .map(|(row, columns)| {
                row.iter()
                    .zip(columns)
                    .map(|placed| cell(placed, names))
                    .collect()
            })
            .collect()
    };
    json!({
        "kind": "table",
        "label": table.label,
        "caption": line(&table.caption, names),
        "columns": table.columns,
        "landscape": table.landscape,
        "row_heights": (0..table.rows.len())
            .map(|row| table.row_heights.get(row).copied().flatten())
            .collect::<Vec<_>>(),
        "fractions": table.fractions(),
        "before": table.before,
        "measure": table.printed_measure(),
        "head": rows(&table.head),
        "rows": rows(&table.rows),
        "note": table.note.as_ref().map(|note| json!({
            "word": table.note_word(),
            "lines": note.value.lines().collect::<Vec<_>>(),
        })),
    })
}

fn cell((cell, column): (&model::Cell, usize), names: &[&str]) -> Value {
    json!({
        "column": column,
        "content": whole_words(&cell.content, &|text| words(text, names)),
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "align": match cell.align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
            Align::Decimal => "decimal",
        },
    })
}

/// The text of a caption: words, of which `names` are some, and no short last line.
pub(super) fn line(content: &[Inline], names: &[&str]) -> Vec<Value> {
    whole_words(content, &|text| line_pieces(text, names))
}
