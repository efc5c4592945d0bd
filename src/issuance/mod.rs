//! What was issued stays issued (印发): the words of an issue as they went out, kept in a record (印发记录) beside its fragments, and held against what the
//! fragments and registers would give now.
//!
//! The record is a text for people and for git, one paragraph a line. It lies in the content folder and is published nowhere. It carries its own checksum:
//! one that was edited by hand is an error, and never a silent pass.

mod blame;
mod compare;
mod findings;
mod past_figures;
mod read;
mod recipients;
mod record;
mod review;
mod wording;
mod words;

pub use compare::{ChangedLine, PLAIN_LINE, changed_lines, compare, moved_lines};
pub use findings::{Departure, act_gone, changed, draft, missing, unreadable, unrecorded};
pub use past_figures::PastFigures;
pub use read::{BadRecord, find, pdf_span};
pub use record::{Act, ActKind, IssuanceRecord, IssuedPdf, fingerprints};
pub use review::{ReviewDraft, ReviewRecord};
pub use wording::Wording;
pub use words::shown;

use crate::model::TextChange;

/// What `changes` did, by the lines of the record and those of the text as it is now.
#[must_use]
pub fn text_changes(record: &[String], now: &Wording, changes: &[ChangedLine]) -> Vec<TextChange> {
    let changes = changes.iter().map(|change| TextChange {
        before: change.before.and_then(|line| record.get(line).cloned()),
        after: change
            .after
            .and_then(|line| now.lines.get(line))
            .map(|line| line.text.clone()),
    });
    changes.collect()
}
