//! Temporary folders and processes that must not outlive us: what typst reads and writes may be classified.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::places;

/// How their names begin.
const PREFIX: &str = "jianbao-work-";
/// How the names of those begin that are being made: nobody takes them for left behind before they hold their lock.
const NEW: &str = "jianbao-new-";
/// Held by who uses a folder; a folder whose lock is free was left by a process that is gone.
const LOCK: &str = "lock";
/// Where the disk knows no locks, and for folders that were never finished: what is older was left behind.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);
/// How long processes may take to end.
const PATIENCE: Duration = Duration::from_secs(3);

static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static RUNNING: AtomicUsize = AtomicUsize::new(0);
static ENDING: AtomicBool = AtomicBool::new(false);

/// A folder that only the user can read, removed when the value is dropped.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    _lock: File,
}

impl Scratch {
    /// A new folder in the user's cache, where there is one that can be written, and among the temporary files of the system otherwise.
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub(super) fn new() -> io::Result<Self> {
        let made = own_base()
            .filter(|base| fs::create_dir_all(base).is_ok())
            .and_then(|base| Self::below(&base).ok());
        match made {
            Some(made) => Ok(made),
            None => Self::below(&std::env::temp_dir()),
        }
    }

    /// A new folder with these files.
    ///
    /// # Errors
    /// A disk that takes nothing.
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub fn with(files: &[(&str, &[u8])]) -> io::Result<Self> {
        let made = Self::new()?;
        for (name, bytes) in files {
            fs::write(made.path().join(name), bytes)?;
        }
        Ok(made)
    }

    /// A new folder in `base`. It has its lock before it has its name: another process may sweep at any moment.
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn below(base: &Path) -> io::Result<Self> {
        let unnamed = private(base)?;
        let lock = File::create(unnamed.path().join(LOCK))?;
        // Where the disk knows no locks, age decides.
        let _ = lock.try_lock();
        let name = unnamed.path().file_name().unwrap_or_default();
        let name = name.to_string_lossy().replacen(NEW, PREFIX, 1);
        let folder = base.join(name);
        opened().insert(folder.clone());
        // Windows moves no folder in which a file is open. It keeps its first name then, under which nobody takes it for left behind on the same day,
        // and later not while its lock is held.
        let is_named = fs::rename(unnamed.path(), &folder).is_ok();
        // It is ours to remove from here on.
        let first_name = unnamed.keep();
        let folder = if is_named {
            folder
        } else {
            let mut opened = opened();
            opened.remove(&folder);
            opened.insert(first_name.clone());
            first_name
        };
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }
}

impl PartialEq for Scratch {
    fn eq(&self, other: &Self) -> bool {
        self.folder == other.folder
    }
}

impl Eq for Scratch {}

impl Drop for Scratch {
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn drop(&mut self) {
        // What cannot be removed now is swept by a later run.
        let _ = fs::remove_dir_all(&self.folder);
        opened().remove(&self.folder);
    }
}

/// A temporary folder somewhere else, which goes with all others when everything is to end.
#[derive(Debug)]
pub(super) struct PassingFolder {
    folder: Option<TempDir>,
    path: PathBuf,
}

