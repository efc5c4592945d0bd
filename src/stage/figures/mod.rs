//! What was reported in each issue (指标), from the front matters of its fragments and from spreadsheets beside it: between the plan and the documents.
//!
//! A value stands in one place. Two places that say the same are fine, two that differ are an error shown at both.

mod cells;
mod derived;
mod layout;
mod reader;
mod sheet;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use self::reader::FiguresReader;
use super::collect::brought;
use super::parse::figure_files::figure_files;
use super::plan::{Plan, PlannedIssue};
use crate::diag::{Code, Sink, code};
use crate::metric::IssueFigures;
use crate::source::Sources;

/// What was reported in every issue whose series has metrics, with what is wrong in it, in the order of the plan.
#[must_use]
pub fn figures(sources: &Sources, plan: &Plan) -> Vec<(Option<Arc<IssueFigures>>, Sink)> {
    let of = |issue: &PlannedIssue| {
        let mut sink = Sink::default();
        let figures = of_issue(sources, plan, issue, &mut sink);
        let some = figures.filter(|figures| !figures.is_empty());
        (some.map(Arc::new), sink)
    };
    plan.issues.par_iter().map(of).collect()
}

fn of_issue(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    sink: &mut Sink,
) -> Option<IssueFigures> {
    let series = plan.series_of(issue)?;
    let spec = issue.spec.as_ref()?;
    if series.metrics.is_empty() {
        return None;
    }
    let mut reader = FiguresReader {
        sources,
        metrics: &series.metrics,
        units: &series.units,
        figures: IssueFigures::new(issue.id.clone(), spec.date.value),
        in_brackets: BTreeSet::new(),
        sink,
    };
    for typed in &brought(sources, plan, issue).figures {
        reader.typed(typed);
    }
    for (file, sheet) in figure_files(sources, &issue.id, &spec.figures) {
        sheet::read(&mut reader, file, sheet.as_deref());
    }
    derived::say_disagreeing(&mut reader);
    Some(reader.figures)
}

/// Whether one of the errors so far may have kept figures from being read.
#[must_use]
pub fn figures_are_incomplete(sink: &Sink) -> bool {
    const CAUSES: &[Code] = &[
        code::NOT_UTF8,
        code::BAD_YAML,
        code::UNKNOWN_KEY,
        code::WRONG_TYPE,
        code::DUPLICATE_KEY,
        code::TOO_LARGE,
        code::OPEN_FRONT_MATTER,
        code::BAD_TABLE,
        code::UNREADABLE,
        code::UNKNOWN_UNIT,
        code::UNKNOWN_METRIC,
        code::BAD_FIGURE,
    ];
    sink.errors().any(|finding| CAUSES.contains(&finding.code))
}
