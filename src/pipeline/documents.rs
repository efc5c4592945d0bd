//! The documents of a build, assembled side by side and kept in the order of the plan.

use rayon::prelude::*;

use super::Selection;
use crate::diag::{Severity, Sink};
use crate::model::{Document, IssueId};
use crate::source::Sources;
use crate::stage::{self, Plan, PlannedIssue};

/// One issue of a build.
#[derive(Debug)]
pub struct BuiltIssue {
    /// Its place.
    pub id: IssueId,
    /// Whether the build is about it.
    pub selected: bool,
    /// The document; none where it has errors or was not selected.
    pub document: Option<Document>,
    /// What is wrong with it.
    pub sink: Sink,
}

/// Assembles one issue for a preview: whoever may read it, and with the places that are still to be written, which are reported. What the plan found
/// wrong with it comes along.
pub fn one(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> (Option<Document>, Sink) {
    let mut sink = Sink::default();
    sink.copy_from(&issue.sink);
    let document = stage::document(sources, plan, issue, &mut sink);
    stage::unwritten::report(sources, &issue.id, &mut sink);
    (document, sink)
}

/// Assembles every selected issue of the plan. What the plan found wrong with an issue comes along.
pub fn assemble(
    sources: &Sources,
    plan: &Plan,
    selection: &Selection,
    deny_warnings: bool,
) -> Vec<BuiltIssue> {
    plan.issues
        .par_iter()
        .map(|issue| {
            let selected = selection.includes(&issue.id);
            let mut sink = Sink::default();
            let mut document = None;
            if selected {
                sink.copy_from(&issue.sink);
                document = stage::document(sources, plan, issue, &mut sink);
                if stage::unwritten::report(sources, &issue.id, &mut sink) {
                    document = None;
                }
                if deny_warnings && sink.worst() >= Some(Severity::Warning) {
                    document = None;
                }
            }
            BuiltIssue {
                id: issue.id.clone(),
                selected,
                document,
                sink,
            }
        })
        .collect()
}
