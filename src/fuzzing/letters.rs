//! Letters and digits, counted: what of a text came out again.

use std::collections::BTreeMap;

/// How often each letter and digit stands somewhere.
#[derive(Debug, Default)]
pub struct Letters(BTreeMap<char, usize>);

impl Letters {
    /// Those of `text`.
    pub fn of(text: &str) -> Self {
        let mut letters = Self::default();
        letters.add(text);
        letters
    }

    /// And those of `text`.
    pub fn add(&mut self, text: &str) {
        for letter in text.chars().filter(|c| c.is_alphanumeric()) {
            *self.0.entry(letter).or_default() += 1;
        }
    }

    /// One that is here more often than in `other`, and none of `exempt`.
    pub fn missing_in(&self, other: &Self, exempt: &str) -> Option<char> {
        let mut letters = self
            .0
            .iter()
            .filter(|(letter, _)| !exempt.contains(**letter));
        letters
            .find(|(letter, count)| other.0.get(letter).is_none_or(|other| other < count))
            .map(|(letter, _)| *letter)
    }
}
