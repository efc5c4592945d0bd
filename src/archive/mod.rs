//! The pages that lead to the issues: home, series and their years, months, and what is gathered by unit, topic, column and number; the open problems; one for each former address, and one for those that lead nowhere.

mod context;
mod contributions;
mod dated;
mod home;
mod months;
mod moved;
mod not_found;
mod numbers;
mod open_problems;
mod related;
mod series;
mod summary;
mod taxonomy;
mod term;
mod term_pages;
mod unit_figures;
mod unit_lives;

pub use related::related;
pub use summary::summary;

use std::sync::Arc;

use rayon::prelude::*;

use self::context::{ArchiveContext, Shelf};
use self::open_problems::OpenProblems;
use crate::contribution::ContributionTally;
use crate::model::{Entry, OutputFile, Series, Site, UnitRegistry};
use crate::render::html::{TemplateError, Templates};

/// Draws all index pages. `series` stand in the order of the home page, `issues` in reading order, oldest first within a series.
/// `registers` are those of the series; they say in which order and under which category the units are listed. `contributions` are what the site tells of
/// who sent which texts, year by year.
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
    contributions: &[ContributionTally],
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
        contributions,
    };
    let problems = OpenProblems::of(&whole);
    let mut files = vec![home::page(&whole, &problems)?];
    let of_series: Result<Vec<Vec<OutputFile>>, TemplateError> = shelves
        .par_iter()
        .map(|shelf| series::pages(&whole, shelf))
        .collect();
    files.extend(of_series?.into_iter().flatten());
    files.extend(months::pages(&whole)?);
    files.extend(problems.page(&whole)?);
    files.extend(contributions::page(&whole)?);
    files.extend(term_pages::pages(&whole, &problems)?);
    files.extend(moved::pages(templates, site, issues)?);
    files.push(not_found::page(templates, site)?);
    Ok(files)
}
