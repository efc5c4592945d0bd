//! Issues that stand as the last build left them, once it is known what all pages say of one another: they stay, or are drawn again for their neighbours' sake.

use rayon::prelude::*;

use super::assets;
use super::context::IssueContext;
use super::dependencies::around;
use super::documents::{BuiltIssue, WantedIssues};
use super::{BuildError, Request};
use crate::diag::Sink;
use crate::model::IssueId;
use crate::publish::Output;

/// What came of it.
#[derive(Debug, Default)]
pub struct Settled {
    /// Issues that could not be drawn again: they stay as they were.
    pub failed: Vec<IssueId>,
    /// What is wrong with them.
    pub sink: Sink,
}

/// Keeps the files of every issue that stands, but for those whose page says something else of others now: these get their documents after all.
///
/// # Errors
/// A site that cannot be written.
pub fn settle(
    request: &Request<'_>,
    wanted: WantedIssues<'_>,
    context: &IssueContext<'_>,
    issues: &mut [BuiltIssue],
    output: &mut Output,
) -> Result<Settled, BuildError> {
    let stood = issues.iter().map(|issue| issue.stands);
    let stood: Vec<bool> = stood.collect();
    let mut settled = Settled::default();
    let found: Vec<Sink> = issues
        .par_iter_mut()
        .enumerate()
        .filter(|(_, issue)| issue.is_shown())
        .map(|(index, issue)| {
            let Some(now) = said_around(context, issue) else {
                return Sink::default();
            };
            let Some(kept) = &mut issue.kept else {
                return Sink::default();
            };
            let before = std::mem::replace(&mut kept.around, now);
            match issue.stands && before != kept.around {
                true => issue.remake(wanted, index, "它的网页提到的别的各期变了"),
                false => Sink::default(),
            }
        })
        .collect();
    for found in found {
        settled.sink.append(found);
    }
    let stood = issues.iter_mut().zip(stood).filter(|(_, stood)| *stood);
    for (issue, _) in stood {
        if issue.document.is_some() {
            assets::hold(
                request,
                std::slice::from_mut(issue),
                output,
                &mut settled.sink,
            )?;
            if context.pdfs.contains_key(&issue.id.path()) {
                output.keep(&issue.id.pdf_path());
            }
        }
        if issue.document.is_none() {
            output.keep_issue(&issue.id);
        }
        if !issue.is_shown() {
            settled.failed.push(issue.id.clone());
        }
    }
    Ok(settled)
}

fn said_around(context: &IssueContext<'_>, issue: &BuiltIssue) -> Option<String> {
    let place = context.neighbours.get(&issue.id.path())?;
    let amendments = &context.entries.get(place.index)?.summary.amendments;
    Some(context.with_links(&issue.id, amendments, &[], around))
}
