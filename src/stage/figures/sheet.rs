//! Figures in a spreadsheet as offices send it: title rows, a head of one or more rows, a row for each unit, rows of totals, notes below.

use std::collections::BTreeMap;

use super::reader::FiguresReader;
use crate::diag::{Diagnostic, code};
use crate::metric::aggregate::together;
use crate::metric::{FigurePlace, MetricRegistry, amount, words};
use crate::model::{FileId, Span};
use crate::source::fields::nearest_of;
use crate::stage::parse::raw_row::{RawCell, RawRow};
use crate::stage::parse::table;

/// Rows below the first in which the head is looked for.
const HIGHEST_HEAD: usize = 15;

/// Reads the spreadsheet `file` into the figures of the issue; `sheet` names one in a workbook.
pub(super) fn read(reader: &mut FiguresReader<'_>, file: FileId, sheet: Option<&str>) {
    let Some(rows) = table::raw_rows(reader.sources, file, sheet, reader.sink) else {
        return;
    };
    let place = Span::file_start(file);
    let Some(layout) = SheetLayout::find(&rows, reader) else {
        let known: Vec<&str> = reader.metrics.names().take(5).collect();
        let help = format!(
            "表头的一行写“单位”和指标的名称（{}），下面每个单位一行，单位写登记表里的名称",
            known.join("、")
        );
        let message = "看不出哪一行是表头、哪一列是单位".to_owned();
        reader.say(code::BAD_TABLE, place, message, &help);
        return;
    };
    layout.say_left_out(&rows, reader);
    let mut since_subtotal: Vec<String> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    for row in rows.iter().skip(layout.first_row) {
        let label = cell_text(row, layout.unit_column);
        let plain = squeezed(&label);
        if let Some(word) = layout.total_word(row) {
            let is_part = word.contains("小计");
            let units = if is_part { &since_subtotal } else { &all };
            check_total(reader, &layout, row, units);
            since_subtotal.clear();
            continue;
        }
        let has_values = layout.columns.keys().any(|column| {
            row.cells
                .get(*column)
                .is_some_and(|cell| cell.text.contains(|c: char| c.is_ascii_digit()))
        });
        if plain.is_empty() && has_values {
            let message = row.say("这一行有数，没有写单位");
            let help = "写上登记表里的单位；是合计，写“合计”";
            reader.say(code::UNKNOWN_UNIT, row.span, message, help);
            continue;
        }
        let Some(unit) = find_unit(reader, &label) else {
            // A line of notes, and a group's name over its units, have no numbers beside them.
            if has_values && !is_note(&plain) {
                unknown_unit(reader, row, layout.unit_column, &label);
            }
            continue;
        };
        let code = reader.units.units.get(unit).map(|unit| unit.code.clone());
        all.extend(code.clone());
        since_subtotal.extend(code);
        for (column, metric) in &layout.columns {
            if let Some(cell) = row.cells.get(*column).filter(|cell| !cell.covered) {
                let place = place_of(cell);
                reader.take(*metric, Some(unit), value_of(cell), place);
            }
        }
    }
}

/// What a calculation takes from a cell: all digits, not only those that are shown.
fn value_of(cell: &RawCell) -> &str {
    cell.exact.as_deref().unwrap_or(&cell.text)
}

fn place_of(cell: &RawCell) -> FigurePlace {
    FigurePlace {
        span: cell.text.span,
        cell: cell.name.clone(),
    }
}

