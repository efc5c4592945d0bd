//! Where what stands in a spreadsheet of figures: the head, the column of the units, the column of each metric and what it is measured in.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cells::{before, cell_text, find_unit, squeezed};
use super::reader::FiguresReader;
use crate::diag::{Diagnostic, code};
use crate::metric::MetricRegistry;
use crate::metric::head::{
    HeadName, HeadTime, MeasureLine, fits, measure_of, measures_above, named, nearly_named, time_of,
};
use crate::model::Span;
use crate::source::fields::nearest_of;
use crate::stage::parse::raw_row::{RawCell, RawRow};

/// Rows below the first in which the head is looked for.
const HIGHEST_HEAD: usize = 15;

/// A column from which values are taken.
pub(super) struct TakenColumn {
    pub(super) metric: usize,
    /// What its values are measured in, where that is not what is registered.
    pub(super) measure: Option<String>,
}

/// Where what stands in a sheet.
pub(super) struct SheetLayout {
    pub(super) unit_column: usize,
    /// The columns of metrics, by their numbers.
    pub(super) columns: BTreeMap<usize, TakenColumn>,
    /// Columns of metrics that speak of another time: 累计.
    other_times: Vec<usize>,
    /// Columns whose head has a unit of measure that cannot be converted.
    other_measures: Vec<(usize, HeadName)>,
    /// The first row below the head.
    pub(super) first_row: usize,
    head: Range<usize>,
}

impl SheetLayout {
    pub(super) fn find(rows: &[RawRow], reader: &FiguresReader<'_>) -> Option<Self> {
        let width = rows.iter().map(|row| row.cells.len()).max()?;
        let metrics = reader.metrics;
        let is_head = |row: &RawRow| {
            row.cells
                .iter()
                .any(|cell| named(metrics, &cell.text).is_some())
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
        // 本月 and 累计 may stand over the metrics.
        let has_times = |row: &&RawRow| {
            let mut cells = row.cells.iter();
            cells.any(|cell| time_of(&cell.text) != HeadTime::Unsaid)
        };
        let over = rows[..first].iter().rev().take_while(has_times).count();
        let mut layout = Self {
            unit_column,
            columns: BTreeMap::new(),
            other_times: Vec::new(),
            other_measures: Vec::new(),
            first_row,
            head: first - over..first_row,
        };
        let mut is_any = false;
        for column in (0..width).filter(|column| *column != unit_column) {
            let Some(name) = layout.named(rows, column, metrics) else {
                continue;
            };
            is_any = true;
            if name.time == HeadTime::Other {
                layout.other_times.push(column);
                continue;
            }
            let fits = name
                .measure
                .as_ref()
                .is_none_or(|own| fits(metrics, name.metric, own));
            if !fits {
                layout.other_measures.push((column, name));
                continue;
            }
            let taken = TakenColumn {
                metric: name.metric,
                measure: name.measure,
            };
            layout.columns.insert(column, taken);
        }
        layout.take_measures_above(rows, metrics);
        is_any.then_some(layout)
    }

    /// What a row of totals calls itself, in the column of the units or in one that is no metric's.
    pub(super) fn total_word(&self, row: &RawRow, is_total: fn(&str) -> bool) -> Option<String> {
        let cells = row.cells.iter().enumerate();
        let mut others = cells.filter(|(column, _)| !self.columns.contains_key(column));
        others.find_map(|(_, cell)| {
            let word = squeezed(&cell.text);
            is_total(&word).then_some(word)
        })
    }

    /// The words of the head over a column, the uppermost first; a cell that is merged to the right stands over all its columns, and so does 本月 or 累计 over
    /// empty cells.
    fn head_words(&self, rows: &[RawRow], column: usize) -> Vec<String> {
        let over = |row: &RawRow| {
            let own = row.cells.get(column)?;
            if !own.covered && !own.text.trim().is_empty() {
                return Some(own.text.value.clone());
            }
            let mut left = row.cells[..column].iter().rev();
            if own.covered {
                let left = left.find(|cell| !cell.covered)?;
                return (left.colspan > 1).then(|| left.text.value.clone());
            }
            let left = left.find(|cell| !cell.text.trim().is_empty())?;
            let is_time = time_of(&left.text) != HeadTime::Unsaid && left.rowspan == 1;
            is_time.then(|| left.text.value.clone())
        };
        let words = rows[self.head.clone()].iter().filter_map(over);
        words.filter(|word| !word.trim().is_empty()).collect()
    }

    /// The metric over a column, with what its head says of measure and time.
    fn named(&self, rows: &[RawRow], column: usize, metrics: &MetricRegistry) -> Option<HeadName> {
        let words = self.head_words(rows, column);
        let joined: String = words.iter().map(|word| squeezed(word)).collect();
        if let Some(metric) = metrics.find(&joined) {
            return named(metrics, &joined).filter(|name| name.metric == metric);
        }
        let at = words
            .iter()
            .rposition(|word| named(metrics, word).is_some());
        let Some(at) = at else {
            return named(metrics, &joined);
        };
        let mut name = named(metrics, &words[at])?;
        for (place, word) in words.iter().enumerate().filter(|(place, _)| *place != at) {
            match time_of(word) {
                HeadTime::Unsaid => {}
                time => name.time = time,
            }
            let is_below = place > at;
            if is_below && let Some(measure) = measure_of(metrics, word) {
                name.measure = Some(measure);
            } else if is_below && time_of(word) == HeadTime::Unsaid {
                // 要约书 over 县级 and 乡级: parts of it, unless their names together are a metric's.
                return named(metrics, &joined);
            }
        }
        Some(name)
    }

    /// `单位：元` above the head holds for every column that can be measured so and does not say itself what it is measured in.
    fn take_measures_above(&mut self, rows: &[RawRow], metrics: &MetricRegistry) {
        for (_, line) in self.measure_lines(rows, metrics) {
            let MeasureLine::Known(measures) = line else {
                continue;
            };
            for taken in self
                .columns
                .values_mut()
                .filter(|taken| taken.measure.is_none())
            {
                let own = metrics
                    .get(taken.metric)
                    .map(|metric| metric.measure.as_str());
                if measures.iter().any(|measure| Some(measure.as_str()) == own) {
                    continue;
                }
                let mut fitting = measures
                    .iter()
                    .filter(|measure| fits(metrics, taken.metric, measure));
                taken.measure = fitting.next().cloned();
            }
        }
        for taken in self.columns.values_mut() {
            let own = metrics
                .get(taken.metric)
                .map(|metric| metric.measure.as_str());
            taken.measure = taken
                .measure
                .take()
                .filter(|measure| Some(measure.as_str()) != own);
        }
    }

    fn measure_lines<'r>(
        &self,
        rows: &'r [RawRow],
        metrics: &MetricRegistry,
    ) -> Vec<(&'r RawCell, MeasureLine)> {
        let cells = rows[..self.head.start].iter().flat_map(|row| &row.cells);
        cells
            .filter_map(|cell| Some((cell, measures_above(metrics, &cell.text)?)))
            .collect()
    }

