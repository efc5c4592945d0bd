//! What was reported in one issue, value by value, each with the place where it was written.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::Amount;
use super::registry::MetricRegistry;
use crate::model::{IssueId, Span};
use crate::zh::date::IssueDate;

/// Where a value was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigurePlace {
    /// The place in its file; of a workbook no more than the file is known.
    pub span: Span,
    /// The cell of a workbook, e.g. `汇总!C5`; empty elsewhere.
    pub cell: String,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedAmount {
    /// The value.
    pub amount: Amount,
    /// How many digits follow its point where it was written, zeros at its end among them: 2 of 2.50.
    pub digits: u32,
    /// Where it was written.
    pub place: FigurePlace,
}

impl ReportedAmount {
    /// Takes the digits of `other`, which says the same at another place, where it has more.
    fn take_digits(&mut self, other: &Self) {
        if self.amount == other.amount {
            self.digits = self.digits.max(other.digits);
        }
    }
}

/// The values of one metric: that of the office itself, and those of units by their codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricFigures {
    /// What a fragment without a unit (单位) says of all together.
    pub whole: Option<ReportedAmount>,
    /// By the code of the unit.
    pub of_unit: BTreeMap<String, ReportedAmount>,
}

/// What was reported in one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueFigures {
    /// The issue.
    pub id: IssueId,
    /// Its date.
    pub date: IssueDate,
    /// By the code of the metric.
    pub of_metric: BTreeMap<String, MetricFigures>,
}

impl IssueFigures {
    /// None yet.
    #[must_use]
    pub fn new(id: IssueId, date: IssueDate) -> Self {
        Self {
            id,
            date,
            of_metric: BTreeMap::new(),
        }
    }

    /// What the unit reported for the metric of this code; without a unit, what the office itself says.
    #[must_use]
    pub fn get(&self, metric: &str, unit: Option<&str>) -> Option<&ReportedAmount> {
        let figures = self.of_metric.get(metric)?;
        match unit {
            Some(unit) => figures.of_unit.get(unit),
            None => figures.whole.as_ref(),
        }
    }

    /// Takes a value down, unless there is one: then that one is returned.
    pub fn put(
        &mut self,
        metric: &str,
        unit: Option<&str>,
        figure: ReportedAmount,
    ) -> Option<&ReportedAmount> {
        if !self.of_metric.contains_key(metric) {
            self.of_metric
                .insert(metric.to_owned(), MetricFigures::default());
        }
        let figures = self.of_metric.get_mut(metric)?;
        match unit {
            Some(unit) => match figures.of_unit.entry(unit.to_owned()) {
                Entry::Occupied(known) => {
                    let known = known.into_mut();
                    known.take_digits(&figure);
                    Some(known)
                }
                Entry::Vacant(place) => {
                    place.insert(figure);
                    None
                }
            },
            None => match &mut figures.whole {
                Some(known) => {
                    known.take_digits(&figure);
                    Some(known)
                }
                none => {
                    *none = Some(figure);
                    None
                }
            },
        }
    }

    /// A short checksum of what was reported, wherever it was written.
    #[must_use]
    pub fn checksum(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (metric, unit, figure) in self.all() {
            hasher.update(format!("{metric}|{unit}|{:?}\n", figure.amount).as_bytes());
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// The place of the first value in each file.
    #[must_use]
    pub fn first_places(&self) -> Vec<Span> {
        let mut places: Vec<Span> = Vec::new();
        for (_, _, figure) in self.all() {
            let place = figure.place.span;
            if !places.iter().any(|known| known.file == place.file) {
                places.push(place);
            }
        }
        places
    }

    /// Every value with the code of its metric and that of its unit, which is empty for what the office itself says.
    fn all(&self) -> impl Iterator<Item = (&str, &str, &ReportedAmount)> {
        self.of_metric.iter().flat_map(|(metric, figures)| {
            let whole = figures.whole.iter().map(|figure| ("", figure));
            let units = figures.of_unit.iter();
            let units = units.map(|(unit, figure)| (unit.as_str(), figure));
            whole
                .chain(units)
                .map(move |(unit, figure)| (metric.as_str(), unit, figure))
        })
    }

    /// The codes of the units that reported anything.
    #[must_use]
    pub fn units(&self) -> BTreeSet<&str> {
        let of_metric = self.of_metric.values();
        let units = of_metric.flat_map(|figures| figures.of_unit.keys());
        units.map(String::as_str).collect()
    }

    /// Whether nothing was reported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of_metric.is_empty()
    }

    /// Whether the same was reported, wherever it was written.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let amounts = |figures: &Self| -> Vec<(String, Option<String>, Amount)> {
            let of = figures.of_metric.iter().flat_map(|(metric, figures)| {
                let whole = figures.whole.iter().map(|figure| (None, figure.amount));
                let units = figures.of_unit.iter();
                let units = units.map(|(unit, figure)| (Some(unit.clone()), figure.amount));
                whole
                    .chain(units)
                    .map(|(unit, amount)| (metric.clone(), unit, amount))
            });
            of.collect()
        };
        self.id == other.id && self.date == other.date && amounts(self) == amounts(other)
    }
}

/// The metrics that the unit of the code `unit` reported `before` and does not `now` (缺项), by their names, in the order of the register. What is computed
/// nobody has to report.
#[must_use]
pub fn missing(
    metrics: &MetricRegistry,
    now: &IssueFigures,
    before: &IssueFigures,
    unit: &str,
) -> Vec<String> {
    let has = |figures: &IssueFigures, code: &str| figures.get(code, Some(unit)).is_some();
    metrics
        .metrics
        .iter()
        .filter(|metric| {
            !metric.is_derived() && has(before, &metric.code) && !has(now, &metric.code)
        })
        .map(|metric| metric.name.clone())
        .collect()
}
