//! Text inside a paragraph, with what its marks say as words in 〔〕.

use crate::model::{Inline, InlineKind, LinkTarget, plain_text};

/// The text of `content`.
#[must_use]
pub fn inlines(content: &[Inline]) -> String {
    let mut text = String::new();
    push(content, &mut text);
    text
}

/// Writes `content` to the end of `text`.
pub(super) fn push(content: &[Inline], text: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::Computed(computed) => text.push_str(&computed.text),
            InlineKind::Strong(content) | InlineKind::Emphasis(content) => push(content, text),
            // Without its line struck-out text would read as if it held.
            InlineKind::Strike(content) => {
                text.push_str("〔删去：");
                push(content, text);
                text.push('〕');
            }
            InlineKind::Link { target, content } => {
                push(content, text);
                let shown = plain_text(content);
                match target {
                    LinkTarget::Address(address) if shown != *address && shown != bare(address) => {
                        // The spaces keep the bracket out of the address where a program makes a link of it.
                        text.push_str(&format!("〔 {address} 〕"));
                    }
                    LinkTarget::File { path: _, name } if !shown.contains(name.as_str()) => {
                        text.push_str(&format!("〔文件：{name}〕"));
                    }
                    LinkTarget::Address(_) | LinkTarget::File { .. } => {}
                }
            }
            // What it says stands at the end.
            InlineKind::Note(note) => text.push_str(&note.label),
            InlineKind::Break => text.push('\n'),
        }
    }
}

/// An address as it is often written, without its scheme.
fn bare(address: &str) -> &str {
    let (_, rest) = address.split_once(':').unwrap_or(("", address));
    rest.trim_start_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FileId, Span};

    #[test]
    fn what_formatting_says_is_said_by_characters() {
        let span = Span::file_start(FileId(0));
        let words = |text: &str| vec![Inline::text(text, span)];
        let link = |target| InlineKind::Link {
            target,
            content: words("办法"),
        };
        let cases = [
            (InlineKind::Strong(words("甲")), "甲"),
            (InlineKind::Strike(words("作废")), "〔删去：作废〕"),
            (
                link(LinkTarget::Address("https://a.example/b".to_owned())),
                "办法〔 https://a.example/b 〕",
            ),
            (link(LinkTarget::Address("mailto:办法".to_owned())), "办法"),
            (
                link(LinkTarget::File {
                    path: "files/banfa.docx".to_owned(),
                    name: "推进.docx".to_owned(),
                }),
                "办法〔文件：推进.docx〕",
            ),
        ];
        for (kind, text) in cases {
            assert_eq!(inlines(&[Inline::new(kind, span)]), text);
        }
    }
}
