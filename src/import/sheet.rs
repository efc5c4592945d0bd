//! Tables of workbooks and of text: what each cell shows, with the cells that are one.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xls};

use super::error::ImportError;
use super::manuscript::Manuscript;
use super::sheet_table::{MOST_CELLS, SheetText, SheetTexts, put};
use crate::source::workbook::{
    CellFlaw, Merged, SheetCell, Workbook, WorkbookError, WorkbookSheet, cell_name,
};

fn refused(error: &WorkbookError) -> ImportError {
    match error {
        WorkbookError::TooLarge => ImportError::TooLarge("工作簿展开以后太大".to_owned()),
        WorkbookError::Old => ImportError::OldDocument,
        WorkbookError::Damaged => ImportError::Damaged("工作簿".to_owned()),
    }
}

/// The sheets of the workbook (.xlsx) in `bytes`, each a table; what is hidden is named.
///
/// # Errors
/// Why it cannot be read.
pub fn workbook(bytes: &[u8]) -> Result<Manuscript, ImportError> {
    let mut book = Workbook::open(bytes).map_err(|error| refused(&error))?;
    let mut sent = Manuscript::default();
    for name in book.sheets() {
        let sheet = book.sheet(&name.name).map_err(|error| refused(&error))?;
        if sheet.cells.is_empty() {
            continue;
        }
        let all: Vec<String> = sheet.cells.values().map(|cell| cell.text.clone()).collect();
        if name.hidden {
            sent.leave_out(&format!("隐藏的工作表“{}”", name.name), &all.join("　"));
            continue;
        }
        let mut texts = SheetTexts::new();
        for (place, cell) in &sheet.cells {
            if is_hidden(&sheet, *place) {
                sent.leave_out("隐藏或筛掉的格子", &cell.text);
                continue;
            }
            say_flaws(
                &mut sent,
                &format!("{}!{}", name.name, cell_name(place.0, place.1)),
                cell,
            );
            texts.insert(*place, SheetText::of(cell));
        }
        say_beside(&mut sent, &name.name, &sheet);
        put(&mut sent, &name.name, &texts, &sheet.merged);
    }
    Ok(sent)
}

fn is_hidden(sheet: &WorkbookSheet, (row, column): (u32, u32)) -> bool {
    sheet.hidden_rows.contains(&row) || sheet.hidden_columns.contains(&column)
}

/// Says what of a cell should be looked at.
fn say_flaws(sent: &mut Manuscript, place: &str, cell: &SheetCell) {
    if let Some(struck) = &cell.struck {
        sent.remark(format!(
            "{place} 里的“{}”划了删除线：请核对是不是删去了的",
            struck.words
        ));
    }
    if let Some(raised) = &cell.raised {
        let text = &cell.text;
        sent.remark(format!(
            "{place} 里的“{raised}”是上标或下标，按平常的字放进来：{text}"
        ));
    }
    match &cell.flaw {
        None => {}
        Some(CellFlaw::Error(error)) => {
            sent.remark(format!("{place} 的公式算出来是 {error}，格子空着"));
        }
        Some(CellFlaw::NoResult) => sent.remark(format!(
            "{place} 的公式还没有算出结果，格子空着；在 Excel、WPS 里打开保存一次再来"
        )),
        Some(CellFlaw::Picture) => sent.leave_out(&format!("{place} 里嵌着的图片"), ""),
        Some(CellFlaw::Number(_)) => sent.remark(format!("{place} 请对照原件：{}", cell.text)),
    }
}

/// Names what lies over the cells: remarks, pictures, charts.
fn say_beside(sent: &mut Manuscript, name: &str, sheet: &WorkbookSheet) {
    for (place, text) in &sheet.remarks {
        sent.leave_out(
            &format!("{name}!{} 上的批注", cell_name(place.0, place.1)),
            text,
        );
    }
    for drawn in &sheet.drawn {
        let place = drawn.place.map_or_else(String::new, |(row, column)| {
            format!("!{}", cell_name(row, column))
        });
        sent.leave_out(&format!("{name}{place} 处的{}", drawn.what), &drawn.text);
    }
}

/// The sheets of an old workbook (.xls, .et). Of numbers the file's values are taken, not what their formats show.
///
/// # Errors
/// Why it cannot be read.
pub fn old_workbook(bytes: &[u8]) -> Result<Manuscript, ImportError> {
    let damaged = |error: calamine::XlsError| match error {
        calamine::XlsError::Password => ImportError::Encrypted,
        error => ImportError::Damaged(error.to_string()),
    };
    let mut book = Xls::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sent = Manuscript::default();
    let sheets = book.sheets_metadata().to_vec();
    for sheet in sheets {
        let range = book.worksheet_range(&sheet.name).map_err(damaged)?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut texts = SheetTexts::new();
        for (row, column, value) in range.used_cells() {
            let place = (
                top + u32::try_from(row).unwrap_or(0),
                left + u32::try_from(column).unwrap_or(0),
            );
            let text = match value {
                Data::Empty => continue,
                Data::String(text) => text.trim().to_owned(),
                Data::DateTime(moment) => {
                    let (year, month, day, ..) = moment.to_ymd_hms_milli();
                    format!("{year}-{month:02}-{day:02}")
                }
                other => other.to_string(),
            };
            if texts.len() > MOST_CELLS {
                return Err(ImportError::TooLarge("工作表的格子太多".to_owned()));
            }
            texts.insert(place, SheetText::plain(&text));
        }
        if sheet.visible != calamine::SheetVisible::Visible {
            let all: Vec<String> = texts.values().map(SheetText::text).collect();
            sent.leave_out(&format!("隐藏的工作表“{}”", sheet.name), &all.join("　"));
            continue;
        }
        let merged = book
            .merge_cells_by_sheet_name(&sheet.name)
            .unwrap_or_default();
        let merged: Vec<Merged> = merged
            .iter()
            .map(|area| (area.start.0, area.end.0, area.start.1, area.end.1))
            // A damaged file may have one that ends before it begins.
            .filter(|(top, bottom, left, right)| top <= bottom && left <= right)
            .collect();
        put(&mut sent, &sheet.name, &texts, &merged);
    }
    sent.remark("旧格式的工作簿：百分数、日期、小数位数按存着的数放进来，请对照原件核对；另存为 .xlsx 再来，就照看到的样子");
    Ok(sent)
}

/// The table in the text of a CSV file.
#[must_use]
pub fn csv(text: &str) -> Manuscript {
    let (said, text) = crate::source::csv_separator::take(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    let delimiter = [',', '\t', ';', '|']
        .into_iter()
        .rev()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(',');
    let delimiter = said.filter(char::is_ascii).unwrap_or(delimiter);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut sent = Manuscript::default();
    let mut texts = SheetTexts::new();
    for (row, record) in (0_u32..).zip(reader.records()) {
        let Ok(record) = record else {
            sent.remark(format!("第 {} 行读不懂，没有带过来", row + 1));
            continue;
        };
        for (column, cell) in (0_u32..).zip(record.iter()) {
            if !cell.trim().is_empty() {
                texts.insert((row, column), SheetText::plain(cell.trim()));
            }
        }
    }
    put(&mut sent, "", &texts, &[]);
    sent
}
