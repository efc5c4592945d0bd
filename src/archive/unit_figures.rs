//! The figures (指标) of a unit over the issues of a series, for its dossier: a table, and a small chart of each metric.
//!
//! Only what issues that the site shows have in their tables is here: nothing comes to readers that is in no issue they may read.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::context::ArchiveContext;
use crate::chart::{ChartData, ChartValue, TrendChart, TrendLine, draw};
use crate::model::{AmendmentKind, Entry, ReportedMetric};
use crate::render::html::escape::Html;
use crate::render::html::escape::Rendered;
use crate::render::html::frame::Frame;
use crate::site::Route;

/// So many issues of a series are shown, the last ones.
const MOST_ISSUES: usize = 24;
/// So many metrics of a series have a chart.
const MOST_CHARTS: usize = 4;

/// The figures of the unit `code`; none where no issue shows any.
pub(super) fn section(
    code: &str,
    whole: &ArchiveContext<'_>,
    frame: &Frame<'_>,
) -> Option<Rendered> {
    let mut html = Html::with_capacity(4096);
    let mut any = false;
    for series in whole.series {
        let mut entries: Vec<&Entry> = whole
            .newest
            .iter()
            .filter(|entry| {
                entry.summary.id.series == series.code
                    && entry.summary.state() != Some(AmendmentKind::Withdrawn)
                    && entry
                        .summary
                        .reported
                        .iter()
                        .any(|metric| value(metric, code).is_some())
            })
            .copied()
            .take(MOST_ISSUES)
            .collect();
        if entries.is_empty() {
            continue;
        }
        entries.reverse();
        if !any {
            html.tag("<section class=\"group\" aria-labelledby=\"jb-figures\">\n<h2 id=\"jb-figures\">指标</h2>\n");
            any = true;
        }
        write(&mut html, code, &series.name, &entries, frame);
    }
    any.then(|| {
        html.tag("</section>\n");
        html.finish()
    })
}

/// The value of the unit `code`, as printed.
fn value<'m>(metric: &'m ReportedMetric, code: &str) -> Option<&'m str> {
    let mut values = metric.values.iter();
    let found = values.find(|(unit, _)| unit == code);
    found.map(|(_, printed)| printed.as_str())
}

/// The value of the metric called `name` in `entry`.
fn of_entry<'e>(entry: &'e Entry, name: &str, code: &str) -> Option<&'e str> {
    let mut metrics = entry.summary.reported.iter();
    value(metrics.find(|metric| metric.name == name)?, code)
}

fn write(html: &mut Html, code: &str, series: &str, entries: &[&Entry], frame: &Frame<'_>) {
    // In the order of the latest issue; what only earlier ones have stands behind.
    let mut metrics: Vec<(&str, &str)> = Vec::new();
    for metric in entries
        .iter()
        .rev()
        .flat_map(|entry| &entry.summary.reported)
    {
        let known = metrics.iter().any(|(name, _)| *name == metric.name);
        if !known && value(metric, code).is_some() {
            metrics.push((&metric.name, &metric.measure));
        }
    }
    html.tag("<h3>");
    html.text(series);
    html.tag("</h3>\n<div class=\"small-charts\">\n");
    for (name, measure) in metrics.iter().take(MOST_CHARTS) {
        if let Some(data) = trend(name, measure, code, entries) {
            html.tag("<figure>");
            html.drawing(&draw(&data));
            html.tag("<figcaption>");
            html.text(name);
            html.tag("</figcaption></figure>\n");
        }
    }
    html.tag("</div>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    html.text(series);
    html.tag(
        "各期的指标\">\n<table class=\"figures-table\">\n<thead>\n<tr><th scope=\"col\">期</th>",
    );
    for (name, measure) in &metrics {
        html.tag("<th scope=\"col\">");
        html.text(name);
        if !measure.is_empty() {
            html.tag("（");
            html.text(measure);
            html.tag("）");
        }
        html.tag("</th>");
    }
    html.tag("</tr>\n</thead>\n<tbody>\n");
    for entry in entries.iter().rev() {
        let summary = &entry.summary;
        html.tag("<tr><th scope=\"row\"><a href=\"");
        html.href(&frame.href(&Route::issue(&summary.id)));
        html.tag("\">");
        html.text(&summary.date.arabic());
        html.tag("</a></th>");
        for (name, _) in &metrics {
            html.tag("<td>");
            html.text(of_entry(entry, name, code).unwrap_or("—"));
            html.tag("</td>");
        }
        html.tag("</tr>\n");
    }
    html.tag("</tbody>\n</table>\n</div>\n");
}

/// The course of one metric; none where fewer than three issues have a value.
fn trend(name: &str, measure: &str, code: &str, entries: &[&Entry]) -> Option<ChartData> {
    let values: Vec<Option<ChartValue>> = entries
        .iter()
        .map(|entry| {
            let printed = of_entry(entry, name, code)?;
            let number = printed.trim_end_matches(['%', '‰']);
            Some(ChartValue {
                value: Decimal::from_str(number).ok()?,
                printed: printed.to_owned(),
            })
        })
        .collect();
    let [_, _, _, ..] = values.iter().flatten().collect::<Vec<_>>()[..] else {
        return None;
    };
    let in_one_year = entries
        .iter()
        .all(|entry| entry.summary.date.year == entries[0].summary.date.year);
    Some(ChartData::Trend(TrendChart {
        issues: entries
            .iter()
            .map(|entry| {
                let date = entry.summary.date;
                match in_one_year {
                    true => format!("{}月", date.month),
                    false => format!("{}.{}", date.year, date.month),
                }
            })
            .collect(),
        lines: vec![TrendLine {
            name: name.to_owned(),
            values,
        }],
        measure: measure.to_owned(),
    }))
}
