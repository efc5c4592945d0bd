//! Short checksums of files: whether a copy is still what was written. They are no proof against somebody who rewrites the manifest too.

use std::fs::File;
use std::path::Path;

/// A short checksum of `bytes`, as the manifest keeps it.
pub(super) fn checksum_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// As [`checksum_of`], of the file at `path`; none where it cannot be read.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn checksum(path: &Path) -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path).ok()?).ok()?;
    Some(hasher.finalize().to_hex()[..32].to_owned())
}
