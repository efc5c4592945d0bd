//! Tables: rows between bars, with or without the line that makes a table of them in Markdown.

use std::ops::Range;

use super::out::Out;
use super::slip::MarkSlip;
use super::{inline, links};
use crate::diag::code;

const BARS: [char; 2] = ['|', '｜'];

/// Whether `body` is a row that begins with a bar.
#[must_use]
pub fn begins_with_bar(body: &str) -> bool {
    body.starts_with(BARS)
}

/// Whether `body` is the line under a head: `|---|:--:|`. A single `—` is how empty cells are filled.
#[must_use]
pub fn is_rule(body: &str) -> bool {
    let body = body.trim();
    ["-", "－－", "——"].iter().any(|rule| body.contains(rule))
        && body.contains(BARS)
        && body
            .chars()
            .all(|c| matches!(c, '|' | '｜' | '-' | '－' | '—' | ':' | '：') || c.is_whitespace())
}

/// Whether each cell of a rule is written as Markdown wants it: `---`, `:-:`, and not `-` alone, which could be a cell.
fn is_plain_rule(rule: &str) -> bool {
    let cells = rule.trim().trim_matches('|').split('|').map(str::trim);
    rule.is_ascii()
        && cells
            .into_iter()
            .all(|cell| cell.len() > 1 && cell.contains('-'))
}

/// The places of the cells in the row `range`, without white space around them.
fn cells(typed: &str, range: &Range<usize>, wide: bool) -> Vec<Range<usize>> {
    let row = &typed[range.clone()];
    let is_bar = |c: char| c == '|' || (wide && c == '｜');
    let mut starts = vec![0];
    let mut ends = Vec::new();
    let mut escaped = false;
    for (place, c) in row.char_indices() {
        if is_bar(c) && !escaped {
            ends.push(place);
            starts.push(place + c.len_utf8());
        }
        escaped = c == '\\' && !escaped;
    }
    ends.push(row.len());
    let mut cells: Vec<Range<usize>> = starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| {
            let text = &row[start..end];
            let left = text.len() - text.trim_start().len();
            let start = range.start + start + left;
            start..start + text.trim().len()
        })
        .collect();
    // What stands before the first bar and after the last one is a cell only where there is something.
    if cells.first().is_some_and(Range::is_empty) {
        cells.remove(0);
    }
    if cells.len() > 1 && cells.last().is_some_and(Range::is_empty) {
        cells.pop();
    }
    cells
}

/// Whether the line after `end` ends with a bar, as the rest of a cell would that was broken.
fn goes_on(typed: &str, end: usize) -> bool {
    let rest = typed[end..]
        .strip_prefix("\r\n")
        .or(typed[end..].strip_prefix('\n'));
    let next = rest
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    next.trim_end().ends_with(BARS)
}

/// Whether the second of the rows is the line under a head.
#[must_use]
pub fn has_rule(typed: &str, rows: &[Range<usize>]) -> bool {
    rows.get(1).is_some_and(|row| is_rule(&typed[row.clone()]))
}

/// Whether `line` has as many cells as `head`, and more than one.
#[must_use]
pub fn has_cells_of(typed: &str, head: &Range<usize>, line: &Range<usize>) -> bool {
    let wide = typed[head.clone()].starts_with('｜');
    let count = cells(typed, line, wide).len();
    count > 1 && count == cells(typed, head, wide).len()
}

/// Writes the rows `lines` as a table, each line after `prefix`.
pub fn write(out: &mut Out<'_>, lines: &[Range<usize>], prefix: &str) {
    let typed = out.typed;
    let text = |range: &Range<usize>| &typed[range.clone()];
    let wide = text(&lines[0]).starts_with('｜');
    let head = cells(typed, &lines[0], wide);
    let columns = head.len();
    let rule = lines.get(1).filter(|line| is_rule(text(line)));
    // One slip with one cause, on two lines.
    let wide_rule = rule.filter(|rule| wide && is_plain_rule(&text(rule).replace('｜', "|")));
    if wide {
        let (also, help) = match rule {
            Some(_) => ("", String::new()),
            None => (
                "，第一行当作表头",
                format!("，在第一行下面补上 {}", "|---".repeat(columns) + "|"),
            ),
        };
        out.slips.push(MarkSlip {
            code: code::MENDED_MARK,
            range: lines[0].start..wide_rule.unwrap_or(&lines[0]).end,
            message: format!("全角的“｜”当作表格的竖线{also}"),
            help: format!("改用半角的“|”{help}"),
        });
    }
    let aligns: Vec<String> = rule.map_or_else(Vec::new, |rule| {
        cells(typed, rule, true)
            .iter()
            .map(|cell| align(text(cell)))
            .collect()
    });
    if rule.is_none() && !wide {
        out.slips.push(MarkSlip {
            code: code::MENDED_MARK,
            range: lines[0].clone(),
            message: "表格缺少表头下面的一行“|---|”，第一行当作表头".to_owned(),
            help: format!("在第一行下面补上 {}", "|---".repeat(columns) + "|"),
        });
    } else if rule.is_some() && aligns.len() != columns {
        out.slips.push(MarkSlip {
            code: code::MENDED_MARK,
            range: lines[1].clone(),
            message: format!(
                "表头有 {columns} 列，下面的“|---|”却有 {} 格，按表头的列数排",
                aligns.len()
            ),
            help: format!("写成 {}", "|---".repeat(columns) + "|"),
        });
    }
    if let Some(rule) = rule.filter(|rule| wide_rule.is_none() && !is_plain_rule(text(rule))) {
        out.slips.push(MarkSlip {
            code: code::MENDED_MARK,
            range: (*rule).clone(),
            message: "这一行当作表头下面的“|---|”，不印出来".to_owned(),
            help: format!("写成 {}", "|---".repeat(columns) + "|"),
        });
    }
    if let [first, .., last] = lines
        && text(first).trim_end().ends_with(BARS)
        && !text(last).trim_end().ends_with(BARS)
        && goes_on(typed, last.end)
    {
        out.slips.push(MarkSlip {
            code: code::NOT_A_MARK,
            range: last.clone(),
            message: "这一行末尾没有“|”，下一行不在表格里：格子里不能按回车".to_owned(),
            help: "一行表格写在一行里；要分行的表格存成 yaml 或 xlsx 文件插入".to_owned(),
        });
    }
    row(out, &head, &lines[0], prefix);
    out.put(prefix, lines[0].end..lines[0].end);
    for column in 0..columns {
        let align = aligns.get(column).map_or("---", String::as_str);
        out.put(&format!("|{align}"), lines[0].end..lines[0].end);
    }
    out.put("|\n", lines[0].end..lines[0].end);
    let below = &lines[if rule.is_some() { 2 } else { 1 }..];
    let again = below
        .iter()
        .find(|line| rule.is_some() && is_rule(text(line)) && is_plain_rule(text(line)));
    if let Some(again) = again {
        out.slips.push(MarkSlip {
            code: code::NOT_A_MARK,
            range: again.clone(),
            message: "表格中间又有一行“|---|”，照样印成格子".to_owned(),
            help: "是两张表，中间空一行；不是，删去这一行".to_owned(),
        });
    }
    for line in below {
        let cells = cells(typed, line, wide || text(line).starts_with('｜'));
        if cells.len() != columns {
            out.slips.push(MarkSlip {
                code: code::BAD_TABLE,
                range: line.clone(),
                message: format!("这一行有 {} 格，表头有 {columns} 列", cells.len()),
                help: if cells.len() > columns {
                    "补上表头，或删去多出的格子；文字里的竖线写成 \\|".to_owned()
                } else {
                    "补上缺的格子，空着的也要有竖线：| 青禾县 | |".to_owned()
                },
            });
        }
        row(out, &cells, line, prefix);
    }
}

