//! What stands in for the lock of a folder where the disk knows none (some network shares): a file that its holder writes over every few seconds.
//!
//! Each holder writes words of its own into it. Whoever finds one that was left behind takes it away under another name first and looks at what it has
//! there, so that two who find it at once do not take away each other's; and a holder looks once more before it puts anything at its place.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::PublishError;
use super::holder::{SAY, STEP, holder, read_holder};
use super::staged::TEMPORARY;

/// The file that stands in for the lock.
pub(super) const BEATING: &str = ".jianbao.busy";

/// How long things take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    /// How often the holder writes.
    beat: Duration,
    /// For how long one that looks left behind by its time is watched before it is believed: clocks of two machines differ.
    watch: Duration,
    /// What has not been written for so long was left by a process that is gone.
    dead: Duration,
}

/// How long they take in earnest.
pub(super) const TIMES: Times = Times {
    beat: Duration::from_secs(5),
    watch: Duration::from_secs(15),
    dead: Duration::from_secs(60),
};

/// Held as long as the value lives, and nobody takes it for left behind.
#[derive(Debug)]
pub(super) struct Beating {
    path: PathBuf,
    words: String,
    ended: Arc<AtomicBool>,
}

/// What a file of another holder was when it was looked at.
#[derive(Clone, PartialEq, Eq)]
struct Seen {
    words: String,
    written: Option<Timestamp>,
}

impl Seen {
    /// None where there is no such file any more.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn of(path: &Path) -> io::Result<Option<Self>> {
        // Opened anew each time: only then does a share ask its server.
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let written = file.metadata().and_then(|found| found.modified()).ok();
        let written = written.and_then(|time| Timestamp::try_from(time).ok());
        Ok(Some(Self {
            words: read_holder(&mut file),
            written,
        }))
    }

    fn is_older_than(&self, age: Duration) -> bool {
        let elapsed = self
            .written
            .map(|time| Timestamp::now().duration_since(time));
        elapsed.is_some_and(|elapsed| elapsed.unsigned_abs() > age && elapsed.is_positive())
    }
}

impl Beating {
    /// Takes it for the folder `root`; `waiting` is told who holds it, at once and every minute.
    ///
    /// # Errors
    /// What the system refused.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub(super) fn take(
        root: &Path,
        times: Times,
        waiting: &dyn Fn(&str),
    ) -> Result<Self, PublishError> {
        let path = root.join(BEATING);
        let words = own_words();
        let mut said: Option<Instant> = None;
        let mut watched: Option<(Seen, Instant)> = None;
        let file = loop {
            let made = OpenOptions::new().create_new(true).write(true).open(&path);
            match made {
                Ok(mut file) => {
                    let written = file.write_all(words.as_bytes());
                    written.map_err(PublishError::io("锁定", &path))?;
                    break file;
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(PublishError::io("锁定", &path)(error)),
            }
            let seen = Seen::of(&path).map_err(PublishError::io("读取", &path))?;
            let Some(seen) = seen else {
                continue;
            };
            if said.is_none_or(|said| said.elapsed() >= SAY) {
                said = Some(Instant::now());
                waiting(seen.words.split(MARK).next().unwrap_or_default());
            }
            let since = match &watched {
                Some((before, since)) if *before == seen => *since,
                _ => Instant::now(),
            };
            let long = since.elapsed();
            if long >= times.dead || (long >= times.watch && seen.is_older_than(times.dead)) {
                take_away(&path, &seen);
                watched = None;
                continue;
            }
            watched = Some((seen, since));
            thread::sleep(STEP.min(times.beat));
        };
        let ended = Arc::new(AtomicBool::new(false));
        beat(file, words.clone(), times, Arc::clone(&ended));
        Ok(Self { path, words, ended })
    }

    /// Whether it is still ours: somebody may have taken it for left behind while this machine stood still.
    pub(super) fn is_held(&self) -> bool {
        let is_ours = || matches!(Seen::of(&self.path), Ok(Some(seen)) if seen.words == self.words);
        if is_ours() {
            return true;
        }
        // Somebody who had taken it away by mistake puts it back.
        thread::sleep(STEP * 2);
        is_ours()
    }
}

