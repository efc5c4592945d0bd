//! The record of review (送审记录): what the drafts of an issue said that were printed for somebody to read, so that it can be said what changed since.
//!
//! It binds nobody: it may be deleted, and then there is nothing to compare with.

use std::fmt::Write;

use serde::Deserialize;

use super::wording::Wording;
use crate::model::{IssueId, REVIEW_RECORD};
use crate::source::{Content, Sources};
use crate::zh::date::IssueDate;

/// So many drafts are kept; of more, the oldest go.
const KEPT: usize = 30;

/// The drafts of an issue that were printed (送审稿), the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRecord {
    pub drafts: Vec<ReviewDraft>,
}

/// One draft (第几稿).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDraft {
    /// Counted from 1 over the life of the issue, as its margin says.
    pub number: u32,
    /// When it was first printed.
    pub date: IssueDate,
    /// What it said, line by line, as [`Wording`] has it.
    pub text: Vec<String>,
}

impl ReviewDraft {
    /// `第2稿（2026年7月3日）`
    #[must_use]
    pub fn name(&self) -> String {
        format!("第{}稿（{}）", self.number, self.date.arabic())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewFile {
    #[serde(rename = "格式")]
    format: u32,
    #[serde(rename = "期")]
    id: String,
    #[serde(rename = "稿")]
    drafts: Vec<ReviewFileDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewFileDraft {
    #[serde(rename = "第几稿")]
    number: u32,
    #[serde(rename = "日期")]
    date: String,
    #[serde(rename = "文字")]
    text: String,
}

impl ReviewRecord {
    /// Where the record of the issue `id` belongs, below the content folder.
    #[must_use]
    pub fn path(id: &IssueId) -> String {
        format!("{}/{REVIEW_RECORD}", id.path())
    }

    /// The record of the issue `id`, an empty one where there is none yet; none at all where it cannot be read or is that of
    /// another issue.
    #[must_use]
    pub fn find(sources: &Sources, id: &IssueId) -> Option<Self> {
        let Some(file) = sources.find(&Self::path(id)) else {
            return Some(Self::default());
        };
        match &sources.file(file)?.content {
            Content::Text(text) => Self::read(text, id),
            _ => None,
        }
    }

    fn read(text: &str, id: &IssueId) -> Option<Self> {
        let file: ReviewFile = serde_yaml::from_str(text).ok()?;
        let drafts = file.drafts.into_iter().map(|draft| {
            Some(ReviewDraft {
                number: draft.number,
                date: IssueDate::parse(&draft.date).ok()?,
                text: draft.text.lines().map(str::to_owned).collect(),
            })
        });
        let drafts: Option<Vec<ReviewDraft>> = drafts.collect();
        drafts
            .filter(|_| file.format == 1 && file.id == id.path())
            .map(|drafts| Self { drafts })
    }

    /// Takes in what is printed on `date`, and says which draft it is. The same words again are the same draft.
    pub fn print(&mut self, now: &Wording, date: IssueDate) -> u32 {
        let text: Vec<String> = now.lines.iter().map(|line| line.text.clone()).collect();
        let last = self.drafts.last();
        if let Some(last) = last.filter(|last| last.text == text) {
            return last.number;
        }
        let number = last.map_or(1, |last| last.number.saturating_add(1));
        self.drafts.push(ReviewDraft { number, date, text });
        let more = self.drafts.len().saturating_sub(KEPT);
        self.drafts.drain(..more);
        number
    }

    /// The file as it is written.
    #[must_use]
    pub fn to_text(&self, id: &IssueId) -> String {
        let mut text = format!(
            "# 送审记录：每一份送审稿（jianbao print）的文字，供 jianbao diff 说明后来改了什么。由程序写下，不会公开；删去也可以，只是不能再对照。\n\
             格式: 1\n期: {id}\n稿:\n"
        );
        for draft in &self.drafts {
            let (number, date) = (draft.number, draft.date.iso());
            let _ = writeln!(text, "- 第几稿: {number}\n  日期: {date}\n  文字: |-");
            for line in &draft.text {
                let _ = writeln!(text, "    {line}");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuance::wording::WordingLine;

    fn now(lines: &[&str]) -> Wording {
        let lines = lines.iter().map(|line| WordingLine {
            text: (*line).to_owned(),
            span: None,
        });
        Wording {
            lines: lines.collect(),
        }
    }

    #[test]
    fn what_was_printed_is_read_back_as_it_was() {
        let id = IssueId::parse("a/2026/1").expect("an issue");
        let day = |day| IssueDate::new(2026, 7, Some(day)).expect("a date");
        let mut record = ReviewRecord::default();
        let first = now(&["标题：甲: 乙 # 丙", "段：“- 丁”", "原样：  缩进", "段："]);
        assert_eq!(record.print(&first, day(1)), 1);
        assert_eq!(record.print(&first, day(2)), 1);
        assert_eq!(record.print(&now(&["标题：甲"]), day(3)), 2);
        assert_eq!(
            ReviewRecord::read(&record.to_text(&id), &id),
            Some(record.clone())
        );
        assert_eq!(record.drafts[1].name(), "第2稿（2026年7月3日）");
        for number in 3..50 {
            let words = format!("段：{number}");
            assert_eq!(record.print(&now(&[&words]), day(4)), number);
        }
        assert_eq!(record.drafts.len(), KEPT);
        assert_eq!(ReviewRecord::read("稿: 1", &id), None);
    }
}
