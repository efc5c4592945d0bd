//! What JSON says of one issue. The names are those of `docs/data.md`.

use serde::Serialize;

use super::catalogued::CataloguedIssue;
use super::text::{Text, texts};
use crate::model::{
    AmendmentKind, ArticleTitle, Audience, Entry, Format, IssueId, IssueSummary, PdfFacts, Series,
    Site, TextChange,
};
use crate::render::html::link;
use crate::site::Route;

/// The name of the file, beside the issue's page.
pub const FILE: &str = "issue.json";

/// One issue; what it does not have is left out.
#[derive(Debug, Serialize)]
pub struct IssueData<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    index_number: Option<Text<'a>>,
    series: &'a str,
    series_name: Text<'a>,
    genre: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_number: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue_number: Option<Text<'a>>,
    supplement: bool,
    title: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<Text<'a>>,
    date: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    publishers: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    approvers: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipients: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    distribution: Vec<NamesData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_by: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copies: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<UnitData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    columns: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    articles: Vec<ArticleData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<AttachmentData<'a>>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    abstract_text: Option<Text<'a>>,
    characters: u64,
    audience: &'static str,
    validity: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    amendments: Vec<AmendmentData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    former: Vec<String>,
    page: String,
    data: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pdf: Option<PdfData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formats: Vec<FormatData>,
}

#[derive(Debug, Serialize)]
struct NamesData<'a> {
    label: Text<'a>,
    names: Text<'a>,
}

#[derive(Debug, Serialize)]
struct UnitData<'a> {
    code: &'a str,
    name: Text<'a>,
}

#[derive(Debug, Serialize)]
struct ArticleData<'a> {
    title: Text<'a>,
    anchor: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Text<'a>>,
}

#[derive(Debug, Serialize)]
struct AttachmentData<'a> {
    label: Text<'a>,
    title: Text<'a>,
    anchor: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileData<'a>>,
}

#[derive(Debug, Serialize)]
struct FileData<'a> {
    href: String,
    name: Text<'a>,
    bytes: u64,
}

#[derive(Debug, Serialize)]
struct AmendmentData<'a> {
    kind: &'static str,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct FormatData {
    href: String,
    media_type: &'static str,
}

#[derive(Debug, Serialize)]
struct PdfData<'a> {
    href: String,
    pages: u32,
    bytes: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    sha256: &'a str,
}

impl<'a> IssueData<'a> {
    /// As the index says it: addresses are relative to the root of the site.
    pub fn in_index(site: &'a Site, issue: CataloguedIssue<'a>) -> Self {
        let Entry {
            summary,
            pdf,
            formats,
            phrases: _,
        } = issue.entry;
        Self::new(site, issue.series, summary, pdf.as_ref(), formats, "")
    }

    /// With addresses that are relative to `folder`, the root of the site or the folder of the issue, as [`Route::folder`] names it.
    pub fn new(
        site: &'a Site,
        series: &'a Series,
        summary: &'a IssueSummary,
        pdf: Option<&'a PdfFacts>,
        formats: &[Format],
        folder: &str,
    ) -> Self {
        let record = &summary.record;
        let id = &summary.id;
        let beside = |name: &str| Route::IssueFile(id.clone(), name.to_owned()).below(folder);
        let text = |text: &'a Option<String>| text.as_deref().map(Text);
        Self {
            id: summary.id.path(),
            index_number: text(&record.index_number),
            series: &summary.id.series,
            series_name: Text(&series.name),
            genre: series.layout.rules().word,
            document_number: text(&summary.document_number),
            issue_number: text(&summary.issue_number),
            supplement: summary.id.is_supplement(),
            title: Text(&summary.title),
            subtitle: text(&summary.subtitle),
            date: summary.date.iso(),
            publishers: record.issued_by(site).into_iter().map(Text).collect(),
            approvers: texts(&record.approvers),
            recipients: text(&record.recipients),
            distribution: record
                .distribution
                .iter()
                .map(|(label, names)| NamesData {
                    label: Text(label),
                    names: Text(names),
                })
                .collect(),
            printed_by: text(&record.printed_by),
            printed_on: record.printed_on.map(|date| date.iso()),
            copies: record.copies,
            units: summary
                .units
                .iter()
                .map(|(code, name)| UnitData {
                    code,
                    name: Text(name),
                })
                .collect(),
            topics: texts(&summary.topics),
            columns: summary
                .columns
                .iter()
                .map(|column| Text(&column.title))
                .collect(),
            articles: summary.articles.iter().map(ArticleData::new).collect(),
            attachments: record
                .attachments
                .iter()
                .map(|attachment| AttachmentData {
                    label: Text(&attachment.label),
                    title: Text(&attachment.title),
                    anchor: &attachment.anchor,
                    file: attachment.file.as_ref().map(|file| FileData {
                        href: link::encode_path(&beside(&file.path)),
                        name: Text(&file.name),
                        bytes: file.bytes,
                    }),
                })
                .collect(),
            abstract_text: text(&record.abstract_text),
            characters: record.characters,
            audience: match summary.audience {
                Audience::Public => "public",
                Audience::Internal => "internal",
            },
            validity: summary.state().map_or("valid", code),
            amendments: summary
                .amendments
                .iter()
                .map(|amendment| AmendmentData {
                    kind: code(amendment.kind),
                    date: amendment.date.iso(),
                    note: text(&amendment.note),
                    by: amendment.by.as_ref().map(IssueId::path),
                    changes: amendment.changes.iter().map(TextChange::words).collect(),
                })
                .collect(),
            former: summary.former.iter().map(IssueId::path).collect(),
            page: Route::issue(id).below(folder),
            data: beside(FILE),
            pdf: pdf.map(|pdf| PdfData {
                href: Route::pdf(id).below(folder),
                pages: pdf.pages,
                bytes: pdf.bytes,
                sha256: &pdf.sha256,
            }),
            formats: formats
                .iter()
                .map(|format| FormatData {
                    href: link::encode_path(&beside(&format.name)),
                    media_type: format.media_type,
                })
                .collect(),
        }
    }
}

impl<'a> ArticleData<'a> {
    fn new(article: &'a ArticleTitle) -> Self {
        Self {
            title: Text(&article.title),
            anchor: &article.anchor,
            source: article.source.as_deref().map(Text),
        }
    }
}

fn code(kind: AmendmentKind) -> &'static str {
    match kind {
        AmendmentKind::Corrected => "corrected",
        AmendmentKind::Superseded => "superseded",
        AmendmentKind::Withdrawn => "withdrawn",
    }
}
