//! Files that are made of others: pictures in the form in which readers get them.

use std::fs;
use std::path::Path;

use super::checksum::checksum;
use super::output::Output;
use super::write::CopyError;

impl Output {
    /// As [`Output::hold`], with what `run` makes of the file `source`; what an earlier build made of the same bytes in the same way stays. `version` says which way.
    ///
    /// # Errors
    /// A source that cannot be read or is no longer what it was when it was looked at, and what the system refused.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn hold_made(
        &mut self,
        path: &str,
        source: &Path,
        version: &str,
        run: fn(&[u8]) -> Option<Vec<u8>>,
    ) -> Result<(), CopyError> {
        // A pipe or a device has no end.
        if !fs::metadata(source).map_err(CopyError::Source)?.is_file() {
            return Err(CopyError::Source(std::io::ErrorKind::InvalidInput.into()));
        }
        let bytes = fs::read(source).map_err(CopyError::Source)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(version.as_bytes());
        hasher.update(&bytes);
        let from = hasher.finalize().to_hex()[..32].to_owned();
        let stands = self.old.made_from.get(path) == Some(&from)
            && self.old.checksums.contains_key(path)
            && self.old.checksums.get(path) == checksum(&self.root.join(path)).as_ref()
            && self.is_really_below(path);
        if stands {
            self.held.insert(path.to_owned(), None);
        } else {
            let changed = || CopyError::Source(std::io::ErrorKind::InvalidData.into());
            let made = run(&bytes).ok_or_else(changed)?;
            self.hold(path, &made).map_err(CopyError::Site)?;
        }
        self.new.made_from.insert(path.to_owned(), from);
        Ok(())
    }
}
