//! Rows as they come out of a spreadsheet, CSV or workbook alike: what stands above the head, empty rows and columns, the head, the note below.

use super::printed_words::{Field, take_off};
use super::raw_row::RawRow;
use super::table_around::{take_above, take_note};
use super::table_grid::{Grid, MAX_CELLS, cell};
use super::table_odd::{is_number, judge};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Cell, Inline, Span, Spanned, Table};
use crate::source::invisible;
use crate::source::value::{LONGEST_TEXT, tab_said};
use crate::zh::text::is_invisible_control;

/// The table that `rows` make; `head_rows` of them are the head, or as many as its merged cells reach over. There is none without a row.
pub fn table(mut rows: Vec<RawRow>, head_rows: u32, span: Span, sink: &mut Sink) -> Option<Table> {
    // Of those without anything it has been said.
    let had_any = !rows.iter().all(RawRow::is_empty);
    drop_invisible(&mut rows, sink);
    replace_tabs(&mut rows, sink);
    rows.retain(|row| !row.is_empty());
    for cell in rows.iter().flat_map(|row| &row.cells) {
        if !cell.name.is_empty() {
            cell.check_words(sink);
        }
    }
    drop_empty_columns(&mut rows, sink);
    let above = take_above(&mut rows, sink);
    let note = take_note(&mut rows, sink);
    let mut cells_typed = rows.iter().flat_map(|row| &row.cells);
    if let Some(long) = cells_typed.find(|cell| cell.text.len() > LONGEST_TEXT) {
        let count = long.text.chars().count();
        let message = format!("这一格有 {count} 个字，太长了，印不成表格");
        let finding = Diagnostic::new(code::BAD_TABLE, long.text.span.beginning(), message);
        sink.push(finding.help("长的文字写在正文里；是引号没有配成对，补上缺的那个"));
        return None;
    }
    let Some(first) = rows.first() else {
        if had_any {
            let message = "这个文件里没有表格的行，只有看不见的字符、标题或注";
            let finding = Diagnostic::new(code::BAD_TABLE, span, message);
            sink.push(finding.help("在表格软件里打开看看，补上表头和各行，再存一次"));
        }
        return None;
    };
    let columns = u32::try_from(first.cells.len()).unwrap_or(u32::MAX);
    if rows.len() * first.cells.len() > MAX_CELLS {
        let message = format!("表格太大，超过 {MAX_CELLS} 个格子");
        let finding = Diagnostic::new(code::BAD_TABLE, span, message);
        sink.push(finding.help("分成几张表，或者作附件供下载"));
        return None;
    }
    let head_rows = head_height(&rows, head_rows, above.count, sink);
    let body = rows.split_off(head_rows);
    for row in &rows {
        if row.cells.len() != columns as usize {
            super::table_grid::report_width(row.cells.len(), columns, row.span, sink);
        }
    }
    judge(&rows, &body, sink);
    let merged = rows
        .iter()
        .flat_map(|row| &row.cells)
        .any(|cell| cell.covered);
    let head = if merged {
        rows.into_iter().map(cells).collect()
    } else {
        let texts: Vec<Vec<Spanned<String>>> = rows
            .into_iter()
            .map(|row| row.cells.into_iter().map(|cell| cell.text).collect())
            .collect();
        super::table_head::merge_head(&texts)
    };
    let mut grid = Grid::new(columns);
    for row in body {
        let place = row.span;
        grid.push(cells(row), place);
    }
    let mut table = Table {
        anchor: String::new(),
        label: String::new(),
        caption: above.title.into_iter().map(inline).collect(),
        columns,
        before: above.before,
        measure: above.measure,
        head,
        rows: grid.finish(span, sink),
        row_heights: Vec::new(),
        landscape: false,
        note: note.map(|text| take_off(text, Field::Note, &mut Sink::default())),
        span,
    };
    table.align_columns(&[]);
    Some(table)
}

