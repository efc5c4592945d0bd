//! The register of metrics (指标登记表) as it is at one time.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::Span;

/// All metrics known to a series at some time, in the order of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricRegistry {
    /// The metrics in their order.
    pub metrics: Vec<Metric>,
    /// From each code, name and alias to the metric.
    pub by_name: BTreeMap<String, usize>,
}

/// One metric (指标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// Its code (代号), ASCII, for data files; the name where it has none.
    pub code: String,
    /// The name that is printed (名称).
    pub name: String,
    /// The unit of measure (计量单位), as `份`, `万元`, `%`; empty where it has none.
    pub measure: String,
    /// How the values of several units, and of several issues, make one.
    pub aggregation: Aggregation,
    /// How many digits follow the point in print (小数); none for as many as the values themselves have.
    pub decimals: Option<u32>,
    /// What is to be reached (目标).
    pub targets: MetricTargets,
    /// Whether a higher or a lower value is the better one.
    pub better: Direction,
    /// Whether the ranks after a tie count on without a gap (1, 2, 2, 3) and not as places (1, 2, 2, 4).
    pub dense_ranks: bool,
    /// From where on it shows green, yellow or red (亮灯).
    pub lights: Option<SignalThresholds>,
    /// Where it is registered.
    pub span: Span,
}

/// How values make one (汇总). Metrics are named by their index in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aggregation {
    /// 合计: the sum, over units and over issues.
    Sum,
    /// 平均: the arithmetic mean of the values that there are.
    Mean,
    /// 加权平均: the mean, each value counting as often as the metric `weight` says.
    WeightedMean {
        /// The metric that weighs.
        weight: usize,
    },
    /// 比率: one metric divided by another, of the sums and never of ratios.
    Ratio {
        /// 分子
        numerator: usize,
        /// 分母
        denominator: usize,
    },
    /// 末期值: a stock. The sum over units, and the last value over issues.
    Last,
    /// 计数: how many units have done it. A value is 是 or 否, or anything that shows that it was done.
    Count,
    /// 日期: a day; over units the number of those that have one.
    Day,
    /// 得分: points, made of other metrics. The mean over units.
    Score(Vec<ScorePart>),
}

/// What one metric adds to a score (得分).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorePart {
    /// The metric that is counted.
    pub metric: usize,
    /// So many points for each of its units of measure (每一计量单位的分值).
    pub points: Decimal,
    /// No more than this (封顶), where there is a bound.
    pub cap: Option<Decimal>,
}

/// What is to be reached (目标): the most special of what is written holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricTargets {
    /// For all units together (总体).
    pub overall: Option<Decimal>,
    /// For each unit of which nothing else is said.
    pub each: Option<Decimal>,
    /// For each unit of a category (类别).
    pub of_category: BTreeMap<String, Decimal>,
    /// For single units, by their codes.
    pub of_unit: BTreeMap<String, Decimal>,
}

impl MetricTargets {
    /// Whether nothing is to be reached.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What the unit of this code and category is to reach.
    #[must_use]
    pub fn of(&self, unit: &str, category: Option<&str>) -> Option<Decimal> {
        let of_category = || self.of_category.get(category?).copied();
        let own = self.of_unit.get(unit).copied();
        own.or_else(of_category).or(self.each)
    }
}

/// Which values are the better ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// 越高越好
    #[default]
    Higher,
    /// 越低越好
    Lower,
}

/// From where on a metric shows which light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignalThresholds {
    /// What is held against them.
    pub basis: LightBasis,
    /// From here on it is green (绿), the value itself included.
    pub green: Decimal,
    /// From here on it is yellow (黄), and red otherwise.
    pub yellow: Decimal,
}

/// What is held against the thresholds (按).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LightBasis {
    /// 本期
    #[default]
    Now,
    /// 累计
    YearSoFar,
    /// 完成率
    Completion,
    /// 累计完成率
    YearCompletion,
}

impl Metric {
    /// Whether its value is a share, which is printed with its sign (% or ‰) and whose differences are points (个百分点).
    #[must_use]
    pub fn is_share(&self) -> bool {
        matches!(self.measure.as_str(), "%" | "‰")
    }

    /// What a quotient is multiplied by in print: 100 for %, 1000 for ‰.
    #[must_use]
    pub fn scale(&self) -> Decimal {
        match self.measure.as_str() {
            "%" => Decimal::ONE_HUNDRED,
            "‰" => Decimal::ONE_THOUSAND,
            _ => Decimal::ONE,
        }
    }

    /// Whether the values of units add up to that of all, so that each has a share in it (占比).
    #[must_use]
    pub fn adds_up(&self) -> bool {
        matches!(
            self.aggregation,
            Aggregation::Sum | Aggregation::Last | Aggregation::Count | Aggregation::Day
        )
    }

    /// Whether its values are computed from those of other metrics, so that nobody need report them.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        matches!(
            self.aggregation,
            Aggregation::Ratio { .. } | Aggregation::Score(_)
        )
    }

    /// Whether a value is a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        !matches!(self.aggregation, Aggregation::Count | Aggregation::Day)
    }

    /// The name by which a text quotes it, for messages.
    #[must_use]
    pub fn quoted(&self, rest: &str) -> String {
        format!("{{{{{}{rest}}}}}", self.name)
    }
}

impl MetricRegistry {
    /// The metric that goes by `name`: its name, its code or an alias.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The metric at `index`.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Metric> {
        self.metrics.get(index)
    }

    /// Whether nothing is registered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.metrics.is_empty()
    }

    /// The names that are printed, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.metrics.iter().map(|metric| metric.name.as_str())
    }
}
