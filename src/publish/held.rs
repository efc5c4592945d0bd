//! Files that are written and wait for their issue: they come to their places with its page, or not at all.

use std::fs;
use std::path::Path;

use super::PublishError;
use super::checksum::checksum;
use super::output::Output;
use super::staged::{HeldFile, Staged};
use super::write::{self, CopyError};

impl Output {
    /// Writes `bytes`, to be put at `path` when [`Output::release`] is told so; a power cut does not touch them after that.
    ///
    /// # Errors
    /// What the system refused.
    pub fn hold(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let target = self.target(path)?;
        let staged = write::stage(&target, bytes, true)?;
        self.held_for(path, staged, None);
        Ok(())
    }

    /// As [`Output::hold`], with a copy of the file `source`.
    ///
    /// # Errors
    /// A source that cannot be read, and what the system refused.
    pub fn hold_copy(&mut self, path: &str, source: &Path) -> Result<(), CopyError> {
        let target = self.target(path).map_err(CopyError::Site)?;
        let staged = write::stage_copy(&target, source)?;
        self.held_for(path, staged, None);
        Ok(())
    }

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
        let staged = if stands {
            None
        } else {
            let changed = || CopyError::Source(std::io::ErrorKind::InvalidData.into());
            let made = run(&bytes).ok_or_else(changed)?;
            let target = self.target(path).map_err(CopyError::Site)?;
            write::stage(&target, &made, true).map_err(CopyError::Site)?
        };
        self.held_for(path, staged, Some(from));
        Ok(())
    }

    /// Puts what is held for `path` there, with what comes before and after it.
    pub fn release(&mut self, path: &str) {
        let Some(HeldFile { staged, made_from }) = self.held.remove(path) else {
            return;
        };
        if let Some(from) = made_from {
            self.new.made_from.insert(path.to_owned(), from);
        }
        let target = self.root.join(path);
        let place = staged.as_ref().map_or(target.as_path(), Staged::place);
        let checksum = checksum(place);
        self.count(path, staged.is_some(), checksum);
        self.staged.entry(self.turn).or_default().extend(staged);
    }

    fn held_for(&mut self, path: &str, staged: Option<Staged>, made_from: Option<String>) {
        self.held
            .insert(path.to_owned(), HeldFile { staged, made_from });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Report, Shape, divided, site_manifest};

    const SHAPE: Shape<'_> = Shape {
        is_index: |_| false,
        is_written: &|_| false,
    };

    /// A build of a site with one picture, which is put to its place or stays as it stands.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn build(root: &Path, source: &[u8], is_released: bool) -> Report {
        let place = root.join("图.png");
        fs::write(&place, source).expect("a file");
        let mut output = Output::open(&root.join("output"), SHAPE, &|_| {}).expect("a folder");
        let held = output.hold_made("a.png", &place, "1", |bytes| Some(bytes.to_vec()));
        assert!(held.is_ok());
        if is_released {
            output.release("a.png");
        } else if output.old().files.contains("a.png") {
            output.keep("a.png");
        }
        output.finish(&[], &[]).expect("a site").0
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn what_is_made_of_the_same_source_in_the_same_way_is_not_made_again() {
        let folder = tempfile::tempdir().expect("a folder");
        build(folder.path(), b"one", true);
        let place = folder.path().join("图.png");
        let output = Output::open(&folder.path().join("output"), SHAPE, &|_| {});
        let mut output = output.expect("a folder");
        let again =
            |output: &mut Output, way: &str| output.hold_made("a.png", &place, way, |_| None);
        assert!(again(&mut output, "1").is_ok(), "made again");
        assert!(
            again(&mut output, "2").is_err(),
            "another way is another picture"
        );
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn what_was_held_for_an_issue_that_failed_is_not_known_of_the_site() {
        let folder = tempfile::tempdir().expect("a folder");
        let stands = || fs::read(folder.path().join("output/a.png")).expect("a file");
        let known = || {
            let manifest = site_manifest(&folder.path().join("output")).expect("a manifest");
            manifest.expect("a site").made_from.len()
        };
        build(folder.path(), b"one", false);
        assert_eq!(known(), 0);
        build(folder.path(), b"one", true);
        build(folder.path(), b"two", false);
        // What stands is still known to be made from the first.
        assert_eq!((stands(), known()), (b"one".to_vec(), 1));
        build(folder.path(), b"two", true);
        assert_eq!((stands(), known()), (b"two".to_vec(), 1));
        // One that an older program copied as it was, and whose issue then failed, is made anew.
        let root = folder.path().join("output");
        let manifest = site_manifest(&root).expect("a manifest");
        let mut manifest = manifest.expect("a site");
        manifest.made_from.clear();
        divided::write(&root, &manifest).expect("a manifest");
        build(folder.path(), b"three", false);
        assert_eq!(known(), 0);
        build(folder.path(), b"three", true);
        assert_eq!(stands(), b"three");
    }

    /// What is no file may have no end.
    #[cfg(unix)]
    #[test]
    fn a_device_or_folder_is_not_copied() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut output = Output::open(&folder.path().join("output"), SHAPE, &|_| {}).expect("open");
        for source in [Path::new("/dev/null"), folder.path()] {
            let copied = output.hold_copy("a.xlsx", source);
            assert!(matches!(copied, Err(CopyError::Source(_))), "{source:?}");
            let made = output.hold_made("a.png", source, "1", |bytes| Some(bytes.to_vec()));
            assert!(matches!(made, Err(CopyError::Source(_))), "{source:?}");
        }
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn what_somebody_changed_or_removed_is_made_again_of_the_same_source() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("output/a.png");
        build(folder.path(), b"one", true);
        assert_eq!(build(folder.path(), b"one", true).written, 0);
        fs::write(&place, b"two").expect("a file");
        assert_eq!(build(folder.path(), b"one", true).written, 1);
        assert_eq!(fs::read(&place).expect("a file"), b"one");
        fs::remove_file(&place).expect("a file");
        build(folder.path(), b"one", true);
        assert_eq!(fs::read(&place).expect("a file"), b"one");
    }
}
