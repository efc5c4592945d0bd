//! The home page: the series and the latest issues.

use serde::Serialize;

use super::context::ArchiveContext;
use super::dated::{self, Listed, ListedIssue};
use super::open_problems::OpenProblems;
use crate::model::OutputFile;
use crate::render::html::TemplateError;
use crate::render::html::frame::{Frame, IssueItem, SiteLink};
use crate::site::{Portion, Route};

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
    latest: Vec<Listed>,
    count: usize,
    /// How many problems are open; none where no issue speaks of problems.
    problems: Option<String>,
    /// Whether there is a page of contributions (供稿统计).
    contributions: bool,
}

/// One series on the home page.
#[derive(Serialize)]
struct Card<'a> {
    link: SiteLink,
    description: Option<&'a str>,
    count: usize,
    latest: Option<IssueItem>,
    years: Vec<SiteLink>,
    more_years: bool,
}

pub(super) fn page(
    whole: &ArchiveContext<'_>,
    problems: &OpenProblems,
) -> Result<OutputFile, TemplateError> {
    let route = Route::Home;
    let site = whole.site;
    let mut frame = Frame::new(site, &route, &site.name);
    frame.meta.describe(site.description.as_deref());
    if !whole.newest.is_empty() {
        frame.offer_feed(site.name.as_str(), &Route::Feed(None));
    }
    let series = whole.shelves.iter().map(|shelf| {
        let years = shelf.years.iter().take(YEARS);
        Card {
            link: frame.link(shelf.series.name.as_str(), &shelf.route()),
            description: shelf.series.description.as_deref(),
            count: shelf.count(),
            latest: shelf
                .issues()
                .next()
                .map(|issue| IssueItem::new(&frame, issue)),
            years: years
                .map(|year| {
                    let route = shelf.route().portion(Portion::Year(year.year));
                    frame.link(year.year.to_string(), &route)
                })
                .collect(),
            more_years: shelf.years.len() > YEARS,
        }
    });
    let names = dated::names(whole.series);
    let latest = whole.newest.iter().take(LATEST).map(|entry| {
        let item = ListedIssue {
            entry,
            year: entry.summary.date.year,
            passages: Vec::new(),
            number: None,
        };
        Listed::new(&frame, &item, Some(&names))
    });
    let context = HomePage {
        description: site.description.as_deref(),
        series: series.collect(),
        latest: latest.collect(),
        count: whole.newest.len(),
        contributions: !whole.contributions.is_empty(),
        problems: problems.any().then(|| format!("{}个", problems.count())),
        frame,
    };
    let bytes = whole.templates.render("home.html", &context, &[])?;
    Ok(OutputFile {
        path: route.path(),
        bytes,
    })
}
