//! The ledger of problems (问题台账) as it stands on a day.

use super::{IssueId, ProblemStatus, ProblemUnit, Span};
use crate::zh::date::IssueDate;

/// The ledger of a series at the date of one of its issues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerState {
    /// The day on which it stands; none where no issue was given.
    pub date: Option<IssueDate>,
    /// Every problem of it, in the order in which they were registered.
    pub problems: Vec<LedgerProblem>,
    /// What contradicts itself in the entries of the last issue.
    pub faults: Vec<LedgerFault>,
}

/// A value with the place and the issue that said it last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported<T> {
    /// What was said.
    pub value: T,
    /// Where; none in lists of the archive.
    pub place: Option<Span>,
    /// In which issue.
    pub issue: IssueId,
}

/// A problem (问题) as all issues together say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerProblem {
    /// The number (编号).
    pub number: Reported<String>,
    /// What it is (内容).
    pub content: Reported<String>,
    /// Who has to put it right (责任单位); nobody only where that is a fault.
    pub units: Reported<Vec<ProblemUnit>>,
    /// Its kind (类别).
    pub kind: Option<Reported<String>>,
    /// 依据
    pub basis: Option<Reported<String>>,
    /// 措施
    pub measures: Option<Reported<String>>,
    /// 责任领导
    pub leader: Option<Reported<String>>,
    /// 时限
    pub deadline: Option<Reported<IssueDate>>,
    /// 状态, as it was said last, where it was.
    pub status: Option<Reported<ProblemStatus>>,
    /// 说明, as it was said last; gone when something else is said without one.
    pub explanation: Option<Reported<String>>,
    /// When it was found (发现日期), or else the date of the issue that registered it.
    pub found_on: IssueDate,
    /// When it was put right, where it is: the 完成日期, or else the date of the issue that says so.
    pub done_on: Option<IssueDate>,
    /// How it stands.
    pub state: ProblemState,
    /// Whether the last issue registered it.
    pub is_new: bool,
    /// Whether it was open before the last issue.
    pub was_open: bool,
    /// Whether the last issue says anything of it.
    pub is_told: bool,
    /// Whether it has come back since it was put right last (反复).
    pub is_back: bool,
}

impl LedgerProblem {
    /// How it stands, as a table says it: `逾期12天，整改中`.
    #[must_use]
    pub fn standing(&self) -> String {
        let typed = self.status.as_ref().and_then(|status| match status.value {
            ProblemStatus::Untouched => Some("未整改"),
            ProblemStatus::Underway => Some("整改中"),
            ProblemStatus::Done | ProblemStatus::Again => None,
        });
        if self.state == ProblemState::Underway {
            return typed.unwrap_or("整改中").to_owned();
        }
        let mut words = vec![self.state.words()];
        if self.is_back && matches!(self.state, ProblemState::Overdue(_)) {
            words.push("反复".to_owned());
        }
        words.extend(typed.map(str::to_owned));
        words.join("，")
    }

    /// Its units in one line.
    #[must_use]
    pub fn unit_names(&self) -> String {
        let units = self.units.value.iter();
        let names: Vec<&str> = units.map(|unit| unit.name.as_str()).collect();
        names.join("、")
    }
}

/// How a problem stands on a day. Each problem is in exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemState {
    /// 逾期: open, and so many days past its time.
    Overdue(u32),
    /// 反复: open again after it had been put right, and in time.
    Again,
    /// 整改中: open and in time.
    Underway,
    /// 新增: registered by the last issue, open and in time.
    New,
    /// 已整改.
    Done,
}

impl ProblemState {
    /// Whether it is still to be put right.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::Done
    }

    /// The word for it without a number of days.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue(_) => "逾期",
            Self::Again => "反复",
            Self::Underway => "整改中",
            Self::New => "新增",
            Self::Done => "已整改",
        }
    }

    /// What readers are told: `逾期12天`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Overdue(days) => format!("逾期{days}天"),
            other => other.word().to_owned(),
        }
    }
}

