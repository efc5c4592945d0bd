//! Tables in CSV, as spreadsheets save them.

use super::raw_row::{RawCell, RawRow};
use super::table_grid::MAX_CELLS;
use super::table_rows;
use super::{csv_places, csv_quotes, read};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span, Spanned, Table};
use crate::source::{Content, Sources, csv_separator};

/// Reads the table in the CSV file `file`; its first `head_rows` rows are the head.
pub fn parse(sources: &Sources, file: FileId, head_rows: u32, sink: &mut Sink) -> Option<Table> {
    let rows = rows(sources, file, sink)?;
    table_rows::table(rows, head_rows, Span::file_start(file), sink)
}

/// The rows of the CSV file `file`; none at all is an error.
pub fn rows(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<Vec<RawRow>> {
    let span = Span::file_start(file);
    let text = match &sources.file(file)?.content {
        Content::Recoded { text, encoding } => {
            let line = Span::new(file, 0, text.lines().next().map_or(0, str::len));
            sink.push(
                Diagnostic::new(
                    code::TABLE_TAKEN,
                    line,
                    format!("这个 CSV 是 {encoding} 编码，照此读了"),
                )
                .help("核对汉字对不对；另存时选“CSV UTF-8（逗号分隔）”就没有这个提示"),
            );
            text.as_str()
        }
        _ => read::text(sources, file, sink)?,
    };
    let (said, below) = csv_separator::take(text);
    let said = said.map(|sign| match u8::try_from(sign).ok().filter(u8::is_ascii) {
        Some(byte) => Delimiter::Byte(byte),
        None => Delimiter::ChineseComma,
    });
    let lines_above = usize::from(said.is_some());
    let rows = match said.unwrap_or_else(|| delimiter(text, file, sink)) {
        Delimiter::Byte(byte) if !csv_quotes::all_pair(text, byte, file, sink) => return None,
        Delimiter::Byte(byte) => records(text, byte, file, sink)?,
        Delimiter::ChineseComma => by_chinese_comma(text, file),
    };
    let mut rows = rows;
    rows.drain(..lines_above.min(rows.len()));
    take_kept_texts(&mut rows, sink);
    let is_empty = rows.iter().all(RawRow::is_empty);
    if below.trim().is_empty() {
        sink.push(
            Diagnostic::new(code::BAD_TABLE, span, "CSV 文件是空的")
                .help("在表格软件里打开看看，再另存为 CSV"),
        );
    } else if is_empty {
        sink.push(
            Diagnostic::new(code::BAD_TABLE, span, "CSV 文件里没有内容")
                .help("在表格软件里打开看看，再另存为 CSV"),
        );
    }
    Some(rows)
}

/// `="007"` and `'007` are how a spreadsheet is told to keep a text as it is: what stands in the quotation marks, or behind the first, is meant.
fn take_kept_texts(rows: &mut [RawRow], sink: &mut Sink) {
    let mut taken: Option<(String, String, Span)> = None;
    let mut count = 0;
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        let typed = cell.text.value.clone();
        let quoted = typed.strip_prefix("=\"");
        let quoted = quoted.and_then(|rest| rest.strip_suffix('"'));
        let marked = typed.strip_prefix('\'').filter(|rest| is_number(rest));
        let Some(inner) = quoted.filter(|inner| !inner.contains('"')).or(marked) else {
            continue;
        };
        count += 1;
        let inner = inner.trim().to_owned();
        taken.get_or_insert((format!("“{typed}”"), inner.clone(), cell.text.span));
        cell.text.value = inner;
    }
    if let Some((typed, first, span)) = taken {
        let more = match count {
            1 => String::new(),
            count => format!("，这个文件里有 {count} 格这样写"),
        };
        let message = format!("{typed}是让表格软件照样留住文字的写法，印“{first}”{more}");
        sink.push(
            Diagnostic::new(code::TABLE_TAKEN, span, message)
                .help("不用处理；也可以只写引号里面的"),
        );
    }
}

/// Digits with what may stand between them: what a spreadsheet would take for a number.
fn is_number(text: &str) -> bool {
    let mut digits = text.chars().filter(char::is_ascii_digit);
    digits.next().is_some()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ".,-+%/".contains(c))
}

