//! `catalogue.xlsx`: the table as a registry office works with it, and a page that explains its columns.
//!
//! One sheet of all series, with a filter over each column: a sheet for each series would say everything twice.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline,
    Workbook, Worksheet, XlsxError,
};

use super::catalogued::Catalogue;
use super::error::CatalogueError;
use super::table::{COLUMNS, CatalogueCell, rows};
use super::text::clean;
use crate::model::OutputFile;
use crate::render::sheets::portable;
use crate::site::RootFile;

/// The most characters of a cell, by the limits of Excel.
const MOST_IN_CELL: usize = 32_767;

/// The most links of a sheet, by the limits of Excel; what comes after them is a plain path.
const MOST_LINKS: usize = 65_530;

/// A4 in the numbering of the format.
const A4: u8 = 9;

/// What a font of every Chinese Windows and of WPS is called; any other program takes what it has.
const FONT: &str = "宋体";

pub(super) fn file(catalogue: &Catalogue<'_>) -> Result<OutputFile, CatalogueError> {
    let mut workbook = Workbook::new();
    // A fixed time, so that the same archive gives the same bytes.
    let properties = DocProperties::new()
        .set_title(&*clean(&format!("{}目录", catalogue.site.name)))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let formats = Formats::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("目录")?;
    write_catalogue(sheet, catalogue, &formats)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("说明")?;
    write_explanations(sheet, &formats)?;
    Ok(OutputFile {
        path: RootFile::CatalogueXlsx.name().to_owned(),
        bytes: portable(workbook.save_to_buffer()?),
    })
}

struct Formats {
    head: Format,
    text: Format,
    number: Format,
    date: Format,
    link: Format,
}

impl Formats {
    fn new() -> Self {
        let grey = Color::RGB(0x00BF_BFBF);
        let cell = Format::new()
            .set_font_name(FONT)
            .set_font_size(10.5)
            .set_border(FormatBorder::Thin)
            .set_border_color(grey)
            .set_align(FormatAlign::Top);
        Self {
            head: cell
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00EA_EAEA))
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: cell.clone().set_text_wrap(),
            number: cell.clone().set_num_format("0"),
            date: cell
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Center),
            link: cell
                .set_font_color(Color::RGB(0x0005_63C1))
                .set_underline(FormatUnderline::Single)
                .set_align(FormatAlign::Center),
        }
    }
}

fn write_catalogue(
    sheet: &mut Worksheet,
    catalogue: &Catalogue<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (at, column) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, column.head, &formats.head)?;
    }
    let mut links = 0;
    let mut last = 0;
    for (line, row) in (1_u32..).zip(rows(catalogue)) {
        for (at, column) in (0_u16..).zip(COLUMNS) {
            match (column.cell)(&row) {
                CatalogueCell::Empty => {
                    sheet.write_blank(line, at, &formats.text)?;
                }
                CatalogueCell::Text(text) => {
                    let text = clean(&text);
                    sheet.write_string_with_format(line, at, fitting(&text), &formats.text)?;
                }
                CatalogueCell::Number(number) => {
                    // Counts and sizes are far below what a float holds exactly.
                    sheet.write_number_with_format(line, at, number as f64, &formats.number)?;
                }
                CatalogueCell::Date(date) => match date.day {
                    Some(day) => {
                        let day = ExcelDateTime::from_ymd(date.year, date.month, day)?;
                        sheet.write_datetime_with_format(line, at, &day, &formats.date)?;
                    }
                    None => {
                        sheet.write_string_with_format(line, at, date.iso(), &formats.date)?;
                    }
                },
                CatalogueCell::Link { path, text } if links < MOST_LINKS => {
                    links += 1;
                    // The library stores a path without a drive as one that is relative to the workbook.
                    let target = format!("file:///{path}");
                    sheet.write_url_with_options(
                        line,
                        at,
                        &*target,
                        text,
                        "",
                        Some(&formats.link),
                    )?;
                }
                CatalogueCell::Link { path, .. } => {
                    sheet.write_string_with_format(line, at, path, &formats.text)?;
                }
            }
        }
        last = line;
    }
    let columns = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, columns - 1)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 24)?;
    sheet.set_paper_size(A4);
    sheet.set_landscape();
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// As much of `text` as a cell takes; Excel counts in UTF-16.
pub fn fitting(text: &str) -> &str {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        length += c.len_utf16();
        if length > MOST_IN_CELL {
            return &text[..at];
        }
    }
    text
}

fn write_explanations(sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    for (at, (head, width)) in (0_u16..).zip([("列", 24.0), ("说明", 90.0)]) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, head, &formats.head)?;
    }
    for (line, column) in (1_u32..).zip(COLUMNS) {
        sheet.write_string_with_format(line, 0, column.head, &formats.text)?;
        sheet.write_string_with_format(line, 1, column.about, &formats.text)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_paper_size(A4);
    Ok(())
}
