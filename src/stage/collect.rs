//! What fragments bring besides their text, for one issue and over the issues of its series: between the plan and the documents.
//!
//! Only front matters are read here, each once for a plan. What is wrong in them is said where the fragment itself is read.

use std::borrow::Cow;

use super::parse::outline_words::ReportingColumn;
use super::parse::{IssueSpec, OutlineItem, SeriesSpec, front};
use super::plan::{Plan, PlannedIssue};
use super::reach::may_quote;
use super::wanted_units;
use crate::diag::Sink;
use crate::ledger::{Expectation, LedgerIssue, ledger_at, reporting};
use crate::metric::IssueFigures;
use crate::metric::figures::missing;
use crate::model::{
    Collected, Contributions, Delivery, LedgerState, ProblemEntry, ProblemUnit, Reporting,
    UnitRegistry,
};
use crate::source::files::extension;
use crate::source::remarks::UNWRITTEN;
use crate::source::{Content, Sources, front_matter};
use crate::zh::date::IssueDate;

/// What fragments bring to `issue`, and what follows from it.
#[must_use]
pub fn collect(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> Collected {
    let own = brought(sources, plan, issue);
    // What the issue before had is only asked for where there is something to compare with it.
    let previous = match own == &Contributions::default() {
        true => None,
        false => previous(plan, issue)
            .map(|other| (other.id.clone(), brought(sources, plan, other).clone())),
    };
    let ledger = match needs_ledger(sources, issue, own) {
        true => ledger(sources, plan, issue),
        false => LedgerState::default(),
    };
    Collected {
        own: own.clone(),
        previous,
        ledger,
        reporting: who_has_reported(sources, plan, issue),
    }
}

/// What the fragments of `issue` bring; read once.
pub fn brought<'p>(sources: &Sources, plan: &Plan, issue: &'p PlannedIssue) -> &'p Contributions {
    issue.brought.get_or_init(|| {
        let registry = plan.series_of(issue).map(|series| &*series.units);
        contributions(sources, issue, registry)
    })
}

/// What the fragments in the folder of `issue` bring.
fn contributions(
    sources: &Sources,
    issue: &PlannedIssue,
    registry: Option<&UnitRegistry>,
) -> Contributions {
    let mut brought = Contributions::default();
    for (file, path) in sources.below(&issue.id.path()) {
        let Some(Content::Text(text)) = sources.file(file).map(|file| &file.content) else {
            continue;
        };
        if extension(path) != "md" {
            continue;
        }
        let mut unheard = Sink::default();
        let Some(parts) = front_matter::split(text, file, &mut unheard) else {
            continue;
        };
        let before = brought.reports.len();
        front::read(&parts, file, &mut unheard).bring(file, registry, &mut brought);
        for report in brought.reports.iter_mut().skip(before) {
            report.unwritten = text.contains(UNWRITTEN);
        }
    }
    brought
}

/// The date of an issue, where it is known.
fn known(issue: &PlannedIssue) -> Option<&IssueSpec> {
    issue.spec.as_ref().filter(|spec| spec.date_is_known)
}

/// The issue before `issue` in its series (上期): the last one of an earlier date.
fn previous<'a>(plan: &'a Plan, issue: &PlannedIssue) -> Option<&'a PlannedIssue> {
    let date = known(issue)?.date.value;
    let others = plan
        .issues
        .iter()
        .filter(|other| other.id.series == issue.id.series);
    let dated = others.filter_map(|other| Some((known(other)?.date.value, other)));
    dated
        .filter(|(other, _)| other.surely_before(date))
        .max_by_key(|(date, other)| (*date, &other.id))
        .map(|(_, other)| other)
}

/// Whether an issue speaks of problems: its fragments do, or its outline asks for the ledger.
fn needs_ledger(sources: &Sources, issue: &PlannedIssue, own: &Contributions) -> bool {
    // A text may quote how many problems stand how.
    let mut texts = sources.below(&issue.id.path());
    let mut asks =
        !own.problems.is_empty() || texts.any(|(file, _)| sources.text(file).contains("{{问题"));
    if let Some(spec) = &issue.spec {
        OutlineItem::all(&spec.outline, &mut |item| {
            asks |= matches!(item, OutlineItem::Ledger(_));
        });
    }
    asks
}

