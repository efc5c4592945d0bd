//! Where the figures behind a computed number were written.

use super::{IssueId, Span};
use crate::zh::date::IssueDate;

/// Where one of the figures (指标) behind a computed number was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureOrigin {
    /// The printed name of the unit that reported it; none for what the office itself says of all, and for figures of other issues.
    pub unit: Option<String>,
    /// The issue in which it was reported, where that is another one.
    pub issue: Option<OriginIssue>,
    /// Its place; of a workbook no more than the file is known.
    pub place: Span,
    /// The cell of a workbook, e.g. `汇总!C5`; empty elsewhere.
    pub cell: String,
}

/// Another issue from which a figure was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginIssue {
    /// Its name.
    pub id: IssueId,
    /// Its date, by which readers know it.
    pub date: IssueDate,
}
