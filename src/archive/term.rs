//! A term of a taxonomy: a unit, a topic, a column or a series of numbers, with its issues.

use super::dated::ListedIssue;
use crate::site::Route;

/// What issues are gathered under, with the issues in order: the latest year first.
#[derive(Debug)]
pub(super) struct Term<'a> {
    pub name: String,
    /// The heading that it stands under in the list of all.
    pub group: Option<String>,
    /// Its first page.
    pub base: Route,
    pub items: Vec<ListedIssue<'a>>,
    /// What else is to be known of it.
    pub notes: TermNotes,
}

/// What is to be known of a term besides its issues. Only units have it.
#[derive(Debug, Default)]
pub(super) struct TermNotes {
    /// What has become of it, a sentence each.
    pub story: Vec<String>,
    /// The names by which it went before (曾用名).
    pub former_names: Vec<String>,
    /// Other terms that it was made of or has become.
    pub see: Vec<(String, Route)>,
}

impl Term<'_> {
    /// How many passages its issues have for it.
    pub(super) fn passages(&self) -> usize {
        self.items.iter().map(|item| item.passages.len()).sum()
    }
}
