//! Tables that were sent in: a Markdown table where it is simple, a table file (YAML) where cells are one or hold several lines.

use super::escape::escaped_cell;
use super::inline_text::inline;
use super::manuscript::{SentCell, SentParagraph, SentTable, TextPiece};
use crate::source::yaml_text::scalar;
use crate::stage::parse::keys;

/// What stands around a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableWords {
    /// 表题; may be empty.
    pub title: String,
    /// 表前
    pub before: Vec<String>,
    /// 计量单位
    pub measure: Option<String>,
    /// 表注
    pub notes: Vec<String>,
}

impl TableWords {
    /// Whether a table with bars in a text can have them: its own file is needed for what stands between its title and the table.
    #[must_use]
    pub fn fit_a_text(&self) -> bool {
        self.before.is_empty() && self.measure.is_none()
    }
}

/// The deepest head of a table.
const DEEPEST_HEAD: usize = 5;

/// Whether the table can be written with bars.
#[must_use]
pub fn is_simple(table: &SentTable) -> bool {
    let plain = |cell: &SentCell| {
        cell.colspan == 1
            && cell.rowspan == 1
            && !cell.text().contains('\n')
            && cell.paragraphs.iter().all(|paragraph| {
                paragraph
                    .pieces
                    .iter()
                    .all(|piece| matches!(piece, TextPiece::Text(_)))
            })
    };
    table.rows.len() > 1
        && table.columns > 1
        && table.head_rows <= 1
        && table.rows.iter().flatten().all(plain)
        // A row of nothing would be read as the line under the head.
        && table.rows.iter().all(|row| row.iter().any(|cell| !cell.text().is_empty()))
        && table.rows.first().is_some_and(|head| head.iter().all(|cell| !cell.text().is_empty()))
}

/// The table with bars, a line for each row.
#[must_use]
pub fn markdown(table: &SentTable) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, row) in table.rows.iter().enumerate() {
        let cells = row.iter().map(marked_cell);
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        if place == 0 {
            lines.push(format!("{}|", "|---".repeat(table.columns)));
        }
    }
    lines
}

