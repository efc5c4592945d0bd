//! Which issues of a site the content shows no longer: those that may not be shown, wherever they were moved to, and those whose folders are not there.

use std::collections::BTreeSet;

use super::Request;
use super::documents::BuiltIssue;
use crate::model::{IssueId, join_lines};
use crate::publish::Manifest;
use crate::stage::Plan;

/// The issues that the site has and that may not be shown: by their places, by those where they stood (原址), and, where they have been moved without a word, by
/// title and date.
pub fn left_out(plan: &Plan, issues: &[BuiltIssue], old: &Manifest) -> BTreeSet<IssueId> {
    let hidden: BTreeSet<&IssueId> = issues
        .iter()
        .filter(|issue| issue.left_out.is_some())
        .map(|issue| &issue.id)
        .collect();
    let planned: BTreeSet<&IssueId> = plan.issues.iter().map(|issue| &issue.id).collect();
    let mut found: BTreeSet<IssueId> = hidden.iter().copied().cloned().collect();
    for issue in plan
        .issues
        .iter()
        .filter(|issue| hidden.contains(&issue.id))
    {
        let former = issue.publication.former.iter();
        found.extend(former.filter(|id| !planned.contains(id)).cloned());
        let Some(spec) = &issue.spec else { continue };
        let lines: Vec<&str> = spec.title.iter().map(|line| line.value.as_str()).collect();
        let title = join_lines(&lines);
        let same = old.issues.values().filter(|record| {
            let summary = &record.summary;
            !planned.contains(&summary.id)
                && summary.title == title
                && summary.date == spec.date.value
        });
        found.extend(same.map(|record| record.summary.id.clone()));
    }
    found.retain(|id| old.issue(id).is_some());
    found
}

/// The issues whose folders are gone, and of which nothing says where they are.
pub fn lost<'a>(
    request: &Request<'_>,
    plan: &Plan,
    issues: &[BuiltIssue],
    old: &'a Manifest,
) -> BTreeSet<&'a IssueId> {
    let mut accounted: BTreeSet<&IssueId> = issues.iter().map(|issue| &issue.id).collect();
    accounted.extend(
        plan.issues
            .iter()
            .flat_map(|issue| &issue.publication.former),
    );
    let ids = old.issues.values().map(|record| &record.summary.id);
    ids.filter(|id| {
        !accounted.contains(id)
            && request.selection.includes(id)
            && !plan.broken_series.contains(&id.series)
            && !plan.headless.contains(id)
    })
    .collect()
}
