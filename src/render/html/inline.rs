//! Text inside a paragraph.

use super::escape::Html;
use super::link;
use crate::model::Inline;

/// Writes `inlines`.
pub(super) fn write(html: &mut Html, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => html.text(text),
            Inline::Strong(content) => {
                html.tag("<strong>");
                write(html, content);
                html.tag("</strong>");
            }
            Inline::Emphasis(content) => {
                html.tag("<em>");
                write(html, content);
                html.tag("</em>");
            }
            Inline::Strike(content) => {
                html.tag("<s>");
                write(html, content);
                html.tag("</s>");
            }
            Inline::Code(text) => {
                html.tag("<code>");
                html.text(text);
                html.tag("</code>");
            }
            Inline::Link { href, content } => {
                html.tag("<a href=\"");
                html.href(href);
                html.tag(if link::leads_outside(href) {
                    "\" rel=\"noopener noreferrer\">"
                } else {
                    "\">"
                });
                write(html, content);
                html.tag("</a>");
            }
            Inline::Break => html.tag("<br>"),
        }
    }
}
