//! Whether a folder can be written, found out by trying.

use std::io;
use std::path::Path;

/// Writes an empty file that is gone at once in `folder`, or in the nearest folder above it that is there.
///
/// # Errors
/// What the system refused: no right, a full disk, a share that is away.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn try_writing(folder: &Path) -> io::Result<()> {
    let absolute = std::path::absolute(folder)?;
    let there = absolute.ancestors().find(|folder| folder.exists());
    tempfile::tempfile_in(there.unwrap_or(&absolute)).map(|_| ())
}
