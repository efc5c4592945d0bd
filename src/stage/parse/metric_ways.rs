//! How a metric (指标) adds up (汇总), as the register has it.

use rust_decimal::Decimal;

use super::choices::{AGGREGATIONS, AggregationWord};
use super::format;
use super::keys;
use super::metric_targets::decimal;
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::registry::ScorePart;
use crate::metric::{Aggregation, MetricRegistry};
use crate::model::{Span, Spanned};
use crate::source::fields::nearest_of;
use crate::source::yaml::Node;
use crate::source::{Fields, value};

/// How a metric adds up, with the names of others as they were typed.
#[derive(Debug)]
pub struct TypedWay {
    pub way: AggregationWord,
    pub span: Span,
    pub numerator: Option<Spanned<String>>,
    pub denominator: Option<Spanned<String>>,
    pub weight: Option<Spanned<String>>,
    pub parts: Vec<TypedPart>,
}

impl TypedWay {
    /// The other metrics that it is computed with, as they were typed.
    #[must_use]
    pub fn named(&self) -> Vec<&Spanned<String>> {
        match self.way {
            AggregationWord::Ratio => [&self.numerator, &self.denominator]
                .into_iter()
                .flatten()
                .collect(),
            AggregationWord::WeightedMean => self.weight.iter().collect(),
            AggregationWord::Score => self.parts.iter().map(|part| &part.metric).collect(),
            AggregationWord::Sum
            | AggregationWord::Mean
            | AggregationWord::Last
            | AggregationWord::Count
            | AggregationWord::Day => Vec::new(),
        }
    }
}

/// Says which of the other metrics that are named have no part in the way that was typed: nothing would come of them.
fn say_unused(typed: &TypedWay, sink: &mut Sink) {
    let parts = typed.parts.first().map(|part| &part.metric);
    let all = [
        ("分子", typed.numerator.as_ref(), AggregationWord::Ratio),
        ("分母", typed.denominator.as_ref(), AggregationWord::Ratio),
        ("权数", typed.weight.as_ref(), AggregationWord::WeightedMean),
        ("计分", parts, AggregationWord::Score),
    ];
    for (key, name, way) in all {
        let Some(name) = name.filter(|_| way != typed.way) else {
            continue;
        };
        let (own, other) = (way_word(typed.way), way_word(way));
        let message = format!("写了“{key}”，这个指标却按{own}算，用不上它");
        let finding = Diagnostic::new(code::BAD_VALUE, name.span, message);
        sink.push(finding.help(format!("删去“{key}”，或者把“汇总”改成 {other}")));
    }
}

#[derive(Debug)]
pub struct TypedPart {
    pub metric: Spanned<String>,
    pub points: Decimal,
    pub cap: Option<Decimal>,
}

/// The word of 汇总; what is no word is reported, with how a ratio is written.
pub fn way_of(node: Node<'_>, sink: &mut Sink) -> Option<AggregationWord> {
    if node.text().is_some() {
        return value::choice(node, "汇总", AGGREGATIONS, sink);
    }
    let words: Vec<&str> = AGGREGATIONS.iter().map(|(_, word)| *word).collect();
    let finding = Diagnostic::new(code::WRONG_TYPE, node.span, "“汇总”应当是一个词");
    sink.push(finding.help(format!(
        "可以写：{}；比率也可以写成 汇总: 签订企业÷建会企业",
        words.join("、")
    )));
    None
}

/// A ratio that is written as one: `签订企业÷建会企业`.
pub fn quotient(node: Node<'_>) -> Option<(Spanned<String>, Spanned<String>)> {
    let text = node.text()?;
    let at = text.find(['÷', '/', '／'])?;
    let sign = text[at..].chars().next()?.len_utf8();
    let side = |text: &str| {
        let name = text.trim();
        (!name.is_empty()).then(|| Spanned::new(name.to_owned(), node.span))
    };
    Some((side(&text[..at])?, side(&text[at + sign..])?))
}

