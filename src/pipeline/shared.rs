//! The files that are drawn from all issues together.

use std::sync::Arc;

use super::{BuildError, Request};
use crate::archive;
use crate::model::{Entry, OutputFile, Series, Site};
use crate::publish::Output;
use crate::stage::Plan;

/// What the files are drawn from.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// What to build.
    pub request: &'a Request<'a>,
    /// The archive.
    pub site: &'a Site,
    /// The plan.
    pub plan: &'a Plan,
    /// The series in the order of the home page.
    pub series: &'a [Arc<Series>],
    /// Every issue that the site shows, in reading order.
    pub entries: &'a [Entry],
}

/// The files to be written, those first that lead to all others. Those of an earlier build stay as they are where this build could not write them
/// whole: where a series cannot be read, or where only a part of the archive is built and a series has gone.
pub fn files(whole: Whole<'_>, output: &mut Output) -> Result<Vec<OutputFile>, BuildError> {
    let request = whole.request;
    let mut files = archive::pages(request.templates, whole.site, whole.series, whole.entries)?;
    let written: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    let all_known = whole.plan.broken_series.is_empty();
    let old: Vec<String> = output
        .old()
        .files
        .iter()
        .filter(|path| is_list(path))
        .filter(|path| !all_known || (!request.selection.is_all() && !written.contains(path)))
        .cloned()
        .collect();
    for path in &old {
        output.keep(path);
    }
    files.retain(|file| !old.contains(&file.path));
    Ok(files)
}

/// Whether the file belongs to all issues and not to one.
fn is_list(path: &str) -> bool {
    path.ends_with("index.html") && path.matches('/').count() < 3
}
