//! What counts on, and what begins anew.

use super::*;
use crate::stage::part::ArticlePart;
use crate::zh::label::LabelStyle;

fn span() -> Span {
    Span::file_start(FileId(0))
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::text(words, span())]
}

fn heading(level: u8) -> Draft {
    Draft::Heading {
        level,
        content: text("总体情况"),
        span: span(),
    }
}

fn list(start: u32, count: usize) -> Draft {
    let paragraph = || Draft::Paragraph {
        content: text("甲"),
        span: span(),
    };
    list_of(true, start, (0..count).map(|_| paragraph()).collect())
}

/// A list with one block in each item.
fn list_of(ordered: bool, start: u32, blocks: Vec<Draft>) -> Draft {
    let items = blocks.into_iter().map(|block| DraftItem {
        blocks: vec![block],
        span: span(),
    });
    Draft::List {
        ordered,
        start,
        items: items.collect(),
        span: span(),
    }
}

/// The numbers of headings and of items, text by text, and how many lists begin elsewhere than they say.
fn numbers(texts: Vec<Vec<Draft>>) -> (Vec<String>, usize) {
    let (styles, mut sink) = (LabelStyle::standard(), Sink::default());
    let mut numberer = Numberer::new(&styles, &[], &mut sink);
    let mut found = Vec::new();
    for drafts in texts {
        for block in numberer.text(vec![Part::Drafts(drafts)]) {
            match block {
                Block::Heading(heading) => found.push(heading.label),
                Block::List(list) => {
                    found.extend(list.items.iter().map(|item| item.number.to_string()));
                }
                _ => {}
            }
        }
    }
    (found, numberer.take_noticed().list_starts.len())
}

#[test]
fn a_list_goes_on_where_its_writer_says_so_and_never_under_another_heading() {
    let one_text = |drafts| numbers(vec![drafts]);
    assert_eq!(
        one_text(vec![list(1, 2), list(3, 1)]),
        (vec!["1".into(), "2".into(), "3".into()], 0)
    );
    let (found, elsewhere) = one_text(vec![heading(1), list(1, 2), heading(1), list(3, 1)]);
    assert_eq!(found, ["一、", "1", "2", "二、", "1"]);
    assert_eq!(elsewhere, 1);
    // Nor in another text: an attachment, an article.
    let (found, elsewhere) = numbers(vec![vec![list(1, 2)], vec![list(3, 1)]]);
    assert_eq!(found, ["1", "2", "1"]);
    assert_eq!(elsewhere, 1);
}

#[test]
fn a_list_does_not_go_on_in_the_article_behind_it() {
    let (styles, mut sink) = (LabelStyle::standard(), Sink::default());
    let mut numberer = Numberer::new(&styles, &[], &mut sink);
    let article = ArticlePart {
        head: ArticleHead::default(),
        drafts: vec![list(3, 1)],
        span: span(),
    };
    let blocks = numberer.text(vec![Part::Drafts(vec![list(1, 2)]), Part::Article(article)]);
    let Some(Block::Article(article)) = blocks.last() else {
        panic!("{blocks:?}");
    };
    let [Block::List(own)] = article.blocks.as_slice() else {
        panic!("{article:?}");
    };
    assert_eq!(own.items[0].number, 1);
    assert_eq!(numberer.take_noticed().list_starts.len(), 1);
}

#[test]
fn behind_an_article_the_text_around_it_goes_on_where_it_was() {
    let (styles, mut sink) = (LabelStyle::standard(), Sink::default());
    let mut numberer = Numberer::new(&styles, &[], &mut sink);
    let article = ArticlePart {
        head: ArticleHead::default(),
        drafts: vec![heading(1), heading(1), heading(1), list(1, 7)],
        span: span(),
    };
    let blocks = numberer.text(vec![
        Part::Drafts(vec![heading(1), heading(2), heading(3), list(1, 2)]),
        Part::Article(article),
        Part::Drafts(vec![list(3, 1), heading(1)]),
    ]);
    let [
        ..,
        Block::List(before),
        Block::Article(_),
        Block::List(list),
        Block::Heading(heading),
    ] = blocks.as_slice()
    else {
        panic!("{blocks:?}");
    };
    assert_eq!(list.items[0].number, 3);
    assert_eq!(heading.label, "二、");
    // Items are labelled by the heading that they stand under.
    let first = |list: &List| list.items[0].label.replace(['1', '3'], "");
    assert_eq!(first(list), first(before));
    assert_eq!(numberer.take_noticed().list_starts.len(), 0);
}