/// The ledger of problems (问题台账) at the date of `issue`: what the issues of its series up to it say that it may repeat.
#[must_use]
pub fn ledger(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> LedgerState {
    let Some(spec) = known(issue) else {
        return LedgerState::default();
    };
    let date = spec.date.value;
    let registry = plan.series_of(issue).map(|series| &*series.units);
    let in_series = plan
        .issues
        .iter()
        .filter(|other| other.id.series == issue.id.series);
    let mut dated: Vec<_> = in_series
        .filter_map(|other| Some((known(other)?.date.value, other)))
        .filter(|(other_date, other)| {
            let is_own = other.id == issue.id;
            let is_earlier = (*other_date, &other.id) < (date, &issue.id);
            is_own || (is_earlier && may_quote(issue, other))
        })
        .collect();
    dated.sort_by_key(|(date, other)| (*date, &other.id));
    let issues: Vec<LedgerIssue<'_>> = dated
        .into_iter()
        .map(|(date, other)| {
            let entries = &brought(sources, plan, other).problems;
            let entries = match (registry, other.id == issue.id) {
                (Some(registry), false) => Cow::Owned(
                    entries
                        .iter()
                        .map(|entry| of_today(entry, registry))
                        .collect(),
                ),
                _ => Cow::Borrowed(entries.as_slice()),
            };
            LedgerIssue {
                id: &other.id,
                date,
                entries,
            }
        })
        .collect();
    ledger_at(&issues, date)
}

/// An entry of an earlier issue with its units as they are on the date of `registry`: under their names of then, or what they have become.
fn of_today(entry: &ProblemEntry, registry: &UnitRegistry) -> ProblemEntry {
    let today = |unit: &ProblemUnit| -> Vec<ProblemUnit> {
        let find = |code: &str| {
            let mut units = registry.units.iter();
            let unit = units.find(|unit| unit.code == code)?;
            Some(ProblemUnit {
                code: unit.code.clone(),
                name: unit.name.clone(),
            })
        };
        if let Some(unit) = find(&unit.code) {
            return vec![unit];
        }
        let later = registry.history.successors(&unit.code).into_iter();
        let later: Vec<ProblemUnit> = later.filter_map(|life| find(&life.code)).collect();
        match later.is_empty() {
            true => vec![unit.clone()],
            false => later,
        }
    };
    let mut entry = entry.clone();
    entry.units = entry.units.iter().flat_map(today).collect();
    if let Some(reporter) = &entry.reporter {
        let mut units = today(reporter);
        // What has become several units has no single reporter, and their problem is all of theirs.
        if entry.units.is_empty() && entry.content.is_some() {
            entry.units = units.clone();
        }
        entry.reporter = units.pop().filter(|_| units.is_empty());
    }
    entry
}

/// Who has to report for `issue`, and who has.
/// Who has reported for `issue`, with what is missing; and for the issues of the year before it, where its outline asks.
fn who_has_reported(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> Reporting {
    let mut reporting = reported_for(sources, plan, issue);
    let asks = issue.spec.as_ref().is_some_and(asks_for_the_year);
    if issue.figures.is_none() && !asks {
        return reporting;
    }
    let earlier = earlier(plan, issue);
    if let (Some(series), Some(now)) = (plan.series_of(issue), issue.figures.as_deref()) {
        for unit in &mut reporting.units {
            if unit.delivery == Delivery::Report {
                let mut before = earlier
                    .iter()
                    .rev()
                    .filter_map(|(_, other)| other.figures.as_deref());
                let before = before.find(|figures| figures.units().contains(unit.code.as_str()));
                unit.missing = before.map_or_else(Vec::new, |before| {
                    missing(&series.metrics, now, before, &unit.code)
                });
            }
        }
    }
    if asks {
        let year = known(issue).map(|spec| spec.date.value.year);
        let of_year = earlier.iter().filter(|(date, _)| Some(date.year) == year);
        reporting.earlier = of_year
            .map(|(date, other)| (*date, reported_for(sources, plan, other).units))
            .collect();
    }
    reporting
}

fn reported_for(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> Reporting {
    let (Some(spec), Some(series)) = (&issue.spec, plan.series_of(issue)) else {
        return Reporting::default();
    };
    let reports = &brought(sources, plan, issue).reports;
    let figures = issue.figures.as_deref();
    let in_figures = figures.map(IssueFigures::units).unwrap_or_default();
    let closing = spec.closing.as_ref();
    reporting(&expected(spec, series), reports, &in_figures, closing)
}

/// The issues of the series before `issue` that it may quote, the oldest first.
fn earlier<'p>(plan: &'p Plan, issue: &PlannedIssue) -> Vec<(IssueDate, &'p PlannedIssue)> {
    let Some(date) = known(issue).map(|spec| spec.date.value) else {
        return Vec::new();
    };
    let others = plan.issues.iter().filter(|other| {
        other.id.series == issue.id.series
            && other.id != issue.id
            && !other.publication.draft
            && may_quote(issue, other)
    });
    let dated = others.filter_map(|other| Some((known(other)?.date.value, other)));
    let mut earlier: Vec<_> = dated
        .filter(|(other, _)| other.surely_before(date))
        .collect();
    earlier.sort_by_key(|(date, other)| (*date, &other.id));
    earlier
}

/// Whether the outline has a table of who reported over the year.
fn asks_for_the_year(spec: &IssueSpec) -> bool {
    use ReportingColumn::{EachIssue, LateThisYear, SilentThisYear};
    let mut asks = false;
    OutlineItem::all(&spec.outline, &mut |item| {
        if let OutlineItem::Reporting(item) = item {
            let mut columns = item.columns.iter();
            asks |= columns
                .any(|column| matches!(column.value, EachIssue | LateThisYear | SilentThisYear));
        }
    });
    asks
}

fn expected(spec: &IssueSpec, series: &SeriesSpec) -> Vec<Expectation> {
    let units = wanted_units::of_issue(spec, series).into_iter();
    let units = units.filter_map(|index| series.units.units.get(index));
    let expected = units.map(|unit| Expectation {
        code: unit.code.clone(),
        name: unit.name.clone(),
        category: unit.category.clone(),
    });
    expected.collect()
}
