//! Which spreadsheets hold the figures (指标) of an issue.

use super::path::resolve;
use super::table::split_sheet;
use crate::model::{FileId, IssueId, Spanned};
use crate::source::Sources;

/// The endings of spreadsheets.
const ENDINGS: &[&str] = &["csv", "xlsx", "xlsm", "xls", "et"];

/// The spreadsheets of figures of an issue: those that it names, or else every one beside it that is called 指标. With each the sheet that is meant. One that is
/// named and not there is left out.
#[must_use]
pub fn figure_files(
    sources: &Sources,
    id: &IssueId,
    named: &[Spanned<String>],
) -> Vec<(FileId, Option<String>)> {
    let folder = id.path();
    if !named.is_empty() {
        let found = named.iter().filter_map(|name| {
            let (path, sheet) = split_sheet(name);
            let file = resolve(sources, &folder, path).ok()?;
            Some((file, sheet.map(str::to_owned)))
        });
        return found.collect();
    }
    ENDINGS
        .iter()
        .filter_map(|ending| sources.find(&format!("{folder}/指标.{ending}")))
        .map(|file| (file, None))
        .collect()
}
