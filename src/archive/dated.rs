//! Long lists of issues divided by date, so that no page is endless: years on a first page, older years on pages of their own, and the months of a full
//! year again on theirs.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::model::{Entry, Series};
use crate::render::html::frame::{Frame, IssueItem};
use crate::render::html::link;
use crate::site::{Portion, Route};

/// How many issues a page lists before it only links to the older ones.
const LISTED: usize = 200;

/// How many issues the page of a year lists before its months get pages of their own.
const YEAR: usize = 400;

/// One issue in a list.
#[derive(Clone, Debug)]
pub(super) struct ListedIssue<'a> {
    pub entry: &'a Entry,
    /// The year that it is listed under.
    pub year: u16,
    /// What stands in it that the list is about; empty where that is the issue as a whole.
    pub passages: Vec<IssuePassage<'a>>,
    /// The number that the list is about.
    pub number: Option<&'a str>,
}

/// A place in an issue.
#[derive(Clone, Copy, Debug)]
pub(super) struct IssuePassage<'a> {
    /// The `id` in the issue's page; empty where it is not known.
    pub anchor: &'a str,
    pub title: Option<&'a str>,
    pub excerpt: Option<&'a str>,
    /// Who sent it in (来源).
    pub source: Option<&'a str>,
}

/// How a full year is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Months {
    /// By month, on pages beside those of the years.
    Own,
    /// By month, on the pages of the months over all series, at this series.
    OfSite,
    /// Into pieces of equal length, for the list is not in the order of dates.
    Never,
}

/// A list to be divided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Division<'a> {
    /// The page of the whole.
    pub base: &'a Route,
    /// In order, all issues of a year together, the latest year first.
    pub items: &'a [ListedIssue<'a>],
    /// Whether every year has a page, however short the list is.
    pub always_years: bool,
    pub months: Months,
}

/// A page of a divided list.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub route: Route,
    pub part: ListScope,
    sections: Vec<DatedSection>,
    /// The pages of the same kind before and after it in time.
    pub earlier: Option<(ListScope, Route)>,
    pub later: Option<(ListScope, Route)>,
}

/// Which part of the list a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListScope {
    Whole,
    Year(u16),
    Month(u16, u8),
    /// Of a year, from which place to which, counted from its first issue.
    Piece(u16, usize, usize),
}

impl ListScope {
    /// What readers call it; none for the whole.
    pub(super) fn name(self) -> Option<String> {
        match self {
            Self::Whole => None,
            Self::Year(year) => Some(format!("{year}年")),
            Self::Month(year, month) => Some(format!("{year}年{month}月")),
            Self::Piece(year, from, to) => Some(format!("{year}年第{from}至{to}期")),
        }
    }
}

/// The issues of a year or month on a page.
#[derive(Clone, Debug)]
struct DatedSection {
    part: ListScope,
    /// The page that lists all of them, and the `id` there.
    page: Option<(Route, String)>,
    range: Range<usize>,
    /// How many of them stand here.
    shown: usize,
}

/// A section as the templates draw it.
#[derive(Debug, Serialize)]
pub(super) struct ListGroup {
    id: String,
    /// `2026年`, or `3月` on the page of a year.
    heading: String,
    /// The page that lists all of them.
    href: Option<String>,
    count: usize,
    items: Vec<Listed>,
    /// Whether more of them stand on their own page.
    more: bool,
}

/// An issue in a group.
#[derive(Debug, Serialize)]
pub(super) struct Listed {
    series: Option<String>,
    issue: IssueItem,
    passages: Vec<PassageLink>,
}

#[derive(Debug, Serialize)]
struct PassageLink {
    href: String,
    text: String,
    excerpt: Option<String>,
    source: Option<String>,
}

