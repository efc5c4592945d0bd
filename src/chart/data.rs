//! What a chart shows.

use rust_decimal::Decimal;

/// A number, and how it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartValue {
    /// The number, not rounded.
    pub value: Decimal,
    /// As it stands in the issue: `95.1%`, `320`.
    pub printed: String,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartData {
    /// 条形图, and 进度图, which is one of completion rates.
    Bars(BarChart),
    /// 趋势图
    Trend(TrendChart),
    /// 占比图
    Share(ShareChart),
}

/// Bars one under the other, each with its name before it and its value behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarChart {
    /// What the bars of each row are, in their order: the names of the metrics; one where each row has one bar.
    pub series: Vec<String>,
    /// The rows in their order.
    pub bars: Vec<Bar>,
    /// A value that holds for all rows.
    pub line: Option<ReferenceLine>,
    /// What a hatched bar is: 未达目标, 慢于时序进度.
    pub short_words: String,
    /// The unit of measure behind the values, for the text alternative; empty where the values carry it.
    pub measure: String,
}

impl BarChart {
    /// So many bars stand on a page with their text still readable, all rows and series together.
    pub const MOST_BARS: usize = 36;
}

/// A row of bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The unit's or the group's name.
    pub name: String,
    /// Its value in each series; none where it has none.
    pub values: Vec<Option<ChartValue>>,
    /// What stands in place of one that is missing: 未报, —.
    pub missing: String,
    /// What the first value is to reach, where that is not the same for all.
    pub target: Option<ChartValue>,
    /// Whether the first value falls short of what it is to reach.
    pub short: bool,
}

/// A line across all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceLine {
    /// What it is: 目标, 时序进度.
    pub name: String,
    /// Where it stands.
    pub value: ChartValue,
}

/// Values over issues, as lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendChart {
    /// The issues, the oldest first: `3月`.
    pub issues: Vec<String>,
    /// The lines, at most [`TrendChart::MOST_LINES`].
    pub lines: Vec<TrendLine>,
    /// The unit of measure behind the values, for the text alternative.
    pub measure: String,
}

impl TrendChart {
    /// So many lines can be told apart without colours.
    pub const MOST_LINES: usize = 5;
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendLine {
    /// Whose values they are.
    pub name: String,
    /// A value for each issue; none where it has none: the line is broken there.
    pub values: Vec<Option<ChartValue>>,
}

/// The parts of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareChart {
    /// The parts in their order, at most [`ShareChart::MOST_PARTS`]: the name, the value, and the share as printed.
    pub parts: Vec<(String, ChartValue, String)>,
    /// The unit of measure behind the values.
    pub measure: String,
}

impl ShareChart {
    /// So many parts can be told apart without colours.
    pub const MOST_PARTS: usize = 8;
}