/// A cell between bars, with the marks of what is struck out in it or stands out in bold.
fn marked_cell(cell: &SentCell) -> String {
    let stands_out = |paragraph: &SentParagraph| {
        let bold = |piece: &TextPiece| matches!(piece, TextPiece::Text(run) if run.bold && !run.text.trim().is_empty());
        !paragraph.is_bold() && paragraph.pieces.iter().any(bold)
    };
    if !cell.is_struck() && !cell.paragraphs.iter().any(stands_out) {
        return escaped_cell(&tidy_cell(&cell.text()));
    }
    let lines = cell.paragraphs.iter().map(|paragraph| {
        let (text, _) = inline(&paragraph.pieces, paragraph.is_bold());
        format!("{}{text}", paragraph.label())
    });
    let line: String = lines.collect();
    // Marks of its own are escaped already.
    let mut out = String::new();
    for c in line.chars() {
        if c == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The title that stands in a first row of one cell over the whole table; it leaves the table.
pub fn take_title(table: &mut SentTable) -> Option<String> {
    let [first] = table.rows.first()?.as_slice() else {
        return None;
    };
    let title = first.text();
    let fits = first.colspan >= table.columns
        && first.rowspan == 1
        && table.rows.len() > 2
        && !title.is_empty()
        && !title.contains(['\n', '。']);
    if !fits {
        return None;
    }
    table.rows.remove(0);
    table.head_rows = table.head_rows.saturating_sub(1);
    Some(title)
}

/// Gives each row that ends early an empty cell at its end.
pub fn fill(table: &mut SentTable) {
    let columns = table.columns;
    let mut reached = vec![0; table.rows.len()];
    for (place, row) in table.rows.iter().enumerate() {
        for cell in row {
            for row in reached.iter_mut().skip(place).take(cell.rowspan) {
                *row = (*row).max(cell.column + cell.colspan);
            }
        }
    }
    for (row, reached) in table.rows.iter_mut().zip(reached) {
        if reached < columns {
            row.push(SentCell::empty(reached, columns - reached));
        }
    }
}

/// A name of two characters that was set to the width of three: 李　明.
fn tidy_cell(text: &str) -> String {
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    let is_name = |c: Option<char>| c.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    let two = is_name(chars.next()) && is_name(chars.next()) && chars.next().is_none();
    match two {
        true => text.chars().filter(|c| !c.is_whitespace()).collect(),
        false => text.to_owned(),
    }
}

/// The table as a file of its own.
#[must_use]
pub fn yaml(table: &SentTable, words: &TableWords) -> String {
    let mut text = String::new();
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    if !words.title.is_empty() {
        line(format!("{}: {}", keys::TITLE.zh, scalar(&words.title)));
    }
    if let Some(measure) = &words.measure {
        line(format!("{}: {}", keys::MEASURE.zh, scalar(measure)));
    }
    if !words.before.is_empty() {
        let before: Vec<String> = words.before.iter().map(|text| flow(text)).collect();
        line(format!("{}: [{}]", keys::BEFORE.zh, before.join(", ")));
    }
    let rows = head_height(table);
    let head = (rows > 0).then(|| head(table, rows)).flatten();
    let begin = match &head {
        Some(columns) => {
            line(format!("{}:", keys::COLUMNS.zh));
            for column in columns {
                line(format!("  - {column}"));
            }
            rows
        }
        None => {
            line(format!("{}: {}", keys::COLUMNS.zh, table.columns));
            0
        }
    };
    line(format!("{}:", keys::ROWS.zh));
    for row in &table.rows[begin.min(table.rows.len())..] {
        let cells: Vec<String> = row.iter().map(cell).collect();
        line(format!("  - [{}]", cells.join(", ")));
    }
    match words.notes.as_slice() {
        [] => {}
        [one] => line(format!("{}: {}", keys::NOTE.zh, scalar(one))),
        several => {
            line(format!("{}:", keys::NOTE.zh));
            for note in several {
                line(format!("  - {}", scalar(note)));
            }
        }
    }
    text
}

/// How many rows the head has: those that say so, or as many as its first row reaches down.
fn head_height(table: &SentTable) -> usize {
    if table.head_rows > 0 {
        return table.head_rows.min(DEEPEST_HEAD);
    }
    let Some(first) = table.rows.first() else {
        return 0;
    };
    let deepest = first.iter().map(|cell| cell.rowspan).max().unwrap_or(1);
    let parted = first.iter().any(|cell| cell.colspan > 1);
    if first.iter().any(|cell| cell.text().is_empty()) {
        return 0;
    }
    deepest.max(1 + usize::from(parted)).min(DEEPEST_HEAD)
}

/// The columns as the format nests them; none where the head is no tree, or nothing would be left under it.
fn head(table: &SentTable, rows: usize) -> Option<Vec<String>> {
    if rows >= table.rows.len() {
        return None;
    }
    let top = table.rows.first()?;
    top.iter()
        .map(|cell| column(table, 0, cell, rows))
        .collect()
}

fn column(table: &SentTable, row: usize, cell: &SentCell, rows: usize) -> Option<String> {
    let name = tidy_cell(&cell.text()).replace('\n', "");
    let below = row + cell.rowspan;
    if name.is_empty() || below > rows {
        return None;
    }
    if below == rows {
        return (cell.colspan == 1).then(|| flow(&name));
    }
    let inside = cell.column..cell.column + cell.colspan;
    let parts: Vec<&SentCell> = table
        .rows
        .get(below)?
        .iter()
        .filter(|part| inside.contains(&part.column))
        .collect();
    let covered: usize = parts.iter().map(|part| part.colspan).sum();
    if covered != cell.colspan {
        return None;
    }
    let parts: Option<Vec<String>> = parts
        .into_iter()
        .map(|part| inner_column(table, below, part, rows))
        .collect();
    Some(format!("{}: [{}]", flow(&name), parts?.join(", ")))
}

fn inner_column(table: &SentTable, row: usize, cell: &SentCell, rows: usize) -> Option<String> {
    let written = column(table, row, cell, rows)?;
    let is_parted = row + cell.rowspan < rows;
    Some(if is_parted {
        format!("{{{written}}}")
    } else {
        written
    })
}

/// A text in a list on one line.
pub fn flow(text: &str) -> String {
    let line = text.replace('\t', "　");
    if line.contains('\n') {
        return serde_json::Value::from(line).to_string();
    }
    let plain = scalar(&line);
    if plain == line && (line.contains([',', '[', ']', '{', '}', '"', '\'']) || line.is_empty()) {
        return format!("'{}'", line.replace('\'', "''"));
    }
    plain
}

fn cell(cell: &SentCell) -> String {
    let text = flow(&tidy_cell(&cell.text()));
    let mut more = String::new();
    if cell.rowspan > 1 {
        more.push_str(&format!(", {}: {}", keys::ROWSPAN.zh, cell.rowspan));
    }
    if cell.colspan > 1 {
        more.push_str(&format!(", {}: {}", keys::COLSPAN.zh, cell.colspan));
    }
    match more.is_empty() {
        true => text,
        false => format!("{{{}: {text}{more}}}", keys::TEXT.zh),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[(&str, usize, usize)]], columns: usize) -> SentTable {
        let mut taken: Vec<Vec<bool>> = vec![vec![false; columns]; rows.len()];
        let mut made = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let mut cells = Vec::new();
            for (text, colspan, rowspan) in *row {
                let column = taken[at]
                    .iter()
                    .position(|taken| !taken)
                    .expect("a free column");
                for line in &mut taken[at..at + rowspan] {
                    line[column..column + colspan].fill(true);
                }
                cells.push(SentCell {
                    paragraphs: vec![SentParagraph::plain(text)],
                    column,
                    colspan: *colspan,
                    rowspan: *rowspan,
                });
            }
            made.push(cells);
        }
        SentTable {
            rows: made,
            columns,
            head_rows: 0,
        }
    }

    #[test]
    fn a_head_of_two_rows_is_nested() {
        let table = table(
            &[
                &[("单位", 1, 2), ("签订", 2, 1)],
                &[("企业数", 1, 1), ("职工", 1, 1)],
                &[("青禾县", 1, 1), ("1,200", 1, 1), ("1.10", 1, 1)],
                &[("合计", 1, 1), ("无", 2, 1)],
            ],
            3,
        );
        assert!(!is_simple(&table));
        assert_eq!(
            yaml(
                &table,
                &TableWords {
                    title: "进度".to_owned(),
                    ..TableWords::default()
                }
            ),
            "标题: 进度\n列:\n  - 单位\n  - 签订: [企业数, 职工]\n行:\n  - [青禾县, '1,200', '1.10']\n  - [合计, {文: 无, 跨列: 2}]\n"
        );
    }

    #[test]
    fn a_simple_table_has_bars() {
        let table = table(
            &[
                &[("单位", 1, 1), ("人|数", 1, 1)],
                &[("李　明", 1, 1), ("3", 1, 1)],
            ],
            2,
        );
        assert!(is_simple(&table));
        assert_eq!(
            markdown(&table),
            ["| 单位 | 人\\|数 |", "|---|---|", "| 李明 | 3 |"]
        );
    }
}
