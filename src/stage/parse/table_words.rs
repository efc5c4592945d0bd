//! What rows of texts have around a table, for those who read tables otherwise than to print them at once: files that were sent in (来稿).

use super::raw_row::{RawCell, RawRow};
use super::table_around::{is_attachment_label, take_above, take_note};
use crate::diag::Sink;
use crate::model::{FileId, Span, Spanned};

/// What stands in rows of their own above and below a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableSurroundings {
    /// How many rows stand above the head.
    pub rows_above: usize,
    /// 表题
    pub title: Option<String>,
    /// 表前
    pub before: Vec<String>,
    /// 计量单位, without that word.
    pub measure: Option<String>,
    /// Labels of attachments, which the program prints: 附件1.
    pub labels: Vec<String>,
    /// How many rows are notes below the table.
    pub rows_below: usize,
    /// 表注, line by line.
    pub notes: Vec<String>,
}

/// What of `rows`, all of the same width, stands around the table in them.
#[must_use]
pub fn surroundings(rows: &[Vec<String>]) -> TableSurroundings {
    let place = Span::file_start(FileId(0));
    let cell = |text: &String| RawCell {
        text: Spanned::new(text.trim().to_owned(), place),
        colspan: 1,
        rowspan: 1,
        covered: false,
        exact: None,
        doubt: None,
        name: String::new(),
    };
    let mut raw: Vec<RawRow> = rows
        .iter()
        .map(|row| RawRow {
            cells: row.iter().map(cell).collect(),
            span: place,
            name: String::new(),
        })
        .collect();
    let count = raw.len();
    let above = take_above(&mut raw, &mut Sink::default());
    let left = raw.len();
    let notes = take_note(&mut raw, &mut Sink::default());
    let taken = rows.iter().take(count - left).flatten();
    TableSurroundings {
        rows_above: count - left,
        title: above.title.map(|title| title.value),
        before: above.before.into_iter().map(|line| line.value).collect(),
        measure: above.measure.map(|measure| measure.value),
        labels: taken
            .filter(|text| is_attachment_label(text))
            .map(|text| text.trim().to_owned())
            .collect(),
        rows_below: left - raw.len(),
        notes: notes.map_or_else(Vec::new, |notes| notes.lines().map(str::to_owned).collect()),
    }
}
