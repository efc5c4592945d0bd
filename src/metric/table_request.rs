//! What a table of figures is asked to show.

use super::query::Property;

/// What a table is asked to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRequest {
    /// The metrics, as indices into the register, in their order.
    pub metrics: Vec<usize>,
    /// What its rows are.
    pub rows: RowKind,
    /// What is shown of each metric.
    pub columns: Vec<TableColumn>,
    /// Whether the last row is that of all together (合计).
    pub total: bool,
    /// Whether each category has a row of its units together (小计).
    pub subtotals: bool,
    /// The metric whose ranks order the rows; none for the order of the register.
    pub order: Option<usize>,
    /// Only some of the units.
    pub only: Option<OnlyRows>,
    /// Whether shares are made to add up to 100% (凑整).
    pub exact_shares: bool,
    /// How many issues 各期 means, the last of them this one; none for those of the year.
    pub issue_count: Option<usize>,
}

/// What the rows of a table are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// 单位
    Units,
    /// 类别, or the groups of a grouping: names with the units of each, and what they are called together.
    Groups(String, Vec<(String, Vec<usize>)>),
    /// 各期: the issues of the year up to this one.
    Issues,
}

/// What a column shows of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableColumn {
    /// 本期
    Now,
    /// 各期: a column for each issue of the year up to this one.
    Issues,
    /// Anything else that can be asked of one.
    Of(Property),
}

/// Which units a table shows (只列).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlyRows {
    /// 前三
    First(usize),
    /// 后三
    Last(usize),
    /// 未达标
    Missing,
}

/// One row.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) units: RowUnits,
}

pub(super) enum RowUnits {
    One(usize),
    Some(Vec<usize>),
    All,
    /// All units in the issue at this place among those of the year.
    Issue(usize),
}