fn row(out: &mut Out<'_>, cells: &[Range<usize>], line: &Range<usize>, prefix: &str) {
    out.put(prefix, line.start..line.start);
    let mut start = line.start;
    for cell in cells {
        out.put("| ", start..cell.start.max(start));
        start = cell.end;
        if links::holds_picture(&out.typed[cell.clone()]) {
            out.slips.push(MarkSlip {
                code: code::MENDED_MARK,
                range: cell.clone(),
                message: "格子里的图片排到表格后面".to_owned(),
                help: "图片另起一段写；表格里只写文字".to_owned(),
            });
        }
        inline::write_cell(out, cell);
        out.put(" ", cell.end..cell.end);
    }
    out.put("|\n", line.end..line.end);
}

fn align(cell: &str) -> String {
    let colon = |c: Option<char>| matches!(c, Some(':' | '：'));
    let left = colon(cell.chars().next());
    let right = colon(cell.chars().next_back());
    match (left, right) {
        (true, true) => ":-:",
        (true, false) => ":--",
        (false, true) => "--:",
        (false, false) => "---",
    }
    .to_owned()
}

/// The whole of the line `line`, with the blanks at its ends, of which tabs part empty cells.
#[must_use]
pub fn row_range(typed: &str, line: &Range<usize>) -> Range<usize> {
    let length = typed[line.start..]
        .find('\n')
        .unwrap_or(typed.len() - line.start);
    let row = &typed[line.start..line.start + length];
    line.start..line.start + row.trim_end_matches('\r').len()
}

/// Writes lines whose cells are parted by tabs, as a spreadsheet puts them on the clipboard, as a table.
pub fn write_pasted(out: &mut Out<'_>, lines: &[Range<usize>], prefix: &str) {
    let typed = out.typed;
    out.slips.push(MarkSlip {
        code: code::TAB,
        range: lines[0].clone(),
        message: "用制表符隔开的几行当作一张表，第一行当作表头".to_owned(),
        help:
            "写成用“|”隔开的表格，或存成 csv 文件插入：![表题](进度.csv)；不是表格，就不要用制表符"
                .to_owned(),
    });
    // What all rows begin or end with indents them; more is empty cells.
    let count = |line: &Range<usize>, from_end: bool| {
        let is_tab = |b: &u8| *b == b'\t';
        let bytes = typed[line.clone()].as_bytes();
        match from_end {
            true => bytes.iter().rev().take_while(|b| is_tab(b)).count(),
            false => bytes.iter().take_while(|b| is_tab(b)).count(),
        }
    };
    let least = |from_end| {
        lines
            .iter()
            .map(|line| count(line, from_end))
            .min()
            .unwrap_or(0)
    };
    let (before, after) = (least(false), least(true));
    let lines: Vec<Range<usize>> = lines
        .iter()
        .map(|line| line.start + before..line.end - after)
        .collect();
    let columns = lines
        .iter()
        .map(|line| typed[line.clone()].matches('\t').count() + 1)
        .max()
        .unwrap_or(1);
    for (place, line) in lines.iter().enumerate() {
        let mut cells = Vec::new();
        let mut start = line.start;
        for cell in typed[line.clone()].split('\t') {
            let left = cell.len() - cell.trim_start().len();
            cells.push(start + left..start + left + cell.trim().len());
            start += cell.len() + 1;
        }
        // The head has a cell for each column; other rows may end early.
        if place == 0 {
            cells.resize(columns, line.end..line.end);
        }
        row(out, &cells, line, prefix);
        if place == 0 {
            let rule = format!("{prefix}{}|\n", "|---".repeat(columns));
            out.put(&rule, line.end..line.end);
        }
    }
}
