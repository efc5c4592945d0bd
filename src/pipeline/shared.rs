//! The files that are drawn from all issues together.

use std::sync::Arc;

use super::{BuildError, Selection};
use crate::archive;
use crate::catalogue;
use crate::model::{Entry, OutputFile, RESERVED, Series, Site, UnitRegistry};
use crate::publish::Output;
use crate::render::html::Templates;
use crate::stage::Plan;

/// What the files are drawn from.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// The pages' templates.
    pub templates: &'a Templates,
    /// The archive.
    pub site: &'a Site,
    /// The plan.
    pub plan: &'a Plan,
    /// The series in the order of the home page.
    pub series: &'a [Arc<Series>],
    /// Every issue that the site shows, in reading order.
    pub entries: &'a [Entry],
}

/// Files that are drawn together. A build draws every group; a preview only that of the file it is asked for.
pub struct Group {
    /// Whether a file at this path is of the group, if there is such a file.
    pub holds: fn(&str) -> bool,
    /// Draws them, those first that lead to all others. The paths of what the groups before have drawn come along.
    pub draw: fn(Whole<'_>, &[String]) -> Result<Vec<OutputFile>, BuildError>,
}

/// Every group, that of the home page first.
pub const GROUPS: &[Group] = &[
    Group {
        holds: is_list,
        draw: |whole, _| {
            let specs = whole.plan.series.iter();
            let registers: Vec<Arc<UnitRegistry>> = specs.map(|spec| spec.units.clone()).collect();
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
    Group {
        holds: |path| is_shared(path) && !is_list(path),
        draw: |whole, pages| {
            let files = catalogue::files(whole.site, whole.series, whole.entries, pages)?;
            Ok(files)
        },
    },
];

/// The files to be written, those first that lead to all others. Those of an earlier build stay as they are where this build could not write them
/// whole: where a series cannot be read, or where only a part of the archive is built and a series has gone.
pub fn files(
    whole: Whole<'_>,
    selection: &Selection,
    output: &mut Output,
) -> Result<Vec<OutputFile>, BuildError> {
    let mut files = Vec::new();
    let mut written = Vec::new();
    for group in GROUPS {
        let drawn = (group.draw)(whole, &written)?;
        written.extend(drawn.iter().map(|file| file.path.clone()));
        files.extend(drawn);
    }
    let all_known = whole.plan.broken_series.is_empty();
    let old: Vec<String> = output
        .old()
        .files
        .iter()
        .filter(|path| is_shared(path))
        .filter(|path| !all_known || (!selection.is_all() && !written.contains(path)))
        .cloned()
        .collect();
    for path in &old {
        output.keep(path);
    }
    files.retain(|file| !old.contains(&file.path));
    Ok(files)
}

/// Whether the file is a page that leads to issues.
fn is_list(path: &str) -> bool {
    path.ends_with("index.html") && is_shared(path)
}

/// Whether the file belongs to all issues and not to one.
fn is_shared(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    // An issue's own files lie in `<series>/<year>/<folder>/`; assets are written with every build.
    folder != "assets" && (RESERVED.contains(&folder) || path.matches('/').count() < 3)
}
