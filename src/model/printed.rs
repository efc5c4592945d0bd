//! What is printed around the fields of an issue and where: decided once, so that page, paper and search cannot differ.

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use super::affixes::*;
use super::{
    Attachment, Attendance, Column, Document, DocumentNumbers, Imprint, ImprintRow,
    RecipientsPlace, Signer, Spanned, StandardElements, Table,
};
use crate::zh::date::IssueDate;
use crate::zh::title::{LINE, break_by_meaning};

/// Before the list of attachments (附件说明).
pub const ATTACHMENTS: &str = "附件：";
/// Before those who signed for issue (签发人).
pub const APPROVERS: &str = "签发人：";
/// Over the notes (注释) at the end of a text that has no pages.
pub const NOTES: &str = "注释";
/// Over the list of contents.
pub const CONTENTS: &str = "本期要目";

/// A size as readers know it: `12 KB`, `3.4 MB`.
#[must_use]
pub fn file_size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        return format!("{kilobytes} KB");
    }
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

impl DocumentNumbers {
    /// The number by which an issue is known: the document number (文号), or else the issue number (期号).
    #[must_use]
    pub fn main(&self) -> Option<&str> {
        self.document.as_deref().or(self.issue.as_deref())
    }
}

impl Document {
    /// The publishers (编印单位) as far as the head names them.
    #[must_use]
    pub fn head_publishers(&self) -> &[String] {
        if self.series.layout.rules().publishers_in_head {
            &self.series.publishers
        } else {
            &[]
        }
    }

    /// The line of main recipients under the title; none where they stand in the imprint.
    #[must_use]
    pub fn printed_recipients(&self) -> Option<String> {
        match self.head.elements.recipients_place {
            RecipientsPlace::Imprint => None,
            RecipientsPlace::Automatic | RecipientsPlace::UnderTitle => self
                .head
                .recipients
                .as_ref()
                .map(|names| RECIPIENTS.text(names)),
        }
    }

    /// The main recipients as a row of the imprint, for where they stand there (7.3.2).
    #[must_use]
    pub fn recipients_row(&self) -> Option<ImprintRow> {
        let names = self.head.recipients.as_ref()?;
        let ended = names.ends_with(['。', '！', '？']);
        Some(ImprintRow {
            label: self.series.layout.rules().recipients_label.to_owned(),
            text: Spanned::new(
                format!("{names}{}", if ended { "" } else { "。" }),
                names.span,
            ),
        })
    }

    /// The rows of the imprint on a page that has no end, where nothing is moved for want of room.
    #[must_use]
    pub fn imprint_rows(&self) -> Vec<ImprintRow> {
        let moved = match self.head.elements.recipients_place {
            RecipientsPlace::Imprint => self.recipients_row(),
            RecipientsPlace::Automatic | RecipientsPlace::UnderTitle => None,
        };
        moved
            .into_iter()
            .chain(self.head.imprint.rows.iter().cloned())
            .collect()
    }

    /// Printing office and date of printing, as far as the layout prints them (10.1).
    #[must_use]
    pub fn imprint_office(&self) -> (Option<&str>, Option<IssueDate>) {
        if self.series.layout.rules().imprint_lined {
            (
                self.head.imprint.office.as_deref(),
                self.head.imprint.date.map(|date| date.value),
            )
        } else {
            (None, None)
        }
    }
}

impl Imprint {
    /// The number of copies as it is printed.
    #[must_use]
    pub fn printed_copies(&self) -> Option<String> {
        self.copies.map(|copies| COPIES.text(copies))
    }
}

impl ImprintRow {
    /// The label with its colon.
    #[must_use]
    pub fn printed_label(&self) -> String {
        LABEL.text(&self.label)
    }
}

impl StandardElements {
    /// Those who signed for issue, in a line.
    #[must_use]
    pub fn printed_approvers(&self) -> String {
        format!("{APPROVERS}{}", self.approvers.join("　"))
    }
}

