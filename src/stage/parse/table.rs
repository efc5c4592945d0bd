//! Table files: YAML with heads of many rows and merged cells, and CSV.

use super::choices::ALIGNS;
use super::printed_words::{Field, take_off_given};
use super::raw_row::{RawRow, TablePurpose};
use super::table_columns::{finish, head, value_text};
use super::table_grid::{Grid, MAX_CELLS, cell};
use super::{format, keys, read, table_csv, table_sheet};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Cell, FileId, Inline, Span, Spanned, Table, printed};
use crate::source::files::extension;
use crate::source::yaml::Node;
use crate::source::{Fields, Sources, parted_items, value, whole_number};

/// The table in `file`, with the title that the file itself gives as its caption; `head_rows` counts for CSV and workbooks, and `sheet` names one in a workbook.
pub fn parse(
    sources: &Sources,
    file: FileId,
    sheet: Option<&str>,
    head_rows: u32,
    sink: &mut Sink,
) -> Option<Table> {
    match extension(sources.path(file)).as_str() {
        "xlsx" | "xlsm" | "xls" | "et" => table_sheet::parse(sources, file, sheet, head_rows, sink),
        "csv" => table_csv::parse(sources, file, head_rows, sink),
        _ => yaml(sources, file, sink),
    }
}

/// The rows of the spreadsheet `file` as they stand in it, CSV and workbooks alike, from which figures are taken; `sheet` names one in a workbook.
pub fn raw_rows(
    sources: &Sources,
    file: FileId,
    sheet: Option<&str>,
    sink: &mut Sink,
) -> Option<Vec<RawRow>> {
    match extension(sources.path(file)).as_str() {
        "csv" => table_csv::rows(sources, file, sink),
        _ => table_sheet::sheet_rows(sources, file, sheet, TablePurpose::Figures, sink),
    }
}

/// Whether a file of this name holds a table.
#[must_use]
pub fn is_table_name(path: &str) -> bool {
    matches!(
        extension(path).as_str(),
        "csv" | "yaml" | "yml" | "xlsx" | "xlsm" | "xls" | "et"
    )
}

/// What was typed for a table, parted into the file and the sheet in it: `进度.xlsx#汇总`.
#[must_use]
pub fn split_sheet(typed: &str) -> (&str, Option<&str>) {
    typed
        .char_indices()
        .filter(|(_, c)| matches!(c, '#' | '＃'))
        .map(|(place, c)| (&typed[..place], &typed[place + c.len_utf8()..]))
        .find(|(file, _)| matches!(extension(file).as_str(), "xlsx" | "xlsm" | "xls" | "et"))
        .map_or((typed, None), |(file, sheet)| (file, Some(sheet)))
}

fn yaml(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<Table> {
    let yaml = read::yaml(sources, file, sink)?;
    let mut fields = Fields::open(yaml.root(), &format::TABLE, sink)?;
    let span = Span::file_start(file);
    let title = fields
        .get(keys::TITLE, sink)
        .and_then(|node| value::text(node, "标题", sink));
    let measure = fields
        .get(keys::MEASURE, sink)
        .and_then(|node| value::text(node, "计量单位", sink));
    let note = fields
        .get(keys::NOTE, sink)
        .and_then(|node| note(node, sink));
    let before = fields
        .get(keys::BEFORE, sink)
        .map(|node| value::lines(node, "表前", sink))
        .unwrap_or_default();
    let mut typed_aligns = Vec::new();
    if let Some(node) = fields.get(keys::ALIGN, sink) {
        for item in node.items().unwrap_or_else(|| vec![node]) {
            typed_aligns.push(value::choice(item, "对齐", ALIGNS, sink));
        }
    }
    let landscape = fields
        .get(keys::LANDSCAPE, sink)
        .and_then(|node| value::boolean(node, "横排", sink))
        .unwrap_or(false);
    let row_heights = fields
        .get(keys::ROW_HEIGHT, sink)
        .map(|node| (node.span, row_heights(node, sink)));
    let mut of_head = Sink::default();
    let head = fields
        .require(keys::COLUMNS, sink)
        .map(|node| head(node, &mut of_head));
    let rows = fields
        .require(keys::ROWS, sink)
        .map(|node| rows(node, head.as_ref().map(|(columns, _)| *columns), sink));
    fields.finish(sink);
    let Some((columns, head)) = head else {
        sink.append(of_head);
        return None;
    };
    let mut grid = Grid::new(columns);
    let Some(rows) = rows else {
        sink.append(of_head);
        return None;
    };
    for (row, place) in rows {
        grid.push(row, place);
    }
    let mut table = Table {
        anchor: String::new(),
        label: String::new(),
        caption: title.map(inline).unwrap_or_default(),
        columns,
        before,
        measure: take_off_given(measure, Field::Measure, sink),
        head,
        rows: finish(grid, span, of_head, sink),
        row_heights: Vec::new(),
        landscape,
        note,
        span,
    };
    // One height is that of all rows.
    table.row_heights = match row_heights {
        Some((_, heights)) if heights.len() == 1 => vec![heights[0]; table.rows.len()],
        Some((place, heights)) => {
            if heights.len() != table.rows.len() {
                let (rows, typed) = (table.rows.len(), heights.len());
                sink.push(
                    Diagnostic::new(
                        code::BAD_TABLE,
                        place,
                        format!("表有 {rows} 行，行高写了 {typed} 个"),
                    )
                    .help("一行写一个，由文字决定的写 0；各行一样高的，只写一个：行高: 12"),
                );
            }
            heights
        }
        None => Vec::new(),
    };
    table.align_columns(&typed_aligns);
    Some(table)
}

/// The note under the table: one line, or several, which are numbered where their writer gave a list without numbers. Lines behind `|` are paragraphs.
fn note(node: Node<'_>, sink: &mut Sink) -> Option<Spanned<String>> {
    let lines: Vec<Spanned<String>> = value::lines(node, "注", sink)
        .into_iter()
        .filter_map(|line| take_off_given(Some(line), Field::Note, sink))
        .collect();
    let span = lines.first()?.span;
    let typed = lines.iter().any(|line| {
        line.starts_with(|c: char| c.is_ascii_digit() || "（(①②③④⑤⑥⑦⑧⑨⑩*＊".contains(c))
    });
    let numbered = node.items().is_some() && lines.len() > 1 && !typed;
    let lines: Vec<String> = lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| match numbered {
            true => {
                // The word is printed once, before the first.
                let words = line.strip_prefix(printed::NOTE.before);
                format!("{}. {}", index + 1, words.unwrap_or(&line))
            }
            false => line.value,
        })
        .collect();
    Some(Spanned::new(lines.join("\n"), span))
}

