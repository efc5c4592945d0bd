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
}

impl Term<'_> {
    /// How many passages its issues have for it.
    pub(super) fn passages(&self) -> usize {
        self.items.iter().map(|item| item.passages.len()).sum()
    }
}
