//! What the lists of the archive say about an issue.

use serde::{Deserialize, Serialize};

use super::{Amendment, AmendmentKind, Audience, IssueId, Record, UnitPassage};
use crate::zh::date::IssueDate;

/// An issue as it stands in lists and in the manifest, so that an issue which cannot be built today is still listed as it was last built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueSummary {
    /// Its place in the archive.
    pub id: IssueId,
    /// The title in one line.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The date of issue.
    pub date: IssueDate,
    /// The document number (发文字号).
    pub document_number: Option<String>,
    /// The issue number (期号).
    pub issue_number: Option<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// Code and name of each unit (单位) that it contains fragments of.
    #[serde(default)]
    pub units: Vec<(String, String)>,
    /// Names of the columns (栏目).
    pub columns: Vec<String>,
    /// Titles of the articles (文章), for issues that consist of them.
    pub articles: Vec<String>,
    /// What is about a unit or was written by one, for the units' dossiers.
    #[serde(default)]
    pub passages: Vec<UnitPassage>,
    /// Who may read it.
    #[serde(default)]
    pub audience: Audience,
    /// What has become of it.
    #[serde(default)]
    pub amendments: Vec<Amendment>,
    /// Addresses that it had before.
    #[serde(default)]
    pub former: Vec<IssueId>,
    /// What a catalogue says of it besides.
    #[serde(default)]
    pub record: Record,
}

impl IssueSummary {
    /// The date of the last thing that was said of it: that of the issue, or of its latest amendment.
    #[must_use]
    pub fn updated(&self) -> IssueDate {
        self.amendments
            .iter()
            .map(|amendment| amendment.date)
            .fold(self.date, IssueDate::max)
    }
}

impl IssueSummary {
    /// What has become of it: the gravest of its amendments.
    #[must_use]
    pub fn state(&self) -> Option<AmendmentKind> {
        let kinds = self.amendments.iter().map(|amendment| amendment.kind);
        kinds.max()
    }
}
