//! The page of one year of a series.

use serde::Serialize;

use super::{Shelf, Year};
use crate::model::{OutputFile, Site};
use crate::render::html::frame::{Frame, IssueItem, Link};
use crate::render::html::{TemplateError, Templates};

/// The context of `year.html`.
#[derive(Serialize)]
struct YearPage<'a> {
    frame: Frame<'a>,
    series: &'a str,
    year: u16,
    issues: Vec<IssueItem>,
    /// The years before and after it that have issues.
    earlier: Option<Link>,
    later: Option<Link>,
}

/// `index` counts in `shelf.years`, newest first.
pub(super) fn page(
    templates: &Templates,
    site: &Site,
    shelf: &Shelf<'_>,
    index: usize,
) -> Result<OutputFile, TemplateError> {
    let Year { year, issues } = &shelf.years[index];
    let path = shelf.year_path(*year);
    let mut frame = Frame::new(site, &path, &format!("{}{year}年", shelf.series.name));
    frame.crumbs = vec![frame.link(shelf.series.name.as_str(), &shelf.page_path())];
    frame.here = Some(format!("{year}年"));
    let neighbour = |at: Option<usize>| {
        let year = shelf.years.get(at?)?.year;
        Some(frame.link(format!("{year}年"), &shelf.year_path(year)))
    };
    let (earlier, later) = (
        neighbour(index.checked_add(1)),
        neighbour(index.checked_sub(1)),
    );
    let context = YearPage {
        series: &shelf.series.name,
        year: *year,
        issues: issues
            .iter()
            .map(|issue| IssueItem::new(&frame, issue))
            .collect(),
        earlier,
        later,
        frame,
    };
    let bytes = templates.render("year.html", &context, &[])?;
    Ok(OutputFile { path, bytes })
}
