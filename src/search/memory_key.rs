//! What the parts of the index are made from, as one checksum for each character that their sequences begin with.
//!
//! The checksums come from sums over all places, so that those of a changed archive follow from those of before: what the changed issues had is taken off, and what
//! they have is added.

use std::hash::Hasher as _;

use rayon::prelude::*;
use siphasher::sip128::{Hasher128 as _, SipHasher13};

use super::alphabet::HOLE;
use super::code::size;
use super::gram::{Corpus, Rules};
use super::indexed_issue::{IndexedIssue, IndexedText, KnownText};
use super::numbered_text::BORDER;

/// Stands for everything that a part of the index is made from.
pub(super) type MemoryKey = [u8; 16];

/// For each character by its number, a sum over all its places: of issue and weight, and of what can follow there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PlaceSums {
    /// A checksum over what must be the same where the sums of two archives are compared: the rules, and the numbers of the characters.
    pub basis: MemoryKey,
    pub sums: Vec<u128>,
}

impl PlaceSums {
    /// The sums of `issues`, which `corpus` is made of; from those of the index before, which had the texts `known`, where that is less work.
    pub fn of(
        corpus: &Corpus,
        rules: Rules,
        issues: &[IndexedIssue],
        before: Self,
        known: &[KnownText],
    ) -> Self {
        let basis = basis(corpus, rules);
        if before.basis == basis
            && let Some(sums) = before.changed(corpus, rules, issues, known)
        {
            return sums;
        }
        let none = || Self {
            basis,
            sums: vec![0; corpus.alphabet().len() + 1],
        };
        let numbered: Vec<(u32, &IndexedIssue)> = (0..).zip(issues).collect();
        let parts = numbered.par_iter().fold(none, |mut sums, (number, issue)| {
            sums.join(corpus, rules, *number, &issue.text, u128::wrapping_add);
            sums
        });
        parts.reduce(none, |mut sums, others| {
            let pairs = sums.sums.iter_mut().zip(others.sums);
            pairs.for_each(|(sum, other)| *sum = sum.wrapping_add(other));
            sums
        })
    }

    /// These sums once the issues are others; none where so many are that it is better to begin anew.
    fn changed(
        mut self,
        corpus: &Corpus,
        rules: Rules,
        issues: &[IndexedIssue],
        known: &[KnownText],
    ) -> Option<Self> {
        let count = issues.len().max(known.len());
        let same = |index: usize| {
            let (Some(before), Some(now)) = (known.get(index), issues.get(index)) else {
                return false;
            };
            !now.checksum.is_empty() && before.checksum == now.checksum
        };
        let others: Vec<usize> = (0..count).filter(|index| !same(*index)).collect();
        if others.len() > count / 4 {
            return None;
        }
        for index in others {
            let number = u32::try_from(index).ok()?;
            if let Some(before) = known.get(index) {
                self.join(corpus, rules, number, &before.text, u128::wrapping_sub);
            }
            if let Some(issue) = issues.get(index) {
                self.join(corpus, rules, number, &issue.text, u128::wrapping_add);
            }
        }
        Some(self)
    }

    /// Joins to the sums what the places of `text` are, as the text of the issue of this number.
    fn join(
        &mut self,
        corpus: &Corpus,
        rules: Rules,
        issue: u32,
        text: &IndexedText,
        join: fn(u128, u128) -> u128,
    ) {
        let longest = rules.longest.saturating_sub(1) as usize;
        corpus.each_sequence(issue, &text.folded, &mut |number, described, following| {
            let mut hasher = SipHasher13::new();
            hasher.write_u32(described);
            let next = following.iter().take(longest);
            next.for_each(|number| hasher.write_u32(*number));
            if following.len() < longest {
                hasher.write_u32(BORDER);
            }
            if let Some(sum) = self.sums.get_mut(number as usize) {
                *sum = join(*sum, hasher.finish128().as_u128());
            }
        });
    }

    /// For each character by its number, what everything that begins with it is made from; none for a number without a character.
    pub fn keys(&self, corpus: &Corpus) -> Vec<Option<MemoryKey>> {
        let characters = std::iter::once(&HOLE).chain(corpus.alphabet());
        let numbered = (0_u32..).zip(characters).zip(&self.sums);
        let keys = numbered.map(|((number, c), sum)| {
            let mut hasher = SipHasher13::new();
            hasher.write(&self.basis);
            hasher.write_u32(number);
            hasher.write_u128(*sum);
            (*c != HOLE).then(|| hasher.finish128().as_bytes())
        });
        keys.collect()
    }
}

fn basis(corpus: &Corpus, rules: Rules) -> MemoryKey {
    let Rules { frequent, longest } = rules;
    let mut hasher = SipHasher13::new();
    for value in [frequent, longest, size(corpus.alphabet()), corpus.bound()] {
        hasher.write_u32(value);
    }
    let characters = corpus.alphabet().iter();
    characters.for_each(|c| hasher.write_u32(u32::from(*c)));
    hasher.finish128().as_bytes()
}