impl Attendance {
    /// The label with its colon.
    #[must_use]
    pub fn printed_label(&self) -> String {
        LABEL.text(&self.label)
    }
}

impl Signer {
    /// Post and name on one line, for where nobody presses a stamp.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}　{}", self.post, self.name)
    }
}

impl Attachment {
    /// The lines of its title on its own page (7.3.7); `names` of units stay whole.
    #[must_use]
    pub fn title_lines(&self, names: &[&str]) -> Vec<String> {
        break_by_meaning(&self.head.title, LINE, names)
    }
}

impl Column {
    /// Its name in brackets.
    #[must_use]
    pub fn printed_title(&self) -> String {
        if self.title.starts_with(COLUMN.before) {
            self.title.value.clone()
        } else {
            COLUMN.text(&self.title)
        }
    }
}

impl Table {
    /// The line with the unit of measure.
    #[must_use]
    pub fn printed_measure(&self) -> Option<String> {
        self.measure.as_ref().map(|text| MEASURE.text(text))
    }

    /// The note with its word; its lines, of which it may have several, are parted by line breaks.
    #[must_use]
    pub fn printed_note(&self) -> Option<String> {
        let word = self.note_word();
        self.note.as_ref().map(|text| format!("{word}{text}"))
    }

    /// The word before the note; none where the note begins with one of its own.
    #[must_use]
    pub fn note_word(&self) -> &'static str {
        match &self.note {
            Some(note) if has_own_word(note) => "",
            _ => NOTE.before,
        }
    }
}

/// Whether the first line of a note says what it is, so that no 注： stands before it: 资料来源：统计局, 备注：口径, 注1：口径, and 注：资料来源：统计局,
/// where the word was typed before another.
#[must_use]
pub fn has_own_word(note: &str) -> bool {
    const WORDS: &[&str] = &[
        "资料来源",
        "数据来源",
        "来源",
        "说明",
        "备注",
        "附注",
        "注释",
        "填表说明",
        "填表人",
        "填报人",
        "填表单位",
        "填报单位",
        "填表时间",
        "填报时间",
        "填表日期",
        "填报日期",
        "制表",
        "制表人",
        "制表单位",
        "制表时间",
        "审核",
        "审核人",
        "负责人",
        "单位负责人",
        "联系人",
        "联系电话",
    ];
    let line = note.lines().next().unwrap_or_default();
    let Some((word, _)) = line.split_once(['：', ':']) else {
        return false;
    };
    let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    let numbered = word.strip_prefix('注');
    let is_number = |rest: &str| rest.chars().all(|c| c.is_numeric());
    WORDS.contains(&word.as_str()) || numbered.is_some_and(is_number)
}

/// The note `rest`, before which 注： was typed, as it is kept: with that word where its first line begins with another of its own, and without where
/// the program prints it.
#[must_use]
pub fn labelled_note(rest: &str) -> Cow<'_, str> {
    if has_own_word(rest) {
        Cow::Owned(NOTE.text(rest))
    } else {
        Cow::Borrowed(rest)
    }
}

/// What a copy for review (送审稿) carries that the issue will not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewMark {
    /// What stands in its margin, e.g. `送审稿　第2稿　2026年7月3日`.
    pub words: String,
    /// How a place begins that nobody has written yet; it is marked.
    pub unwritten: &'static str,
    /// The characters that no font has; [`STAND_IN`] is printed in their place.
    pub lacking: BTreeSet<char>,
}

/// What is printed for a character that no font has: the typesetter's sign for a missing type (鱼尾号).
pub const STAND_IN: char = '〓';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        let cases = [
            (0, "0 KB"),
            (1, "1 KB"),
            (10_240, "10 KB"),
            (1_048_576, "1.0 MB"),
            (3_500_000, "3.4 MB"),
        ];
        for (bytes, text) in cases {
            assert_eq!(file_size(bytes), text);
        }
    }
}
