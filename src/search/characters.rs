//! The characters of an archive with their numbers.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::alphabet;
use super::fold::fold_char;
use super::folded_text::{FoldedText, GAP};
use super::indexed_issue::IndexedIssue;
use super::numbered_text::BORDER;

/// How many issues are counted at once.
const AT_ONCE: usize = 256;

/// How many codes the first plane has.
const PLANE: usize = 1 << 16;

/// The characters of an archive, numbered.
#[derive(Debug)]
pub(super) struct Characters {
    /// The folded characters that occur, by their numbers, with holes (`alphabet::HOLE`); the first is number 1.
    pub alphabet: Vec<char>,
    /// The characters that occur and are not folded to themselves, each with what it is folded to.
    pub folds: BTreeMap<char, String>,
    /// The number of each character of the first plane; [`BORDER`] of one that does not occur.
    numbers: Vec<u32>,
    /// The numbers of the others.
    beyond: BTreeMap<u32, u32>,
}

impl Characters {
    pub fn of(issues: &[IndexedIssue]) -> Self {
        let counted = issues
            .par_chunks(AT_ONCE)
            .fold(Counts::default, |counts, some| {
                some.iter()
                    .fold(counts, |counts, issue| counts.with(&issue.text.folded))
            });
        let counts = counted.reduce(Counts::default, Counts::and);
        let frequency = counts.frequency();
        let alphabet = alphabet::arrange(&frequency);
        let mut numbers = vec![BORDER; PLANE];
        let mut beyond = BTreeMap::new();
        for (c, number) in alphabet
            .iter()
            .zip(1..)
            .filter(|(c, _)| frequency.contains_key(c))
        {
            match numbers.get_mut(*c as usize) {
                Some(place) => *place = number,
                None => {
                    beyond.insert(u32::from(*c), number);
                }
            }
        }
        let folds = counts.folded.into_iter().map(|c| {
            let mut to = String::new();
            fold_char(c, &mut |part| to.push(part));
            (c, to)
        });
        Self {
            folds: folds.collect(),
            alphabet,
            numbers,
            beyond,
        }
    }

    /// The numbers of the characters of `text` in their order, with [`BORDER`]s between.
    pub fn numbers<'a>(&'a self, text: &'a FoldedText) -> impl Iterator<Item = u32> + 'a {
        text.codes()
            .map(|code| match self.numbers.get(code as usize) {
                Some(number) => *number,
                None => self.beyond.get(&code).copied().unwrap_or(BORDER),
            })
    }
}

/// How often each character occurs.
#[derive(Default)]
struct Counts {
    /// Those of the first plane; empty before the first.
    plane: Vec<u32>,
    beyond: BTreeMap<u32, u32>,
    folded: BTreeSet<char>,
}

impl Counts {
    fn with(mut self, text: &FoldedText) -> Self {
        self.plane.resize(PLANE, 0);
        for code in text.codes() {
            match self.plane.get_mut(code as usize) {
                Some(count) => *count += 1,
                None => *self.beyond.entry(code).or_default() += 1,
            }
        }
        self.folded.extend(text.folded.chars());
        self
    }

    fn and(mut self, other: Self) -> Self {
        if self.plane.is_empty() {
            return other;
        }
        let counts = self.plane.iter_mut().zip(&other.plane);
        counts.for_each(|(count, more)| *count += more);
        for (code, more) in other.beyond {
            *self.beyond.entry(code).or_default() += more;
        }
        self.folded.extend(other.folded);
        self
    }

    fn frequency(&self) -> BTreeMap<char, u32> {
        let plane = (0_u32..).zip(self.plane.iter().copied());
        let beyond = self.beyond.iter().map(|(code, count)| (*code, *count));
        let occurring = plane
            .chain(beyond)
            .filter(|(code, count)| *count > 0 && *code != u32::from(GAP));
        occurring
            .filter_map(|(code, count)| Some((char::from_u32(code)?, count)))
            .collect()
    }
}
