//! `--series` and `--issue`: a part of the archive.

use crate::model::IssueId;

/// Which issues a build is about; everything else stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only this series.
    pub series: Option<String>,
    /// Only this issue, as `<series>/<year>/<folder>`.
    pub issue: Option<String>,
}

impl Selection {
    /// Whether the build is about `id`.
    #[must_use]
    pub fn includes(&self, id: &IssueId) -> bool {
        self.series
            .as_ref()
            .is_none_or(|series| *series == id.series)
            && self.issue.as_ref().is_none_or(|issue| *issue == id.path())
    }

    /// Whether the build is about the whole archive.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.series.is_none() && self.issue.is_none()
    }
}
