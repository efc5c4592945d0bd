//! `表: …, 供稿: …`: who sent how many texts (供稿统计) as a table.

use super::filled_table::{FilledRow, Filling};
use crate::contribution::{ContributionColumn, ContributionTally, TallyPlace, UnitTally};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Spanned, Table};
use crate::stage::parse::outline_contributions::ContributionItem;
use crate::zh::date::IssueDate;

/// What a table of contributions is made of.
pub struct ContributionSource<'a> {
    /// What the issue may say of a time; none where the office counts nothing.
    pub tally: &'a dyn Fn((IssueDate, IssueDate)) -> Option<ContributionTally>,
    /// What a place where texts are used is called.
    pub name: &'a dyn Fn(&TallyPlace) -> String,
}

/// The table for one entry of the outline of an issue of `date`.
pub fn table(
    item: &ContributionItem,
    source: &ContributionSource<'_>,
    date: IssueDate,
    sink: &mut Sink,
) -> Option<Table> {
    let Some(tally) = (source.tally)(item.period(date)) else {
        let message = "还没有计分办法，不知道哪些系列计入供稿";
        let finding = Diagnostic::new(code::MISSING_FILE, item.span, message);
        sink.push(finding.help(
            "在内容文件夹里新建 计分.yaml，写上 本刊: [{系列: jianbao, 分值: 3}]；已经有的，先改正它的错误",
        ));
        return None;
    };
    let has = |unit: &&UnitTally| {
        item.what.is_empty() || item.what.iter().any(|part| part.value.has(unit))
    };
    let columns: Vec<ContributionColumn> = match item.columns.is_empty() {
        true => ContributionColumn::USUAL.to_vec(),
        false => item.columns.iter().map(|column| column.value).collect(),
    };
    let at = item.span;
    let ranked = tally.ranked().into_iter().filter(has);
    let rows = ranked.map(|unit| {
        let cells = columns.iter().flat_map(|column| column.cells(&tally, unit));
        FilledRow {
            group: 0,
            cells: cells.map(|cell| vec![(cell.words(), at)]).collect(),
        }
    });
    let heads = columns.iter().flat_map(|it| it.heads(&tally, source.name));
    let note = Spanned::new(tally.note(), item.caption.span);
    Filling {
        caption: item.caption.clone(),
        head: heads.collect(),
        rows: rows.collect(),
        group: None,
        landscape: item.landscape,
        note: Some(item.note.clone().unwrap_or(note)),
        span: item.span,
    }
    .table(sink)
}
