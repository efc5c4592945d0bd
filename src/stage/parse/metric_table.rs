//! `表: …` with `指标: […]` in an outline: a table that is made of figures.

use super::keys;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Span, Spanned};
use crate::source::{Fields, Key, value, whole_number};

/// A table of figures as the outline asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricTableItem {
    /// What stands over it.
    pub caption: Spanned<String>,
    /// The metrics, by any of their names.
    pub metrics: Vec<Spanned<String>>,
    /// 行: 单位, 类别, the name of a grouping, or 各期.
    pub rows: Option<Spanned<String>>,
    /// 列: what is shown of each metric; 本期 where nothing is said.
    pub columns: Vec<Spanned<String>>,
    /// 合计
    pub total: bool,
    /// 小计
    pub subtotals: bool,
    /// 排序: the metric whose ranks order the rows.
    pub order: Option<Spanned<String>>,
    /// 只列: 前三, 后三, 未达标.
    pub only: Option<Spanned<String>>,
    /// 凑整
    pub exact_shares: bool,
    /// 期数: so many issues, the last of them this one; those of the year where nothing is said.
    pub issue_count: Option<Spanned<u32>>,
    /// 横排
    pub landscape: bool,
    /// 注
    pub note: Option<Spanned<String>>,
    /// Where the entry stands.
    pub span: Span,
}

/// Reads one; `表` and `指标` are among its keys.
pub fn read(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<MetricTableItem> {
    read_under(keys::TABLE, fields, sink)
}

/// Reads what stands in a table, or behind a chart: the value of `key` is its caption.
pub(super) fn read_under(
    key: Key,
    fields: &mut Fields<'_>,
    sink: &mut Sink,
) -> Option<MetricTableItem> {
    let span = fields.span();
    let caption = fields
        .get(key, sink)
        .and_then(|node| value::text(node, key.zh, sink));
    if let Some(caption) = &caption
        && super::table::is_table_name(caption)
    {
        let message = format!("“{}”是一个表格文件，这里又写了“指标”", caption.value);
        let finding = Diagnostic::new(code::BAD_VALUE, caption.span, message);
        sink.push(finding.help(
            "由指标生成的，后面写题目：表: 推进情况一览；印表格文件，写 表: 文件名，删去“指标”",
        ));
        return None;
    }
    let metrics = fields
        .get(keys::METRICS, sink)
        .map(|node| value::references(node, "指标", sink))
        .unwrap_or_default();
    let mut line = |key: Key, sink: &mut Sink| {
        let node = fields.get(key, sink)?;
        value::text(node, key.zh, sink)
    };
    let rows = line(keys::ROWS, sink);
    let order = line(keys::ORDER, sink);
    let only = line(keys::ONLY_ROWS, sink);
    // What belongs to a printed table alone is no key of a chart, and is reported as such.
    let is_table = key == keys::TABLE;
    let note = is_table.then(|| line(keys::NOTE, sink)).flatten();
    let columns = fields
        .get(keys::COLUMNS, sink)
        .map(|node| value::references(node, "列", sink))
        .unwrap_or_default();
    let mut switch = |key: Key, sink: &mut Sink| {
        let node = is_table.then(|| fields.get(key, sink)).flatten()?;
        value::boolean(node, key.zh, sink)
    };
    let total = switch(keys::SUM, sink).unwrap_or(true);
    let subtotals = switch(keys::SUBTOTALS, sink).unwrap_or(false);
    let exact_shares = switch(keys::EXACT_SHARES, sink).unwrap_or(false);
    let landscape = switch(keys::LANDSCAPE, sink).unwrap_or(false);
    let issue_count = fields
        .get(keys::ISSUE_COUNT, sink)
        .and_then(|node| whole_number::read(node, keys::ISSUE_COUNT.zh, sink));
    if let Some(none) = issue_count.as_ref().filter(|count| count.value == 0) {
        let finding = Diagnostic::new(code::BAD_VALUE, none.span, "“期数”是 0，一期也不列");
        sink.push(finding.help("写要列几期，例如 期数: 12；不写就是今年的各期"));
    }
    if metrics.is_empty() {
        let finding = Diagnostic::new(code::MISSING_KEY, span, "“指标”是空的，不知道列哪些数");
        sink.push(finding.help("写成 指标: [要约书, 建制率]"));
        return None;
    }
    Some(MetricTableItem {
        caption: caption?,
        metrics,
        rows,
        columns,
        total,
        subtotals,
        order,
        only,
        exact_shares,
        issue_count,
        landscape,
        note,
        span,
    })
}