fn cell_text(row: &RawRow, column: usize) -> String {
    row.cells
        .get(column)
        .map_or_else(String::new, |cell| cell.text.value.clone())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Words of a row that adds up those above it.
fn is_total(label: &str) -> bool {
    [
        "合计", "总计", "小计", "共计", "总数", "全市", "全县", "全区", "平均",
    ]
    .iter()
    .any(|word| label.starts_with(word) || label.ends_with(word))
}

fn is_note(label: &str) -> bool {
    [
        "注",
        "说明",
        "备注",
        "填报",
        "填表",
        "制表",
        "审核",
        "联系",
        "单位负责人",
        "数据",
    ]
    .iter()
    .any(|word| label.starts_with(word))
}

fn find_unit(reader: &FiguresReader<'_>, label: &str) -> Option<usize> {
    let trimmed = label.trim();
    reader
        .units
        .find_by_any_name(trimmed)
        .or_else(|| reader.units.find_by_any_name(&squeezed(label)))
}

fn unknown_unit(reader: &mut FiguresReader<'_>, row: &RawRow, column: usize, label: &str) {
    let span = row
        .cells
        .get(column)
        .map_or(row.span, |cell| cell.text.span);
    let message = row.say(&format!("单位登记表里没有“{label}”，这一行的数没有收"));
    let known = reader.units.by_name.keys().map(String::as_str);
    let help = match nearest_of(&squeezed(label), known) {
        Some(near) => format!("是否为“{near}”？"),
        None => "写登记表里的名称、简称或别名；确实是新的单位，先在 units.yaml 里登记".to_owned(),
    };
    reader.say(code::UNKNOWN_UNIT, span, message, &help);
}

/// Holds a row of totals against the sum of the units above it.
fn check_total(
    reader: &mut FiguresReader<'_>,
    layout: &SheetLayout,
    row: &RawRow,
    units: &[String],
) {
    let codes: Vec<&str> = units.iter().map(String::as_str).collect();
    for (column, index) in &layout.columns {
        let Some(cell) = row.cells.get(*column).filter(|cell| !cell.covered) else {
            continue;
        };
        let Some(metric) = reader.metrics.get(*index) else {
            continue;
        };
        let typed = match amount::read(value_of(cell), metric) {
            Ok(Some(amount)) => amount.number(),
            // 合计 under a column of days or of words says nothing.
            Ok(None) | Err(_) => None,
        };
        let computed = together(reader.metrics, *index, &reader.figures, Some(&codes));
        let (Some(typed), Ok(computed)) = (typed, computed) else {
            continue;
        };
        // A typed 95.1% stands for everything that is printed so.
        let digits = words::digits(typed).max(metric.decimals.unwrap_or(0));
        if words::rounded(typed, digits) == words::rounded(computed, digits) {
            continue;
        }
        let name = match cell.name.as_str() {
            "" => String::new(),
            name => format!("{name}："),
        };
        let message = format!(
            "{name}“{}”的合计写的是{}，上面各单位合起来是{}",
            metric.name,
            words::value(metric, typed, digits),
            words::value(metric, computed, digits)
        );
        let finding = Diagnostic::new(code::FIGURES_DISAGREE, cell.text.span, message);
        reader
            .sink
            .push(finding.help("核对各单位的数；合计不用写，程序会算"));
    }
}

/// Where what stands in a sheet.
struct SheetLayout {
    unit_column: usize,
    /// From columns to metrics.
    columns: BTreeMap<usize, usize>,
    /// The first row below the head.
    first_row: usize,
    head: std::ops::Range<usize>,
}

impl SheetLayout {
    fn find(rows: &[RawRow], reader: &FiguresReader<'_>) -> Option<Self> {
        let width = rows.iter().map(|row| row.cells.len()).max()?;
        let metrics = reader.metrics;
        let is_head = |row: &RawRow| {
            let mut cells = row.cells.iter();
            cells.any(|cell| metric_of(metrics, &cell.text).is_some())
        };
        let first = rows.iter().take(HIGHEST_HEAD).position(is_head)?;
        // The column in which most cells below name a unit.
        let units_in = |column: usize| {
            let below = rows.iter().skip(first);
            below
                .filter(|row| find_unit(reader, &cell_text(row, column)).is_some())
                .count()
        };
        let (_, std::cmp::Reverse(unit_column)) = (0..width)
            .map(|column| (units_in(column), std::cmp::Reverse(column)))
            .max()
            .filter(|(count, _)| *count > 0)?;
        // The head ends where a unit or a number stands, be it one of a unit that nobody knows.
        let is_data = |row: &RawRow| {
            let mut cells = row.cells.iter().map(|cell| cell.text.trim());
            find_unit(reader, &cell_text(row, unit_column)).is_some()
                || cells.any(|text| text.starts_with(|c: char| c.is_ascii_digit()))
        };
        let below = rows[first + 1..].iter().position(is_data)?;
        let first_row = first + 1 + below;
        let mut layout = Self {
            unit_column,
            columns: BTreeMap::new(),
            first_row,
            head: first..first_row,
        };
        for column in (0..width).filter(|column| *column != unit_column) {
            if let Some(metric) = layout.metric_at(rows, column, metrics)
                && !layout.columns.values().any(|other| *other == metric)
            {
                layout.columns.insert(column, metric);
            }
        }
        (!layout.columns.is_empty()).then_some(layout)
    }

    /// What a row of totals calls itself, in the column of the units or in one that is no metric's.
    fn total_word(&self, row: &RawRow) -> Option<String> {
        let cells = row.cells.iter().enumerate();
        let mut others = cells.filter(|(column, _)| !self.columns.contains_key(column));
        others.find_map(|(_, cell)| {
            let word = squeezed(&cell.text);
            is_total(&word).then_some(word)
        })
    }

    /// The words of the head over a column, the uppermost first; a cell that is merged to the right stands over all its columns.
    fn head_words(&self, rows: &[RawRow], column: usize) -> Vec<String> {
        let over = |row: &RawRow| {
            let own = row.cells.get(column)?;
            if !own.covered {
                return Some(own.text.value.clone());
            }
            let left = row.cells[..column]
                .iter()
                .rev()
                .find(|cell| !cell.covered)?;
            (left.colspan > 1).then(|| left.text.value.clone())
        };
        let words = rows[self.head.clone()].iter().filter_map(over);
        words.filter(|word| !word.trim().is_empty()).collect()
    }

    fn metric_at(&self, rows: &[RawRow], column: usize, metrics: &MetricRegistry) -> Option<usize> {
        let words = self.head_words(rows, column);
        let last = squeezed(words.last()?);
        if let Some(metric) = metric_of(metrics, &last) {
            return Some(metric);
        }
        let joined: String = words.iter().map(|word| squeezed(word)).collect();
        metric_of(metrics, &joined).or_else(|| {
            // 要约书 over 本期 and 上期: only this value is one of this issue.
            let above = words
                .iter()
                .rev()
                .skip(1)
                .find_map(|word| metric_of(metrics, word));
            above.filter(|_| {
                [
                    "本期",
                    "本月",
                    "本季",
                    "本季度",
                    "当月",
                    "当期",
                    "数",
                    "数量",
                ]
                .contains(&last.as_str())
            })
        })
    }

    /// Says which columns were not taken.
    fn say_left_out(&self, rows: &[RawRow], reader: &mut FiguresReader<'_>) {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut names: Vec<String> = Vec::new();
        let mut place: Option<Span> = None;
        for column in (0..width).filter(|column| *column != self.unit_column) {
            let name = self.head_words(rows, column).concat();
            let plain = squeezed(&name);
            if self.columns.contains_key(&column) || IGNORED.contains(&plain.as_str()) {
                continue;
            }
            let has_numbers = rows[self.first_row..]
                .iter()
                .any(|row| cell_text(row, column).contains(|c: char| c.is_ascii_digit()));
            if !has_numbers {
                continue;
            }
            place = place.or_else(|| {
                let cell = rows.get(self.head.start)?.cells.get(column)?;
                Some(cell.text.span)
            });
            names.push(match plain.is_empty() {
                true => format!("第{}列", column + 1),
                false => plain,
            });
        }
        if let Some(place) = place {
            let message = format!("这几列不是登记的指标，没有收：{}", names.join("、"));
            let mut finding = Diagnostic::new(code::FIGURES_TAKEN, place, message);
            if let Some(near) = near_metric(&names, reader.metrics) {
                finding = finding.help(near);
            } else {
                finding = finding.help("要收的，先在 metrics.yaml 里登记");
            }
            reader.sink.push(finding);
        }
    }
}

/// Columns that a list of units has anyway.
const IGNORED: &[&str] = &[
    "序号",
    "编号",
    "名次",
    "排名",
    "位次",
    "备注",
    "联系电话",
    "电话",
];

fn near_metric(names: &[String], metrics: &MetricRegistry) -> Option<String> {
    names.iter().find_map(|name| {
        let near = nearest_of(name, metrics.names())?;
        Some(format!(
            "“{name}”是否为“{near}”？写成登记的名称，或登记为别名"
        ))
    })
}

/// The metric that a cell of a head names, perhaps with its unit of measure: `要约书（份）`.
fn metric_of(metrics: &MetricRegistry, text: &str) -> Option<usize> {
    let plain = squeezed(text);
    if plain.is_empty() {
        return None;
    }
    metrics.find(&plain).or_else(|| {
        let (name, measure) = plain.split_once(['（', '(', '/', '／'])?;
        let index = metrics.find(name)?;
        let measure = measure
            .trim_end_matches(['）', ')'])
            .trim_start_matches("单位：");
        let own = &metrics.get(index)?.measure;
        (measure == own || measure.replace('％', "%") == *own).then_some(index)
    })
}
