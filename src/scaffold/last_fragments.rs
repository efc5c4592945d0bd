//! What the fragments of units in the last issue were called, and what they reported.

use std::collections::BTreeMap;

use crate::diag::Sink;
use crate::metric::MetricRegistry;
use crate::source::Sources;
use crate::source::files::extension;
use crate::source::markdown::guard::LineEnds;
use crate::source::yaml_text::scalar;
use crate::stage::parse::download::Downloads;
use crate::stage::parse::{IssueSpec, fragment};

/// The fragments of units that an issue has.
#[derive(Debug, Default)]
pub(super) struct LastFragments {
    pub(super) fragments: Vec<UnitFragment>,
}

/// A fragment that names its unit.
#[derive(Debug)]
pub(super) struct UnitFragment {
    /// The path below the issue's folder.
    pub(super) path: String,
    /// The unit, as it was typed.
    pub(super) unit: String,
    /// The metrics (指标) that it reports, as they were typed.
    metrics: Vec<String>,
}

impl LastFragments {
    /// Those of `last`.
    pub(super) fn of(sources: &Sources, last: Option<&IssueSpec>) -> Self {
        let Some(last) = last else {
            return Self::default();
        };
        let path = last.id.path();
        let mut fragments = Vec::new();
        for (file, name) in sources.below(&path) {
            if extension(name) != "md" {
                continue;
            }
            let parsed = fragment::parse(
                sources,
                file,
                &last.id,
                &Downloads::default(),
                LineEnds::default(),
                &mut Sink::default(),
            );
            let Some(parsed) = parsed else { continue };
            if let Some(unit) = parsed.unit {
                let metrics = parsed.metrics.into_iter().map(|metric| metric.value);
                fragments.push(UnitFragment {
                    path: name[path.len() + 1..].to_owned(),
                    unit: unit.value,
                    metrics: metrics.collect(),
                });
            }
        }
        Self { fragments }
    }

    /// The folder in which most of them lie; none for that of the issue.
    pub(super) fn usual_folder(&self) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for UnitFragment { path, .. } in &self.fragments {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            *counts.entry(folder).or_default() += 1;
        }
        let (folder, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        (!folder.is_empty()).then(|| folder.to_owned())
    }

    /// The metrics that any of them reports.
    pub(super) fn metrics(&self) -> Vec<&str> {
        let all = self.fragments.iter().flat_map(|fragment| &fragment.metrics);
        all.map(String::as_str).collect()
    }
}

/// The lines of a front matter in which a unit fills in its figures, in the order of the register: a remark until then, so that nothing is reported by
/// leaving it. Empty where nothing was `reported` last.
pub(super) fn figures_line(registry: &MetricRegistry, reported: &[&str]) -> String {
    let asked = registry.metrics.iter().enumerate().filter(|(index, _)| {
        let mut names = reported.iter();
        names.any(|name| registry.find(name) == Some(*index))
    });
    let asked: Vec<String> = asked
        .map(|(_, metric)| format!("{}: ", scalar(&metric.name)))
        .collect();
    if asked.is_empty() {
        return String::new();
    }
    format!(
        "# 报数：填上数，删去下一行行首的“# ”；本期没有的数，连名称一起删去\n# 指标: {{{}}}\n",
        asked.join(", ")
    )
}
