//! The list of what is filed as a workbook: a sheet with the list, and one with what is not filed.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::list::{COLUMNS, FiledItem, LeftOutItem, ListError};
use crate::catalogue::text::clean;
use crate::catalogue::xlsx::fitting;
use crate::render::sheets::portable;

/// A4 in the numbering of the format.
const A4: u8 = 9;

/// What a font of every Chinese Windows and of WPS is called; any other program takes what it has.
const FONT: &str = "宋体";

/// Writes it; `fonds_name` (全宗名称) and `year` stand over each page.
///
/// # Errors
/// What the library refuses.
pub fn list_workbook(
    items: &[FiledItem],
    left_out: &[LeftOutItem],
    fonds_name: &str,
    year: u16,
) -> Result<Vec<u8>, ListError> {
    let mut workbook = Workbook::new();
    // A fixed time, so that the same list gives the same bytes.
    let properties = DocProperties::new()
        .set_title(&*clean(&format!("{fonds_name}{year}年度归档文件目录")))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let heads: Vec<(&str, f64)> = COLUMNS
        .iter()
        .map(|column| (column.head, column.width))
        .collect();
    let rows = (1..).zip(items).map(|(number, item)| {
        let cells = COLUMNS.iter().map(|column| (column.text)(number, item));
        cells.collect()
    });
    let sheet = workbook.add_worksheet().set_name("归档文件目录")?;
    write(sheet, &heads, rows.collect())?;
    let rows = left_out.iter().map(|item| {
        let LeftOutItem {
            place,
            title,
            reason,
            is_withheld: _,
        } = item;
        vec![place.clone(), title.clone(), reason.clone()]
    });
    let heads = [("期", 24.0), ("题名", 60.0), ("没有归档的原因", 60.0)];
    let sheet = workbook.add_worksheet().set_name("没有归档的")?;
    write(sheet, &heads, rows.collect())?;
    Ok(portable(workbook.save_to_buffer()?))
}

fn write(
    sheet: &mut Worksheet,
    heads: &[(&str, f64)],
    rows: Vec<Vec<String>>,
) -> Result<(), XlsxError> {
    let cell = Format::new()
        .set_font_name(FONT)
        .set_font_size(10.5)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    for (at, (name, width)) in (0_u16..).zip(heads) {
        sheet.set_column_width(at, *width)?;
        sheet.write_string_with_format(0, at, *name, &head)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (at, text) in (0_u16..).zip(row) {
            // A date in eight digits is a text here, as the standard has it, and a count of pages is too: nothing is calculated with them.
            sheet.write_string_with_format(line, at, fitting(&clean(&text)), &cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 24)?;
    sheet.set_paper_size(A4);
    sheet.set_landscape();
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
