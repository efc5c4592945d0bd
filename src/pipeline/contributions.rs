//! What a site tells of contributions (供稿统计): of the issues that it shows, and to whom the office says.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::contribution::{ContributionTally, whole_year};
use crate::model::{Audience, Entry, Series};
use crate::publish::Output;
use crate::site::{RootFile, Route};
use crate::stage::Plan;

/// The contributions of each year, the last first; none where the office counts none, or not for `audience`, the readers of this site. Series that the site does
/// not name are in no column, and issues that it does not show in no count.
pub fn shown(
    plan: &Plan,
    audience: Audience,
    series: &[Arc<Series>],
    entries: &[Entry],
) -> Vec<ContributionTally> {
    let book = &plan.contributions;
    if book.is_unread {
        return Vec::new();
    }
    if book.audience == Audience::Internal && audience == Audience::Public {
        return Vec::new();
    }
    let is_shown = |id: &crate::model::IssueId| {
        let mut entries = entries.iter();
        entries.any(|entry| entry.summary.id == *id)
    };
    let years = book.years(&is_shown).into_iter();
    let tallies = years.filter_map(|year| {
        let mut tally = book.tally(whole_year(year), &is_shown)?;
        tally.keep_series(&|code| series.iter().any(|series| series.code == code));
        Some(tally)
    });
    tallies.collect()
}

/// Keeps what an earlier build told of contributions where this one cannot know it, as the rules or a list cannot be read. Not in a site for everybody, for whom it may
/// no longer be meant, and not where an issue has gone, which it may name.
pub fn keep_unread(plan: &Plan, audience: Audience, entries: &[Entry], output: &mut Output) {
    if !plan.contributions.is_unread || audience == Audience::Public {
        return;
    }
    let shown: BTreeSet<String> = entries
        .iter()
        .map(|entry| entry.summary.id.path())
        .collect();
    if !output.old().issues.keys().all(|path| shown.contains(path)) {
        return;
    }
    let told = [
        Route::Contributions.path(),
        RootFile::ContributionsXlsx.name().to_owned(),
    ];
    for path in told {
        if output.old().files.contains(&path) && output.written_checksum(&path).is_none() {
            output.keep(&path);
        }
    }
}
