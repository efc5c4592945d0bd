//! What the lists of the archive say about an issue.

use crate::model::{ContentsKind, Document, IssueSummary, Record, contents};

/// What lists say about `document`.
#[must_use]
pub fn summary(document: &Document) -> IssueSummary {
    let entries = contents(&document.body);
    let titles = |kind| -> Vec<String> {
        entries
            .iter()
            .filter(|entry| entry.kind == kind)
            .map(|entry| entry.text.clone())
            .collect()
    };
    IssueSummary {
        id: document.id.clone(),
        title: document.full_title(),
        subtitle: document.subtitle.clone(),
        date: document.date,
        document_number: document.numbers.document.clone(),
        issue_number: document.numbers.issue.clone(),
        topics: document.topics.clone(),
        units: document.units.clone(),
        columns: titles(ContentsKind::Column),
        articles: titles(ContentsKind::Article),
        passages: document.passages.clone(),
        audience: document.filing.audience,
        amendments: document.filing.amendments.clone(),
        former: document.filing.former.clone(),
        record: Record::of(document),
    }
}
