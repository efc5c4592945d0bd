//! The archive as the rules see it: what the plan knows before any issue is assembled.

use crate::model::{IssueId, Span, Spanned, UnitRegistry};

/// All issues, by series and then in the order of their folders, and the registers.
#[derive(Debug)]
pub struct Archive<'a> {
    /// The issues whose `issue.yaml` can be used.
    pub issues: Vec<ArchiveIssue<'a>>,
    /// The registers of units (单位登记表), each once.
    pub registers: Vec<&'a UnitRegistry>,
}

/// What the plan knows of one issue.
#[derive(Debug)]
pub struct ArchiveIssue<'a> {
    /// Its place.
    pub id: &'a IssueId,
    /// The title in one line; empty where it has none.
    pub title: String,
    /// Where that was typed, or the date where that place is not known.
    pub place: Span,
    /// Its topics (主题).
    pub topics: Vec<&'a Spanned<String>>,
    /// The issues that amend it (更正, 废止, 撤回).
    pub amended_by: Vec<&'a IssueId>,
}
