//! `表: …, 报送: …`: who has reported (报送情况) as a table.

use super::filled_table::{CellTexts, FilledRow, Filling, grouped, with_group};
use crate::diag::Sink;
use crate::model::{Delivery, Reporting, ReportingUnit, Span, Spanned, Table};
use crate::stage::parse::outline_tables::ReportingItem;
use crate::stage::parse::outline_words::{ReportingColumn, ReportingGroup, ReportingPart};
use crate::zh::date::IssueDate;

/// The columns where the outline names none.
const USUAL: &[ReportingColumn] = &[
    ReportingColumn::Ordinal,
    ReportingColumn::Unit,
    ReportingColumn::Delivery,
    ReportingColumn::SentOn,
];

/// The table for one entry of the outline of an issue of `date`.
pub fn table(
    item: &ReportingItem,
    reporting: &Reporting,
    date: IssueDate,
    sink: &mut Sink,
) -> Option<Table> {
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
            let cells = columns.iter().flat_map(|column| match column {
                ReportingColumn::Ordinal => vec![vec![((row + 1).to_string(), at)]],
                ReportingColumn::Unit => vec![vec![(unit.name.clone(), at)]],
                ReportingColumn::Category => match category(unit) {
                    none if none.is_empty() => vec![vec![("—".to_owned(), at)]],
                    category => vec![vec![(category, at)]],
                },
                ReportingColumn::Delivery if group == Some(ReportingGroup::Delivery) => {
                    vec![vec![(KINDS[rank(unit)].to_owned(), at)]]
                }
                ReportingColumn::Delivery => vec![vec![(unit.words(), at)]],
                ReportingColumn::EachIssue => each_issue(reporting, unit, at),
                ReportingColumn::SilentThisYear => {
                    let count = count(reporting, unit, &|unit| unit.delivery == Delivery::Silent);
                    vec![vec![(count.to_string(), at)]]
                }
                ReportingColumn::LateThisYear => {
                    let count = count(reporting, unit, &|unit| unit.late.is_some());
                    vec![vec![(count.to_string(), at)]]
                }
                ReportingColumn::SentOn => match &unit.sent_on {
                    Some(date) => vec![vec![(date.value.arabic(), date.span)]],
                    None => vec![vec![("—".to_owned(), at)]],
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
        head: columns
            .iter()
            .flat_map(|column| match column {
                ReportingColumn::EachIssue => issue_names(reporting, date),
                column => vec![column.word().to_owned()],
            })
            .collect(),
        rows: rows.collect(),
        group: place,
        landscape: item.landscape,
        note: item.note.clone().or(counts),
        span: item.span,
    };
    filling.table(sink)
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

/// In how many issues of the year, this one among them, a unit is as `holds` says.
fn count(
    reporting: &Reporting,
    unit: &ReportingUnit,
    holds: &dyn Fn(&ReportingUnit) -> bool,
) -> usize {
    let earlier = reporting.earlier.iter();
    let same = earlier.filter_map(|(_, units)| units.iter().find(|other| other.code == unit.code));
    same.chain([unit]).filter(|unit| holds(unit)).count()
}

/// The cells of one unit in each issue of the year up to this one.
fn each_issue(reporting: &Reporting, unit: &ReportingUnit, at: Span) -> Vec<CellTexts> {
    let earlier = reporting.earlier.iter().map(|(_, units)| {
        let own = units.iter().find(|other| other.code == unit.code);
        // Who did not have to report.
        own.map_or_else(|| "—".to_owned(), in_short)
    });
    let cells = earlier.chain([in_short(unit)]);
    cells.map(|words| vec![(words, at)]).collect()
}

/// The months of the issues, or the days too where a month has several.
fn issue_names(reporting: &Reporting, date: IssueDate) -> Vec<String> {
    let earlier = reporting.earlier.iter().map(|(date, _)| *date);
    let dates: Vec<IssueDate> = earlier.chain([date]).collect();
    let name = |date: &IssueDate| {
        let in_month = dates.iter().filter(|other| other.month == date.month);
        match date.day {
            Some(day) if in_month.count() > 1 => format!("{}月{day}日", date.month),
            _ => format!("{}月", date.month),
        }
    };
    dates.iter().map(name).collect()
}

/// How a unit reported, in a narrow cell: the day, and how many days that was late.
fn in_short(unit: &ReportingUnit) -> String {
    match (unit.delivery, &unit.sent_on, unit.late) {
        (Delivery::Silent, _, _) => "未报".to_owned(),
        (_, Some(_), Some(days)) => format!("迟{days}天"),
        (Delivery::Nil, _, _) => "零报".to_owned(),
        (Delivery::Report, Some(date), None) => match date.value.day {
            Some(day) => format!("{}日", day),
            None => "已报".to_owned(),
        },
        (Delivery::Report, None, _) => "已报".to_owned(),
    }
}
