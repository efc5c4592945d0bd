//! Everything that a quotation or a table may ask about: the registers on the issue's date, its own figures, and those of the issues before it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::aggregate::{self, Computation, inputs, over_issues, sources};
use super::ended::{JoinedFigure, forget_stocks, of_today};
use super::{Aggregation, IssueFigures, MetricRegistry};
use crate::model::{LedgerState, Reporting, UnitRegistry};
use crate::zh::date::IssueDate;

/// What is known when an issue is made.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The metrics as they are registered on its date.
    pub metrics: &'a MetricRegistry,
    /// The units as they are registered on its date.
    pub units: &'a UnitRegistry,
    /// What was reported in the issue itself.
    pub now: &'a IssueFigures,
    /// What was reported in the issues of the series before it, the oldest first; what units reported that are no longer there counts for those that they have
    /// become.
    pub earlier: Vec<Cow<'a, IssueFigures>>,
    /// What was counted so.
    pub joined: Vec<JoinedFigure>,
    /// What was reported in issues before it that fewer people may read: nothing of them may be told.
    pub withheld: Vec<&'a IssueFigures>,
    /// The units that have to report (应报单位), as indices into the register.
    pub expected: BTreeSet<usize>,
    /// Who has reported.
    pub reporting: Option<&'a Reporting>,
    /// The ledger of problems (问题台账) at the issue's date.
    pub ledger: Option<&'a LedgerState>,
    /// By the metric, those that it is made of included.
    year_so_far: Vec<OnceLock<IssueFigures>>,
}

impl<'a> Scene<'a> {
    /// What is known when the issue of `now` is made.
    #[must_use]
    pub fn new(
        metrics: &'a MetricRegistry,
        units: &'a UnitRegistry,
        now: &'a IssueFigures,
        earlier: Vec<&'a IssueFigures>,
    ) -> Self {
        let mut joined = Vec::new();
        let is_any_ended = !super::ended::ended(units).is_empty();
        let earlier = earlier.into_iter().map(|figures| {
            if !is_any_ended {
                return Cow::Borrowed(figures);
            }
            let (figures, own) = of_today(metrics, units, figures);
            joined.extend(own);
            figures
        });
        let earlier = earlier.collect();
        Self {
            metrics,
            units,
            now,
            earlier,
            joined,
            withheld: Vec::new(),
            expected: BTreeSet::new(),
            reporting: None,
            ledger: None,
            year_so_far: metrics.metrics.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The code of the unit at `unit`.
    #[must_use]
    pub fn code(&self, unit: usize) -> &'a str {
        self.units.units.get(unit).map_or("", |unit| &unit.code)
    }

    /// The printed name of the unit at `unit`.
    #[must_use]
    pub fn name(&self, unit: usize) -> &'a str {
        self.units.units.get(unit).map_or("", |unit| &unit.name)
    }

