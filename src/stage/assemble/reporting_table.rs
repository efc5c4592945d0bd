//! `表: …, 报送: …`: who has reported (报送情况) as a table.

use super::filled_table::{FilledRow, Filling, grouped, with_group};
use crate::diag::Sink;
use crate::model::{Delivery, Reporting, ReportingUnit, Spanned};
use crate::stage::parse::outline_tables::{
    ReportingColumn, ReportingGroup, ReportingItem, ReportingPart,
};
use crate::stage::part::Part;

/// The columns where the outline names none.
const USUAL: &[ReportingColumn] = &[
    ReportingColumn::Ordinal,
    ReportingColumn::Unit,
    ReportingColumn::Delivery,
    ReportingColumn::SentOn,
];

/// The table for one entry of the outline.
pub fn part(item: &ReportingItem, reporting: &Reporting, sink: &mut Sink) -> Option<Part> {
    let has = |unit: &&ReportingUnit| {
        item.what.is_empty() || item.what.iter().any(|part| part.value.has(unit))
    };
    let units: Vec<&ReportingUnit> = reporting.units.iter().filter(has).collect();
    let group = item.group.as_ref().map(|group| group.value);
    let group_column = group.map(|group| match group {
        ReportingGroup::Category => ReportingColumn::Category,
        ReportingGroup::Delivery => ReportingColumn::Delivery,
    });
    let (columns, place) = with_group(&item.columns, USUAL, group_column, ReportingColumn::Ordinal);
    let category = |unit: &ReportingUnit| unit.category.clone().unwrap_or_default();
    let rows = match group {
        None => (0..units.len()).map(|index| (index, 0)).collect(),
        Some(ReportingGroup::Category) => {
            let keys: Vec<String> = units.iter().map(|unit| category(unit)).collect();
            grouped(&keys, &|key| usize::from(key.is_empty()))
        }
        Some(ReportingGroup::Delivery) => {
            let keys: Vec<usize> = units.iter().map(|unit| rank(unit)).collect();
            grouped(&keys, &|rank| *rank)
        }
    };
    let rows = rows
        .into_iter()
        .enumerate()
        .filter_map(|(row, (index, group_number))| {
            let unit = units.get(index)?;
            let at = unit.place.unwrap_or(item.span);
            let cells = columns.iter().map(|column| match column {
                ReportingColumn::Ordinal => vec![((row + 1).to_string(), at)],
                ReportingColumn::Unit => vec![(unit.name.clone(), at)],
                ReportingColumn::Category => match category(unit) {
                    none if none.is_empty() => vec![("—".to_owned(), at)],
                    category => vec![(category, at)],
                },
                ReportingColumn::Delivery if group == Some(ReportingGroup::Delivery) => {
                    vec![(KINDS[rank(unit)].to_owned(), at)]
                }
                ReportingColumn::Delivery => vec![(unit.words(), at)],
                ReportingColumn::SentOn => match &unit.sent_on {
                    Some(date) => vec![(date.value.arabic(), date.span)],
                    None => vec![("—".to_owned(), at)],
                },
            });
            Some(FilledRow {
                group: group_number,
                cells: cells.collect(),
            })
        });
    let is_whole = item.what.is_empty()
        || item
            .what
            .iter()
            .any(|part| part.value == ReportingPart::All);
    let counts = is_whole.then(|| Spanned::new(reporting.counts().words(), item.caption.span));
    let filling = Filling {
        caption: item.caption.clone(),
        head: columns.iter().map(|column| column.word()).collect(),
        rows: rows.collect(),
        group: place,
        landscape: item.landscape,
        note: item.note.clone().or(counts),
        span: item.span,
    };
    filling.part(sink)
}

/// The groups by 报送情况, in their order.
const KINDS: [&str; 4] = ["未报", "迟报", "零报", "已报"];

/// The place of a unit among [`KINDS`].
fn rank(unit: &ReportingUnit) -> usize {
    match (unit.delivery, unit.late) {
        (Delivery::Silent, _) => 0,
        (_, Some(_)) => 1,
        (Delivery::Nil, None) => 2,
        (Delivery::Report, None) => 3,
    }
}
