//! Edge: reads the content folder. Everything after this works on what it returns.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::whole_files::FilesOnDisk;
use crate::source::files::{decode_file, is_text_name, most_text};
use crate::source::{Content, SourceFile, Sources, WholeFiles};
use crate::zh::system_error::in_words;

/// How many bytes of a picture or another file are read to tell what it is.
const HEAD: u64 = 1024;

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
/// A single file that cannot be read is kept as [`Content::Unreadable`], so that the issue which needs it can say so.
///
/// # Errors
/// [`DiscoverError`] where `root` or a folder in it cannot be listed.
pub fn discover(root: &Path) -> Result<Sources, DiscoverError> {
    let (sources, _) = ContentReader::new(root).read(&BTreeSet::new())?;
    Ok(sources)
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

/// Reads one content folder again and again: a file of the same size and time of change as before is not opened.
#[derive(Debug)]
pub struct ContentReader {
    root: PathBuf,
    known: BTreeMap<PathBuf, (Stamp, Arc<SourceFile>)>,
    whole: Arc<FilesOnDisk>,
}

/// What tells a file from what it was: its size and when it was changed, counted from 1970. Without a time it is read every time.
type Stamp = (u64, Option<Duration>);

/// A file that was found in the folder and has not been opened.
struct FoundFile {
    place: PathBuf,
    stamp: Stamp,
    is_link: bool,
}

impl ContentReader {
    /// A reader of the folder `root` that has read nothing yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            known: BTreeMap::new(),
            whole: Arc::default(),
        }
    }

    /// All files as they are now, and the paths of those that came, went or changed since the last time.
    ///
    /// The files at `touched` (below the root as it was given) are opened whatever their time says: a clock may be too coarse for two changes.
    ///
    /// # Errors
    /// [`DiscoverError`] where the folder cannot be listed; what was known before stays known.
    pub fn read(
        &mut self,
        touched: &BTreeSet<PathBuf>,
    ) -> Result<(Sources, BTreeSet<String>), DiscoverError> {
        let root = &self.root.clone();
        let fail = |reason: String| DiscoverError {
            folder: root.clone(),
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
        if let Some(changed) = self.reread(touched) {
            return Ok((self.sources(), changed));
        }
        let walk = WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| {
                let name = entry.file_name().to_string_lossy();
                entry.depth() == 0 || is_read(&name) && !(entry.depth() == 4 && name == SENT_IN)
            });
        let mut found: Vec<FoundFile> = Vec::new();
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
                    stamp: entry.metadata().map_or((0, None), |found| stamp(&found)),
                    is_link: entry.path_is_symlink(),
                    place: entry.into_path(),
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
        let read = found.par_iter().with_min_len(64).map(|found| {
            let before = self.known.get(&found.place).filter(|(before, _)| {
                *before == found.stamp && found.stamp.1.is_some() && !touched.contains(&found.place)
            });
            match before {
                Some((_, file)) => Arc::clone(file),
                None => Arc::new(open(root, &found.place, found.is_link)),
            }
        });
        let read: Vec<Arc<SourceFile>> = read.collect();
        let mut known = BTreeMap::new();
        let mut changed = BTreeSet::new();
        for (found, file) in found.into_iter().zip(read) {
            let FoundFile { place, stamp, .. } = found;
            let is_same = self.known.get(&place).is_some_and(|(before, old)| {
                let surely = is_text(&file) || (*before == stamp && !touched.contains(&place));
                Arc::ptr_eq(old, &file) || (*old == file && surely)
            });
            if !is_same {
                changed.insert(file.path.clone());
            }
            known.insert(place, (stamp, file));
        }
        let gone = self
            .known
            .iter()
            .filter(|(place, _)| !known.contains_key(*place));
        changed.extend(gone.map(|(_, (_, file))| file.path.clone()));
        self.known = known;
        Ok((self.sources(), changed))
    }

    fn sources(&self) -> Sources {
        let files = self.known.values().map(|(_, file)| Arc::clone(file));
        let whole: Arc<dyn WholeFiles> = self.whole.clone();
        Sources::of(&self.root, files.collect()).with_whole_files(whole)
    }

    /// Where only known files have been touched, opens these and passes over the rest of the folder. None where it must be looked through.
    fn reread(&mut self, touched: &BTreeSet<PathBuf>) -> Option<BTreeSet<String>> {
        let is_still_there = |place: &PathBuf| {
            let metadata = place.symlink_metadata();
            self.known.contains_key(place) && metadata.is_ok_and(|metadata| metadata.is_file())
        };
        if touched.is_empty() || !touched.iter().all(is_still_there) {
            return None;
        }
        let mut changed = BTreeSet::new();
        for place in touched {
            let (_, old) = self.known.get(place)?;
            let metadata = place.symlink_metadata().ok()?;
            // Above it was a file.
            let file = Arc::new(open(&self.root, place, false));
            if *old != file || !is_text(&file) {
                changed.insert(file.path.clone());
            }
            self.known.insert(place.clone(), (stamp(&metadata), file));
        }
        Some(changed)
    }
}

/// Of a text everything is compared, of any other file only its first bytes are known.
fn is_text(file: &SourceFile) -> bool {
    matches!(file.content, Content::Text(_) | Content::Recoded { .. })
}

fn stamp(metadata: &std::fs::Metadata) -> Stamp {
    let changed = metadata.modified().ok();
    let since = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    (metadata.len(), since)
}

fn open(root: &Path, place: &Path, is_link: bool) -> SourceFile {
    let Some(path) = relative(root, place) else {
        return unnameable(root, place);
    };
    let content = if is_link {
        Content::Unreadable(
            "是指向别处的链接，jianbao 不跟着链接走，换成真的文件或文件夹".to_owned(),
        )
    } else {
        read(place, is_text_name(&path)).unwrap_or_else(|error| Content::Unreadable(reason(&error)))
    };
    SourceFile { path, content }
}

/// A file whose name is not UTF-8, as from an archive that was unpacked with the wrong encoding.
fn unnameable(root: &Path, path: &Path) -> SourceFile {
    let path = path.strip_prefix(root).unwrap_or(path);
    SourceFile {
        path: path.to_string_lossy().replace('\\', "/"),
        content: Content::Unreadable(
            "文件名或文件夹名的编码不对，显示为乱码；改成正常的名字".to_owned(),
        ),
    }
}

fn reason(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::PermissionDenied {
        "没有读取权限".to_owned()
    } else {
        in_words(error)
    }
}

/// Whether an entry is a link where a series, a year or an issue has its folder: to a folder, or to nothing that can be reached now.
fn hides_issues(entry: &walkdir::DirEntry) -> bool {
    (1..=3).contains(&entry.depth())
        && entry.path_is_symlink()
        && std::fs::metadata(entry.path()).map_or(true, |found| found.is_dir())
}

#[allow(clippy::disallowed_methods, reason = "reads the content")]
fn read(path: &Path, is_text: bool) -> std::io::Result<Content> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let most = most_text(&path.to_string_lossy());
    if is_text && size > most {
        return Ok(Content::TooLarge { size });
    }
    let limit = if is_text { most } else { HEAD };
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0));
    file.by_ref().take(limit).read_to_end(&mut bytes)?;
    Ok(if is_text {
        decode_file(&path.to_string_lossy().replace('\\', "/"), bytes)
    } else {
        Content::Binary { head: bytes, size }
    })
}

/// The path below `root` with forward slashes; none where it is not Unicode.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
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
