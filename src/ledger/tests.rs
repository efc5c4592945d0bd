//! Hand cases, and the ledger against a second calculation that goes through the entries of each number from the end.

use std::borrow::Cow;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Delivery, FileId, IssueId, LedgerCounts, LedgerFaultKind, LedgerState, ProblemEntry,
    ProblemState, ProblemStatus, ProblemUnit, Span, UnitReport,
};
use crate::zh::date::IssueDate;

fn day(text: &str) -> IssueDate {
    IssueDate::parse(text).expect(text)
}

fn id(number: usize) -> IssueId {
    IssueId::parse(&format!("ducha/2026/{number}")).expect("an issue")
}

fn unit(name: &str) -> ProblemUnit {
    ProblemUnit {
        code: name.to_owned(),
        name: name.to_owned(),
    }
}

fn new(number: &str, deadline: Option<&str>) -> ProblemEntry {
    ProblemEntry {
        number: number.to_owned(),
        content: Some(format!("问题{number}")),
        reporter: Some(unit("青禾县")),
        deadline: deadline.map(day),
        ..ProblemEntry::default()
    }
}

fn status(number: &str, status: ProblemStatus) -> ProblemEntry {
    ProblemEntry {
        number: number.to_owned(),
        status: Some(status),
        ..ProblemEntry::default()
    }
}

/// The ledger after issues of these dates with these entries.
fn after(issues: &[(&str, Vec<ProblemEntry>)]) -> LedgerState {
    let ids: Vec<IssueId> = (1..=issues.len()).map(id).collect();
    let told: Vec<LedgerIssue<'_>> = issues
        .iter()
        .zip(&ids)
        .map(|((date, entries), id)| LedgerIssue {
            id,
            date: day(date),
            entries: Cow::Borrowed(entries),
        })
        .collect();
    ledger_at(&told, day(issues.last().expect("an issue").0))
}

fn states(state: &LedgerState) -> Vec<String> {
    let problems = state.problems.iter();
    problems
        .map(|problem| format!("{} {}", problem.number.value, problem.standing()))
        .collect()
}

#[test]
fn a_problem_opens_runs_over_closes_and_comes_back() {
    let first = (
        "2026-04-10",
        vec![new("甲", Some("2026-04-30")), new("乙", None)],
    );
    let second = ("2026-05-10", vec![status("乙", ProblemStatus::Untouched)]);
    let third = ("2026-06-10", vec![status("甲", ProblemStatus::Done)]);
    let fourth = (
        "2026-07-10",
        vec![
            status("甲", ProblemStatus::Again),
            new("丙", Some("2026-07")),
        ],
    );
    let all = [first, second, third, fourth];
    assert_eq!(states(&after(&all[..1])), ["甲 新增", "乙 新增"]);
    assert_eq!(states(&after(&all[..2])), ["甲 逾期10天", "乙 未整改"]);
    assert_eq!(states(&after(&all[..3])), ["甲 已整改", "乙 未整改"]);
    let last = after(&all);
    // Its time is still that of April: it has to say a new one.
    assert_eq!(states(&last), ["甲 逾期71天，反复", "乙 未整改", "丙 新增"]);
    assert!(last.faults.is_empty(), "{:?}", last.faults);
    let counts = last.counts();
    assert_eq!((counts.total, counts.open, counts.done), (3, 3, 0));
    assert_eq!(
        (
            counts.was_open,
            counts.registered,
            counts.returned,
            counts.closed
        ),
        (1, 1, 1, 0)
    );
    assert_eq!(counts.words(), "共3个：整改中1个，新增1个，逾期1个。");
}

#[test]
fn a_last_day_is_in_time_and_a_month_lasts_to_its_end() {
    let on_the_day = after(&[("2026-04-30", vec![new("甲", Some("2026-04-30"))])]);
    assert_eq!(states(&on_the_day), ["甲 新增"]);
    let in_the_month = after(&[("2026-04-30", vec![new("甲", Some("2026-04"))])]);
    assert_eq!(states(&in_the_month), ["甲 新增"]);
    let next_day = after(&[("2026-05-01", vec![new("甲", Some("2026-04"))])]);
    assert_eq!(states(&next_day), ["甲 逾期1天"]);
    // An issue of which only the month is known is as early as it can be.
    let month = after(&[("2026-05", vec![new("甲", Some("2026-05-20"))])]);
    assert_eq!(states(&month), ["甲 新增"]);
}

