//! The lock of a site folder: one build at a time. Where the disk knows no locks (some network shares), a file that is touched again and again takes their place.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, Write};
use std::path::Path;
use std::thread;
use std::time::Instant;

use super::PublishError;
use super::beating::{BEATING, Beating, TIMES};
use super::holder::{SAY, STEP, holder, read_holder};

/// The file that is locked, and says who holds it.
pub(super) const LOCK: &str = ".jianbao.lock";

/// Held as long as the value lives.
#[derive(Debug)]
pub(super) struct FolderLock {
    _lock: Option<File>,
    beating: Option<Beating>,
}

impl FolderLock {
    /// Takes the lock of the folder `root`; `waiting` is told who holds it, at once and every minute.
    ///
    /// # Errors
    /// What the system refused.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub(super) fn take(root: &Path, waiting: &dyn Fn(&str)) -> Result<Self, PublishError> {
        let path = root.join(LOCK);
        let wrong = |action| PublishError::io(action, &path);
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(wrong("写入"))?;
        let mut said: Option<Instant> = None;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {
                    if said.is_none_or(|said| said.elapsed() >= SAY) {
                        said = Some(Instant::now());
                        waiting(&read_holder(&mut file));
                    }
                    thread::sleep(STEP);
                }
                Err(TryLockError::Error(error)) if knows_no_locks(&error) => {
                    let beating = Beating::take(root, TIMES, waiting)?;
                    return Ok(Self {
                        _lock: None,
                        beating: Some(beating),
                    });
                }
                Err(TryLockError::Error(error)) => return Err(wrong("锁定")(error)),
            }
        }
        // Who holds it is only for people to read.
        let _ = file.set_len(0);
        let _ = file.rewind();
        let _ = file.write_all(holder().as_bytes());
        Ok(Self {
            _lock: Some(file),
            beating: None,
        })
    }

    /// Whether the folder is still ours alone. A stand-in for the lock may have been taken for left behind where this machine stood still.
    pub(super) fn is_held(&self) -> bool {
        self.beating.as_ref().is_none_or(Beating::is_held)
    }
}

/// Whether another build seems to hold the folder `root` of a site now. Nothing is held and nothing written by asking.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn is_held(root: &Path) -> bool {
    let opened = OpenOptions::new()
        .read(true)
        .write(true)
        .open(root.join(LOCK));
    let locked = opened.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)));
    // On a disk that knows no locks; who left it is for a whole build to find out.
    locked || root.join(BEATING).exists()
}

/// Whether a disk refuses a lock because it has none: `Unsupported`, ENOLCK or EOPNOTSUPP.
pub(super) fn knows_no_locks(error: &io::Error) -> bool {
    const ENOLCK: i32 = 37;
    const EOPNOTSUPP: i32 = 95;
    error.kind() == io::ErrorKind::Unsupported
        || (cfg!(target_os = "linux") && matches!(error.raw_os_error(), Some(ENOLCK | EOPNOTSUPP)))
}
