//! The table of contents: two levels, from the anchors that the document already has.

use super::escape::Html;
use super::{link, title};
use crate::model::{ContentsEntry, ContentsKind, Document, contents};

/// Pages with fewer entries need no table of contents.
const FEWEST: usize = 3;

/// How many levels are shown.
const LEVELS: u8 = 2;

/// The contents of `document` as a nested list; `None` where it is too short to need one.
pub(super) fn render(document: &Document) -> Option<super::escape::Rendered> {
    let mut entries: Vec<ContentsEntry<'_>> = contents(&document.body)
        .into_iter()
        .filter(|entry| entry.depth < LEVELS)
        .collect();
    for attachment in &document.attachments {
        entries.push(ContentsEntry {
            kind: ContentsKind::Heading,
            depth: 0,
            label: "",
            text: format!("{}　{}", attachment.label, attachment.head.title),
            anchor: &attachment.anchor,
        });
    }
    if entries.len() < FEWEST {
        return None;
    }
    let mut html = Html::with_capacity(entries.len() * 120);
    html.tag("<ol role=\"list\">\n");
    let mut nested = false;
    let mut open = false;
    for entry in &entries {
        if entry.depth > 0 && open {
            html.tag(if nested {
                "</li>\n"
            } else {
                "\n<ol role=\"list\">\n"
            });
            nested = true;
        } else if open {
            html.tag(if nested {
                "</li>\n</ol>\n</li>\n"
            } else {
                "</li>\n"
            });
            nested = false;
        }
        open = true;
        html.tag("<li><a href=\"");
        html.text(&link::fragment(entry.anchor));
        html.tag("\">");
        html.text(entry.label);
        title::write_phrases(&mut html, &entry.text);
        html.tag("</a>");
    }
    html.tag(if nested {
        "</li>\n</ol>\n</li>\n</ol>"
    } else {
        "</li>\n</ol>"
    });
    Some(html.finish())
}
