//! What the quotations and tables of one issue may ask about: its own figures, those of the issues before it, and who reports.

use super::parse::SeriesSpec;
use super::plan::{Plan, PlannedIssue};
use super::reach::may_quote;
use crate::metric::{IssueFigures, Scene};
use crate::model::Collected;

/// What is known when `issue` is made; `own` is what was reported in it, and `collected` what its fragments bring besides.
pub fn scene<'a>(
    plan: &'a Plan,
    issue: &PlannedIssue,
    series: &'a SeriesSpec,
    own: &'a IssueFigures,
    collected: &'a Collected,
) -> Scene<'a> {
    let mut earlier: Vec<(&PlannedIssue, &IssueFigures)> = Vec::new();
    if !series.metrics.is_empty() {
        let others = plan.issues.iter().filter(|other| {
            other.id != issue.id && other.id.series == issue.id.series && !other.publication.draft
        });
        earlier.extend(others.filter_map(|other| {
            let figures = other.figures.as_deref()?;
            let is_earlier = figures.date.surely_before(own.date);
            is_earlier.then_some((other, figures))
        }));
        earlier.sort_by_key(|(other, figures)| (figures.date, &other.id));
    }
    // What fewer people may read than this issue must not be told by it, not even as a difference.
    let (open, withheld): (Vec<_>, Vec<_>) = earlier
        .into_iter()
        .partition(|(other, _)| may_quote(issue, other));
    let figures = |issues: Vec<(&'a PlannedIssue, &'a IssueFigures)>| {
        issues.into_iter().map(|(_, figures)| figures).collect()
    };
    let mut scene = Scene::new(&series.metrics, &series.units, own, figures(open));
    scene.withheld = figures(withheld);
    scene.reporting = Some(&collected.reporting);
    scene.ledger = Some(&collected.ledger);
    let expected = collected.reporting.units.iter();
    scene.expected = expected
        .filter_map(|unit| series.units.find(&unit.code))
        .collect();
    scene
}