    /// The value of a metric for one unit in this issue.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of_unit(&self, metric: usize, unit: usize) -> Computation {
        aggregate::of_unit(self.metrics, metric, self.now, Some(self.code(unit)))
    }

    /// The value of a metric for several units together, or for all.
    ///
    /// # Errors
    /// Why there is none.
    pub fn together(&self, metric: usize, units: Option<&[usize]>) -> Computation {
        self.together_in(metric, self.now, units)
    }

    /// As [`Scene::together`], of the figures of another issue.
    ///
    /// # Errors
    /// Why there is none.
    pub fn together_in(
        &self,
        metric: usize,
        figures: &IssueFigures,
        units: Option<&[usize]>,
    ) -> Computation {
        let codes: Option<Vec<&str>> =
            units.map(|units| units.iter().map(|unit| self.code(*unit)).collect());
        aggregate::together(self.metrics, metric, figures, codes.as_deref())
    }

    /// The units of the register that have a value of the metric, with it, in the order of the register; `among` narrows them.
    #[must_use]
    pub fn values(&self, metric: usize, among: Option<&[usize]>) -> Vec<(usize, Decimal)> {
        let all = 0..self.units.units.len();
        all.filter(|unit| among.is_none_or(|among| among.contains(unit)))
            .filter_map(|unit| Some((unit, self.of_unit(metric, unit).ok()?)))
            .collect()
    }

    /// What a unit, or several together, is to reach: all together what is said of all, or else the sum of what each is to reach where the values are summed
    /// too.
    #[must_use]
    pub fn target(&self, metric: usize, units: Units<'_>) -> Option<Decimal> {
        let metric = self.metrics.get(metric)?;
        let of = |unit: usize| {
            let unit = self.units.units.get(unit)?;
            metric.targets.of(&unit.code, unit.category.as_deref())
        };
        let sums = matches!(metric.aggregation, Aggregation::Sum | Aggregation::Last);
        let all = |units: &[usize]| {
            let targets: Option<Vec<Decimal>> = units.iter().map(|unit| of(*unit)).collect();
            let targets = targets.filter(|targets| !targets.is_empty())?;
            match sums {
                true => Some(targets.into_iter().sum()),
                false => {
                    let first = *targets.first()?;
                    targets
                        .iter()
                        .all(|target| *target == first)
                        .then_some(first)
                }
            }
        };
        match units {
            Units::One(unit) => of(unit),
            Units::Some(units) => all(units),
            Units::All => metric.targets.overall.or_else(|| {
                let units: Vec<usize> = self.expected.iter().copied().collect();
                all(&units)
            }),
        }
    }

    /// The issue before this one in which the metric was reported (上期).
    ///
    /// # Errors
    /// [`Withheld`] where that issue is one of those that fewer people may read.
    pub fn previous(&self, metric: usize) -> Result<Option<&IssueFigures>, Withheld<'a>> {
        let mut earlier = self.earlier.iter().rev().map(Cow::as_ref);
        let found = earlier.find(|issue| self.has(issue, metric));
        let mut withheld = self.withheld.iter().rev().copied();
        match withheld.find(|issue| self.has(issue, metric)) {
            Some(hidden) if found.is_none_or(|found| found.date <= hidden.date) => {
                Err(Withheld(hidden))
            }
            _ => Ok(found),
        }
    }

    /// The issue of a year before (上年同期): that of the same month, and of several the one whose day is nearest.
    ///
    /// # Errors
    /// [`Withheld`] where there is only one that fewer people may read.
    pub fn year_before(&self, metric: usize) -> Result<Option<&IssueFigures>, Withheld<'a>> {
        let date = self.now.date;
        let is_then = |issue: &IssueFigures| {
            issue.date.year + 1 == date.year && issue.date.month == date.month
        };
        let days = |other: IssueDate| {
            let day = |date: IssueDate| i32::from(date.day.unwrap_or(1));
            (day(other) - day(date)).abs()
        };
        let fits = |issue: &IssueFigures| is_then(issue) && self.has(issue, metric);
        let earlier = self.earlier.iter().map(Cow::as_ref);
        let withheld = self.withheld.iter().copied();
        let found = earlier
            .filter(|issue| fits(issue))
            .min_by_key(|issue| days(issue.date));
        match (
            found,
            withheld
                .filter(|issue| fits(issue))
                .min_by_key(|issue| days(issue.date)),
        ) {
            (None, Some(hidden)) => Err(Withheld(hidden)),
            (found, _) => Ok(found),
        }
    }

    /// The figures of all issues of the year up to this one (累计).
    ///
    /// # Errors
    /// [`Withheld`] where fewer people may read one of them.
    pub fn year_so_far(&self, metric: usize) -> Result<&IssueFigures, Withheld<'a>> {
        let year = self.now.date.year;
        let mut hidden = self.withheld.iter().filter(|issue| issue.date.year == year);
        if let Some(hidden) = hidden.find(|issue| self.has(issue, metric)) {
            return Err(Withheld(hidden));
        }
        // Nobody asks for a metric that is not registered.
        let Some(known) = self.year_so_far.get(metric) else {
            return Ok(self.now);
        };
        Ok(known.get_or_init(|| {
            let asked = inputs(self.metrics, metric);
            let year = over_issues(self.metrics, &asked, &self.issues_of_year());
            let mut year = year.unwrap_or_else(|| self.now.clone());
            forget_stocks(self.metrics, self.units, &mut year);
            year
        }))
    }

    /// The last `count` issues in which anything was reported, this one among them, the oldest first; without a number those of the year.
    #[must_use]
    pub fn issues(&self, count: Option<usize>) -> Vec<&IssueFigures> {
        let Some(count) = count else {
            return self.issues_of_year();
        };
        let all = self.earlier.iter().map(Cow::as_ref).chain([self.now]);
        let skipped = (self.earlier.len() + 1).saturating_sub(count.max(1));
        all.skip(skipped).collect()
    }

    /// The issues of the year up to this one in which anything was reported, the oldest first.
    #[must_use]
    pub fn issues_of_year(&self) -> Vec<&IssueFigures> {
        let year = self.now.date.year;
        let earlier = self.earlier.iter().map(Cow::as_ref);
        earlier
            .filter(|issue| issue.date.year == year)
            .chain([self.now])
            .collect()
    }

    fn has(&self, issue: &IssueFigures, metric: usize) -> bool {
        let sources = sources(self.metrics, metric).into_iter();
        let mut codes = sources.filter_map(|index| self.metrics.get(index));
        codes.any(|metric| issue.of_metric.contains_key(&metric.code))
    }
}

/// An issue of which nothing may be told, as fewer people may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withheld<'a>(pub &'a IssueFigures);

/// One unit, several, or all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units<'u> {
    /// One, as an index into the register.
    One(usize),
    /// Several.
    Some(&'u [usize]),
    /// All.
    All,
}
