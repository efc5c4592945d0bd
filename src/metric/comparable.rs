//! Whether what is compared is of the same units: who reported then and not now, and what of units that are no longer there is in a total and in no row.

use super::aggregate::{inputs, of_unit};
use super::ended::{Fate, JoinedFigure, ended, fate};
use super::scene::Scene;
use super::{Aggregation, IssueFigures};

/// The units by which two issues differ, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OtherUnits<'a> {
    /// Those that had a value before and have none now.
    pub gone: Vec<&'a str>,
    /// Those that have a value now and had none before.
    pub come: Vec<&'a str>,
    /// Those that had a value before and are no longer there.
    pub ended: Vec<&'a str>,
}

/// A unit that is no longer there, with its figures under its own name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EndedUnit<'a> {
    pub name: &'a str,
    pub fate: Fate<'a>,
}

impl<'a> Scene<'a> {
    /// The units by which `before` differs from this issue in the metric; `among` narrows them.
    pub(super) fn other_units(
        &self,
        metric: usize,
        before: &IssueFigures,
        among: Option<&[usize]>,
    ) -> OtherUnits<'a> {
        let mut others = OtherUnits::default();
        let all = 0..self.units.units.len();
        for unit in all.filter(|unit| among.is_none_or(|among| among.contains(unit))) {
            let had = of_unit(self.metrics, metric, before, Some(self.code(unit)));
            match (had.is_ok(), self.of_unit(metric, unit).is_ok()) {
                (true, false) => others.gone.push(self.name(unit)),
                (false, true) => others.come.push(self.name(unit)),
                _ => {}
            }
        }
        if among.is_none() {
            for unit in self.ended_units(metric, before) {
                let (Fate::Split(parts), now) = (&unit.fate, self.now) else {
                    others.ended.push(unit.name);
                    continue;
                };
                let has = |part: &&str| of_unit(self.metrics, metric, now, Some(part)).is_ok();
                // What a unit has been split into is the whole of it, once all of that has reported.
                match parts.iter().all(has) {
                    true => {
                        let parts: Vec<&str> =
                            parts.iter().map(|part| self.name_of(part)).collect();
                        others.come.retain(|name| !parts.contains(name));
                    }
                    false => others.ended.push(unit.name),
                }
            }
        }
        others
    }

    /// The units that are no longer there and have a value of the metric, or of one that it is made of, in `figures` that counts for no unit of today.
    pub(super) fn ended_units(&self, metric: usize, figures: &IssueFigures) -> Vec<EndedUnit<'a>> {
        let codes: Vec<&str> = inputs(self.metrics, metric)
            .into_iter()
            .filter_map(|index| Some(self.metrics.get(index)?.code.as_str()))
            .collect();
        let has = |unit: &str| {
            codes
                .iter()
                .any(|metric| figures.get(metric, Some(unit)).is_some())
        };
        let all = ended(self.units).into_iter().filter(|life| has(&life.code));
        all.map(|life| EndedUnit {
            name: life.name(),
            fate: fate(self.units, &life.code),
        })
        .collect()
    }

    /// What of the metric, or of those that it is made of, was reported in `issue` by units that have been merged into others.
    pub(super) fn joined_in(&self, metric: usize, issue: &IssueFigures) -> Vec<&JoinedFigure> {
        let codes: Vec<&str> = inputs(self.metrics, metric)
            .into_iter()
            .filter_map(|index| Some(self.metrics.get(index)?.code.as_str()))
            .collect();
        let all = self.joined.iter();
        all.filter(|joined| joined.issue == issue.id && codes.contains(&joined.metric.as_str()))
            .collect()
    }

    /// The name of the unit of this code, today's or its last.
    pub(super) fn name_of(&self, code: &str) -> &'a str {
        let today = self.units.units.iter().find(|unit| unit.code == code);
        let last = || self.units.history.life(code).map(|life| life.name());
        today
            .map(|unit| unit.name.as_str())
            .or_else(last)
            .unwrap_or_default()
    }

    /// Why the value of one unit in `issue` is not that of what the unit is today; none where it is.
    pub(super) fn unlike_today(
        &self,
        metric: usize,
        unit: usize,
        issue: &IssueFigures,
    ) -> Option<String> {
        let (code, name) = (self.code(unit), self.name(unit));
        let metric_name = &self.metrics.get(metric)?.name;
        let merged = self.ended_units(metric, issue).into_iter();
        let left: Vec<&str> = merged
            .filter(|ended| ended.fate == Fate::Merged(code))
            .map(|ended| ended.name)
            .collect();
        if !left.is_empty() {
            return Some(format!(
                "“{name}”的“{metric_name}”不能相加，以前的数不含并入的{}",
                left.join("、")
            ));
        }
        let joined = self.joined_in(metric, issue).into_iter();
        let mut missing: Vec<&str> = joined
            .filter(|joined| joined.to == code)
            .flat_map(|joined| &joined.missing)
            .map(|code| self.name_of(code))
            .collect();
        missing.dedup();
        (!missing.is_empty()).then(|| {
            format!(
                "“{name}”是合并来的，{}的“{metric_name}”里没有{}的数",
                issue.id,
                missing.join("、")
            )
        })
    }

    /// Whether the metric is a stock, of which a total with other units is no comparison.
    pub(super) fn is_stock(&self, metric: usize) -> bool {
        let metric = self.metrics.get(metric);
        metric.is_some_and(|metric| metric.aggregation == Aggregation::Last)
    }
}
