//! What every list of the archive is drawn from: the series with their issues, newest first.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::contribution::ContributionTally;
use crate::model::{Entry, Series, Site, UnitRegistry};
use crate::render::html::Templates;
use crate::site::Route;

/// What every list is drawn from.
pub(super) struct ArchiveContext<'a> {
    pub(super) templates: &'a Templates,
    pub(super) site: &'a Site,
    /// In the order of the home page.
    pub(super) series: &'a [&'a Series],
    pub(super) shelves: &'a [Shelf<'a>],
    pub(super) registers: &'a [Arc<UnitRegistry>],
    /// Every issue of `series`, the latest first.
    pub(super) newest: Vec<&'a Entry>,
    /// What the site tells of contributions (供稿), year by year, the last first.
    pub(super) contributions: &'a [ContributionTally],
}

/// A series with its issues, newest first.
pub(super) struct Shelf<'a> {
    pub(super) series: &'a Series,
    /// Newest first.
    pub(super) years: Vec<Year<'a>>,
}

/// The issues of one year, newest first.
pub(super) struct Year<'a> {
    pub(super) year: u16,
    pub(super) issues: Vec<&'a Entry>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(series: &'a Series, issues: &'a [Entry]) -> Self {
        let mut years: BTreeMap<u16, Vec<&Entry>> = BTreeMap::new();
        for issue in issues.iter().rev() {
            if issue.summary.id.series == series.code {
                years.entry(issue.summary.id.year).or_default().push(issue);
            }
        }
        let years = years
            .into_iter()
            .rev()
            .map(|(year, issues)| Year { year, issues });
        Self {
            series,
            years: years.collect(),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.years.iter().map(|year| year.issues.len()).sum()
    }

    pub(super) fn issues(&self) -> impl Iterator<Item = &'a Entry> {
        self.years
            .iter()
            .flat_map(|year| year.issues.iter().copied())
    }

    pub(super) fn route(&self) -> Route {
        Route::series(&self.series.code)
    }
}