#[test]
fn only_the_last_issue_is_told_of_its_faults() {
    let wrong = ("2026-04-10", vec![new("甲", None), new("甲", None)]);
    let right = ("2026-05-10", vec![status("甲", ProblemStatus::Done)]);
    assert_eq!(
        after(std::slice::from_ref(&wrong)).faults[0].kind,
        LedgerFaultKind::Twice
    );
    assert!(after(&[wrong, right]).faults.is_empty());
}

#[test]
fn another_unit_takes_a_problem_over_only_by_saying_so() {
    let first = ("2026-04-10", vec![new("甲", None)]);
    let mut entry = status("甲", ProblemStatus::Underway);
    entry.reporter = Some(unit("白石区"));
    let silent = after(&[first.clone(), ("2026-05-10", vec![entry.clone()])]);
    assert_eq!(
        silent.faults[0].kind,
        LedgerFaultKind::OtherUnit("青禾县".to_owned())
    );
    assert_eq!(silent.problems[0].unit_names(), "青禾县");
    entry.units = vec![unit("白石区")];
    let said = after(&[first, ("2026-05-10", vec![entry])]);
    assert!(said.faults.is_empty(), "{:?}", said.faults);
    assert_eq!(said.problems[0].unit_names(), "白石区");
}

#[test]
fn who_has_reported_is_counted_once() {
    let expected: Vec<Expectation> = ["甲", "乙", "丙", "丁", "己"]
        .iter()
        .map(|name| Expectation {
            code: (*name).to_owned(),
            name: (*name).to_owned(),
            category: None,
        })
        .collect();
    let place = Span::file_start(FileId(0));
    let report = |code: &str, nil, sent: Option<&str>| UnitReport {
        file: FileId(0),
        unit: code.to_owned(),
        place,
        code: Some(code.to_owned()),
        unwritten: false,
        nil,
        sent_on: sent.map(|text| crate::model::Spanned::new(day(text), place)),
    };
    let reports = [
        report("甲", false, Some("2026-04-05")),
        report("乙", true, Some("2026-04-07")),
        report("乙", false, None),
        report("丙", true, None),
        report("戊", false, None),
    ];
    let closing = crate::model::Spanned::new(day("2026-04-05"), place);
    let in_figures = ["甲", "丁"].into_iter().collect();
    let reporting = reporting(&expected, &reports, &in_figures, Some(&closing));
    let words: Vec<String> = reporting.units.iter().map(|unit| unit.words()).collect();
    assert_eq!(words, ["已报", "迟报2天", "零报", "已报", "未报"]);
    assert_eq!(reporting.units[1].delivery, Delivery::Report);
    assert_eq!(
        reporting.counts().words(),
        "应报5个单位，已报4个（其中零报1个、迟报1个），未报1个。"
    );
}

/// What an issue does with a number: registers it (with a time, perhaps), closes it, brings it back, goes on with it, or says nothing.
#[derive(Clone, Copy, Debug)]
enum LedgerStep {
    Nothing,
    Close,
    Return,
    GoOn,
    Delay,
}

const NUMBERS: [&str; 4] = ["甲", "乙", "丙", "丁"];
const DATES: [&str; 6] = [
    "2026-01-31",
    "2026-03",
    "2026-03-31",
    "2026-06-15",
    "2026-09-30",
    "2027-01-01",
];
const DEADLINES: [&str; 4] = ["2026-02-28", "2026-04-15", "2026-08", "2027-03-01"];

fn steps() -> impl Strategy<Value = Vec<Vec<(LedgerStep, usize)>>> {
    let step = prop_oneof![
        Just(LedgerStep::Nothing),
        Just(LedgerStep::Close),
        Just(LedgerStep::Return),
        Just(LedgerStep::GoOn),
        Just(LedgerStep::Delay)
    ];
    let of_issue = proptest::collection::vec((step, 0..DEADLINES.len()), NUMBERS.len());
    proptest::collection::vec(of_issue, DATES.len())
}

