//! Whether a place on disk belongs to a site: what must never be in a site is not written there.

use std::fs;
use std::path::{Path, PathBuf};

use super::divided::has_manifest;

/// The site in whose folder `folder` lies, if it lies in one: `output`, or any folder above it that holds a manifest of ours.
/// Links on the way are followed, as a browser or a web server would.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn holds_site(folder: &Path, output: &Path) -> Option<PathBuf> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (folder, output) = (real(folder), real(output));
    if folder.starts_with(&output) {
        return Some(output);
    }
    folder
        .ancestors()
        .find(|ancestor| has_manifest(ancestor))
        .map(Path::to_owned)
}

/// Whether nobody but the user can read the site in `folder`, so that the server of a web site could not show it: what a strict umask leaves.
#[must_use]
#[cfg(unix)]
#[allow(
    clippy::disallowed_methods,
    reason = "the edge to the folder of the site"
)]
pub fn is_closed_to_others(folder: &Path) -> bool {
    use crate::site::Route;
    use std::os::unix::fs::PermissionsExt;
    let is_closed = |path: &Path, needed: u32| {
        fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o007 & needed != needed)
    };
    is_closed(folder, 0o005) || is_closed(&folder.join(Route::Home.path()), 0o004)
}

/// Elsewhere than on Unix files have the rights of their folder.
#[must_use]
#[cfg(not(unix))]
pub fn is_closed_to_others(_: &Path) -> bool {
    false
}
