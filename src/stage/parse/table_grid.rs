//! The grid under a table: which places its cells cover, and whether the rows are as wide as the head.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Align, Cell, Inline, InlineKind, Span, Spanned};

/// Tables with more cells than this are refused; a page of print holds a few hundred.
pub const MAX_CELLS: usize = 200_000;

/// Rows of cells over a fixed number of columns.
#[derive(Debug)]
pub struct Grid {
    columns: u32,
    rows: Vec<Vec<Cell>>,
    /// For each column, how many rows from here on are covered by a cell above.
    open: Vec<u32>,
    last: Option<Span>,
    /// The rows that do not cover the columns: their widths and places.
    odd: Vec<(usize, Span)>,
}

impl Grid {
    /// An empty grid.
    #[must_use]
    pub fn new(columns: u32) -> Self {
        Self {
            columns,
            rows: Vec::new(),
            open: vec![0; columns as usize],
            last: None,
            odd: Vec::new(),
        }
    }

    /// Adds a row; one that is too narrow or too wide is reported in the end.
    pub fn push(&mut self, row: Vec<Cell>, place: Span) {
        let mut free = self
            .open
            .iter()
            .enumerate()
            .filter(|(_, open)| **open == 0)
            .map(|(column, _)| column)
            .collect::<Vec<_>>()
            .into_iter();
        let mut covers: Vec<(usize, u32)> = Vec::new();
        let mut width = self.open.iter().filter(|open| **open > 0).count();
        for cell in &row {
            width += cell.colspan as usize;
            for _ in 0..cell.colspan {
                if let Some(column) = free.next() {
                    covers.push((column, cell.rowspan));
                }
            }
        }
        if width != self.columns as usize {
            self.odd.push((width, place));
        }
        for open in &mut self.open {
            *open = open.saturating_sub(1);
        }
        for (column, rowspan) in covers {
            self.open[column] = rowspan - 1;
        }
        self.rows.push(row);
        self.last = Some(place);
    }

    /// The rows; a cell that reaches below the last row is reported.
    pub fn finish(self, place: Span, sink: &mut Sink) -> Vec<Vec<Cell>> {
        let first = self.odd.first().copied();
        let all_alike = self.odd.len() > 1
            && self.odd.len() == self.rows.len()
            && self
                .odd
                .iter()
                .all(|(width, _)| first.map(|odd| odd.0) == Some(*width));
        match first {
            // It is the head that is wrong.
            Some((width, place)) if all_alike => {
                let message = format!(
                    "表头有 {} 列，下面的 {} 行都是 {width} 格",
                    self.columns,
                    self.odd.len()
                );
                let help = "核对表头：少了、多了哪一列，或者哪一格里有没加引号的半角逗号";
                sink.push(Diagnostic::new(code::BAD_TABLE, place, message).help(help));
            }
            _ => self
                .odd
                .iter()
                .for_each(|(width, place)| report_width(*width, self.columns, *place, sink)),
        }
        if self.open.iter().any(|open| *open > 0) {
            sink.push(
                Diagnostic::new(
                    code::BAD_TABLE,
                    self.last.unwrap_or(place),
                    "有格子的“跨行”超出了表格的最后一行",
                )
                .help("把“跨行”改小，或补上下面的行"),
            );
        }
        self.rows
    }
}

/// Reports a row whose cells do not cover the columns of the head.
pub fn report_width(width: usize, columns: u32, place: Span, sink: &mut Sink) {
    sink.push(
        Diagnostic::new(
            code::BAD_TABLE,
            place,
            format!("这一行有 {width} 格，表头有 {columns} 列"),
        )
        .help("空格子也要写出来，写成 \"\"；合并单元格盖住的格子不写"),
    );
}

/// A cell with this text, over so many columns and rows.
pub fn cell(text: Spanned<String>, colspan: u32, rowspan: u32) -> Cell {
    Cell {
        span: text.span,
        content: lines(&text),
        colspan,
        rowspan,
        align: Align::Center,
    }
}

/// The text of a cell; a line break in it, as Alt+Enter makes one in a spreadsheet, stays one.
fn lines(text: &Spanned<String>) -> Vec<Inline> {
    let mut content = Vec::new();
    for line in text
        .value
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if !content.is_empty() {
            content.push(Inline::new(InlineKind::Break, text.span));
        }
        content.push(Inline::text(line, text.span));
    }
    content
}