/// Takes characters that nobody sees out of the cells; the first cell is named.
fn drop_invisible(rows: &mut [RawRow], sink: &mut Sink) {
    let mut first: Option<Diagnostic> = None;
    let mut cells = 0;
    for row in rows {
        for index in 0..row.cells.len() {
            let Some(text) = row.cells.get(index).map(|cell| &cell.text) else {
                continue;
            };
            let Some(found) = invisible::find(text) else {
                continue;
            };
            cells += 1;
            if first.is_none() {
                let (words, help) = found.words();
                let finding = Diagnostic::new(code::INVISIBLE, text.span, row.say(&words));
                first = Some(finding.help(help));
            }
            if let Some(cell) = row.cells.get_mut(index) {
                cell.text.value.retain(|c| !is_invisible_control(c));
            }
        }
    }
    if let Some(mut finding) = first {
        if cells > 1 {
            finding.message = format!("{}；这张表里有 {cells} 格这样", finding.message);
        }
        sink.push(finding);
    }
}

/// Puts a wide blank in the place of each tab in a cell, of which nothing would be seen in print; said once for a table.
fn replace_tabs(rows: &mut [RawRow], sink: &mut Sink) {
    let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
    let mut said = false;
    for cell in cells.filter(|cell| cell.text.trim().contains('\t')) {
        cell.text.value = cell.text.trim().replace('\t', "　");
        if !std::mem::replace(&mut said, true) {
            sink.push(tab_said(cell.text.span, &cell.name));
        }
    }
}

fn inline(text: Spanned<String>) -> Inline {
    Inline::text(text.value.clone(), text.span)
}

fn cells(row: RawRow) -> Vec<Cell> {
    let seen = row.cells.into_iter().filter(|cell| !cell.covered);
    seen.map(|raw| cell(raw.text, raw.colspan, raw.rowspan))
        .collect()
}

/// Columns of which no cell says anything: at the edges a spreadsheet leaves them, and between others they are said.
fn drop_empty_columns(rows: &mut [RawRow], sink: &mut Sink) {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let is_used = |column: usize| {
        rows.iter().any(|row| {
            row.cells.get(column).is_some_and(|cell| {
                !cell.text.is_empty() || cell.covered || cell.colspan > 1 || cell.rowspan > 1
            })
        })
    };
    let used: Vec<bool> = (0..width).map(is_used).collect();
    let (Some(first), Some(last)) = (
        used.iter().position(|used| *used),
        used.iter().rposition(|used| *used),
    ) else {
        return;
    };
    let inside = used[first..=last].iter().filter(|used| !**used).count();
    if inside > 0
        && let Some(row) = rows.first()
    {
        sink.push(
            Diagnostic::new(
                code::TABLE_TAKEN,
                row.span,
                row.say(&format!("中间有 {inside} 列是空的，没有印")),
            )
            .help("要留着让人填写，给这一列写上列名"),
        );
    }
    for row in rows {
        let mut column = 0;
        row.cells.retain(|_| {
            column += 1;
            used[column - 1]
        });
    }
}

/// A year may well stand in a head: 2025, 2026.
fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && is_number(text)
}

/// How many rows the head has: as many as were asked for, or as its merged cells reach over. A title that was counted along is taken off.
fn head_height(rows: &[RawRow], asked: u32, titles: usize, sink: &mut Sink) -> usize {
    let mut height = (asked as usize).clamp(1, rows.len());
    if titles > 0 && height > 1 {
        let last = &rows[height - 1];
        if last.texts().any(|text| is_number(text) && !is_year(text)) {
            let counted = height;
            height = height.saturating_sub(titles).max(1);
            let message = format!("表头写了 {counted} 行，连表题数在里面，按 {height} 行表头印了");
            let finding = Diagnostic::new(code::TABLE_TAKEN, last.span, last.say(&message));
            sink.push(finding.help("表头只数列名所在的行；确实都是表头，就删去表题那一行"));
        }
    }
    let mut reach = height;
    let mut row = 0;
    while row < reach && row < rows.len() {
        for cell in &rows[row].cells {
            // What is merged over the first column alone groups rows of the body.
            if cell.rowspan > 1 && row == 0 {
                reach = reach.max(row + cell.rowspan as usize);
            }
        }
        row += 1;
    }
    reach.clamp(1, rows.len())
}
