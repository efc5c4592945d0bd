//! The entries of all issues, one after another, and the state after the last.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::entry::{self, Open, Telling};
use crate::model::{IssueId, LedgerProblem, LedgerState, ProblemEntry, ProblemState};
use crate::zh::date::IssueDate;

/// What one issue says of problems.
#[derive(Clone, Debug)]
pub struct LedgerIssue<'a> {
    /// Which issue.
    pub id: &'a IssueId,
    /// Its date.
    pub date: IssueDate,
    /// Its entries, in the order of its fragments.
    pub entries: Cow<'a, [ProblemEntry]>,
}

/// The ledger after the last of `issues`, which stand in the order of time, as it is on `day`: problems are 逾期 by that day. Of what contradicts itself only
/// what the last issue says is told; the others have told it themselves.
#[must_use]
pub fn ledger_at(issues: &[LedgerIssue<'_>], day: IssueDate) -> LedgerState {
    let mut open: Vec<Open> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for (index, issue) in issues.iter().enumerate() {
        let is_last = index + 1 == issues.len();
        for problem in &mut open {
            problem.begin();
        }
        for entry in issue.entries.iter() {
            let telling = Telling {
                entry,
                issue: issue.id,
                date: issue.date,
            };
            let told = match places.get(&entry.number) {
                Some(place) => match open.get_mut(*place) {
                    Some(problem) => entry::change(problem, &telling),
                    None => Vec::new(),
                },
                None => {
                    let (problem, faults) = entry::register(&telling);
                    if let Some(problem) = problem {
                        places.insert(entry.number.clone(), open.len());
                        open.push(problem);
                    }
                    faults
                }
            };
            if is_last {
                faults.extend(told);
            }
        }
    }
    let problems = open.into_iter().map(|open| {
        let state = state(&open, day);
        LedgerProblem {
            state,
            ..open.problem
        }
    });
    LedgerState {
        date: Some(day),
        problems: problems.collect(),
        faults,
    }
}

/// How a problem stands on `day`.
fn state(open: &Open, day: IssueDate) -> ProblemState {
    if open.is_done {
        return ProblemState::Done;
    }
    let deadline = open.problem.deadline.as_ref();
    let overdue = deadline.map_or(0, |deadline| day.days_since(deadline.value));
    match overdue {
        0 if open.problem.is_back => ProblemState::Again,
        0 if open.problem.is_new => ProblemState::New,
        0 => ProblemState::Underway,
        days => ProblemState::Overdue(days),
    }
}
