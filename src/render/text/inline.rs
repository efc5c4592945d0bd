//! Text inside a paragraph, with what its marks say as words in 〔〕.

use crate::model::{Inline, LinkTarget, plain_text};

/// The text of `content`.
pub(super) fn inlines(content: &[Inline]) -> String {
    let mut text = String::new();
    push(content, &mut text);
    text
}

/// Writes `content` to the end of `text`.
pub(super) fn push(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Strong(content) | Inline::Emphasis(content) => push(content, text),
            // Without its line struck-out text would read as if it held.
            Inline::Strike(content) => {
                text.push_str("〔删去：");
                push(content, text);
                text.push('〕');
            }
            Inline::Link { target, content } => {
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
            Inline::Break => text.push('\n'),
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

    #[test]
    fn what_formatting_says_is_said_by_characters() {
        let words = |text: &str| vec![Inline::Text(text.to_owned())];
        let link = |target| Inline::Link {
            target,
            content: words("办法"),
        };
        let cases = [
            (Inline::Strong(words("甲")), "甲"),
            (Inline::Strike(words("作废")), "〔删去：作废〕"),
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
        for (inline, text) in cases {
            assert_eq!(inlines(&[inline]), text);
        }
    }
}
