//! The texts that are searched, the index over them, and its page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use rayon::prelude::*;

use super::context::SiteContext;
use super::documents::BuiltIssue;
use super::error::BuildError;
use crate::model::{Entry, IssueId, OutputFile, Series, UnitHistory, UnitRegistry};
use crate::publish::Output;
use crate::search::{self, IndexMemory, IndexedIssue, IssueText};

/// The files that all pages share, with the scripts of the search page.
pub fn with_script(mut assets: Vec<OutputFile>) -> Vec<OutputFile> {
    assets.extend(search::scripts());
    assets
}

/// The search page and the index over every issue that the site shows, those first that lead to the others.
pub fn draw(whole: SiteContext<'_>, _: &[String]) -> Result<Vec<OutputFile>, BuildError> {
    let issues = (whole.indexed)();
    let joined = with_later_units(&issues, &whole.registers());
    let mut memory = whole.index.lock().unwrap_or_else(PoisonError::into_inner);
    let index = search::index_again(joined.as_deref().unwrap_or(&issues), &mut memory);
    let page = search::search_page(whole.templates, whole.site, &index, issues.len())?;
    let mut files = vec![page];
    files.extend(index.files.into_iter().rev());
    Ok(files)
}

/// The issues with the units that theirs have become (并入, 拆分), so that results narrowed to one of these have them too; none where there are no such units.
fn with_later_units(
    issues: &[IndexedIssue],
    registers: &[&Arc<UnitRegistry>],
) -> Option<Vec<IndexedIssue>> {
    let histories: Vec<&UnitHistory> = registers
        .iter()
        .map(|register| &*register.history)
        .collect();
    let mut lives = histories.iter().flat_map(|history| &history.units);
    if lives.all(|life| life.became.is_empty()) {
        return None;
    }
    let joined = issues.iter().map(|issue| {
        let mut issue = issue.clone();
        for (code, _) in issue.units.clone() {
            for later in histories
                .iter()
                .flat_map(|history| history.successors(&code))
            {
                if issue.units.iter().all(|(known, _)| *known != later.code) {
                    let name = later.name().to_owned();
                    issue.units.push((later.code.clone(), name));
                }
            }
        }
        issue
    });
    Some(joined.collect())
}

/// The issues of `entries` in their order, for the index: those that this build has drawn, by their paths, and otherwise from the files of an earlier one. The texts
/// of those that stand as the last build left them are not read where `memory` knows them.
pub fn indexed(
    series: &[Arc<Series>],
    entries: &[Entry],
    issues: &[BuiltIssue],
    mut drawn: BTreeMap<String, IndexedIssue>,
    output: &Output,
    memory: &IndexMemory,
) -> Vec<IndexedIssue> {
    let own = entries
        .iter()
        .map(|entry| drawn.remove(&entry.summary.id.path()));
    let own: Vec<Option<IndexedIssue>> = own.collect();
    let standing = issues.iter().filter(|issue| issue.stands);
    let standing: BTreeSet<&IssueId> = standing.map(|issue| &issue.id).collect();
    let known = memory.texts();
    own.into_par_iter()
        .zip(entries)
        .map(|(own, entry)| {
            let summary = &entry.summary;
            let path = IssueText::path(&summary.id);
            if let Some(mut own) = own {
                let checksum = output.written_checksum(&path);
                own.checksum = checksum.unwrap_or_default().to_owned();
                return own;
            }
            if standing.contains(&summary.id)
                && let Some(checksum) = output.written_checksum(&path)
                && let Some(text) = known.get(checksum)
            {
                return IndexedIssue::known(summary, Arc::clone(text), checksum.to_owned());
            }
            let file = output.read(&path);
            let text = kept(series, entry, file.as_deref());
            // What was read need not be what was written.
            let checksum = file.map(|bytes| Output::checksum(&bytes));
            IndexedIssue::of(&text, checksum.unwrap_or_default())
        })
        .collect()
}

/// The files of texts that an earlier build did not make for the issues that stay as it left them.
pub fn missing(
    series: &[Arc<Series>],
    entries: &[Entry],
    issues: &[BuiltIssue],
    output: &Output,
) -> Vec<OutputFile> {
    let drawn = issues.iter().filter(|issue| issue.document.is_some());
    let drawn: BTreeSet<&IssueId> = drawn.map(|issue| &issue.id).collect();
    // Of those that stand, every file is there that the manifest names.
    let standing = issues.iter().filter(|issue| issue.stands);
    let standing: BTreeSet<&IssueId> = standing.map(|issue| &issue.id).collect();
    let kept_issues = entries.iter().filter(|entry| {
        let id = &entry.summary.id;
        let path = IssueText::path(id);
        let is_there = || match standing.contains(id) {
            true => output.old().files.contains(&path),
            false => output.read(&path).is_some(),
        };
        !drawn.contains(id) && !is_there()
    });
    kept_issues
        .map(|entry| kept(series, entry, None).file())
        .collect()
}

fn kept(series: &[Arc<Series>], entry: &Entry, file: Option<&[u8]>) -> IssueText {
    let code = &entry.summary.id.series;
    let name = series
        .iter()
        .find(|series| series.code == *code)
        .map_or(code.as_str(), |series| series.name.as_str());
    IssueText::kept(&entry.summary, name, file)
}
