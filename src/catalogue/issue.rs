//! `<issue>/issue.json`: one issue with its text.

use serde::Serialize;

use super::data::{FILE, IssueData};
use super::error::CatalogueError;
use super::text::{Text, texts};
use super::tree::{TreeNode, nodes};
use crate::model::{
    Attachment, AttachmentBody, Document, Format, IssueSummary, OutputFile, PdfFacts, Site,
};
use crate::site::Route;

/// The version of the format; a field may be added without a new one.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct WholeIssue<'a> {
    format: u32,
    #[serde(flatten)]
    data: IssueData<'a>,
    text: TextData<'a>,
}

#[derive(Serialize)]
struct TextData<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor_note: Vec<TreeNode<'a>>,
    body: Vec<TreeNode<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<AttachmentText<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attendance: Vec<LabelledNames<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signatures: Vec<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quoted: Vec<QuotedNumber<'a>>,
}

/// A number quoted in a title or another line without marks.
#[derive(Serialize)]
struct QuotedNumber<'a> {
    text: Text<'a>,
    source: Text<'a>,
}

#[derive(Serialize)]
struct AttachmentText<'a> {
    label: Text<'a>,
    title: Text<'a>,
    anchor: &'a str,
    body: Vec<TreeNode<'a>>,
}

#[derive(Serialize)]
struct LabelledNames<'a> {
    label: Text<'a>,
    names: Text<'a>,
}

/// Draws `issue.json` of `document`; its addresses are relative to the issue's folder. `summary` is that of the document, `pdf` its PDF where readers
/// are led to one, `formats` its other forms.
///
/// # Errors
/// What the library refuses, which no document makes it do.
pub fn issue_file(
    site: &Site,
    document: &Document,
    summary: &IssueSummary,
    pdf: Option<&PdfFacts>,
    formats: &[Format],
) -> Result<OutputFile, CatalogueError> {
    let attendance = document.head.elements.attendance.iter();
    let folder = Route::issue(&document.id).folder();
    let whole = WholeIssue {
        format: FORMAT,
        data: IssueData::new(site, &document.series, summary, pdf, formats, &folder),
        text: TextData {
            editor_note: nodes(&document.editor_note),
            body: nodes(&document.body),
            attachments: document.attachments.iter().filter_map(attachment).collect(),
            attendance: attendance
                .map(|row| LabelledNames {
                    label: Text(&row.label),
                    names: Text(&row.names),
                })
                .collect(),
            signatures: texts(&document.head.signatures),
            remark: document.head.remark.as_deref().map(Text),
            quoted: document
                .quoted_lines
                .iter()
                .map(|quoted| QuotedNumber {
                    text: Text(&quoted.computed.text),
                    source: Text(&quoted.computed.source),
                })
                .collect(),
        },
    };
    let mut bytes = serde_json::to_vec(&whole)?;
    bytes.push(b'\n');
    Ok(OutputFile {
        path: Route::IssueFile(document.id.clone(), FILE.to_owned()).path(),
        bytes,
    })
}

/// The text of an attachment; a file has none.
fn attachment(attachment: &Attachment) -> Option<AttachmentText<'_>> {
    match &attachment.body {
        AttachmentBody::Blocks(blocks) => Some(AttachmentText {
            label: Text(&attachment.label),
            title: Text(&attachment.head.title),
            anchor: &attachment.anchor,
            body: nodes(blocks),
        }),
        AttachmentBody::File { .. } => None,
    }
}
