//! Edge: opens one file of the content folder, its text in full or the first bytes of what is no text.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::source::files::{decode_file, is_text_name, most_text};
use crate::source::{Content, SourceFile};
use crate::zh::system_error::in_words;

/// How many bytes of a picture or another file are read to tell what it is.
const HEAD: u64 = 1024;

/// Reads the file at `place` below `root`. One that the system does not let us read is kept as [`Content::Unreadable`], and so is a link, which may lead out of the folder.
pub(super) fn open(root: &Path, place: &Path, is_link: bool) -> SourceFile {
    let Some(path) = relative(root, place) else {
        return unnameable(root, place);
    };
    let content = if is_link {
        Content::Unreadable(
            "是指向别处的链接，jianbao 不跟着链接走，换成真的文件或文件夹".to_owned(),
        )
    } else {
        content(place, &path)
    };
    SourceFile { path, content }
}

/// What the file at `place` holds, which is called `path` below the content folder.
pub(super) fn content(place: &Path, path: &str) -> Content {
    read(place, is_text_name(path)).unwrap_or_else(|error| Content::Unreadable(reason(&error)))
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

/// Why the system does not let us read something, in words.
pub(super) fn reason(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::PermissionDenied {
        "没有读取权限".to_owned()
    } else {
        in_words(error)
    }
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
pub(super) fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
}
