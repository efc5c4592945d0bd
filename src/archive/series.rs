//! The page of a series: its issues by year.

use serde::Serialize;

use super::Shelf;
use crate::model::{OutputFile, Site};
use crate::render::html::frame::{Frame, IssueItem, Link};
use crate::render::html::{TemplateError, Templates};

/// How many issues the page lists before older years are only linked to.
const LISTED: usize = 300;

/// The context of `series.html`.
#[derive(Serialize)]
struct SeriesPage<'a> {
    frame: Frame<'a>,
    name: &'a str,
    description: Option<&'a str>,
    publishers: &'a [String],
    count: usize,
    years: Vec<YearGroup>,
}

/// One year on the page of a series.
#[derive(Serialize)]
struct YearGroup {
    year: u16,
    link: Link,
    count: usize,
    /// Empty where the year is so old that only its own page lists it.
    issues: Vec<IssueItem>,
}

pub(super) fn page(
    templates: &Templates,
    site: &Site,
    shelf: &Shelf<'_>,
) -> Result<OutputFile, TemplateError> {
    let path = shelf.page_path();
    let mut frame = Frame::new(site, &path, &shelf.series.name);
    frame.here = Some(shelf.series.name.clone());
    let description = shelf.series.description.as_deref();
    frame.meta.column(&shelf.series.name, description);
    if shelf.count() > 0 {
        let feed = format!("{}/feed.xml", shelf.series.code);
        frame.offer_feed(shelf.series.name.as_str(), &feed);
    }
    let mut listed = 0;
    let mut years = Vec::new();
    for year in &shelf.years {
        let show = listed == 0 || listed + year.issues.len() <= LISTED;
        listed += year.issues.len();
        let issues = year.issues.iter().filter(|_| show);
        years.push(YearGroup {
            year: year.year,
            link: frame.link(format!("{}年", year.year), &shelf.year_path(year.year)),
            count: year.issues.len(),
            issues: issues.map(|issue| IssueItem::new(&frame, issue)).collect(),
        });
    }
    let context = SeriesPage {
        name: &shelf.series.name,
        description: shelf.series.description.as_deref(),
        publishers: &shelf.series.publishers,
        count: shelf.count(),
        years,
        frame,
    };
    let bytes = templates.render("series.html", &context, &[])?;
    Ok(OutputFile { path, bytes })
}
