//! Edge: reads the content folder. Everything after this works on what it returns.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::opened::{open, reason, relative};
use super::whole_files::FilesOnDisk;
use crate::source::files::is_issue_name;
use crate::source::{ListedFile, Sources};

/// Why a content folder could not be read at all.
#[derive(Debug, thiserror::Error)]
#[error("读不了内容文件夹 {}：{reason}", folder.display())]
pub struct DiscoverError {
    folder: PathBuf,
    reason: String,
}

/// Reads all files below `root`.
///
/// Symbolic links are not followed, as they may lead out of the folder: one in the place of a series, a year or an issue is an error, any other is a file that
/// cannot be read, so that it is named. Hidden files and what editors and systems leave behind are passed over.
/// A single file that cannot be read is kept as [`Content::Unreadable`](crate::source::Content::Unreadable), so that the issue which needs it can say so.
///
/// # Errors
/// [`DiscoverError`] where `root` or a folder in it cannot be listed.
pub fn discover(root: &Path) -> Result<Sources, DiscoverError> {
    discover_but(root, &|_| false)
}

/// As [`discover`], but that of the issues in the folders (`<series>/<year>/<folder>`) of which `is_known` is true only the `issue.yaml` is read now, and any other file
/// when somebody asks for it.
///
/// # Errors
/// As those of [`discover`].
pub fn discover_but(
    root: &Path,
    is_known: &(dyn Fn(&str) -> bool + Sync),
) -> Result<Sources, DiscoverError> {
    let ListedFolder { found, unfinished } = list(root)?;
    let files = found.par_iter().with_min_len(64).map(|found| {
        let path = match found.is_link {
            true => None,
            false => relative(root, &found.place),
        };
        match path.filter(|path| may_wait(path, is_known)) {
            Some(path) => ListedFile::unread(path),
            None => ListedFile::read(Arc::new(open(root, &found.place, found.is_link))),
        }
    });
    let sources = Sources::listed(root, files.collect());
    Ok(sources
        .with_whole_files(Arc::new(FilesOnDisk::default()))
        .beside(unfinished))
}

/// Whether the file at `path` lies in the folder of an issue that is known, and is not what the plan reads of it.
fn may_wait(path: &str, is_known: &(dyn Fn(&str) -> bool + Sync)) -> bool {
    let Some((third, _)) = path.match_indices('/').nth(2) else {
        return false;
    };
    !is_issue_name(&path[third + 1..]) && is_known(&path[..third])
}

/// The folder in an issue's folder that keeps what units sent in (来稿) as it came: `jianbao import` puts it there, and nothing in it is ever read or published.
pub const SENT_IN: &str = "来稿";

/// The SHA-256 of the file at `path` in lower-case hexadecimal; none where it cannot be read.
#[must_use]
pub fn checksum(path: &Path) -> Option<String> {
    measured(path).map(|(_, checksum)| checksum)
}

/// The size in bytes of the file at `path`, and its SHA-256 in lower-case hexadecimal; none where it cannot be read.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "reads the content")]
pub fn measured(path: &Path) -> Option<(u64, String)> {
    let mut file = File::open(path).ok()?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 65536];
    let mut bytes = 0;
    loop {
        match file.read(&mut piece).ok()? {
            0 => break,
            length => {
                hasher.update(&piece[..length]);
                bytes += length as u64;
            }
        }
    }
    let digest = hasher.finalize();
    let checksum = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Some((bytes, checksum))
}

/// A file that was found in the folder and has not been opened.
pub(super) struct FoundFile {
    pub place: PathBuf,
    pub is_link: bool,
    entry: walkdir::DirEntry,
}

impl FoundFile {
    /// What the system says of it; none where it says nothing.
    pub fn metadata(&self) -> Option<Metadata> {
        self.entry.metadata().ok()
    }
}

/// What lies in the content folder.
pub(super) struct ListedFolder {
    /// Every file that is read, in the order of the folders.
    pub found: Vec<FoundFile>,
    /// Temporary files and folders of ours.
    pub unfinished: Vec<PathBuf>,
}

/// How the names of our temporary files begin.
const UNFINISHED: &str = ".jianbao-";

/// What lies below `root`.
pub(super) fn list(root: &Path) -> Result<ListedFolder, DiscoverError> {
    let fail = |reason: String| DiscoverError {
        folder: root.to_owned(),
        reason,
    };
    match std::fs::metadata(root) {
        Ok(found) if found.is_dir() => {}
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(fail(reason(&error)));
        }
        _ => {
            return Err(fail(
                "没有这个文件夹。用 --content 指明内容所在的文件夹".to_owned(),
            ));
        }
    }
    let mut unfinished = Vec::new();
    let walk = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            if name.starts_with(UNFINISHED) {
                unfinished.push(entry.path().to_owned());
            }
            entry.depth() == 0 || is_read(&name) && !(entry.depth() == 4 && name == SENT_IN)
        });
    let mut found = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if hides_issues(&entry) => {
                let path = relative(root, entry.path()).unwrap_or_default();
                return Err(fail(format!(
                    "{path} 是指向别处的链接，jianbao 不跟着链接走，里面的各期会漏掉，什么也没有改。把它换成真的文件夹，或删去这个链接"
                )));
            }
            Ok(entry) if !entry.file_type().is_file() && !entry.path_is_symlink() => {}
            Ok(entry) => found.push(FoundFile {
                is_link: entry.path_is_symlink(),
                place: entry.path().to_owned(),
                entry,
            }),
            // What lies in a folder that cannot be listed is not known, and that is not the same as nothing: all that stands stays.
            Err(error) => {
                let place = error.path().and_then(|path| relative(root, path));
                let words = match error.io_error() {
                    Some(error) => reason(error),
                    None => format!("系统提示：{error}"),
                };
                return Err(fail(format!(
                    "{}/ 列不出来（{words}），不知道里面有什么，什么也没有改。先让它能读，再做一次",
                    place.unwrap_or_default()
                )));
            }
        }
    }
    Ok(ListedFolder { found, unfinished })
}

/// Whether an entry is a link where a series, a year or an issue has its folder: to a folder, or to nothing that can be reached now.
fn hides_issues(entry: &walkdir::DirEntry) -> bool {
    (1..=3).contains(&entry.depth())
        && entry.path_is_symlink()
        && std::fs::metadata(entry.path()).map_or(true, |found| found.is_dir())
}

/// Whether a file or folder of this name is read at all.
#[must_use]
pub fn is_read(name: &str) -> bool {
    !is_left_behind(name)
}

/// Hidden files, lock and backup files of editors and office programs, unfinished downloads, thumbnails and the like.
fn is_left_behind(name: &str) -> bool {
    const ENDINGS: [&str; 9] = [
        ".tmp",
        ".bak",
        ".orig",
        ".swp",
        ".crdownload",
        ".part",
        ".partial",
        ".download",
        ".asd",
    ];
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.starts_with("~WRL")
        || name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        // Vim tries whether it may write with a file of this name.
        || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX" | "4913")
}
