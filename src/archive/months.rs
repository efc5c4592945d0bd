//! Pages by month (月份): a calendar of all years, and the issues of each month by series.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::context::ArchiveContext;
use super::dated::series_anchor;
use crate::model::{Entry, OutputFile};
use crate::render::html::TemplateError;
use crate::render::html::frame::{Frame, IssueItem, SiteLink};
use crate::site::{ListPage, Route};

/// The context of `months.html`.
#[derive(Serialize)]
struct MonthsPage<'a> {
    frame: Frame<'a>,
    count: usize,
    /// The latest first.
    years: Vec<CalendarYear>,
}

#[derive(Serialize)]
struct CalendarYear {
    year: u16,
    count: usize,
    /// January to December.
    months: Vec<CalendarMonth>,
}

#[derive(Serialize)]
struct CalendarMonth {
    month: u8,
    count: usize,
    /// Its page; none where nothing came out.
    href: Option<String>,
}

/// The context of `month.html`.
#[derive(Serialize)]
struct MonthPage<'a> {
    frame: Frame<'a>,
    name: String,
    count: usize,
    series: Vec<OfSeries<'a>>,
    earlier: Option<SiteLink>,
    later: Option<SiteLink>,
}

/// The issues of one series in a month, the latest first.
#[derive(Serialize)]
struct OfSeries<'a> {
    id: String,
    name: &'a str,
    href: String,
    issues: Vec<IssueItem>,
}

type Month<'a> = ((u16, u8), Vec<&'a Entry>);

/// Draws the calendar and every month that has issues.
pub(super) fn pages(whole: &ArchiveContext<'_>) -> Result<Vec<OutputFile>, TemplateError> {
    let mut found: BTreeMap<(u16, u8), Vec<&Entry>> = BTreeMap::new();
    for &entry in &whole.newest {
        let date = entry.summary.date;
        found
            .entry((date.year, date.month))
            .or_default()
            .push(entry);
    }
    let months: Vec<Month<'_>> = found.into_iter().collect();
    let mut files = vec![calendar(whole, &months)?];
    let pages: Result<Vec<OutputFile>, TemplateError> = (0..months.len())
        .into_par_iter()
        .map(|at| month(whole, &months, at))
        .collect();
    files.extend(pages?);
    Ok(files)
}

fn calendar(whole: &ArchiveContext<'_>, months: &[Month<'_>]) -> Result<OutputFile, TemplateError> {
    let (route, title) = (Route::List(ListPage::Months), ListPage::Months.title());
    let mut frame = Frame::new(whole.site, &route, title);
    frame.here = Some(title.to_owned());
    let mut years: Vec<CalendarYear> = Vec::new();
    for ((year, month), issues) in months.iter().rev() {
        if years.last().is_none_or(|last| last.year != *year) {
            let empty = (1..=12).map(|month| CalendarMonth {
                month,
                count: 0,
                href: None,
            });
            years.push(CalendarYear {
                year: *year,
                count: 0,
                months: empty.collect(),
            });
        }
        let Some(of_year) = years.last_mut() else {
            continue;
        };
        of_year.count += issues.len();
        let cell = of_year.months.iter_mut().find(|cell| cell.month == *month);
        if let (Some(cell), Some(first)) = (cell, issues.first()) {
            cell.count = issues.len();
            cell.href = Some(frame.href(&Route::month(first.summary.date)));
        }
    }
    let context = MonthsPage {
        count: whole.newest.len(),
        years,
        frame,
    };
    let bytes = whole.templates.render("months.html", &context, &[])?;
    Ok(OutputFile {
        path: route.path(),
        bytes,
    })
}

fn month(
    whole: &ArchiveContext<'_>,
    months: &[Month<'_>],
    at: usize,
) -> Result<OutputFile, TemplateError> {
    let ((year, month), issues) = &months[at];
    let calendar = Route::List(ListPage::Months);
    let route = issues.first().map_or_else(
        || calendar.clone(),
        |first| Route::month(first.summary.date),
    );
    let name = format!("{year}年{month}月");
    let mut frame = Frame::new(whole.site, &route, &name);
    frame.crumbs = vec![frame.link(ListPage::Months.title(), &calendar)];
    frame.here = Some(name.clone());
    let neighbour = |at: Option<usize>| {
        let ((year, month), issues) = months.get(at?)?;
        let route = Route::month(issues.first()?.summary.date);
        Some(frame.link(format!("{year}年{month}月"), &route))
    };
    let (earlier, later) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
    let series = whole.series.iter().filter_map(|series| {
        let own: Vec<IssueItem> = issues
            .iter()
            .filter(|entry| entry.summary.id.series == series.code)
            .map(|entry| IssueItem::new(&frame, entry))
            .collect();
        (!own.is_empty()).then(|| OfSeries {
            id: series_anchor(&series.code),
            name: &series.name,
            href: frame.href(&Route::series(&series.code)),
            issues: own,
        })
    });
    let context = MonthPage {
        name,
        count: issues.len(),
        series: series.collect(),
        earlier,
        later,
        frame,
    };
    let bytes = whole.templates.render("month.html", &context, &[])?;
    Ok(OutputFile {
        path: route.path(),
        bytes,
    })
}