fn inline(text: Spanned<String>) -> Vec<Inline> {
    let Spanned { value, span } = text;
    if value.is_empty() {
        return Vec::new();
    }
    vec![Inline::text(value, span)]
}

/// A row is no higher than this, in millimetres: a page must hold it with its head.
const MAX_HEIGHT: u32 = 180;

/// The heights of rows: one for all, or one for each, of which 0 leaves it to the text.
fn row_heights(node: Node<'_>, sink: &mut Sink) -> Vec<Option<u32>> {
    let items = node.items().unwrap_or_else(|| vec![node]);
    let mut heights = Vec::new();
    for item in items {
        let Some(height) = whole_number::read(item, "行高", sink) else {
            heights.push(None);
            continue;
        };
        if height.value > MAX_HEIGHT {
            sink.push(
                Diagnostic::new(
                    code::BAD_TABLE,
                    item.span,
                    format!("行高{}毫米，一页排不下", height.value),
                )
                .help(format!("写{MAX_HEIGHT}以内的毫米数")),
            );
        }
        heights.push(
            (1..=MAX_HEIGHT)
                .contains(&height.value)
                .then_some(height.value),
        );
    }
    heights
}

fn rows(node: Node<'_>, columns: Option<u32>, sink: &mut Sink) -> Vec<(Vec<Cell>, Span)> {
    let Some(items) = node.items() else {
        sink.push(
            Diagnostic::new(code::BAD_TABLE, node.span, "“行”应当是一个列表")
                .help("每行写成一个方括号，如 - [青禾县, 12]"),
        );
        return Vec::new();
    };
    let mut cells = 0;
    let mut all = Vec::new();
    for item in items {
        let Some(row) = item.items() else {
            sink.push(
                Diagnostic::new(code::BAD_TABLE, item.span, "表格的一行应当写在方括号里")
                    .help("写成：- [青禾县, 12]"),
            );
            continue;
        };
        cells += row.len();
        let parted = parted_items::in_row(item, &row);
        if cells > MAX_CELLS {
            sink.push(Diagnostic::new(
                code::BAD_TABLE,
                item.span,
                format!("表格太大，超过 {MAX_CELLS} 个格子"),
            ));
            break;
        }
        let mut row: Vec<Cell> = row.into_iter().map(|node| body_cell(node, sink)).collect();
        if let Some((typed, places)) = parted {
            let count = places.len();
            let message = format!("半角逗号把“{typed}”分成了 {count} 格");
            let help = match typed.starts_with('“') {
                true => format!("中文引号不算引号，外面再加一对半角引号：\"{typed}\""),
                false => format!("是一格，给它加半角引号：\"{typed}\""),
            };
            let place = row.get(places.start).map_or(item.span, |cell| cell.span);
            sink.push(Diagnostic::new(code::BAD_TABLE, place, message).help(help));
            // It is no row of another width besides.
            let width = row.iter().map(|cell| cell.colspan).sum::<u32>();
            if columns != Some(width) {
                row.drain(places.start + 1..places.end);
            }
        }
        all.push((row, item.span));
    }
    all
}

fn body_cell(node: Node<'_>, sink: &mut Sink) -> Cell {
    let typed = node.source().unwrap_or_default().trim();
    if typed.starts_with("{{") {
        let message = format!("格子里的“{typed}”要加引号，不然当作了键值");
        let finding = Diagnostic::new(code::BAD_TABLE, node.span, message);
        sink.push(finding.help(format!("写成 \"{typed}\"")));
        return cell(Spanned::new(String::new(), node.span), 1, 1);
    }
    if node.entries().is_none() {
        return cell(value_text(node, sink), 1, 1);
    }
    let Some(mut fields) = Fields::open(node, &format::CELL, sink) else {
        return cell(Spanned::new(String::new(), node.span), 1, 1);
    };
    let text = fields.get(keys::TEXT, sink).map_or_else(
        || Spanned::new(String::new(), node.span),
        |node| value_text(node, sink),
    );
    let mut span = |key, sink: &mut Sink| {
        fields
            .get(key, sink)
            .and_then(|node| whole_number::read(node, "跨行跨列", sink))
            .map_or(1, |number| number.value.clamp(1, 1000))
    };
    let (rowspan, colspan) = (span(keys::ROWSPAN, sink), span(keys::COLSPAN, sink));
    fields.finish(sink);
    cell(text, colspan, rowspan)
}
