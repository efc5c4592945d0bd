//! What the lists of the archive say about an issue.

use serde::{Deserialize, Serialize};

use super::{
    Amendment, AmendmentKind, Audience, IssueId, ProblemEntry, Record, ReportedMetric, UnitPassage,
};
use crate::zh::date::IssueDate;

/// An issue as it stands in lists and in the manifest, so that an issue which cannot be built today is still listed as it was last built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueSummary {
    /// Its place in the archive.
    pub id: IssueId,
    /// The title in one line.
    pub title: String,
    /// The second title (副题), in one line.
    pub subtitle: Option<String>,
    /// The date of issue.
    pub date: IssueDate,
    /// The document number (发文字号).
    pub document_number: Option<String>,
    /// The issue number (期号).
    pub issue_number: Option<String>,
    /// Its topics (主题), as they are listed.
    pub topics: Vec<String>,
    /// Code and name of each unit (单位) that it contains fragments of.
    pub units: Vec<(String, String)>,
    /// The columns (栏目).
    pub columns: Vec<ColumnTitle>,
    /// The articles (文章), for issues that consist of them.
    pub articles: Vec<ArticleTitle>,
    /// What is about a unit or was written by one, for the units' dossiers.
    pub passages: Vec<UnitPassage>,
    /// What its fragments say of problems (问题), without places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ProblemEntry>,
    /// What its tables show of metrics (指标), unit by unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reported: Vec<ReportedMetric>,
    /// Who may read it.
    pub audience: Audience,
    /// What has become of it.
    pub amendments: Vec<Amendment>,
    /// Addresses that it had before.
    pub former: Vec<IssueId>,
    /// What a catalogue says of it besides.
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

/// A column (栏目) of an issue, for lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ColumnRecord")]
pub struct ColumnTitle {
    /// Its name.
    pub title: String,
    /// The `id` in the issue's page that leads there; empty where it is not known.
    pub anchor: String,
}

/// An article (文章) of an issue, for lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ArticleRecord")]
pub struct ArticleTitle {
    /// Its title in one line.
    pub title: String,
    /// The `id` in the issue's page that leads there; empty where it is not known.
    pub anchor: String,
    /// The name of the column (栏目) that it stands in.
    pub column: Option<String>,
    /// Who sent it in (来源).
    pub source: Option<String>,
}

/// A column in a manifest: only its name where a program wrote it that kept no more.
#[derive(Deserialize)]
#[serde(untagged)]
enum ColumnRecord {
    Name(String),
    Whole { title: String, anchor: String },
}

impl From<ColumnRecord> for ColumnTitle {
    fn from(record: ColumnRecord) -> Self {
        let (title, anchor) = match record {
            ColumnRecord::Name(title) => (title, String::new()),
            ColumnRecord::Whole { title, anchor } => (title, anchor),
        };
        Self { title, anchor }
    }
}

/// An article in a manifest: only its title where a program wrote it that kept no more.
#[derive(Deserialize)]
#[serde(untagged)]
enum ArticleRecord {
    Title(String),
    Whole {
        title: String,
        anchor: String,
        column: Option<String>,
        source: Option<String>,
    },
}

impl From<ArticleRecord> for ArticleTitle {
    fn from(record: ArticleRecord) -> Self {
        let (title, anchor, column, source) = match record {
            ArticleRecord::Title(title) => (title, String::new(), None, None),
            ArticleRecord::Whole {
                title,
                anchor,
                column,
                source,
            } => (title, anchor, column, source),
        };
        Self {
            title,
            anchor,
            column,
            source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_kept_only_titles_is_still_read() {
        let columns: Vec<ColumnTitle> =
            serde_json::from_str(r#"["要闻", {"title": "动态", "anchor": "c-1"}]"#).expect("both");
        assert_eq!(columns[0].title, "要闻");
        assert_eq!(columns[0].anchor, "");
        assert_eq!(columns[1].anchor, "c-1");
        let article = ArticleTitle {
            title: "甲".to_owned(),
            anchor: "a-1".to_owned(),
            column: Some("要闻".to_owned()),
            source: None,
        };
        let json = serde_json::to_string(&article).expect("JSON");
        assert_eq!(
            serde_json::from_str::<ArticleTitle>(&json).expect("read"),
            article
        );
        let old: ArticleTitle = serde_json::from_str("\"乙\"").expect("read");
        assert_eq!((old.title.as_str(), old.column), ("乙", None));
    }
}
