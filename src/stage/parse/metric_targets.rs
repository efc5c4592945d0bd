//! What metrics (指标) are to reach (目标).

use std::collections::BTreeMap;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::format;
use super::keys;
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::{MetricRegistry, MetricTargets};
use crate::model::UnitRegistry;
use crate::source::fields::nearest_of;
use crate::source::yaml::Node;
use crate::source::{Fields, Key, value};

/// A number.
pub fn decimal(node: Node<'_>, name: &str, sink: &mut Sink) -> Option<Decimal> {
    let typed = value::text(node, name, sink)?;
    let plain = typed
        .value
        .trim_end_matches(['%', '％'])
        .replace([',', '，'], "");
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let is_plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = Decimal::from_str(&plain).ok().filter(|_| is_plain);
    if number.is_none() {
        let message = format!("“{name}”应当是一个数，这里是“{}”", typed.value);
        sink.push(Diagnostic::new(code::WRONG_TYPE, typed.span, message).help("写成 300 或 95.5"));
    }
    number
}

/// `目标: 300` for each unit, or `目标: {总体: 5000, 各单位: 300, 类别: {…}, 单位: {…}}`.
pub fn targets(node: Node<'_>, sink: &mut Sink) -> MetricTargets {
    let mut targets = MetricTargets::default();
    if node.entries().is_none() {
        targets.each = decimal(node, "目标", sink);
        return targets;
    }
    let Some(mut fields) = Fields::open(node, &format::TARGETS, sink) else {
        return targets;
    };
    let mut number = |key: Key, sink: &mut Sink| {
        let node = fields.get(key, sink)?;
        decimal(node, key.zh, sink)
    };
    targets.overall = number(keys::OVERALL, sink);
    targets.each = number(keys::EACH, sink);
    let mut numbers = |key: Key, sink: &mut Sink| -> BTreeMap<String, Decimal> {
        let entries = fields.get(key, sink).and_then(|node| {
            if node.entries().is_none() {
                let message = format!("“{}”应当由“名称: 数”组成", key.zh);
                let finding = Diagnostic::new(code::WRONG_TYPE, node.span, message);
                sink.push(finding.help(format!("写成 {}: {{名称: 300}}", key.zh)));
            }
            node.entries()
        });
        let entries = entries.unwrap_or_default().into_iter();
        entries
            .filter_map(|(name, node)| Some((name.text()?, decimal(node, key.zh, sink)?)))
            .collect()
    };
    targets.of_category = numbers(keys::CATEGORY, sink);
    targets.of_unit = numbers(keys::UNIT, sink);
    fields.finish(sink);
    targets
}

/// Units and categories named in targets, which the register of units must have.
pub fn check_targets(metrics: &MetricRegistry, units: &UnitRegistry, sink: &mut Sink) {
    let categories = units.categories();
    for metric in &metrics.metrics {
        let unknown_units = metric.targets.of_unit.keys().filter(|name| {
            units.find_by_any_name(name).is_none() && units.history.named(name).is_empty()
        });
        let unknown_categories = metric
            .targets
            .of_category
            .keys()
            .filter(|name| categories.iter().all(|group| group.name != **name));
        for (name, what) in unknown_units
            .map(|name| (name, "单位"))
            .chain(unknown_categories.map(|name| (name, "类别")))
        {
            let message = format!(
                "“{}”的目标里写了“{name}”，单位登记表里没有这个{what}",
                metric.name
            );
            let known = units.by_name.keys().map(String::as_str);
            let known = known.chain(categories.iter().map(|group| group.name.as_str()));
            let finding = Diagnostic::new(code::UNKNOWN_UNIT, metric.span, message);
            sink.push(match nearest_of(name, known) {
                Some(near) => finding.help(format!("是否为“{near}”？")),
                None => finding.help("写登记表里的名称"),
            });
        }
    }
}

/// The register with the units in its targets by their codes.
#[must_use]
pub fn with_codes(metrics: &MetricRegistry, units: &UnitRegistry) -> MetricRegistry {
    let mut metrics = metrics.clone();
    for metric in &mut metrics.metrics {
        let named = std::mem::take(&mut metric.targets.of_unit);
        metric.targets.of_unit = named
            .into_iter()
            .map(|(name, target)| {
                let unit = units
                    .find_by_any_name(&name)
                    .and_then(|unit| units.units.get(unit));
                (unit.map_or(name, |unit| unit.code.clone()), target)
            })
            .collect();
    }
    metrics
}
