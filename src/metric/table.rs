//! Tables that are made of figures: a row for each unit, category, group or issue, columns for each metric.

use super::query::Property;
use super::rank::ranking;
use super::scene::{Scene, Units};
use super::table_cells::shown;
use super::table_notes::{apart, note};
use super::table_request::{OnlyRows, Row, RowKind, RowUnits, TableColumn, TableRequest};
use super::targets::reaches;
use super::{IssueFigures, Metric};
use crate::model::{
    Align, Cell, ComputedText, Inline, InlineKind, SignalLight, Span, Spanned, Table,
};

/// The table, without number and caption.
#[must_use]
pub fn table(scene: &Scene<'_>, asked: &TableRequest, span: Span) -> Table {
    let issues = scene.issues(asked.issue_count);
    let rows = rows(scene, asked, &issues);
    let labels = column_labels(asked, &issues);
    let wide = labels.len() > 1 || labels.iter().any(|label| !label.is_empty());
    let text = |words: &str| Inline::text(words, span);
    let cell = |words: &str, colspan: usize, rowspan: u32| Cell {
        content: if words.is_empty() {
            Vec::new()
        } else {
            vec![text(words)]
        },
        colspan: u32::try_from(colspan).unwrap_or(1),
        rowspan,
        align: Align::Center,
        span,
    };
    let first = match &asked.rows {
        RowKind::Units => "单位",
        RowKind::Groups(name, _) => name.as_str(),
        RowKind::Issues => "期次",
    };
    let height = if wide { 2 } else { 1 };
    let mut head = vec![vec![cell(first, 1, height)]];
    if wide {
        head.push(Vec::new());
    }
    for index in &asked.metrics {
        let Some(metric) = scene.metrics.get(*index) else {
            continue;
        };
        head[0].push(cell(&head_name(metric), labels.len(), 1));
        if wide {
            head[1].extend(labels.iter().map(|label| cell(label, 1, 1)));
        }
    }
    let mut body: Vec<Vec<Cell>> = Vec::new();
    for row in &rows {
        let mut cells = vec![cell(&row.name, 1, 1)];
        for index in &asked.metrics {
            for column in &asked.columns {
                let shown = shown(scene, asked, *index, *column, row, &issues);
                let is_light = *column == TableColumn::Of(Property::Light);
                cells.extend(shown.iter().map(|words| {
                    let light = SignalLight::of(words).filter(|_| is_light);
                    let mut cell = cell(words, 1, 1);
                    if light.is_some() {
                        cell.content = vec![lit(words, light, span)];
                    }
                    cell
                }));
            }
        }
        body.push(cells);
    }
    let columns = 1 + asked.metrics.len() * labels.len();
    let mut table = Table {
        label: String::new(),
        caption: Vec::new(),
        columns: u32::try_from(columns).unwrap_or(u32::MAX),
        before: Vec::new(),
        measure: None,
        head,
        rows: body,
        row_heights: Vec::new(),
        landscape: false,
        note: note(scene, asked).map(|note| Spanned::new(note, span)),
        anchor: String::new(),
        span,
    };
    let mut aligns = vec![Some(Align::Center)];
    for _ in &asked.metrics {
        for column in &asked.columns {
            let count = if *column == TableColumn::Issues {
                issues.len()
            } else {
                1
            };
            let align = match column {
                TableColumn::Of(Property::Rank | Property::RankInCategory | Property::Light) => {
                    Some(Align::Center)
                }
                _ => None,
            };
            aligns.extend(std::iter::repeat_n(align, count));
        }
    }
    table.align_columns(&aligns);
    table
}

/// What of units that are no longer there is in the totals of a table and in none of its rows, in words.
#[must_use]
pub fn doubts(scene: &Scene<'_>, asked: &TableRequest) -> Vec<String> {
    apart(scene, asked)
}

/// The word for a light, with the light beside it.
fn lit(words: &str, light: Option<SignalLight>, span: Span) -> Inline {
    let computed = ComputedText {
        text: words.to_owned(),
        source: String::new(),
        origins: Vec::new(),
        light,
    };
    Inline::new(InlineKind::Computed(computed), span)
}

/// A metric over its columns: with its unit of measure, which a share has in its cells.
fn head_name(metric: &Metric) -> String {
    match metric.measure.as_str() {
        "" => metric.name.clone(),
        _ if metric.is_share() => metric.name.clone(),
        measure => format!("{}（{measure}）", metric.name),
    }
}

/// The second line of the head under each metric: empty where it has one column that needs no name.
fn column_labels(asked: &TableRequest, issues: &[&IssueFigures]) -> Vec<String> {
    let mut labels = Vec::new();
    for column in &asked.columns {
        match column {
            TableColumn::Now if asked.columns.len() == 1 => labels.push(String::new()),
            TableColumn::Now => labels.push("本期".to_owned()),
            TableColumn::Issues => {
                labels.extend(issues.iter().map(|issue| issue_name(issue, issues)))
            }
            TableColumn::Of(property) => labels.push(property.word()),
        }
    }
    labels
}

