//! What an issue says about one unit: where it stands, and how it begins.

use crate::model::{Block, UnitPassage, plain_text, walk};

/// The passage that `blocks` are; none where they are empty.
pub fn of(unit: String, title: Option<String>, blocks: &[Block]) -> Option<UnitPassage> {
    let anchor = walk(blocks).find_map(anchor)?.to_owned();
    let text = beginning(blocks);
    let mut excerpt: String = text.chars().take(UnitPassage::EXCERPT).collect();
    if excerpt.len() < text.len() {
        excerpt.pop();
        excerpt.push('…');
    }
    Some(UnitPassage {
        unit,
        title,
        anchor,
        excerpt,
    })
}

/// The `id` of the block itself.
fn anchor(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(heading) => Some(&heading.anchor),
        Block::Paragraph(paragraph) => Some(&paragraph.anchor),
        Block::Code(code) => Some(&code.anchor),
        Block::Table(table) => Some(&table.anchor),
        Block::Figure(figure) => Some(&figure.anchor),
        Block::Column(column) => Some(&column.anchor),
        Block::Article(article) => Some(&article.anchor),
        Block::List(_) | Block::Quote(_) | Block::Rule(_) => None,
    }
}

/// Running text from the beginning of `blocks`, as much as an excerpt needs; headings are passed over, for they are titles and not text.
fn beginning(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in walk(blocks) {
        if text.chars().count() > UnitPassage::EXCERPT {
            break;
        }
        match block {
            Block::Heading(heading) => {
                if let Some(paragraph) = &heading.run_in {
                    text.push_str(&plain_text(paragraph));
                }
            }
            Block::Paragraph(paragraph) => text.push_str(&plain_text(&paragraph.content)),
            Block::List(_)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Rule(_)
            | Block::Column(_)
            | Block::Article(_) => {}
        }
    }
    text
}
