//! The facts of an issue beside its text: numbers, date, recipients, columns, units, topics, the PDF.

use serde::Serialize;

use super::frame::{DateText, Frame, PdfLink, SiteLink};
use super::{IssueLinks, link, standing};
use crate::model::{
    AttachmentBody, Audience, ContentsKind, Document, NamedTable, TABLE_ENDINGS, contents, printed,
};
use crate::site::Route;

/// The facts of the issue beside the text.
#[derive(Serialize)]
pub(super) struct Facts<'a> {
    series: SiteLink,
    document_number: Option<&'a str>,
    issue_number: Option<&'a str>,
    index_number: Option<&'a str>,
    /// Whether only those inside may read it.
    internal: bool,
    date: DateText,
    /// The list of all issues of its month.
    month: SiteLink,
    recipients: Option<&'a str>,
    publishers: &'a [String],
    columns: Vec<SiteLink>,
    units: Vec<SiteLink>,
    topics: Vec<SiteLink>,
    /// What was done to it (经过), the issuing first.
    acts: Vec<ActLine<'a>>,
    pdf: Option<PdfLink>,
    /// Its other forms.
    formats: Vec<FormatLink>,
    downloads: Vec<Download<'a>>,
    /// Its tables as files.
    tables: Vec<TableDownload>,
}

#[derive(Serialize)]
struct TableDownload {
    name: String,
    files: Vec<TableLink>,
}

#[derive(Serialize)]
struct TableLink {
    href: String,
    word: &'static str,
    /// The name under which the file is kept.
    download: String,
}

#[derive(Serialize)]
struct ActLine<'a> {
    date: DateText,
    word: &'a str,
    /// Where the page says more of it.
    href: Option<String>,
}

#[derive(Serialize)]
struct FormatLink {
    href: String,
    media_type: &'static str,
    word: &'static str,
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
        series: SiteLink,
        links: &IssueLinks<'_>,
    ) -> Self {
        let downloads = document.attachments.iter().filter_map(|attachment| {
            let AttachmentBody::File { path, name, size } = &attachment.body else {
                return None;
            };
            Some(Download {
                href: link::encode_path(path),
                label: &attachment.label,
                title: &attachment.head.title,
                name,
                size: printed::file_size(*size),
            })
        });
        let columns = contents(&document.body)
            .into_iter()
            .filter(|entry| entry.kind == ContentsKind::Column)
            .map(|entry| SiteLink {
                href: link::fragment(entry.anchor),
                text: entry.text,
            });
        let acts = document.publication.acts.iter().map(|act| ActLine {
            date: act.date.into(),
            word: &act.word,
            href: act
                .amendment
                .map(|amendment| link::fragment(&standing::anchor(amendment))),
        });
        Self {
            series,
            document_number: document.head.numbers.document.as_deref(),
            issue_number: document.head.numbers.issue.as_deref(),
            index_number: document.publication.index_number.as_deref(),
            internal: document.publication.audience == Audience::Internal,
            date: document.head.date.value.into(),
            month: frame.link("同月各期", &Route::month(document.head.date.value)),
            recipients: document.head.recipients.as_deref(),
            publishers: &document.series.publishers,
            columns: columns.collect(),
            units: document
                .units
                .iter()
                .map(|(code, name)| frame.link(name.as_str(), &Route::unit(code)))
                .collect(),
            topics: document
                .head
                .topics
                .iter()
                .map(|topic| frame.link(&**topic, &Route::topic(topic)))
                .collect(),
            acts: acts.collect(),
            pdf: links.pdf.map(|pdf| PdfLink::new(&document.id, pdf)),
            formats: links
                .formats
                .iter()
                .map(|format| FormatLink {
                    href: link::encode_path(&format.name),
                    media_type: format.media_type,
                    word: format.word,
                })
                .collect(),
            downloads: downloads.collect(),
            tables: document.named_tables().iter().map(table).collect(),
        }
    }
}

/// The files of a table, which readers keep under its name.
fn table(table: &NamedTable<'_>) -> TableDownload {
    let files = TABLE_ENDINGS.iter().map(|(ending, word)| TableLink {
        href: link::encode_path(&table.file(ending)),
        word,
        download: format!("{}.{ending}", table.name),
    });
    TableDownload {
        name: table.name.clone(),
        files: files.collect(),
    }
}
