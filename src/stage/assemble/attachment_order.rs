//! Numbers that were typed in the names and titles of attachments (附件) and are not the ones that are printed.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Span, Spanned};
use crate::stage::parse::printed_words::attachment_number;

/// Which attachments say of themselves that they stand elsewhere in the order.
pub(super) struct AttachmentOrder {
    /// How many attachments the issue has.
    count: usize,
    /// Those at odds: where that stands, what was typed, and the place in the order, from 1.
    odd: Vec<(Span, String, usize)>,
}

impl AttachmentOrder {
    pub(super) fn of(count: usize) -> Self {
        Self {
            count,
            odd: Vec::new(),
        }
    }

    /// Notes whether the attachment at the place `at`, from 0, has another number in `typed`, its title or the name of its file.
    pub(super) fn take(&mut self, at: usize, typed: &Spanned<String>) -> bool {
        let number = attachment_number(typed);
        let is_odd = number.is_some_and(|number| usize::try_from(number) != Ok(at + 1));
        if is_odd {
            self.odd.push((typed.span, typed.trim().to_owned(), at + 1));
        }
        is_odd
    }

    /// Says it, once for all: a file in the wrong place puts others in the wrong place.
    pub(super) fn say(self, sink: &mut Sink) {
        let Some((place, ..)) = self.odd.first() else {
            return;
        };
        let printed = |at: &usize| match self.count {
            1 => "附件（只有一个，不印号）".to_owned(),
            _ => format!("附件{at}"),
        };
        let odd = self.odd.iter();
        let odd: Vec<String> = odd
            .map(|(_, typed, at)| format!("“{typed}”印成{}", printed(at)))
            .collect();
        let message = format!("附件手写的号和排列的次序对不上：{}", odd.join("，"));
        let help = "号由程序按“附件”里的次序印：次序不对，把这几行换过来；次序对，改正手写的号，或写成 {文件: 文件名, 标题: 不带号的标题}；正文里写的“见附件1”一起核对";
        sink.push(Diagnostic::new(code::LIST_NUMBERS, *place, message).help(help));
    }
}
