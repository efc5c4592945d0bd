//! The issues as the site shows them: those of this build, and those that stay as an earlier build left them.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::Selection;
use super::artifacts;
use super::documents::BuiltIssue;
use super::pdfs::Pdfs;
use super::removal::Removal;
use crate::archive;
use crate::model::{Entry, IssueId, Series, TitlePhrases};
use crate::publish::{IssueRecord, Output, PdfRecord};
use crate::site::Route;
use crate::stage::Plan;

/// Keeps what this build is not about, and what it could not build, but for what may not stay. Says what it has kept.
pub fn keep_others(
    selection: &Selection,
    removal: &Removal,
    plan: &Plan,
    issues: &[BuiltIssue],
    output: &mut Output,
) -> Vec<IssueId> {
    let planned: BTreeSet<&IssueId> = issues.iter().map(|issue| &issue.id).collect();
    let mut kept: Vec<IssueId> = Vec::new();
    for issue in issues.iter().filter(|issue| !issue.is_shown()) {
        if removal.may_stay(&issue.id, output) {
            kept.push(issue.id.clone());
        } else if issue.left_out.is_none() && output.old().issue(&issue.id).is_none() {
            // One that was moved and has errors stands where it stood.
            for id in former(plan, &issue.id) {
                if !planned.contains(id) && removal.may_stay(id, output) {
                    kept.push(id.clone());
                }
            }
        }
    }
    let unknown = output
        .old()
        .issues
        .values()
        .map(|record| &record.summary.id)
        .filter(|id| !planned.contains(id))
        .filter(|id| {
            plan.broken_series.contains(&id.series)
                || plan.headless.contains(id)
                || !selection.includes(id)
        })
        .filter(|id| removal.may_stay(id, output))
        .cloned();
    kept.extend(unknown);
    kept.iter().for_each(|id| output.keep_issue(id));
    kept
}

/// The former addresses (原址) of the issue `id`.
fn former<'a>(plan: &'a Plan, id: &IssueId) -> &'a [IssueId] {
    let planned = plan.issues.iter().find(|planned| planned.id == *id);
    planned.map_or(&[], |planned| &planned.publication.former)
}

/// All issues that the site shows, by series in the order of the home page, then from the oldest to the newest.
///
/// `output` must have been told already what is kept, but for the issues that stand as the content has them.
pub fn in_reading_order(
    series: &[Arc<Series>],
    issues: &[BuiltIssue],
    pdfs: &Pdfs,
    output: &Output,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = issues
        .par_iter()
        .filter_map(|issue| issue.document.as_ref())
        .map(|document| Entry {
            summary: Arc::new(archive::summary(document)),
            pdf: pdfs.get(&document.id.path()).map(PdfRecord::facts),
            formats: artifacts::formats(document),
            phrases: TitlePhrases::default(),
        })
        .collect();
    let standing = issues.iter().filter(|issue| issue.stands);
    let standing = standing.filter_map(|issue| output.old().issue(&issue.id));
    let left: Vec<&IssueRecord> = output.kept_issues().chain(standing).collect();
    entries.par_extend(left.into_par_iter().map(|record| kept(record, output)));
    sort(&mut entries, series);
    entries
}

/// Brings entries into reading order: by series in the order of the home page, then from the oldest to the newest.
pub fn sort(entries: &mut [Entry], series: &[Arc<Series>]) {
    let place = |code: &str| series.iter().position(|series| series.code == code);
    entries.sort_by(|a, b| {
        let (a, b) = (&a.summary, &b.summary);
        place(&a.id.series)
            .cmp(&place(&b.id.series))
            .then_with(|| a.date.cmp(&b.date))
            .then_with(|| a.id.cmp(&b.id))
    });
}

fn kept(record: &IssueRecord, output: &Output) -> Entry {
    let id = &record.summary.id;
    // A form that was not wanted, or that the program did not know, when it made the rest is not there.
    let mut formats = artifacts::possible_formats(id);
    formats.retain(|format| {
        let route = Route::IssueFile(id.clone(), format.name.clone());
        output.old().files.contains(&route.path())
    });
    Entry {
        summary: Arc::clone(&record.summary),
        pdf: record.pdf.as_ref().map(PdfRecord::facts),
        formats,
        phrases: TitlePhrases::default(),
    }
}