impl Division<'_> {
    /// The pages of the list, the first page first.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let years = self.runs(0..self.items.len(), |item| ListScope::Year(item.year));
        let year_pages = self.always_years || self.items.len() > LISTED;
        let page = |part: ListScope| (self.route(part), String::new());
        let mut sheets = vec![Sheet {
            route: self.route(ListScope::Whole),
            part: ListScope::Whole,
            sections: sections(&years, LISTED, |part| year_pages.then(|| page(part))),
            earlier: None,
            later: None,
        }];
        if !year_pages {
            return sheets;
        }
        let mut of_years = Vec::new();
        let mut of_months = Vec::new();
        for (part, range) in &years {
            let full = range.len() > YEAR;
            let limit = if full { LISTED } else { usize::MAX };
            let parts = match self.months {
                Months::Own | Months::OfSite => self.runs(range.clone(), |item| {
                    ListScope::Month(item.entry.summary.date.year, item.entry.summary.date.month)
                }),
                Months::Never if full => pieces(*part, range),
                Months::Never => vec![(*part, range.clone())],
            };
            of_years.push(Sheet {
                route: self.route(*part),
                part: *part,
                sections: sections(&parts, limit, |part| match self.months {
                    Months::Own | Months::Never if full => Some(page(part)),
                    Months::OfSite if full => self.month_of_site(range.clone(), part),
                    Months::Own | Months::OfSite | Months::Never => None,
                }),
                earlier: None,
                later: None,
            });
            if full && self.months != Months::OfSite {
                of_months.extend(parts.iter().map(|month| Sheet {
                    route: self.route(month.0),
                    part: month.0,
                    sections: sections(std::slice::from_ref(month), usize::MAX, |_| None),
                    earlier: None,
                    later: None,
                }));
            }
        }
        chain(&mut of_years);
        chain(&mut of_months);
        sheets.extend(of_years);
        sheets.extend(of_months);
        sheets
    }

    fn route(&self, part: ListScope) -> Route {
        self.base.portion(match part {
            ListScope::Whole => Portion::Whole,
            ListScope::Year(year) => Portion::Year(year),
            ListScope::Month(year, month) => Portion::Month(year, month),
            ListScope::Piece(year, from, _) => Portion::From(year, from),
        })
    }

    fn month_of_site(&self, range: Range<usize>, part: ListScope) -> Option<(Route, String)> {
        let item = self.items[range].iter().find(|item| {
            let date = item.entry.summary.date;
            ListScope::Month(date.year, date.month) == part
        })?;
        let summary = &item.entry.summary;
        Some((
            Route::month(summary.date),
            series_anchor(&summary.id.series),
        ))
    }

    /// What lies together in `range`.
    fn runs(
        &self,
        range: Range<usize>,
        part: fn(&ListedIssue<'_>) -> ListScope,
    ) -> Vec<(ListScope, Range<usize>)> {
        let mut runs: Vec<(ListScope, Range<usize>)> = Vec::new();
        for index in range {
            let part = part(&self.items[index]);
            match runs.last_mut() {
                Some((last, range)) if *last == part => range.end = index + 1,
                _ => runs.push((part, index..index + 1)),
            }
        }
        runs
    }
}

impl Sheet {
    /// How many issues the page is about.
    pub(super) fn count(&self) -> usize {
        self.sections.iter().map(|s| s.range.len()).sum()
    }

    /// The sections of the page. `series` has the names of the series by code, where the list is over several.
    pub(super) fn groups(
        &self,
        frame: &Frame<'_>,
        items: &[ListedIssue<'_>],
        series: Option<&SeriesNames<'_>>,
    ) -> Vec<ListGroup> {
        let sections = self.sections.iter().map(|section| {
            let year = match self.part {
                ListScope::Year(year) => Some(year),
                ListScope::Whole | ListScope::Month(..) | ListScope::Piece(..) => None,
            };
            let heading = match section.part {
                ListScope::Month(of, month) if Some(of) == year => format!("{month}月"),
                ListScope::Piece(_, from, to) => format!("第{from}至{to}期"),
                part => part.name().unwrap_or_default(),
            };
            let shown = section.range.start..section.range.start + section.shown;
            ListGroup {
                id: match section.part {
                    ListScope::Whole => "jb-all".to_owned(),
                    ListScope::Year(year) => format!("jb-{year}"),
                    ListScope::Month(year, month) => format!("jb-{year}-{month:02}"),
                    ListScope::Piece(year, from, _) => format!("jb-{year}-from-{from}"),
                },
                heading,
                href: section.page.as_ref().map(|(route, anchor)| {
                    let fragment = if anchor.is_empty() {
                        String::new()
                    } else {
                        link::fragment(anchor)
                    };
                    format!("{}{fragment}", frame.href(route))
                }),
                count: section.range.len(),
                more: section.shown < section.range.len(),
                items: items[shown]
                    .iter()
                    .map(|item| Listed::new(frame, item, series))
                    .collect(),
            }
        });
        sections.collect()
    }
}

/// The names of the series by their code.
pub(super) type SeriesNames<'a> = BTreeMap<&'a str, &'a str>;

/// The names of `series` by code.
pub(super) fn names<'a>(series: &[&'a Series]) -> SeriesNames<'a> {
    let pairs = series.iter().map(|one| (one.code.as_str(), &*one.name));
    pairs.collect()
}

