//! Tables in workbooks (.xlsx), as Excel and WPS save them.

use std::collections::BTreeMap;

use super::raw_row::{CellDoubt, RawCell, RawRow, TablePurpose};
use super::table_flaws::{say_beside, say_covered, say_drawn, say_flaws, say_hidden, say_once};
use super::table_grid::MAX_CELLS;
use super::table_rows;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span, Spanned, Table};
use crate::source::workbook::{
    SheetCell, SheetName, Workbook, WorkbookError, WorkbookSheet, cell_name,
};
use crate::source::{Content, Sources};

/// Reads the table on the sheet `sheet` of the workbook `file`, or on its only sheet; its first `head_rows` rows are the head.
pub fn parse(
    sources: &Sources,
    file: FileId,
    sheet: Option<&str>,
    head_rows: u32,
    sink: &mut Sink,
) -> Option<Table> {
    let rows = sheet_rows(sources, file, sheet, TablePurpose::Print, sink)?;
    table_rows::table(rows, head_rows, Span::file_start(file), sink)
}

/// The rows on the sheet `sheet` of the workbook `file`, or on its only sheet; none at all is an error.
pub fn sheet_rows(
    sources: &Sources,
    file: FileId,
    sheet: Option<&str>,
    purpose: TablePurpose,
    sink: &mut Sink,
) -> Option<Vec<RawRow>> {
    let span = Span::file_start(file);
    let reason = match sources.bytes(file) {
        Some(Ok(bytes)) => Ok(bytes),
        Some(Err(error)) => Err(error.to_string()),
        None => Err(match &sources.file(file)?.content {
            Content::Unreadable(reason) => reason.clone(),
            _ => "只读到开头的一部分".to_owned(),
        }),
    };
    let bytes = match reason {
        Ok(bytes) => bytes,
        Err(reason) => {
            let message = format!("读不了这个文件：{reason}");
            let finding = Diagnostic::new(code::UNREADABLE, span, message);
            sink.push(finding.help("检查文件是否还在、能不能打开"));
            return None;
        }
    };
    let refuse = |error: WorkbookError| {
        let help = match error {
            WorkbookError::Old => "在 Excel、WPS 里打开，去掉密码，“另存为”选“.xlsx”",
            WorkbookError::TooLarge => "只留要印的一张表，另存为新的文件",
            WorkbookError::Damaged => {
                "在 Excel、WPS 里打开看看，再另存为“.xlsx”；打不开就请交稿的人重发"
            }
        };
        Diagnostic::new(code::BAD_TABLE, span, format!("这个工作簿{error}")).help(help)
    };
    let mut book = match Workbook::open(&bytes) {
        Ok(book) => book,
        Err(error) => {
            sink.push(refuse(error));
            return None;
        }
    };
    let path = sources.path(file);
    let path = path.rsplit('/').next().unwrap_or(path);
    let name = choose(&book.sheets(), sheet, path, span, sink, &mut |name| {
        book.sheet(name).map(|sheet| sheet.cells.is_empty())
    })?;
    let content = match book.sheet(&name) {
        Ok(content) => content,
        Err(error) => {
            sink.push(refuse(error));
            return None;
        }
    };
    let rows = rows(&content, &name, file, purpose, sink)?;
    if rows.iter().all(RawRow::is_empty) {
        sink.push(
            Diagnostic::new(code::BAD_TABLE, span, format!("工作表“{name}”是空的"))
                .help("看看数据是不是在别的工作表里，写成 文件名.xlsx#工作表名"),
        );
    }
    Some(rows)
}

/// The sheet that is meant: the one that is named, or the only one with anything on it.
fn choose(
    sheets: &[SheetName],
    asked: Option<&str>,
    path: &str,
    span: Span,
    sink: &mut Sink,
    is_empty: &mut dyn FnMut(&str) -> Result<bool, WorkbookError>,
) -> Option<String> {
    let listed = |names: &[&SheetName]| -> String {
        let names: Vec<String> = names
            .iter()
            .map(|sheet| format!("“{}”", sheet.name))
            .collect();
        names.join("、")
    };
    if let Some(asked) = asked {
        let asked = asked.trim();
        if let Some(found) = sheets.iter().find(|sheet| sheet.name.trim() == asked) {
            return Some(found.name.clone());
        }
        let names: Vec<&SheetName> = sheets.iter().filter(|sheet| !sheet.hidden).collect();
        sink.push(
            Diagnostic::new(
                code::BAD_TABLE,
                span,
                format!("工作簿里没有工作表“{asked}”"),
            )
            .help(format!("工作表有{}", listed(&names))),
        );
        return None;
    }
    let seen: Vec<&SheetName> = sheets.iter().filter(|sheet| !sheet.hidden).collect();
    let filled: Vec<&SheetName> = seen
        .iter()
        .copied()
        .filter(|sheet| is_empty(&sheet.name) != Ok(true))
        .collect();
    match filled.as_slice() {
        [only] => Some(only.name.clone()),
        [] => {
            sink.push(
                Diagnostic::new(code::BAD_TABLE, span, "工作簿是空的")
                    .help("看看数据是不是在隐藏的工作表里"),
            );
            None
        }
        several => {
            sink.push(
                Diagnostic::new(
                    code::BAD_TABLE,
                    span,
                    format!(
                        "工作簿里有 {} 张工作表，不知道印哪一张：{}",
                        several.len(),
                        listed(several)
                    ),
                )
                .help(format!("文件名后面写上工作表：{path}#{}", several[0].name)),
            );
            None
        }
    }
}

