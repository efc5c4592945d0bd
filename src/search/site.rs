//! The files of the index, and what the search page offers for choice.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{Bits, size};
use super::gram::{Corpus, Rules};
use super::head::{Head, rare_folds};
use super::shard::{self, Shard};
use super::text::{IssueText, script_json};
use crate::model::OutputFile;

/// The index of an archive.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Its files. The head is the last; the others lie in a folder that is named after their content, so that a page never reads a head together
    /// with files of another build.
    pub files: Vec<OutputFile>,
    /// What the results can be narrowed to.
    pub choices: Choices,
}

/// What the results can be narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Folder and name of each series.
    pub series: Vec<(String, String)>,
    /// The years of the issues' dates, newest first.
    pub years: Vec<u16>,
    /// Code and name of each unit, with the number of its list.
    pub units: Vec<(String, String, usize)>,
    /// Each topic, with the number of its list.
    pub topics: Vec<(String, usize)>,
}

/// A file of lists is closed when it is longer than this.
const LIST_BYTES: usize = 8 * 1024;

/// The index over `issues`, which stand in reading order: by series, then from the oldest to the newest.
#[must_use]
pub fn index(issues: &[IssueText]) -> Index {
    let sizes: Vec<usize> = issues
        .iter()
        .map(|issue| issue.file().bytes.len())
        .collect();
    let corpus = Corpus::new(issues);
    let rules = Rules::of(issues.len());
    let shards = shard::shards(&corpus, rules);
    let (choices, lists) = choices(issues);
    let (list_files, list_texts) = list_files(&lists, size(issues));

    let folds = rare_folds(&corpus);
    let id = id(&shards, &list_texts, &folds);
    let mut files = Vec::with_capacity(shards.len() + list_texts.len() + 2);
    let mut script = |name: String, call: &str, number: usize, text: &str| {
        let content = format!(
            "jianbaoSearch.{call}({},{number},{});\n",
            script_json(&id),
            quoted(text)
        );
        files.push(OutputFile {
            path: format!("search/{id}/{name}.js"),
            bytes: content.into_bytes(),
        });
    };
    for (number, shard) in shards.iter().enumerate() {
        script(number.to_string(), "shard", number, &shard.text);
    }
    for (number, text) in list_texts.iter().enumerate() {
        script(format!("list-{number}"), "lists", number, text);
    }
    files.push(OutputFile {
        path: format!("search/{id}/folds.js"),
        bytes: folds,
    });
    let head = Head::new(&id, issues, &sizes, &corpus, rules, &shards, list_files);
    files.push(OutputFile {
        path: "search/head.js".to_owned(),
        bytes: head.script(),
    });
    Index { files, choices }
}

/// Text of [`Bits::to_text`] as a string of JavaScript: it has no character that would need more than the quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// A name made from the content.
fn id(shards: &[Shard], lists: &[String], folds: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in shards.iter().map(|shard| &shard.text).chain(lists) {
        hasher.update(text.as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(folds);
    hasher.finalize().to_hex()[..8].to_owned()
}

/// The choices, and for each unit and topic the issues that belong to it.
fn choices(issues: &[IssueText]) -> (Choices, Vec<Vec<u32>>) {
    let mut units: BTreeMap<&str, (&str, Vec<u32>)> = BTreeMap::new();
    let mut topics: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut series: Vec<(String, String)> = Vec::new();
    for (issue, number) in issues.iter().zip(0..) {
        let code = &issue.id.series;
        if series.last().is_none_or(|last| last.0 != *code) {
            series.push((code.clone(), issue.head.series.clone()));
        }
        for (code, name) in &issue.units {
            let entry = units.entry(code).or_insert((name, Vec::new()));
            // The name of the newest issue is the unit's name of today.
            entry.0 = name;
            if entry.1.last() != Some(&number) {
                entry.1.push(number);
            }
        }
        for topic in &issue.topics {
            let list = topics.entry(topic).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    let years: BTreeSet<u16> = issues.iter().map(|issue| issue.date.year).collect();
    let mut lists = Vec::with_capacity(units.len() + topics.len());
    let mut choices = Choices {
        series,
        years: years.into_iter().rev().collect(),
        ..Choices::default()
    };
    for (code, (name, list)) in units {
        choices
            .units
            .push((code.to_owned(), name.to_owned(), lists.len()));
        lists.push(list);
    }
    for (topic, list) in topics {
        choices.topics.push((topic.to_owned(), lists.len()));
        lists.push(list);
    }
    (choices, lists)
}

/// The lists as text, and the number of the first list in each file.
fn list_files(lists: &[Vec<u32>], issues: u32) -> (Vec<u32>, Vec<String>) {
    let (mut firsts, mut texts) = (Vec::new(), Vec::new());
    let mut bits = Bits::default();
    for (list, number) in lists.iter().zip(0..) {
        if bits.is_empty() {
            firsts.push(number);
        }
        bits.gamma(size(list) + 1);
        bits.rising(list, 0, issues);
        if bits.len() > LIST_BYTES * 7 {
            texts.push(std::mem::take(&mut bits).to_text());
        }
    }
    if !bits.is_empty() {
        texts.push(bits.to_text());
    }
    (firsts, texts)
}
