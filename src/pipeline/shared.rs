//! The files that are drawn from all issues together.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::context::SiteContext;
use super::error::BuildError;
use super::lists::{self, ListInputs};
use super::reuse::Reused;
use super::search;
use super::selection::Selection;
use crate::archive;
use crate::catalogue;
use crate::model::{Entry, OutputFile, UnitRegistry};
use crate::publish::{Output, Turn};
use crate::site::{RootFile, Route};
use crate::trace::KeptLists;

/// Files that are drawn together. A build draws every group; a preview only that of the file it is asked for.
pub struct FileGroup {
    /// Whether what lies there is of the group, if there is anything.
    pub holds: fn(&Route) -> bool,
    /// Takes a checksum over everything that it says of an issue, where it is drawn from no texts: where all of these are the same, it is not drawn again.
    said: Option<fn(&Entry, &mut ListInputs)>,
    /// Draws them, those first that lead to all others. The paths of what the groups before have drawn come along.
    pub draw: fn(SiteContext<'_>, &[String]) -> Result<Vec<OutputFile>, BuildError>,
}

/// Every group, that of the home page first. Those of one row say nothing of one another and are drawn at the same time.
pub const GROUPS: &[&[FileGroup]] = &[&[PAGES], &[CATALOGUES, SEARCH]];

const PAGES: FileGroup = FileGroup {
    // The page at a former address lies where that of an issue would.
    holds: |route| route.is_page() && !route.is_of_search(),
    said: Some(lists::said_on_pages),
    draw: |whole, _| {
        let registers = whole.registers().into_iter();
        let registers: Vec<Arc<UnitRegistry>> = registers.cloned().collect();
        let pages = archive::pages(
            whole.templates,
            whole.site,
            whole.series,
            &registers,
            whole.entries,
            whole.contributions,
        )?;
        Ok(pages)
    },
};

const CATALOGUES: FileGroup = FileGroup {
    holds: |route| route.is_shared() && !route.is_page() && !route.is_of_search(),
    said: Some(lists::said_in_catalogues),
    draw: |whole, pages| {
        let mut files = catalogue::files(whole.site, whole.series, whole.entries, pages)?;
        let contributions = catalogue::contributions(whole.series, whole.contributions)?;
        files.extend(contributions.map(|bytes| OutputFile {
            path: RootFile::ContributionsXlsx.name().to_owned(),
            bytes,
        }));
        Ok(files)
    },
};

/// Every build has the text of every issue, so that the index is always whole.
const SEARCH: FileGroup = FileGroup {
    holds: Route::is_of_search,
    said: None,
    draw: search::draw,
};

/// Writes the files drawn from all issues, row by row, so that no more than one row is in memory. Those of an earlier build stay as they are where this
/// build could not write them whole: where a series cannot be read, or where only a part of the archive is built and a series has gone. A group that would be the
/// same again is not drawn. Returns what is left of the groups for the next build, where they were written whole.
pub fn write(
    whole: SiteContext<'_>,
    selection: &Selection,
    reused: Option<&Reused<'_>>,
    output: &mut Output,
) -> Result<Vec<KeptLists>, BuildError> {
    let all_known = whole.plan.broken_series.is_empty();
    let is_kept = |path: &str| {
        Route::parse(path).is_some_and(|route| route.is_shared() && !route.is_of_search())
    };
    let reused = reused.filter(|_| all_known && selection.is_all());
    let outside = reused.map(Reused::outside_issues);
    let known = reused.and_then(|reused| reused.kept);
    let mut known = known.map_or(&[][..], |kept| &kept.lists).iter();
    let mut left = Vec::new();
    let mut drawn: Vec<String> = Vec::new();
    for row in GROUPS {
        let row = row.iter().map(|group| {
            let known = group.said.and_then(|_| known.next());
            (group, known)
        });
        let row: Vec<(&FileGroup, Option<&KeptLists>)> = row.collect();
        let made = row.par_iter().map(|(group, known)| {
            let inputs = outside
                .as_ref()
                .zip(group.said)
                .map(|(outside, said)| ListInputs::of(outside, &whole, &drawn, said));
            if let (Some(reused), Some(inputs), Some(lists)) = (reused, &inputs, known)
                && lists.inputs == *inputs
                && lists::stands(reused, lists, output)
            {
                return Ok(Made::Standing((*lists).clone()));
            }
            Ok(Made::Drawn((group.draw)(whole, &drawn)?, inputs))
        });
        let made: Vec<Result<Made, BuildError>> = made.collect();
        for made in made {
            let (mut files, inputs) = match made? {
                Made::Standing(lists) => {
                    lists.paths.iter().for_each(|path| output.keep(path));
                    drawn.extend_from_slice(&lists.paths);
                    left.push(lists);
                    continue;
                }
                Made::Drawn(files, inputs) => (files, inputs),
            };
            let before = drawn.len();
            drawn.extend(files.iter().map(|file| file.path.clone()));
            left.extend(inputs.map(|inputs| KeptLists {
                inputs,
                paths: drawn[before..].to_vec(),
                files: String::new(),
            }));
            let stands =
                |file: &OutputFile, output: &Output| output.old().files.contains(&file.path);
            files.retain(|file| all_known || !stands(file, output) || !is_kept(&file.path));
            let (known, new): (Vec<OutputFile>, Vec<OutputFile>) =
                files.into_iter().partition(|file| stands(file, output));
            output.turn(Turn::NewLists);
            output.write(&new)?;
            output.turn(Turn::KnownLists);
            output.write(&known)?;
        }
    }
    let drawn: BTreeSet<String> = drawn.into_iter().collect();
    let is_left = |path: &&String| !all_known || (!selection.is_all() && !drawn.contains(*path));
    let old = output.old().files.iter();
    let kept: Vec<String> = old
        .filter(|path| is_kept(path))
        .filter(is_left)
        .cloned()
        .collect();
    for path in kept {
        output.keep(&path);
    }
    Ok(left)
}

/// What has become of a group.
enum Made {
    /// It would be the same again.
    Standing(KeptLists),
    /// Its files, and the checksum over what they were drawn from, where the next build may hold itself against it.
    Drawn(Vec<OutputFile>, Option<String>),
}
