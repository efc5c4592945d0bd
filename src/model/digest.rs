//! What can be said of a text without reading it: how long it is (字数), and how it begins (内容概述).

use super::{AttachmentBody, Block, Document, Table, contents, general_text, plain_text};
use super::{ContentsKind, join_lines, walk};
use crate::zh::text::{is_invisible_control, is_wide};

/// The most characters of an abstract that is made from the text.
pub const ABSTRACT: usize = 200;

/// The length of an issue (字数) as Chinese offices and their word processors count it: every Han character and every Chinese punctuation mark is
/// one, a run of Latin letters, digits and their marks (`98.5%`, `PDF/A`) is one, and white space is none.
///
/// Counted are the editor's note, the text with its headings, tables, captions and notes, and the attachments that are printed with the issue. The title,
/// the numbers of headings and list items, and what the standard puts around a text are not.
#[must_use]
pub fn characters(document: &Document) -> u64 {
    let mut count = 0;
    let mut add = |text: &str| count += count_text(text);
    texts(&document.editor_note, &mut add);
    texts(&document.body, &mut add);
    for attachment in &document.attachments {
        match &attachment.body {
            AttachmentBody::Blocks(blocks) => texts(blocks, &mut add),
            AttachmentBody::File { .. } => {}
        }
    }
    count
}

/// As [`characters`], for one piece of text.
#[must_use]
pub fn count_text(text: &str) -> u64 {
    let (mut count, mut in_run) = (0, false);
    for c in text.chars().filter(|c| !is_invisible_control(*c)) {
        let narrow = !c.is_whitespace() && !is_wide(c);
        if narrow && !in_run || !c.is_whitespace() && !narrow {
            count += 1;
        }
        in_run = narrow;
    }
    count
}

/// The abstract (内容概述) of an issue: what the editor wrote, or else one made from the text, of at most [`ABSTRACT`] characters.
///
/// An issue of several articles is described by their titles, as many as there is room for; any other by its first sentences that are about the whole,
/// not about one unit, cut where a sentence ends. None where there is no running text.
#[must_use]
pub fn abstract_of(document: &Document) -> Option<String> {
    if let Some(text) = &document.publication.abstract_text {
        return Some(text.clone());
    }
    let titles: Vec<String> = contents(&document.body)
        .into_iter()
        .filter(|entry| entry.kind == ContentsKind::Article)
        .map(|entry| entry.text)
        .collect();
    if titles.len() > 1 {
        return Some(titles_in_a_row(&titles));
    }
    cut(&general_text::beginning(document, ABSTRACT))
}

fn titles_in_a_row(titles: &[String]) -> String {
    let whole = format!("本期刊载：{}。", titles.join("；"));
    if whole.chars().count() <= ABSTRACT {
        return whole;
    }
    let end = format!("……等{}篇。", titles.len());
    let mut text = "本期刊载：".to_owned();
    let mut room = ABSTRACT - text.chars().count() - end.chars().count();
    for (at, title) in titles.iter().enumerate() {
        let separator = usize::from(at > 0);
        let length = title.chars().count() + separator;
        if length > room {
            // Even the first title may be longer than an abstract.
            if at == 0 {
                text.extend(title.chars().take(room));
            }
            break;
        }
        if at > 0 {
            text.push('；');
        }
        text.push_str(title);
        room -= length;
    }
    text.push_str(&end);
    text
}

/// `text` up to the end of its last sentence that is within [`ABSTRACT`] characters; of a first sentence that is longer, as much as fits.
fn cut(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    if characters.is_empty() {
        return None;
    }
    if characters.len() <= ABSTRACT {
        return Some(text.to_owned());
    }
    let mut end = None;
    for (at, c) in characters[..ABSTRACT].iter().enumerate() {
        match c {
            '。' | '！' | '？' => end = Some(at + 1),
            '”' | '’' | '）' | '》' if end == Some(at) => end = Some(at + 1),
            _ => {}
        }
    }
    Some(match end {
        Some(end) => characters[..end].iter().collect(),
        None => characters[..ABSTRACT - 1]
            .iter()
            .chain(['…'].iter())
            .collect(),
    })
}

/// Hands every piece of text in `blocks` to `add`.
fn texts(blocks: &[Block], add: &mut impl FnMut(&str)) {
    for block in walk(blocks) {
        match block {
            Block::Heading(heading) => {
                add(&plain_text(&heading.content));
                if let Some(run_in) = &heading.run_in {
                    add(&plain_text(run_in));
                }
            }
            Block::Paragraph(paragraph) => add(&plain_text(&paragraph.content)),
            Block::Code(code) => add(&code.text),
            Block::Table(table) => table_texts(table, add),
            Block::Figure(figure) => add(&plain_text(&figure.caption)),
            Block::Column(column) => add(&column.title),
            Block::Article(article) => {
                add(&join_lines(&article.head.title));
                for line in article.head.lines().all() {
                    add(line.typed);
                }
            }
            Block::List(_) | Block::Quote(_) | Block::Figures(_) | Block::Rule(_) => {}
        }
        for note in block.notes() {
            add(&plain_text(&note.content));
        }
    }
}

fn table_texts(table: &Table, add: &mut impl FnMut(&str)) {
    add(&plain_text(&table.caption));
    for line in table.before.iter().chain(&table.measure) {
        add(line);
    }
    for cell in table.head.iter().chain(&table.rows).flatten() {
        add(&plain_text(&cell.content));
    }
    add(table.note.as_deref().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_are_counted_as_word_processors_do() {
        let cases = [
            ("", 0),
            ("　\n ", 0),
            ("全市工会，", 5),
            ("完成98.5%，", 4),
            ("PDF/A 与 Word 2019", 4),
            ("2026年7月", 4),
            ("“重点”——", 6),
            ("甲\u{200B}乙", 2),
            ("a\u{202E}b", 1),
        ];
        for (text, count) in cases {
            assert_eq!(count_text(text), count, "{text}");
        }
    }

    #[test]
    fn an_abstract_ends_with_a_sentence() {
        let long = "甲".repeat(150);
        let text = format!("{long}。他说：“好。”{long}。");
        let expected = format!("{long}。他说：“好。”");
        assert_eq!(cut(&text), Some(expected));
        let endless = "甲".repeat(300);
        let abstract_text = cut(&endless).expect("an abstract");
        assert_eq!(abstract_text.chars().count(), ABSTRACT);
        assert!(abstract_text.ends_with('…'));
        assert_eq!(cut(""), None);
    }

    #[test]
    fn many_titles_are_named_as_far_as_there_is_room() {
        let title = |n: usize| format!("第{n}篇{}", "甲".repeat(40));
        let text = titles_in_a_row(&[title(1), title(2)]);
        assert!(text.ends_with("甲。") && text.contains("；第2篇"), "{text}");
        let many: Vec<String> = (1..=9).map(title).collect();
        let text = titles_in_a_row(&many);
        assert!(text.chars().count() <= ABSTRACT, "{text}");
        assert!(text.ends_with("甲……等9篇。"), "{text}");
        let text = titles_in_a_row(&["乙".repeat(4000), title(2)]);
        assert_eq!(text.chars().count(), ABSTRACT);
    }

    proptest! {
        #[test]
        fn no_abstract_is_too_long(text in "[甲。”a ]{0,450}") {
            if let Some(cut) = cut(&text) {
                prop_assert!(cut.chars().count() <= ABSTRACT);
                prop_assert!(!cut.is_empty());
            }
        }

        #[test]
        fn there_are_never_more_than_characters(text in "\\PC{0,60}") {
            prop_assert!(count_text(&text) <= text.chars().count() as u64);
        }
    }
}
