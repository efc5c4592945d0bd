//! The table of contents: two levels, from the anchors that the document already has.

use super::escape::Html;
use super::link;
use crate::model::{Block, Document, plain_text};
use crate::render::html::frame::join_lines;

/// Pages with fewer entries need no table of contents.
const FEWEST: usize = 3;

struct Entry {
    /// 0 or 1.
    depth: u8,
    anchor: String,
    label: String,
    text: String,
}

/// The contents of `document` as a nested list; `None` where it is too short to need one.
pub(super) fn render(document: &Document) -> Option<super::escape::Rendered> {
    let mut entries = Vec::new();
    collect(&mut entries, &document.body, 0);
    for attachment in &document.attachments {
        entries.push(Entry {
            depth: 0,
            anchor: attachment.anchor.clone(),
            label: format!("{}　", attachment.label),
            text: attachment.title.clone(),
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
        html.text(&link::fragment(&entry.anchor));
        html.tag("\">");
        html.text(&entry.label);
        html.text(&entry.text);
        html.tag("</a>");
    }
    html.tag(if nested {
        "</li>\n</ol>\n</li>\n</ol>"
    } else {
        "</li>\n</ol>"
    });
    Some(html.finish())
}

fn collect(entries: &mut Vec<Entry>, blocks: &[Block], depth: u8) {
    // The document's level that lies at `depth`: the first one met, as a text may begin with the second level.
    let mut top = u8::MAX;
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                top = top.min(heading.level);
                let depth = depth.saturating_add(heading.level - top);
                if depth > 1 {
                    continue;
                }
                let mut text = plain_text(&heading.content);
                if heading.run_in.is_some() && text.ends_with('。') {
                    text.pop();
                }
                entries.push(Entry {
                    depth,
                    anchor: heading.anchor.clone(),
                    label: heading.label.clone(),
                    text,
                });
            }
            Block::Column(column) => {
                entries.push(Entry {
                    depth,
                    anchor: column.anchor.clone(),
                    label: String::new(),
                    text: column.title.clone(),
                });
                collect(entries, &column.blocks, depth.saturating_add(1));
            }
            Block::Article(article) => {
                if depth > 1 {
                    continue;
                }
                entries.push(Entry {
                    depth,
                    anchor: article.anchor.clone(),
                    label: String::new(),
                    text: join_lines(&article.title),
                });
                collect(entries, &article.blocks, depth.saturating_add(1));
            }
            Block::Paragraph(_)
            | Block::List(_)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Rule => {}
        }
    }
}
