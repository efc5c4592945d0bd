//! One entry of an issue: what it registers, what it changes, and what it contradicts.

use crate::model::{
    IssueId, LedgerFault, LedgerFaultKind, LedgerProblem, ProblemEntry, ProblemPart, ProblemState,
    ProblemStatus, ProblemUnit, Reported, Span,
};
use crate::zh::date::IssueDate;

/// A problem while the issues are gone through.
pub(super) struct Open {
    /// What is known of it; its state is not known yet.
    pub problem: LedgerProblem,
    /// Whether it is closed.
    pub is_done: bool,
    /// When it had been put right the last time.
    last_done: Option<IssueDate>,
    /// When it was found, where that was said (发现日期).
    found_on: Option<IssueDate>,
}

impl Open {
    /// Another issue begins.
    pub fn begin(&mut self) {
        self.problem.is_new = false;
        self.problem.is_told = false;
        self.problem.was_open = !self.is_done;
    }
}

/// An entry with the issue that it stands in.
pub(super) struct Telling<'a> {
    pub entry: &'a ProblemEntry,
    pub issue: &'a IssueId,
    pub date: IssueDate,
}

impl Telling<'_> {
    fn said<T: Clone>(&self, value: &T, part: ProblemPart) -> Reported<T> {
        Reported {
            value: value.clone(),
            place: self.entry.place(part),
            issue: self.issue.clone(),
        }
    }

    fn maybe<T: Clone>(&self, value: Option<&T>, part: ProblemPart) -> Option<Reported<T>> {
        value.map(|value| self.said(value, part))
    }

    fn fault(
        &self,
        kind: LedgerFaultKind,
        part: ProblemPart,
        before: Option<(&IssueId, Option<Span>)>,
    ) -> LedgerFault {
        LedgerFault {
            kind,
            number: self.entry.number.clone(),
            place: self.entry.place(part),
            before: before.map(|(issue, place)| (issue.clone(), place)),
        }
    }

    fn backward(&self, part: ProblemPart, word: &str, date: IssueDate, first: &str) -> LedgerFault {
        let words = format!("{word}（{}）在{first}之前", date.arabic());
        self.fault(LedgerFaultKind::Backward(words), part, None)
    }

    /// The dates of the entry against one another and against the date of its issue; `found_on` is when the problem was found, where that was said.
    fn dates(&self, found_on: Option<IssueDate>, faults: &mut Vec<LedgerFault>) {
        let entry = self.entry;
        let later = [
            (ProblemPart::FoundOn, "发现日期", entry.found_on),
            (ProblemPart::DoneOn, "完成日期", entry.done_on),
        ];
        for (part, word, date) in later {
            if let Some(date) = date.filter(|date| self.date.surely_before(*date)) {
                let of_issue = self.date.arabic();
                let words = format!(
                    "{word}（{}）在这一期的日期（{of_issue}）之后",
                    date.arabic()
                );
                faults.push(self.fault(LedgerFaultKind::Backward(words), part, None));
            }
        }
        let earlier = [
            (ProblemPart::Deadline, "时限", entry.deadline),
            (ProblemPart::DoneOn, "完成日期", entry.done_on),
        ];
        for (part, word, date) in earlier {
            if let (Some(date), Some(found_on)) = (date, found_on)
                && date.surely_before(found_on)
            {
                let first = format!("发现日期（{}）", found_on.arabic());
                faults.push(self.backward(part, word, date, &first));
            }
        }
        if entry.done_on.is_some() && entry.status != Some(ProblemStatus::Done) {
            faults.push(self.fault(
                LedgerFaultKind::DoneWithoutStatus,
                ProblemPart::DoneOn,
                None,
            ));
        }
    }
}

/// A problem that no issue has named before.
pub(super) fn register(telling: &Telling<'_>) -> (Option<Open>, Vec<LedgerFault>) {
    let entry = telling.entry;
    let mut faults = Vec::new();
    let Some(content) = &entry.content else {
        faults.push(telling.fault(LedgerFaultKind::Unregistered, ProblemPart::Number, None));
        return (None, faults);
    };
    let units: Vec<ProblemUnit> = match entry.units.is_empty() {
        true => entry.reporter.iter().cloned().collect(),
        false => entry.units.clone(),
    };
    if units.is_empty() {
        faults.push(telling.fault(LedgerFaultKind::NoUnit, ProblemPart::Number, None));
    }
    telling.dates(entry.found_on, &mut faults);
    let is_done = entry.status == Some(ProblemStatus::Done);
    if entry.status == Some(ProblemStatus::Again) {
        faults.push(telling.fault(LedgerFaultKind::NotClosed, ProblemPart::Status, None));
    }
    let problem = LedgerProblem {
        number: telling.said(&entry.number, ProblemPart::Number),
        content: telling.said(content, ProblemPart::Content),
        units: telling.said(&units, ProblemPart::Units),
        kind: telling.maybe(entry.kind.as_ref(), ProblemPart::Kind),
        basis: telling.maybe(entry.basis.as_ref(), ProblemPart::Basis),
        measures: telling.maybe(entry.measures.as_ref(), ProblemPart::Measures),
        leader: telling.maybe(entry.leader.as_ref(), ProblemPart::Leader),
        deadline: telling.maybe(entry.deadline.as_ref(), ProblemPart::Deadline),
        status: telling.maybe(entry.status.as_ref(), ProblemPart::Status),
        explanation: telling.maybe(entry.explanation.as_ref(), ProblemPart::Explanation),
        found_on: entry.found_on.unwrap_or(telling.date),
        done_on: is_done.then(|| entry.done_on.unwrap_or(telling.date)),
        state: ProblemState::New,
        is_new: true,
        was_open: false,
        is_told: true,
        is_back: false,
    };
    let open = Open {
        is_done,
        last_done: problem.done_on,
        found_on: entry.found_on,
        problem,
    };
    (Some(open), faults)
}

