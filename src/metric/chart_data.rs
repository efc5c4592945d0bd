//! What a chart (图表) shows of figures.

use rust_decimal::Decimal;

use super::aggregate::NoNumber;
use super::chart_request::{ChartRequest, ChartStyle, part_of_year};
use super::query::Property;
use super::reply::{DASH, QueryProblem};
use super::scene::{Scene, Units};
use super::table::{issue_name, rows};
use super::table_cells::{of_property, value};
use super::table_request::{Row, RowKind, RowUnits, TableColumn};
use super::targets::reaches;
use super::{Direction, IssueFigures, Metric, words};
use crate::chart::{
    Bar, BarChart, ChartData, ChartValue, ReferenceLine, ShareChart, TrendChart, TrendLine,
};

/// What is drawn.
///
/// # Errors
/// [`QueryProblem`] says what cannot be drawn so, or what was not reported.
pub fn chart(scene: &Scene<'_>, asked: &ChartRequest) -> Result<ChartData, QueryProblem> {
    let issues = scene.issues(asked.table.issue_count);
    let chart = ChartScene {
        scene,
        asked,
        rows: rows(scene, &asked.table, &issues),
        issues,
    };
    match asked.style {
        ChartStyle::Bars => chart.bars().map(ChartData::Bars),
        ChartStyle::Progress => chart.progress().map(ChartData::Bars),
        ChartStyle::Trend => chart.trend().map(ChartData::Trend),
        ChartStyle::Share => chart.share().map(ChartData::Share),
    }
}

/// So many bars can be told apart in a row.
const MOST_SERIES: usize = 3;

struct ChartScene<'s, 'a> {
    scene: &'s Scene<'a>,
    asked: &'s ChartRequest,
    rows: Vec<Row>,
    issues: Vec<&'a IssueFigures>,
}

impl ChartScene<'_, '_> {
    fn metrics(&self) -> Vec<(usize, &Metric)> {
        let indices = self.asked.table.metrics.iter();
        indices
            .filter_map(|index| Some((*index, self.scene.metrics.get(*index)?)))
            .collect()
    }

    fn one_metric(&self, style: &str) -> Result<(usize, &Metric), QueryProblem> {
        match self.metrics().as_slice() {
            [one] => Ok(*one),
            _ => Err(QueryProblem::new(
                format!("{style}只能画一个指标"),
                "一个指标画一张图",
            )),
        }
    }

    /// The measure that all metrics share, where it does not stand in their values.
    fn measure(&self) -> Result<String, QueryProblem> {
        let metrics = self.metrics();
        let mut measures: Vec<&str> = metrics.iter().map(|(_, m)| m.measure.as_str()).collect();
        measures.dedup();
        match (measures.as_slice(), metrics.first()) {
            ([_], Some((_, metric))) if metric.is_share() => Ok(String::new()),
            ([one], _) => Ok((*one).to_owned()),
            _ => Err(QueryProblem::new(
                "几个指标的计量单位不同，不能画在一张图里",
                "计量单位不同的，一个指标画一张图",
            )),
        }
    }

    /// Whether the values of the year so far (累计) are drawn.
    fn is_year_so_far(&self) -> bool {
        let so_far = TableColumn::Of(Property::YearSoFar);
        self.asked.table.columns.contains(&so_far)
    }

