//! What builds leave in a folder besides the site: half-written files of those that were killed, folders that hold nothing any more.

use std::fs;
use std::path::Path;

use super::PublishError;
use super::beating::BEATING;
use super::journal::JOURNAL;
use super::lock::LOCK;
use super::manifest::COPIES;
use super::staged::TEMPORARY;

/// Files that may lie in a folder that is otherwise empty.
pub(super) const PLACEHOLDERS: [&str; 5] = [".gitkeep", ".gitignore", LOCK, BEATING, JOURNAL];

/// Whether nothing but placeholders and what a killed build left lies in the folder.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn is_empty(root: &Path) -> Result<bool, PublishError> {
    let entries = fs::read_dir(root).map_err(PublishError::io("读取", root))?;
    for entry in entries {
        let entry = entry.map_err(PublishError::io("读取", root))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Parts that no main file names say nothing.
        let is_ours = PLACEHOLDERS.contains(&&*name) || name == COPIES;
        if !is_ours && !name.starts_with(TEMPORARY) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes the half-written files of builds that were killed, in every folder of the site.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn sweep(root: &Path) {
    let mut rest = vec![root.to_owned()];
    while let Some(folder) = rest.pop() {
        remove_left_behind(&folder);
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                rest.push(entry.path());
            }
        }
    }
}

/// Removes the half-written files of builds that were killed. We hold the lock, so nobody else is writing them.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn remove_left_behind(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(TEMPORARY) {
            // What cannot be removed is no harm to the site.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn remove_empty_folders(root: &Path, removed: &Path) {
    let mut folder = removed.parent();
    while let Some(current) = folder {
        // A folder that still holds something is not removed by `remove_dir`, which is the condition wanted here.
        if current == root || fs::remove_dir(current).is_err() {
            return;
        }
        folder = current.parent();
    }
}
