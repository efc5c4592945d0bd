//! What a document contains, in the order in which a reader meets it: the one list behind tables of contents, 本期要目 and the archive's lists.

use super::{Block, plain_text};

/// What an entry of the contents leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentsKind {
    /// A column (栏目).
    Column,
    /// An article (文章).
    Article,
    /// A heading (标题) of the text, of levels 1 to 4.
    Heading,
}

/// One line of the contents (要目), as page and PDF list it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsEntry<'a> {
    /// What it leads to.
    pub kind: ContentsKind,
    /// How deep it stands, from 0: a text may begin with the second level, which is then 0.
    pub depth: u8,
    /// The number of a heading; empty otherwise.
    pub label: &'a str,
    /// The title in one line, without the full stop of a run-in heading.
    pub text: String,
    /// The `id` in the page.
    pub anchor: &'a str,
}

/// All columns, articles and headings of `blocks`.
#[must_use]
pub fn contents(blocks: &[Block]) -> Vec<ContentsEntry<'_>> {
    let mut entries = Vec::new();
    collect(blocks, 0, &mut entries);
    entries
}

/// The main contents (本期要目): columns and articles, or the first level of headings where there are none.
#[must_use]
pub fn main_contents(blocks: &[Block]) -> Vec<ContentsEntry<'_>> {
    let entries = contents(blocks);
    let has_articles = entries
        .iter()
        .any(|entry| entry.kind != ContentsKind::Heading);
    entries
        .into_iter()
        .filter(|entry| (entry.kind != ContentsKind::Heading) == has_articles)
        .filter(|entry| has_articles || entry.depth == 0)
        .collect()
}

fn collect<'a>(blocks: &'a [Block], depth: u8, entries: &mut Vec<ContentsEntry<'a>>) {
    let mut top = u8::MAX;
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                top = top.min(heading.level);
                let mut text = plain_text(&heading.content);
                if heading.run_in.is_some() && text.ends_with('。') {
                    text.pop();
                }
                entries.push(ContentsEntry {
                    kind: ContentsKind::Heading,
                    depth: depth.saturating_add(heading.level - top),
                    label: &heading.label,
                    text,
                    anchor: &heading.anchor,
                });
            }
            Block::Column(column) => {
                entries.push(ContentsEntry {
                    kind: ContentsKind::Column,
                    depth,
                    label: "",
                    text: column.title.value.clone(),
                    anchor: &column.anchor,
                });
                collect(&column.blocks, depth.saturating_add(1), entries);
            }
            Block::Article(article) => {
                entries.push(ContentsEntry {
                    kind: ContentsKind::Article,
                    depth,
                    label: "",
                    text: join_lines(&article.head.title),
                    anchor: &article.anchor,
                });
                collect(&article.blocks, depth.saturating_add(1), entries);
            }
            Block::Paragraph(_)
            | Block::List(_)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Figures(_)
            | Block::Rule(_) => {}
        }
    }
}

/// The lines of a title as one line: with a space only where two words of Latin text would run together.
#[must_use]
pub fn join_lines<S: AsRef<str>>(lines: &[S]) -> String {
    let mut text = String::new();
    for line in lines.iter().map(AsRef::as_ref) {
        if text.ends_with(|c: char| c.is_ascii_alphanumeric())
            && line.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}
