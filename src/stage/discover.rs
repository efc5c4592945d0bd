//! Edge: reads the content folder. Everything after this works on what it returns.

#![allow(
    clippy::disallowed_types,
    reason = "this is the edge that reads the content"
)]

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::source::files::{MAX_TEXT, decode, is_text_name};
use crate::source::{Content, SourceFile, Sources};

/// How many bytes of a picture or another file are read to tell what it is.
const HEAD: u64 = 1024;

/// Why a content folder could not be read at all.
#[derive(Debug)]
pub struct DiscoverError {
    folder: PathBuf,
    reason: String,
}

impl std::fmt::Display for DiscoverError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "读不了内容文件夹 {}：{}",
            self.folder.display(),
            self.reason
        )
    }
}

impl std::error::Error for DiscoverError {}

/// Reads all files below `root`.
///
/// Symbolic links are passed over, as they may lead out of the folder; so are hidden files and what editors and systems leave behind.
/// A single file that cannot be read is kept as [`Content::Unreadable`], so that the issue which needs it can say so.
///
/// # Errors
/// [`DiscoverError`] where `root` is no folder that can be listed.
pub fn discover(root: &Path) -> Result<Sources, DiscoverError> {
    let fail = |reason: String| DiscoverError {
        folder: root.to_owned(),
        reason,
    };
    if !root.is_dir() {
        return Err(fail(
            "没有这个文件夹。用 --content 指明内容所在的文件夹".to_owned(),
        ));
    }
    let mut files = Vec::new();
    let walk = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !is_left_behind(&entry.file_name().to_string_lossy())
        });
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let Some(path) = error.path().and_then(|path| relative(root, path)) else {
                    return Err(fail(reason(&error.to_string())));
                };
                files.push(SourceFile {
                    path,
                    content: Content::Unreadable(reason(&error.to_string())),
                });
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(path) = relative(root, entry.path()) else {
            files.push(unnameable(root, entry.path()));
            continue;
        };
        let content = read(entry.path(), is_text_name(&path))
            .unwrap_or_else(|error| Content::Unreadable(reason(&error.to_string())));
        files.push(SourceFile { path, content });
    }
    Ok(Sources::new(root, files))
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

fn reason(words: &str) -> String {
    if words.contains("ermission denied") {
        "没有读取权限".to_owned()
    } else {
        format!("系统提示：{words}")
    }
}

fn read(path: &Path, is_text: bool) -> std::io::Result<Content> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if is_text && size > MAX_TEXT {
        return Ok(Content::TooLarge { size });
    }
    let limit = if is_text { MAX_TEXT } else { HEAD };
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0));
    file.by_ref().take(limit).read_to_end(&mut bytes)?;
    Ok(if is_text {
        decode(bytes)
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

/// Hidden files, lock files of office programs, thumbnails and the like.
fn is_left_behind(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX")
}
