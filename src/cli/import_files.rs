//! The files of an import: which ones are meant, and how what was made of them is written. Nothing that lies there is ever overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::CommandError;
use super::folder::write_with_parents;
use super::typed_file;
use crate::stage::discover::{SENT_IN, is_read};

/// The largest file that is looked at.
const MOST_BYTES: u64 = 300 << 20;

/// The list of what was sent in to an issue, with checksums.
const LIST: &str = "清单.txt";

/// The files that `typed` names: files, and what lies in folders.
///
/// # Errors
/// A name that nothing has.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn find(typed: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    let mut files = Vec::new();
    for path in typed {
        if path.is_file() {
            files.push(path.clone());
        } else if path.is_dir() {
            below(path, &mut files);
        } else {
            return Err(CommandError::NothingToImport(format!(
                "没有 {}",
                path.display()
            )));
        }
    }
    if files.is_empty() {
        let first = typed.first().map(|path| path.display().to_string());
        return Err(CommandError::NothingToImport(format!(
            "{} 里没有文件",
            first.unwrap_or_default()
        )));
    }
    Ok(files)
}

#[allow(clippy::disallowed_methods, reason = "the terminal")]
fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !is_read(&name) {
            continue;
        }
        match path.symlink_metadata() {
            Ok(found) if found.is_dir() => below(&path, files),
            Ok(found) if found.is_file() => files.push(path),
            _ => {}
        }
    }
}

/// The bytes of a file that was sent in.
///
/// # Errors
/// The system's words.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MOST_BYTES {
        true => Err(std::io::Error::other(format!(
            "超过 {} MB，没有读",
            MOST_BYTES >> 20
        ))),
        false => Ok(bytes),
    }
}

/// The checksum of a file, SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The names of what lies below the folder `issue`, but for what was sent in.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
#[must_use]
pub fn names_below(issue: &Path) -> Vec<String> {
    let mut files = Vec::new();
    below(issue, &mut files);
    let sent_in = issue.join(SENT_IN);
    let own = files.iter().filter(|file| !file.starts_with(&sent_in));
    let names = own.filter_map(|file| file.file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

/// What was sent in to the issue in the folder: names by checksum.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
#[must_use]
pub fn known(issue: &Path) -> BTreeMap<String, String> {
    let list = typed_file::text(&issue.join(SENT_IN).join(LIST)).unwrap_or_default();
    let lines = list.lines().filter_map(|line| line.split_once("  "));
    lines
        .map(|(sum, name)| (sum.to_owned(), name.to_owned()))
        .collect()
}

/// Writes new files into `folder`, none over another, each whole.
///
/// # Errors
/// A file that lies there, or what the system says.
pub fn write_new(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), CommandError> {
    write_missing(&missing(folder, files, &[])?)
}

/// Writes the files, each whole.
///
/// # Errors
/// What the system says.
pub fn write_missing(files: &[(PathBuf, &[u8])]) -> Result<(), CommandError> {
    for (path, bytes) in files {
        write_with_parents(path, bytes)?;
    }
    Ok(())
}

/// Those of the new `files` for `folder` that are to be written: of those `begun`, one that holds the same bytes already was written by a run that was stopped.
///
/// # Errors
/// A file that lies there.
pub fn missing<'a>(
    folder: &Path,
    files: &'a [(String, Vec<u8>)],
    begun: &[String],
) -> Result<Vec<(PathBuf, &'a [u8])>, CommandError> {
    let mut missing = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        if path.symlink_metadata().is_err() {
            missing.push((path, bytes.as_slice()));
            continue;
        }
        let is_begun = begun.contains(name);
        if !is_begun || !typed_file::read(&path).is_ok_and(|stands| stands == *bytes) {
            let since = match is_begun {
                true => {
                    "是上次没有做完的导入写的，后来改过，或者这次的选项不同。把它改名或删去，再导入"
                }
                false => "已经有了，什么也没有写",
            };
            return Err(CommandError::NothingToImport(format!(
                "{} {since}",
                path.display()
            )));
        }
    }
    Ok(missing)
}

/// Keeps the original of an import and its report in the issue's folder, and puts it on the list there: last of all, so that what was begun is begun again.
///
/// # Errors
/// What the system refused.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn keep(issue: &Path, name: &str, bytes: &[u8], report: &str) -> Result<String, CommandError> {
    let folder = issue.join(SENT_IN);
    let sum = checksum(bytes);
    let mut kept = name.to_owned();
    let mut number = 2;
    // Another file of the same name was sent in before; one with the same bytes was begun and not finished.
    while typed_file::read(&folder.join(&kept)).is_ok_and(|old| old != bytes) {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        kept = format!("{stem}-{number}.{ending}");
        number += 1;
    }
    write_with_parents(&folder.join(&kept), bytes)?;
    write_with_parents(
        &folder.join(format!("{kept}.导入报告.txt")),
        report.as_bytes(),
    )?;
    let path = folder.join(LIST);
    let mut list = typed_file::text(&path).unwrap_or_default();
    list.push_str(&format!("{sum}  {kept}\n"));
    write_with_parents(&path, list.as_bytes())?;
    Ok(kept)
}
