//! Inline text as a line of a record: marks as in Markdown, so that a change of a mark is a change of the line.

use crate::model::printed::NOTE;
use crate::model::{Inline, InlineKind, LinkTarget, Table};

/// The text of `content` with its marks, on one line.
pub(super) fn marked(content: &[Inline]) -> String {
    let mut text = String::new();
    push(content, &mut text);
    text
}

fn push(content: &[Inline], text: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(words) => text.push_str(&one_line(words)),
            InlineKind::Computed(computed) => text.push_str(&one_line(&computed.text)),
            InlineKind::Code(words) => wrap(text, "`", "`", |text| {
                text.push_str(&one_line(words));
            }),
            InlineKind::Strong(content) => wrap(text, "**", "**", |text| push(content, text)),
            InlineKind::Emphasis(content) => wrap(text, "*", "*", |text| push(content, text)),
            InlineKind::Strike(content) => wrap(text, "~~", "~~", |text| push(content, text)),
            InlineKind::Link { target, content } => {
                wrap(text, "[", "]", |text| push(content, text));
                let target = match target {
                    LinkTarget::Address(address) => address,
                    LinkTarget::File { path: _, name } => name,
                };
                text.push_str(&format!("({})", one_line(target)));
            }
            InlineKind::Break => text.push_str("\\n"),
            // A note that stands with an earlier mark is printed once.
            InlineKind::Note(note) => {
                text.push_str(&format!("[^{}", one_line(&note.label)));
                if !note.repeated {
                    text.push('：');
                    push(&note.content, text);
                }
                text.push(']');
            }
        }
    }
}

fn wrap(text: &mut String, before: &str, after: &str, inner: impl FnOnce(&mut String)) {
    text.push_str(before);
    inner(text);
    text.push_str(after);
}

/// `words` on one line: what would break it, and what could be taken for a mark, after a `\`.
pub(super) fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '\\' | '*' | '~' | '`' | '[' | ']' | '|' => {
                line.push('\\');
                line.push(character);
            }
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                line.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
            }
            c => line.push(c),
        }
    }
    line
}

/// The words of the note under `table`, behind 注：, which the program prints or its writer typed; one that is printed without it says so.
pub(super) fn note_words(table: &Table, note: &str) -> String {
    match note.strip_prefix(NOTE.before) {
        Some(rest) => one_line(rest),
        None if table.note_word().is_empty() => {
            format!("〔前面没有“{}”〕{}", NOTE.before, one_line(note))
        }
        None => one_line(note),
    }
}

/// A line of a record as people read it: without the `\` before what could be taken for a mark.
#[must_use]
pub fn shown(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 't') => text.push(' '),
                Some(escaped) => text.push(escaped),
                None => text.push('\\'),
            },
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FileId, Span, Spanned};

    #[test]
    fn a_note_is_recorded_as_it_was_before_its_words_were_known() {
        let words = |note: &str| {
            let span = Span::file_start(FileId(0));
            let table = Table {
                anchor: String::new(),
                label: String::new(),
                caption: Vec::new(),
                columns: 0,
                before: Vec::new(),
                measure: None,
                head: Vec::new(),
                rows: Vec::new(),
                row_heights: Vec::new(),
                landscape: false,
                note: Some(Spanned::new(note.to_owned(), span)),
                span,
            };
            note_words(&table, note)
        };
        // 注： stood before each of them on paper.
        assert_eq!(words("截至6月底"), "截至6月底");
        assert_eq!(words("注：资料来源：统计局"), "资料来源：统计局");
        // Not before this one.
        assert_eq!(
            words("资料来源：统计局"),
            "〔前面没有“注：”〕资料来源：统计局"
        );
    }

    #[test]
    fn no_two_contents_make_one_line() {
        let span = Span::file_start(FileId(0));
        let words = |text: &str| vec![Inline::text(text, span)];
        let one = |kind| vec![Inline::new(kind, span)];
        let contents = [
            words("甲"),
            words("**甲**"),
            words("甲\n乙"),
            words("甲\\n乙"),
            words("甲乙"),
            words("[甲](b)"),
            one(InlineKind::Strong(words("甲"))),
            one(InlineKind::Emphasis(words("*甲*"))),
            one(InlineKind::Strike(words("甲"))),
            one(InlineKind::Code("甲".to_owned())),
            one(InlineKind::Link {
                target: LinkTarget::Address("b".to_owned()),
                content: words("甲"),
            }),
        ];
        let lines: std::collections::BTreeSet<String> =
            contents.iter().map(|content| marked(content)).collect();
        assert_eq!(lines.len(), contents.len(), "{lines:?}");
        assert!(lines.iter().all(|line| !line.contains('\n')));
    }
}
