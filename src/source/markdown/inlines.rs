//! Characters: asterisks that may still be marks, what nobody sees, and line breaks that are no spaces.

use super::Lowering;
use super::frame::{Frame, Open};
use super::strong::Piece;
use crate::diag::{Diagnostic, code};
use crate::model::Inline;
use crate::zh::text::{is_invisible_control, is_wide};

impl Lowering<'_> {
    pub(super) fn text(&mut self, text: &str, range: &std::ops::Range<usize>) {
        if let Some(Frame {
            open: Open::Code { text: code, .. } | Open::Html(code),
            ..
        }) = self.stack.last_mut()
        {
            code.push_str(text);
            return;
        }
        let as_typed = self.text.get(range.clone()) == Some(text);
        let text = self.visible(text, range);
        if !text.contains('*') || !as_typed {
            self.inline(Inline::Text(text));
            return;
        }
        let escaped_first = self.text[..range.start].ends_with('\\');
        let mut plain = String::new();
        for (index, c) in text.char_indices() {
            if c == '*' && !(index == 0 && escaped_first) {
                if !plain.is_empty() {
                    self.inline(Inline::Text(std::mem::take(&mut plain)));
                }
                self.piece(Piece::Star);
            } else {
                plain.push(c);
            }
        }
        if !plain.is_empty() {
            self.inline(Inline::Text(plain));
        }
    }

    /// `text` without characters that nobody sees; they are reported.
    pub(super) fn visible(&mut self, text: &str, range: &std::ops::Range<usize>) -> String {
        if !text.contains(is_invisible_control) {
            return text.to_owned();
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

    /// Whether a line break in the source is a space: only between two characters that are not Chinese.
    pub(super) fn space_at_break(&self, range: &std::ops::Range<usize>) -> bool {
        const MARKUP: [char; 6] = ['*', '_', '~', '`', '[', '>'];
        let skip = |c: &char| !c.is_whitespace() && !MARKUP.contains(c);
        let before = self.text[..range.start].chars().rev().find(skip);
        let after = self.text[range.end..].chars().find(skip);
        match (before, after) {
            (Some(before), Some(after)) => !is_wide(before) && !is_wide(after),
            _ => false,
        }
    }
}
