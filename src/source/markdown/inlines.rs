//! Characters: marks of strong emphasis, what nobody sees, and line breaks that are no spaces.

use super::Lowering;
use super::frame::{Frame, Open};
use super::guard::{self, STAR};
use super::strong::Piece;
use crate::diag::{Diagnostic, code};
use crate::model::{Inline, InlineKind, Span};
use crate::zh::label::typed_number;
use crate::zh::text::{is_invisible_control, is_wide};

impl Lowering<'_> {
    pub(super) fn text(&mut self, text: &str, range: &std::ops::Range<usize>) {
        if let Some(Frame {
            open: Open::Code { text: code, .. } | Open::Html(code),
            ..
        }) = self.stack.last_mut()
        {
            code.push_str(&guard::restore(text));
            return;
        }
        let span = self.exact(range);
        // What is not in the source as it stands, as `&amp;`, has one place as a whole.
        let as_typed = text.len() == range.len();
        let part = |start: usize, end: usize| match as_typed {
            true => span.part(start, end),
            false => span,
        };
        let mut start = 0;
        while let Some(length) = text[start..].find(STAR) {
            let star = start + length;
            self.plain(&text[start..star], range, part(start, star));
            start = star + STAR.len_utf8();
            self.piece(Piece::Star(part(star, start)));
        }
        self.plain(&text[start..], range, part(start, text.len()));
    }

    fn plain(&mut self, text: &str, range: &std::ops::Range<usize>, span: Span) {
        if !text.is_empty() {
            let text = self.visible(text, range);
            self.inline(InlineKind::Text(text), span);
        }
    }

    /// The place of `range` in the file, white space at its end included.
    pub(super) fn exact(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(
            self.file,
            self.offset + range.start,
            self.offset + range.end,
        )
    }

    /// `text` as its writer typed it, without characters that nobody sees; they are reported.
    pub(super) fn visible(&mut self, text: &str, range: &std::ops::Range<usize>) -> String {
        let text = guard::restore(text);
        if !text.contains(is_invisible_control) {
            return text;
        }
        let span = self.span(range);
        self.sink.push(
            Diagnostic::new(
                code::INVISIBLE,
                span,
                "这里有看不见的控制字符，生成时已去掉",
            )
            .help("删去这段文字重新输入，不要从网页或聊天软件直接粘贴"),
        );
        text.chars().filter(|c| !is_invisible_control(*c)).collect()
    }

    /// Emphasis, unless its first mark stands between two digits: `2*3*4` is a product.
    pub(super) fn emphasis(&mut self, range: &std::ops::Range<usize>, content: Vec<Inline>) {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let before = self.text[..range.start].chars().next_back();
        let mut after = self.text[range.start..].chars();
        if after.next() == Some('*') && digit(before) && digit(after.next()) {
            let span = self.exact(range);
            let mark = || InlineKind::Text("*".to_owned());
            self.inline(mark(), span.part(0, 1));
            content.into_iter().for_each(|inline| self.done(inline));
            self.inline(mark(), span.part(span.len() - 1, span.len()));
        } else {
            self.inline(InlineKind::Emphasis(content), self.exact(range));
        }
    }

    /// A line break in the source: a space only between two characters that are not Chinese.
    pub(super) fn soft_break(&mut self, range: &std::ops::Range<usize>) {
        const MARKUP: [char; 7] = ['*', '_', '~', '`', '[', '>', STAR];
        let skip = |c: &char| !c.is_whitespace() && !MARKUP.contains(c);
        let before = self.text[..range.start].chars().rev().find(skip);
        let after = self.text[range.end..].chars().find(skip);
        if let (Some(before), Some(after)) = (before, after) {
            self.warn_of_joined_lines(before, range);
            if !is_wide(before) && !is_wide(after) {
                self.inline(InlineKind::Text(" ".to_owned()), self.exact(range));
            }
        }
    }

    /// Markdown joins lines that no empty line parts. Where a sentence ends before the break, or the next line begins like a new paragraph or item,
    /// the writer probably meant to begin one.
    fn warn_of_joined_lines(&mut self, before: char, range: &std::ops::Range<usize>) {
        let rest = self.text[range.end..].trim_start_matches([' ', '>']);
        let line = rest.lines().next().unwrap_or_default();
        let begins_anew = line.starts_with('　') || typed_number(line.trim_start()).is_some();
        if !begins_anew && !"。！？；”".contains(before) {
            return;
        }
        // One warning for a paragraph is enough, however many lines it has.
        let Some(frame) = self.stack.last() else {
            return;
        };
        if self.joined_lines == Some(frame.range.start) {
            return;
        }
        self.joined_lines = Some(frame.range.start);
        let start = range.end + (self.text[range.end..].len() - rest.len());
        let span = self.span(&(start..start + line.len()));
        self.sink.push(
            Diagnostic::new(code::JOINED_LINES, span, "这一行会和上一行接成一段").help(
                "要另起一段，两行之间空一行；要成为列表，“1.”后面空一格；本来就是一段，就不要换行",
            ),
        );
    }
}
