//! What a registry (收文登记, 公开目录) wants to know of an issue besides its numbers, title and date.

use serde::{Deserialize, Serialize};

use super::{AttachmentBody, Document, Site, digest, values};
use crate::zh::date::IssueDate;

/// The part of a catalogue's entry that is made from the document; the rest is in [`super::IssueSummary`] and [`super::PdfFacts`].
///
/// It is kept with the summary, so that an issue which this build does not draw is in the catalogue as it was last drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The index number (索引号) of the public catalogue.
    pub index_number: Option<String>,
    /// Who issued it (发布机构): the publishers of its series, or else the signatures; empty where neither is known.
    pub publishers: Vec<String>,
    /// Who signed it for issue (签发人).
    pub approvers: Vec<String>,
    /// The main recipients (主送) without the closing colon.
    pub recipients: Option<String>,
    /// The other recipients, row by row: label (抄送, 报, 送, 发, …) and names without the closing full stop.
    pub distribution: Vec<(String, String)>,
    /// The printing office (印发机关).
    pub printed_by: Option<String>,
    /// The date of printing (印发日期).
    pub printed_on: Option<IssueDate>,
    /// The number of copies (共印N份).
    pub copies: Option<u32>,
    /// The attachments (附件), in order.
    pub attachments: Vec<RecordAttachment>,
    /// The abstract (内容概述): the editor's, or one made from the text by [`digest::abstract_of`].
    pub abstract_text: Option<String>,
    /// The length of the text (字数), as [`digest::characters`] counts it.
    pub characters: u64,
}

/// An attachment of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAttachment {
    /// `附件`, or `附件1`, `附件2`, ….
    pub label: String,
    /// As it stands above the attachment, in one line.
    pub title: String,
    /// The `id` in the issue's page.
    pub anchor: String,
    /// The file to be fetched; none where the attachment is printed with the issue.
    pub file: Option<RecordFile>,
}

/// A file that lies beside an issue's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFile {
    /// Path relative to the issue's page.
    pub path: String,
    /// The name under which the writer keeps it.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl Record {
    /// What `document` says.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let publishers = if document.series.publishers.is_empty() {
            values(&document.head.signatures)
        } else {
            document.series.publishers.clone()
        };
        let rows = document.head.imprint.rows.iter();
        Self {
            index_number: document.publication.index_number.clone(),
            publishers,
            approvers: values(&document.head.elements.approvers),
            recipients: document.head.recipients.clone().map(|names| names.value),
            distribution: rows
                .map(|row| {
                    let text = row.text.trim_end_matches('。');
                    (row.label.clone(), text.to_owned())
                })
                .collect(),
            printed_by: document
                .head
                .imprint
                .office
                .clone()
                .map(|office| office.value),
            printed_on: document.head.imprint.date.map(|date| date.value),
            copies: document.head.imprint.copies.map(|copies| copies.value),
            attachments: document.attachments.iter().map(attachment).collect(),
            abstract_text: digest::abstract_of(document),
            characters: digest::characters(document),
        }
    }

    /// Who issued it (发布机构): the keeper of the site where the issue names nobody.
    #[must_use]
    pub fn issued_by<'a>(&'a self, site: &'a Site) -> Vec<&'a str> {
        if self.publishers.is_empty() {
            return site.organization.iter().map(String::as_str).collect();
        }
        self.publishers.iter().map(String::as_str).collect()
    }
}

fn attachment(attachment: &super::Attachment) -> RecordAttachment {
    RecordAttachment {
        label: attachment.label.clone(),
        title: attachment.head.title.value.clone(),
        anchor: attachment.anchor.clone(),
        file: match &attachment.body {
            AttachmentBody::Blocks(_) => None,
            AttachmentBody::File { path, name, size } => Some(RecordFile {
                path: path.clone(),
                name: name.clone(),
                bytes: *size,
            }),
        },
    }
}
