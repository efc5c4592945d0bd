//! Tables of Markdown, and the paragraph before one that is its caption.

use pulldown_cmark::Alignment;

use super::Lowering;
use super::frame::{Frame, Open};
use crate::diag::{Diagnostic, code};
use crate::model::{Align, Cell, Inline, InlineKind, Span, Table};
use crate::source::Draft;

impl Lowering<'_> {
    /// Reports a row with more cells than the head has columns: Markdown would drop what is in them.
    pub(super) fn check_row(&mut self, range: &std::ops::Range<usize>) {
        let Some(Frame {
            open: Open::Table { alignments, .. },
            ..
        }) = self.stack.last()
        else {
            return;
        };
        let (columns, cells) = (alignments.len(), cells_in(&self.text[range.clone()]));
        if cells > columns {
            let span = self.span(range);
            self.sink.push(
                Diagnostic::new(
                    code::BAD_TABLE,
                    span,
                    format!("这一行有 {cells} 格，表头有 {columns} 列"),
                )
                .help("补上表头，或删去多出的格子；文字里的竖线写成 \\|"),
            );
        }
    }

    pub(super) fn table(
        &mut self,
        alignments: &[Alignment],
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
        span: Span,
    ) {
        let mut table = Table {
            anchor: String::new(),
            label: String::new(),
            caption: self.take_table_caption(),
            columns: u32::try_from(alignments.len()).unwrap_or(u32::MAX),
            before: Vec::new(),
            measure: None,
            head: vec![head],
            rows,
            landscape: false,
            note: None,
            span,
        };
        let typed: Vec<Option<Align>> = alignments
            .iter()
            .map(|alignment| match alignment {
                Alignment::None => None,
                Alignment::Left => Some(Align::Left),
                Alignment::Center => Some(Align::Center),
                Alignment::Right => Some(Align::Right),
            })
            .collect();
        table.align_columns(&typed);
        self.block(Draft::Table(Box::new(table)));
    }

    /// The paragraph before a table is its caption where it begins with 表：.
    pub(super) fn take_table_caption(&mut self) -> Vec<Inline> {
        let Some(frame) = self.stack.iter_mut().rev().find(|f| f.holds_blocks()) else {
            return Vec::new();
        };
        let Some(Draft::Paragraph { content, .. }) = frame.blocks.last_mut() else {
            return Vec::new();
        };
        let Some(first) = content.first_mut() else {
            return Vec::new();
        };
        let InlineKind::Text(text) = &first.kind else {
            return Vec::new();
        };
        let Some(rest) = text
            .strip_prefix("表：")
            .or_else(|| text.strip_prefix("表:"))
        else {
            return Vec::new();
        };
        let marked = text.len() - rest.trim_start().len();
        first.cut_start(marked);
        let caption = std::mem::take(content);
        frame.blocks.pop();
        caption
    }
}

/// How many cells a row of Markdown has.
fn cells_in(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut bars = 0;
    let mut escaped = false;
    let mut ends_with_bar = false;
    for c in row.chars() {
        ends_with_bar = c == '|' && !escaped;
        bars += usize::from(ends_with_bar);
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(!ends_with_bar)
}
