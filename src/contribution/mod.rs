//! Contributions (供稿): which texts units sent in, where they were used, and how many points (得分) that is by the rules that the office writes (计分.yaml).
//! Pure: texts and rules in, tables out.
//!
//! A text is one by its unit and its title: a text that stands in an issue, in the office's list and in a paper of others was sent once and used twice.

mod book;
mod columns;
mod rules;
mod tally;
mod units;

pub use book::{ContributionBook, whole_year};
pub use columns::{ContributionColumn, ContributionPart, ScoreCell};
pub use rules::{Outlet, OwnRule, ScoreRules, SentRule, TextReuse};
pub use tally::{ContributionTally, CountedText, TallyPlace, UnitTally, tally, text_key};
pub use units::{ContributingUnit, UnitDirectory};

use crate::model::{IssueId, Span};
use crate::zh::date::IssueDate;

/// What a text is in an issue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// 文章: an article, by its source (来源) or unit.
    #[default]
    Article,
    /// 片段: the fragment of a unit, which stands under its name.
    Fragment,
}

impl TextKind {
    /// Each with its word.
    pub const WORDS: &[(Self, &str)] = &[(Self::Article, "文章"), (Self::Fragment, "片段")];
}

/// Where a text was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextUse {
    /// In an issue of the archive.
    Issue {
        /// Which issue.
        id: IssueId,
        /// The column (栏目) that it stands in.
        column: Option<String>,
        /// What it is there.
        kind: TextKind,
    },
    /// In a paper of others (外刊), by its name in the rules.
    Outlet(String),
    /// Nowhere that is known: it was sent.
    Unused,
}

/// That a text was sent, or used: one line of an issue or of the office's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The code of the unit that sent it.
    pub unit: String,
    /// Its title in one line; that of its fragment's unit where it has none.
    pub title: String,
    /// The date of the issue, or of the line in the list.
    pub date: IssueDate,
    /// Where it was used.
    pub used: TextUse,
    /// Where that stands.
    pub place: Span,
}