/// What a score is made of.
pub fn parts(node: Node<'_>, sink: &mut Sink) -> Vec<TypedPart> {
    let Some(items) = node.items() else {
        let finding = Diagnostic::new(code::WRONG_TYPE, node.span, "“计分”应当是一个列表");
        sink.push(finding.help("写成 计分: [{指标: 要约书, 分值: 0.1, 封顶: 30}]"));
        return Vec::new();
    };
    let part = |node: Node<'_>| {
        let mut fields = Fields::open(node, &format::SCORE_PART, sink)?;
        let metric = fields
            .require(keys::METRICS, sink)
            .and_then(|node| value::text(node, "指标", sink));
        let points = fields
            .require(keys::POINTS, sink)
            .and_then(|node| decimal(node, "分值", sink));
        let cap = fields
            .get(keys::CAP, sink)
            .and_then(|node| decimal(node, "封顶", sink));
        fields.finish(sink);
        Some(TypedPart {
            metric: metric?,
            points: points?,
            cap,
        })
    };
    items.into_iter().filter_map(part).collect()
}

/// How a metric adds up, with the others found; what is missing is reported.
pub fn aggregation(
    typed: &TypedWay,
    registry: &MetricRegistry,
    sink: &mut Sink,
) -> Option<Aggregation> {
    let find = |name: &Spanned<String>, sink: &mut Sink| other(name, registry, sink);
    let missing = |key: &str, example: &str, sink: &mut Sink| {
        let message = format!("{}缺少“{key}”", way_word(typed.way));
        sink.push(
            Diagnostic::new(code::MISSING_KEY, typed.span, message)
                .help(format!("加上一行，例如 {example}")),
        );
    };
    say_unused(typed, sink);
    match typed.way {
        AggregationWord::Sum => Some(Aggregation::Sum),
        AggregationWord::Mean => Some(Aggregation::Mean),
        AggregationWord::Last => Some(Aggregation::Last),
        AggregationWord::Count => Some(Aggregation::Count),
        AggregationWord::Day => Some(Aggregation::Day),
        AggregationWord::WeightedMean => match &typed.weight {
            Some(weight) => find(weight, sink).map(|weight| Aggregation::WeightedMean { weight }),
            None => {
                missing("权数", "权数: 职工数", sink);
                None
            }
        },
        AggregationWord::Ratio => {
            if typed.numerator.is_none() {
                missing("分子", "分子: 签订企业", sink);
            }
            if typed.denominator.is_none() {
                missing("分母", "分母: 建会企业", sink);
            }
            let numerator = typed.numerator.as_ref().map(|name| find(name, sink));
            let denominator = typed.denominator.as_ref().map(|name| find(name, sink));
            Some(Aggregation::Ratio {
                numerator: numerator??,
                denominator: denominator??,
            })
        }
        AggregationWord::Score => {
            if typed.parts.is_empty() {
                missing("计分", "计分: [{指标: 要约书, 分值: 0.1, 封顶: 30}]", sink);
            }
            let parts = typed.parts.iter().filter_map(|part| {
                Some(ScorePart {
                    metric: find(&part.metric, sink)?,
                    points: part.points,
                    cap: part.cap,
                })
            });
            Some(Aggregation::Score(parts.collect()))
        }
    }
}

fn way_word(way: AggregationWord) -> &'static str {
    let found = AGGREGATIONS.iter().find(|(known, _)| *known == way);
    found.map_or("", |(_, word)| word)
}

/// Another metric that one is computed from.
fn other(name: &Spanned<String>, registry: &MetricRegistry, sink: &mut Sink) -> Option<usize> {
    let Some(index) = registry.find(name) else {
        let message = format!("没有登记“{}”这个指标", name.value);
        let finding = Diagnostic::new(code::UNKNOWN_METRIC, name.span, message);
        sink.push(
            match nearest_of(name, registry.by_name.keys().map(String::as_str)) {
                Some(near) => finding.help(format!("是否为“{near}”？")),
                None => finding.help("先在 metrics.yaml 里登记它"),
            },
        );
        return None;
    };
    Some(index)
}
