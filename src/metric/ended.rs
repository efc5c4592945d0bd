//! Units that are no longer there (撤并): what they reported before counts for the unit that they have become, where it can be added to that unit's own.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Aggregation, Amount, IssueFigures, Metric, MetricRegistry, ReportedAmount};
use crate::model::{IssueId, UnitLife, UnitRegistry};

/// A figure of a unit that has been merged into another (并入), added to that one's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedFigure {
    /// The issue in which it was reported.
    pub issue: IssueId,
    /// The code of the metric.
    pub metric: String,
    /// The code of the unit that reported it.
    pub from: String,
    /// The code of the unit that it counts for.
    pub to: String,
    /// The figure itself, with its place.
    pub figure: ReportedAmount,
    /// The codes of units that make up that one and did not report the metric then.
    pub missing: Vec<String>,
}

/// What has become of a unit that is not in the register of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate<'a> {
    /// It is a part of this unit now.
    Merged(&'a str),
    /// It is now these.
    Split(Vec<&'a str>),
    /// Nothing has come in its place.
    Gone,
}

/// The units that are not in the register of today and were there before.
#[must_use]
pub fn ended(units: &UnitRegistry) -> Vec<&UnitLife> {
    let known: BTreeSet<&str> = units.units.iter().map(|unit| unit.code.as_str()).collect();
    let lives = units.history.units.iter();
    lives
        .filter(|life| !known.contains(life.code.as_str()))
        .collect()
}

/// What has become of the unit of the code `unit`, in units of today.
#[must_use]
pub fn fate<'a>(units: &'a UnitRegistry, unit: &str) -> Fate<'a> {
    let today = |code: &str| units.units.iter().find(|unit| unit.code == code);
    let mut open: Vec<&str> = vec![unit];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found: BTreeSet<&'a str> = BTreeSet::new();
    while let Some(code) = open.pop() {
        if !seen.insert(code) {
            continue;
        }
        match today(code) {
            Some(unit) => {
                found.insert(&unit.code);
            }
            None => {
                let became = units.history.life(code).map(|life| life.became.as_slice());
                open.extend(became.unwrap_or_default().iter().map(String::as_str));
            }
        }
    }
    let found: Vec<&'a str> = found.into_iter().collect();
    match found.as_slice() {
        [] => Fate::Gone,
        [one] => Fate::Merged(one),
        _ => Fate::Split(found),
    }
}

/// Whether the values of several units make one by adding them up.
fn adds_up(metric: &Metric) -> bool {
    matches!(metric.aggregation, Aggregation::Sum | Aggregation::Last)
}

/// The figures of an issue before as the units of today would have reported them, and what was added to what.
#[must_use]
pub fn of_today<'f>(
    metrics: &MetricRegistry,
    units: &UnitRegistry,
    figures: &'f IssueFigures,
) -> (Cow<'f, IssueFigures>, Vec<JoinedFigure>) {
    let mut today = Cow::Borrowed(figures);
    let mut joined = Vec::new();
    let ended = ended(units);
    let was_there = |life: &UnitLife| {
        let mut times = life.names.iter();
        times.any(|(_, period)| period.holds(Some(figures.date)))
    };
    for metric in metrics.metrics.iter().filter(|metric| adds_up(metric)) {
        let Some(of_metric) = figures.of_metric.get(&metric.code) else {
            continue;
        };
        for life in &ended {
            let Some(own) = of_metric.of_unit.get(&life.code) else {
                continue;
            };
            let (Fate::Merged(to), Some(value)) = (fate(units, &life.code), own.amount.number())
            else {
                continue;
            };
            let all = today.to_mut().of_metric.get_mut(&metric.code);
            let Some(of_today) = all.map(|all| &mut all.of_unit) else {
                continue;
            };
            match of_today.get_mut(to) {
                Some(there) => {
                    let sum = there
                        .amount
                        .number()
                        .and_then(|there| there.checked_add(value));
                    let Some(sum) = sum else { continue };
                    there.amount = Amount::Number(sum);
                    there.digits = there.digits.max(own.digits);
                }
                None => {
                    of_today.insert(to.to_owned(), own.clone());
                }
            }
            of_today.remove(&life.code);
            let others = units.history.life(to).into_iter();
            let others = others.chain(ended.iter().copied().filter(|other| {
                other.code != life.code && fate(units, &other.code) == Fate::Merged(to)
            }));
            let missing = others
                .filter(|other| was_there(other) && !of_metric.of_unit.contains_key(&other.code));
            joined.push(JoinedFigure {
                issue: figures.id.clone(),
                metric: metric.code.clone(),
                from: life.code.clone(),
                to: to.to_owned(),
                figure: own.clone(),
                missing: missing.map(|other| other.code.clone()).collect(),
            });
        }
    }
    (today, joined)
}

/// Takes the stocks (末期值) of units that are no longer there out of the figures of a year: they are nowhere, or in what has been reported since by those that have
/// come in their place.
pub fn forget_stocks(metrics: &MetricRegistry, units: &UnitRegistry, year: &mut IssueFigures) {
    let ended = ended(units);
    for metric in metrics
        .metrics
        .iter()
        .filter(|metric| metric.aggregation == Aggregation::Last)
    {
        let Some(all) = year.of_metric.get_mut(&metric.code) else {
            continue;
        };
        for life in &ended {
            let stays = match fate(units, &life.code) {
                Fate::Gone => false,
                Fate::Merged(to) => !all.of_unit.contains_key(to),
                Fate::Split(parts) => !parts.iter().any(|part| all.of_unit.contains_key(*part)),
            };
            if !stays {
                all.of_unit.remove(&life.code);
            }
        }
    }
}