/// How many problems stand how. `total = open + done` and `open = new + underway + again + overdue`; and from the issue before to this one
/// `open = was_open + registered + returned - closed`, where `registered` and `returned` count also what this issue closes at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LedgerCounts {
    /// All.
    pub total: usize,
    /// 未整改: those that are open.
    pub open: usize,
    /// 已整改.
    pub done: usize,
    /// 新增, open and in time.
    pub new: usize,
    /// 整改中, in time.
    pub underway: usize,
    /// 反复, in time.
    pub again: usize,
    /// 逾期.
    pub overdue: usize,
    /// Open before the last issue (上期末未整改).
    pub was_open: usize,
    /// Registered by the last issue (本期新增), however they stand.
    pub registered: usize,
    /// Closed before, and open since the last issue (本期反复).
    pub returned: usize,
    /// Closed by the last issue (本期整改).
    pub closed: usize,
}

impl LedgerState {
    /// The counts over all problems.
    #[must_use]
    pub fn counts(&self) -> LedgerCounts {
        LedgerCounts::of(&self.problems)
    }

    /// Those that are open, in the order of the ledger.
    pub fn open(&self) -> impl Iterator<Item = &LedgerProblem> {
        self.problems
            .iter()
            .filter(|problem| problem.state.is_open())
    }
}

impl LedgerCounts {
    /// The counts over `problems`.
    #[must_use]
    pub fn of<'a>(problems: impl IntoIterator<Item = &'a LedgerProblem>) -> Self {
        let mut counts = Self::default();
        for problem in problems {
            counts.total += 1;
            let is_open = problem.state.is_open();
            match problem.state {
                ProblemState::Overdue(_) => counts.overdue += 1,
                ProblemState::Again => counts.again += 1,
                ProblemState::Underway => counts.underway += 1,
                ProblemState::New => counts.new += 1,
                ProblemState::Done => counts.done += 1,
            }
            counts.open += usize::from(is_open);
            counts.was_open += usize::from(problem.was_open);
            counts.registered += usize::from(problem.is_new);
            counts.returned += usize::from(is_open && !problem.was_open && !problem.is_new);
            counts.closed += usize::from(!is_open && (problem.was_open || problem.is_new));
        }
        counts
    }

    /// What a note under a table says: `共12个：已整改5个，整改中3个，新增1个，逾期3个。`
    #[must_use]
    pub fn words(&self) -> String {
        let parts = [
            ("已整改", self.done),
            ("整改中", self.underway),
            ("新增", self.new),
            ("反复", self.again),
            ("逾期", self.overdue),
        ];
        let parts = parts.into_iter().filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(word, count)| format!("{word}{count}个"))
            .collect();
        match parts.is_empty() {
            true => "没有问题。".to_owned(),
            false => format!("共{}个：{}。", self.total, parts.join("，")),
        }
    }
}

/// Something in the entries of an issue that contradicts itself or what earlier issues say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFault {
    /// What it is.
    pub kind: LedgerFaultKind,
    /// The number of the problem.
    pub number: String,
    /// Where it was typed.
    pub place: Option<Span>,
    /// What was said before, and where.
    pub before: Option<(IssueId, Option<Span>)>,
}

/// What contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerFaultKind {
    /// Two entries of one issue have one number.
    Twice,
    /// The number has another problem already, whose content this is.
    OtherContent(String),
    /// The number is a problem of another unit, which this is.
    OtherUnit(String),
    /// Nobody has registered the number, and the entry does not say what the problem is.
    Unregistered,
    /// A new problem has no unit.
    NoUnit,
    /// Closed already, since that day; what is said now.
    ClosedAlready(IssueDate, ProblemStatus),
    /// 反复, and it has never been closed.
    NotClosed,
    /// A date that lies before one that must come first, in words: `时限（2026年3月1日）在发现日期（2026年3月5日）之前`.
    Backward(String),
    /// 完成日期, and the status is not 已整改.
    DoneWithoutStatus,
}
