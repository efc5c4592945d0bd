//! `metrics.yaml`: the register of metrics (指标登记表).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::choices::{AggregationWord, DIRECTIONS, TIES};
use super::dated::{self, Gap};
use super::metric_circles::not_computable;
use super::metric_lights::thresholds;
use super::metric_targets::targets;
use super::metric_ways::{TypedWay, aggregation, parts, quotient, way_of};
use super::units::is_code;
use super::{format, keys, read};
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::answer::is_fixed;
use crate::metric::query::Property;
use crate::metric::{Aggregation, Amount, Metric, MetricRegistry, amount};
use crate::model::{Dated, FileId, Span, Spanned};
use crate::source::fields::nearest_of;
use crate::source::yaml::Node;
use crate::source::{Fields, Key, Sources, value, whole_number};

/// A register of metrics as it was on each day.
#[derive(Clone, Debug, Default)]
pub struct MetricsFile {
    /// What it says.
    pub registers: Dated<Arc<MetricRegistry>>,
    /// Times for which a key with versions has none.
    pub gaps: Vec<Gap>,
}

/// Reads a register.
pub fn parse(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<MetricsFile> {
    let yaml = read::yaml(sources, file, sink)?;
    let timeline = dated::timeline(&yaml, sink);
    let registers = Dated::made(&timeline.starts, |period| {
        let mut own = Sink::default();
        let yaml = dated::at(&yaml, period.from);
        let registry = registry(yaml.root(), &mut own);
        sink.append_new(own);
        registry.map(Arc::new)
    })?;
    Some(MetricsFile {
        registers,
        gaps: timeline.gaps,
    })
}

const EXAMPLE: &str = "指标: [{名称: 要约书, 计量单位: 份, 汇总: 合计}]";

/// The register at one time: first every metric by itself, then what they say of one another.
fn registry(root: Node<'_>, sink: &mut Sink) -> Option<MetricRegistry> {
    let mut fields = Fields::open(root, &format::METRICS, sink)?;
    let node = fields.require(keys::METRICS, sink);
    fields.finish(sink);
    let node = node?;
    let Some(items) = node.items() else {
        let message = format!("“指标”应当是一个列表，这里是{}", node.kind());
        sink.push(
            Diagnostic::new(code::WRONG_TYPE, node.span, message)
                .help(format!("写成 {EXAMPLE}，每个指标一项")),
        );
        return None;
    };
    let mut registry = MetricRegistry::default();
    let mut places: BTreeMap<String, Span> = BTreeMap::new();
    let mut typed = Vec::new();
    for item in items {
        if let Some((metric, names, way)) = metric(item, sink) {
            register(&mut registry, &mut places, metric, names, sink);
            typed.push(way);
        }
    }
    let refused = not_computable(&registry, &typed, sink);
    for (index, way) in typed.iter().enumerate() {
        let aggregation = aggregation(way, &registry, sink);
        if refused.contains(&index) {
            continue;
        }
        if let (Some(metric), Some(aggregation)) = (registry.metrics.get_mut(index), aggregation) {
            metric.aggregation = aggregation;
        }
    }
    Some(registry)
}

fn metric(node: Node<'_>, sink: &mut Sink) -> Option<(Metric, Vec<String>, TypedWay)> {
    let mut fields = Fields::open(node, &format::METRIC, sink)?;
    let name = fields
        .require(keys::NAME, sink)
        .and_then(|node| value::text(node, "名称", sink));
    let mut line = |key: Key, sink: &mut Sink| {
        let node = fields.get(key, sink)?;
        value::text(node, key.zh, sink)
    };
    let typed_code = line(keys::CODE, sink);
    let measure = line(keys::MEASURE, sink);
    let (mut numerator, mut denominator) =
        (line(keys::NUMERATOR, sink), line(keys::DENOMINATOR, sink));
    let weight = line(keys::WEIGHT, sink);
    let aliases = fields
        .get(keys::ALIASES, sink)
        .map(|node| value::lines(node, "别名", sink))
        .unwrap_or_default();
    let way = fields.get(keys::AGGREGATION, sink);
    let way_span = way.map(|node| node.span);
    let quotient = way.and_then(quotient);
    let way = match &quotient {
        Some(_) => Some(AggregationWord::Ratio),
        None => way.and_then(|node| way_of(node, sink)),
    };
    if let Some((above, below)) = quotient {
        for typed in [&numerator, &denominator].into_iter().flatten() {
            let message = "比率写了两处：“汇总”里已经有分子和分母";
            let finding = Diagnostic::new(code::BAD_VALUE, typed.span, message);
            sink.push(finding.help("删去“分子”“分母”，或者把“汇总”改成 比率"));
        }
        numerator.get_or_insert(above);
        denominator.get_or_insert(below);
    }
    let decimals = fields
        .get(keys::DECIMALS, sink)
        .and_then(|node| whole_number::read(node, "小数", sink));
    let better = fields
        .get(keys::BETTER, sink)
        .and_then(|node| value::choice(node, "方向", DIRECTIONS, sink))
        .unwrap_or_default();
    let dense_ranks = fields
        .get(keys::TIES, sink)
        .and_then(|node| value::choice(node, "并列", TIES, sink))
        .unwrap_or_default();
    let targets = fields
        .get(keys::TARGET, sink)
        .map(|node| targets(node, sink))
        .unwrap_or_default();
    let lights = fields
        .get(keys::LIGHTS, sink)
        .and_then(|node| thresholds(node, better, sink));
    let parts = fields
        .get(keys::SCORE, sink)
        .map(|node| parts(node, sink))
        .unwrap_or_default();
    fields.finish(sink);
    let name = name?;
    let mut names = vec![name.clone()];
    names.extend(aliases);
    for name in &names {
        check_name(name, sink);
    }
    if let Some(typed) = typed_code.as_ref().filter(|typed| !is_code(typed)) {
        let message = format!("代号“{}”不能用在数据文件里", typed.value);
        sink.push(
            Diagnostic::new(code::BAD_VALUE, typed.span, message)
                .help("代号只用小写英文字母、数字和连字符，如 yaoyue"),
        );
    }
    let decimals = decimals.filter(|decimals| {
        if decimals.value > 6 {
            let message = format!("小数{}位太多了", decimals.value);
            sink.push(Diagnostic::new(code::BAD_VALUE, decimals.span, message).help("写 0 到 6"));
        }
        decimals.value <= 6
    });
    let metric_code = typed_code.map_or_else(|| name.value.clone(), |typed| typed.value);
    let mut all: Vec<String> = names.into_iter().map(|name| name.value).collect();
    all.push(metric_code.clone());
    let measure = measure.map(|measure| measure.value.replace('％', "%"));
    let metric = Metric {
        code: metric_code,
        name: name.value,
        measure: measure.unwrap_or_default(),
        aggregation: Aggregation::Sum,
        decimals: decimals.map(|decimals| decimals.value),
        targets,
        better,
        dense_ranks,
        lights,
        span: node.span,
    };
    // What names its two parts is a ratio, and what names a weight is weighted, without being told.
    let guessed = match (&numerator, &weight, parts.is_empty()) {
        (Some(_), _, _) => AggregationWord::Ratio,
        (None, Some(_), _) => AggregationWord::WeightedMean,
        (None, None, false) => AggregationWord::Score,
        (None, None, true) => AggregationWord::Sum,
    };
    let way = TypedWay {
        way: way.unwrap_or(guessed),
        span: way_span.unwrap_or(node.span),
        numerator,
        denominator,
        weight,
        parts,
    };
    Some((metric, all, way))
}

/// A name must be one that can be quoted.
fn check_name(name: &Spanned<String>, sink: &mut Sink) {
    let taken = Property::of(name).is_some() || is_fixed(name) || name.value == "问题";
    let sign = name
        .chars()
        .find(|c| "{}｛｝@＠.．·".contains(*c) || c.is_whitespace());
    let (message, help) = match sign {
        _ if name.is_empty() => ("指标的名称是空的".to_owned(), "写上名称，如 要约书"),
        _ if taken => (
            format!("“{}”是引用数字时另有用处的词，不能作指标的名称", name.value),
            "换一个名称，如 合计 改成 总数",
        ),
        Some(sign) => (
            format!("指标的名称里不能有“{sign}”，引用时会读错"),
            "去掉它；计量单位写在“计量单位”里",
        ),
        None => return,
    };
    sink.push(Diagnostic::new(code::BAD_VALUE, name.span, message).help(help));
}

fn register(
    registry: &mut MetricRegistry,
    places: &mut BTreeMap<String, Span>,
    metric: Metric,
    mut names: Vec<String>,
    sink: &mut Sink,
) {
    let index = registry.metrics.len();
    names.sort();
    names.dedup();
    for name in names {
        if let Some(first) = places.get(&name) {
            let message = format!("“{name}”已经是另一个指标的名称、代号或别名");
            sink.push(
                Diagnostic::new(code::DUPLICATE_NAME, metric.span, message)
                    .related(*first, "那个指标在这里")
                    .help("每个名称、代号、别名只能属于一个指标"),
            );
            continue;
        }
        places.insert(name.clone(), metric.span);
        registry.by_name.insert(name, index);
    }
    registry.metrics.push(metric);
}

/// The metric that an issue names; an unknown one is reported with the nearest known.
pub fn find(metrics: &MetricRegistry, name: &Spanned<String>, sink: &mut Sink) -> Option<usize> {
    let found = metrics.find(name);
    if found.is_none() {
        let message = match metrics.is_empty() {
            true => format!("还没有指标登记表，查不到“{}”", name.value),
            false => format!("指标登记表里没有“{}”", name.value),
        };
        let finding = Diagnostic::new(code::UNKNOWN_METRIC, name.span, message);
        sink.push(
            match nearest_of(name, metrics.by_name.keys().map(String::as_str)) {
                Some(near) => finding.help(format!("是否为“{near}”？")),
                None => finding.help(format!("在 metrics.yaml 里登记它：{EXAMPLE}")),
            },
        );
    }
    found
}

/// Reads a value that was typed for `metric`, in `measure` where its column says another one than is registered; what is none is reported at `place`, with `name` (a cell) before it.
pub fn amount_of(
    typed: &str,
    measure: Option<&str>,
    metric: &Metric,
    place: Span,
    name: &str,
    sink: &mut Sink,
) -> Option<Amount> {
    match amount::read_in(typed, measure, metric) {
        Ok(amount) => amount,
        Err(error) => {
            let before = if name.is_empty() {
                String::new()
            } else {
                format!("{name}：")
            };
            let message = format!("{before}“{}”的值“{typed}”{error}", metric.name);
            let help = match metric.aggregation {
                Aggregation::Count => "写 是 或 否".to_owned(),
                Aggregation::Day => "写成 2026-03-18".to_owned(),
                _ if metric.measure.is_empty() => "只写数，如 300；没有的写 —".to_owned(),
                _ => format!("只写数，如 300，计量单位是{}；没有的写 —", metric.measure),
            };
            sink.push(Diagnostic::new(code::BAD_FIGURE, place, message).help(help));
            None
        }
    }
}
