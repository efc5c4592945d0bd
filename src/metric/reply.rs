//! What comes of a quotation: an answer, or what is wrong with it.

use super::scene::Withheld;
use crate::model::FigureOrigin;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryAnswer {
    /// What is printed; never empty.
    pub text: String,
    /// Where it comes from, in words for readers: `要约书：13个单位合计`.
    pub source: String,
    /// Where the figures behind it were written.
    pub origins: Vec<FigureOrigin>,
    /// What somebody should look at.
    pub doubt: Option<QueryDoubt>,
}

/// What somebody should look at in an answer, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryDoubt {
    /// A denominator of 0.
    ZeroDenominator(String),
    /// A growth since a number below zero.
    NegativeBase(String),
    /// A total is compared with one of other units.
    OtherUnits(String),
}

/// What is wrong with a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryProblem {
    /// In one sentence.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// Whether a value is missing, which may have another cause: a fragment or a spreadsheet that could not be read.
    pub is_gap: bool,
}

impl QueryProblem {
    /// `message`, with what to write instead.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            is_gap: false,
        }
    }

    /// The same, with other words on what to write instead.
    pub(super) fn with_help(self, help: String) -> Self {
        Self { help, ..self }
    }

    /// The same, where a value is missing.
    pub(super) fn gap(self) -> Self {
        Self {
            is_gap: true,
            ..self
        }
    }
}

/// What stands where there is no number.
pub const DASH: &str = "—";

/// What is said where the numbers of an issue may not be told.
pub(super) fn hidden(withheld: Withheld<'_>) -> QueryProblem {
    QueryProblem::new(
        format!(
            "{}的数这一期不能引用：它只给一部分人看，或者已经撤回",
            withheld.0.id
        ),
        "这一期也只给那些人看的，在 issue.yaml 里写上同样的密级、受众；否则不写这个比较",
    )
}
