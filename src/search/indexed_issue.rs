//! What the index is made from of one issue. It is all that a build keeps of a text once its file is written.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::document_numbers::NumbersInText;
use super::folded_text::FoldedText;
use super::text::IssueText;
use crate::model::{Amendment, AmendmentKind, IssueId, IssueSummary};
use crate::zh::date::IssueDate;

/// An issue as the index has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedIssue {
    /// Its place in the archive.
    pub id: IssueId,
    /// When it was issued (成文日期).
    pub date: IssueDate,
    /// Its topics (主题).
    pub topics: Vec<String>,
    /// Code and name of its units.
    pub units: Vec<(String, String)>,
    /// What has become of it.
    pub amendments: BTreeSet<AmendmentKind>,
    /// What follows from its file of text alone.
    pub text: Arc<IndexedText>,
    /// A checksum of that file, by which its text is known again; empty where nobody can say.
    pub checksum: String,
}

/// What the index has of an issue's file of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedText {
    /// What is said of it besides which words it has.
    pub facts: TextFacts,
    /// The words.
    pub folded: FoldedText,
}

/// A text that the last index was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownText {
    /// The checksum of its file; empty where nobody could say.
    pub checksum: String,
    pub text: Arc<IndexedText>,
}

/// What the index says of a text besides which words are in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFacts {
    /// The name of the series.
    pub series: String,
    /// The length of the file in bytes, by which the search's script knows how much it asks for.
    pub length: usize,
    /// 文号 and 期号.
    pub numbers: NumbersInText,
}

impl IndexedIssue {
    /// The issue of `text`, whose file has this checksum.
    #[must_use]
    pub fn of(text: &IssueText, checksum: String) -> Self {
        Self {
            id: text.id.clone(),
            date: text.date,
            topics: text.topics.clone(),
            units: text.units.clone(),
            amendments: text.amendments.clone(),
            text: Arc::new(IndexedText {
                facts: TextFacts {
                    series: text.head.series.clone(),
                    length: text.file_length(),
                    numbers: NumbersInText::of(&text.passages),
                },
                folded: FoldedText::of(&text.passages),
            }),
            checksum,
        }
    }

    /// Its text as the next index knows it.
    pub(super) fn known_text(&self) -> KnownText {
        KnownText {
            checksum: self.checksum.clone(),
            text: Arc::clone(&self.text),
        }
    }

    /// The issue of `summary` with a text that is known from the last index.
    #[must_use]
    pub fn known(summary: &IssueSummary, text: Arc<IndexedText>, checksum: String) -> Self {
        let IssueSummary {
            id,
            date,
            topics,
            units,
            amendments,
            ..
        } = summary;
        let kinds = amendments.iter().map(|Amendment { kind, .. }| *kind);
        Self {
            id: id.clone(),
            date: *date,
            topics: topics.clone(),
            units: units.clone(),
            amendments: kinds.collect(),
            text,
            checksum,
        }
    }
}
