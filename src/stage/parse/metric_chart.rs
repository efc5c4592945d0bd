//! `图表: …` with `指标: […]` in an outline: a chart that is drawn from figures.

use super::keys;
use super::metric_table::{self, MetricTableItem};
use crate::diag::{Diagnostic, Sink, code};
use crate::metric::chart_request::ChartStyle;
use crate::source::fields::nearest_of;
use crate::source::{Fields, value};

/// A chart as the outline asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricChartItem {
    /// 样式
    pub style: ChartStyle,
    /// 时序: whether a chart of progress shows how much of the year has passed.
    pub schedule: bool,
    /// What is drawn, as a table asks for it; its caption is that of the chart.
    pub table: MetricTableItem,
}

/// Reads one; `图表` is among its keys.
pub fn read(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<MetricChartItem> {
    let span = fields.span();
    let style = fields
        .get(keys::CHART_STYLE, sink)
        .and_then(|node| value::text(node, "样式", sink));
    let style = match style {
        None => Some(ChartStyle::Bars),
        Some(word) => {
            let plain = word.value.strip_suffix('图').unwrap_or(&word.value);
            let found = ChartStyle::WORDS.iter().find(|(known, _)| *known == plain);
            if found.is_none() {
                let known: Vec<&str> = ChartStyle::WORDS.iter().map(|(word, _)| *word).collect();
                let message = format!("“样式”不认得“{}”", word.value);
                let finding = Diagnostic::new(code::BAD_VALUE, word.span, message);
                sink.push(match nearest_of(plain, known.iter().copied()) {
                    Some(near) => finding.help(format!("是否为“{near}”？")),
                    None => finding.help(format!("可以写：{}", known.join("、"))),
                });
            }
            found.map(|(_, style)| *style)
        }
    };
    let schedule = fields
        .get(keys::SCHEDULE, sink)
        .and_then(|node| value::boolean(node, "时序", sink))
        .unwrap_or(true);
    if !fields.has(keys::METRICS) {
        // The title is known, so that nothing but this is said of the entry.
        fields.get(keys::CHART, sink);
        let finding = Diagnostic::new(
            code::MISSING_KEY,
            span,
            "“图表”没有写“指标”，不知道画哪些数",
        );
        sink.push(finding.help("写成 指标: [要约书]；要印图片文件，写 图: 文件名"));
        return None;
    }
    let table = metric_table::read_under(keys::CHART, fields, sink);
    Some(MetricChartItem {
        style: style?,
        schedule,
        table: table?,
    })
}
