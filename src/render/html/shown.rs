//! Whether the page of an issue that went out shows what went out: a template may draw it in any way, and drop none of its words.

use super::escape::{Html, Rendered};
use super::templates::{LackingWords, Problem, TemplateError};
use crate::model::{Document, printed};
use crate::zh::difference::shortened;

/// Holds the page that `template` made of `document` against its words; `parts` are those with markup of their own.
///
/// # Errors
/// The first of them that the page lacks.
pub(super) fn check(
    template: &str,
    document: &Document,
    parts: &[(&'static str, Option<&Rendered>)],
    page: &[u8],
) -> Result<(), TemplateError> {
    if document.publication.acts.is_empty() {
        return Ok(());
    }
    // Only tera writes it, out of text.
    let page = std::str::from_utf8(page).unwrap_or_default();
    let lacks = |variable: &str, words: &str| TemplateError {
        template: Some(template.to_owned()),
        place: None,
        problem: Problem::Lacks(Box::new(LackingWords {
            issue: document.id.path(),
            variable: variable.to_owned(),
            words: shortened(words),
        })),
    };
    for (name, part) in parts {
        let markup = part.map_or("", Rendered::as_str).trim();
        // The contents beside the text and the list under it are no part of it.
        if !["toc", "sources"].contains(name) && !page.contains(markup) {
            return Err(lacks(name, &plain(markup)));
        }
    }
    // Where a line may break, no word ends.
    let page = page.replace("<wbr>", "");
    for (name, words) in fields(document) {
        let mut html = Html::default();
        html.text(&words);
        if !page.contains(html.finish().as_str()) {
            return Err(lacks(name, &words));
        }
    }
    Ok(())
}

/// What is printed around the text, by the variables of the template.
fn fields(document: &Document) -> Vec<(&'static str, String)> {
    let head = &document.head;
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    let masthead = head.masthead.iter().flat_map(|masthead| masthead.lines().0);
    fields.extend(masthead.map(|line| ("head.masthead", line.into_owned())));
    let numbers = &head.numbers;
    fields.extend(
        numbers
            .document
            .clone()
            .map(|text| ("head.document_number", text)),
    );
    fields.extend(
        numbers
            .issue
            .clone()
            .map(|text| ("head.issue_number", text)),
    );
    let subtitle = head.subtitle.iter();
    fields.extend(subtitle.map(|text| ("subtitle", printed::SUBTITLE.text(text))));
    let recipients = document.printed_recipients();
    fields.extend(recipients.map(|text| ("recipients", text)));
    let attachments = document.attachments.iter();
    fields.extend(attachments.map(|one| ("attachment_list", one.head.title.value.clone())));
    let signatures = head.signatures.iter();
    fields.extend(signatures.map(|name| ("end.signatures", name.value.clone())));
    fields.push(("head.date、end.date", head.date.value.arabic()));
    let remark = head.remark.iter();
    fields.extend(remark.map(|text| ("end.remark", printed::REMARK.text(text))));
    let rows = document.imprint_rows().into_iter();
    fields.extend(rows.map(|row| ("end.imprint.rows", row.text.value)));
    let (office, _) = document.imprint_office();
    fields.extend(office.map(|office| ("end.imprint.office", office.to_owned())));
    fields.extend(
        head.imprint
            .printed_copies()
            .map(|text| ("end.imprint.copies", text)),
    );
    fields
}

/// The words of finished HTML.
fn plain(markup: &str) -> String {
    let pieces = markup
        .split('<')
        .enumerate()
        .map(|(index, piece)| match index {
            0 => piece,
            _ => piece.split_once('>').map_or("", |(_, text)| text),
        });
    let words: Vec<&str> = pieces
        .map(str::trim)
        .filter(|words| !words.is_empty())
        .collect();
    words.join(" ")
}
