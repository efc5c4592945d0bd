//! What is said of one kind of finding.

use crate::diag::Code;

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
