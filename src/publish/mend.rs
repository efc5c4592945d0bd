//! A manifest of which a file is gone, empty or half: known again by its copy, or by what lies in the folder.

use std::fs;
use std::path::Path;

use super::PublishError;
use super::divided::{self, FoundManifest, ManifestPlace};
use super::lock::LOCK;
use super::manifest::{MANIFEST, read_regular};
use crate::site::{RootFile, Route};

/// By what the files of ours are known where nothing names them.
#[derive(Clone, Copy)]
pub struct Shape<'a> {
    /// Whether a file `index.json` begins as only ours does.
    pub is_index: fn(&[u8]) -> bool,
    /// Whether a build writes a file at this place. What others may have put beside ours is at none.
    pub is_written: &'a dyn Fn(&Route) -> bool,
}

/// What the folder holds, as far as it is known.
#[derive(Debug)]
pub(super) enum FolderState {
    /// The manifest says so.
    Surely(FoundManifest),
    /// The copy of the manifest, or of one of its parts, says so.
    ByCopy(FoundManifest),
    /// Nothing says so; the manifest names the files that have the shape of ours.
    ByShape(FoundManifest),
    /// There is nothing that would be ours.
    Nothing,
}

/// Reads what the folder `root` holds. It is not changed.
///
/// # Errors
/// A manifest of another program or of a newer version, and one that cannot be read.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn read(root: &Path, shape: Shape<'_>) -> Result<FolderState, PublishError> {
    let path = root.join(MANIFEST);
    let refused = match divided::read(root, ManifestPlace::Site) {
        Ok(Some(found)) if found.parts.are_whole => return Ok(FolderState::Surely(found)),
        Ok(Some(found)) => return Ok(FolderState::ByCopy(found)),
        Ok(None) => None,
        // A whole text of somebody else's is no manifest of ours that broke.
        Err(PublishError::BadManifest(at)) if at != path || is_broken(&at) => {
            Some(PublishError::BadManifest(at))
        }
        Err(error) => return Err(error),
    };
    if let Ok(Some(found)) = divided::read(root, ManifestPlace::Copy) {
        return Ok(FolderState::ByCopy(found));
    }
    if is_ours(root, shape) {
        let files = shaped(root, shape);
        if !files.is_empty() {
            let mut found = FoundManifest::default();
            found.manifest.files.extend(files);
            return Ok(FolderState::ByShape(found));
        }
    }
    refused.map_or(Ok(FolderState::Nothing), Err)
}

/// Whether a file is no JSON: empty, cut off, or overwritten with something else.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn is_broken(path: &Path) -> bool {
    let bytes = read_regular(path).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&bytes).is_err()
}

/// Whether we made the folder: it has our lock, or the index that only we write.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn is_ours(root: &Path, shape: Shape<'_>) -> bool {
    let index = read_regular(&root.join(RootFile::Index.name())).unwrap_or_default();
    root.join(LOCK).is_file() || (shape.is_index)(&index)
}

/// The files at places where a build writes.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn shaped(root: &Path, shape: Shape<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = vec![String::new()];
    while let Some(folder) = rest.pop() {
        for entry in fs::read_dir(root.join(&folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => rest.push(path),
                Ok(kind) if kind.is_file() => {
                    let route = Route::parse(&path);
                    if route.is_some_and(|route| (shape.is_written)(&route)) {
                        found.push(path);
                    }
                }
                _ => {}
            }
        }
    }
    found
}
