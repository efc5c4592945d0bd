//! `contributions.xlsx`: who sent how many texts (供稿统计) as a workbook: a sheet of totals for each year, and one of every text behind them.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::error::CatalogueError;
use super::text::clean;
use super::xlsx::fitting;
use crate::contribution::{ContributionColumn, ContributionTally, ScoreCell, TallyPlace, TextUse};
use crate::model::Series;
use crate::render::sheets::portable;

/// What stands over the columns of the sheet of texts.
const TEXT_HEADS: [&str; 6] = ["单位", "日期", "标题", "用在哪里", "分值", "出处"];

/// The workbook of a site; none where it tells nothing of contributions.
///
/// # Errors
/// What the library refuses.
pub fn contributions(
    series: &[Arc<Series>],
    tallies: &[ContributionTally],
) -> Result<Option<Vec<u8>>, CatalogueError> {
    if tallies.is_empty() {
        return Ok(None);
    }
    let name = |place: &TallyPlace| place.name(series.iter().map(|series| &**series)).to_owned();
    workbook(tallies, &name).map(Some)
}

/// A workbook of `tallies`, whose places are called by `name`.
///
/// # Errors
/// What the library refuses.
pub fn workbook(
    tallies: &[ContributionTally],
    name: &dyn Fn(&TallyPlace) -> String,
) -> Result<Vec<u8>, CatalogueError> {
    let mut workbook = Workbook::new();
    // A fixed time, so that the same archive gives the same bytes.
    let properties = DocProperties::new()
        .set_title("供稿统计")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let cell = Format::new()
        .set_font_name("宋体")
        .set_font_size(10.5)
        .set_border(FormatBorder::Thin);
    let formats = ScoreFormats {
        head: cell
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center),
        rate: cell.clone().set_num_format("0.0%"),
        cell,
    };
    for tally in tallies {
        let year = tally.period.0.year;
        let sheet = workbook.add_worksheet();
        sheet.set_name(format!("{year}年"))?;
        totals(sheet, tally, name, &formats)?;
        let sheet = workbook.add_worksheet();
        sheet.set_name(format!("{year}年逐篇"))?;
        texts(sheet, tally, name, &formats)?;
    }
    Ok(portable(workbook.save_to_buffer()?))
}

struct ScoreFormats {
    head: Format,
    cell: Format,
    rate: Format,
}

fn number(number: Decimal) -> f64 {
    // Counts and points have far fewer digits than a float holds.
    number.to_f64().unwrap_or_default()
}

fn heads(sheet: &mut Worksheet, heads: &[String], format: &Format) -> Result<u16, XlsxError> {
    for (at, head) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, at, &*clean(head), format)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(u16::try_from(heads.len()).unwrap_or(u16::MAX))
}

fn totals(
    sheet: &mut Worksheet,
    tally: &ContributionTally,
    name: &dyn Fn(&TallyPlace) -> String,
    formats: &ScoreFormats,
) -> Result<(), XlsxError> {
    let columns = ContributionColumn::WHOLE;
    let names: Vec<String> = columns
        .iter()
        .flat_map(|it| it.heads(tally, name))
        .collect();
    heads(sheet, &names, &formats.head)?;
    sheet.set_column_width(1, 18)?;
    sheet.set_column_width(2, 14)?;
    let mut line = 0;
    for (row, unit) in (1_u32..).zip(tally.ranked()) {
        line = row;
        let cells = columns.iter().flat_map(|column| column.cells(tally, unit));
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                ScoreCell::Text(text) => {
                    let text = clean(&text);
                    sheet.write_string_with_format(row, at, fitting(&text), &formats.cell)?;
                }
                ScoreCell::Number(value) => {
                    sheet.write_number_with_format(row, at, number(value), &formats.cell)?;
                }
                ScoreCell::Rate(Some(rate)) => {
                    let share = number(rate / Decimal::ONE_HUNDRED);
                    sheet.write_number_with_format(row, at, share, &formats.rate)?;
                }
                ScoreCell::Rate(None) => {
                    sheet.write_string_with_format(row, at, "—", &formats.cell)?;
                }
            }
        }
    }
    sheet.write_string(line + 2, 0, &*clean(&tally.note()))?;
    Ok(())
}

/// Every use of every text, and the texts that nobody used: what the totals are made of.
fn texts(
    sheet: &mut Worksheet,
    tally: &ContributionTally,
    name: &dyn Fn(&TallyPlace) -> String,
    formats: &ScoreFormats,
) -> Result<(), XlsxError> {
    let columns = heads(sheet, &TEXT_HEADS.map(str::to_owned), &formats.head)?;
    for (at, width) in (0_u16..columns).zip([16, 12, 50, 22, 8, 22]) {
        sheet.set_column_width(at, width)?;
    }
    let mut row = 0;
    for unit in tally.ranked() {
        let of_unit = unit.texts.iter().flat_map(|text| &text.uses);
        for (contribution, points) in of_unit {
            row += 1;
            let (place, origin) = match &contribution.used {
                TextUse::Issue { id, .. } => {
                    (name(&TallyPlace::Series(id.series.clone())), id.path())
                }
                TextUse::Outlet(outlet) => (outlet.clone(), "登记表".to_owned()),
                TextUse::Unused => ("未采用，或见本刊".to_owned(), "登记表".to_owned()),
            };
            let title = contribution.title.as_str();
            let date = contribution.date.iso();
            let cells = [
                (0, unit.unit.name.as_str()),
                (1, &date),
                (2, title),
                (3, &place),
            ];
            for (at, text) in cells.into_iter().chain([(5, origin.as_str())]) {
                let text = clean(text);
                sheet.write_string_with_format(row, at, fitting(&text), &formats.cell)?;
            }
            sheet.write_number_with_format(row, 4, number(*points), &formats.cell)?;
        }
    }
    sheet.autofilter(0, 0, row, columns - 1)?;
    Ok(())
}
