//! The index against a plain scan of the text: whatever stands in a passage is found through the files, and what stands nowhere is not.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test"
)]

use std::collections::{BTreeMap, BTreeSet};

use jianbao::model::{Audience, IssueId, IssueSummary};
use jianbao::search::code::Reader;
use jianbao::search::fold::{CELL, fold};
use jianbao::search::gram::BREAKS;
use jianbao::search::passage::{Passage, PassageKind};
use jianbao::search::{Index, IssueText, index};
use jianbao::zh::date::IssueDate;
use proptest::prelude::*;

fn summary(number: usize) -> IssueSummary {
    let year = 2001 + u16::try_from(number / 12).expect("a year");
    IssueSummary {
        id: IssueId {
            series: if number < 5 { "ducha" } else { "jianbao" }.to_owned(),
            year,
            folder: format!("{}", number % 12 + 1),
        },
        title: format!("第{number}号通报"),
        subtitle: None,
        date: IssueDate::new(year, 1 + u8::try_from(number % 12).expect("a month"), None)
            .expect("a date"),
        document_number: Some(format!("平工督字〔{year}〕{number}号")),
        issue_number: None,
        topics: Vec::new(),
        units: Vec::new(),
        columns: Vec::new(),
        articles: Vec::new(),
        passages: Vec::new(),
        audience: Audience::Public,
        amendments: Vec::new(),
        former: Vec::new(),
        record: Default::default(),
    }
}

fn issues(texts: &[Vec<String>]) -> Vec<IssueText> {
    let issues = texts.iter().enumerate().map(|(number, texts)| {
        let mut issue = IssueText::kept(&summary(number), "督查通报", None);
        issue.passages.extend(texts.iter().map(|text| Passage {
            anchor: "p-0".to_owned(),
            kind: PassageKind::Text,
            text: text.clone(),
        }));
        issue
    });
    issues.collect()
}

/// Everything in the files of the index: each sequence with its issues.
struct Entries {
    alphabet: Vec<char>,
    issues: u32,
    frequent: u32,
    longest: usize,
    entries: BTreeMap<String, Vec<u32>>,
}

impl Entries {
    fn of(index: &Index) -> Self {
        let file = |ending: &str| {
            let file = index.files.iter().find(|file| file.path.ends_with(ending));
            String::from_utf8(file.expect("the file").bytes.clone()).expect("UTF-8")
        };
        let head = file("search/head.js");
        let head = head
            .strip_prefix("jianbaoSearch.head(")
            .and_then(|rest| rest.strip_suffix(");\n"));
        let head: serde_json::Value = serde_json::from_str(head.expect("a call")).expect("JSON");
        let number =
            |key: &str| u32::try_from(head[key].as_u64().expect("a number")).expect("small");
        let mut entries = Self {
            alphabet: head["a"].as_str().expect("the alphabet").chars().collect(),
            issues: number("n"),
            frequent: number("q"),
            longest: number("l") as usize,
            entries: BTreeMap::new(),
        };
        let bounds = head["b"].as_array().expect("the bounds");
        let mut ranks: Vec<Vec<usize>> = Vec::new();
        for (shard, first) in bounds.iter().enumerate() {
            let text = file(&format!("/{shard}.js"));
            let (_, text) = text.split_once(&format!(",{shard},\"")).expect("a call");
            let text = text.strip_suffix("\");\n").expect("a call");
            let first = first.as_str().expect("a sequence");
            ranks.push(first.chars().map(|c| entries.rank(c)).collect());
            entries.shard(text, first);
        }
        assert!(
            ranks.is_sorted(),
            "the files are found by their first sequence"
        );
        entries
    }

    fn rank(&self, c: char) -> usize {
        self.alphabet
            .iter()
            .position(|letter| *letter == c)
            .expect("a letter")
    }

    fn shard(&mut self, text: &str, first: &str) {
        let mut bits = Reader::new(text);
        for block in 0..bits.gamma() {
            let depth = bits.gamma() as usize;
            let (mut key, mut above) = (String::new(), Vec::new());
            for level in 1..=depth {
                let letters = u32::try_from(self.alphabet.len()).expect("small");
                key.push(self.alphabet[bits.below(letters) as usize]);
                above = if level == 1 {
                    let count = bits.below(self.issues) + 1;
                    let mut issues = Vec::new();
                    bits.rising(count, 0, self.issues, &mut issues);
                    self.put(&mut bits, &key, issues)
                } else {
                    self.entry(&mut bits, &key, &above)
                };
            }
            assert!(
                block > 0 || first.starts_with(&key),
                "{first} begins with {key}"
            );
            self.below(&mut bits, &key, &above);
        }
    }

    fn below(&mut self, bits: &mut Reader, key: &str, issues: &[u32]) {
        let count = bits.gamma() - 1;
        let letters = u32::try_from(self.alphabet.len()).expect("small");
        let mut numbers = Vec::new();
        bits.rising(count, 1, letters + 1, &mut numbers);
        for number in numbers {
            let next = format!("{key}{}", self.alphabet[number as usize - 1]);
            let own = self.entry(bits, &next, issues);
            if self.continues(&next, own.len()) {
                self.below(bits, &next, &own);
            }
        }
    }

