//! The pages of a series: its issues by year, and each year by month.

use serde::Serialize;

use super::context::{ArchiveContext, Shelf};
use super::dated::{Division, ListGroup, ListScope, ListedIssue, Months};
use crate::model::OutputFile;
use crate::render::html::TemplateError;
use crate::render::html::frame::{Frame, SiteLink};
use crate::site::Route;

/// The context of `series.html`.
#[derive(Serialize)]
struct SeriesPage<'a> {
    frame: Frame<'a>,
    name: &'a str,
    description: Option<&'a str>,
    publishers: &'a [String],
    count: usize,
    /// By year.
    groups: Vec<ListGroup>,
}

/// The context of `year.html`.
#[derive(Serialize)]
struct YearPage<'a> {
    frame: Frame<'a>,
    series: &'a str,
    year: String,
    count: usize,
    /// By month.
    groups: Vec<ListGroup>,
    /// The years before and after it that have issues.
    earlier: Option<SiteLink>,
    later: Option<SiteLink>,
}

/// The page of the series and those of its years.
pub(super) fn pages(
    whole: &ArchiveContext<'_>,
    shelf: &Shelf<'_>,
) -> Result<Vec<OutputFile>, TemplateError> {
    let items: Vec<ListedIssue<'_>> = shelf
        .issues()
        .map(|entry| ListedIssue {
            entry,
            year: entry.summary.id.year,
            passages: Vec::new(),
            number: None,
        })
        .collect();
    let base = shelf.route();
    let division = Division {
        base: &base,
        items: &items,
        always_years: true,
        months: Months::OfSite,
    };
    let mut files = Vec::new();
    for sheet in division.sheets() {
        let name = &shelf.series.name;
        let part = sheet.part.name();
        let title = format!("{name}{}", part.as_deref().unwrap_or_default());
        let mut frame = Frame::new(whole.site, &sheet.route, &title);
        let groups = sheet.groups(&frame, &items, None);
        let count = sheet.count();
        let bytes = if let Some(year) = part {
            frame.crumbs = vec![frame.link(name.as_str(), &base)];
            frame.here = Some(year.clone());
            let to = |at: &Option<(ListScope, Route)>| {
                let (part, route) = at.as_ref()?;
                Some(frame.link(part.name().unwrap_or_default(), route))
            };
            let (earlier, later) = (to(&sheet.earlier), to(&sheet.later));
            let context = YearPage {
                series: name,
                year,
                count,
                groups,
                earlier,
                later,
                frame,
            };
            whole.templates.render("year.html", &context, &[])?
        } else {
            frame.here = Some(name.clone());
            let description = shelf.series.description.as_deref();
            frame.meta.column(name, description);
            if count > 0 {
                frame.offer_feed(name.as_str(), &Route::Feed(Some(shelf.series.code.clone())));
            }
            let context = SeriesPage {
                name,
                description,
                publishers: &shelf.series.publishers,
                count,
                groups,
                frame,
            };
            whole.templates.render("series.html", &context, &[])?
        };
        files.push(OutputFile {
            path: sheet.route.path(),
            bytes,
        });
    }
    Ok(files)
}
