//! What an issue says about one unit: where it stands, and how it begins.

use crate::model::{Block, UnitPassage, plain_text};

/// The passage that `blocks` are; none where they are empty.
pub fn of(unit: String, title: Option<String>, blocks: &[Block]) -> Option<UnitPassage> {
    let anchor = blocks.iter().find_map(anchor)?.to_owned();
    let mut text = String::new();
    collect(blocks, &mut text);
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

/// The first `id` in the block.
fn anchor(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(heading) => Some(&heading.anchor),
        Block::Paragraph(paragraph) => Some(&paragraph.anchor),
        Block::List(list) => list
            .items
            .iter()
            .flat_map(|item| &item.blocks)
            .find_map(anchor),
        Block::Quote(blocks) => blocks.iter().find_map(anchor),
        Block::Code(code) => Some(&code.anchor),
        Block::Table(table) => Some(&table.anchor),
        Block::Figure(figure) => Some(&figure.anchor),
        Block::Rule => None,
        Block::Column(column) => Some(&column.anchor),
        Block::Article(article) => Some(&article.anchor),
    }
}

/// Running text from the beginning of `blocks`, as much as an excerpt needs; headings are passed over, for they are titles and not text.
fn collect(blocks: &[Block], text: &mut String) {
    for block in blocks {
        if text.chars().count() > UnitPassage::EXCERPT {
            return;
        }
        match block {
            Block::Heading(heading) => {
                if let Some(paragraph) = &heading.run_in {
                    text.push_str(&plain_text(paragraph));
                }
            }
            Block::Paragraph(paragraph) => text.push_str(&plain_text(&paragraph.content)),
            Block::List(list) => {
                for item in &list.items {
                    collect(&item.blocks, text);
                }
            }
            Block::Quote(blocks) => collect(blocks, text),
            Block::Column(column) => collect(&column.blocks, text),
            Block::Article(article) => collect(&article.blocks, text),
            Block::Code(_) | Block::Table(_) | Block::Figure(_) | Block::Rule => {}
        }
    }
}
