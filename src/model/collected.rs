//! What the fragments of an issue bring besides their text, by type and with the places where it was typed.
//!
//! A value more is a field here, its key in `stage/parse/keys.rs`, and a line in `stage/parse/front.rs`.

use super::{FileId, IssueId, Span};

/// What fragments bring to one issue, and what those of the issue before it in its series brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// From the issue's own fragments.
    pub own: Contributions,
    /// The last issue of an earlier date (上期), with what its fragments brought.
    pub previous: Option<(IssueId, Contributions)>,
}

/// What the fragments of one issue bring, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    /// The fragments that units sent in.
    pub reports: Vec<UnitReport>,
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
}
