//! Writing one file so that a reader sees the old copy or the new one, and nothing in between.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::PublishError;

/// How the names of files begin that are being written; one that is found was left by a build that was killed.
pub const TEMPORARY: &str = ".jianbao-";

/// Writes `bytes` to `path` unless they stand there already. Says whether it wrote.
///
/// # Errors
/// What the system refused; an older file of the name still stands then.
pub fn write(path: &Path, bytes: &[u8]) -> Result<bool, PublishError> {
    if holds(path, bytes).map_err(PublishError::io("读取", path))? {
        return Ok(false);
    }
    let mut file = temporary(path)?;
    file.write_all(bytes)
        .map_err(PublishError::io("写入", path))?;
    persist(file, path)?;
    Ok(true)
}

/// Writes `bytes` to a file of the user's own outside any site: whole or not at all, and for nobody else to read.
///
/// # Errors
/// What the system refused; an older file of the name still stands then.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = Builder::new()
        .prefix(TEMPORARY)
        .tempfile_in(folder)
        .map_err(PublishError::io("写入", path))?;
    file.write_all(bytes)
        .map_err(PublishError::io("写入", path))?;
    persist(file, path)
}

/// Writes `bytes` over a file of the user's own, whole or not at all, with the permissions that it had. A link leads to the file that is meant.
///
/// # Errors
/// What the system refused; the file stands as it was then.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let wrong = |error| PublishError::io("写入", path)(error);
    let path = fs::canonicalize(path).map_err(wrong)?;
    let permissions = fs::metadata(&path).map_err(wrong)?.permissions();
    let mut file = temporary(&path)?;
    file.write_all(bytes).map_err(wrong)?;
    file.as_file().sync_all().map_err(wrong)?;
    fs::set_permissions(file.path(), permissions).map_err(wrong)?;
    persist(file, &path)
}

/// Copies `source` to `path` unless the same bytes stand there already. Says whether it wrote.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn copy(path: &Path, source: &Path) -> Result<bool, PublishError> {
    if same(path, source).map_err(PublishError::io("读取", source))? {
        return Ok(false);
    }
    let mut from = File::open(source).map_err(PublishError::io("读取", source))?;
    let mut file = temporary(path)?;
    std::io::copy(&mut from, &mut file).map_err(PublishError::io("写入", path))?;
    persist(file, path)?;
    Ok(true)
}

fn temporary(path: &Path) -> Result<NamedTempFile, PublishError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY);
    // A temporary file is the user's alone; a page is for the web server to read.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    builder
        .tempfile_in(folder)
        .map_err(PublishError::io("写入", path))
}

fn persist(file: NamedTempFile, path: &Path) -> Result<(), PublishError> {
    file.persist(path)
        .map(drop)
        .map_err(|error| PublishError::io("写入", path)(error.error))
}

#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn holds(path: &Path, bytes: &[u8]) -> std::io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() && metadata.len() == bytes.len() as u64 => {
            Ok(fs::read(path)? == bytes)
        }
        Ok(_) => Ok(false),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether two files hold the same bytes, compared piece by piece: attachments may be large.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn same(path: &Path, source: &Path) -> std::io::Result<bool> {
    let (Ok(ours), theirs) = (fs::symlink_metadata(path), fs::metadata(source)?) else {
        return Ok(false);
    };
    if !ours.is_file() || ours.len() != theirs.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (File::open(path)?, File::open(source)?);
    let (mut of_a, mut of_b) = (vec![0; 65536], vec![0; 65536]);
    loop {
        let length = a.read(&mut of_a)?;
        if length == 0 {
            return Ok(b.read(&mut of_b)? == 0);
        }
        // A source that shrinks while it is read simply differs.
        if b.read_exact(&mut of_b[..length]).is_err() || of_a[..length] != of_b[..length] {
            return Ok(false);
        }
    }
}
