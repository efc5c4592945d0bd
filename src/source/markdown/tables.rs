//! Tables of Markdown, and the paragraph before one that is its caption.

use pulldown_cmark::Alignment;

use super::Lowering;
use crate::model::{Align, Cell, Inline, InlineKind, Span, Table};
use crate::source::Draft;

impl Lowering<'_> {
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
        let marked = text
            .strip_prefix("表：")
            .or_else(|| text.strip_prefix("表:"));
        let marked = match marked {
            Some(rest) => text.len() - rest.trim_start().len(),
            // Numbering takes the number off, and says so.
            None if is_numbered_caption(text) => 0,
            None => return Vec::new(),
        };
        first.cut_start(marked);
        let caption = std::mem::take(content);
        frame.blocks.pop();
        self.no_note_in_caption(&caption);
        caption
    }
}

/// `表1　建会情况` as it is typed in a word processor right before a table: a number, something after it, and no sentence.
fn is_numbered_caption(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('表') else {
        return false;
    };
    let title = rest
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    title.len() < rest.trim_start().len()
        && title.starts_with([' ', '　', '：', ':', '.', '．', '、'])
        && text.chars().count() <= 40
        && !text.contains(['。', '；'])
}
