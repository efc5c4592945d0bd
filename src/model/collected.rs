//! What the fragments of an issue bring besides their text, by type and with the places where it was typed.
//!
//! A value more is a field here, its key in `stage/parse/keys.rs`, and a line in `stage/parse/front.rs`.

use super::{FileId, IssueId, LedgerState, ProblemEntry, Reporting, Span, Spanned};
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

/// What the fragments of one issue bring, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    /// The fragments that units sent in.
    pub reports: Vec<UnitReport>,
    /// What they say of problems (问题).
    pub problems: Vec<ProblemEntry>,
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
    /// Whether it says that there is nothing to report (零报).
    pub nil: bool,
    /// When it was sent (报送日期).
    pub sent_on: Option<Spanned<IssueDate>>,
}
