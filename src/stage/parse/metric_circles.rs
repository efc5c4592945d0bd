//! Metrics (指标) that are computed from one another: never from themselves, however long the way round is, and not in more layers than anybody follows.

use std::collections::BTreeSet;

use super::metric_ways::TypedWay;
use super::path::shortened;
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::MetricRegistry;
use crate::model::Span;

/// So many layers of metrics, each computed from the one below; offices have two or three.
const MAX_LAYERS: usize = 32;
/// So many metrics of a circle are named in a message.
const NAMED: usize = 8;

/// Which other metrics one is computed from, each with the place where it is named.
type Edges = Vec<(usize, Span)>;

/// How far the metrics below one are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Followed {
    Not,
    /// It stands on the way that is being followed.
    Open,
    /// All below it has been followed: so many layers.
    Done(usize),
}

/// The metrics that cannot be computed as `ways` say: those that close a circle, and those above too many layers. Each is reported where it names the metric
/// that leads on.
pub fn not_computable(
    registry: &MetricRegistry,
    ways: &[TypedWay],
    sink: &mut Sink,
) -> BTreeSet<usize> {
    let edges: Vec<Edges> = ways
        .iter()
        .map(|way| {
            let named = way.named().into_iter();
            named
                .filter_map(|name| Some((registry.find(name)?, name.span)))
                .collect()
        })
        .collect();
    let mut walk = Walk {
        registry,
        edges: &edges,
        seen: vec![Followed::Not; edges.len()],
        refused: BTreeSet::new(),
        is_depth_said: false,
    };
    for start in 0..edges.len() {
        walk.from(start, sink);
    }
    walk.refused
}

struct Walk<'a> {
    registry: &'a MetricRegistry,
    edges: &'a [Edges],
    seen: Vec<Followed>,
    refused: BTreeSet<usize>,
    is_depth_said: bool,
}

impl Walk<'_> {
    /// Follows everything below `start`, without recursion: the way may be as long as the register.
    fn from(&mut self, start: usize, sink: &mut Sink) {
        if self.seen[start] != Followed::Not {
            return;
        }
        self.seen[start] = Followed::Open;
        // The metrics on the way, each with the edge that is followed next.
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((metric, next)) = way.last_mut() {
            let metric = *metric;
            let Some((other, span)) = self.edges[metric].get(*next).copied() else {
                way.pop();
                self.close(metric, sink);
                continue;
            };
            *next += 1;
            match self.seen.get(other) {
                Some(Followed::Not) => {
                    self.seen[other] = Followed::Open;
                    way.push((other, 0));
                }
                Some(Followed::Open) if !self.refused.contains(&metric) => {
                    let begin = way.iter().position(|(on_way, _)| *on_way == other);
                    let circle: Vec<usize> = way[begin.unwrap_or(0)..]
                        .iter()
                        .map(|(metric, _)| *metric)
                        .collect();
                    self.say_circle(&circle, span, sink);
                    self.refused.insert(metric);
                }
                _ => {}
            }
        }
    }

    /// All below `metric` has been followed.
    fn close(&mut self, metric: usize, sink: &mut Sink) {
        let mut layers = 0;
        let mut deepest = None;
        for (other, span) in &self.edges[metric] {
            if let Some(Followed::Done(below)) = self.seen.get(*other)
                && below + 1 > layers
            {
                layers = below + 1;
                deepest = Some(*span);
            }
        }
        if self.refused.contains(&metric) {
            layers = 0;
        }
        if let Some(span) = deepest.filter(|_| layers > MAX_LAYERS) {
            self.refused.insert(metric);
            layers = 0;
            // Those above it have the same cause.
            if !std::mem::replace(&mut self.is_depth_said, true) {
                let message = format!(
                    "“{}”由别的指标算出来，一层套一层超过{MAX_LAYERS}层",
                    self.name(metric)
                );
                let finding = Diagnostic::new(code::TOO_DEEP, span, message);
                sink.push(finding.help("少套几层：直接写最下面报上来的那些指标"));
            }
        }
        self.seen[metric] = Followed::Done(layers);
    }

    fn say_circle(&self, circle: &[usize], span: Span, sink: &mut Sink) {
        let message = match circle {
            [own] => format!("“{}”要用它自己来算", self.name(*own)),
            circle => {
                let names = circle.iter().take(NAMED).map(|metric| self.name(*metric));
                let mut names: Vec<String> = names.collect();
                if circle.len() > NAMED {
                    names.push(format!("……（共{}个）", circle.len()));
                }
                names.extend(names.first().cloned());
                format!(
                    "这些指标互相要用，绕成一圈，算不出来：{}",
                    names.join(" → ")
                )
            }
        };
        let help = "改正“分子”“分母”“权数”或“计分”：算一个指标用的，不能又要用它来算";
        sink.push(Diagnostic::new(code::BAD_VALUE, span, message).help(help));
    }

    fn name(&self, metric: usize) -> String {
        let metric = self.registry.get(metric);
        metric.map_or_else(String::new, |metric| shortened(&metric.name))
    }
}