/// `3月`, or the day too where a month has several issues, and the year where they are of several.
pub(super) fn issue_name(issue: &IssueFigures, all: &[&IssueFigures]) -> String {
    let date = issue.date;
    let in_month = all
        .iter()
        .filter(|other| (other.date.year, other.date.month) == (date.year, date.month));
    let in_one_year = all.iter().all(|other| other.date.year == date.year);
    let year = match in_one_year {
        true => String::new(),
        false => format!("{}年", date.year),
    };
    match date.day {
        Some(day) if in_month.count() > 1 => format!("{year}{}月{day}日", date.month),
        _ => format!("{year}{}月", date.month),
    }
}

pub(super) fn rows(scene: &Scene<'_>, asked: &TableRequest, issues: &[&IssueFigures]) -> Vec<Row> {
    let mut rows = Vec::new();
    match &asked.rows {
        RowKind::Units => {
            let units = units(scene, asked);
            let mut category: Option<Option<&str>> = None;
            let mut together: Vec<usize> = Vec::new();
            for unit in units {
                let own = scene
                    .units
                    .units
                    .get(unit)
                    .and_then(|unit| unit.category.as_deref());
                if asked.subtotals && category.is_some_and(|before| before != own) {
                    rows.push(subtotal(category.flatten(), std::mem::take(&mut together)));
                }
                category = Some(own);
                together.push(unit);
                rows.push(Row {
                    name: scene.name(unit).to_owned(),
                    units: RowUnits::One(unit),
                });
            }
            if asked.subtotals && !together.is_empty() {
                rows.push(subtotal(category.flatten(), together));
            }
        }
        RowKind::Groups(_, groups) => rows.extend(groups.iter().map(|(name, units)| Row {
            name: name.clone(),
            units: RowUnits::Some(units.clone()),
        })),
        RowKind::Issues => rows.extend(issues.iter().enumerate().map(|(place, issue)| Row {
            name: issue_name(issue, issues),
            units: RowUnits::Issue(place),
        })),
    }
    if asked.total && !matches!(asked.rows, RowKind::Issues) {
        rows.push(Row {
            name: "合计".to_owned(),
            units: RowUnits::All,
        });
    }
    rows
}

fn subtotal(category: Option<&str>, units: Vec<usize>) -> Row {
    Row {
        name: category.map_or_else(|| "小计".to_owned(), |category| format!("{category}小计")),
        units: RowUnits::Some(units),
    }
}

/// The units of a table: those that have to report, and those that did, in the order that is asked for.
fn units(scene: &Scene<'_>, asked: &TableRequest) -> Vec<usize> {
    let mut units: Vec<usize> = (0..scene.units.units.len())
        .filter(|unit| {
            let reported = || {
                asked
                    .metrics
                    .iter()
                    .any(|metric| scene.of_unit(*metric, *unit).is_ok())
            };
            scene.expected.contains(unit) || reported()
        })
        .collect();
    let Some(first) = asked.metrics.first().copied() else {
        return units;
    };
    let by = asked.order.or(asked.only.map(|_| first));
    let ranked = |metric: usize| -> Vec<(usize, usize)> {
        let Some(kind) = scene.metrics.get(metric) else {
            return Vec::new();
        };
        let ranked = ranking(
            scene.values(metric, Some(&units)),
            kind.better,
            kind.dense_ranks,
        );
        ranked
            .into_iter()
            .map(|ranked| (ranked.item, ranked.rank))
            .collect()
    };
    let order = by.map(ranked).unwrap_or_default();
    match asked.only {
        None => {}
        Some(OnlyRows::First(count)) => {
            return order
                .iter()
                .filter(|(_, rank)| *rank <= count)
                .map(|(unit, _)| *unit)
                .collect();
        }
        Some(OnlyRows::Last(count)) => {
            let bound = order.len().saturating_sub(count);
            let first = order.get(bound).map_or(usize::MAX, |(_, rank)| *rank);
            return order
                .iter()
                .filter(|(_, rank)| *rank >= first)
                .map(|(unit, _)| *unit)
                .collect();
        }
        Some(OnlyRows::Missing) => {
            units.retain(|unit| misses(scene, first, *unit));
        }
    }
    if asked.order.is_some() {
        // Who has no value stands last.
        units.sort_by_key(|unit| {
            let place = order.iter().position(|(other, _)| other == unit);
            place.unwrap_or(usize::MAX)
        });
    }
    units
}

fn misses(scene: &Scene<'_>, metric: usize, unit: usize) -> bool {
    let target = scene.target(metric, Units::One(unit));
    let value = scene.of_unit(metric, unit);
    match (scene.metrics.get(metric), target, value) {
        (Some(metric), Some(target), Ok(value)) => !reaches(metric, value, target),
        _ => false,
    }
}
