//! `表: …, 问题: …`: the ledger of problems (问题台账, 销号表) as a table.

use super::filled_table::{CellTexts, FilledRow, Filling, grouped, with_group};
use crate::diag::Sink;
use crate::model::{
    LedgerProblem, LedgerState, ProblemState, Reported, Span, Spanned, Table, UnitRegistry,
};
use crate::stage::parse::outline_tables::LedgerItem;
use crate::stage::parse::outline_words::{LedgerColumn, LedgerGroup, LedgerPart};

/// The columns that inspection offices use, where the outline names none.
const USUAL: &[LedgerColumn] = &[
    LedgerColumn::Ordinal,
    LedgerColumn::Unit,
    LedgerColumn::Content,
    LedgerColumn::Measures,
    LedgerColumn::Leader,
    LedgerColumn::Deadline,
    LedgerColumn::Standing,
];

/// What stands where nothing was said.
const NOTHING: &str = "—";

/// The table for one entry of the outline.
pub fn table(
    item: &LedgerItem,
    state: &LedgerState,
    registry: &UnitRegistry,
    sink: &mut Sink,
) -> Option<Table> {
    let has = |problem: &&LedgerProblem| {
        item.what.is_empty() || item.what.iter().any(|part| part.value.has(problem))
    };
    let problems: Vec<&LedgerProblem> = state.problems.iter().filter(has).collect();
    let group = item.group.as_ref().map(|group| group.value);
    let group_column = group.map(|group| match group {
        LedgerGroup::Unit => LedgerColumn::Unit,
        LedgerGroup::Leader => LedgerColumn::Leader,
        LedgerGroup::Kind => LedgerColumn::Kind,
        LedgerGroup::State => LedgerColumn::State,
    });
    let (columns, place) = with_group(&item.columns, USUAL, group_column, LedgerColumn::Ordinal);
    let rows = in_order(&problems, group, registry);
    let rows = rows
        .into_iter()
        .enumerate()
        .filter_map(|(row, (index, group_number))| {
            let problem = problems.get(index)?;
            let cells = columns.iter().map(|column| match column {
                LedgerColumn::Ordinal => {
                    vec![((row + 1).to_string(), place_of(&problem.number, item))]
                }
                LedgerColumn::State if group == Some(LedgerGroup::State) => {
                    vec![(
                        problem.state.word().to_owned(),
                        place_of(&problem.number, item),
                    )]
                }
                column => texts(*column, problem, item.span),
            });
            Some(FilledRow {
                group: group_number,
                cells: cells.collect(),
            })
        });
    let is_whole =
        item.what.is_empty() || item.what.iter().any(|part| part.value == LedgerPart::All);
    let counts = is_whole.then(|| Spanned::new(state.counts().words(), item.caption.span));
    let filling = Filling {
        caption: item.caption.clone(),
        head: columns
            .iter()
            .map(|column| column.word().to_owned())
            .collect(),
        rows: rows.collect(),
        group: place,
        landscape: item.landscape,
        note: item.note.clone().or(counts),
        span: item.span,
    };
    filling.table(sink)
}

fn place_of<T>(said: &Reported<T>, item: &LedgerItem) -> Span {
    said.place.unwrap_or(item.span)
}

/// The rows in their order: which problem, and which group.
fn in_order(
    problems: &[&LedgerProblem],
    group: Option<LedgerGroup>,
    registry: &UnitRegistry,
) -> Vec<(usize, usize)> {
    let keys = |key: &dyn Fn(&LedgerProblem) -> String| -> Vec<String> {
        problems.iter().map(|problem| key(problem)).collect()
    };
    let text = |said: &Option<Reported<String>>| {
        let said = said.as_ref();
        said.map_or_else(String::new, |said| said.value.clone())
    };
    // What has no name for its group stands last.
    let named_first = |key: &String| usize::from(key.is_empty());
    match group {
        None => (0..problems.len()).map(|index| (index, 0)).collect(),
        Some(LedgerGroup::Unit) => {
            let place = |names: &String| {
                let first = names.split('、').next().unwrap_or(names);
                registry.find(first).unwrap_or(usize::MAX)
            };
            grouped(&keys(&LedgerProblem::unit_names), &place)
        }
        Some(LedgerGroup::Leader) => grouped(&keys(&|p| text(&p.leader)), &named_first),
        Some(LedgerGroup::Kind) => grouped(&keys(&|p| text(&p.kind)), &named_first),
        Some(LedgerGroup::State) => {
            let states = problems.iter().map(|problem| rank(problem.state));
            grouped(&states.collect::<Vec<_>>(), &|rank| *rank)
        }
    }
}

/// The gravest first.
fn rank(state: ProblemState) -> usize {
    match state {
        ProblemState::Overdue(_) => 0,
        ProblemState::Again => 1,
        ProblemState::Underway => 2,
        ProblemState::New => 3,
        ProblemState::Done => 4,
    }
}

/// What a cell says of a problem.
fn texts(column: LedgerColumn, problem: &LedgerProblem, place: Span) -> CellTexts {
    let nothing = || vec![(NOTHING.to_owned(), problem.number.place.unwrap_or(place))];
    let said = |said: &Reported<String>| vec![(said.value.clone(), said.place.unwrap_or(place))];
    let maybe = |text: &Option<Reported<String>>| text.as_ref().map_or_else(nothing, said);
    let status = problem.status.as_ref().and_then(|status| status.place);
    let status = status.or(problem.number.place).unwrap_or(place);
    match column {
        LedgerColumn::Ordinal | LedgerColumn::Number => said(&problem.number),
        LedgerColumn::Unit => {
            let at = problem.units.place.unwrap_or(place);
            vec![(problem.unit_names(), at)]
        }
        LedgerColumn::Content => said(&problem.content),
        LedgerColumn::Basis => maybe(&problem.basis),
        LedgerColumn::Measures => maybe(&problem.measures),
        LedgerColumn::Leader => maybe(&problem.leader),
        LedgerColumn::Kind => maybe(&problem.kind),
        LedgerColumn::Explanation => maybe(&problem.explanation),
        LedgerColumn::Deadline => problem.deadline.as_ref().map_or_else(nothing, |deadline| {
            vec![(deadline.value.arabic(), deadline.place.unwrap_or(place))]
        }),
        LedgerColumn::FoundOn => vec![(problem.found_on.arabic(), status)],
        LedgerColumn::DoneOn => problem
            .done_on
            .map_or_else(nothing, |date| vec![(date.arabic(), status)]),
        LedgerColumn::State => vec![(problem.state.words(), status)],
        LedgerColumn::Standing => {
            let mut texts = vec![(problem.standing(), status)];
            if let Some(explanation) = &problem.explanation {
                texts.push(("：".to_owned(), explanation.place.unwrap_or(place)));
                texts.extend(said(explanation));
            }
            texts
        }
    }
}
