//! The problems (问题) that are open: what the issues that the site shows say of them together, for the page that lists them all and for the units' dossiers.
//!
//! Only issues that the site shows are asked, so that nothing comes to readers here that is in no issue they may read. What was taken back (撤回) says nothing.

use std::borrow::Cow;

use serde::Serialize;

use super::context::ArchiveContext;
use super::unit_lives::UnitLives;
use crate::ledger::{LedgerIssue, ledger_at};
use crate::model::{
    AmendmentKind, Entry, LedgerCounts, LedgerProblem, LedgerState, OutputFile, ProblemState,
};
use crate::render::html::TemplateError;
use crate::render::html::frame::{Frame, SiteLink};
use crate::site::Route;
use crate::zh::date::IssueDate;

/// The ledgers of all series, as they stand on the date of the latest issue.
pub(super) struct OpenProblems {
    /// That date.
    day: Option<IssueDate>,
    states: Vec<LedgerState>,
}

/// One open problem as pages show it.
#[derive(Serialize)]
pub(super) struct ProblemItem {
    /// How it stands, in a word with its days, and the word that the style sheet knows.
    standing: String,
    kind: &'static str,
    content: String,
    /// 编号, 责任领导, 时限 and the day on which it was found, each with its name.
    facts: Vec<ProblemFact>,
    /// The units, with their dossiers where they have one.
    units: Vec<ProblemOwner>,
    explanation: Option<String>,
    /// The issue that spoke of it last.
    issue: Option<SiteLink>,
}

/// Something that is known of a problem, with its name.
#[derive(Serialize)]
struct ProblemFact {
    name: &'static str,
    value: String,
}

/// A unit that has to put a problem right.
#[derive(Serialize)]
struct ProblemOwner {
    name: String,
    /// Its dossier.
    href: Option<String>,
}

/// The context of `problems.html`.
#[derive(Serialize)]
struct ProblemsPage<'a> {
    frame: Frame<'a>,
    title: &'static str,
    count: usize,
    /// The day on which they stand.
    day: String,
    /// How all problems stand, those put right too.
    words: String,
    problems: Vec<ProblemItem>,
}

/// What readers call the page.
const TITLE: &str = "未整改的问题";

impl OpenProblems {
    pub(super) fn of(whole: &ArchiveContext<'_>) -> Self {
        let day = whole.newest.first().map(|entry| entry.summary.date);
        let states = whole.series.iter().filter_map(|series| {
            let mut entries: Vec<&Entry> = whole
                .newest
                .iter()
                .filter(|entry| {
                    let summary = &entry.summary;
                    summary.id.series == series.code
                        && summary.state() != Some(AmendmentKind::Withdrawn)
                })
                .copied()
                .collect();
            entries.sort_by_key(|entry| (entry.summary.date, &entry.summary.id));
            let speaks = entries
                .iter()
                .any(|entry| !entry.summary.problems.is_empty());
            let issues: Vec<LedgerIssue<'_>> = entries
                .iter()
                .map(|entry| LedgerIssue {
                    id: &entry.summary.id,
                    date: entry.summary.date,
                    entries: Cow::Borrowed(entry.summary.problems.as_slice()),
                })
                .collect();
            let day = day.filter(|_| speaks)?;
            Some(ledger_at(&issues, day))
        });
        Self {
            day,
            states: states.collect(),
        }
    }

    /// Whether any issue speaks of problems.
    pub(super) fn any(&self) -> bool {
        !self.states.is_empty()
    }

    /// How many are open.
    pub(super) fn count(&self) -> usize {
        self.states.iter().map(|state| state.open().count()).sum()
    }

    /// The open problems that `is_wanted`, the oldest first.
    fn sorted(&self, is_wanted: &dyn Fn(&LedgerProblem) -> bool) -> Vec<&LedgerProblem> {
        let open = self.states.iter().flat_map(LedgerState::open);
        let mut open: Vec<&LedgerProblem> = open.filter(|problem| is_wanted(problem)).collect();
        open.sort_by(|a, b| {
            let by_age = a.found_on.cmp(&b.found_on);
            by_age.then_with(|| a.number.issue.cmp(&b.number.issue))
        });
        open
    }

