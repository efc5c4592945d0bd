//! The archive as other programs and registry offices read it: feeds, sitemap, JSON, the catalogue as a table, checksums.
//!
//! Everything is drawn from what the lists know of an issue ([`crate::model::IssueSummary`] with its record), so that an issue which this build does not
//! draw is in all of them; only `issue.json` with the text itself is made with the issue. What is not handed in is in no file. Texts are cleaned in
//! `text.rs` and escaped by the libraries that write each format.

mod checksums;
mod csv;
mod data;
mod error;
mod feed;
mod index;
mod issue;
mod sitemap;
mod table;
mod text;
mod tree;
mod xlsx;
mod xml;

pub use error::CatalogueError;
pub use issue::{FILE as ISSUE_FILE, issue_file};

use std::cmp::Reverse;
use std::sync::Arc;

use crate::model::{Entry, OutputFile, Series, Site};

/// What the files are drawn from.
#[derive(Debug)]
struct Catalogue<'a> {
    site: &'a Site,
    /// In the order of the home page.
    series: &'a [Arc<Series>],
    /// In reading order: by series, then from the oldest to the newest.
    issues: Vec<CataloguedIssue<'a>>,
}

/// An issue with the series that it belongs to.
#[derive(Clone, Copy, Debug)]
struct CataloguedIssue<'a> {
    entry: &'a Entry,
    series: &'a Series,
}

impl<'a> Catalogue<'a> {
    fn new(site: &'a Site, series: &'a [Arc<Series>], entries: &'a [Entry]) -> Self {
        let issues = entries.iter().filter_map(|entry| {
            let code = &entry.summary.id.series;
            let series = series.iter().find(|series| &series.code == code)?;
            Some(CataloguedIssue { entry, series })
        });
        Self {
            site,
            series,
            issues: issues.collect(),
        }
    }

    /// The newest first; of one day, in the order of the series and there the later one first.
    fn newest_first(&self) -> Vec<CataloguedIssue<'a>> {
        let place = |issue: &CataloguedIssue<'_>| {
            let code = &issue.series.code;
            self.series.iter().position(|series| &series.code == code)
        };
        let mut issues: Vec<(Option<usize>, CataloguedIssue<'a>)> = self
            .issues
            .iter()
            .rev()
            .map(|issue| (place(issue), *issue))
            .collect();
        issues.sort_by_key(|(place, issue)| (Reverse(issue.entry.summary.date), *place));
        issues.into_iter().map(|(_, issue)| issue).collect()
    }
}

/// Draws all files but `issue.json`. `entries` stand in reading order; those of a series that is not among `series` are left out. `pages` are the
/// paths of the other pages of the site, for the sitemap.
///
/// # Errors
/// What the libraries refuse; see [`CatalogueError`].
pub fn files(
    site: &Site,
    series: &[Arc<Series>],
    entries: &[Entry],
    pages: &[String],
) -> Result<Vec<OutputFile>, CatalogueError> {
    let catalogue = Catalogue::new(site, series, entries);
    // The workbook takes as long as all the others.
    let (workbook, others) = rayon::join(
        || xlsx::file(&catalogue),
        || -> Result<_, CatalogueError> { Ok([index::file(&catalogue)?, csv::file(&catalogue)?]) },
    );
    let mut files = Vec::from(others?);
    files.push(workbook?);
    files.push(checksums::file(&catalogue));
    files.extend(feed::files(&catalogue)?);
    files.extend(sitemap::files(&catalogue, pages)?);
    Ok(files)
}
