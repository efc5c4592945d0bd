//! Charts of figures (指标) in an outline: what their words mean, and the drawings that come of them.

use super::metric_tables::request;
use super::parse::metric_chart::MetricChartItem;
use crate::chart::{draw, in_words};
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::Scene;
use crate::metric::chart_data::chart;
use crate::metric::chart_request::{ChartRequest, ChartStyle};
use crate::metric::query::Property;
use crate::metric::table::table;
use crate::metric::table_request::{RowKind, TableColumn};
use crate::model::{Chart, Inline};
use crate::source::Draft;

/// The chart that an outline asks for; none where one of its words means nothing or nothing can be drawn, which is reported. `incomplete` is whether some
/// figures could not be read, which has been said: then what is missing has that cause.
pub fn metric_chart(
    scene: &Scene<'_>,
    item: &MetricChartItem,
    incomplete: bool,
    sink: &mut Sink,
) -> Option<Draft> {
    let span = item.table.span;
    let mut asked = request(scene, &item.table, sink)?;
    (asked.total, asked.subtotals) = (false, false);
    match item.style {
        // The whole is drawn where no rows are asked for.
        ChartStyle::Trend if item.table.rows.is_none() => asked.rows = RowKind::Issues,
        ChartStyle::Share => asked.exact_shares = true,
        _ => {}
    }
    let now = match asked.columns.as_slice() {
        [column @ (TableColumn::Now | TableColumn::Of(Property::YearSoFar))] => *column,
        _ => {
            let place = item.table.columns.first().map_or(span, |word| word.span);
            let finding = Diagnostic::new(code::BAD_VALUE, place, "图表的“列”只能是 本期 或 累计");
            sink.push(finding.help("不写“列”，画本期的数；各期的数用 样式: 趋势"));
            return None;
        }
    };
    let request = ChartRequest {
        style: item.style,
        table: asked,
        schedule: item.schedule,
    };
    let data = match chart(scene, &request) {
        Ok(data) => data,
        Err(problem) if problem.is_gap && incomplete => return None,
        Err(problem) => {
            let finding = Diagnostic::new(code::BAD_QUOTATION, span, problem.message);
            sink.push(finding.help(problem.help));
            return None;
        }
    };
    let mut behind = request.table;
    let has_targets = behind.metrics.iter().any(|metric| {
        let metric = scene.metrics.get(*metric);
        metric.is_some_and(|metric| !metric.targets.is_empty())
    });
    behind.columns = match item.style {
        ChartStyle::Bars if has_targets => vec![now, TableColumn::Of(Property::Target)],
        ChartStyle::Bars => vec![now],
        ChartStyle::Progress => vec![
            now,
            TableColumn::Of(Property::Target),
            TableColumn::Of(match now {
                TableColumn::Now => Property::Completion,
                _ => Property::YearCompletion,
            }),
        ],
        ChartStyle::Trend if matches!(behind.rows, RowKind::Issues) => vec![now],
        ChartStyle::Trend => vec![TableColumn::Issues],
        ChartStyle::Share => vec![now, TableColumn::Of(Property::Share)],
    };
    let caption = &item.table.caption;
    Some(Draft::Chart {
        alt: in_words(&data),
        chart: Box::new(Chart {
            drawing: draw(&data),
            table: table(scene, &behind, span),
        }),
        caption: vec![Inline::text(caption.value.clone(), caption.span)],
        span,
    })
}
