//! The archive as other programs and registry offices read it: feeds, sitemap, JSON, the catalogue as a table, checksums.
//!
//! Everything is drawn from what the lists know of an issue ([`crate::model::IssueSummary`] with its record), so that an issue which this build does not
//! draw is in all of them; only `issue.json` with the text itself is made with the issue. What is not handed in is in no file. Texts are cleaned in
//! `text.rs` and escaped by the libraries that write each format.

mod catalogued;
mod checksums;
mod contributions;
pub(crate) mod csv;
mod data;
mod error;
mod feed;
mod index;
mod issue;
mod sitemap;
mod table;
pub(crate) mod text;
mod tree;
pub(crate) mod xlsx;
pub(crate) mod xml;

pub use contributions::{contributions, workbook};
pub use data::FILE as ISSUE_FILE;
pub use error::CatalogueError;
pub use index::is_index;
pub use issue::issue_file;

use std::sync::Arc;

use self::catalogued::Catalogue;
use crate::model::{Entry, OutputFile, Series, Site};

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
        || -> Result<_, CatalogueError> { Ok((index::files(&catalogue)?, csv::file(&catalogue)?)) },
    );
    let (mut files, table) = others?;
    files.push(table);
    files.push(workbook?);
    files.push(checksums::file(&catalogue));
    files.extend(feed::files(&catalogue)?);
    files.extend(sitemap::files(&catalogue, pages)?);
    Ok(files)
}
