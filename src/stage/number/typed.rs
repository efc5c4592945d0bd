//! Numbers that somebody typed by hand before a heading or a caption, where the program prints its own.

use super::Numberer;
use crate::diag::{Diagnostic, code};
use crate::model::{Inline, InlineKind, Span, TypedNumber};
use crate::zh::label::typed_number;
use crate::zh::numbered::{is_tight, numbered};

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
        let marked = text.strip_prefix(kind);
        let marked = marked.and_then(|rest| rest.strip_prefix(['：', ':']));
        if let Some(title) = marked.filter(|title| !title.trim().is_empty()) {
            let length = text.len() - title.trim_start().len();
            let message = format!("“{}”由程序印上，手写的已去掉", text[..length].trim());
            let finding = Diagnostic::new(code::PRINTED_WORD, first.span, message);
            self.sink
                .push(finding.help(format!("只写“{}”", title.trim())));
            first.cut_start(length);
            return;
        }
        let Some(found) = numbered(text, kind) else {
            return;
        };
        // A caption that is nothing else keeps it.
        if !(found.is_parted || is_tight(&found)) || (found.title.is_empty() && others.is_empty()) {
            return;
        }
        let length = text.len() - found.title.len();
        self.noticed.typed_numbers.push(TypedNumber {
            place: first.span,
            typed: found.label.to_owned(),
            printed: format!("{kind}{number}"),
            agrees: found.value == number,
        });
        first.cut_start(length);
    }
}
