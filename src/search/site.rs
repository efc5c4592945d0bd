//! The files of the index, and what the search page offers for choice.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use super::code::{Bits, size};
use super::document_numbers;
use super::format;
use super::gram::{Corpus, Rules};
use super::head::{IndexHead, PartNames, rare_folds};
use super::indexed_issue::IndexedIssue;
use super::memory::IndexMemory;
use super::shard;
use super::text::{IssueText, quoted, script_json};
use crate::model::{AmendmentKind, OutputFile};
use crate::site::Route;
use crate::zh::date::IssueDate;
use crate::zh::text::loosely;

/// The index of an archive.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Its files, those last that lead to the others.
    pub files: Vec<OutputFile>,
    /// The name of the head.
    pub head: String,
    /// What the results can be narrowed to.
    pub choices: Choices,
}

/// What the results can be narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Choices {
    /// Folder and name of each series, and how many issues it has.
    pub series: Vec<(String, String, u32)>,
    /// The years of the issues' dates, newest first, with the number of issues.
    pub years: Vec<(u16, u32)>,
    /// Code and name of each unit, in the order of their lists, and the number of issues.
    pub units: Vec<(String, String, u32)>,
    /// Each topic and the folder of its page, in the order of their lists, which follow those of the units, and the number of issues.
    pub topics: Vec<(String, String, u32)>,
    /// How many issues there are of each kind of amendment, in the order of their lists, which follow those of the topics.
    pub amended: Vec<u32>,
}

/// A file of lists is closed when it is longer than this.
const LIST_BYTES: usize = 8 * 1024;

/// The index over the issues of `texts`, which stand in reading order: by series, then from the oldest to the newest.
#[must_use]
pub fn index(texts: &[IssueText]) -> Index {
    let issues = texts.par_iter();
    let issues: Vec<IndexedIssue> = issues
        .map(|text| IndexedIssue::of(text, String::new()))
        .collect();
    index_again(&issues, &mut IndexMemory::default())
}

/// As [`index`], after another one of which `memory` knows; it knows this one then.
#[must_use]
pub fn index_again(issues: &[IndexedIssue], memory: &mut IndexMemory) -> Index {
    let corpus = Corpus::new(issues);
    let rules = Rules::of(issues.len());
    let shards = shard::shards(&corpus, issues, rules, memory);
    let (choices, lists) = choices(issues);
    let (first_lists, list_texts) = list_files(&lists, corpus.bound());

    let mut files = Vec::with_capacity(shards.len() + list_texts.len() + 5);
    let mut add = |json: &str| {
        let (name, file) = format::part(json);
        files.push(file);
        name
    };
    let numbers = issues.iter();
    let numbers = numbers.map(|issue| (&issue.id, issue.text.facts.numbers));
    let names = PartNames {
        shards: shards
            .iter()
            .map(|shard| add(&quoted(&shard.text)))
            .collect(),
        lists: list_texts.iter().map(|text| add(&quoted(text))).collect(),
        first_lists,
        choices: add(&script_json(&choices)),
        rare_folds: add(&rare_folds(&corpus)),
        document_numbers: add(&quoted(&document_numbers::bits(numbers).to_text())),
    };
    let head = add(&IndexHead::new(issues, &corpus, rules, &shards, names).script());
    files.push(format::current(&head));
    // Two parts of the same content are one file.
    let mut known = BTreeSet::new();
    files.retain(|file| known.insert(file.path.clone()));
    Index {
        files,
        choices,
        head,
    }
}