    /// The open problems of the unit `code`, those of units that it was made of among them.
    pub(super) fn of_unit(
        &self,
        code: &str,
        whole: &ArchiveContext<'_>,
        frame: &Frame<'_>,
    ) -> Vec<ProblemItem> {
        if !self.any() {
            return Vec::new();
        }
        let lives = UnitLives::of(whole.registers);
        let is_of_unit = |problem: &LedgerProblem| {
            let mut units = problem.units.value.iter();
            units.any(|unit| {
                unit.code == code || lives.successors(&unit.code).any(|life| life.code == code)
            })
        };
        let problems = self.sorted(&is_of_unit).into_iter();
        problems
            .map(|problem| ProblemItem::new(problem, whole, frame))
            .collect()
    }

    /// The page that lists all of them; none where no issue speaks of problems.
    pub(super) fn page(
        &self,
        whole: &ArchiveContext<'_>,
    ) -> Result<Option<OutputFile>, TemplateError> {
        let Some(day) = self.day.filter(|_| self.any()) else {
            return Ok(None);
        };
        let route = Route::Problems;
        let mut frame = Frame::new(whole.site, &route, TITLE);
        frame.here = Some(TITLE.to_owned());
        let problems = self.sorted(&|_| true).into_iter();
        let problems = problems.map(|problem| ProblemItem::new(problem, whole, &frame));
        let all = self.states.iter().flat_map(|state| &state.problems);
        let context = ProblemsPage {
            title: TITLE,
            count: self.count(),
            day: day.arabic(),
            words: LedgerCounts::of(all).words(),
            problems: problems.collect(),
            frame,
        };
        let bytes = whole.templates.render("problems.html", &context, &[])?;
        Ok(Some(OutputFile {
            path: route.path(),
            bytes,
        }))
    }
}

impl ProblemItem {
    fn new(problem: &LedgerProblem, whole: &ArchiveContext<'_>, frame: &Frame<'_>) -> Self {
        let leader = problem.leader.as_ref().map(|leader| leader.value.clone());
        let deadline = problem.deadline.as_ref();
        let facts = [
            ("编号", Some(problem.number.value.clone())),
            ("责任领导", leader),
            ("时限", deadline.map(|deadline| deadline.value.arabic())),
            ("发现", Some(problem.found_on.arabic())),
        ];
        let facts = facts.into_iter().filter_map(|(name, value)| {
            let value = value?;
            Some(ProblemFact { name, value })
        });
        let last = problem.status.as_ref().map(|status| &status.issue);
        let last = last.unwrap_or(&problem.number.issue);
        let mut entries = whole.newest.iter();
        let entry = entries.find(|entry| entry.summary.id == *last);
        let has_dossier = |code: &str| {
            let mut units = whole.newest.iter().flat_map(|entry| &entry.summary.units);
            units.any(|(known, _)| known == code)
        };
        Self {
            standing: problem.standing(),
            kind: match problem.state {
                ProblemState::Overdue(_) | ProblemState::Again => "late",
                ProblemState::Underway | ProblemState::New | ProblemState::Done => "open",
            },
            content: problem.content.value.clone(),
            facts: facts.collect(),
            units: problem
                .units
                .value
                .iter()
                .map(|unit| ProblemOwner {
                    name: unit.name.clone(),
                    href: has_dossier(&unit.code).then(|| frame.href(&Route::unit(&unit.code))),
                })
                .collect(),
            explanation: problem
                .explanation
                .as_ref()
                .map(|explanation| explanation.value.clone()),
            issue: entry.map(|entry| {
                let summary = &entry.summary;
                frame.link(summary.title.as_str(), &Route::issue(&summary.id))
            }),
        }
    }
}
