//! The pages that lead to the issues: home, series and their years, months, and what is gathered by unit, topic, column and number; and one for each former address.

mod dated;
mod home;
mod months;
mod moved;
mod numbers;
mod related;
mod series;
mod summary;
mod taxonomy;
mod term;

pub use related::related;
pub use summary::summary;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Entry, OutputFile, Series, Site, UnitRegistry};
use crate::render::html::{TemplateError, Templates};
use crate::site::Route;

/// Draws all index pages. `series` stand in the order of the home page, `issues` in reading order, oldest first within a series.
/// `registers` are those of the series; they say in which order and under which category the units are listed.
///
/// Issues of a series that is not among `series` are left out.
///
/// # Errors
/// A fault in the templates.
pub fn pages(
    templates: &Templates,
    site: &Site,
    series: &[Arc<Series>],
    registers: &[Arc<UnitRegistry>],
    issues: &[Entry],
) -> Result<Vec<OutputFile>, TemplateError> {
    let shelves: Vec<Shelf<'_>> = series
        .iter()
        .map(|series| Shelf::new(series, issues))
        .collect();
    let known: Vec<&Series> = series.iter().map(|series| &**series).collect();
    let mut newest: Vec<&Entry> = shelves.iter().flat_map(Shelf::issues).collect();
    // The sort is stable: issues of one day stay in the order of their series.
    newest.sort_by_key(|entry| std::cmp::Reverse(entry.summary.date));
    let whole = ArchiveContext {
        templates,
        site,
        series: &known,
        shelves: &shelves,
        registers,
        newest,
    };
    let mut files = vec![home::page(&whole)?];
    let of_series: Result<Vec<Vec<OutputFile>>, TemplateError> = shelves
        .par_iter()
        .map(|shelf| series::pages(&whole, shelf))
        .collect();
    files.extend(of_series?.into_iter().flatten());
    files.extend(months::pages(&whole)?);
    files.extend(term::pages(&whole)?);
    files.extend(moved::pages(templates, site, issues)?);
    Ok(files)
}

/// What every list is drawn from.
struct ArchiveContext<'a> {
    templates: &'a Templates,
    site: &'a Site,
    /// In the order of the home page.
    series: &'a [&'a Series],
    shelves: &'a [Shelf<'a>],
    registers: &'a [Arc<UnitRegistry>],
    /// Every issue of `series`, the latest first.
    newest: Vec<&'a Entry>,
}

/// A series with its issues, newest first.
struct Shelf<'a> {
    series: &'a Series,
    /// Newest first.
    years: Vec<Year<'a>>,
}

/// The issues of one year, newest first.
struct Year<'a> {
    year: u16,
    issues: Vec<&'a Entry>,
}

impl<'a> Shelf<'a> {
    fn new(series: &'a Series, issues: &'a [Entry]) -> Self {
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

    fn count(&self) -> usize {
        self.years.iter().map(|year| year.issues.len()).sum()
    }

    fn issues(&self) -> impl Iterator<Item = &'a Entry> {
        self.years
            .iter()
            .flat_map(|year| year.issues.iter().copied())
    }

    fn route(&self) -> Route {
        Route::series(&self.series.code)
    }
}
