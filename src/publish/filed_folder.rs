//! The folder of a year's filed issues (归档): written beside its place and renamed there as a whole, with the checksums of everything in it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::PublishError;
use super::orphans::{ASIDE, is_orphan, own_prefix, sweep_folder};
use super::staged::{TEMPORARY, UnfinishedFolder, placing};
use crate::site::RootFile;

/// What lists the checksums, in the folder and in each folder in it, as `sha256sum -c` reads it.
const SUMS: &str = RootFile::Checksums.name();

/// A file of such a folder.
#[derive(Debug)]
pub struct FolderFile {
    /// Below the folder, with forward slashes.
    pub path: String,
    pub content: FiledContent,
}

/// What it holds.
#[derive(Debug)]
pub enum FiledContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What another file holds, which must have this SHA-256.
    Copy {
        from: PathBuf,
        /// In lower-case hexadecimal.
        sha256: String,
    },
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderOutcome {
    /// It was written, or took the place of an older one of the same archive and year.
    Written,
    /// The same bytes stand there already.
    Unchanged,
}

/// Writes `files` to the folder `target`, whole or not at all. One that is there must be empty, or hold nothing but what was written by this function, with
/// the file `notice` beginning with `head`. `private` keeps it for its owner's eyes.
///
/// # Errors
/// A folder that holds something else, a file that is not what it was, or what the system refused; what stood there stands.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn write_filed(
    target: &Path,
    files: &[FolderFile],
    notice: &str,
    head: &str,
    private: bool,
) -> Result<FolderOutcome, PublishError> {
    put_back(target, notice, head);
    let standing = standing(target, notice, head)?;
    let parent = parent_of(target);
    fs::create_dir_all(parent).map_err(PublishError::io("新建文件夹", parent))?;
    let new = tempfile::Builder::new()
        .prefix(&own_prefix())
        .tempdir_in(parent)
        .map_err(PublishError::io("写入", parent))?;
    let unfinished = UnfinishedFolder::at(new.path());
    let mut sums: BTreeMap<&str, String> = BTreeMap::new();
    for file in files {
        let path = new.path().join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(PublishError::io("新建文件夹", folder))?;
        }
        sums.insert(&file.path, fill(&path, &file.content)?);
    }
    let whole = write_sums(new.path(), &sums)?;
    if standing.as_ref().is_some_and(|sums| *sums == whole) {
        return Ok(FolderOutcome::Unchanged);
    }
    #[cfg(unix)]
    if !private {
        use std::os::unix::fs::PermissionsExt;
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(new.path(), open).map_err(PublishError::io("写入", new.path()))?;
    }
    #[cfg(not(unix))]
    let _ = private;
    let _placing = placing();
    let old = match target.symlink_metadata().is_ok() {
        true => Some(put_aside(target, parent)?),
        false => None,
    };
    if let Err(error) = fs::rename(new.path(), target) {
        if let Some(old) = &old {
            let _ = fs::rename(old.path().join(ASIDE), target);
        }
        return Err(PublishError::io("写入", target)(error));
    }
    // It stands at its place now, and is nothing temporary.
    drop(unfinished);
    let _ = new.keep();
    Ok(FolderOutcome::Written)
}

/// Whether [`write_filed`] would write the folder `target`.
///
/// # Errors
/// A folder that holds something else, or what the system refused.
pub fn may_write_filed(target: &Path, notice: &str, head: &str) -> Result<(), PublishError> {
    put_back(target, notice, head);
    standing(target, notice, head).map(|_| ())
}

/// Puts back what a process had moved aside that was killed before the new folder came to its place, and removes what killed processes left beside `target`.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn put_back(target: &Path, notice: &str, head: &str) {
    let parent = parent_of(target);
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_left = entry.file_name().to_string_lossy().starts_with(TEMPORARY)
            && entry
                .metadata()
                .is_ok_and(|found| found.is_dir() && is_orphan(&entry.path(), &found));
        let aside = entry.path().join(ASIDE);
        let begins = fs::read_to_string(aside.join(notice)).unwrap_or_default();
        // One of another archive or year waits for that one's next run.
        if !is_left || !begins.starts_with(head) {
            continue;
        }
        let gave_way = match target.symlink_metadata() {
            Ok(_) => fs::remove_dir_all(&aside).is_ok(),
            Err(_) => fs::rename(&aside, target).is_ok(),
        };
        if gave_way {
            let _ = fs::remove_dir(entry.path());
        }
    }
    sweep_folder(parent);
}

fn parent_of(target: &Path) -> &Path {
    let parent = target
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// Moves `target` into a temporary folder, with which it goes.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn put_aside(target: &Path, parent: &Path) -> Result<tempfile::TempDir, PublishError> {
    let aside = tempfile::Builder::new()
        .prefix(&own_prefix())
        .tempdir_in(parent)
        .map_err(PublishError::io("写入", parent))?;
    fs::rename(target, aside.path().join(ASIDE)).map_err(PublishError::io("写入", target))?;
    Ok(aside)
}