/// The entries that these steps can mean: what cannot be done at that point is left out.
fn entries(steps: &[Vec<(LedgerStep, usize)>]) -> Vec<Vec<ProblemEntry>> {
    let mut open: Vec<Option<bool>> = vec![None; NUMBERS.len()];
    let mut times: Vec<usize> = vec![0; NUMBERS.len()];
    let of_issue = steps.iter().map(|steps| {
        let mut entries = Vec::new();
        for (index, (step, time)) in steps.iter().enumerate() {
            let number = NUMBERS[index];
            let known = open[index];
            let entry = match (step, known) {
                (LedgerStep::Nothing, _) => continue,
                (_, None) => {
                    times[index] = *time;
                    new(number, Some(DEADLINES[*time]))
                }
                (LedgerStep::Close, Some(true)) => status(number, ProblemStatus::Done),
                (LedgerStep::Return, Some(false)) => status(number, ProblemStatus::Again),
                (LedgerStep::GoOn, Some(true)) => status(number, ProblemStatus::Underway),
                (LedgerStep::Delay, Some(true)) if *time > times[index] => {
                    times[index] = *time;
                    ProblemEntry {
                        number: number.to_owned(),
                        deadline: Some(day(DEADLINES[*time])),
                        ..ProblemEntry::default()
                    }
                }
                _ => continue,
            };
            open[index] = Some(entry.status != Some(ProblemStatus::Done));
            entries.push(entry);
        }
        entries
    });
    of_issue.collect()
}

/// How the problem `number` stands after these issues, from the last entry back.
fn second_opinion(number: &str, issues: &[Vec<ProblemEntry>], date: IssueDate) -> ProblemState {
    let said: Vec<(usize, &ProblemEntry)> = issues
        .iter()
        .enumerate()
        .flat_map(|(issue, entries)| entries.iter().map(move |entry| (issue, entry)))
        .filter(|(_, entry)| entry.number == number)
        .collect();
    let last_turn = said.iter().rev().find_map(|(_, entry)| {
        let status = entry.status?;
        matches!(status, ProblemStatus::Done | ProblemStatus::Again).then_some(status)
    });
    if last_turn == Some(ProblemStatus::Done) {
        return ProblemState::Done;
    }
    let deadline = said.iter().rev().find_map(|(_, entry)| entry.deadline);
    let days = deadline.map_or(0, |deadline| {
        let mut days = 0;
        let mut at = deadline.last_day();
        while at < date.first_day() {
            at = at.next_day();
            days += 1;
        }
        days
    });
    match (days, last_turn, said.first()) {
        (0, Some(_), _) => ProblemState::Again,
        (0, None, Some((first, _))) if *first + 1 == issues.len() => ProblemState::New,
        (0, ..) => ProblemState::Underway,
        (days, ..) => ProblemState::Overdue(days),
    }
}

proptest! {
    #[test]
    fn every_state_follows_from_the_entries_and_the_counts_add_up(steps in steps()) {
        let entries = entries(&steps);
        let mut open_before = 0;
        for last in 1..=DATES.len() {
            let issues: Vec<(&str, Vec<ProblemEntry>)> =
                DATES.iter().copied().zip(entries.clone()).take(last).collect();
            let state = after(&issues);
            prop_assert!(state.faults.is_empty(), "{:?}", state.faults);
            for problem in &state.problems {
                let other = second_opinion(&problem.number.value, &entries[..last], day(DATES[last - 1]));
                prop_assert_eq!(problem.state, other, "{} after {}", &problem.number.value, last);
            }
            let counts = state.counts();
            prop_assert_eq!(counts.total, counts.open + counts.done);
            prop_assert_eq!(counts.open, counts.new + counts.underway + counts.again + counts.overdue);
            prop_assert_eq!(counts.was_open, open_before);
            prop_assert_eq!(
                counts.open,
                counts.was_open + counts.registered + counts.returned - counts.closed
            );
            prop_assert_eq!(counts.open, state.open().count());
            let by_parts = state.problems.iter().map(|problem| LedgerCounts::of([problem]).open);
            prop_assert_eq!(counts.open, by_parts.sum::<usize>());
            open_before = counts.open;
        }
    }
}
