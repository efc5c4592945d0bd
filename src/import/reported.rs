//! Figures (指标) that a unit sent in as a table: values of metrics that the series registers, offered for the front matter.

use super::manuscript::{Manuscript, ManuscriptElement, SentTable};
use crate::metric::head::{HeadTime, MeasureLine, fits, measures_above, named};
use crate::metric::{MetricRegistry, amount};
use crate::model::UnitRegistry;

/// A metric with the value that a table gives, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedFigure {
    /// The metric's name in the register.
    pub metric: String,
    /// The value.
    pub value: String,
}

/// The values of `unit` in the tables of `sent`: a row of the unit (or the only one) under heads that are metrics, or a metric and its value in each row. A
/// metric that two tables give differently is not offered.
#[must_use]
pub fn offered(
    sent: &Manuscript,
    metrics: &MetricRegistry,
    units: Option<&UnitRegistry>,
    unit: &str,
) -> Vec<OfferedFigure> {
    let mut found: Vec<OfferedFigure> = Vec::new();
    let mut doubtful: Vec<String> = Vec::new();
    // `单位：元` above a table holds for what stands in it.
    let mut above: Vec<String> = Vec::new();
    for element in &sent.elements {
        let table = match element {
            ManuscriptElement::Table(table) => table,
            ManuscriptElement::Paragraph(paragraph) => {
                match measures_above(metrics, &paragraph.text()) {
                    Some(MeasureLine::Known(measures)) => above = measures,
                    Some(MeasureLine::Unknown(measure)) => above = vec![measure],
                    None => {}
                }
                continue;
            }
        };
        let above = std::mem::take(&mut above);
        let names = |text: &str| {
            let index = units.and_then(|units| units.find_by_any_name(text.trim()));
            let named = index.and_then(|index| units?.units.get(index));
            named.map(|named| named.name == unit)
        };
        for figure in of_table(table, metrics, &above, &names) {
            match found.iter().find(|known| known.metric == figure.metric) {
                Some(known) if known.value != figure.value => doubtful.push(figure.metric),
                Some(_) => {}
                None => found.push(figure),
            }
        }
    }
    found.retain(|figure| !doubtful.contains(&figure.metric));
    found
}

/// `names` says of a cell whether it is the unit; none where it is no unit.
fn of_table(
    table: &SentTable,
    metrics: &MetricRegistry,
    above: &[String],
    names: &dyn Fn(&str) -> Option<bool>,
) -> Vec<OfferedFigure> {
    let text = |row: usize, column: usize| -> String {
        let cells = table.rows.get(row).into_iter().flatten();
        let mut cells =
            cells.filter(|cell| cell.column <= column && column < cell.column + cell.colspan);
        // What is partly struck out is no value that anybody is sure of.
        let sure = cells.next().filter(|cell| !cell.is_struck());
        sure.map_or_else(String::new, |cell| cell.text())
    };
    let metric_of = |typed: &str| {
        let name = named(metrics, typed).filter(|name| name.time != HeadTime::Other)?;
        let metric = metrics.get(name.metric)?;
        let mut fitting = above.iter().filter(|own| fits(metrics, name.metric, own));
        let measure = match (name.measure, fitting.next()) {
            (Some(measure), _) => Some(measure).filter(|own| *own != metric.measure),
            (None, Some(measure)) => Some(measure.clone()).filter(|own| *own != metric.measure),
            (None, None) if !above.is_empty() && !metric.measure.is_empty() => return None,
            (None, None) => None,
        };
        let converts = (measure.as_ref()).is_none_or(|own| fits(metrics, name.metric, own));
        (!metric.is_derived() && converts).then_some((metric, measure))
    };
    let figure = |typed: &str, value: &str| {
        let (metric, measure) = metric_of(typed)?;
        // What is no value of the metric stays in the table.
        amount::read_in(value, measure.as_deref(), metric)
            .ok()
            .flatten()?;
        let bare = value.trim();
        let has_own = bare.ends_with(|c: char| !c.is_ascii_digit());
        Some(OfferedFigure {
            metric: metric.name.clone(),
            value: match measure.filter(|_| !has_own) {
                Some(measure) => format!("{bare}{measure}"),
                None => bare.to_owned(),
            },
        })
    };
    let mut found = Vec::new();
    let is_upright =
        table.columns == 2 && (0..table.rows.len()).all(|row| metric_of(&text(row, 0)).is_some());
    if is_upright {
        for row in 0..table.rows.len() {
            found.extend(figure(&text(row, 0), &text(row, 1)));
        }
        return found;
    }
    let heads: Vec<usize> = (0..table.columns)
        .filter(|column| metric_of(&text(0, *column)).is_some())
        .collect();
    if !heads.is_empty() {
        let rows: Vec<usize> = (1..table.rows.len()).collect();
        let own = rows
            .iter()
            .copied()
            .find(|row| (0..table.columns).any(|column| names(&text(*row, column)) == Some(true)));
        let row = match (own, rows.as_slice()) {
            (Some(own), _) => Some(own),
            (None, [only]) => Some(*only),
            (None, _) => None,
        };
        for column in heads {
            let row = row.filter(|_| table.columns > 1);
            found.extend(row.and_then(|row| figure(&text(0, column), &text(row, column))));
        }
    }
    found
}