    /// The value of `row`; the word for one that is missing.
    fn value(&self, index: usize, row: &Row) -> Result<Decimal, &'static str> {
        let figures = match row.units {
            RowUnits::Issue(place) => self.issues.get(place).copied(),
            _ if self.is_year_so_far() => self.scene.year_so_far(index).ok(),
            _ => Some(self.scene.now),
        };
        let figures = figures.ok_or(DASH)?;
        value(self.scene, index, row, figures).map_err(|gap| match (gap, &row.units) {
            (NoNumber::NoValue, RowUnits::One(_)) => "未报",
            _ => DASH,
        })
    }

    fn printed(&self, index: usize, metric: &Metric, value: Decimal) -> ChartValue {
        let decimals = match self.rows.first().map(|row| &row.units) {
            Some(RowUnits::Issue(_)) => self.scene.decimals_over(index, &self.issues),
            _ if self.is_year_so_far() => self.scene.decimals_of(index, Property::YearSoFar),
            _ => self.scene.decimals(index),
        };
        let printed = words::value(metric, value, decimals);
        ChartValue { value, printed }
    }

    fn printed_target(&self, index: usize, metric: &Metric, target: Decimal) -> ChartValue {
        let printed = words::value(metric, target, self.scene.decimals_to(index, target));
        let value = target;
        ChartValue { value, printed }
    }

    fn target(&self, index: usize, row: &Row) -> Option<Decimal> {
        let units = match &row.units {
            RowUnits::One(unit) => Units::One(*unit),
            RowUnits::Some(units) => Units::Some(units),
            RowUnits::All | RowUnits::Issue(_) => Units::All,
        };
        self.scene.target(index, units)
    }

    fn bars(&self) -> Result<BarChart, QueryProblem> {
        let metrics = self.metrics();
        if metrics.len() > MOST_SERIES {
            return Err(QueryProblem::new(
                format!("一张条形图最多画{MOST_SERIES}个指标"),
                "分成几张图，或改用表",
            ));
        }
        let measure = self.measure()?;
        self.fits_a_page(metrics.len())?;
        let mut bars = Vec::new();
        for row in &self.rows {
            let mut missing = DASH;
            let values: Vec<Option<ChartValue>> = metrics
                .iter()
                .map(|(index, metric)| match self.value(*index, row) {
                    Ok(value) => Some(self.printed(*index, metric, value)),
                    Err(word) => {
                        missing = word;
                        None
                    }
                })
                .collect();
            let mut bar = Bar {
                name: row.name.clone(),
                values,
                missing: missing.to_owned(),
                target: None,
                short: false,
            };
            if let [(index, metric)] = metrics.as_slice()
                && let Some(target) = self.target(*index, row)
            {
                bar.target = Some(self.printed_target(*index, metric, target));
                let own = bar.values.first().and_then(Option::as_ref);
                bar.short = own.is_some_and(|own| !reaches(metric, own.value, target));
            }
            bars.push(bar);
        }
        self.some_value(bars.iter().flat_map(|bar| &bar.values))?;
        // One target for all is one line.
        let mut targets: Vec<Option<&ChartValue>> =
            bars.iter().map(|bar| bar.target.as_ref()).collect();
        targets.dedup();
        let line = match targets.as_slice() {
            [Some(target)] if bars.len() > 1 => Some(ReferenceLine {
                name: "目标".to_owned(),
                value: (*target).clone(),
            }),
            _ => None,
        };
        if line.is_some() {
            bars.iter_mut().for_each(|bar| bar.target = None);
        }
        Ok(BarChart {
            series: metrics.iter().map(|(_, m)| m.name.clone()).collect(),
            bars,
            line,
            short_words: "未达目标".to_owned(),
            measure,
        })
    }

    fn fits_a_page(&self, series: usize) -> Result<(), QueryProblem> {
        let most = BarChart::MOST_BARS / series.max(1);
        match self.rows.len() <= most {
            true => Ok(()),
            false => Err(QueryProblem::new(
                format!("这张图要画{}行，最多{most}行，一页排不下", self.rows.len()),
                "写 行: 类别、只列: 前十，或改用表",
            )),
        }
    }

    fn progress(&self) -> Result<BarChart, QueryProblem> {
        let (index, metric) = self.one_metric("进度图")?;
        if metric.better == Direction::Lower {
            return Err(QueryProblem::new(
                format!("“{}”越低越好，没有完成进度", metric.name),
                "改用 样式: 条形",
            ));
        }
        self.fits_a_page(1)?;
        let passed = part_of_year(self.scene.now.date);
        let mut bars = Vec::new();
        for row in &self.rows {
            let target = self.target(index, row).filter(|target| !target.is_zero());
            let target = target.ok_or_else(|| {
                QueryProblem::new(
                    format!("“{}”没有登记{}的目标，画不出进度", metric.name, row.name),
                    "在 metrics.yaml 里给它写上“目标”，或改用 样式: 条形",
                )
            })?;
            let value = self.value(index, row);
            let share = value
                .ok()
                .and_then(|value| Some((value, words::percent(value, target)?)));
            let shown = share.map(|(value, share)| ChartValue {
                value: share,
                printed: format!(
                    "{}/{}　{}%",
                    self.printed(index, metric, value).printed,
                    self.printed_target(index, metric, target).printed,
                    words::plain(share, words::SHARE_DECIMALS)
                ),
            });
            let goal = if self.asked.schedule {
                passed
            } else {
                Decimal::ONE_HUNDRED
            };
            bars.push(Bar {
                name: row.name.clone(),
                short: shown.as_ref().is_some_and(|shown| shown.value < goal),
                values: vec![shown],
                missing: value.err().unwrap_or(DASH).to_owned(),
                target: None,
            });
        }
        self.some_value(bars.iter().flat_map(|bar| &bar.values))?;
        let (name, short_words, at) = match self.asked.schedule {
            true => ("时序进度", "慢于时序进度", passed),
            false => ("目标", "未完成", Decimal::ONE_HUNDRED),
        };
        Ok(BarChart {
            series: vec![metric.name.clone()],
            bars,
            line: Some(ReferenceLine {
                name: name.to_owned(),
                value: ChartValue {
                    value: at,
                    printed: format!("{}%", words::plain(at, words::SHARE_DECIMALS)),
                },
            }),
            short_words: short_words.to_owned(),
            measure: String::new(),
        })
    }

    fn trend(&self) -> Result<TrendChart, QueryProblem> {
        let measure = self.measure()?;
        let [_, _, ..] = self.issues.as_slice() else {
            return Err(QueryProblem::new(
                "趋势图至少要两期，这里只有一期",
                "写上 期数: 12，连上年的各期一起画；第一期还没有趋势，先不画",
            ));
        };
        let metrics = self.metrics();
        let everything = vec![Row {
            name: "合计".to_owned(),
            units: RowUnits::All,
        }];
        let rows = match self.asked.table.rows {
            RowKind::Issues => &everything,
            RowKind::Units | RowKind::Groups(..) => &self.rows,
        };
        let mut lines = Vec::new();
        for (index, metric) in &metrics {
            let decimals = self.scene.decimals_over(*index, &self.issues);
            for row in rows {
                let values = self.issues.iter().map(|issue| {
                    let value = value(self.scene, *index, row, issue).ok()?;
                    let printed = words::value(metric, value, decimals);
                    Some(ChartValue { value, printed })
                });
                let name = match (metrics.len(), rows.len()) {
                    (_, 1) => metric.name.clone(),
                    (1, _) => row.name.clone(),
                    _ => format!("{}{}", row.name, metric.name),
                };
                lines.push(TrendLine {
                    name,
                    values: values.collect(),
                });
            }
        }
        if lines.len() > TrendChart::MOST_LINES {
            return Err(QueryProblem::new(
                format!(
                    "趋势图最多{}条线，这里有{}条，黑白印出来分不清",
                    TrendChart::MOST_LINES,
                    lines.len()
                ),
                "去掉“行”，只画合计；或写 只列: 前三、行: 类别",
            ));
        }
        self.some_value(lines.iter().flat_map(|line| &line.values))?;
        Ok(TrendChart {
            issues: self
                .issues
                .iter()
                .map(|issue| issue_name(issue, &self.issues))
                .collect(),
            lines,
            measure,
        })
    }

    fn share(&self) -> Result<ShareChart, QueryProblem> {
        let (index, metric) = self.one_metric("占比图")?;
        if !metric.adds_up() {
            return Err(QueryProblem::new(
                format!("“{}”不是相加得合计的数，没有占比", metric.name),
                "占比图用合计的指标；率用 样式: 条形",
            ));
        }
        if self.asked.table.only.is_some() {
            return Err(QueryProblem::new(
                "占比图要画出全部，不能“只列”一部分",
                "去掉“只列”，或改用 样式: 条形",
            ));
        }
        let mut parts = Vec::new();
        for row in &self.rows {
            let Ok(value) = self.value(index, row) else {
                continue;
            };
            if value.is_sign_negative() && !value.is_zero() {
                return Err(QueryProblem::new(
                    format!("{}的“{}”是负数，画不出占比", row.name, metric.name),
                    "核对这个数；确实是负数的，改用 样式: 条形",
                ));
            }
            let share = of_property(self.scene, &self.asked.table, index, Property::Share, row);
            let share = share.unwrap_or_else(|| DASH.to_owned());
            parts.push((row.name.clone(), self.printed(index, metric, value), share));
        }
        if parts.len() > ShareChart::MOST_PARTS {
            return Err(QueryProblem::new(
                format!(
                    "占比图最多{}份，这里有{}份，黑白印出来分不清",
                    ShareChart::MOST_PARTS,
                    parts.len()
                ),
                "写 行: 类别，或改用 样式: 条形",
            ));
        }
        if parts.iter().all(|(_, value, _)| value.value.is_zero()) {
            return Err(self.nothing());
        }
        Ok(ShareChart {
            parts,
            measure: metric.measure.clone(),
        })
    }

    fn some_value<'v>(
        &self,
        mut values: impl Iterator<Item = &'v Option<ChartValue>>,
    ) -> Result<(), QueryProblem> {
        match values.any(Option::is_some) {
            true => Ok(()),
            false => Err(self.nothing()),
        }
    }

    fn nothing(&self) -> QueryProblem {
        let names: Vec<&str> = self
            .metrics()
            .iter()
            .map(|(_, m)| m.name.as_str())
            .collect();
        QueryProblem::new(
            format!("没有数可画：本期没有单位报“{}”", names.join("、")),
            "在各单位片段的片头里写 指标，或放一个 指标.xlsx",
        )
        .gap()
    }
}
