//! How many points (分值) a use is worth.

use rust_decimal::Decimal;

use super::{Contribution, TextKind, TextUse};
use crate::model::Span;

/// The rules of `计分.yaml` at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreRules {
    /// 名称: what the rules are called; printed under a table.
    pub name: Option<String>,
    /// 本刊: series of the archive. One that none of them names is not counted.
    pub own: Vec<OwnRule>,
    /// 外刊: papers of others, in the order of their columns.
    pub outlets: Vec<Outlet>,
    /// 报送: for sending alone.
    pub sent: Option<SentRule>,
    /// 重复采用
    pub reuse: TextReuse,
}

/// A series of the archive, or a column or kind of text in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRule {
    /// The folder of the series.
    pub series: String,
    /// 栏目; none for all others.
    pub column: Option<String>,
    /// 种类
    pub kind: TextKind,
    /// 分值 of one use.
    pub points: Decimal,
    /// Where the series is named.
    pub span: Span,
}

/// A paper of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// 名称
    pub name: String,
    /// 别名: how else the office's list calls it.
    pub aliases: Vec<String>,
    /// 分值 of one use.
    pub points: Decimal,
    /// Where it is named.
    pub span: Span,
}

/// Points for sending, used or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentRule {
    /// 分值 of a text.
    pub points: Decimal,
    /// 封顶: the most of a unit in a year.
    pub cap: Option<Decimal>,
}

/// What a text is worth that was used more than once (重复采用).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextReuse {
    /// 累计: every use counts.
    #[default]
    Sum,
    /// 最高: only that with the most points.
    Highest,
}

impl TextReuse {
    /// Each with its word.
    pub const WORDS: &[(Self, &str)] = &[(Self::Sum, "累计"), (Self::Highest, "最高")];
}

impl ScoreRules {
    /// The points of one use; none where no rule counts it.
    #[must_use]
    pub fn points(&self, contribution: &Contribution) -> Option<Decimal> {
        match &contribution.used {
            TextUse::Issue { id, column, kind } => {
                let own = self.own.iter();
                let of_series = own.filter(|rule| rule.series == id.series && rule.kind == *kind);
                let rule = of_series
                    .filter(|rule| rule.column.is_none() || rule.column == *column)
                    .max_by_key(|rule| rule.column.is_some())?;
                Some(rule.points)
            }
            TextUse::Outlet(name) => {
                let mut outlets = self.outlets.iter();
                Some(outlets.find(|outlet| outlet.name == *name)?.points)
            }
            TextUse::Unused => Some(Decimal::ZERO),
        }
    }

    /// The series that are counted, each once, in the order of the rules.
    #[must_use]
    pub fn series(&self) -> Vec<&str> {
        let mut series: Vec<&str> = Vec::new();
        for rule in &self.own {
            if !series.contains(&rule.series.as_str()) {
                series.push(&rule.series);
            }
        }
        series
    }
}
