//! Text with its marking, its styles in the elements.

use crate::model::{Inline, InlineKind, LinkTarget};
use crate::render::html::escape::Html;

/// Writes `content`.
pub(super) fn inlines(html: &mut Html, content: &[Inline]) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => html.text(text),
            InlineKind::Computed(computed) => html.text(&computed.text),
            InlineKind::Strong(content) => within(html, "<strong>", content, "</strong>"),
            InlineKind::Emphasis(content) => {
                within(
                    html,
                    "<span style=\"font-family:KaiTi,STKaiti,serif\">",
                    content,
                    "</span>",
                );
            }
            InlineKind::Strike(content) => {
                within(
                    html,
                    "<span style=\"text-decoration:line-through\">",
                    content,
                    "</span>",
                );
            }
            InlineKind::Link { target, content } => match target {
                LinkTarget::Address(address) => {
                    html.tag("<a style=\"color:#576b95\" href=\"");
                    html.href(address);
                    html.tag("\">");
                    inlines(html, content);
                    html.tag("</a>");
                }
                // Nothing lies beside what is pasted.
                LinkTarget::File { name, .. } => {
                    inlines(html, content);
                    if !crate::model::plain_text(content).contains(name.as_str()) {
                        html.tag("〔文件：");
                        html.text(name);
                        html.tag("〕");
                    }
                }
            },
            InlineKind::Note(note) => {
                html.tag("<sup>");
                html.text(&note.label);
                html.tag("</sup>");
            }
            InlineKind::Break => html.tag("<br>"),
        }
    }
}

fn within(html: &mut Html, open: &'static str, content: &[Inline], close: &'static str) {
    html.tag(open);
    inlines(html, content);
    html.tag(close);
}
