//! What each kind of finding means, for those who write: `jianbao explain` and `docs/rules.md` say it in these words.

mod environment;
mod input;
mod numbers;
mod structure;

use super::Code;

/// What is said of one kind of finding.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The kind.
    pub code: Code,
    /// What it is called.
    pub name: &'static str,
    /// What is found.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// Where that is laid down: a clause of a standard, or practice (实务).
    pub source: &'static str,
    /// Files in which it is found.
    pub wrong: &'static [Sample],
    /// The same files, put right.
    pub right: &'static [Sample],
}

/// A file of an example: its path below the content folder, and its text. The path is empty where the example is nothing that could stand in a file.
pub type Sample = (&'static str, &'static str);

/// The explanation of every kind that is no rule.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    let parts = [input::ALL, structure::ALL, numbers::ALL, environment::ALL];
    parts.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use crate::diag::code;

    #[test]
    fn every_code_has_one_explanation_and_they_stand_in_the_order_of_the_codes() {
        let explained: Vec<_> = super::all().map(|e| e.code.id).collect();
        let codes: Vec<_> = code::ALL.iter().map(|code| code.id).collect();
        assert_eq!(explained, codes);
    }
}
