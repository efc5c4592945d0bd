//! Numbers that somebody typed by hand before a heading or a caption, where the program prints its own.

use super::Numberer;
use crate::model::{Inline, InlineKind, Span, TypedNumber};
use crate::zh::label::typed_number;
use crate::zh::numeral::parse_han;

impl Numberer<'_> {
    /// Takes a number typed by hand out of a heading, and notes it.
    pub(super) fn drop_typed_number(
        &mut self,
        content: &mut [Inline],
        number: u32,
        label: &str,
        span: Span,
    ) {
        let alone = content.len() == 1;
        let Some(first) = content.first_mut() else {
            return;
        };
        // `**一、总体情况**` is a number too.
        if let InlineKind::Strong(inner) | InlineKind::Emphasis(inner) = &mut first.kind {
            self.drop_typed_number(inner, number, label, span);
            return;
        }
        let InlineKind::Text(text) = &first.kind else {
            return;
        };
        let Some(typed) = typed_number(text) else {
            return;
        };
        let as_typed = text[..typed.length].trim_end().to_owned();
        // A heading that is nothing but a number keeps it.
        if typed.length == text.len() && alone {
            return;
        }
        first.cut_start(typed.length);
        self.noticed.typed_numbers.push(TypedNumber {
            place: span,
            typed: as_typed,
            printed: label.to_owned(),
            agrees: typed.value == number,
        });
    }

    /// Takes 表1 or 图1 typed by hand out of a caption, and notes it.
    pub(super) fn drop_caption_number(&mut self, content: &mut [Inline], kind: &str, number: u32) {
        let [first, others @ ..] = content else {
            return;
        };
        let InlineKind::Text(text) = &first.kind else {
            return;
        };
        // `（图1）座谈会` too.
        let bracketed = text.strip_prefix(['（', '(']);
        let Some(rest) = bracketed.unwrap_or(text).strip_prefix(kind) else {
            return;
        };
        let rest = rest.trim_start();
        let digits = rest.len() - rest.trim_start_matches(is_numeral).len();
        let Some(value) = number_value(&rest[..digits]) else {
            return;
        };
        let closing = if bracketed.is_some() {
            &['）', ')'][..]
        } else {
            &[][..]
        };
        let marks = [' ', '　', '：', ':', '.', '．', '、'];
        let title = rest[digits..]
            .trim_start_matches(closing)
            .trim_start_matches(marks);
        // `表2026年进度` is no number of a table, and a caption that is nothing else keeps it.
        if (title.is_empty() && others.is_empty()) || title.len() == rest.len() - digits {
            return;
        }
        let length = text.len() - title.len();
        let typed = text[..text.len() - rest.len() + digits].to_owned();
        self.noticed.typed_numbers.push(TypedNumber {
            place: first.span,
            typed,
            printed: format!("{kind}{number}"),
            agrees: value == number,
        });
        first.cut_start(length);
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c)
}

/// The number that is typed in whatever digits.
fn number_value(typed: &str) -> Option<u32> {
    let plain: String = typed
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            other => other,
        })
        .collect();
    plain.parse().ok().or_else(|| parse_han(&plain))
}
