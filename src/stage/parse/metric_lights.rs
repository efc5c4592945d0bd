//! From where on a metric (指标) shows green, yellow or red (亮灯).

use super::format;
use super::keys;
use super::metric_targets::decimal;
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::Direction;
use crate::metric::registry::{LightBasis, SignalThresholds};
use crate::source::yaml::Node;
use crate::source::{Fields, value};

/// `亮灯: {绿: 85, 黄: 80}`, perhaps with `按: 累计完成率`.
pub fn thresholds(node: Node<'_>, better: Direction, sink: &mut Sink) -> Option<SignalThresholds> {
    let mut fields = Fields::open(node, &format::LIGHTS, sink)?;
    let basis = fields
        .get(keys::BY, sink)
        .and_then(|node| value::choice(node, "按", LightBasis::WORDS, sink))
        .unwrap_or_default();
    let green = fields.require(keys::GREEN, sink);
    let green = green.and_then(|node| decimal(node, "绿", sink));
    let yellow = fields.require(keys::YELLOW, sink);
    let yellow = yellow.and_then(|node| decimal(node, "黄", sink));
    fields.finish(sink);
    let (green, yellow) = (green?, yellow?);
    let lower = better == Direction::Lower && !basis.is_completion();
    let is_turned = if lower {
        green > yellow
    } else {
        green < yellow
    };
    if is_turned {
        let message = match lower {
            true => "“亮灯”的绿比黄高，而这个指标越低越好",
            false => "“亮灯”的绿比黄低",
        };
        let finding = Diagnostic::new(code::BAD_VALUE, node.span, message);
        sink.push(finding.help(format!("写成 亮灯: {{绿: {yellow}, 黄: {green}}}")));
        return None;
    }
    Some(SignalThresholds {
        basis,
        green,
        yellow,
    })
}
