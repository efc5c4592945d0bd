//! What the browser reads first: the characters, the issues, and which file of the index begins with what.

use std::collections::BTreeMap;

use serde::Serialize;

use super::code::{Bits, signed, size};
use super::fold::{fold, folded_characters};
use super::gram::{BREAKS, Corpus, Rules};
use super::indexed_issue::IndexedIssue;
use super::shard::Shard;
use super::text::{quoted, script_json};

/// A text's length in the head is a multiple of this.
pub const TEXT_UNIT: usize = 512;

/// The head of the index; [`format`](super::format) says what each means.
#[derive(Serialize)]
pub(super) struct IndexHead<'a> {
    n: u32,
    m: u32,
    a: String,
    f: &'a BTreeMap<char, String>,
    q: u32,
    l: u32,
    k: &'static str,
    b: Vec<String>,
    h: String,
    s: Vec<(&'a str, &'a str, u32)>,
    /// Not by serde, which would write six bytes for many of its characters.
    #[serde(skip)]
    d: String,
    x: Vec<&'a str>,
    u: Vec<u32>,
    g: String,
    c: String,
    r: String,
    w: String,
}

/// The names of the parts that the head leads to.
#[derive(Debug, Default)]
pub(super) struct PartNames {
    /// Of the shards, one after another.
    pub shards: String,
    /// Of the files of lists, one after another.
    pub lists: String,
    /// The number of the first list in each of them.
    pub first_lists: Vec<u32>,
    pub choices: String,
    pub rare_folds: String,
    pub document_numbers: String,
}

impl<'a> IndexHead<'a> {
    pub fn new(
        issues: &'a [IndexedIssue],
        corpus: &'a Corpus,
        rules: Rules,
        shards: &[Shard],
        names: PartNames,
    ) -> Self {
        let letter = |number: &u32| corpus.alphabet().get(*number as usize - 1);
        let (d, x) = issue_bits(issues);
        Self {
            n: size(issues),
            m: corpus.bound(),
            a: corpus.alphabet().iter().collect(),
            f: corpus.folds(),
            q: rules.frequent,
            l: rules.longest,
            k: BREAKS,
            b: shards
                .iter()
                .map(|shard| shard.first.iter().filter_map(letter).collect())
                .collect(),
            s: series(issues),
            d,
            x,
            h: names.shards,
            u: names.first_lists,
            g: names.lists,
            c: names.choices,
            r: names.rare_folds,
            w: names.document_numbers,
        }
    }

    /// As JavaScript.
    pub fn script(&self) -> String {
        let rest = script_json(self);
        let rest = rest.strip_prefix('{').unwrap_or_default();
        format!("{{\"d\":{},{rest}", quoted(&self.d))
    }
}

/// What only queries contain, as JSON: characters that no text has, folded to characters that some text has.
pub(super) fn rare_folds(corpus: &Corpus) -> String {
    let known: std::collections::BTreeSet<char> = corpus.alphabet().iter().copied().collect();
    let mut pairs = String::new();
    let mut others: BTreeMap<char, String> = BTreeMap::new();
    let candidates = folded_characters().filter(|c| !known.contains(c));
    for c in candidates.filter(|c| !corpus.folds().contains_key(c)) {
        let to = fold(c.encode_utf8(&mut [0; 4]));
        let mut parts = to.chars();
        match (parts.next(), parts.next()) {
            (Some(only), None) if only != c && known.contains(&only) => {
                pairs.push(c);
                pairs.push(only);
            }
            (Some(only), None) if only == c => {}
            _ if to.chars().all(|part| known.contains(&part)) => {
                others.insert(c, to);
            }
            _ => {}
        }
    }
    script_json(&(pairs, others))
}

/// The series in the order of their issues.
fn series(issues: &[IndexedIssue]) -> Vec<(&str, &str, u32)> {
    let mut series: Vec<(&str, &str, u32)> = Vec::new();
    for (index, issue) in issues.iter().enumerate() {
        let code = issue.id.series.as_str();
        if series.last().is_none_or(|last| last.0 != code) {
            let first = u32::try_from(index).unwrap_or(u32::MAX);
            series.push((code, &issue.text.facts.series, first));
        }
    }
    series
}

fn issue_bits(issues: &[IndexedIssue]) -> (String, Vec<&str>) {
    let mut bits = Bits::default();
    let mut others = Vec::new();
    let (mut year, mut number) = (2000_i64, 0_i64);
    for issue in issues {
        let own_year = i64::from(issue.id.year);
        signed(&mut bits, own_year - year);
        if own_year != year {
            number = 0;
        }
        year = own_year;
        match folder_number(&issue.id.folder) {
            Some((supplement, own)) => {
                bits.gamma(if supplement { 2 } else { 1 });
                signed(&mut bits, i64::from(own) - number - 1);
                number = i64::from(own);
            }
            None => {
                bits.gamma(3);
                others.push(issue.id.folder.as_str());
            }
        }
        signed(&mut bits, i64::from(issue.date.year) - year);
        bits.push(u32::from(issue.date.month), 4);
        bits.push(u32::from(issue.date.day.unwrap_or(0)), 5);
        let units = issue.text.facts.length.div_ceil(TEXT_UNIT);
        bits.gamma(u32::try_from(units).unwrap_or(u32::MAX));
    }
    (bits.to_text(), others)
}

/// The number of a folder that is written as we would write it again, and whether it is a supplement's.
fn folder_number(folder: &str) -> Option<(bool, u32)> {
    let (supplement, digits) = match folder.strip_prefix('s') {
        Some(digits) => (true, digits),
        None => (false, folder),
    };
    let number: u32 = digits.parse().ok().filter(|number| *number < 1 << 24)?;
    (number.to_string() == digits).then_some((supplement, number))
}