impl Drop for Beating {
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if matches!(Seen::of(&self.path), Ok(Some(seen)) if seen.words == self.words) {
            // What cannot be removed counts as dead in a minute.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// What parts the words for people from the mark that no other holder has.
const MARK: &str = "，标记 ";

fn own_words() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let now = Timestamp::now().as_nanosecond();
    format!("{}{MARK}{now:x}-{number}", holder())
}

/// Writes `words` over themselves again and again, which gives the file a new time.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn beat(mut file: File, words: String, times: Times, ended: Arc<AtomicBool>) {
    thread::spawn(move || {
        let mut last = Instant::now();
        while !ended.load(Ordering::Relaxed) {
            thread::sleep(STEP.min(times.beat));
            if last.elapsed() >= times.beat {
                last = Instant::now();
                let _ = file.rewind();
                let _ = file.write_all(words.as_bytes());
            }
        }
    });
}

/// Takes away what was left behind, unless it is not what was seen any more: another build may have been quicker, and have put its own there.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn take_away(path: &Path, seen: &Seen) {
    let mut aside = path.to_owned();
    aside.set_file_name(format!("{TEMPORARY}busy-{}", own_words_hash()));
    if fs::rename(path, &aside).is_err() {
        return;
    }
    if !matches!(Seen::of(&aside), Ok(Some(now)) if now == *seen) {
        // Put back, unless a third one is there by now: then its holder sees that it is lost.
        let _ = fs::hard_link(&aside, path);
    }
    let _ = fs::remove_file(&aside);
}

fn own_words_hash() -> String {
    blake3::hash(own_words().as_bytes()).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::time::SystemTime;

    use super::*;

    const QUICK: Times = Times {
        beat: Duration::from_millis(50),
        watch: Duration::from_secs(1),
        dead: Duration::from_secs(3),
    };

    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn left_behind() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(BEATING);
        fs::write(&path, "电脑 甲，进程 1").expect("a file");
        let file = OpenOptions::new().write(true).open(&path).expect("a file");
        let hour = Duration::from_secs(3600);
        file.set_modified(SystemTime::now() - hour).expect("a time");
        (folder, path)
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn its_holder_writes_over_it_again_and_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = Beating::take(folder.path(), QUICK, &|_| {}).expect("a lock");
        let open = OpenOptions::new().write(true).open(&held.path);
        let hour = Duration::from_secs(3600);
        let file = open.expect("a file");
        file.set_modified(SystemTime::now() - hour).expect("a time");
        thread::sleep(QUICK.beat * 6);
        let seen = Seen::of(&held.path).expect("a file").expect("a file");
        assert!(!seen.is_older_than(hour / 2));
        assert_eq!(seen.words, held.words);
    }

    #[test]
    fn of_many_who_find_one_left_behind_one_holds_it_at_a_time() {
        let (folder, path) = left_behind();
        let (holders, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| {
                    let held = Beating::take(folder.path(), QUICK, &|_| {}).expect("a lock");
                    most.fetch_max(holders.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    thread::sleep(Duration::from_millis(30));
                    assert!(held.is_held());
                    holders.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert!(!path.exists());
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn what_was_put_there_meanwhile_is_not_taken_away() {
        let (folder, path) = left_behind();
        let seen = Seen::of(&path).expect("a file").expect("a file");
        fs::remove_file(&path).expect("a file");
        let held = Beating::take(folder.path(), QUICK, &|_| {}).expect("a lock");
        take_away(&path, &seen);
        assert!(held.is_held());
        // One that was lost after all is known as lost, and does not end the other's.
        fs::write(&path, "电脑 乙").expect("a file");
        held.ended.store(true, Ordering::Relaxed);
        thread::sleep(QUICK.beat * 4);
        fs::write(&path, "电脑 乙").expect("a file");
        assert!(!held.is_held());
        drop(held);
        assert!(path.exists());
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1);
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn one_that_is_written_again_and_again_is_waited_for_whatever_the_clocks_say() {
        let (folder, path) = left_behind();
        let held = Beating::take(folder.path(), QUICK, &|_| {}).expect("a lock");
        let start = Instant::now();
        thread::scope(|scope| {
            scope.spawn(|| Beating::take(folder.path(), QUICK, &|_| {}).map(drop));
            // The clock of the other machine is an hour behind.
            let hour = Duration::from_secs(3600);
            while start.elapsed() < QUICK.dead {
                let file = OpenOptions::new().write(true).open(&path).expect("a file");
                let _ = file.set_modified(SystemTime::now() - hour + start.elapsed());
                thread::sleep(QUICK.beat);
                assert!(held.is_held());
            }
            drop(held);
        });
    }
}
