//! The documents of a build, assembled side by side and kept in the order of the plan.

use rayon::prelude::*;

use super::{LeftOut, Selection, Visibility, assembly};
use crate::diag::{Severity, Sink};
use crate::issuance::{IssuanceRecord, Wording};
use crate::model::{Document, IssueId};
use crate::source::Sources;
use crate::stage::Plan;

/// How many issues are assembled before it is told how far the build is.
const AT_ONCE: usize = 256;

/// One issue of a build.
#[derive(Debug)]
pub struct BuiltIssue {
    /// Its place.
    pub id: IssueId,
    /// Whether the build is about it.
    pub selected: bool,
    /// Why the site does not show it, if it does not.
    pub left_out: Option<LeftOut>,
    /// The document; none where it has errors or was not selected.
    pub document: Option<Document>,
    /// What was issued, without its text: the document has been held against that.
    pub record: Option<IssuanceRecord>,
    /// A short checksum of its text; empty where it has a record, which says more.
    pub text: String,
    /// What is wrong with it.
    pub sink: Sink,
}

/// Assembles every selected issue of the plan that `visibility` admits; without a visibility, every selected issue. What the plan found wrong with an issue
/// comes along, and `progress` is told how many are done. Of an issue that is left out nothing is computed and nothing is said, unless it is left out because of a slip or has been issued.
pub fn assemble(
    sources: &Sources,
    plan: &Plan,
    selection: &Selection,
    visibility: Option<Visibility>,
    deny_warnings: bool,
    progress: &dyn Fn(usize),
) -> Vec<BuiltIssue> {
    let mut built = Vec::with_capacity(plan.issues.len());
    for part in plan.issues.chunks(AT_ONCE) {
        built.par_extend(part.par_iter().map(|issue| {
            let selected = selection.includes(&issue.id);
            let mut sink = Sink::default();
            let mut document: Option<Document> = None;
            let mut record = None;
            let mut text = String::new();
            let left_out = visibility.and_then(|visibility| visibility.leaves_out(issue));
            if selected && left_out == Some(LeftOut::Unclear) {
                sink.copy_from(&issue.sink);
            }
            if selected && left_out == Some(LeftOut::Draft) {
                assembly::judge_draft(sources, issue, &mut sink);
            }
            if selected && left_out.is_none() {
                let mut assembled = assembly::assemble(sources, plan, issue);
                record = assembled.record.take().map(|record| IssuanceRecord {
                    text: Vec::new(),
                    ..record
                });
                (document, sink) = assembled.finished();
                // What went out has been held against its record, which has every word of it.
                if let (Some(document), true, None) = (&document, visibility.is_some(), &record) {
                    let size = |file| format!("{} 字节", sources.size(file));
                    text = Wording::of(document, sources, &size).digest();
                }
                if let (Some(visibility), Some(document)) = (visibility, &mut document) {
                    visibility.cleanse(plan, document);
                }
                if let Some(document) = &mut document {
                    document.shrink();
                }
                if deny_warnings && sink.worst() >= Some(Severity::Warning) {
                    document = None;
                }
            }
            BuiltIssue {
                id: issue.id.clone(),
                selected,
                left_out,
                document,
                record,
                text,
                sink,
            }
        }));
        progress(built.len());
    }
    built
}
