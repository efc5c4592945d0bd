//! New folders in the content: whole, or not there.

use std::fs;
use std::io;
use std::path::Path;

use crate::publish::{self, PublishError, UnfinishedFolder};

/// Whether [`write_whole`] would write the folder `target`: it is not there, or empty.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn is_free(target: &Path) -> bool {
    match fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => target.symlink_metadata().is_err(),
    }
}

/// Writes the folder `target` with `files`, whole or not at all: under a name that is passed over until it is complete.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where it is there and not empty, and whatever the system says; then nothing is left.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn write_whole(target: &Path, files: &[(String, String)]) -> io::Result<()> {
    if target.symlink_metadata().is_ok() {
        // An empty one may give way.
        fs::remove_dir(target).map_err(|_| io::Error::from(io::ErrorKind::AlreadyExists))?;
    }
    let parent = target.parent().unwrap_or(target);
    let parent_is_new = !parent.is_dir();
    fs::create_dir_all(parent)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    publish::sweep_folder(parent);
    let staging = parent.join(format!("{}{name}", publish::own_prefix()));
    let _unfinished = UnfinishedFolder::at(&staging);
    let written = fill(&staging, files).and_then(|()| fs::rename(&staging, target));
    if written.is_err() {
        // What we made and nothing else; the folder around it only if it is empty.
        let _ = fs::remove_dir_all(&staging);
        if parent_is_new {
            let _ = fs::remove_dir(parent);
        }
    }
    written
}

/// Writes the file `path`, whole or not at all, with the folders above it.
///
/// # Errors
/// What the system refused.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn write_with_parents(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(PublishError::io("新建文件夹", folder))?;
    }
    publish::write_file(path, bytes).map(|_| ())
}

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn fill(staging: &Path, files: &[(String, String)]) -> io::Result<()> {
    fs::create_dir(staging)?;
    for (path, text) in files {
        let path = staging.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
