//! The register of what was filed (归档登记), and the text that it is kept as.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::model::{ArchivalCode, IssueId};
use crate::zh::date::IssueDate;

/// The version of the format that this program writes and reads.
pub(super) const FORMAT: &str = "1";

/// How the line with the register's own checksum begins; it is the last.
pub(super) const CHECKSUM: &str = "校验: ";

/// Every archival code that was ever given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilingRegister {
    /// In the order of the codes; no code is there twice, and no issue has two that stand.
    pub entries: Vec<FilingEntry>,
}

/// One archival code, and what has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingEntry {
    /// 档号
    pub code: ArchivalCode,
    /// The issue, where it lay when it was given the code.
    pub id: IssueId,
    /// The day on which it was first filed.
    pub date: IssueDate,
    /// Its title then, in one line.
    pub title: String,
    /// Why the code does not stand any more (注销); it is given to nothing else.
    pub cancelled: Option<String>,
}

impl FilingRegister {
    /// The code that stands for the issue `id`, which may have been given at a former address (原址).
    #[must_use]
    pub fn standing(&self, id: &IssueId, former: &[IssueId]) -> Option<&FilingEntry> {
        self.entries
            .iter()
            .filter(|entry| entry.cancelled.is_none())
            .find(|entry| entry.id == *id || former.contains(&entry.id))
    }

    /// The file as it is written: YAML, with a checksum of itself at its end.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!(
            "# 归档登记：哪一期是哪个档号。由 jianbao archive 写下，不要手改，也不要删；档号给了就不再变，也不给别的一期。\n\
             格式: {FORMAT}\n登记:\n"
        );
        for entry in &self.entries {
            let FilingEntry {
                code,
                id,
                date,
                title,
                cancelled,
            } = entry;
            let (date, title) = (date.iso(), quoted(title));
            let _ = writeln!(
                text,
                "- 档号: {code}\n  期: {id}\n  归档: {date}\n  题名: {title}"
            );
            if let Some(reason) = cancelled {
                let _ = writeln!(text, "  注销: {}", quoted(reason));
            }
        }
        let checksum = checksum(&text);
        let _ = writeln!(text, "{CHECKSUM}{checksum}");
        text
    }
}

/// A text in quotation marks on one line, as JSON and YAML have it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// As `sha256sum` prints it.
pub(super) fn checksum(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
