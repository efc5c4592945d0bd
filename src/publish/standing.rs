//! Stamps of what stands in the folder of the site, issue by issue: whether somebody has changed it since a build left it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::Path;

use rayon::prelude::*;

use super::Manifest;
use super::manifest::MANIFEST;
use crate::model::IssueId;
use crate::trace::{FileStamp, Look, settled, wait_out_tick};

/// How many slashes the path of an issue's folder has.
const ISSUE_LEVEL: usize = 2;

/// What a build left in the folder of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteStamps {
    /// Of the manifest.
    pub manifest: String,
    /// Of the files of each issue, by its path.
    pub issues: BTreeMap<String, String>,
    /// Of each group of lists; empty where one of its files is gone.
    pub lists: Vec<String>,
}

/// The stamps of the manifest at `root`, of the files of `issues` and of those at each group of `lists`, read once nobody can change them and leave the same; none where that
/// does not come soon.
pub(super) fn site_stamps(
    root: &Path,
    manifest: &Manifest,
    issues: &[IssueId],
    lists: &[&[String]],
) -> Option<SiteStamps> {
    // It was written last.
    wait_out_tick(stamp([MANIFEST], root)?.newest);
    let look = || {
        let own = stamp([MANIFEST], root)?;
        let mut whole = Look {
            found: SiteStamps {
                manifest: own.found,
                issues: BTreeMap::new(),
                lists: Vec::new(),
            },
            newest: own.newest,
            is_coarse: own.is_coarse,
        };
        let of_issues = issues
            .par_iter()
            .map(|id| (id, issue_stamp(root, manifest, id)));
        for (id, issue) in of_issues.collect::<Vec<_>>() {
            let Some(issue) = issue else {
                continue;
            };
            whole.newest = whole.newest.max(issue.newest);
            whole.is_coarse |= issue.is_coarse;
            whole.found.issues.insert(id.path(), issue.found);
        }
        for paths in lists {
            let stamp = lists_stamp(root, paths).map(|lists| {
                whole.newest = whole.newest.max(lists.newest);
                whole.is_coarse |= lists.is_coarse;
                lists.found
            });
            whole.found.lists.push(stamp.unwrap_or_default());
        }
        Some(whole)
    };
    settled(look).map(|(stamps, _)| stamps)
}

/// The stamp of the manifest at `root`; none where there is none.
pub(super) fn manifest_stamp(root: &Path) -> Option<String> {
    stamp([MANIFEST], root).map(|look| look.found)
}

/// The stamp of the files that `manifest` knows of an issue, and of their folders, so that one that came is noticed too; none where one of them is gone.
pub(super) fn issue_stamp(root: &Path, manifest: &Manifest, id: &IssueId) -> Option<Look<String>> {
    stamp(manifest.files_of(id).map(String::as_str), root)
}

/// The stamp of the files at `paths`; none where one of them is gone.
pub(super) fn lists_stamp(root: &Path, paths: &[String]) -> Option<Look<String>> {
    stamp(paths.iter().map(String::as_str), root)
}

/// One stamp for all `files`, none of which may lie in a folder that is a link to elsewhere.
fn stamp<'f>(files: impl IntoIterator<Item = &'f str>, root: &Path) -> Option<Look<String>> {
    let mut hasher = blake3::Hasher::new();
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut whole = Look {
        found: String::new(),
        newest: std::time::Duration::ZERO,
        is_coarse: false,
    };
    let mut add = |path: &str, found: &Metadata| {
        let stamp = FileStamp::of(found);
        hasher.update(&(path.len() as u64).to_le_bytes());
        hasher.update(path.as_bytes());
        stamp.hash_into(&mut hasher);
        whole.newest = whole.newest.max(stamp.newest());
        whole.is_coarse |= stamp.is_coarse();
    };
    for path in files {
        for (end, _) in path.match_indices('/') {
            let folder = &path[..end];
            if !folders.insert(folder) {
                continue;
            }
            let found = fs::symlink_metadata(root.join(folder)).ok()?;
            if !found.is_dir() {
                return None;
            }
            // Folders of series and years change with the issues in them.
            if folder.matches('/').count() >= ISSUE_LEVEL {
                add(folder, &found);
            }
        }
        let found = fs::symlink_metadata(root.join(path)).ok()?;
        if !found.is_file() {
            return None;
        }
        add(path, &found);
    }
    whole.found = hasher.finalize().to_hex()[..32].to_owned();
    Some(whole)
}
