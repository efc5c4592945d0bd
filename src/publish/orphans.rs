//! Temporary files outside any site whose process was killed (孤儿文件): known by their names, and removed by the next run that comes by.
//!
//! A site has one builder at a time, who holds its lock and sweeps everything. In the content and in the user's own folders any number of people write at once,
//! so that a name says who made it.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use super::holder::{machine_name, own_process};
use super::staged::{TEMPORARY, is_being_written};

/// Where nobody can say whether the process lives, as it runs on another machine: what is older was left behind.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// What a folder that gives way is called in the temporary folder that it goes with.
pub(super) const ASIDE: &str = "old";

/// How the name begins of a temporary file or folder that this process makes: [`TEMPORARY`], the machine and the process.
#[must_use]
pub fn own_prefix() -> String {
    format!("{TEMPORARY}{}-{}-", machine(), own_process())
}

/// Removes from `folder`, and not from the folders in it, what killed processes left there.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn sweep_folder(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let found: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(TEMPORARY))
        .map(|entry| entry.path())
        .collect();
    remove_orphans(&found);
}

/// Removes those of the files and folders that killed processes left. What cannot be removed is tried again by the next run.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn remove_orphans(found: &[PathBuf]) {
    for path in found {
        let Ok(metadata) = path.symlink_metadata() else {
            continue;
        };
        if !is_orphan(path, &metadata) {
            continue;
        }
        if !metadata.is_dir() {
            let _ = fs::remove_file(path);
        } else if path.join(ASIDE).symlink_metadata().is_err() {
            // A folder that was put aside is the only one of its kind until the new one stands.
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// Whether the process is gone that made what has this name.
pub(super) fn is_orphan(path: &Path, found: &Metadata) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(rest) = name.strip_prefix(TEMPORARY) else {
        return false;
    };
    if is_being_written(&name) {
        return false;
    }
    let mut parts = rest.split('-');
    let maker = (
        parts.next(),
        parts.next().and_then(|id| id.parse::<u32>().ok()),
    );
    if let (Some(of), Some(id)) = maker
        && of == machine()
        && is_gone(id)
    {
        return true;
    }
    let changed = found.modified();
    changed.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > OLD))
}

/// Whether there is no process `id` on this machine, besides ourselves, of whose files we know. False where the system does not say.
#[cfg(unix)]
fn is_gone(id: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    if id == own_process() {
        return true;
    }
    let process = i32::try_from(id).ok().and_then(Pid::from_raw);
    process.is_some_and(|process| test_kill_process(process) == Err(Errno::SRCH))
}

#[cfg(not(unix))]
fn is_gone(_: u32) -> bool {
    false
}

/// Eight hexadecimal digits for this machine, and in a container for the container: numbers of processes mean nothing elsewhere.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn machine() -> &'static str {
    static MACHINE: OnceLock<String> = OnceLock::new();
    MACHINE.get_or_init(|| {
        let numbers = fs::read_link("/proc/self/ns/pid").unwrap_or_default();
        let name = format!("{} {}", machine_name(), numbers.display());
        blake3::hash(name.as_bytes()).to_hex()[..8].to_owned()
    })
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    /// What stays of files and folders with these names after a sweep; each holds something, and was changed so many hours ago.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn swept(names: &[String], hours: u64) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let time = SystemTime::now() - Duration::from_secs(hours * 3600);
        for name in names {
            let path = folder.path().join(name);
            match name.strip_suffix('/') {
                Some(_) => fs::create_dir_all(&path).expect("a folder"),
                None => {
                    fs::create_dir_all(path.parent().unwrap_or(folder.path())).expect("a folder")
                }
            }
            if !name.ends_with('/') {
                fs::write(&path, "半句").expect("a file");
            }
            let opened = fs::File::open(path).expect("a file");
            opened.set_modified(time).expect("a time");
        }
        sweep_folder(folder.path());
        let left = fs::read_dir(folder.path()).expect("a folder").flatten();
        let mut left: Vec<String> = left
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        left
    }

    #[test]
    fn what_a_process_left_that_is_gone_is_removed_at_once_and_what_others_write_is_not() {
        // No system gives this number.
        let gone = format!("{TEMPORARY}{}-{}-", machine(), i32::MAX);
        let living = format!("{TEMPORARY}{}-1-a", machine());
        let elsewhere = format!("{TEMPORARY}00000000-{}-a", i32::MAX);
        let own = format!("{}a", own_prefix());
        let names = [
            format!("{gone}a"),
            format!("{gone}b/"),
            own,
            living.clone(),
            elsewhere.clone(),
            ".jianbao.lock".to_owned(),
            format!("{TEMPORARY}Ab12Cd"),
        ];
        let mut stays = vec![
            ".jianbao.lock".to_owned(),
            living,
            elsewhere,
            format!("{TEMPORARY}Ab12Cd"),
        ];
        stays.sort();
        if cfg!(unix) {
            assert_eq!(swept(&names, 1), stays);
        }
        // After a day and more the name says nothing any more.
        assert_eq!(swept(&names, 25), [".jianbao.lock"]);
    }

    #[test]
    fn a_folder_that_gave_way_is_not_removed_with_what_it_gave_way_to() {
        let aside = format!("{TEMPORARY}{}-{}-a", machine(), i32::MAX);
        let names = [format!("{aside}/{ASIDE}/归档.pdf")];
        assert_eq!(swept(&names, 25), [aside]);
    }
}
