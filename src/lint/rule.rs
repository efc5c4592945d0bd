//! What a rule is.

use super::{Archive, FinishedIssue};
use crate::diag::{Diagnostic, Explanation, Sink};
use crate::model::Span;

/// What a rule judges, what it says to those who write, and how it finds it: all that `docs/rules.md` and `jianbao explain` know.
#[derive(Debug)]
pub struct Rule {
    /// Its code and strength, what it checks, why, by which clause, and its examples.
    pub explanation: Explanation,
    /// How it checks.
    pub judge: Judge,
}

/// How a rule checks, by what it looks at. Findings go to the sink.
#[derive(Clone, Copy, Debug)]
pub enum Judge {
    /// One issue by itself.
    Issue(fn(&FinishedIssue<'_>, &mut Sink)),
    /// As [`Judge::Issue`]; where it finds something somebody is still writing, so that a preview shows the issue though no site may.
    Unfinished(fn(&FinishedIssue<'_>, &mut Sink)),
    /// The issues of the archive against one another.
    Archive(fn(&Archive<'_>, &mut Sink)),
}

impl Rule {
    /// A finding of this rule at `place`.
    pub fn found(&self, place: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.explanation.code, place, message)
    }
}