    /// Says which units of measure were converted, and which cannot be.
    pub(super) fn say_measures(&self, rows: &[RawRow], reader: &mut FiguresReader<'_>) {
        let metrics = reader.metrics;
        let registered = |index: usize| {
            let metric = metrics.get(index);
            metric
                .map(|metric| format!("“{}”是{}", metric.name, metric.measure))
                .unwrap_or_default()
        };
        for (cell, line) in self.measure_lines(rows, metrics) {
            let wrong = match &line {
                MeasureLine::Unknown(measure) => Some(measure.clone()),
                MeasureLine::Known(measures) => {
                    let mut measured = self.columns.values().filter(|taken| {
                        metrics
                            .get(taken.metric)
                            .is_some_and(|metric| !metric.measure.is_empty())
                    });
                    let is_used = |taken: &TakenColumn| {
                        measures
                            .iter()
                            .any(|measure| fits(metrics, taken.metric, measure))
                    };
                    let nothing = self.columns.is_empty() || measured.clone().count() == 0;
                    (!nothing && !measured.any(is_used)).then(|| measures.join("、"))
                }
            };
            if let Some(measure) = wrong {
                let known: Vec<String> = self
                    .columns
                    .values()
                    .map(|taken| registered(taken.metric))
                    .collect();
                let message = format!(
                    "{}表上的计量单位“{measure}”和登记的不一样，换算不了：登记的{}",
                    before(cell),
                    known.join("，")
                );
                let help = "改成登记的计量单位，数也照它写；登记错了的，改 metrics.yaml";
                reader.say(code::BAD_FIGURE, cell.text.span, message, help);
            }
        }
        for (column, name) in &self.other_measures {
            let span = self.place(rows, *column);
            let (cell, measure) = (
                self.cell(rows, *column),
                name.measure.as_deref().unwrap_or_default(),
            );
            let message = format!(
                "{}这一列的计量单位“{measure}”和登记的不一样，换算不了：登记的{}",
                cell.map(before).unwrap_or_default(),
                registered(name.metric)
            );
            let help = "改成登记的计量单位，数也照它写；登记错了的，改 metrics.yaml";
            reader.say(code::BAD_FIGURE, span, message, help);
        }
        let mut converted: Vec<String> = Vec::new();
        let mut place = None;
        for (column, taken) in &self.columns {
            if let Some((measure, metric)) = taken.measure.as_ref().zip(metrics.get(taken.metric)) {
                let own = &metric.measure;
                converted.push(format!(
                    "“{}”的表上写的是{measure}，换算成{own}",
                    metric.name
                ));
                place.get_or_insert_with(|| self.place(rows, *column));
            }
        }
        converted.dedup();
        if let Some(place) = place {
            let help = "核对一个数；表上的计量单位写错了的，改过来";
            reader.say(code::FIGURES_TAKEN, place, converted.join("；"), help);
        }
    }

