//! The pages that lead to the issues: home, one for each series, one for each year of a series, one for each topic and unit, one for each former address.

mod home;
mod moved;
mod series;
mod subject;
mod summary;
mod year;

pub use summary::summary;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Entry, OutputFile, Series, Site};
use crate::render::html::{TemplateError, Templates};

/// Draws all index pages. `series` stand in the order of the home page, `issues` in reading order, oldest first within a series.
///
/// Issues of a series that is not among `series` are left out.
///
/// # Errors
/// A fault in the templates.
pub fn pages(
    templates: &Templates,
    site: &Site,
    series: &[Arc<Series>],
    issues: &[Entry],
) -> Result<Vec<OutputFile>, TemplateError> {
    let shelves: Vec<Shelf<'_>> = series
        .iter()
        .map(|series| Shelf::new(series, issues))
        .collect();
    let known: Vec<&Series> = series.iter().map(|series| &**series).collect();
    let listed: Vec<&Entry> = shelves.iter().flat_map(Shelf::issues).collect();
    let mut files = vec![home::page(templates, site, &shelves)?];
    for shelf in &shelves {
        files.push(series::page(templates, site, shelf)?);
        for index in 0..shelf.years.len() {
            files.push(year::page(templates, site, shelf, index)?);
        }
    }
    files.extend(subject::pages(templates, site, &known, &listed)?);
    files.extend(moved::pages(templates, site, issues)?);
    Ok(files)
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

    fn page_path(&self) -> String {
        format!("{}/index.html", self.series.code)
    }

    fn year_path(&self, year: u16) -> String {
        format!("{}/{year}/index.html", self.series.code)
    }
}
