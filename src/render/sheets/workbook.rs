//! One table as a workbook of one sheet: its name over it, merged cells as they are, its note under it.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::cells::{cell_text, title};
use super::number::SheetNumber;
use super::portable::portable;
use crate::model::table::column_places;
use crate::model::{Align, Cell, NamedTable};
use crate::zh::text::is_wide;

/// What a font of every Chinese Windows and of WPS is called; any other program takes what it has.
const FONT: &str = "宋体";
/// A4 in the numbering of the format.
const A4: u8 = 9;
/// The narrowest and the widest column, in characters of a digit's width.
const COLUMN: (f64, f64) = (8.0, 50.0);

/// The workbook of `table`.
pub(super) fn of(table: &NamedTable<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed time, so that the same table gives the same bytes.
    let properties = DocProperties::new()
        .set_title(&table.name)
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet().set_name("表格")?;
    write(sheet, table)?;
    workbook.save_to_buffer().map(portable)
}

fn write(sheet: &mut Worksheet, named: &NamedTable<'_>) -> Result<(), XlsxError> {
    let table = named.table;
    let columns = u16::try_from(table.columns).unwrap_or(u16::MAX);
    let last = columns.saturating_sub(1);
    let plain = Format::new().set_font_name(FONT).set_font_size(10.5);
    let (name, above) = title(named);
    let mut line = 0;
    let bold = plain
        .clone()
        .set_bold()
        .set_font_size(12)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    spanning(sheet, line, last, name, &bold)?;
    line += 1;
    if !above.is_empty() {
        spanning(sheet, line, last, &above.join("　　"), &plain)?;
        line += 1;
    }
    let head_from = line;
    for (rows, is_head) in [(&table.head, true), (&table.rows, false)] {
        for (row, places) in rows.iter().zip(column_places(rows, table.columns)) {
            for (cell, place) in row.iter().zip(places) {
                let Ok(place) = u16::try_from(place) else {
                    continue;
                };
                write_cell(sheet, (line, place), cell, is_head, &plain)?;
            }
            line += 1;
        }
        if is_head && !table.head.is_empty() {
            sheet.set_freeze_panes(line, 0)?;
            sheet.set_repeat_rows(head_from, line - 1)?;
        }
    }
    if let Some(note) = table.printed_note() {
        let wrapped = plain.set_text_wrap();
        spanning(sheet, line, last, &note, &wrapped)?;
        sheet.set_row_height(line, 15.0 * note.lines().count() as f64)?;
    }
    for (place, width) in (0_u16..).zip(widths(named)) {
        sheet.set_column_width(place, width)?;
    }
    sheet.set_paper_size(A4);
    if table.landscape {
        sheet.set_landscape();
    }
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A line over all columns.
fn spanning(
    sheet: &mut Worksheet,
    line: u32,
    last: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if last == 0 {
        sheet.write_string_with_format(line, 0, text, format)?;
    } else {
        sheet.merge_range(line, 0, line, last, text, format)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (line, place): (u32, u16),
    cell: &Cell,
    is_head: bool,
    plain: &Format,
) -> Result<(), XlsxError> {
    let text = cell_text(cell);
    let mut format = plain
        .clone()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_align(match cell.align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right | Align::Decimal => FormatAlign::Right,
        })
        .set_text_wrap();
    if is_head {
        format = format.set_bold();
    }
    let amount = SheetNumber::of(&text).filter(|_| !is_head);
    if let Some(amount) = &amount {
        format = format.set_num_format(&amount.format);
    }
    if cell.colspan > 1 || cell.rowspan > 1 {
        let to_line = line + cell.rowspan.saturating_sub(1);
        let to_place = place + u16::try_from(cell.colspan.saturating_sub(1)).unwrap_or(0);
        sheet.merge_range(line, place, to_line, to_place, "", &format)?;
    }
    match amount {
        Some(amount) => sheet.write_number_with_format(line, place, amount.value, &format)?,
        None if text.is_empty() => sheet.write_blank(line, place, &format)?,
        None => sheet.write_string_with_format(line, place, &text, &format)?,
    };
    Ok(())
}

/// How wide each column is: as its longest line, within bounds.
fn widths(named: &NamedTable<'_>) -> Vec<f64> {
    let table = named.table;
    let mut widths = vec![COLUMN.0; table.columns as usize];
    for rows in [&table.head, &table.rows] {
        for (row, places) in rows.iter().zip(column_places(rows, table.columns)) {
            for (cell, place) in row.iter().zip(places) {
                let Some(width) = widths.get_mut(place).filter(|_| cell.colspan == 1) else {
                    continue;
                };
                for line in cell_text(cell).lines() {
                    let own: f64 = line
                        .chars()
                        .map(|c| if is_wide(c) { 2.1 } else { 1.1 })
                        .sum();
                    *width = width.max(own + 1.0).min(COLUMN.1);
                }
            }
        }
    }
    widths
}