    fn continues(&self, key: &str, issues: usize) -> bool {
        let length = key.chars().count();
        length < self.longest && (length == 1 || issues > self.frequent as usize)
    }

    fn entry(&mut self, bits: &mut Reader, key: &str, above: &[u32]) -> Vec<u32> {
        let most = u32::try_from(above.len()).expect("small");
        let all = most <= 1 || (key.chars().count() > 2 && bits.take(1) == 1);
        let count = if all { most } else { bits.gamma() };
        let mut places = Vec::new();
        bits.rising(count, 0, most, &mut places);
        let issues = places.iter().map(|place| above[*place as usize]).collect();
        self.put(bits, key, issues)
    }

    fn put(&mut self, bits: &mut Reader, key: &str, issues: Vec<u32>) -> Vec<u32> {
        let strong = bits.gamma() - 1;
        bits.rising(
            strong,
            0,
            u32::try_from(issues.len()).expect("small"),
            &mut Vec::new(),
        );
        self.entries.insert(key.to_owned(), issues.clone());
        issues
    }

    /// The issues that may hold the folded `query`, by every part of it that the index has.
    fn candidates(&self, query: &str) -> BTreeSet<u32> {
        let letters: Vec<char> = query.chars().collect();
        let mut found: BTreeSet<u32> = (0..self.issues).collect();
        for start in 0..letters.len() {
            let mut part = String::new();
            for (at, letter) in letters[start..].iter().enumerate() {
                part.push(*letter);
                if at > 0 && part.contains(|c| BREAKS.contains(c)) {
                    break;
                }
                let issues = self.entries.get(&part).cloned().unwrap_or_default();
                found = found
                    .intersection(&issues.iter().copied().collect())
                    .copied()
                    .collect();
                if !self.continues(&part, issues.len()) {
                    break;
                }
            }
        }
        found
    }
}

fn scan(issues: &[IssueText], query: &str) -> BTreeSet<u32> {
    let holds = |issue: &IssueText| {
        issue
            .passages
            .iter()
            .any(|passage| fold(&passage.text).contains(query))
    };
    let found = (0..).zip(issues).filter(|(_, issue)| holds(issue));
    found.map(|(number, _)| number).collect()
}

/// Text of few characters, so that sequences are frequent and the trie is deep, with digits, Latin, traditional and full-width forms and cells.
fn text() -> impl Strategy<Value = String> {
    "[工会會督查2０0１1.年，。 Ａab〔〕\t𠀀]{0,40}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_part_of_every_passage_is_found_and_nothing_is_lost(
        texts in proptest::collection::vec(proptest::collection::vec(text(), 0..4), 1..60),
        queries in proptest::collection::vec("[工会查201.，a\\[𠀀]{1,6}", 1..20),
    ) {
        let issues = issues(&texts);
        let entries = Entries::of(&index(&issues));
        for issue in issues.iter().take(3) {
            for passage in &issue.passages {
                let letters: Vec<char> = fold(&passage.text).chars().collect();
                for from in 0..letters.len() {
                    for to in from + 1..=letters.len().min(from + 7) {
                        let query: String = letters[from..to].iter().collect();
                        if query.contains(CELL) {
                            break;
                        }
                        let (candidates, found) = (entries.candidates(&query), scan(&issues, &query));
                        prop_assert!(found.is_subset(&candidates), "{query}");
                        if let Some(exact) = entries.entries.get(&query) {
                            prop_assert_eq!(exact.iter().copied().collect::<BTreeSet<_>>(), found, "{}", query);
                        }
                    }
                }
            }
        }
        for query in queries {
            prop_assert!(scan(&issues, &query).is_subset(&entries.candidates(&query)), "{query}");
        }
    }

    #[test]
    fn a_text_is_read_back_as_it_was_written(texts in proptest::collection::vec("\\PC{0,30}", 0..6)) {
        for issue in issues(&[texts]) {
            let file = issue.file();
            let again = IssueText::kept(&summary(0), "督查通报", Some(&file.bytes));
            prop_assert_eq!(again, issue);
        }
    }
}

/// Hostile text stays inside its string, and the same archive gives the same files.
#[test]
fn the_files_are_scripts_whatever_the_text_is() {
    let hostile = "</script><script>alert(1)</script>\"\\\u{2028}\u{2029}'`${x}";
    let issues = issues(&[vec![hostile.to_owned()], vec!["工会".to_owned()]]);
    let text = String::from_utf8(issues[0].file().bytes).expect("UTF-8");
    assert!(
        !text.contains(['\u{2028}', '\u{2029}']) && text.lines().count() == 1,
        "{text}"
    );
    let (a, b) = (index(&issues), index(&issues));
    assert_eq!(a.files, b.files);
    for file in &a.files {
        let text = String::from_utf8(file.bytes.clone()).expect("UTF-8");
        assert!(
            text.starts_with("jianbaoSearch.") && text.ends_with(");\n"),
            "{text}"
        );
        assert_eq!(text.lines().count(), 1, "{}", file.path);
    }
}

#[test]
fn an_empty_archive_has_an_index() {
    let index = index(&[]);
    assert!(index.files.iter().any(|file| file.path == "search/head.js"));
}
