//! Temporary folders and processes that must not outlive us: what typst reads and writes may be classified.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::places;

/// How their names begin.
const PREFIX: &str = "work-";
/// Held by who uses a folder; a folder whose lock is free was left by a process that is gone.
const LOCK: &str = "lock";
/// How long processes may take to end.
const PATIENCE: Duration = Duration::from_secs(3);

static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static RUNNING: AtomicUsize = AtomicUsize::new(0);
static ENDING: AtomicBool = AtomicBool::new(false);

/// A folder that only the user can read, removed when the value is dropped.
#[derive(Debug)]
pub(super) struct Scratch {
    folder: TempDir,
    _lock: File,
}

impl Scratch {
    /// A new folder in the user's cache, where there is one that can be written, and among the temporary files of the system otherwise. What earlier processes
    /// left is removed.
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub(super) fn new() -> io::Result<Self> {
        let own = places::user_cache().map(|cache| cache.join("tmp"));
        let own = own.filter(|folder| fs::create_dir_all(folder).is_ok());
        let made = own.and_then(|folder| {
            sweep(&folder);
            private(&folder).ok()
        });
        let folder = match made {
            Some(folder) => folder,
            None => private(&std::env::temp_dir())?,
        };
        let lock = File::create(folder.path().join(LOCK))?;
        // Where the disk knows no locks, age decides.
        let _ = lock.try_lock();
        opened().insert(folder.path().to_owned());
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        opened().remove(self.folder.path());
    }
}

fn opened() -> std::sync::MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn private(base: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(base)
}

/// Removes the folders of processes that are gone.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn sweep(base: &Path) {
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_string_lossy().starts_with(PREFIX)
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_ours {
            continue;
        }
        let is_left = match File::options().write(true).open(entry.path().join(LOCK)) {
            Ok(lock) => lock.try_lock().is_ok(),
            // It is being made, or its disk knows no locks.
            Err(_) => false,
        };
        if is_left {
            // What cannot be removed now is tried again next time.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Counts a process while it runs; none may begin any more once everything is to end.
pub(super) struct RunningProcess(());

impl RunningProcess {
    /// The count, unless everything is to end.
    pub(super) fn begin() -> Option<Self> {
        // Counted before it is asked: whoever ends everything sees either the count or no process.
        RUNNING.fetch_add(1, Ordering::SeqCst);
        let busy = Self(());
        (!is_ending()).then_some(busy)
    }
}

impl Drop for RunningProcess {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether everything is to end.
pub(super) fn is_ending() -> bool {
    ENDING.load(Ordering::SeqCst)
}

/// Ends every process that was started here and removes every temporary folder: for the moment before the program ends, whatever else it was doing.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
pub fn end_all() {
    ENDING.store(true, Ordering::SeqCst);
    let start = Instant::now();
    while RUNNING.load(Ordering::SeqCst) > 0 && start.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(10));
    }
    for folder in opened().iter() {
        // Nobody is left to be told; the next run sweeps.
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn only_the_user_can_read_it_and_what_is_left_is_swept() {
        let scratch = Scratch::new().expect("a folder");
        let mode = fs::metadata(scratch.path())
            .expect("a folder")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);

        let base = tempfile::tempdir().expect("a folder");
        let place = |name: &str| base.path().join(name);
        for name in ["work-left", "work-used", "work-new", "other"] {
            fs::create_dir(place(name)).expect("a folder");
        }
        File::create(place("work-left").join(LOCK)).expect("a file");
        let used = File::create(place("work-used").join(LOCK)).expect("a file");
        used.lock().expect("a lock");
        sweep(base.path());
        assert!(!place("work-left").exists());
        assert!(
            place("work-used").exists() && place("work-new").exists() && place("other").exists()
        );
    }
}
