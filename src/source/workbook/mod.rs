//! Workbooks (.xlsx) of Excel and WPS: what each cell shows, as a reader of the sheet sees it.

mod beside;
mod decimal;
mod error;
mod look;
mod moment;
mod number;
mod package;
mod page_words;
mod runs;
mod section;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, ExcelDateTime, ExcelDateTimeType, Reader as _, SheetVisible, Xlsx};

pub use beside::SheetDrawing;
use decimal::Decimal;
pub use error::WorkbookError;
use moment::DateAndTime;
pub use number::NumberFlaw;
use package::Package;
use runs::TextRun;

/// The most bytes that the parts of a workbook may have when they are unpacked.
const MOST_UNPACKED: u64 = 64 << 20;

/// The largest part of texts of cells (sharedStrings), in bytes: each text of a few bytes becomes a value of its own.
const MOST_TEXTS: u64 = 24 << 20;

/// The most cells of a sheet that are read.
const MOST_CELLS: usize = 400_000;

/// A workbook.
pub struct Workbook<'b> {
    bytes: &'b [u8],
    book: Xlsx<Cursor<&'b [u8]>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    /// As it stands on its tab.
    pub name: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellFlaw {
    /// A formula went wrong: `#DIV/0!`.
    Error(String),
    /// A formula whose result was never stored.
    NoResult,
    /// A number that may not be shown as is meant.
    Number(NumberFlaw),
    /// A picture that WPS keeps in the cell.
    Picture,
}

/// What is struck out in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StruckText {
    /// The words, as they are said.
    pub words: String,
    /// The whole text, part by part, and whether each is struck out.
    pub parts: Vec<(String, bool)>,
}

/// A cell that is not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetCell {
    /// What it shows, without what is struck out: that is what an office means by a line through a figure.
    pub text: String,
    /// What is wrong with it.
    pub flaw: Option<CellFlaw>,
    /// What is struck out in it.
    pub struck: Option<StruckText>,
    /// What is raised or lowered in it, which is not printed so.
    pub raised: Option<String>,
    /// Whether it is shown as a day or a time.
    pub is_moment: bool,
    /// The number in it with all its digits, in hundredths with a `%` where it is shown so.
    pub exact: Option<String>,
}

/// Cells that are one, by the first and last row and the first and last column, from 0.
pub type Merged = (u32, u32, u32, u32);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkbookSheet {
    /// The cells that are not empty, by row and column from 0.
    pub cells: BTreeMap<(u32, u32), SheetCell>,
    /// Cells that are one.
    pub merged: Vec<Merged>,
    /// Rows that are hidden or filtered out.
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_columns: BTreeSet<u32>,
    /// Remarks of colleagues (批注), by their cells.
    pub remarks: BTreeMap<(u32, u32), String>,
    /// The words at the head and the foot of its printed pages.
    pub page_words: Vec<String>,
    /// What lies over the cells.
    pub drawn: Vec<SheetDrawing>,
}

impl<'b> Workbook<'b> {
    /// Opens the workbook in `bytes`.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(bytes: &'b [u8]) -> Result<Self, WorkbookError> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(WorkbookError::Old);
        }
        let mut parts =
            zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| WorkbookError::Damaged)?;
        let mut unpacked = 0_u64;
        for index in 0..parts.len() {
            let part = parts
                .by_index_raw(index)
                .map_err(|_| WorkbookError::Damaged)?;
            unpacked = unpacked.saturating_add(part.size());
            let is_texts = part
                .name()
                .is_ok_and(|name| name.ends_with("sharedStrings.xml"));
            if is_texts && part.size() > MOST_TEXTS {
                return Err(WorkbookError::TooLarge);
            }
        }
        if unpacked > MOST_UNPACKED {
            return Err(WorkbookError::TooLarge);
        }
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|_| WorkbookError::Damaged)?;
        Ok(Self { bytes, book })
    }

    /// The sheets in the order of their tabs; charts by themselves are none.
    #[must_use]
    pub fn sheets(&self) -> Vec<SheetName> {
        let sheets = self.book.sheets_metadata().iter();
        sheets
            .filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet)
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect()
    }

    /// The sheet `name`.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn sheet(&mut self, name: &str) -> Result<WorkbookSheet, WorkbookError> {
        let damaged = |_| WorkbookError::Damaged;
        let mut package = Package::open(self.bytes)?;
        let look = look::find(&mut package, name)?;
        let path = package.sheet_path(name)?;
        let mut sheet = WorkbookSheet {
            hidden_rows: look.hidden_rows,
            hidden_columns: look.hidden_columns,
            page_words: page_words::all(&look.page_lines),
            remarks: beside::remarks(&mut package, &path)?,
            drawn: beside::drawn(&mut package, &path)?,
            ..WorkbookSheet::default()
        };
        let is_1904 = self.book.has_1904_epoch();
        let mut formulas = BTreeSet::new();
        let mut reader = self.book.worksheet_cells_reader(name).map_err(damaged)?;
        while let Some(cell) = reader.next_formula().map_err(damaged)? {
            if !cell.get_value().is_empty() {
                formulas.insert(cell.get_position());
            }
            if formulas.len() > MOST_CELLS {
                return Err(WorkbookError::TooLarge);
            }
        }
        drop(reader);
        let mut reader = self.book.worksheet_cells_reader(name).map_err(damaged)?;
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
            let position = cell.get_position();
            let format = reader
                .styles()
                .get(style)
                .and_then(|style| style.number_format.as_ref());
            let (code, id) = format.map_or(("General", None), |format| {
                (format.format_code.as_str(), format.format_id)
            });
            let value = match Data::from(cell.get_value().clone()) {
                // Some formats of dates are not known to the reader of workbooks as such.
                Data::Float(value) if moment::is_for_moments(code, id) => {
                    let kind = ExcelDateTimeType::DateTime;
                    Data::DateTime(ExcelDateTime::new(value, kind, is_1904))
                }
                value => value,
            };
            let is_struck = reader
                .styles()
                .get(style)
                .and_then(|style| style.font.as_ref())
                .is_some_and(calamine::Font::has_strikethrough);
            let is_zero =
                matches!(value, Data::Int(0)) || matches!(value, Data::Float(zero) if zero == 0.0);
            let mut shown = shown(value, code, id, formulas.contains(&position));
            if is_zero && look.hides_zeros {
                shown.text.clear();
                shown.flaw = None;
            }
            take_marks(&mut shown, look.runs.get(&position), is_struck);
            if shown != SheetCell::default() {
                sheet.cells.insert(position, shown);
            }
            if sheet.cells.len() > MOST_CELLS {
                return Err(WorkbookError::TooLarge);
            }
        }
        drop(reader);
        let merged = self.book.merge_cells_by_sheet_name(name).map_err(damaged)?;
        sheet.merged = merged
            .into_iter()
            .map(|area| (area.start.0, area.end.0, area.start.1, area.end.1))
            .collect();
        Ok(sheet)
    }
}

