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
    let item = || DraftItem {
        blocks: vec![Draft::Paragraph {
            content: text("甲"),
            span: span(),
        }],
        span: span(),
    };
    Draft::List {
        ordered: true,
        start,
        items: (0..count).map(|_| item()).collect(),
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
