//! Rows whose cells are parted by tabs, as they are pasted from Word and Excel: a Markdown table.

use super::edit::PastedElement;
use super::lists;
use super::page::Page;

/// Makes a table of each run of such rows.
pub fn find(page: &mut Page<'_>) {
    let mut place = 0;
    while place < page.lines.len() {
        let mut rows = 0;
        while page.is_open(place + rows) && is_row(page, place + rows, rows > 0) {
            rows += 1;
        }
        if rows > 1 {
            write(page, place, place + rows);
        }
        place += rows.max(1);
    }
}

/// Whether cells stand on the line at `place`: a tab that is not the one after a bullet or a number, unless the row above begins with one too. Below a row,
/// a line of as many cells may have them all empty but one.
fn is_row(page: &Page<'_>, place: usize, below_row: bool) -> bool {
    let body = page.lines[place].body;
    if below_row && !body.contains('。') {
        let tabs = |at: usize| page.raw(at).matches('\t').count();
        if tabs(place) > 0 && tabs(place) == tabs(place - 1) {
            return true;
        }
    }
    let cut = lists::mark_length(body);
    let goes_on = below_row && lists::mark_length(page.lines[place - 1].body) > 0;
    body[if goes_on { 0 } else { cut }..].contains('\t')
}

fn write(page: &mut Page<'_>, from: usize, to: usize) {
    // A tab before all rows indents them; one more is an empty cell.
    let before = |row: usize| page.lines[row].indent.matches('\t').count();
    let indent = (from..to).map(before).min().unwrap_or(0);
    let empty: Vec<usize> = (from..to).map(|row| before(row) - indent).collect();
    let columns = (from..to)
        .map(|row| empty[row - from] + page.lines[row].body.matches('\t').count() + 1)
        .max()
        .unwrap_or(1);
    let number = page.lines[from].number;
    caption(page, from, number);
    for row in from..to {
        let line = page.lines[row];
        page.replace(
            PastedElement::Table,
            number,
            line.start..line.body_start(),
            &format!("{}| ", "| ".repeat(empty[row - from])),
        );
        for (offset, c) in line.body.char_indices() {
            let at = line.body_start() + offset;
            match c {
                '\t' => page.replace(PastedElement::Table, number, at..at + 1, " | "),
                // A bar in a cell would part it.
                '|' => page.replace(PastedElement::Table, number, at..at, "\\"),
                _ => {}
            }
        }
        let missing = columns - 1 - empty[row - from] - line.body.matches('\t').count();
        let mut end = format!("{} |", " |".repeat(missing));
        if row == from {
            end.push_str(page.newline);
            end.push_str(&"|---".repeat(columns));
            end.push('|');
        }
        let stop = line.start + page.raw(row).len();
        page.replace(PastedElement::Table, number, line.end()..stop, &end);
        page.done[row] = true;
    }
}

/// 表1　建会情况 right above a table is its caption; the number is counted.
fn caption(page: &mut Page<'_>, table: usize, number: usize) {
    let Some(above) = table.checked_sub(1).filter(|&above| page.is_open(above)) else {
        return;
    };
    let line = page.lines[above];
    let Some(rest) = line.body.strip_prefix('表') else {
        return;
    };
    let digits = rest
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let title = digits.trim_start_matches([' ', '　', '：', ':', '.', '．', '、']);
    if title.len() == digits.len() || title.is_empty() || title.contains(['。', '；']) {
        return;
    }
    let start = line.end() - title.len();
    if line.text_between(line.start, start) != "表：" {
        page.replace(PastedElement::Table, number, line.start..start, "表：");
    }
    page.done[above] = true;
}
