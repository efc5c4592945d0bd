//! How an issue is kept in the archive: for whom, under which index number, and what has become of it since it came out.

use serde::{Deserialize, Serialize};

use super::{IssueId, Span, Spanned};
use crate::zh::date::IssueDate;
use crate::zh::difference::{differing, shortened};

/// Who may read an issue (受众).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// 公开: anybody.
    #[default]
    Public,
    /// 内部: those who can reach the internal archive. It is in no file of a build for the public.
    Internal,
}

impl Audience {
    /// The audiences with the word for each.
    pub const ALL: &[(Audience, &str)] =
        &[(Audience::Public, "公开"), (Audience::Internal, "内部")];

    /// 公开 or 内部.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "公开",
            Self::Internal => "内部",
        }
    }
}

/// What an issue says about its own keeping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// Who may read it.
    pub audience: Audience,
    /// Whether it is a draft (草稿), which only the preview shows.
    pub draft: bool,
    /// The index number (索引号) of the public catalogue, at most 20 characters; it never changes.
    pub index_number: Option<String>,
    /// The abstract (内容概述) that the editor wrote; none where it is to be made from the text.
    pub abstract_text: Option<String>,
    /// What has become of it, in the order of the file.
    pub amendments: Vec<Amendment>,
    /// 概述 and 说明 as they were typed for readers, with their places: rules read them there.
    pub typed: Vec<Spanned<String>>,
    /// Addresses that it had before it was moved (原址); each is left as a page that leads here.
    pub former: Vec<IssueId>,
    /// What was done to it (经过), as the record of issuing (印发记录) has it, the issuing first; empty where it has no record.
    pub acts: Vec<IssueAct>,
    /// What was put right after it had been issued, by its place, with the amendment that did it, as an index into `amendments`.
    pub corrected: Vec<(Span, usize)>,
}

/// Something that was done to an issue, as readers are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueAct {
    /// When.
    pub date: IssueDate,
    /// 印发, 更正, 废止, 撤回, 重新印发, or 移动 with the former address.
    pub word: String,
    /// Which of the amendments it is, as an index into [`Publication::amendments`].
    pub amendment: Option<usize>,
}

/// What has become of an issue since it came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// What was done.
    pub kind: AmendmentKind,
    /// When.
    pub date: IssueDate,
    /// What was wrong, or why.
    pub note: Option<String>,
    /// The issue that says so, or that takes its place.
    pub by: Option<IssueId>,
    /// What it changed in the text, as the record of issuing (印发记录) has it; empty where nobody recorded it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<TextChange>,
}

impl Amendment {
    /// How a page begins to say it: `本期已于2026年5月1日废止`.
    #[must_use]
    pub fn lead(&self) -> String {
        format!("本期已于{}{}", self.date.arabic(), self.kind.word())
    }
}

/// One line of the issued text that an act changed. A line begins with what it is: `段：`, `抄送：`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextChange {
    /// As it was issued; none for what was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// As it is since; none for what was taken out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl TextChange {
    /// The change in words that readers can follow, without a full stop: `原“……38份……”，改为“……45份……”`.
    #[must_use]
    pub fn words(&self) -> String {
        let plain = |line: &str| {
            let (_, text) = line.split_once('：').unwrap_or(("", line));
            text.to_owned()
        };
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                let (before, after) = differing(&plain(before), &plain(after));
                format!("原“{before}”，改为“{after}”")
            }
            (Some(before), None) => format!("删去“{}”", shortened(&plain(before))),
            (None, Some(after)) => format!("增加“{}”", shortened(&plain(after))),
            (None, None) => String::new(),
        }
    }
}

/// What was done to an issue after it had come out; a later variant outweighs an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AmendmentKind {
    /// 更正: something in it was wrong and has been put right.
    Corrected,
    /// 废止: it no longer holds; perhaps another has taken its place.
    Superseded,
    /// 撤回: it has been taken back.
    Withdrawn,
}

impl AmendmentKind {
    /// The kinds with the word for each.
    pub const ALL: &[(AmendmentKind, &str)] = &[
        (AmendmentKind::Corrected, "更正"),
        (AmendmentKind::Superseded, "废止"),
        (AmendmentKind::Withdrawn, "撤回"),
    ];

    /// The word that readers see.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Corrected => "更正",
            Self::Superseded => "废止",
            Self::Withdrawn => "撤回",
        }
    }

    /// The word for what the issue is since: 已更正, 已废止, 已撤回.
    #[must_use]
    pub fn state(self) -> &'static str {
        match self {
            Self::Corrected => "已更正",
            Self::Superseded => "已废止",
            Self::Withdrawn => "已撤回",
        }
    }

    /// The name in the style sheet and in data for machines.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }
}
