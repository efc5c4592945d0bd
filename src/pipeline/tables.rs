//! The tables of an issue as files beside its page.

use super::BuildError;
use crate::model::{Document, OutputFile};
use crate::render::sheets;
use crate::site::Route;

/// The files of every table of `document`, at their places in the site.
///
/// # Errors
/// What the libraries refuse, which no table makes them do.
pub fn files(document: &Document) -> Result<Vec<OutputFile>, BuildError> {
    let files = sheets::files(document)?.into_iter();
    let placed = files.map(|file| OutputFile {
        path: Route::IssueFile(document.id.clone(), file.path).path(),
        bytes: file.bytes,
    });
    Ok(placed.collect())
}