/// Writes one file, and returns its SHA-256.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn fill(path: &Path, content: &FiledContent) -> Result<String, PublishError> {
    let wrong = |error| PublishError::io("写入", path)(error);
    let mut file = File::create_new(path).map_err(wrong)?;
    let sum = match content {
        FiledContent::Bytes(bytes) => {
            file.write_all(bytes).map_err(wrong)?;
            hex(&Sha256::digest(bytes))
        }
        FiledContent::Copy { from, sha256 } => {
            let unread = |error| PublishError::io("读取", from)(error);
            let mut source = File::open(from).map_err(unread)?;
            let mut hasher = Sha256::new();
            let mut piece = vec![0; 65536];
            loop {
                let length = source.read(&mut piece).map_err(unread)?;
                if length == 0 {
                    break;
                }
                hasher.update(&piece[..length]);
                file.write_all(&piece[..length]).map_err(wrong)?;
            }
            let sum = hex(&hasher.finalize());
            if sum != *sha256 {
                return Err(PublishError::Shifted(from.clone()));
            }
            sum
        }
    };
    file.sync_data().map_err(wrong)?;
    Ok(sum)
}

/// Writes the checksums of each folder's files into it, and those of all files at the top, which are returned.
fn write_sums(root: &Path, sums: &BTreeMap<&str, String>) -> Result<String, PublishError> {
    let mut folders: BTreeMap<&str, String> = BTreeMap::new();
    for (path, sum) in sums {
        if let Some((folder, name)) = path.split_once('/') {
            folders
                .entry(folder)
                .or_default()
                .push_str(&line(sum, name));
        }
    }
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (folder, text) in folders {
        let path = format!("{folder}/{SUMS}");
        let sum = fill(&root.join(&path), &FiledContent::Bytes(text.into_bytes()))?;
        all.insert(path, sum);
    }
    all.extend(
        sums.iter()
            .map(|(path, sum)| ((*path).to_owned(), sum.clone())),
    );
    let whole: String = all.iter().map(|(path, sum)| line(sum, path)).collect();
    let bytes = whole.clone().into_bytes();
    fill(&root.join(SUMS), &FiledContent::Bytes(bytes))?;
    Ok(whole)
}

/// A line as `sha256sum` writes it: a name with a backslash or a line end is escaped, and the line then begins with a backslash.
fn line(sum: &str, path: &str) -> String {
    if !path.contains(['\\', '\n', '\r']) {
        return format!("{sum}  {path}\n");
    }
    let path = path
        .replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\r', "\\r");
    format!("\\{sum}  {path}\n")
}

/// The checksums of what stands in the folder `target`, where it is one of ours with nothing else in it and whole; none where it is not there, is empty or
/// lacks something.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn standing(target: &Path, notice: &str, head: &str) -> Result<Option<String>, PublishError> {
    let Ok(metadata) = target.symlink_metadata() else {
        return Ok(None);
    };
    if !metadata.is_dir() {
        return Err(PublishError::NotAFolder(target.to_owned()));
    }
    let other = |what: String| PublishError::HoldsOther {
        folder: target.to_owned(),
        what,
    };
    let found = files(target)?;
    if found.is_empty() {
        return Ok(None);
    }
    let read = |name: &str| fs::read_to_string(target.join(name)).unwrap_or_default();
    let sums = read(SUMS);
    let begins = read(notice);
    if sums.is_empty() || begins.lines().next() != head.lines().next() {
        let first = found.first().map_or("", String::as_str);
        return Err(other(format!("已有别的文件，如 {first}")));
    }
    if !begins.starts_with(head) {
        let theirs: Vec<&str> = begins.lines().skip(1).take(3).collect();
        return Err(other(format!("是另一份归档（{}）", theirs.join("，"))));
    }
    let mut whole = true;
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for line in sums.lines() {
        if let Some((sum, path)) = parsed(line) {
            known.insert(path, sum);
        }
    }
    for path in &found {
        if path == SUMS {
            continue;
        }
        match known.remove(path) {
            None => return Err(other(format!("还有别的文件 {path}"))),
            Some(sum) => {
                if sha256(&target.join(path)).as_deref() != Some(sum) {
                    return Err(other(format!("的 {path} 被改动过")));
                }
            }
        }
    }
    whole &= known.is_empty();
    Ok(whole.then_some(sums))
}

/// Checksum and path of a line of `sha256sum`.
fn parsed(line: &str) -> Option<(&str, String)> {
    let escaped = line.strip_prefix('\\');
    let (sum, path) = escaped.unwrap_or(line).split_once("  ")?;
    if escaped.is_none() {
        return Some((sum, path.to_owned()));
    }
    let mut plain = String::new();
    let mut chars = path.chars();
    while let Some(c) = chars.next() {
        plain.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                other => other,
            },
            c => c,
        });
    }
    Some((sum, plain))
}

/// The files below `root`, and what is neither file nor folder, with forward slashes and in order; an empty folder counts as nothing.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn files(root: &Path) -> Result<Vec<String>, PublishError> {
    let mut found = Vec::new();
    let mut rest = vec![String::new()];
    while let Some(folder) = rest.pop() {
        let place = root.join(&folder);
        let entries = fs::read_dir(&place).map_err(PublishError::io("读取", &place))?;
        for entry in entries {
            let entry = entry.map_err(PublishError::io("读取", &place))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = match folder.is_empty() {
                true => name,
                false => format!("{folder}/{name}"),
            };
            match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                true => rest.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The SHA-256 of the file at `path` in lower-case hexadecimal; none where it cannot be read.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn sha256(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 65536];
    loop {
        match file.read(&mut piece).ok()? {
            0 => return Some(hex(&hasher.finalize())),
            length => hasher.update(&piece[..length]),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