/// Takes what is struck out of the text of a cell, and notes what is raised in it.
fn take_marks(cell: &mut SheetCell, runs: Option<&Vec<TextRun>>, is_struck: bool) {
    if cell.text.is_empty() {
        return;
    }
    let plain = TextRun {
        text: cell.text.clone(),
        look: None,
    };
    // A format may put other words around a text: then its runs are not those of what is shown.
    let whole = |runs: &[TextRun]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let runs = runs.filter(|runs| squeezed(&whole(runs)) == squeezed(&cell.text));
    let runs = runs.map_or(std::slice::from_ref(&plain), Vec::as_slice);
    let of = |wanted: &dyn Fn(&TextRun) -> bool| -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut goes_on = false;
        for run in runs {
            match (wanted(run), goes_on) {
                (true, true) => parts
                    .last_mut()
                    .into_iter()
                    .for_each(|part| part.push_str(&run.text)),
                (true, false) => parts.push(run.text.clone()),
                (false, _) => {}
            }
            goes_on = wanted(run);
        }
        parts.retain(|part| !part.trim().is_empty());
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
        (!parts.is_empty()).then(|| parts.join("、"))
    };
    let struck = |run: &TextRun| run.look.map_or(is_struck, |look| look.struck);
    cell.raised = of(&|run| run.look.is_some_and(|look| look.raised) && !struck(run));
    if let Some(words) = of(&struck) {
        let parts = runs.iter().map(|run| (run.text.clone(), struck(run)));
        cell.struck = Some(StruckText {
            words,
            parts: parts.collect(),
        });
        let left: String = runs
            .iter()
            .filter(|run| !struck(run))
            .map(|run| run.text.as_str())
            .collect();
        cell.text = left.trim().replace("\r\n", "\n");
    }
}

/// How WPS writes a picture in a cell.
const WPS_PICTURE: &str = "=DISPIMG(";

/// What a cell shows.
fn shown(value: Data, code: &str, id: Option<u32>, is_formula: bool) -> SheetCell {
    let plain = |text: &str| text.trim().replace("\r\n", "\n");
    let formatted = |(text, flaw): (String, Option<NumberFlaw>)| SheetCell {
        text,
        flaw: flaw.map(CellFlaw::Number),
        ..SheetCell::default()
    };
    let moment_of = |moment: &DateAndTime| SheetCell {
        is_moment: true,
        ..formatted(moment::moment(moment, code, id))
    };
    let number = |value: f64| {
        let cell = formatted(number::shown(value, code, id));
        let digits = Decimal::of(value);
        let exact = match cell.text.ends_with(['%', '％']) {
            true => format!("{}%", digits.shifted(2).plain()),
            false => digits.plain(),
        };
        SheetCell {
            exact: Some(exact).filter(|_| !cell.text.is_empty()),
            ..cell
        }
    };
    let words = |text: &str| formatted(number::text(&plain(text), code));
    let unclear = |text: &str| formatted((plain(text), Some(NumberFlaw::Format)));
    let no_result = SheetCell {
        flaw: Some(CellFlaw::NoResult),
        ..SheetCell::default()
    };
    match value {
        Data::Empty if is_formula => no_result,
        Data::Empty => SheetCell::default(),
        // Nothing is shown of a text without characters, whatever its format puts around texts.
        Data::String(text) if text.trim().is_empty() => SheetCell::default(),
        Data::String(text) if text.trim_start_matches("_xlfn.").starts_with(WPS_PICTURE) => {
            SheetCell {
                flaw: Some(CellFlaw::Picture),
                ..SheetCell::default()
            }
        }
        Data::String(text) => words(&text),
        Data::DateTimeIso(text) => match DateAndTime::of_iso(&text) {
            Some(moment) => moment_of(&moment),
            None => unclear(&text),
        },
        Data::DurationIso(text) => unclear(&text),
        #[allow(clippy::cast_precision_loss, reason = "a cell holds no more digits")]
        Data::Int(value) => number(value as f64),
        Data::Float(value) => number(value),
        Data::Bool(value) => words(if value { "TRUE" } else { "FALSE" }),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            moment_of(&DateAndTime {
                year,
                month,
                day,
                hour,
                minute,
                second,
                days: moment.as_f64(),
            })
        }
        Data::Error(error) => SheetCell {
            flaw: Some(CellFlaw::Error(error.to_string())),
            ..SheetCell::default()
        },
    }
}

/// The name of a cell as a spreadsheet has it: `B3`.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// The name of a column: `B`, `AA`.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests;
