//! What a new issue is asked for.

use crate::zh::date::IssueDate;

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaffoldOptions {
    /// The folder of the series.
    pub series: String,
    /// The date of issue.
    pub date: IssueDate,
    /// The title, if it is known already.
    pub title: Option<String>,
}
