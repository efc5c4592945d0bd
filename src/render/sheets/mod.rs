//! Each table of an issue as a workbook and as CSV, for those who go on calculating with it.
//!
//! What stands in a cell of the page stands in the cell of the file. A number is a number only where the workbook shows it again as it was typed.

mod cells;
mod number;
mod portable;
mod workbook;

pub use self::portable::portable;

use self::cells::cell_text;
use self::number::inert;
use crate::model::table::column_places;
use crate::model::{Document, NamedTable, OutputFile, Table};

/// Why the files of a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The library of workbooks refused.
    #[error("表格的 Excel 文件没有生成：{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The library of CSV refused.
    #[error("表格的 CSV 文件没有生成：{0}")]
    Csv(#[from] csv::Error),
}

/// The files of every table of `document`; their paths are relative to its page.
///
/// # Errors
/// What the libraries refuse, which no table makes them do.
pub fn files(document: &Document) -> Result<Vec<OutputFile>, SheetError> {
    let mut files = Vec::new();
    for table in document.named_tables() {
        files.extend(files_of(&table)?);
    }
    Ok(files)
}

/// The two files of one table.
fn files_of(table: &NamedTable<'_>) -> Result<[OutputFile; 2], SheetError> {
    Ok([
        OutputFile {
            path: table.file("xlsx"),
            bytes: workbook::of(table)?,
        },
        OutputFile {
            path: table.file("csv"),
            bytes: comma_separated(table.table)?,
        },
    ])
}

/// UTF-8 with a byte order mark, without which Excel and WPS on Chinese Windows read it as GBK; lines end in CR LF (RFC 4180). Head and rows only, so that programs can
/// read it; a merged cell has its text in the first that it covers.
fn comma_separated(table: &Table) -> Result<Vec<u8>, SheetError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for rows in [&table.head, &table.rows] {
        for (row, places) in rows.iter().zip(column_places(rows, table.columns)) {
            let mut cells = vec![String::new(); table.columns as usize];
            for (cell, place) in row.iter().zip(places) {
                if let Some(text) = cells.get_mut(place) {
                    *text = inert(cell_text(cell));
                }
            }
            writer.write_record(&cells)?;
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(bytes)
}
