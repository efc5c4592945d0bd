//! How far issues in preparation are: who has reported, and what is missing from whom.

use super::Selection;
use crate::issuance;
use crate::model::{IssueId, LedgerCounts, Reporting, join_lines};
use crate::source::Sources;
use crate::stage::{self, Plan, PlannedIssue};

/// How far one issue is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueStatus {
    /// Which issue.
    pub id: IssueId,
    /// Its title in one line; empty where it has none.
    pub title: String,
    /// Whether it is a draft (草稿).
    pub is_draft: bool,
    /// Who has reported.
    pub reporting: Reporting,
    /// The problems past their time of which nothing is said: unit, number and how they stand.
    pub untold: Vec<(String, String, String)>,
    /// How many problems stand how; none where the issue does not speak of problems.
    pub ledger: Option<LedgerCounts>,
}

impl IssueStatus {
    /// Whether nothing is missing from anybody.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let mut units = self.reporting.units.iter();
        self.untold.is_empty()
            && self.reporting.silent().next().is_none()
            && units.all(|unit| unit.missing.is_empty())
    }
}

/// How far the selected issues are, in the order of the plan. An issue that is named is told of however far it is; of a series, or of all, those in
/// preparation are: the drafts (草稿), or else the last issue of the series where it has not been issued (印发).
#[must_use]
pub fn status(sources: &Sources, plan: &Plan, selection: &Selection) -> Vec<IssueStatus> {
    let selected: Vec<&PlannedIssue> = plan
        .issues
        .iter()
        .filter(|issue| issue.spec.is_some() && selection.includes(&issue.id))
        .collect();
    let has_draft = |series: &str| {
        let mut issues = selected.iter();
        issues.any(|issue| issue.id.series == series && issue.publication.draft)
    };
    let is_last = |issue: &PlannedIssue| {
        let of_series = selected.iter().filter(|o| o.id.series == issue.id.series);
        let last = of_series.max_by_key(|other| (date(other), &other.id));
        last.is_some_and(|last| last.id == issue.id)
    };
    let in_preparation = |issue: &PlannedIssue| {
        if has_draft(&issue.id.series) {
            return issue.publication.draft;
        }
        let former = &issue.publication.former;
        is_last(issue) && issuance::find(sources, &issue.id, former).is_none()
    };
    selected
        .iter()
        .filter(|issue| selection.issue.is_some() || in_preparation(issue))
        .map(|issue| of_issue(sources, plan, issue))
        .collect()
}

fn date(issue: &PlannedIssue) -> Option<crate::zh::date::IssueDate> {
    issue.spec.as_ref().map(|spec| spec.date.value)
}

fn of_issue(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> IssueStatus {
    let collected = stage::collect(sources, plan, issue);
    let untold = collected.untold_problems().into_iter().map(|problem| {
        let number = problem.number.value.clone();
        (problem.unit_names(), number, problem.standing())
    });
    IssueStatus {
        id: issue.id.clone(),
        title: issue
            .spec
            .as_ref()
            .map_or_else(String::new, |spec| join_lines(&spec.title)),
        is_draft: issue.publication.draft,
        untold: untold.collect(),
        ledger: collected.ledger.date.map(|_| collected.ledger.counts()),
        reporting: collected.reporting,
    }
}
