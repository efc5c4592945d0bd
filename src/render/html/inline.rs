//! Text inside a paragraph.

use super::escape::Html;
use super::{computed, link, quoted_line, title};

use crate::model::{Inline, InlineKind, LinkTarget};

/// Writes `inlines`.
pub(super) fn write(html: &mut Html, inlines: &[Inline]) {
    write_by(html, inlines, write_text);
}

/// Where an address may break, as on paper.
const MARKS: [char; 5] = ['/', '.', '?', '&', '-'];

/// Writes a text, in which an address (网址) may break behind its marks: as one word it would draw the line before it apart.
fn write_text(html: &mut Html, text: &str) {
    let mut rest = text;
    let begins = |text: &str| {
        let starts = ["http://", "https://", "www."].into_iter();
        starts.filter_map(|start| text.find(start)).min()
    };
    while let Some(at) = begins(rest) {
        let (before, from) = rest.split_at(at);
        html.text(before);
        let end = from.find(|c: char| !c.is_ascii_graphic());
        let (address, after) = from.split_at(end.unwrap_or(from.len()));
        let mut parts = address.split_inclusive(MARKS).peekable();
        while let Some(part) = parts.next() {
            html.text(part);
            // Marks that follow one another stay together.
            if parts.peek().is_some_and(|next| !next.starts_with(MARKS)) {
                html.tag("<wbr>");
            }
        }
        rest = after;
    }
    html.text(rest);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_break_behind_its_marks() {
        for (text, wanted) in [
            ("3/5，a-b.c", "3/5，a-b.c"),
            (
                "见https://www.a-b.example/c?d=1&e。",
                "见https://<wbr>www.<wbr>a-<wbr>b.<wbr>example/<wbr>c?<wbr>d=1&amp;<wbr>e。",
            ),
            ("www.a.cn/，www.", "www.<wbr>a.<wbr>cn/，www."),
        ] {
            let mut html = Html::default();
            write_text(&mut html, text);
            assert_eq!(html.finish().as_str(), wanted);
        }
    }
}
