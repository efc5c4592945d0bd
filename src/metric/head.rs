//! Heads of tables that offices keep: which metric a cell names, in which unit of measure, and of which time its column speaks.

use super::MetricRegistry;
use super::amount::{converts, half_width, measure_base};

/// What a cell of a head names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadName {
    /// The metric.
    pub metric: usize,
    /// The unit of measure behind its name.
    pub measure: Option<String>,
    /// Of which time it speaks.
    pub time: HeadTime,
}

/// Of which time a column speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadTime {
    /// It does not say.
    #[default]
    Unsaid,
    /// Of this issue: 本期.
    Now,
    /// Of more or of another: 累计, 上期.
    Other,
}

const NOW: &[&str] = &[
    "本期",
    "本月",
    "本季",
    "本季度",
    "本周",
    "当月",
    "当期",
    "当季",
    "本期数",
    "本月数",
    "数",
    "数量",
];

const OTHER: &[&str] = &[
    "累计",
    "本年累计",
    "全年累计",
    "今年累计",
    "年度累计",
    "累计数",
    "截至目前",
    "年初至今",
    "今年以来",
    "上期",
    "上月",
    "上季度",
    "上周",
    "上期数",
    "上月数",
    "上年",
    "上年数",
    "去年",
    "上年同期",
    "去年同期",
    "同期",
    "同比",
    "环比",
    "增减",
    "较上期",
    "较上月",
    "较上年同期",
    "占比",
    "名次",
    "排名",
    "目标",
    "任务",
    "任务数",
    "完成率",
];

/// What offices count and measure in, besides what is registered.
const MEASURES: &[&str] = &[
    "元",
    "份",
    "人",
    "家",
    "个",
    "户",
    "件",
    "次",
    "项",
    "名",
    "场",
    "条",
    "篇",
    "天",
    "%",
    "‰",
    "人次",
    "吨",
    "台",
    "套",
    "座",
    "公里",
    "米",
    "平方米",
    "亩",
    "小时",
    "册",
    "例",
    "起",
    "对",
    "批",
    "处",
];

/// `text` as words of a head: without spaces, with signs as a Latin keyboard has them.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .collect()
}

/// Of which time the word speaks; none for any other word.
#[must_use]
pub fn time_of(word: &str) -> HeadTime {
    let word = plain(word);
    match word.as_str() {
        word if NOW.contains(&word) => HeadTime::Now,
        word if OTHER.contains(&word) => HeadTime::Other,
        word if word.contains("累计") => HeadTime::Other,
        _ => HeadTime::Unsaid,
    }
}

/// The unit of measure that `word` is: `元`, `（万元）`, `单位：百份`; none where it is something else.
#[must_use]
pub fn measure_of(metrics: &MetricRegistry, word: &str) -> Option<String> {
    let word = plain(word);
    let word = word
        .trim_start_matches(['(', '['])
        .trim_end_matches([')', ']']);
    let word = ["计量单位:", "金额单位:", "单位:"]
        .iter()
        .find_map(|start| word.strip_prefix(start))
        .unwrap_or(word);
    let base = measure_base(word);
    let mut registered = metrics.metrics.iter().map(|metric| metric.measure.as_str());
    let known = MEASURES.contains(&base)
        || !base.is_empty() && registered.any(|own| own == word || measure_base(own) == base);
    known.then(|| word.to_owned())
}

/// What a cell of a head names: a metric, perhaps with its unit of measure or its time in brackets behind it: `要约书（份）`, `金额（元）`, `要约书（累计）`.
#[must_use]
pub fn named(metrics: &MetricRegistry, text: &str) -> Option<HeadName> {
    let typed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = HeadName {
        metric: 0,
        measure: None,
        time: HeadTime::Unsaid,
    };
    if typed.is_empty() {
        return None;
    }
    if let Some(metric) = metrics.find(&typed) {
        return Some(HeadName { metric, ..whole });
    }
    let (name, behind) = typed.split_once(['（', '(', '/', '／', '，', ',', '：', ':'])?;
    let metric = metrics.find(name)?;
    let behind = behind.trim_end_matches(['）', ')']);
    match time_of(behind) {
        HeadTime::Unsaid => {}
        time => {
            return Some(HeadName {
                metric,
                time,
                ..whole
            });
        }
    }
    let measure = Some(measure_of(metrics, behind)?);
    Some(HeadName {
        metric,
        measure,
        ..whole
    })
}

/// The name of a metric that a cell of a head begins with, and the words behind it in brackets that are neither a unit of measure nor a time.
#[must_use]
pub fn nearly_named<'m>(metrics: &'m MetricRegistry, text: &str) -> Option<(&'m str, String)> {
    let typed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (name, behind) = typed.split_once(['（', '('])?;
    let metric = metrics.get(metrics.find(name)?)?;
    let behind = behind.trim_end_matches(['）', ')']).to_owned();
    named(metrics, text)
        .is_none()
        .then_some((&metric.name, behind))
}