/// What an entry says of a problem that is known already. One that is about another problem, or another unit's, changes nothing.
pub(super) fn change(open: &mut Open, telling: &Telling<'_>) -> Vec<LedgerFault> {
    let entry = telling.entry;
    if let Some(fault) = mistaken(open, telling) {
        return vec![fault];
    }
    let mut faults = Vec::new();
    open.found_on = entry.found_on.or(open.found_on);
    telling.dates(open.found_on, &mut faults);
    let problem = &mut open.problem;
    problem.found_on = entry.found_on.unwrap_or(problem.found_on);
    if let (Some(new), Some(old)) = (entry.deadline, &problem.deadline)
        && new.surely_before(old.value)
    {
        let first = format!("原来的时限（{}）", old.value.arabic());
        let mut fault = telling.backward(ProblemPart::Deadline, "时限", new, &first);
        fault.before = Some((old.issue.clone(), old.place));
        faults.push(fault);
    }
    if let (Some(done_on), Some(before)) = (entry.done_on, open.last_done)
        && problem.is_back
        && done_on.surely_before(before)
    {
        let first = format!("上一次的完成日期（{}）", before.arabic());
        faults.push(telling.backward(ProblemPart::DoneOn, "完成日期", done_on, &first));
    }
    if !entry.units.is_empty() {
        problem.units = telling.said(&entry.units, ProblemPart::Units);
    }
    let texts = [
        (&mut problem.kind, &entry.kind, ProblemPart::Kind),
        (&mut problem.basis, &entry.basis, ProblemPart::Basis),
        (
            &mut problem.measures,
            &entry.measures,
            ProblemPart::Measures,
        ),
        (&mut problem.leader, &entry.leader, ProblemPart::Leader),
    ];
    for (known, said, part) in texts {
        if let Some(said) = said {
            *known = Some(telling.said(said, part));
        }
    }
    if let Some(deadline) = &entry.deadline {
        problem.deadline = Some(telling.said(deadline, ProblemPart::Deadline));
    }
    if entry.status.is_some() || entry.explanation.is_some() {
        problem.explanation = telling.maybe(entry.explanation.as_ref(), ProblemPart::Explanation);
    }
    problem.is_told = true;
    if let Some(status) = entry.status {
        faults.extend(go_on(open, status, telling));
    }
    faults
}

/// Why an entry cannot be about the problem that its number names.
fn mistaken(open: &Open, telling: &Telling<'_>) -> Option<LedgerFault> {
    let (problem, entry) = (&open.problem, telling.entry);
    let first = (&problem.number.issue, problem.number.place);
    if problem.is_told {
        return Some(telling.fault(LedgerFaultKind::Twice, ProblemPart::Number, Some(first)));
    }
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let known = &problem.content;
    if let Some(content) = &entry.content
        && plain(content) != plain(&known.value)
    {
        let kind = LedgerFaultKind::OtherContent(known.value.clone());
        let before = Some((&known.issue, known.place));
        return Some(telling.fault(kind, ProblemPart::Content, before));
    }
    let units = &problem.units.value;
    let reporter = entry.reporter.as_ref()?;
    let is_own = units.is_empty() || units.iter().any(|unit| unit.is(reporter));
    if is_own || !entry.units.is_empty() {
        return None;
    }
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let kind = LedgerFaultKind::OtherUnit(names.join("、"));
    Some(telling.fault(kind, ProblemPart::Number, Some(first)))
}

/// The step from one status to the next.
fn go_on(open: &mut Open, status: ProblemStatus, telling: &Telling<'_>) -> Option<LedgerFault> {
    let last = open.problem.status.clone();
    let before = last.as_ref().map(|last| (&last.issue, last.place));
    match status {
        ProblemStatus::Again if !open.is_done => {
            return Some(telling.fault(LedgerFaultKind::NotClosed, ProblemPart::Status, before));
        }
        ProblemStatus::Again => {
            open.is_done = false;
            open.problem.is_back = true;
            open.problem.done_on = None;
        }
        ProblemStatus::Untouched | ProblemStatus::Underway | ProblemStatus::Done
            if open.is_done =>
        {
            let since = open.problem.done_on.unwrap_or(telling.date);
            let kind = LedgerFaultKind::ClosedAlready(since, status);
            return Some(telling.fault(kind, ProblemPart::Status, before));
        }
        ProblemStatus::Done => {
            open.is_done = true;
            open.problem.is_back = false;
            open.last_done = Some(telling.entry.done_on.unwrap_or(telling.date));
            open.problem.done_on = open.last_done;
        }
        ProblemStatus::Untouched | ProblemStatus::Underway => {}
    }
    open.problem.status = Some(telling.said(&status, ProblemPart::Status));
    None
}