    /// The lowest cell of the head over a column.
    fn cell<'r>(&self, rows: &'r [RawRow], column: usize) -> Option<&'r RawCell> {
        let cells = rows[self.head.clone()]
            .iter()
            .rev()
            .filter_map(|row| row.cells.get(column));
        let mut written = cells.filter(|cell| !cell.covered && !cell.text.trim().is_empty());
        written.next()
    }

    fn place(&self, rows: &[RawRow], column: usize) -> Span {
        let cell = self.cell(rows, column);
        cell.map_or(rows[self.head.start].span, |cell| cell.text.span)
    }

    /// Says which columns were not taken.
    pub(super) fn say_left_out(&self, rows: &[RawRow], reader: &mut FiguresReader<'_>) {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let (mut unknown, mut others): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let (mut place, mut place_of_others) = (None, None);
        for column in (0..width).filter(|column| *column != self.unit_column) {
            let name = self.head_words(rows, column).concat();
            let plain = squeezed(&name);
            let is_wrong = self
                .other_measures
                .iter()
                .any(|(other, _)| *other == column);
            if self.columns.contains_key(&column) || is_wrong || IGNORED.contains(&plain.as_str()) {
                continue;
            }
            let has_numbers = rows[self.first_row..]
                .iter()
                .any(|row| cell_text(row, column).contains(|c: char| c.is_ascii_digit()));
            if !has_numbers {
                continue;
            }
            let name = match plain.is_empty() {
                true => format!("第{}列", column + 1),
                false => plain,
            };
            let (names, place) = match self.other_times.contains(&column) {
                true => (&mut others, &mut place_of_others),
                false => (&mut unknown, &mut place),
            };
            names.push(name);
            place.get_or_insert_with(|| self.place(rows, column));
        }
        if let Some(place) = place_of_others {
            let message = format!("这几列不是本期的数，没有收：{}", others.join("、"));
            let finding = match self.columns.is_empty() {
                true => Diagnostic::new(
                    code::BAD_TABLE,
                    place,
                    format!("{message}；本期的一列也没有"),
                )
                .help("加上写本期的数的列；这些就是本期的，表头里去掉“累计”一类的字"),
                false => Diagnostic::new(code::FIGURES_TAKEN, place, message)
                    .help("累计、上期由程序从各期算；要核对的，印出来对一对"),
            };
            reader.sink.push(finding);
        }
        if let Some(place) = place {
            let message = format!("这几列不是登记的指标，没有收：{}", unknown.join("、"));
            let nearly = unknown.iter().find_map(|name| nearly(reader.metrics, name));
            let near = nearly.or_else(|| near_metric(&unknown, reader.metrics));
            let help = near.unwrap_or_else(|| "要收的，先在 metrics.yaml 里登记".to_owned());
            reader.say(code::FIGURES_TAKEN, place, message, &help);
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

/// What to write instead of a head that has unknown words behind the name of a metric.
pub(super) fn nearly(metrics: &MetricRegistry, text: &str) -> Option<String> {
    let (name, behind) = nearly_named(metrics, text)?;
    Some(format!(
        "“{name}”后面的“{behind}”不是认得的计量单位：是“{name}”的，只写“{name}”；是另一个指标，先在 metrics.yaml 里登记"
    ))
}

fn near_metric(names: &[String], metrics: &MetricRegistry) -> Option<String> {
    names.iter().find_map(|name| {
        let near = nearest_of(name, metrics.names())?;
        Some(format!(
            "“{name}”是否为“{near}”？写成登记的名称，或登记为别名"
        ))
    })
}
