//! Table files: YAML with heads of many rows and merged cells, and CSV.

use super::printed_words::{Field, take_off};
use super::table_grid::Grid;
use super::{csv_places, keys, read};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Align, Cell, FileId, Inline, Span, Spanned, Table};
use crate::source::files::extension;
use crate::source::yaml::Node;
use crate::source::{Fields, Sources, value};

/// Tables with more cells than this are refused; a page of print holds a few hundred.
const MAX_CELLS: usize = 200_000;

/// The table in `file`, with the title that the file itself gives as its caption; `head_rows` counts for CSV.
pub fn parse(sources: &Sources, file: FileId, head_rows: u32, sink: &mut Sink) -> Option<Table> {
    match extension(sources.path(file)).as_str() {
        "csv" => csv(sources, file, head_rows, sink),
        _ => yaml(sources, file, sink),
    }
}

/// Whether a file of this name holds a table.
#[must_use]
pub fn is_table_name(path: &str) -> bool {
    matches!(extension(path).as_str(), "csv" | "yaml" | "yml")
}

fn yaml(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<Table> {
    const ALIGNS: &[(Align, &str)] = &[
        (Align::Left, "左"),
        (Align::Center, "中"),
        (Align::Right, "右"),
        (Align::Decimal, "小数点"),
    ];
    let yaml = read::yaml(sources, file, sink)?;
    let mut fields = Fields::open(yaml.root(), "表格文件", sink)?;
    let span = Span::file_start(file);
    let title = fields
        .get(keys::TITLE, sink)
        .and_then(|node| value::text(node, "标题", sink));
    let measure = fields
        .get(keys::MEASURE, sink)
        .and_then(|node| value::text(node, "计量单位", sink));
    let note = fields
        .get(keys::NOTE, sink)
        .and_then(|node| value::text(node, "注", sink));
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
    let head = fields
        .require(keys::COLUMNS, "列: [单位, 数量]", sink)
        .map(|node| head(node, sink));
    let rows = fields
        .require(keys::ROWS, "行: [[青禾县, 12], [白石区, 9]]", sink)
        .map(|node| rows(node, sink));
    fields.finish(sink);
    let (columns, head) = head?;
    let mut grid = Grid::new(columns);
    for (row, place) in rows? {
        grid.push(row, place, sink);
    }
    let mut table = Table {
        anchor: String::new(),
        label: String::new(),
        caption: title.map(inline).unwrap_or_default(),
        columns,
        before,
        measure: measure.map(|text| take_off(text, Field::Measure, sink)),
        head,
        rows: grid.finish(span, sink),
        landscape,
        note: note.map(|text| take_off(text, Field::Note, sink)),
        span,
    };
    table.align_columns(&typed_aligns);
    Some(table)
}

fn inline(text: Spanned<String>) -> Vec<Inline> {
    let Spanned { value, span } = text;
    if value.is_empty() {
        return Vec::new();
    }
    vec![Inline::text(value, span)]
}

/// A cell in the middle.
fn cell(text: Spanned<String>, colspan: u32, rowspan: u32) -> Cell {
    Cell {
        span: text.span,
        content: inline(text),
        colspan,
        rowspan,
        align: Align::Center,
    }
}

/// A column of the head with what is under it.
struct Heading {
    title: Spanned<String>,
    under: Vec<Heading>,
}

impl Heading {
    fn width(&self) -> u32 {
        self.under.iter().map(Heading::width).sum::<u32>().max(1)
    }

    fn height(&self) -> u32 {
        1 + self.under.iter().map(Heading::height).max().unwrap_or(0)
    }
}

/// Heads nested deeper than this are refused.
const MAX_HEAD: usize = 6;

/// The number of columns, and the rows of the head with their merged cells.
fn head(node: Node<'_>, sink: &mut Sink) -> (u32, Vec<Vec<Cell>>) {
    let headings = headings(node, 0, sink);
    let height = headings.iter().map(Heading::height).max().unwrap_or(1);
    let columns = headings.iter().map(Heading::width).sum::<u32>().max(1);
    let mut rows: Vec<Vec<Cell>> = (0..height).map(|_| Vec::new()).collect();
    place(headings, 0, height, &mut rows);
    (columns, rows)
}

fn place(headings: Vec<Heading>, row: u32, height: u32, rows: &mut [Vec<Cell>]) {
    for heading in headings {
        let width = heading.width();
        let rowspan = if heading.under.is_empty() {
            height - row
        } else {
            1
        };
        if let Some(cells) = rows.get_mut(row as usize) {
            cells.push(cell(heading.title, width, rowspan));
        }
        place(heading.under, row + 1, height, rows);
    }
}

fn headings(node: Node<'_>, depth: usize, sink: &mut Sink) -> Vec<Heading> {
    let Some(items) = node.items() else {
        sink.push(
            Diagnostic::new(
                code::BAD_TABLE,
                node.span,
                format!("“列”应当是一个列表，这里是{}", node.kind()),
            )
            .help("写成：列: [单位, 发出要约: [企业数, 覆盖职工]]，下一层表头写在方括号里"),
        );
        return Vec::new();
    };
    if depth >= MAX_HEAD {
        sink.push(Diagnostic::new(code::BAD_TABLE, node.span, "表头套得太深"));
        return Vec::new();
    }
    let mut all = Vec::new();
    for item in items {
        match item.entries() {
            Some(entries) => {
                for (title, under) in entries {
                    all.push(Heading {
                        title: Spanned::new(title.text().unwrap_or_default(), title.span),
                        under: headings(under, depth + 1, sink),
                    });
                }
            }
            None => all.push(Heading {
                title: value_text(item, sink),
                under: Vec::new(),
            }),
        }
    }
    all
}

/// The text of a cell; nothing written is an empty cell.
fn value_text(node: Node<'_>, sink: &mut Sink) -> Spanned<String> {
    let written = if node.is_null() {
        None
    } else {
        value::text(node, "格子", sink)
    };
    written.unwrap_or_else(|| Spanned::new(String::new(), node.span))
}

fn rows(node: Node<'_>, sink: &mut Sink) -> Vec<(Vec<Cell>, Span)> {
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
        if cells > MAX_CELLS {
            sink.push(Diagnostic::new(
                code::BAD_TABLE,
                item.span,
                format!("表格太大，超过 {MAX_CELLS} 个格子"),
            ));
            break;
        }
        let row = row.into_iter().map(|node| body_cell(node, sink)).collect();
        all.push((row, item.span));
    }
    all
}

fn body_cell(node: Node<'_>, sink: &mut Sink) -> Cell {
    if node.entries().is_none() {
        return cell(value_text(node, sink), 1, 1);
    }
    let Some(mut fields) = Fields::open(node, "格子", sink) else {
        return cell(Spanned::new(String::new(), node.span), 1, 1);
    };
    let text = fields.get(keys::TEXT, sink).map_or_else(
        || Spanned::new(String::new(), node.span),
        |node| value_text(node, sink),
    );
    let mut span = |key, sink: &mut Sink| {
        fields
            .get(key, sink)
            .and_then(|node| value::number(node, "跨行跨列", sink))
            .map_or(1, |number| number.value.clamp(1, 1000))
    };
    let (rowspan, colspan) = (span(keys::ROWSPAN, sink), span(keys::COLSPAN, sink));
    fields.finish(sink);
    cell(text, colspan, rowspan)
}

fn csv(sources: &Sources, file: FileId, head_rows: u32, sink: &mut Sink) -> Option<Table> {
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
