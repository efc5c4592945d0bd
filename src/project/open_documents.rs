//! Documents that somebody has open in Word or WPS.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The lock files of Word and WPS (`~$…`) below `folder`, relative to it: the documents are open, and what is typed in them may not be saved. What cannot
/// be read is passed over.
#[must_use]
pub fn open_documents(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name();
    let files = entries.into_iter().flatten();
    files
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("~$"))
        .filter_map(|entry| Some(entry.path().strip_prefix(folder).ok()?.to_owned()))
        .collect()
}
