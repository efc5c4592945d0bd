//! Tables of Markdown, and the paragraph before one that is its caption.

use pulldown_cmark::Alignment;

use super::Lowering;
use crate::model::{Align, Cell, Inline, InlineKind, Span, Spanned, Table};
use crate::source::{Draft, DraftItem};
use crate::zh::numbered;

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
            row_heights: Vec::new(),
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
            None if numbered::caption(text, "表").is_some() => 0,
            None => return Vec::new(),
        };
        first.cut_start(marked);
        let caption = std::mem::take(content);
        frame.blocks.pop();
        self.no_note_in_caption(&caption);
        caption
    }
}

/// Takes what is typed under a table into it, where it is its note: 注：…, and the numbered lines that go on with it. Only plain text is.
pub(super) fn take_note(table: &mut Table, below: &Draft) -> bool {
    match below {
        Draft::Paragraph { content, span } => {
            let Some(text) = plain(content) else {
                return false;
            };
            let rest = text
                .strip_prefix("注：")
                .or_else(|| text.strip_prefix("注:"));
            let line = match rest.map(str::trim) {
                Some("") => return false,
                // The word is printed before the first note; a second one is typed to be seen.
                Some(_) if table.note.is_some() => text,
                Some(rest) => rest,
                None if goes_on(table, text) => text,
                None => return false,
            };
            add_line(table, line, *span);
            true
        }
        Draft::List {
            ordered: true,
            start,
            items,
            span,
        } => {
            let lines: Option<Vec<&str>> = items.iter().map(only_line).collect();
            let (true, Some(lines)) = (goes_on(table, &format!("{start}.")), lines) else {
                return false;
            };
            for (number, line) in (*start..).zip(lines) {
                add_line(table, &format!("{number}. {line}"), *span);
            }
            true
        }
        Draft::List { ordered: false, .. }
        | Draft::Heading { .. }
        | Draft::Quote { .. }
        | Draft::Code { .. }
        | Draft::Table(_)
        | Draft::Figure { .. }
        | Draft::Chart { .. }
        | Draft::Figures { .. }
        | Draft::Rule(_) => false,
    }
}

/// Whether a line has the number that follows that of the note's last line.
fn goes_on(table: &Table, line: &str) -> bool {
    let number = |text: &str| -> Option<u32> {
        let digits = text.trim_start_matches(['（', '(']);
        let end = digits.find(|c: char| !c.is_ascii_digit())?;
        let marked = digits[end..].starts_with(['.', '．', '、', '）', ')']);
        digits[..end].parse().ok().filter(|_| marked)
    };
    let last = table.note.as_ref().and_then(|note| note.lines().last());
    let last = last.and_then(number);
    last.is_some_and(|last| number(line) == last.checked_add(1))
}

fn add_line(table: &mut Table, line: &str, span: Span) {
    match &mut table.note {
        Some(note) => {
            note.value.push('\n');
            note.value.push_str(line);
        }
        None => table.note = Some(Spanned::new(line.to_owned(), span)),
    }
}

/// The text of inlines that have no marking.
fn plain(content: &[Inline]) -> Option<&str> {
    let [one] = content else { return None };
    let InlineKind::Text(text) = &one.kind else {
        return None;
    };
    Some(text.trim())
}

fn only_line(item: &DraftItem) -> Option<&str> {
    let [Draft::Paragraph { content, .. }] = item.blocks.as_slice() else {
        return None;
    };
    plain(content)
}