/// A row and a column.
type Place = (u32, u32);

/// How many columns and rows a merged area covers, and where its text stands.
type Area = (u32, u32, Place);

/// The rows of the sheet as they are seen: without what is hidden, with merged cells.
fn rows(
    sheet: &WorkbookSheet,
    name: &str,
    file: FileId,
    purpose: TablePurpose,
    sink: &mut Sink,
) -> Option<Vec<RawRow>> {
    let span = Span::file_start(file);
    let last_row = sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let mut used_rows: Vec<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
    used_rows.dedup();
    let mut used_columns: Vec<u32> = sheet.cells.keys().map(|(_, column)| *column).collect();
    used_columns.sort_unstable();
    used_columns.dedup();
    // A merged cell may reach over columns in which nothing else stands.
    for (from, to, first, last) in &sheet.merged {
        if sheet.cells.contains_key(&(*from, *first)) && *to <= last_row && last - first < 200 {
            used_columns.extend(*first..=*last);
        }
    }
    used_columns.sort_unstable();
    used_columns.dedup();
    say_hidden(sheet, name, (&used_rows, &used_columns), span, sink);
    if purpose == TablePurpose::Print {
        say_drawn(sheet, name, span, sink);
        say_beside(sheet, name, span, sink);
    }
    used_rows.retain(|row| !sheet.hidden_rows.contains(row));
    used_columns.retain(|column| !sheet.hidden_columns.contains(column));
    if used_rows.len() * used_columns.len() > MAX_CELLS {
        sink.push(Diagnostic::new(
            code::BAD_TABLE,
            span,
            format!("工作表“{name}”太大，超过 {MAX_CELLS} 个格子"),
        ));
        return None;
    }
    // Each merged area by its first cell that is seen, and whatever it covers.
    let mut areas: BTreeMap<Place, Area> = BTreeMap::new();
    let mut covered = std::collections::BTreeSet::new();
    for (from, to, first, last) in &sheet.merged {
        let rows: Vec<u32> = used_rows
            .iter()
            .copied()
            .filter(|row| (*from..=*to).contains(row))
            .collect();
        let columns: Vec<u32> = used_columns
            .iter()
            .copied()
            .filter(|column| (*first..=*last).contains(column))
            .collect();
        let (Some(top), Some(left)) = (rows.first(), columns.first()) else {
            continue;
        };
        let count = |places: &[u32]| u32::try_from(places.len()).unwrap_or(1);
        areas.insert(
            (*top, *left),
            (count(&columns), count(&rows), (*from, *first)),
        );
        for row in &rows {
            for column in &columns {
                if (row, column) != (top, left) {
                    covered.insert((*row, *column));
                }
            }
        }
    }
    let mut all = Vec::new();
    let mut lost = Vec::new();
    let mut of_cells = Sink::default();
    for row in used_rows {
        let mut cells = Vec::new();
        for column in &used_columns {
            let place = (row, *column);
            let area = areas.get(&place);
            let source = area.map_or(place, |(_, _, source)| *source);
            let empty = SheetCell::default();
            let found = sheet.cells.get(&source).unwrap_or(&empty);
            let is_covered = covered.contains(&place);
            if is_covered && !found.text.is_empty() {
                let place = format!("{name}!{}", cell_name(row, *column));
                lost.push((place, found.text.clone()));
            }
            if !is_covered {
                say_flaws(found, name, source, purpose, span, &mut of_cells);
            }
            cells.push(RawCell {
                text: Spanned::new(
                    if is_covered {
                        String::new()
                    } else {
                        found.text.clone()
                    },
                    span,
                ),
                colspan: area.map_or(1, |(columns, _, _)| *columns),
                rowspan: area.map_or(1, |(_, rows, _)| *rows),
                covered: is_covered,
                exact: found.exact.clone().filter(|_| !is_covered),
                doubt: doubt(found),
                name: format!("{name}!{}", cell_name(source.0, source.1)),
            });
        }
        all.push(RawRow {
            cells,
            span,
            name: format!("工作表“{name}”第 {} 行", row + 1),
        });
    }
    say_once(of_cells, sink);
    if purpose == TablePurpose::Print {
        say_covered(&lost, span, sink);
    }
    Some(all)
}

/// Why the value in a cell may not be the one that is meant.
fn doubt(cell: &SheetCell) -> Option<CellDoubt> {
    let struck = cell.struck.as_ref();
    let struck = struck.map(|struck| CellDoubt::Struck(struck.words.clone()));
    let raised = || cell.raised.clone().map(CellDoubt::Raised);
    let moment = || cell.is_moment.then_some(CellDoubt::Moment);
    struck.or_else(raised).or_else(moment)
}