/// Whether values measured in `measure` can be taken for the metric at `index`.
#[must_use]
pub fn fits(metrics: &MetricRegistry, index: usize, measure: &str) -> bool {
    metrics
        .get(index)
        .is_some_and(|metric| converts(measure, &metric.measure))
}

/// What a line above a table says of the units of measure in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureLine {
    /// These: `单位：万元`, `（计量单位：万元、%）`.
    Known(Vec<String>),
    /// One that nobody knows: `计量单位：箱`.
    Unknown(String),
}

/// What the `line` above a table says of units of measure; none where it speaks of something else (填报单位：青禾县).
#[must_use]
pub fn measures_above(metrics: &MetricRegistry, line: &str) -> Option<MeasureLine> {
    const OFFICES: &[&str] = &[
        "填报", "填表", "报送", "制表", "主管", "责任", "牵头", "编制", "主办", "承办", "汇总",
    ];
    let line = plain(line);
    let (before, rest) = line.rsplit_once("单位:")?;
    if OFFICES.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let rest = rest.split([')', ']', ';', '。']).next().unwrap_or_default();
    let words: Vec<&str> = rest.split(['、', ',', '/', '和']).collect();
    let known: Vec<String> = words
        .iter()
        .filter_map(|word| measure_of(metrics, word))
        .collect();
    if known.len() == words.len() {
        return Some(MeasureLine::Known(known));
    }
    // What is longer is the name of an office.
    let is_said = before.ends_with("计量") || before.ends_with("金额");
    (is_said || (1..=2).contains(&rest.chars().count()))
        .then(|| MeasureLine::Unknown(rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{Aggregation, Direction, Metric, MetricTargets};
    use crate::model::{FileId, Span};

    fn register() -> MetricRegistry {
        let mut register = MetricRegistry::default();
        for (index, (name, measure)) in [("要约书", "份"), ("金额", "万元")].into_iter().enumerate()
        {
            register.metrics.push(Metric {
                code: name.to_owned(),
                name: name.to_owned(),
                measure: measure.to_owned(),
                aggregation: Aggregation::Sum,
                decimals: None,
                targets: MetricTargets::default(),
                better: Direction::Higher,
                dense_ranks: false,
                lights: None,
                span: Span::file_start(FileId(0)),
            });
            register.by_name.insert(name.to_owned(), index);
        }
        register
    }

    #[test]
    fn a_head_names_a_metric_with_its_measure_or_its_time() {
        let register = register();
        for (text, metric, measure, time) in [
            ("要约书", 0, None, HeadTime::Unsaid),
            ("要约书（份）", 0, Some("份"), HeadTime::Unsaid),
            ("金 额（元）", 1, Some("元"), HeadTime::Unsaid),
            ("金额（单位：亿元）", 1, Some("亿元"), HeadTime::Unsaid),
            ("金额/吨", 1, Some("吨"), HeadTime::Unsaid),
            ("要约书（本月）", 0, None, HeadTime::Now),
            ("要约书(累计)", 0, None, HeadTime::Other),
        ] {
            let wanted = HeadName {
                metric,
                measure: measure.map(str::to_owned),
                time,
            };
            assert_eq!(named(&register, text), Some(wanted), "{text}");
        }
        for text in ["", "单位", "要约书（含市直）", "宣传（份）"] {
            assert_eq!(named(&register, text), None, "{text}");
        }
        assert!(fits(&register, 1, "元") && !fits(&register, 1, "吨"));
        let nearly = nearly_named(&register, "要约书（箱）");
        assert_eq!(nearly, Some(("要约书", "箱".to_owned())));
        assert_eq!(nearly_named(&register, "要约书（份）"), None);
    }

    #[test]
    fn a_line_above_says_the_measure_and_not_the_office() {
        let register = register();
        let known = |words: &[&str]| {
            Some(MeasureLine::Known(
                words.iter().map(|word| (*word).to_owned()).collect(),
            ))
        };
        for (line, wanted) in [
            ("单位：元", known(&["元"])),
            ("（计量单位：万元、%）", known(&["万元", "%"])),
            ("填报单位：市总工会　　金额单位：元", known(&["元"])),
            ("截至6月底（单位：百份）", known(&["百份"])),
            (
                "计量单位：箱子",
                Some(MeasureLine::Unknown("箱子".to_owned())),
            ),
            ("单位：箱", Some(MeasureLine::Unknown("箱".to_owned()))),
            ("填报单位：青禾县", None),
            ("单位：青禾县总工会", None),
            ("单位", None),
            ("进度表", None),
        ] {
            assert_eq!(measures_above(&register, line), wanted, "{line}");
        }
    }
}
