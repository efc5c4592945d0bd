//! Closing a frame: what it holds becomes a block or inline content of the frame around it.

use std::ops::Range;

use super::Lowering;
use super::emphasis::{self, Piece};
use super::frame::{ElementKind, OpenElement};
use super::guard;
use crate::diag::{Diagnostic, code};
use crate::model::{Align, Cell, Inline, InlineKind, Span, has_note, plain_text};
use crate::source::{Draft, DraftItem};

impl Lowering<'_> {
    /// Closes the innermost frame and hands what it holds to the one around it.
    pub(super) fn close(&mut self) {
        let Some(OpenElement {
            open,
            range,
            blocks,
            pieces,
        }) = self.stack.pop()
        else {
            return;
        };
        let span = self.span(&range);
        match open {
            ElementKind::Root => {}
            ElementKind::Paragraph => self.paragraph(pieces, span),
            // A line of `---` under a text is meant as a break, not as a heading underlined.
            ElementKind::Heading(_) if !self.text[range.clone()].trim_start().starts_with('#') => {
                self.paragraph(pieces, span);
                self.block(Draft::Rule(span));
            }
            ElementKind::Heading(level) => {
                let content = trim(emphasis::finish(pieces));
                self.block(Draft::Heading {
                    level,
                    content,
                    span,
                });
            }
            ElementKind::Quote => self.block(Draft::Quote { blocks, span }),
            ElementKind::List {
                start,
                items,
                numbers,
            } => {
                self.check_numbers(&numbers, span);
                self.block(Draft::List {
                    ordered: start.is_some(),
                    start: u32::try_from(start.unwrap_or(1)).unwrap_or(u32::MAX),
                    items,
                    span,
                });
            }
            ElementKind::Item => {
                if let Some(OpenElement {
                    open: ElementKind::List { items, .. },
                    ..
                }) = self.stack.last_mut()
                {
                    items.push(DraftItem { blocks, span });
                } else {
                    blocks.into_iter().for_each(|block| self.block(block));
                }
            }
            ElementKind::Code { indented, text } => self.code(indented, text, &range, span),
            ElementKind::Table {
                alignments,
                head,
                rows,
            } => self.table(&alignments, head, rows, span),
            ElementKind::Head(cells) => {
                if let Some(OpenElement {
                    open: ElementKind::Table { head, .. },
                    ..
                }) = self.stack.last_mut()
                {
                    *head = cells;
                }
            }
            ElementKind::Row(cells) => {
                if let Some(OpenElement {
                    open: ElementKind::Table { rows, .. },
                    ..
                }) = self.stack.last_mut()
                {
                    rows.push(cells);
                }
            }
            ElementKind::Cell => {
                let content = trim(emphasis::finish(pieces));
                // What a reader would mark as the cell, not the bars and spaces around it.
                let span = match (content.first(), content.last()) {
                    (Some(first), Some(last)) => first.span.to(last.span),
                    _ => span,
                };
                let cell = Cell {
                    content,
                    colspan: 1,
                    rowspan: 1,
                    align: Align::Center,
                    span,
                };
                if let Some(OpenElement {
                    open: ElementKind::Head(cells) | ElementKind::Row(cells),
                    ..
                }) = self.stack.last_mut()
                {
                    cells.push(cell);
                }
            }
            ElementKind::Link(target) => {
                let content = emphasis::finish(pieces);
                match self.targets.link(&target, span, self.sink) {
                    Some(target) => self.inline(InlineKind::Link { target, content }, span),
                    None => content.into_iter().for_each(|inline| self.done(inline)),
                }
            }
            ElementKind::Picture(target) => {
                let caption = trim(emphasis::finish(pieces));
                let mut around = self.stack.iter();
                if around.any(|element| matches!(element.open, ElementKind::Heading(_))) {
                    self.sink.push(
                        Diagnostic::new(code::NOT_A_MARK, span, "标题里不能有图片，它印在标题下面")
                            .help("图片另起一行，写在标题下面"),
                    );
                }
                let mut draft = self.targets.picture(&target, caption, span, self.sink);
                if let Some(inserted) = &mut draft {
                    self.take_caption_above(inserted);
                }
                self.figure(draft, &range);
            }
            ElementKind::Note(name) => self.note(name, blocks, span),
            ElementKind::Transparent => {
                if let Some(parent) = self.stack.last_mut() {
                    parent.blocks.extend(blocks);
                    parent.pieces.extend(pieces);
                }
            }
        }
    }

    /// Adds a block to the innermost frame that holds blocks, and after it the pictures that were found inside it.
    pub(super) fn block(&mut self, draft: Draft) {
        let figures = self.take_figures();
        if figures.is_empty() && self.take_figure_caption(&draft) {
            return;
        }
        if let Some(frame) = self.stack.iter_mut().rev().find(|f| f.holds_blocks()) {
            if figures.is_empty()
                && let Some(Draft::Table(table)) = frame.blocks.last_mut()
                && super::tables::take_note(table, &draft, self.sink)
            {
                return;
            }
            frame.blocks.push(draft);
            frame.blocks.extend(figures);
        }
    }

    pub(super) fn paragraph(&mut self, pieces: Vec<Piece>, span: Span) {
        let content = trim(emphasis::finish(pieces));
        if plain_text(&content).trim().is_empty() && !has_note(&content) {
            let figures = self.take_figures();
            figures.into_iter().for_each(|figure| self.block(figure));
        } else {
            self.say_rest_beside_figures(&content, span);
            self.block(Draft::Paragraph { content, span });
        }
    }

    /// Says of a line that has pictures or tables and no word besides that what is left of it, a sign or the mark of a note, is printed in front of them.
    fn say_rest_beside_figures(&mut self, content: &[Inline], span: Span) {
        let text = plain_text(content);
        if self.figures.is_empty() || text.chars().any(char::is_alphanumeric) {
            return;
        }
        let what = match text.trim() {
            "" => "注释的记号".to_owned(),
            sign => format!("“{sign}”"),
        };
        let message = format!("{what}会单独成一段，印在图片或表格的前面");
        let finding = Diagnostic::new(code::NOT_A_MARK, span, message);
        self.sink
            .push(finding.help("图片和表格各占一行，前后不写别的；注释写在说到它的那句话后面"));
    }

    /// A tight list item holds text without a paragraph around it; the text becomes one.
    pub(super) fn flush_item_text(&mut self) {
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        if matches!(frame.open, ElementKind::Item)
            && (!frame.pieces.is_empty() || !self.figures.is_empty())
        {
            let pieces = std::mem::take(&mut frame.pieces);
            let range = frame.range.clone();
            let span = self.span(&range);
            self.paragraph(pieces, span);
        }
    }

    /// Takes down the number that the writer gave an item.
    pub(super) fn note_item_number(&mut self, start: usize) {
        let digits: String = self.text[start..]
            .trim_start()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        if let Some(OpenElement {
            open: ElementKind::List { numbers, .. },
            ..
        }) = self.stack.last_mut()
        {
            numbers.extend(digits.parse::<u64>().ok());
        }
    }

    /// Typed numbers count up, or are all the same as Markdown allows; anything else is a slip, or a reference to one of them would be wrong.
    fn check_numbers(&mut self, numbers: &[u64], span: Span) {
        let counts_up = numbers
            .windows(2)
            .all(|pair| pair[0].checked_add(1) == Some(pair[1]));
        let all_same = numbers.windows(2).all(|pair| pair[0] == pair[1]);
        if counts_up || all_same {
            return;
        }
        let typed: Vec<String> = numbers.iter().map(u64::to_string).collect();
        self.sink.push(
            Diagnostic::new(
                code::LIST_NUMBERS,
                span,
                format!("列表的号写的是 {}，印出来会依次编号", typed.join("、")),
            )
            .help("核对有没有漏掉或多出一条，再把号依次写好"),
        );
    }

    pub(super) fn code(&mut self, indented: bool, text: String, range: &Range<usize>, span: Span) {
        if indented {
            // Writers indent paragraphs with spaces; nobody means program text by that.
            for (line, place) in self.lines(&text, range) {
                let content = vec![Inline::text(line, place)];
                self.block(Draft::Paragraph { content, span });
            }
        } else {
            self.block(Draft::Code {
                text: text.trim_end_matches('\n').to_owned(),
                span,
            });
        }
    }

    /// The lines of `text` that are not empty, each with its place in the block at `range`, whose lines they are one by one as they were typed.
    fn lines(&self, text: &str, range: &Range<usize>) -> Vec<(String, Span)> {
        let source = guard::restore(self.text.get(range.clone()).unwrap_or_default());
        let mut from = 0;
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| {
                let found = source.get(from..).and_then(|rest| rest.find(line));
                let place = found.map_or_else(
                    || self.span(range),
                    |at| {
                        let start = from + at;
                        from = start + line.len();
                        self.exact(&(range.start + start..range.start + from))
                    },
                );
                (line.to_owned(), place)
            })
            .collect()
    }
}

/// Takes white space off both ends, full-width spaces included: the layout indents, not the writer.
fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(first) = inlines.first_mut()
        && let InlineKind::Text(text) = &first.kind
    {
        let white = text.len() - text.trim_start().len();
        if white == text.len() {
            inlines.remove(0);
        } else {
            first.cut_start(white);
        }
    }
    if let Some(last) = inlines.last_mut()
        && let InlineKind::Text(text) = &last.kind
    {
        let length = text.trim_end().len();
        if length == 0 {
            inlines.pop();
        } else {
            last.cut_end(length);
        }
    }
    inlines
}
