//! Text inside a paragraph.

use super::escape::Html;
use super::{computed, link, quoted_line, title};

use crate::model::{Inline, InlineKind, LinkTarget};

/// Writes `inlines`.
pub(super) fn write(html: &mut Html, inlines: &[Inline]) {
    write_by(html, inlines, Html::text);
}

/// Writes the `inlines` of a heading or a caption, where a narrow screen breaks between phrases.
pub(super) fn write_whole(html: &mut Html, inlines: &[Inline]) {
    write_by(html, inlines, title::write_phrases);
}

fn write_by(html: &mut Html, inlines: &[Inline], text_by: fn(&mut Html, &str)) {
    let write = |html: &mut Html, inlines: &[Inline]| write_by(html, inlines, text_by);
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => quoted_line::write(html, text, inline.span, text_by),
            InlineKind::Strong(content) => {
                html.tag("<strong>");
                write(html, content);
                html.tag("</strong>");
            }
            InlineKind::Emphasis(content) => {
                html.tag("<em>");
                write(html, content);
                html.tag("</em>");
            }
            InlineKind::Strike(content) => {
                html.tag("<s>");
                write(html, content);
                html.tag("</s>");
            }
            InlineKind::Code(text) => {
                html.tag("<code>");
                html.text(text);
                html.tag("</code>");
            }
            InlineKind::Link { target, content } => {
                html.tag("<a href=\"");
                match target {
                    LinkTarget::Address(address) => {
                        html.href(address);
                        html.tag("\" rel=\"noopener noreferrer\">");
                    }
                    LinkTarget::File { path, name } => {
                        html.href(path);
                        html.tag("\" download=\"");
                        html.text(name);
                        html.tag("\">");
                    }
                }
                html.linked(|html| write(html, content));
                html.tag("</a>");
            }
            InlineKind::Computed(computed) => computed::write(html, computed, text_by),
            InlineKind::Note(note) => {
                html.tag("<sup class=\"note-mark\"><a");
                html.id(&note.mark);
                html.tag(" role=\"doc-noteref\" href=\"");
                html.text(&link::fragment(&note.anchor));
                html.tag("\" aria-label=\"注释");
                html.text(&note.label);
                html.tag("\">");
                html.text(&note.label);
                html.tag("</a></sup>");
            }
            InlineKind::Break => html.tag("<br>"),
        }
    }
}
