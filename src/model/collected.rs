//! What the fragments of an issue bring besides their text, by type and with the places where it was typed.
//!
//! A value more is a field here, its key in `stage/parse/keys.rs`, and a line in `stage/parse/front.rs`.

use std::collections::BTreeSet;

use super::{
    FileId, IssueId, LedgerProblem, LedgerState, ProblemEntry, ProblemState, Reporting, Span,
    Spanned,
};
use crate::zh::date::IssueDate;

/// What fragments bring to one issue, and what those of the issue before it in its series brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// From the issue's own fragments.
    pub own: Contributions,
    /// The last issue of an earlier date (上期), with what its fragments brought.
    pub previous: Option<(IssueId, Contributions)>,
    /// The ledger of problems (问题台账) at its date; empty where neither its fragments nor its outline speak of problems.
    pub ledger: LedgerState,
    /// Who had to report for it, and who has.
    pub reporting: Reporting,
}

impl Collected {
    /// The problems that are past their time and of which this issue says nothing, though it is about a unit that has to put them right: one that has to report,
    /// or has. What was said of one and is wrong counts as said.
    #[must_use]
    pub fn untold_problems(&self) -> Vec<&LedgerProblem> {
        let expected = self.reporting.units.iter().map(|unit| unit.code.as_str());
        let sent = self.own.reports.iter();
        let sent = sent.filter_map(|report| report.code.as_deref());
        let concerned: BTreeSet<&str> = expected.chain(sent).collect();
        let wrong = self.ledger.faults.iter().map(|fault| fault.number.as_str());
        let wrong: BTreeSet<&str> = wrong.collect();
        let is_untold = |problem: &&LedgerProblem| {
            let mut units = problem.units.value.iter();
            matches!(problem.state, ProblemState::Overdue(_))
                && !problem.is_told
                && !wrong.contains(problem.number.value.as_str())
                && units.any(|unit| concerned.contains(unit.code.as_str()))
        };
        self.ledger.problems.iter().filter(is_untold).collect()
    }
}

/// What the fragments of one issue bring, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    /// The fragments that units sent in.
    pub reports: Vec<UnitReport>,
    /// What they say of problems (问题).
    pub problems: Vec<ProblemEntry>,
    /// What fragments say of metrics (指标).
    pub figures: Vec<TypedFigure>,
}

/// One value of a metric (指标) as a front matter has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedFigure {
    /// The unit (单位) of the fragment, where it names one.
    pub unit: Option<Spanned<String>>,
    /// The metric, as it was typed.
    pub metric: Spanned<String>,
    /// The value, as it was typed; empty where nothing is written.
    pub value: Spanned<String>,
}

/// A fragment that names the unit it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitReport {
    /// The fragment.
    pub file: FileId,
    /// The unit, and where it was typed.
    pub unit: String,
    /// Where the unit was typed.
    pub place: Span,
    /// The unit's code in the register on the issue's date; none where it is in none.
    pub code: Option<String>,
    /// Whether somebody still has to write it (【待填】): it counts as nothing sent.
    pub unwritten: bool,
    /// Whether it says that there is nothing to report (零报).
    pub nil: bool,
    /// When it was sent (报送日期).
    pub sent_on: Option<Spanned<IssueDate>>,
}
