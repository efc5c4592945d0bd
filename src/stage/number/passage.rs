//! What an issue says about one unit: where it stands, and how it begins.

use crate::model::{Block, UnitPassage, plain_text, walk};

/// The passage that `blocks` are; none where they are empty.
pub fn of(unit: String, title: Option<String>, blocks: &[Block]) -> Option<UnitPassage> {
    let anchor = walk(blocks).find_map(anchor)?.to_owned();
    let excerpt = shortened(&beginning(blocks));
    Some(UnitPassage {
        unit,
        title,
        anchor,
        excerpt,
    })
}

/// The first sentences of `text` that an excerpt has room for.
fn shortened(text: &str) -> String {
    let room: String = text.chars().take(UnitPassage::EXCERPT).collect();
    if room.len() == text.len() {
        return room;
    }
    let end_after = |marks: &[char]| {
        let end = room.rfind(marks)?;
        let rest = &room[end..];
        let mark = rest.chars().next().map_or(0, char::len_utf8);
        // What closes a quotation belongs to its sentence.
        let closing: usize = rest[mark..]
            .chars()
            .take_while(|c| matches!(c, '”' | '’' | '）' | '』' | '」'))
            .map(char::len_utf8)
            .sum();
        Some(end + mark + closing)
    };
    match end_after(&['。', '！', '？']) {
        Some(end) => room[..end].to_owned(),
        None => {
            let end = end_after(&['；', '，', '、']).unwrap_or(room.len());
            let whole = room[..end].trim_end_matches(['；', '，', '、']);
            format!("{whole}……")
        }
    }
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
        Block::List(_) | Block::Quote(_) | Block::Figures(_) | Block::Rule(_) => None,
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
            | Block::Figures(_)
            | Block::Rule(_)
            | Block::Column(_)
            | Block::Article(_) => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_sentence_or_at_a_comma() {
        let long = "走访企业、摸清底数，".repeat(12);
        assert_eq!(shortened("走访企业。摸清底数。"), "走访企业。摸清底数。");
        assert_eq!(
            shortened(&format!("甲说：“已经办结。”{long}")),
            "甲说：“已经办结。”"
        );
        let cut = shortened(&long);
        assert!(
            cut.ends_with("底数……") && cut.chars().count() <= UnitPassage::EXCERPT + 2,
            "{cut}"
        );
    }
}
