//! Workbooks (.xlsx) of Excel and WPS: what each cell shows, as a reader of the sheet sees it.

mod decimal;
mod error;
mod hidden;
mod moment;
mod number;
mod runs;
mod section;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, ExcelDateTime, ExcelDateTimeType, Reader as _, SheetVisible, Xlsx};

use decimal::Decimal;
pub use error::WorkbookError;
use moment::DateAndTime;
pub use number::NumberFlaw;
pub use runs::RunMark;

/// The most bytes that the parts of a workbook may have when they are unpacked.
const MOST_UNPACKED: u64 = 200 << 20;

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
    /// A part of it is set in a way that is not printed.
    Run(RunMark),
}

/// A cell that is not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetCell {
    /// What it shows.
    pub text: String,
    /// What is wrong with it.
    pub flaw: Option<CellFlaw>,
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
        let (hidden_rows, hidden_columns) = hidden::find(self.bytes, name)?;
        let mut sheet = WorkbookSheet {
            hidden_rows,
            hidden_columns,
            ..WorkbookSheet::default()
        };
        let is_1904 = self.book.has_1904_epoch();
        let runs = runs::find(self.bytes);
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
            let mut shown = shown(value, code, id, formulas.contains(&position));
            if shown.flaw.is_none() && !shown.text.is_empty() {
                let struck = is_struck.then(|| RunMark::Struck(shown.text.clone()));
                let mark = struck.or_else(|| runs.get(&shown.text).cloned());
                shown.flaw = mark.map(CellFlaw::Run);
            }
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

/// What a cell shows.
fn shown(value: Data, code: &str, id: Option<u32>, is_formula: bool) -> SheetCell {
    let plain = |text: &str| text.trim().replace("\r\n", "\n");
    let formatted = |(text, flaw): (String, Option<NumberFlaw>)| SheetCell {
        text,
        flaw: flaw.map(CellFlaw::Number),
        exact: None,
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
        text: String::new(),
        flaw: Some(CellFlaw::NoResult),
        exact: None,
    };
    match value {
        Data::Empty if is_formula => no_result,
        Data::Empty => SheetCell::default(),
        // Nothing is shown of a text without characters, whatever its format puts around texts.
        Data::String(text) if text.trim().is_empty() => SheetCell::default(),
        Data::String(text) => words(&text),
        Data::DateTimeIso(text) => match DateAndTime::of_iso(&text) {
            Some(moment) => formatted(moment::moment(&moment, code, id)),
            None => unclear(&text),
        },
        Data::DurationIso(text) => unclear(&text),
        #[allow(clippy::cast_precision_loss, reason = "a cell holds no more digits")]
        Data::Int(value) => number(value as f64),
        Data::Float(value) => number(value),
        Data::Bool(value) => words(if value { "TRUE" } else { "FALSE" }),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let moment_of = DateAndTime {
                year,
                month,
                day,
                hour,
                minute,
                second,
                days: moment.as_f64(),
            };
            formatted(moment::moment(&moment_of, code, id))
        }
        Data::Error(error) => SheetCell {
            text: String::new(),
            flaw: Some(CellFlaw::Error(error.to_string())),
            exact: None,
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
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_in_the_sheet() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(2, 1), "B3");
        assert_eq!(column_name(25), "Z");
        assert_eq!(column_name(26), "AA");
        assert_eq!(column_name(701), "ZZ");
        assert_eq!(column_name(702), "AAA");
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        for (bytes, error) in [
            (b"\xD0\xCF\x11\xE0rest".as_slice(), WorkbookError::Old),
            (b"PK", WorkbookError::Damaged),
            (b"", WorkbookError::Damaged),
        ] {
            assert_eq!(Workbook::open(bytes).err(), Some(error));
        }
    }
}
