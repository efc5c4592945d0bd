//! A table that the program fills: rows under named columns, those of a group together with its name in one merged cell.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Align, Cell, Inline, Span, Spanned, Table};
use crate::stage::parse::table_grid::MAX_CELLS;

/// What stands in one cell: texts with their places, one after another.
pub type CellTexts = Vec<(String, Span)>;

/// A table to be filled.
pub struct Filling {
    /// The caption.
    pub caption: Spanned<String>,
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, in their order: those of a group stand together.
    pub rows: Vec<FilledRow>,
    /// The column of the groups' names, where rows are grouped.
    pub group: Option<usize>,
    /// Whether it is laid across the page.
    pub landscape: bool,
    /// What stands under it.
    pub note: Option<Spanned<String>>,
    /// Where the outline asks for it.
    pub span: Span,
}

/// One row.
pub struct FilledRow {
    /// Which group it belongs to: the same number, the same group.
    pub group: usize,
    /// Its cells, as many as there are columns.
    pub cells: Vec<CellTexts>,
}

impl Filling {
    /// The table; one without rows says 无.
    pub fn table(self, sink: &mut Sink) -> Option<Table> {
        let place = self.caption.span;
        let columns = u32::try_from(self.head.len()).unwrap_or(u32::MAX);
        if self.rows.len().saturating_mul(self.head.len()) > MAX_CELLS {
            let message = format!("这张表有 {} 行，太长了，没有排", self.rows.len());
            let finding = Diagnostic::new(code::BAD_TABLE, place, message);
            sink.push(finding.help("只列一部分，例如 问题: 未整改"));
            return None;
        }
        let head = self.head.iter();
        let head = head.map(|name| cell(vec![(name.clone(), place)], 1, 1, place));
        let head: Vec<Cell> = head.collect();
        let mut sizes: Vec<u32> = Vec::new();
        for row in &self.rows {
            if sizes.len() <= row.group {
                sizes.resize(row.group + 1, 0);
            }
            sizes[row.group] += 1;
        }
        let mut last = None;
        let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let begins = last.replace(row.group) != Some(row.group);
            let mut cells = Vec::with_capacity(row.cells.len());
            for (index, texts) in row.cells.into_iter().enumerate() {
                let is_group = self.group == Some(index);
                if is_group && !begins {
                    continue;
                }
                let height = sizes.get(row.group).copied().filter(|_| is_group);
                cells.push(cell(texts, 1, height.unwrap_or(1), place));
            }
            rows.push(cells);
        }
        if rows.is_empty() {
            rows.push(vec![cell(
                vec![("无".to_owned(), place)],
                columns,
                1,
                place,
            )]);
        }
        let mut table = Table {
            label: String::new(),
            caption: vec![Inline::text(self.caption.value, place)],
            columns,
            before: Vec::new(),
            measure: None,
            head: vec![head],
            rows,
            row_heights: Vec::new(),
            landscape: self.landscape,
            note: self.note,
            anchor: String::new(),
            span: self.span,
        };
        table.align_columns(&[]);
        Some(table)
    }
}

fn cell(texts: CellTexts, colspan: u32, rowspan: u32, place: Span) -> Cell {
    let texts = texts.into_iter().filter(|(text, _)| !text.is_empty());
    let content: Vec<Inline> = texts.map(|(text, span)| Inline::text(text, span)).collect();
    Cell {
        span: content.first().map_or(place, |inline| inline.span),
        content,
        colspan,
        rowspan,
        align: Align::Center,
    }
}

/// The columns with the one that holds the groups' names: where it was asked for, or else behind the first.
pub fn with_group<T: Copy + PartialEq>(
    columns: &[Spanned<T>],
    usual: &[T],
    group: Option<T>,
    ordinal: T,
) -> (Vec<T>, Option<usize>) {
    let mut all: Vec<T> = match columns.is_empty() {
        true => usual.to_vec(),
        false => columns.iter().map(|column| column.value).collect(),
    };
    let Some(group) = group else {
        return (all, None);
    };
    // A merged cell that stands behind those of single rows is hard to follow.
    all.retain(|column| *column != group);
    let place = usize::from(all.first() == Some(&ordinal));
    all.insert(place, group);
    (all, Some(place))
}

/// Numbers the groups of `keys` in the order in which rows are to stand: by `rank`, and among equals as the groups first come. Gives for each row its place in
/// the new order and its group.
pub fn grouped<K: PartialEq>(keys: &[K], rank: &dyn Fn(&K) -> usize) -> Vec<(usize, usize)> {
    let mut groups: Vec<&K> = Vec::new();
    for key in keys {
        if !groups.contains(&key) {
            groups.push(key);
        }
    }
    groups.sort_by_key(|key| rank(key));
    let mut rows: Vec<(usize, usize)> = Vec::with_capacity(keys.len());
    for (group, wanted) in groups.iter().enumerate() {
        let of_group = keys.iter().enumerate().filter(|(_, key)| key == wanted);
        rows.extend(of_group.map(|(row, _)| (row, group)));
    }
    rows
}