/// The `id` of a series on the page of a month.
pub(super) fn series_anchor(code: &str) -> String {
    format!("jb-s-{code}")
}

impl Listed {
    pub(super) fn new(
        frame: &Frame<'_>,
        item: &ListedIssue<'_>,
        series: Option<&SeriesNames<'_>>,
    ) -> Self {
        let summary = &item.entry.summary;
        let mut issue = IssueItem::new(frame, item.entry);
        if let Some(number) = item.number {
            issue.number = Some(number.to_owned());
        }
        if !item.passages.is_empty() || item.number.is_some() {
            issue.digest = None;
        }
        let passages = item.passages.iter().map(|passage| {
            let fragment = if passage.anchor.is_empty() {
                String::new()
            } else {
                link::fragment(passage.anchor)
            };
            let excerpt = passage.excerpt.filter(|excerpt| !excerpt.is_empty());
            PassageLink {
                href: format!("{}{fragment}", issue.href),
                text: passage.title.or(excerpt).unwrap_or("查看").to_owned(),
                excerpt: excerpt
                    .filter(|_| passage.title.is_some())
                    .map(str::to_owned),
                source: passage.source.map(str::to_owned),
            }
        });
        Self {
            passages: passages.collect(),
            series: series
                .and_then(|names| names.get(summary.id.series.as_str()))
                .map(|&name| name.to_owned()),
            issue,
        }
    }
}

/// The sections of a page that lists about `limit` issues: the first is always begun, one that does not fit any more is only linked to.
fn sections(
    runs: &[(ListScope, Range<usize>)],
    limit: usize,
    page: impl Fn(ListScope) -> Option<(Route, String)>,
) -> Vec<DatedSection> {
    let mut listed = 0;
    let sections = runs.iter().map(|(part, range)| {
        let room = if listed == 0 || listed + range.len() <= limit {
            limit
        } else {
            0
        };
        listed += range.len();
        let page = page(*part);
        // What has no page of its own must stand here.
        let shown = if page.is_some() { room } else { range.len() };
        DatedSection {
            part: *part,
            page,
            range: range.clone(),
            shown: shown.min(range.len()),
        }
    });
    sections.collect()
}

/// The pieces of a year, the latest first; counted from its first issue, so that what is added to a year does not move what was there.
fn pieces(part: ListScope, range: &Range<usize>) -> Vec<(ListScope, Range<usize>)> {
    let year = match part {
        ListScope::Year(year) | ListScope::Month(year, _) | ListScope::Piece(year, ..) => year,
        ListScope::Whole => 0,
    };
    let count = range.len();
    let piece = |at: usize| {
        let (from, to) = (at * LISTED, ((at + 1) * LISTED).min(count));
        let place = range.end - to..range.end - from;
        (ListScope::Piece(year, from + 1, to), place)
    };
    (0..count.div_ceil(LISTED)).rev().map(piece).collect()
}

/// Links the pages, which stand latest first.
fn chain(sheets: &mut [Sheet]) {
    let at: Vec<(ListScope, Route)> = sheets
        .iter()
        .map(|sheet| (sheet.part, sheet.route.clone()))
        .collect();
    for (index, sheet) in sheets.iter_mut().enumerate() {
        sheet.earlier = at.get(index + 1).cloned();
        sheet.later = index
            .checked_sub(1)
            .and_then(|index| at.get(index))
            .cloned();
    }
}