impl PassingFolder {
    pub(super) fn new(folder: TempDir) -> Self {
        let path = folder.path().to_owned();
        opened().insert(path.clone());
        Self {
            folder: Some(folder),
            path,
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for PassingFolder {
    fn drop(&mut self) {
        // It is known until it is gone: who ends everything waits for no other thread.
        drop(self.folder.take());
        opened().remove(&self.path);
    }
}

fn opened() -> std::sync::MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn private(base: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(NEW);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(base)
}

/// Where our folders are in the user's cache.
fn own_base() -> Option<PathBuf> {
    places::user_cache().map(|cache| cache.join("tmp"))
}

/// Removes what processes left that are gone: for the beginning of every run, as what typst reads and writes may be classified.
pub fn sweep_left_behind() {
    for base in own_base().into_iter().chain([std::env::temp_dir()]) {
        sweep(&base);
    }
}

/// Removes the folders of processes that are gone.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn sweep(base: &Path) {
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_named = name.starts_with(PREFIX);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        // The lock of one that is being made is not touched, or its maker would not get it.
        let is_ours = is_named || name.starts_with(NEW) && is_old(&entry);
        if !is_folder || !is_ours {
            continue;
        }
        let is_left = match File::options().write(true).open(entry.path().join(LOCK)) {
            Ok(lock) => match lock.try_lock() {
                Ok(()) => true,
                Err(TryLockError::WouldBlock) => false,
                Err(TryLockError::Error(_)) => is_old(&entry),
            },
            // It had its lock before it had its name: somebody was ended while removing it.
            Err(error) if is_named && error.kind() == io::ErrorKind::NotFound => true,
            _ => is_old(&entry),
        };
        if is_left {
            end_users(&entry.path());
            // What cannot be removed now is tried again next time.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Ends the processes that go on in a folder whose owner was killed: they would write what nobody takes away. They have it in their arguments.
#[cfg(target_os = "linux")]
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn end_users(folder: &Path) {
    use rustix::process::{Pid, Signal, kill_process};
    use std::os::unix::ffi::OsStrExt;

    let name = folder.as_os_str().as_bytes();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let id = entry.file_name().to_str().and_then(|id| id.parse().ok());
        let Some(id) = id.and_then(Pid::from_raw) else {
            continue;
        };
        let arguments = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let mut arguments = arguments.split(|byte| *byte == 0).skip(1);
        let works_there = arguments.any(|argument| {
            let rest = argument.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
        });
        if works_there && kill_process(id, Signal::KILL).is_ok() {
            // Until it is gone it may still write.
            let start = Instant::now();
            while entry.path().join("exe").exists() && start.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn end_users(_: &Path) {}

#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn is_old(entry: &fs::DirEntry) -> bool {
    let changed = entry.metadata().and_then(|metadata| metadata.modified());
    changed.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > OLD))
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
    // Other threads may still be filling them, so that it is tried until nothing is there.
    let folders: Vec<PathBuf> = opened().iter().cloned().collect();
    let start = Instant::now();
    for _ in 0..2 {
        for folder in &folders {
            while fs::remove_dir_all(folder).is_err()
                && folder.exists()
                && start.elapsed() < PATIENCE
            {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }
    // Nobody is left to be told of what could not be removed; the next run sweeps.
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
        fs::create_dir(place("jianbao-work-half")).expect("a folder");
        let names = [
            "jianbao-work-left",
            "jianbao-work-used",
            "jianbao-new-1",
            "work-2",
        ];
        for name in names {
            fs::create_dir(place(name)).expect("a folder");
            File::create(place(name).join(LOCK)).expect("a file");
        }
        let used = File::create(place(names[1]).join(LOCK)).expect("a file");
        used.lock().expect("a lock");
        sweep(base.path());
        assert!(!place(names[0]).exists() && !place("jianbao-work-half").exists());
        assert!(names[1..].iter().all(|name| place(name).exists()));
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn who_sweeps_takes_nothing_from_who_begins() {
        let base = tempfile::tempdir().expect("a folder");
        let base = base.path();
        let is_done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    while !is_done.load(Ordering::Relaxed) {
                        sweep(base);
                    }
                });
            }
            let makers: Vec<_> = (0..3)
                .map(|_| {
                    scope.spawn(|| {
                        (0..400).all(|_| {
                            let made = Scratch::below(base).expect("a folder");
                            std::thread::yield_now();
                            fs::create_dir(made.path().join("0000")).is_ok()
                        })
                    })
                })
                .collect();
            let all_kept = makers
                .into_iter()
                .all(|maker| maker.join().expect("no panic"));
            is_done.store(true, Ordering::Relaxed);
            assert!(all_kept, "a folder was swept while it was made");
        });
        assert_eq!(fs::read_dir(base).expect("a folder").count(), 0);
    }
}
