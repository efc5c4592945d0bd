//! The figures (指标) of earlier issues that an issue may quote, as its record (印发记录) knows them.

use crate::issuance::PastFigures;
use crate::stage::{Plan, PlannedIssue};

/// The figures of the issues before `issue` in its series that lie in its year or the year before, the oldest first; none where it has no figures itself.
pub(super) fn past_figures(plan: &Plan, issue: &PlannedIssue) -> Vec<PastFigures> {
    let Some(own) = issue.figures.as_deref() else {
        return Vec::new();
    };
    let others = plan.issues.iter().filter(|other| {
        other.id != issue.id && other.id.series == issue.id.series && !other.publication.draft
    });
    let mut past: Vec<_> = others
        .filter_map(|other| other.figures.as_deref())
        .filter(|other| other.date.surely_before(own.date) && other.date.year + 1 >= own.date.year)
        .collect();
    past.sort_by_key(|figures| (figures.date, &figures.id));
    past.into_iter()
        .map(|figures| PastFigures {
            issue: figures.id.clone(),
            checksum: figures.checksum(),
            places: figures.first_places(),
        })
        .collect()
}
