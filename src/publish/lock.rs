//! The lock of a site folder: one build at a time. Where the disk knows no locks (some network shares), a file that is touched again and again takes their place.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::PublishError;

/// The file that is locked, and says who holds it.
pub(super) const LOCK: &str = ".jianbao.lock";
/// The file that stands in for the lock.
pub(super) const BEATING: &str = ".jianbao.busy";
/// How often its holder touches it.
const BEAT: Duration = Duration::from_secs(5);
/// What has not been touched for so long was left by a process that is gone; clocks of two machines may differ a little.
const DEAD: Duration = Duration::from_secs(60);
/// How often a waiting build looks.
const STEP: Duration = Duration::from_millis(100);
/// How often a waiting build says who holds the lock.
const SAY: Duration = Duration::from_secs(60);

/// Held as long as the value lives.
#[derive(Debug)]
pub(super) struct FolderLock {
    _lock: Option<File>,
    _beating: Option<Beating>,
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
                    let beating = Beating::take(root, waiting)?;
                    return Ok(Self {
                        _lock: None,
                        _beating: Some(beating),
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
            _beating: None,
        })
    }
}

/// Whether a disk refuses a lock because it has none: `Unsupported`, ENOLCK or EOPNOTSUPP.
pub(super) fn knows_no_locks(error: &io::Error) -> bool {
    const ENOLCK: i32 = 37;
    const EOPNOTSUPP: i32 = 95;
    error.kind() == io::ErrorKind::Unsupported
        || (cfg!(target_os = "linux") && matches!(error.raw_os_error(), Some(ENOLCK | EOPNOTSUPP)))
}

/// This process in words.
fn holder() -> String {
    #[cfg(unix)]
    let machine = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    #[cfg(not(unix))]
    let machine = "本机";
    let now = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M");
    format!("电脑 {machine}，进程 {}，{now} 起", std::process::id())
}

fn read_holder(file: &mut File) -> String {
    let mut text = String::new();
    let _ = file.rewind();
    let _ = file.take(400).read_to_string(&mut text);
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A file that its holder touches every few seconds.
#[derive(Debug)]
struct Beating {
    path: PathBuf,
    ended: Arc<AtomicBool>,
}

impl Beating {
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn take(root: &Path, waiting: &dyn Fn(&str)) -> Result<Self, PublishError> {
        let path = root.join(BEATING);
        let mut said: Option<Instant> = None;
        let words = holder();
        let mut file = loop {
            let made = OpenOptions::new().create_new(true).write(true).open(&path);
            match made {
                Ok(mut file) => {
                    let _ = file.write_all(words.as_bytes());
                    break file;
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    if is_dead(&path) {
                        // Another build may take it away first; then there is nothing to remove.
                        let _ = fs::remove_file(&path);
                        continue;
                    }
                    if said.is_none_or(|said| said.elapsed() >= SAY) {
                        said = Some(Instant::now());
                        let mut file =
                            File::open(&path).map_err(PublishError::io("读取", &path))?;
                        waiting(&read_holder(&mut file));
                    }
                    thread::sleep(STEP);
                }
                Err(error) => return Err(PublishError::io("锁定", &path)(error)),
            }
        };
        let ended = Arc::new(AtomicBool::new(false));
        let shared = Arc::clone(&ended);
        thread::spawn(move || {
            let mut last = Instant::now();
            while !shared.load(Ordering::Relaxed) {
                thread::sleep(STEP);
                if last.elapsed() >= BEAT {
                    last = Instant::now();
                    // Written over with the same words, it has a new time.
                    let _ = file.rewind();
                    let _ = file.write_all(words.as_bytes());
                }
            }
        });
        Ok(Self { path, ended })
    }
}

impl Drop for Beating {
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // What cannot be removed counts as dead in a minute.
        let _ = fs::remove_file(&self.path);
    }
}

fn is_dead(path: &Path) -> bool {
    let touched = fs::metadata(path).and_then(|found| found.modified());
    touched.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > DEAD))
}
