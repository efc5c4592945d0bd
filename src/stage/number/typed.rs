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
            if let Some(odd) = odd_number(text) {
                self.say_odd(odd, label, span);
            }
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

    /// Says of what looks like a number and is not read as one that it stays, behind the counted one.
    fn say_odd(&mut self, odd: &str, label: &str, place: Span) {
        let message = format!(
            "“{}”像是手写的编号，照样印出来，前面还印“{label}”",
            odd.trim()
        );
        let finding = Diagnostic::new(code::PRINTED_WORD, place, message);
        self.sink
            .push(finding.help("删去它，编号由程序编排；不是编号，换一种写法"));
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
        if let Some(odd) = odd_caption(text, kind) {
            let span = first.span;
            self.say_odd(odd, &format!("{kind}{number}"), span);
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

/// A number at the start of a heading in a form that is not taken off: 1.1 甲, 1-1 甲, 1）甲, 一，甲, ㈠甲, Ⅰ甲, A.甲, 廿二、甲, 一 甲, 一是甲, 壹、甲.
fn odd_number(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if ('㈠'..='㈩').contains(&first) || ('Ⅰ'..='Ⅻ').contains(&first) {
        return text.get(..first.len_utf8());
    }
    let formal = text.trim_start_matches(|c: char| "壹贰叁肆伍陆柒捌玖拾".contains(c));
    if formal.len() < text.len() && formal.starts_with(['、', '.', '．', '：', '　', ' ']) {
        return text.get(..text.len() - formal.len());
    }
    let letter = text.strip_prefix(|c: char| c.is_ascii_uppercase());
    if letter.is_some_and(|rest| rest.starts_with(['.', '、', '．', ')', '）'])) {
        return text.get(..1);
    }
    let is_han = |c: char| "一二三四五六七八九十廿卅".contains(c);
    let han = text.trim_start_matches(is_han);
    let han_length = text.len() - han.len();
    if han_length > 0 {
        let is_twenty = text[..han_length].starts_with(['廿', '卅']);
        let marked = han.starts_with(['，', ',', '：', ':', '）', ')', ' ', '　', '是']);
        let is_odd = marked || is_twenty && han.starts_with(['、', '.', '．']);
        return is_odd.then_some(&text[..han_length]);
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let (digits, _) = text.split_at(text.len() - rest.len());
    if !(1..=2).contains(&digits.len()) {
        return None;
    }
    if rest.starts_with(['）', ')']) {
        return Some(digits);
    }
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".-．－".contains(c));
    let typed = &text[..text.len() - behind.len()];
    let is_several = typed.len() > digits.len() && typed.ends_with(|c: char| c.is_ascii_digit());
    (is_several && behind.starts_with([' ', '　'])).then_some(typed)
}

/// A number in a caption in a form that is not taken off: 图1-1 走访, 图1.1走访, 图①走访, 图片：走访.
fn odd_caption<'t>(text: &'t str, kind: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(kind)?;
    if rest.starts_with(|c: char| ('①'..='⑳').contains(&c)) {
        return text.get(..kind.len() + '①'.len_utf8());
    }
    let named = rest.strip_prefix(if kind == "图" { "片" } else { "格" });
    if named.is_some_and(|rest| rest.starts_with(['：', ':'])) {
        return text.get(..kind.len() * 2);
    }
    let inner = rest.trim_start();
    let behind = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let parted = behind.strip_prefix(['-', '－', '—', '–', '.', '．'])?;
    let last = parted.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_several = behind.len() < inner.len() && last.len() < parted.len();
    is_several.then(|| &text[..text.len() - last.len()])
}

#[cfg(test)]
mod tests {
    use super::{odd_caption, odd_number};

    #[test]
    fn numbers_in_odd_forms_are_seen() {
        for (text, number) in [
            ("1.1 甲", Some("1.1")),
            ("1.2.3　甲", Some("1.2.3")),
            ("1-1 甲", Some("1-1")),
            ("1）甲", Some("1")),
            ("一，甲", Some("一")),
            ("一：甲", Some("一")),
            ("㈠甲", Some("㈠")),
            ("Ⅰ甲", Some("Ⅰ")),
            ("A.甲", Some("A")),
            ("廿二、甲", Some("廿二")),
            ("2026年工作", None),
            ("3.5万户职工", None),
            ("一线职工", None),
            ("A类企业", None),
            ("12345热线", None),
            ("1—3月情况", None),
        ] {
            assert_eq!(odd_number(text), number, "{text}");
        }
        for (text, number) in [
            ("图1-1 走访", Some("图1-1")),
            ("图1.1走访", Some("图1.1")),
            ("图①走访", Some("图①")),
            ("图片：走访", Some("图片")),
            ("图1走访", None),
            ("图一览", None),
            ("图1-走访", None),
            ("图书角", None),
        ] {
            assert_eq!(odd_caption(text, "图"), number, "{text}");
        }
    }
}
