//! Files that are written and do not stand at their place yet: what a build makes is put there at its end, in one go, or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tempfile::{NamedTempFile, TempPath};

use super::PublishError;

/// Every file that is being written by this process.
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
    /// `file`, which was written in the folder of `target`.
    pub fn new(file: NamedTempFile, target: &Path) -> Self {
        let file = file.into_temp_path();
        files().insert(file.to_path_buf());
        Self {
            file,
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
    for file in files().iter() {
        // Nobody is left to be told; the next build sweeps.
        let _ = fs::remove_file(file);
    }
    // Never given back: nothing begins any more.
    std::mem::forget(guard);
}
