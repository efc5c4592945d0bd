//! Tables in CSV, as spreadsheets save them.

use super::table_grid::{Grid, MAX_CELLS, cell};
use super::{csv_places, read};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Cell, FileId, Span, Spanned, Table};
use crate::source::Sources;

/// Reads the table in the CSV file `file`; its first `head_rows` rows are the head.
pub fn parse(sources: &Sources, file: FileId, head_rows: u32, sink: &mut Sink) -> Option<Table> {
    let text = read::text(sources, file, sink)?;
    let span = Span::file_start(file);
    let delimiter = delimiter(text, file, sink);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut cells = 0;
    for record in reader.records() {
        let Ok(record) = record else {
            sink.push(Diagnostic::new(code::BAD_TABLE, span, "CSV 文件读不出来"));
            return None;
        };
        cells += record.len();
        if cells > MAX_CELLS {
            sink.push(Diagnostic::new(
                code::BAD_TABLE,
                span,
                format!("表格太大，超过 {MAX_CELLS} 个格子"),
            ));
            return None;
        }
        let start = record.position().map_or(0, |place| place.byte()) as usize;
        // A line that a spreadsheet leaves at the end holds commas and nothing else.
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let places = csv_places::fields(text, delimiter, start, record.len());
        let row: Vec<Spanned<String>> = record
            .iter()
            .zip(places)
            .map(|(field, place)| {
                let span = Span::new(file, place.start, place.end);
                Spanned::new(field.trim().to_owned(), span)
            })
            .collect();
        records.push((row, Span::new(file, start, end)));
    }
    let Some(columns) = records.first().map(|(row, _)| row.len()) else {
        sink.push(Diagnostic::new(code::BAD_TABLE, span, "CSV 文件是空的"));
        return None;
    };
    let columns = u32::try_from(columns).unwrap_or(u32::MAX);
    let head_rows = (head_rows as usize).clamp(1, records.len());
    let body = records.split_off(head_rows);
    for (row, place) in &records {
        if row.len() != columns as usize {
            super::table_grid::report_width(row.len(), columns, *place, sink);
        }
    }
    let head: Vec<Vec<Spanned<String>>> = records.into_iter().map(|(row, _)| row).collect();
    let mut grid = Grid::new(columns);
    for (row, place) in body {
        let cells = row.into_iter().map(|text| cell(text, 1, 1)).collect();
        grid.push(cells, place, sink);
    }
    let mut table = Table {
        anchor: String::new(),
        label: String::new(),
        caption: Vec::new(),
        columns,
        before: Vec::new(),
        measure: None,
        head: merge_head(&head),
        rows: grid.finish(span, sink),
        landscape: false,
        note: None,
        span,
    };
    table.align_columns(&[]);
    Some(table)
}

/// What parts the fields of a CSV file: a comma, or the semicolon or tab that some spreadsheets save. A Chinese comma is said, as it parts nothing.
fn delimiter(text: &str, file: FileId, sink: &mut Sink) -> u8 {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let everywhere = |c: char| lines().count() > 0 && lines().all(|line| line.contains(c));
    if lines().any(|line| line.contains(',')) {
        return b',';
    }
    let first = Span::new(file, 0, text.lines().next().map_or(0, str::len));
    for (sign, name) in [(';', "分号“;”"), ('\t', "制表符")] {
        if everywhere(sign) {
            sink.push(
                Diagnostic::new(
                    code::CSV_DELIMITER,
                    first,
                    format!("这个 CSV 用{name}隔开各列，照此读了"),
                )
                .help("另存时选“CSV（逗号分隔）”"),
            );
            return u8::try_from(sign).unwrap_or(b',');
        }
    }
    if everywhere('，') {
        sink.push(
            Diagnostic::new(
                code::BAD_TABLE,
                first,
                "这个 CSV 用全角逗号“，”隔开各列，会当作一列",
            )
            .help("改用半角逗号，或在表格软件里另存为 CSV"),
        );
    }
    b','
}

/// Merges the cells of a head of several rows: equal neighbours in a row, and then equal or empty cells below one another.
fn merge_head(head: &[Vec<Spanned<String>>]) -> Vec<Vec<Cell>> {
    let columns = head.first().map_or(0, Vec::len);
    let text = |row: usize, column: usize| {
        head[row]
            .get(column)
            .map_or("", |field| field.value.as_str())
    };
    let mut covered = vec![vec![false; columns]; head.len()];
    let mut rows = Vec::new();
    for row in 0..head.len() {
        let mut cells = Vec::new();
        for column in 0..columns {
            if covered[row][column] {
                continue;
            }
            let title = text(row, column);
            let last = row + 1 == head.len();
            let mut width = 1;
            // In the last row equal names are columns of their own.
            while !last
                && !title.is_empty()
                && column + width < columns
                && !covered[row][column + width]
                && text(row, column + width) == title
            {
                width += 1;
            }
            let mut height = 1;
            while row + height < head.len()
                && (0..width).all(|offset| {
                    let below = text(row + height, column + offset);
                    below == title || (width == 1 && below.is_empty())
                })
            {
                height += 1;
            }
            for covered_row in covered.iter_mut().skip(row).take(height) {
                for place in covered_row.iter_mut().skip(column).take(width) {
                    *place = true;
                }
            }
            let Some(typed) = head[row].get(column) else {
                continue;
            };
            cells.push(cell(
                typed.clone(),
                u32::try_from(width).unwrap_or(1),
                u32::try_from(height).unwrap_or(1),
            ));
        }
        rows.push(cells);
    }
    rows
}
