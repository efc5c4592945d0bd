//! Problems (问题) as fragments report them: one entry says that there is a problem, or what has changed of one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Span;
use crate::zh::date::IssueDate;

/// One entry of `问题` in a fragment's front matter: a problem for the first time, or what has changed of it since.
///
/// What is not said has not changed. In lists of the archive it stands without its places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemEntry {
    /// The number (编号), which a problem keeps over all issues of its series.
    pub number: String,
    /// What the problem is (内容); none where only changes are said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Who has to put it right (责任单位), where it is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<ProblemUnit>,
    /// The unit whose fragment says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<ProblemUnit>,
    /// Its kind (类别).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The rule that is broken, or the order that is not followed (依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// What is done about it (措施).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<String>,
    /// The leader in charge (责任领导).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<String>,
    /// When it was found (发现日期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_on: Option<IssueDate>,
    /// Until when it has to be put right (时限): the last day, or the last month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<IssueDate>,
    /// How far it is (状态).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ProblemStatus>,
    /// When it had been put right (完成日期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<IssueDate>,
    /// What is to be said besides (说明).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Where each part was typed.
    #[serde(skip)]
    pub places: ProblemPlaces,
}

/// Where the parts of an entry were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemPlaces {
    /// Part by part.
    pub parts: BTreeMap<ProblemPart, Span>,
}

/// A part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemPart {
    /// 编号
    Number,
    /// 内容
    Content,
    /// 责任单位; the fragment's own 单位 where it is not said.
    Units,
    /// 类别
    Kind,
    /// 依据
    Basis,
    /// 措施
    Measures,
    /// 责任领导
    Leader,
    /// 发现日期
    FoundOn,
    /// 时限
    Deadline,
    /// 状态
    Status,
    /// 完成日期
    DoneOn,
    /// 说明
    Explanation,
}

impl ProblemEntry {
    /// Where `part` was typed, or else its number; none in lists of the archive.
    #[must_use]
    pub fn place(&self, part: ProblemPart) -> Option<Span> {
        let parts = &self.places.parts;
        parts
            .get(&part)
            .or_else(|| parts.get(&ProblemPart::Number))
            .copied()
    }

    /// The texts of it that readers may see, with the part that each is.
    pub fn texts(&self) -> impl Iterator<Item = (ProblemPart, &str)> {
        [
            (ProblemPart::Number, Some(&self.number)),
            (ProblemPart::Content, self.content.as_ref()),
            (ProblemPart::Kind, self.kind.as_ref()),
            (ProblemPart::Basis, self.basis.as_ref()),
            (ProblemPart::Measures, self.measures.as_ref()),
            (ProblemPart::Leader, self.leader.as_ref()),
            (ProblemPart::Explanation, self.explanation.as_ref()),
        ]
        .into_iter()
        .filter_map(|(part, text)| Some((part, text?.as_str())))
    }

    /// As lists of the archive keep it: without places.
    #[must_use]
    pub fn without_places(&self) -> Self {
        Self {
            places: ProblemPlaces::default(),
            ..self.clone()
        }
    }
}

/// A unit that has to put a problem right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemUnit {
    /// Its code (代号) in the register; empty where it is in none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Its name: as the register has it, or as it was typed.
    pub name: String,
}

impl ProblemUnit {
    /// Whether both are one unit: by their codes, or by their names where the register has neither.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (self.code.as_str(), other.code.as_str()) {
            ("", "") => self.name == other.name,
            (own, others) => own == others,
        }
    }
}

/// How far a problem is, as it is typed (状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProblemStatus {
    /// 未整改: nothing has been done yet.
    Untouched,
    /// 整改中: something is being done.
    Underway,
    /// 已整改: it has been put right and is closed (销号).
    Done,
    /// 反复: it had been put right and is there again.
    Again,
}

impl ProblemStatus {
    /// Every word that may be typed with what it means; the first of each is the one that is printed.
    pub const WORDS: &[(ProblemStatus, &str)] = &[
        (ProblemStatus::Underway, "整改中"),
        (ProblemStatus::Untouched, "未整改"),
        (ProblemStatus::Done, "已整改"),
        (ProblemStatus::Again, "反复"),
        (ProblemStatus::Done, "已销号"),
        (ProblemStatus::Done, "已完成"),
        (ProblemStatus::Done, "已办结"),
    ];
}
