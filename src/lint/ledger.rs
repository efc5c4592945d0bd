//! What the rules about the ledger of problems (问题台账) have in common.

use super::{FinishedIssue, Rule};
use crate::diag::Diagnostic;
use crate::model::{FileId, LedgerFault, Span};

/// What contradicts itself in what the issue says of problems.
pub(super) fn faults<'a>(issue: &FinishedIssue<'a>) -> &'a [LedgerFault] {
    &issue.collected.ledger.faults
}

/// A finding about `fault` at its place.
pub(super) fn said(
    rule: &Rule,
    issue: &FinishedIssue<'_>,
    fault: &LedgerFault,
    message: String,
) -> Diagnostic {
    let place = fault.place.or_else(|| issue.place());
    let place = place.unwrap_or(Span::file_start(FileId(0)));
    let finding = rule.found(place, message);
    match &fault.before {
        Some((id, Some(before))) => finding.related(*before, format!("{id} 写的在这里")),
        _ => finding,
    }
}