/// The labels of the items of a list and of the lists in it, in reading order, and how many lists begin elsewhere than they say.
fn item_labels(drafts: Vec<Draft>) -> (Vec<String>, usize) {
    fn add(blocks: &[Block], found: &mut Vec<String>) {
        for block in blocks {
            let Block::List(list) = block else { continue };
            for item in &list.items {
                found.push(item.label.clone());
                add(&item.blocks, found);
            }
        }
    }
    let (styles, mut sink) = (LabelStyle::standard(), Sink::default());
    let mut numberer = Numberer::new(&styles, &[], &mut sink);
    let blocks = numberer.text(vec![Part::Drafts(drafts)]);
    let mut found = Vec::new();
    add(&blocks, &mut found);
    (found, numberer.take_noticed().list_starts.len())
}

#[test]
fn a_list_in_a_list_has_the_next_style_only_where_both_have_numbers() {
    let within = |ordered| item_labels(vec![list_of(ordered, 1, vec![list(1, 2)])]).0;
    assert_eq!(within(true), ["1.", "（1）", "（2）"]);
    assert_eq!(within(false), ["•", "1.", "2."]);
}

#[test]
fn a_list_in_a_list_never_goes_on_from_one_around_it() {
    // The list before ends with 2. In its next item, 3, a list that says 3 begins with 1, and that is noticed.
    let (found, elsewhere) = item_labels(vec![list(1, 2), list_of(true, 3, vec![list(3, 1)])]);
    assert_eq!(found, ["1.", "2.", "3.", "（1）"]);
    assert_eq!(elsewhere, 1);
    // What it counts is nothing to the list behind.
    let (found, elsewhere) = item_labels(vec![list_of(true, 1, vec![list(1, 4)]), list(2, 1)]);
    assert_eq!(found.last().map(String::as_str), Some("2."));
    assert_eq!(elsewhere, 0);
}

#[test]
fn only_a_number_that_is_parted_from_its_caption_was_typed_as_one() {
    let (styles, mut sink) = (LabelStyle::standard(), Sink::default());
    let mut numberer = Numberer::new(&styles, &[], &mut sink);
    let mut left = |words: &str| {
        let mut caption = text(words);
        numberer.drop_caption_number(&mut caption, "表", 1);
        plain_text(&caption)
    };
    assert_eq!(left("表1　建会进度"), "建会进度");
    for words in ["表2026年进度", "表一览", "表1"] {
        assert_eq!(left(words), words);
    }
}

#[test]
fn a_heading_that_is_nothing_but_a_number_keeps_it() {
    let (styles, mut sink) = (LabelStyle::standard(), Sink::default());
    let mut numberer = Numberer::new(&styles, &[], &mut sink);
    for (words, left) in [("一、总体情况", "总体情况"), ("一、", "一、")] {
        let mut content = text(words);
        numberer.drop_typed_number(&mut content, 1, "一、", span());
        assert_eq!(plain_text(&content), left);
    }
    assert_eq!(numberer.take_noticed().typed_numbers.len(), 1);
}

#[test]
fn a_list_does_not_look_like_the_headings_above_it() {
    let first = |samples: &[&str]| {
        let styles = samples
            .iter()
            .filter_map(|sample| LabelStyle::from_sample(sample));
        list_styles(&styles.collect::<Vec<_>>())[0].format(1)
    };
    assert_eq!(first(&["一、"]), "1.");
    assert_eq!(first(&["1."]), "（1）");
    assert_eq!(first(&["1.", "（1）"]), "①");
}

#[test]
fn that_headings_stand_too_deep_is_said_once_of_each_file() {
    let (styles, mut sink) = (LabelStyle::standard(), Sink::default());
    let mut numberer = Numberer::new(&styles, &[], &mut sink);
    let deep = |file: u32, place: usize| Draft::Heading {
        level: 5,
        content: text("总体情况"),
        span: Span::new(FileId(file), place, place + 9),
    };
    let headings = vec![deep(0, 0), deep(0, 20), deep(1, 0)];
    let blocks = numberer.text(vec![Part::Drafts(headings)]);
    assert_eq!(blocks, []);
    assert_eq!(sink.into_sorted().len(), 2);
}

#[test]
fn headings_below_begin_anew_under_each() {
    let levels = [1, 2, 2, 1, 2, 3, 2, 3];
    let (found, _) = numbers(vec![levels.map(heading).to_vec(), vec![heading(1)]]);
    assert_eq!(
        found,
        [
            "一、",
            "（一）",
            "（二）",
            "二、",
            "（一）",
            "1.",
            "（二）",
            "1.",
            "一、"
        ]
    );
}
