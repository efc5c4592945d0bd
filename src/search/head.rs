//! What the browser reads first: the characters, the issues, and which file of the index begins with what.

use std::collections::BTreeMap;

use serde::Serialize;

use super::code::{Bits, size};
use super::fold::{fold, folded_characters};
use super::gram::{BREAKS, Corpus, Rules};
use super::shard::Shard;
use super::text::{IssueText, script_json};

/// A text's length in the head is a multiple of this.
pub const TEXT_UNIT: usize = 512;

/// The head of the index.
#[derive(Serialize)]
pub(super) struct Head<'a> {
    /// The folder of the index.
    id: &'a str,
    /// How many issues there are.
    n: u32,
    /// The alphabet, most frequent first.
    a: String,
    /// Characters of the texts that are folded, and to what.
    f: &'a BTreeMap<char, String>,
    /// A sequence in more issues than this is continued.
    q: u32,
    /// The longest sequence.
    l: u32,
    /// Punctuation that parts sequences.
    k: &'static str,
    /// The first sequence of each file.
    b: Vec<String>,
    /// Folder, name and first issue of each series.
    s: Vec<(&'a str, &'a str, u32)>,
    /// Year, folder, date and length of each issue, in bits.
    d: String,
    /// Folders that are neither a number nor `s` and a number, in order.
    x: Vec<&'a str>,
    /// The first list in each file of lists.
    u: Vec<u32>,
}

impl<'a> Head<'a> {
    pub fn new(
        id: &'a str,
        issues: &'a [IssueText],
        text_sizes: &[usize],
        corpus: &'a Corpus,
        rules: Rules,
        shards: &[Shard],
        list_files: Vec<u32>,
    ) -> Self {
        let letter = |number: &u32| corpus.alphabet.get(*number as usize - 1);
        let (d, x) = issue_bits(issues, text_sizes);
        Self {
            id,
            n: size(issues),
            a: corpus.alphabet.iter().collect(),
            f: &corpus.folds,
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
            u: list_files,
        }
    }

    /// The script.
    pub fn script(&self) -> Vec<u8> {
        format!("jianbaoSearch.head({});\n", script_json(self)).into_bytes()
    }
}

/// The script with what only queries contain: characters that no text has, folded to characters that some text has.
pub(super) fn rare_folds(corpus: &Corpus) -> Vec<u8> {
    let known: std::collections::BTreeSet<char> = corpus.alphabet.iter().copied().collect();
    let mut pairs = String::new();
    let mut others: BTreeMap<char, String> = BTreeMap::new();
    let candidates = folded_characters().filter(|c| !known.contains(c));
    for c in candidates.filter(|c| !corpus.folds.contains_key(c)) {
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
    format!(
        "jianbaoSearch.folds({},{});\n",
        script_json(&pairs),
        script_json(&others)
    )
    .into_bytes()
}

/// The series in the order of their issues.
fn series(issues: &[IssueText]) -> Vec<(&str, &str, u32)> {
    let mut series: Vec<(&str, &str, u32)> = Vec::new();
    for (index, issue) in issues.iter().enumerate() {
        let code = issue.id.series.as_str();
        if series.last().is_none_or(|last| last.0 != code) {
            let first = u32::try_from(index).unwrap_or(u32::MAX);
            series.push((code, &issue.head.series, first));
        }
    }
    series
}

fn issue_bits<'a>(issues: &'a [IssueText], text_sizes: &[usize]) -> (String, Vec<&'a str>) {
    let mut bits = Bits::default();
    let mut others = Vec::new();
    let (mut year, mut number) = (2000_i64, 0_i64);
    for (issue, text_size) in issues.iter().zip(text_sizes) {
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
        let units = text_size.div_ceil(TEXT_UNIT);
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

/// A number of either sign: 0, -1, 1, -2, …
fn signed(bits: &mut Bits, value: i64) {
    let folded = if value < 0 { -2 * value } else { 2 * value + 1 };
    bits.gamma(u32::try_from(folded).unwrap_or(u32::MAX));
}
