//! What a chart shows, in words: for those who cannot see it, and for the record of what was issued.

use super::data::{BarChart, ChartData, ShareChart, TrendChart};

/// All that `data` shows: every name with its value, in the order of the drawing.
#[must_use]
pub fn in_words(data: &ChartData) -> String {
    match data {
        ChartData::Bars(chart) => bars(chart),
        ChartData::Trend(chart) => trend(chart),
        ChartData::Share(chart) => share(chart),
    }
}

fn bars(chart: &BarChart) -> String {
    let rows = chart.bars.iter().map(|bar| {
        let values = bar.values.iter().enumerate().map(|(index, value)| {
            let value = match value {
                Some(value) => format!("{}{}", value.printed, chart.measure),
                None => bar.missing.clone(),
            };
            match chart.series.get(index).filter(|_| chart.series.len() > 1) {
                Some(name) => format!("{name}{value}"),
                None => value,
            }
        });
        let mut words = format!("{}{}", bar.name, values.collect::<Vec<_>>().join("、"));
        if let Some(target) = &bar.target {
            words.push_str(&format!("（目标{}{}）", target.printed, chart.measure));
        }
        if bar.short {
            words.push_str(&format!("，{}", chart.short_words));
        }
        words
    });
    let rows = rows.collect::<Vec<_>>().join("；");
    let line = chart.line.as_ref().map_or_else(String::new, |line| {
        format!("{}{}{}。", line.name, line.value.printed, chart.measure)
    });
    format!("条形图。{line}{rows}。")
}

fn trend(chart: &TrendChart) -> String {
    let lines = chart.lines.iter().map(|line| {
        let values = chart.issues.iter().zip(&line.values);
        let values = values.map(|(issue, value)| match value {
            Some(value) => format!("{issue}{}{}", value.printed, chart.measure),
            None => format!("{issue}没有数"),
        });
        format!("{}：{}", line.name, values.collect::<Vec<_>>().join("，"))
    });
    format!("趋势图。{}。", lines.collect::<Vec<_>>().join("；"))
}

fn share(chart: &ShareChart) -> String {
    let parts = chart
        .parts
        .iter()
        .map(|(name, value, share)| format!("{name}{}{}，占{share}", value.printed, chart.measure));
    format!("占比图。{}。", parts.collect::<Vec<_>>().join("；"))
}