/// The choices, and for each unit, topic and kind of amendment the issues that belong to it.
fn choices(issues: &[IndexedIssue]) -> (Choices, Vec<Vec<u32>>) {
    let mut units: BTreeMap<&str, (&str, Vec<u32>)> = BTreeMap::new();
    let mut topics: BTreeMap<String, (&str, IssueDate, Vec<u32>)> = BTreeMap::new();
    let mut series: Vec<(String, String, u32)> = Vec::new();
    let mut years: BTreeMap<u16, u32> = BTreeMap::new();
    for (issue, number) in issues.iter().zip(0..) {
        let code = &issue.id.series;
        if series.last().is_none_or(|last| last.0 != *code) {
            series.push((code.clone(), issue.text.facts.series.clone(), 0));
        }
        if let Some(last) = series.last_mut() {
            last.2 += 1;
        }
        *years.entry(issue.date.year).or_default() += 1;
        for (code, name) in &issue.units {
            let entry = units.entry(code).or_insert((name, Vec::new()));
            // The name of the newest issue is the unit's name of today.
            entry.0 = name;
            if entry.1.last() != Some(&number) {
                entry.1.push(number);
            }
        }
        for topic in &issue.topics {
            let new = (topic.as_str(), issue.date, Vec::new());
            let entry = topics.entry(loosely(topic)).or_insert(new);
            // As the newest issue spells it.
            if issue.date > entry.1 {
                (entry.0, entry.1) = (topic, issue.date);
            }
            if entry.2.last() != Some(&number) {
                entry.2.push(number);
            }
        }
    }
    let mut lists = Vec::with_capacity(units.len() + topics.len() + AmendmentKind::ALL.len());
    let mut choices = Choices {
        series,
        years: years.into_iter().rev().collect(),
        ..Choices::default()
    };
    for (code, (name, list)) in units {
        let name = (code.to_owned(), name.to_owned(), size(&list));
        choices.units.push(name);
        lists.push(list);
    }
    for (topic, _, list) in topics.into_values() {
        let page = Route::topic(topic).folder();
        let folder = page.trim_end_matches('/').rsplit('/').next();
        let folder = folder.unwrap_or_default().to_owned();
        choices.topics.push((topic.to_owned(), folder, size(&list)));
        lists.push(list);
    }
    for (kind, _) in AmendmentKind::ALL {
        let amended = (0..).zip(issues);
        let amended = amended.filter(|(_, issue)| issue.amendments.contains(kind));
        let list: Vec<u32> = amended.map(|(number, _)| number).collect();
        choices.amended.push(size(&list));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IssueId;
    use crate::search::passage::{Passage, PassageKind};

    /// Issues of these texts, each known by its text; the first character of each is its title.
    fn issues(texts: &[&str]) -> Vec<IndexedIssue> {
        let numbered = texts.iter().zip(1..);
        let issues = numbered.map(|(text, number): (_, u16)| {
            let passage = |kind, text: &str| Passage {
                anchor: String::new(),
                kind,
                text: text.to_owned(),
            };
            let title: String = text.chars().take(1).collect();
            let mut text_of = IssueText::kept(&summary(number), "简报", None);
            text_of.passages = vec![
                passage(PassageKind::Title, &title),
                passage(PassageKind::Text, text),
            ];
            IndexedIssue::of(&text_of, format!("{number} {text}"))
        });
        issues.collect()
    }

    fn summary(number: u16) -> crate::model::IssueSummary {
        crate::model::IssueSummary {
            id: IssueId {
                series: "jianbao".to_owned(),
                year: 2026,
                folder: number.to_string(),
            },
            title: "简报".to_owned(),
            subtitle: None,
            date: IssueDate::new(2026, 1, Some(1)).expect("a date"),
            document_number: None,
            issue_number: None,
            topics: Vec::new(),
            units: Vec::new(),
            columns: Vec::new(),
            articles: Vec::new(),
            passages: Vec::new(),
            problems: Vec::new(),
            reported: Vec::new(),
            audience: Default::default(),
            amendments: Vec::new(),
            former: Vec::new(),
            record: Default::default(),
        }
    }

    /// Whatever has changed: the index and what is remembered of it are those of an index that is made anew, the sums over all places too.
    #[test]
    fn after_a_change_everything_is_as_if_made_anew() {
        let many = |first: &'static str| -> Vec<&'static str> {
            let mut texts = vec![
                "工会送清凉，慰问一线职工。",
                "劳动竞赛启动",
                "𠮷林㈱ＧＢ／Ｔ　9704",
                "职工书屋\t开放",
            ];
            texts.extend(["安全生产月活动", "困难职工帮扶", "集体协商", "送清凉到工地"].repeat(3));
            texts[1] = first;
            texts
        };
        let before = many("劳动竞赛启动");
        let mut longer = before.clone();
        longer.push("新的一期");
        let mut in_the_middle = before.clone();
        in_the_middle.insert(3, "安全生产");
        let afters = [
            many("劳动竞赛结束"),
            many("劳动工会送清凉"),
            many(""),
            many("龘龘"),
            longer,
            in_the_middle,
            before[..9].to_vec(),
            Vec::new(),
            before.clone(),
        ];
        for after in afters {
            let mut memory = IndexMemory::default();
            let _ = index_again(&issues(&before), &mut memory);
            let again = index_again(&issues(&after), &mut memory);
            let mut anew = IndexMemory::default();
            let index = index_again(&issues(&after), &mut anew);
            assert_eq!(again.files, index.files, "{after:?}");
            assert!(memory == anew, "{after:?}");
        }
    }
}
