//! The head and the imprint of an issue as the typst layouts read them.

use serde_json::{Value, json};

use super::inline::in_parts;
use crate::model::{
    DatePlace, Document, DocumentNumbers, Imprint, ImprintRow, Masthead, Seal, Spanned, printed,
};
use crate::zh::date::IssueDate;
use crate::zh::name_list::name_pieces;
use crate::zh::words::{line_pieces, name_parts};

pub(super) fn masthead(masthead: &Masthead) -> Value {
    json!({"offices": masthead.offices, "suffix": masthead.suffix})
}

/// The words of each name that signs, in the order of the names, so that none is torn where a name needs two lines under its seal.
pub(super) fn signature_words(signatures: &[Spanned<String>]) -> Vec<Vec<String>> {
    signatures.iter().map(|name| name_parts(name)).collect()
}

pub(super) fn stamps(seal: &Seal) -> Vec<Value> {
    match seal {
        Seal::None | Seal::Seal => Vec::new(),
        Seal::Stamps(signers) => signers
            .iter()
            // The stamp bears the name.
            .map(|signer| json!({"post": signer.post}))
            .collect(),
    }
}

pub(super) fn imprint(document: &Document, imprint: &Imprint, names: &[&str]) -> Value {
    let (office, date) = document.imprint_office();
    json!({
        "lined": document.series.layout.rules().imprint_lined,
        "rows": imprint.rows.iter().map(|row| names_row(row, names)).collect::<Vec<_>>(),
        "office": office.map(|name| in_parts(line_pieces(name, names))),
        "date": date.map(|date| printed::PRINTED_ON.text(date.arabic())),
        "copies": imprint.printed_copies(),
    })
}

/// A row of names, none of which is torn.
pub(super) fn names_row(row: &ImprintRow, names: &[&str]) -> Value {
    json!({"label": row.printed_label(), "words": in_parts(name_pieces(&row.text, names))})
}

/// The date as it is printed in its place.
pub(super) fn date_text(date: IssueDate, place: DatePlace) -> String {
    let date = date.arabic();
    match place {
        DatePlace::Head | DatePlace::End => date,
        DatePlace::UnderTitle => printed::DATE_UNDER_TITLE.text(date),
    }
}

pub(super) fn properties(
    document: &Document,
    numbers: &DocumentNumbers,
    topics: &[Spanned<String>],
) -> Value {
    json!({
        "title": document.full_title(),
        "author": document.author(),
        "keywords": topics,
        "description": numbers.main(),
    })
}
