//! A file that somebody names on the command line.

use crate::zh::system_error::in_words;
use std::fs;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

/// The most bytes that are read of one.
const MOST_BYTES: u64 = 300 << 20;

/// The bytes of the file at `path`. A pipe or a device is not opened: it could be waited for without end.
///
/// # Errors
/// In words, why it cannot be read.
#[allow(
    clippy::disallowed_methods,
    reason = "a file that is named on the command line"
)]
pub fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let words = |error: Error| match error.kind() {
        ErrorKind::NotFound => Error::other("没有这个文件"),
        ErrorKind::PermissionDenied => Error::other("没有读取权限"),
        _ => Error::other(in_words(&error)),
    };
    let found = fs::metadata(path).map_err(words)?;
    if found.is_dir() {
        return Err(Error::other("这是文件夹，要写一个文件"));
    }
    if !found.is_file() {
        return Err(Error::other("不是普通的文件（是管道或者设备），没有读"));
    }
    let file = fs::File::open(path).map_err(words)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(words)?;
    match bytes.len() as u64 > MOST_BYTES {
        true => Err(Error::other(format!(
            "超过 {} MB，没有读",
            MOST_BYTES >> 20
        ))),
        false => Ok(bytes),
    }
}

/// Its text; none where there is none that can be read.
#[must_use]
pub fn text(path: &Path) -> Option<String> {
    String::from_utf8(read(path).ok()?).ok()
}
