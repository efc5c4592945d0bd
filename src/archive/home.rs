//! The home page: the series and the latest issues.

use std::cmp::Reverse;

use serde::Serialize;

use super::{Shelf, subject};
use crate::model::{Entry, OutputFile, Site};
use crate::render::html::frame::{Frame, IssueItem, Link};
use crate::render::html::{TemplateError, Templates};

/// How many of the latest issues the page lists.
const LATEST: usize = 12;

/// How many years a card names; the series' own page has them all.
const YEARS: usize = 5;

/// The context of `home.html`.
#[derive(Serialize)]
struct HomePage<'a> {
    frame: Frame<'a>,
    description: Option<&'a str>,
    series: Vec<Card<'a>>,
    /// The lists by topic and unit.
    subjects: Vec<Link>,
    latest: Vec<Latest>,
    count: usize,
}

/// One series on the home page.
#[derive(Serialize)]
struct Card<'a> {
    link: Link,
    description: Option<&'a str>,
    count: usize,
    latest: Option<IssueItem>,
    years: Vec<Link>,
    more_years: bool,
}

/// One of the latest issues, with the name of its series.
#[derive(Serialize)]
struct Latest {
    series: String,
    issue: IssueItem,
}

pub(super) fn page(
    templates: &Templates,
    site: &Site,
    shelves: &[Shelf<'_>],
) -> Result<OutputFile, TemplateError> {
    let path = "index.html".to_owned();
    let mut frame = Frame::new(site, &path, &site.name);
    frame.meta.describe(site.description.as_deref());
    if shelves.iter().any(|shelf| shelf.count() > 0) {
        frame.offer_feed(site.name.as_str(), "feed.xml");
    }
    let series = shelves.iter().map(|shelf| {
        let years = shelf.years.iter().take(YEARS);
        Card {
            link: frame.link(shelf.series.name.as_str(), &shelf.page_path()),
            description: shelf.series.description.as_deref(),
            count: shelf.count(),
            latest: shelf
                .issues()
                .next()
                .map(|issue| IssueItem::new(&frame, issue)),
            years: years
                .map(|year| frame.link(year.year.to_string(), &shelf.year_path(year.year)))
                .collect(),
            more_years: shelf.years.len() > YEARS,
        }
    });
    let series = series.collect();
    let mut latest: Vec<(&str, &Entry)> = shelves
        .iter()
        .flat_map(|shelf| {
            shelf
                .issues()
                .take(LATEST)
                .map(|issue| (shelf.series.name.as_str(), issue))
        })
        .collect();
    // The sort is stable: issues of one day stay in the order of their series.
    latest.sort_by_key(|(_, issue)| Reverse(issue.summary.date));
    let latest = latest
        .into_iter()
        .take(LATEST)
        .map(|(series, issue)| Latest {
            series: series.to_owned(),
            issue: IssueItem::new(&frame, issue),
        })
        .collect();
    let listed: Vec<&Entry> = shelves.iter().flat_map(Shelf::issues).collect();
    let context = HomePage {
        subjects: subject::lists(&frame, &listed),
        description: site.description.as_deref(),
        series,
        latest,
        count: shelves.iter().map(Shelf::count).sum(),
        frame,
    };
    let bytes = templates.render("home.html", &context, &[])?;
    Ok(OutputFile { path, bytes })
}
