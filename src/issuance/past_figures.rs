//! The figures (指标) of earlier issues that an issue may quote: what was reported then is known by a checksum, so that a change of it can be blamed.

use std::collections::BTreeMap;

use crate::model::{IssueId, Span};

/// What was reported in an earlier issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastFigures {
    /// The earlier issue.
    pub issue: IssueId,
    /// A short checksum of its figures, wherever they are written.
    pub checksum: String,
    /// The first figure of each file that they are written in.
    pub places: Vec<Span>,
}

impl PastFigures {
    /// Under which name the record keeps the checksum.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}（指标）", self.issue)
    }

    /// Whether `recorded` says that they were others when the issue went out. A record that says nothing of them accuses nobody.
    pub(super) fn changed(&self, recorded: &BTreeMap<String, String>) -> bool {
        let checksum = recorded.get(&self.name());
        checksum.is_some_and(|checksum| *checksum != self.checksum)
    }
}
