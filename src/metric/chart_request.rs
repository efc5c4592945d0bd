//! What a chart (图表) of figures is asked to show.

use rust_decimal::Decimal;

use super::table_request::TableRequest;
use super::words;
use crate::zh::date::IssueDate;

/// How figures are drawn (样式).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartStyle {
    /// 条形
    Bars,
    /// 进度: how much of the target is reached, against how much of the year has passed.
    Progress,
    /// 趋势
    Trend,
    /// 占比
    Share,
}

impl ChartStyle {
    /// Each with the words for it; the first is the one that is written.
    pub const WORDS: &[(&str, Self)] = &[
        ("条形", Self::Bars),
        ("进度", Self::Progress),
        ("趋势", Self::Trend),
        ("占比", Self::Share),
    ];
}

/// What a chart is asked to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartRequest {
    /// How.
    pub style: ChartStyle,
    /// Of what: the rows and metrics of the table behind it.
    pub table: TableRequest,
    /// Whether a chart of progress has the line of how much of the year has passed (时序进度).
    pub schedule: bool,
}

/// How much of the year has passed at the end of `date`, in hundredths; at the end of its month where there is no day.
pub(super) fn part_of_year(date: IssueDate) -> Decimal {
    let first = IssueDate {
        year: date.year,
        month: 1,
        day: Some(1),
    };
    let last = IssueDate {
        year: date.year,
        month: 12,
        day: Some(31),
    };
    let passed = Decimal::from(date.last_day().days_since(first) + 1);
    let all = Decimal::from(last.days_since(first) + 1);
    words::percent(passed, all).unwrap_or_default()
}
