//! Who sent how many texts (供稿统计): a table for each year, and every text behind it.

use serde::Serialize;

use super::context::ArchiveContext;
use crate::contribution::{
    ContributionColumn, ContributionTally, CountedText, TallyPlace, TextUse, UnitTally,
};
use crate::model::OutputFile;
use crate::render::html::TemplateError;
use crate::render::html::frame::{Frame, SiteLink};
use crate::site::{RootFile, Route};

/// What readers call the page.
const TITLE: &str = "供稿统计";

/// The columns behind that of the units' names.
const COLUMNS: &[ContributionColumn] = &[
    ContributionColumn::Rank,
    ContributionColumn::Points,
    ContributionColumn::Sent,
    ContributionColumn::Used,
    ContributionColumn::Rate,
    ContributionColumn::Places,
    ContributionColumn::Months,
];

/// The context of `contributions.html`.
#[derive(Serialize)]
struct ContributionsPage<'a> {
    frame: Frame<'a>,
    title: &'static str,
    /// The workbook, from here.
    workbook: String,
    years: Vec<ContributionYear>,
}

#[derive(Serialize)]
struct ContributionYear {
    year: u16,
    heads: Vec<String>,
    units: Vec<ContributionUnit>,
    note: String,
}

#[derive(Serialize)]
struct ContributionUnit {
    name: String,
    /// Its dossier, where it has one.
    href: Option<String>,
    cells: Vec<String>,
    texts: Vec<ContributionText>,
}

#[derive(Serialize)]
struct ContributionText {
    date: String,
    title: String,
    points: String,
    /// Where it was used, with the points of each.
    uses: Vec<ContributionUse>,
}

#[derive(Serialize)]
struct ContributionUse {
    link: Option<SiteLink>,
    words: String,
}

/// The page; none where nothing is told of contributions.
pub(super) fn page(whole: &ArchiveContext<'_>) -> Result<Option<OutputFile>, TemplateError> {
    if whole.contributions.is_empty() {
        return Ok(None);
    }
    let route = Route::Contributions;
    let mut frame = Frame::new(whole.site, &route, TITLE);
    frame.here = Some(TITLE.to_owned());
    let years = whole.contributions.iter();
    let context = ContributionsPage {
        title: TITLE,
        workbook: frame.href(&Route::File(RootFile::ContributionsXlsx)),
        years: years.map(|tally| year(tally, whole, &frame)).collect(),
        frame,
    };
    let bytes = whole
        .templates
        .render("contributions.html", &context, &[])?;
    Ok(Some(OutputFile {
        path: route.path(),
        bytes,
    }))
}

fn year(
    tally: &ContributionTally,
    whole: &ArchiveContext<'_>,
    frame: &Frame<'_>,
) -> ContributionYear {
    let name = |place: &TallyPlace| place_name(place, whole);
    let heads = COLUMNS.iter().flat_map(|column| column.heads(tally, &name));
    let ranked = tally.ranked().into_iter();
    ContributionYear {
        year: tally.period.0.year,
        heads: heads.collect(),
        units: ranked.map(|it| unit(it, tally, whole, frame)).collect(),
        note: tally.note(),
    }
}

fn place_name(place: &TallyPlace, whole: &ArchiveContext<'_>) -> String {
    let series = whole.series.iter().map(|series| &**series);
    place.name(series).to_owned()
}

fn unit(
    unit: &UnitTally,
    tally: &ContributionTally,
    whole: &ArchiveContext<'_>,
    frame: &Frame<'_>,
) -> ContributionUnit {
    let code = &unit.unit.code;
    let mut units = whole.newest.iter().flat_map(|entry| &entry.summary.units);
    let cells = COLUMNS.iter().flat_map(|column| column.cells(tally, unit));
    ContributionUnit {
        name: unit.unit.name.clone(),
        href: units
            .any(|(known, _)| known == code)
            .then(|| frame.href(&Route::unit(code))),
        cells: cells.map(|cell| cell.words()).collect(),
        texts: unit.texts.iter().map(|it| text(it, whole, frame)).collect(),
    }
}

fn text(text: &CountedText, whole: &ArchiveContext<'_>, frame: &Frame<'_>) -> ContributionText {
    let uses = text.uses.iter().filter_map(|(contribution, points)| {
        let used = |link: Option<SiteLink>, words: &str| ContributionUse {
            words: match link {
                Some(_) => format!("{points}分"),
                None => format!("{words} {points}分"),
            },
            link,
        };
        match &contribution.used {
            TextUse::Unused => None,
            TextUse::Outlet(name) => Some(used(None, name)),
            TextUse::Issue { id, .. } => {
                let mut entries = whole.newest.iter();
                let entry = entries.find(|entry| entry.summary.id == *id)?;
                let place = TallyPlace::Series(id.series.clone());
                let number = &entry.summary;
                let number = number
                    .issue_number
                    .as_ref()
                    .or(number.document_number.as_ref());
                let number = number.cloned().unwrap_or_else(|| id.path());
                let name = format!("{}{number}", place_name(&place, whole));
                Some(used(Some(frame.link(name, &Route::issue(id))), ""))
            }
        }
    });
    ContributionText {
        date: text.date.arabic(),
        title: text.title.clone(),
        points: text.points.normalize().to_string(),
        uses: uses.collect(),
    }
}
