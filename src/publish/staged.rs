//! Files that are written and do not stand at their place yet: what a build makes is put there at its end, in one go, or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tempfile::{Builder, NamedTempFile, TempPath};

use super::PublishError;

/// How the names of files begin that are being written; one that is found in a site was left by a build that was killed.
pub(super) const TEMPORARY: &str = ".jianbao-";

/// Every file that is being written by this process, and every folder.
static TEMPORARY_FILES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// HeldFile while files are put at their places: whoever ends the process waits for that.
static PLACING: Mutex<()> = Mutex::new(());

/// How long the end of the process waits for files that are being put at their places.
const PATIENCE: Duration = Duration::from_secs(10);

/// When a file is put at its place: those first to which others lead, in whatever order they were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// What every page uses.
    #[default]
    Assets,
    /// Issues that are new, each with its page last.
    NewIssues,
    /// Lists that are new.
    NewLists,
    /// Issues that the site shows already.
    KnownIssues,
    /// Lists that stand already.
    KnownLists,
}

impl Turn {
    /// Whether what was written first comes last: the home page leads to everything.
    pub(super) fn is_backwards(self) -> bool {
        matches!(self, Self::NewLists | Self::KnownLists)
    }
}

/// A file that is written whole beside its place; removed unless it is put there.
#[derive(Debug)]
pub struct Staged {
    file: TempPath,
    target: PathBuf,
}

/// What waits for one place until what belongs to it comes there.
#[derive(Debug)]
pub struct HeldFile {
    /// What was written; none where the same stands there already.
    pub staged: Option<Staged>,
    /// What it was made from, where it was made of another file: known of the site once it is a part of that.
    pub made_from: Option<String>,
}

impl Staged {
    /// `file`, which [`temporary_file`] made in the folder of `target`, and which is written.
    pub fn new(file: NamedTempFile, target: &Path) -> Self {
        Self {
            file: file.into_temp_path(),
            target: target.to_owned(),
        }
    }

    /// Where it is for now.
    pub fn place(&self) -> &Path {
        &self.file
    }

    /// Puts it at its place, over what stands there.
    ///
    /// # Errors
    /// What the system refused; what stood there still does.
    pub fn put(self) -> Result<(), PublishError> {
        let from = self.file.to_path_buf();
        let put = self.file.persist(&self.target);
        files().remove(&from);
        put.map_err(|error| PublishError::io("写入", &self.target)(error.error))
    }
}

/// Files may be put at their places as long as the value lives; the process does not end of itself meanwhile.
pub fn placing() -> MutexGuard<'static, ()> {
    PLACING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A new file in `folder`, of which the end of the process knows from its first moment on.
///
/// # Errors
/// What the system refused.
pub(super) fn temporary_file(
    builder: &Builder<'_, '_>,
    folder: &Path,
) -> io::Result<NamedTempFile> {
    let mut files = files();
    let file = builder.tempfile_in(folder)?;
    files.insert(file.path().to_path_buf());
    Ok(file)
}

/// A folder that is filled by this process and does not stand at its place yet. It goes with everything in it where the process is ended; otherwise whoever made it
/// puts it at its place or removes it.
#[derive(Debug)]
pub struct UnfinishedFolder(PathBuf);

impl UnfinishedFolder {
    /// The folder at `path`, which is about to be made.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        files().insert(path.to_owned());
        Self(path.to_owned())
    }
}

impl Drop for UnfinishedFolder {
    fn drop(&mut self) {
        files().remove(&self.0);
    }
}

/// Whether this process is writing a temporary file or folder of this name.
pub(super) fn is_being_written(name: &str) -> bool {
    files()
        .iter()
        .any(|path| path.file_name().is_some_and(|own| own == name))
}

fn files() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    TEMPORARY_FILES
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

/// For the moment before the process ends, whatever else it was doing: lets files come to their places that are on their way, begins with no others, and removes
/// what is half written.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn end_all() {
    let start = Instant::now();
    let guard = loop {
        match PLACING.try_lock() {
            Ok(guard) => break Some(guard),
            Err(_) if start.elapsed() > PATIENCE => break None,
            Err(_) => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let files = files();
    for file in files.iter() {
        // Nobody is left to be told; the next build sweeps.
        let _ = match file.is_dir() {
            true => fs::remove_dir_all(file),
            false => fs::remove_file(file),
        };
    }
    // Never given back: nothing begins any more.
    std::mem::forget((guard, files));
}
