//! Records of what was issued (印发记录).

use super::values::alone;
use crate::issuance::{IssuanceRecord, find};
use crate::model::{ISSUANCE_RECORD, IssueId};
use crate::source::Content;

/// A record without its last line: where it is believed, what is written of it reads as the same.
pub fn record(text: &str) -> Option<String> {
    let id = IssueId::parse("a/2026/1")?;
    // As it was typed, and with the checksum that would make it whole.
    read(text, &id);
    let whole = format!("{text}{}", IssuanceRecord::checksum_line(text));
    let record = read(&whole, &id)?;
    let again = read(&record.to_text(), &id);
    let is_same = again.as_ref() == Some(&record);
    (!is_same).then(|| format!("{record:?}\nbecame {again:?}"))
}

fn read(text: &str, id: &IssueId) -> Option<IssuanceRecord> {
    let path = format!("{}/{ISSUANCE_RECORD}", id.path());
    let sources = alone(&path, Content::Text(text.to_owned()));
    find(&sources, id, &[])?.1.ok()
}
