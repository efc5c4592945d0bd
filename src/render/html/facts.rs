//! The facts of an issue beside its text: numbers, date, recipients, columns, units, topics, the PDF.

use serde::Serialize;

use super::frame::{DateText, Frame, Link, topic_path, unit_path};
use super::{block, link};
use crate::model::{AttachmentBody, Audience, ContentsKind, Document, PdfFacts, contents};

/// The facts of the issue beside the text.
#[derive(Serialize)]
pub(super) struct Facts<'a> {
    series: Link,
    document_number: Option<&'a str>,
    issue_number: Option<&'a str>,
    index_number: Option<&'a str>,
    /// Whether only those inside may read it.
    internal: bool,
    date: DateText,
    recipients: Option<&'a str>,
    publishers: &'a [String],
    columns: Vec<Link>,
    units: Vec<Link>,
    topics: Vec<Link>,
    pdf: Option<PdfLink>,
    downloads: Vec<Download<'a>>,
}

#[derive(Serialize)]
struct PdfLink {
    href: String,
    size: String,
    pages: u32,
    /// The checksum (校验码), where it is known.
    sha256: Option<String>,
}

#[derive(Serialize)]
struct Download<'a> {
    href: String,
    label: &'a str,
    title: &'a str,
    name: &'a str,
    size: String,
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        document: &'a Document,
        frame: &Frame<'_>,
        series: Link,
        pdf: Option<&PdfFacts>,
    ) -> Self {
        let downloads = document.attachments.iter().filter_map(|attachment| {
            let AttachmentBody::File { path, name, size } = &attachment.body else {
                return None;
            };
            Some(Download {
                href: link::encode_path(path),
                label: &attachment.label,
                title: &attachment.title,
                name,
                size: block::file_size(*size),
            })
        });
        let columns = contents(&document.body)
            .into_iter()
            .filter(|entry| entry.kind == ContentsKind::Column)
            .map(|entry| Link {
                href: link::fragment(entry.anchor),
                text: entry.text,
            });
        Self {
            series,
            document_number: document.numbers.document.as_deref(),
            issue_number: document.numbers.issue.as_deref(),
            index_number: document.filing.index_number.as_deref(),
            internal: document.filing.audience == Audience::Internal,
            date: document.date.into(),
            recipients: document.recipients.as_deref(),
            publishers: &document.series.publishers,
            columns: columns.collect(),
            units: document
                .units
                .iter()
                .map(|(code, name)| frame.link(name.as_str(), &unit_path(code)))
                .collect(),
            topics: document
                .topics
                .iter()
                .map(|topic| frame.link(topic.as_str(), &topic_path(topic)))
                .collect(),
            pdf: pdf.map(|pdf| PdfLink {
                href: link::encode_path(&document.id.pdf_name()),
                size: block::file_size(pdf.bytes),
                pages: pdf.pages,
                sha256: Some(pdf.sha256.clone()).filter(|sum| !sum.is_empty()),
            }),
            downloads: downloads.collect(),
        }
    }
}
