//! By what issues are gathered, and what of each belongs to it.

use std::collections::{BTreeMap, BTreeSet};

use super::context::ArchiveContext;
use super::dated::{IssuePassage, ListedIssue};
use super::numbers;
use super::term::{Term, TermNotes};
use super::unit_lives::UnitLives;
use crate::model::Entry;
use crate::site::{ListPage, Route};
use crate::zh::text::loosely;

/// A way to gather issues.
pub(super) struct Taxonomy {
    /// The list, which knows its folder and its heading.
    pub list: ListPage,
    /// What one passage in an issue is counted as.
    pub passage_word: &'static str,
    /// What the reader is told where there are no terms.
    pub empty: &'static str,
    /// Whether its lists stand in the order of numbers and not of dates.
    pub by_number: bool,
    /// All terms, in the order of their list.
    pub terms: for<'a> fn(&ArchiveContext<'a>) -> Vec<Term<'a>>,
}

pub(super) const ALL: &[Taxonomy] = &[
    Taxonomy {
        list: ListPage::Units,
        passage_word: "条",
        empty: "还没有哪一期按单位供稿。",
        by_number: false,
        terms: units,
    },
    Taxonomy {
        list: ListPage::Topics,
        passage_word: "条",
        empty: "还没有哪一期标注主题。",
        by_number: false,
        terms: topics,
    },
    Taxonomy {
        list: ListPage::Columns,
        passage_word: "篇",
        empty: "还没有哪一期分栏目。",
        by_number: false,
        terms: columns,
    },
    Taxonomy {
        list: ListPage::Numbers,
        passage_word: "条",
        empty: "还没有哪一期有文号或期号。",
        by_number: true,
        terms: numbers::terms,
    },
];

/// Collects issues under keys; `whole.newest` gives them latest first, so they stay in order.
#[derive(Default)]
struct Collection<'a> {
    terms: BTreeMap<String, (String, Vec<ListedIssue<'a>>)>,
}

impl<'a> Collection<'a> {
    /// Lists `entry` under `key`. The name that the latest issue has for it stays.
    fn add(&mut self, key: &str, name: &str, entry: &'a Entry, passages: Vec<IssuePassage<'a>>) {
        let item = ListedIssue {
            entry,
            year: entry.summary.date.year,
            passages,
            number: None,
        };
        match self.terms.get_mut(key) {
            Some((_, items)) => items.push(item),
            None => {
                let term = (name.to_owned(), vec![item]);
                self.terms.insert(key.to_owned(), term);
            }
        }
    }

    /// The terms, those with most issues first, and among equals by name.
    fn by_count(self, base: fn(&str) -> Route) -> Vec<Term<'a>> {
        let mut terms: Vec<Term<'a>> = self
            .terms
            .into_iter()
            .map(|(key, (name, items))| Term {
                name,
                group: None,
                base: base(&key),
                items,
                notes: TermNotes::default(),
            })
            .collect();
        terms.sort_by(|a, b| {
            let by_count = b.items.len().cmp(&a.items.len());
            by_count.then_with(|| a.name.cmp(&b.name))
        });
        terms
    }
}

fn topics<'a>(whole: &ArchiveContext<'a>) -> Vec<Term<'a>> {
    let mut found = Collection::default();
    for entry in &whole.newest {
        // Two spellings of one topic are one, also within an issue.
        let topics = entry.summary.topics.iter().rev();
        let topics: BTreeMap<String, &String> =
            topics.map(|topic| (loosely(topic), topic)).collect();
        for (key, topic) in topics {
            found.add(&key, topic, entry, Vec::new());
        }
    }
    found.by_count(Route::topic)
}

/// The dossiers of the units, in the order of the register, under the category (类别) that it gives them.
fn units<'a>(whole: &ArchiveContext<'a>) -> Vec<Term<'a>> {
    let mut found = Collection::default();
    let lives = UnitLives::of(whole.registers);
    for &entry in &whole.newest {
        let mut passages: BTreeMap<&str, Vec<IssuePassage<'a>>> = BTreeMap::new();
        for passage in &entry.summary.passages {
            let of_unit = passages.entry(&passage.unit).or_default();
            of_unit.push(IssuePassage {
                anchor: &passage.anchor,
                title: passage.title.as_deref(),
                excerpt: Some(&passage.excerpt),
                source: None,
            });
        }
        // What a unit has become keeps what was written about it.
        let mut of_issue: Vec<(&str, &str, Vec<IssuePassage<'a>>)> = Vec::new();
        for (code, name) in &entry.summary.units {
            let own = passages.remove(code.as_str()).unwrap_or_default();
            let later = lives
                .successors(code)
                .map(|life| (life.code.as_str(), life.name()));
            for (code, name) in later.chain([(code.as_str(), name.as_str())]) {
                match of_issue.iter_mut().find(|(known, ..)| *known == code) {
                    Some((_, _, all)) => all.extend(own.iter().copied()),
                    None => of_issue.push((code, name, own.clone())),
                }
            }
        }
        for (code, name, passages) in of_issue {
            found.add(code, name, entry, passages);
        }
    }
    let mut places: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut categories: Vec<Option<&str>> = Vec::new();
    for unit in whole.registers.iter().flat_map(|register| &register.units) {
        let category = unit.category.as_deref();
        let group = categories.iter().position(|known| *known == category);
        let group = group.unwrap_or_else(|| {
            categories.push(category);
            categories.len() - 1
        });
        let next = places.len();
        places.entry(&unit.code).or_insert((group, next));
    }
    let place = |code: &str| places.get(code).copied();
    let mut codes: Vec<(Option<(usize, usize)>, String)> = found
        .terms
        .keys()
        .map(|code| (place(code), code.clone()))
        .collect();
    // Units that are in no register any more come last.
    codes.sort_by_key(|(place, code)| (place.is_none(), *place, code.clone()));
    let grouped = categories.iter().any(Option::is_some);
    let listed: BTreeSet<String> = found.terms.keys().cloned().collect();
    let mut terms = Vec::new();
    for (place, code) in codes {
        let Some((name, items)) = found.terms.remove(&code) else {
            continue;
        };
        let category = place.and_then(|(group, _)| categories[group]);
        terms.push(Term {
            name,
            group: grouped.then(|| category.unwrap_or("其他单位").to_owned()),
            base: Route::unit(&code),
            items,
            notes: lives.notes(&code, &|other| listed.contains(other)),
        });
    }
    terms
}

fn columns<'a>(whole: &ArchiveContext<'a>) -> Vec<Term<'a>> {
    let mut found = Collection::default();
    for &entry in &whole.newest {
        let mut of_issue: BTreeMap<&str, Vec<IssuePassage<'a>>> = BTreeMap::new();
        for column in &entry.summary.columns {
            let articles = entry
                .summary
                .articles
                .iter()
                .filter(|article| article.column.as_ref() == Some(&column.title));
            let mut passages: Vec<IssuePassage<'a>> = articles
                .map(|article| IssuePassage {
                    anchor: &article.anchor,
                    title: Some(&article.title),
                    excerpt: None,
                    source: article.source.as_deref(),
                })
                .collect();
            if passages.is_empty() && !column.anchor.is_empty() {
                passages.push(IssuePassage {
                    anchor: &column.anchor,
                    title: None,
                    excerpt: None,
                    source: None,
                });
            }
            // A column that an issue has twice is listed once, with all of its articles.
            of_issue.entry(&column.title).or_insert(passages);
        }
        for (title, passages) in of_issue {
            found.add(title, title, entry, passages);
        }
    }
    found.by_count(Route::column)
}
