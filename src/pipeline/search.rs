//! The texts that are searched, the index over them, and its page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::context::SiteContext;
use super::documents::BuiltIssue;
use super::error::BuildError;
use crate::model::{Entry, IssueId, OutputFile, Series, UnitHistory, UnitRegistry};
use crate::publish::Output;
use crate::search::{self, IssueText};

/// The files that all pages share, with the scripts of the search page.
pub fn with_script(mut assets: Vec<OutputFile>) -> Vec<OutputFile> {
    assets.extend(search::scripts());
    assets
}

/// The search page and the index over every issue that the site shows, those first that lead to the others.
pub fn draw(whole: SiteContext<'_>, _: &[String]) -> Result<Vec<OutputFile>, BuildError> {
    let texts = (whole.texts)();
    let joined = with_later_units(&texts, &whole.registers());
    let mut memory = whole.index.borrow_mut();
    let index = search::index_again(joined.as_deref().unwrap_or(&texts), &mut memory);
    let page = search::search_page(whole.templates, whole.site, &index, texts.len())?;
    let mut files = vec![page];
    files.extend(index.files.into_iter().rev());
    Ok(files)
}

/// The texts with the units that theirs have become (并入, 拆分), so that results narrowed to one of these have them too; none where there are no such units.
fn with_later_units(
    texts: &[IssueText],
    registers: &[&Arc<UnitRegistry>],
) -> Option<Vec<IssueText>> {
    let histories: Vec<&UnitHistory> = registers
        .iter()
        .map(|register| &*register.history)
        .collect();
    let mut lives = histories.iter().flat_map(|history| &history.units);
    if lives.all(|life| life.became.is_empty()) {
        return None;
    }
    let joined = texts.iter().map(|text| {
        let mut text = text.clone();
        for (code, _) in text.units.clone() {
            for later in histories
                .iter()
                .flat_map(|history| history.successors(&code))
            {
                if text.units.iter().all(|(known, _)| *known != later.code) {
                    let name = later.name().to_owned();
                    text.units.push((later.code.clone(), name));
                }
            }
        }
        text
    });
    Some(joined.collect())
}

/// The texts of `entries` in their order: those that this build has drawn, by their paths, and otherwise from the files of an earlier one.
pub fn texts(
    series: &[Arc<Series>],
    entries: &[Entry],
    mut drawn: BTreeMap<String, IssueText>,
    output: &Output,
) -> Vec<IssueText> {
    let own = entries
        .iter()
        .map(|entry| drawn.remove(&entry.summary.id.path()));
    let own: Vec<Option<IssueText>> = own.collect();
    own.into_par_iter()
        .zip(entries)
        .map(|(own, entry)| {
            own.unwrap_or_else(|| {
                let file = output.read(&IssueText::path(&entry.summary.id));
                kept(series, entry, file.as_deref())
            })
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
    let kept_issues = entries.iter().filter(|entry| {
        let id = &entry.summary.id;
        !drawn.contains(id) && output.read(&IssueText::path(id)).is_none()
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
