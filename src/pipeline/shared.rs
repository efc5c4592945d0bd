//! The files that are drawn from all issues together.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::context::SiteContext;
use super::error::BuildError;
use super::search;
use super::selection::Selection;
use crate::archive;
use crate::catalogue;
use crate::model::{OutputFile, UnitRegistry};
use crate::publish::Output;
use crate::site::Route;

/// Files that are drawn together. A build draws every group; a preview only that of the file it is asked for.
pub struct FileGroup {
    /// Whether what lies there is of the group, if there is anything.
    pub holds: fn(&Route) -> bool,
    /// Draws them, those first that lead to all others. The paths of what the groups before have drawn come along.
    pub draw: fn(SiteContext<'_>, &[String]) -> Result<Vec<OutputFile>, BuildError>,
}

/// Every group, that of the home page first.
pub const GROUPS: &[FileGroup] = &[
    FileGroup {
        // The page at a former address lies where that of an issue would.
        holds: |route| route.is_page() && !route.is_of_search(),
        draw: |whole, _| {
            let registers = whole.registers().into_iter();
            let registers: Vec<Arc<UnitRegistry>> = registers.cloned().collect();
            let pages = archive::pages(
                whole.templates,
                whole.site,
                whole.series,
                &registers,
                whole.entries,
            )?;
            Ok(pages)
        },
    },
    FileGroup {
        holds: |route| route.is_shared() && !route.is_page() && !route.is_of_search(),
        draw: |whole, pages| {
            let files = catalogue::files(whole.site, whole.series, whole.entries, pages)?;
            Ok(files)
        },
    },
    // Every build has the text of every issue, so that the index is always whole.
    FileGroup {
        holds: Route::is_of_search,
        draw: search::draw,
    },
];

/// What a build does about the files that are drawn from all issues.
pub struct Shared {
    /// To be written, those first that lead to all others.
    pub files: Vec<OutputFile>,
    /// Paths of files that stay as an earlier build left them.
    pub kept: Vec<String>,
}

/// The files drawn from all issues. Those of an earlier build stay as they are where this build could not write them whole: where a series cannot be
/// read, or where only a part of the archive is built and a series has gone.
pub fn files(
    whole: SiteContext<'_>,
    selection: &Selection,
    output: &Output,
) -> Result<Shared, BuildError> {
    let mut files = Vec::new();
    let mut written: Vec<String> = Vec::new();
    for group in GROUPS {
        let drawn = (group.draw)(whole, &written)?;
        written.extend(drawn.iter().map(|file| file.path.clone()));
        files.extend(drawn);
    }
    let written: BTreeSet<String> = written.into_iter().collect();
    let all_known = whole.plan.broken_series.is_empty();
    let kept: Vec<String> = output
        .old()
        .files
        .iter()
        .filter(|path| {
            Route::parse(path).is_some_and(|route| route.is_shared() && !route.is_of_search())
        })
        .filter(|path| !all_known || (!selection.is_all() && !written.contains(*path)))
        .cloned()
        .collect();
    let held: BTreeSet<&String> = kept.iter().collect();
    files.retain(|file| !held.contains(&file.path));
    Ok(Shared { files, kept })
}