fn raw(text: &str, span: Span) -> RawCell {
    RawCell {
        text: Spanned::new(text.trim().to_owned(), span),
        colspan: 1,
        rowspan: 1,
        covered: false,
        exact: None,
        doubt: None,
        name: String::new(),
    }
}

fn records(text: &str, delimiter: u8, file: FileId, sink: &mut Sink) -> Option<Vec<RawRow>> {
    let span = Span::file_start(file);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut cells = 0;
    for record in reader.records() {
        let Ok(record) = record else {
            sink.push(
                Diagnostic::new(code::BAD_TABLE, span, "CSV 文件读不出来")
                    .help("在表格软件里打开，再另存为 CSV"),
            );
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
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let places = csv_places::fields(text, delimiter, start, record.len());
        let row = record
            .iter()
            .zip(places)
            .map(|(field, place)| raw(field, Span::new(file, place.start, place.end)));
        rows.push(RawRow {
            cells: row.collect(),
            span: Span::new(file, start, end),
            name: String::new(),
        });
    }
    Some(rows)
}

/// Lines whose fields a Chinese comma parts: such a file was typed, so it has no quotation marks to be undone.
fn by_chinese_comma(text: &str, file: FileId) -> Vec<RawRow> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end_matches(['\n', '\r']);
        let mut place = start;
        let cells = shown
            .split('，')
            .map(|field| {
                let lead = field.len() - field.trim_start().len();
                let from = place + lead;
                place += field.len() + '，'.len_utf8();
                raw(field, Span::new(file, from, from + field.trim().len()))
            })
            .collect();
        rows.push(RawRow {
            cells,
            span: Span::new(file, start, start + shown.len()),
            name: String::new(),
        });
        start += line.len();
    }
    rows
}

enum Delimiter {
    Byte(u8),
    ChineseComma,
}

/// What parts the fields of a CSV file: a comma, or the semicolon, tab or bar that some programs save; or a Chinese comma, where every line has one. The sign with which
/// most lines have the same number of fields, more than one, is meant.
fn delimiter(text: &str, file: FileId, sink: &mut Sink) -> Delimiter {
    let first = Span::new(file, 0, text.lines().next().map_or(0, str::len));
    let other = |sink: &mut Sink, name: &str| {
        sink.push(
            Diagnostic::new(
                code::CSV_DELIMITER,
                first,
                format!("这个 CSV 用{name}隔开各列，照此读了"),
            )
            .help("另存时选“CSV（逗号分隔）”"),
        );
    };
    let comma = regular(text, ',');
    let mut best = (comma, b',', "");
    for (sign, byte, name) in [
        (';', b';', "分号“;”"),
        ('\t', b'\t', "制表符"),
        ('|', b'|', "竖线“|”"),
    ] {
        let found = regular(text, sign);
        if found > best.0 {
            best = (found, byte, name);
        }
    }
    if regular(text, '，') > best.0 {
        other(sink, "全角逗号“，”");
        return Delimiter::ChineseComma;
    }
    if best.1 != b',' {
        other(sink, best.2);
    }
    Delimiter::Byte(best.1)
}

/// How many lines have the number of fields that most have when `sign` parts them; 0 where that is one.
fn regular(text: &str, sign: char) -> usize {
    let mut lines: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let (mut count, mut quoted, mut seen) = (0, false, false);
    // A mark quotes where a field begins with it, and ends there; in the middle of a field it is a sign of inches.
    let mut starts = true;
    let text = text.trim_start_matches('\u{FEFF}');
    for c in text.chars().chain(['\n']) {
        let is_start = std::mem::replace(&mut starts, c == sign || c == '\n');
        match c {
            '"' if quoted => {
                quoted = false;
                starts = true;
            }
            '"' if is_start => quoted = true,
            '\n' if !quoted => {
                if seen {
                    *lines.entry(count).or_insert(0) += 1;
                }
                (count, seen) = (0, false);
            }
            _ if c == sign && !quoted => count += 1,
            _ => {}
        }
        seen |= !c.is_whitespace();
    }
    lines
        .into_iter()
        .filter(|(signs, _)| *signs > 0)
        .map(|(_, lines)| lines)
        .max()
        .unwrap_or(0)
}
