//! Writing one file so that a reader sees the old copy or the new one, and nothing in between.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::PublishError;
use super::orphans::{own_prefix, sweep_folder};
use super::staged::{Staged, placing, temporary_file};

/// Writes `bytes` to `path` unless they stand there already. Says whether it wrote. What is written survives a power cut.
///
/// # Errors
/// What the system refused; an older file of the name still stands then.
pub fn write(path: &Path, bytes: &[u8]) -> Result<bool, PublishError> {
    sweep_folder(folder_of(path));
    let Some(staged) = stage(path, bytes, true)? else {
        return Ok(false);
    };
    let _placing = placing();
    staged.put()?;
    Ok(true)
}

/// Writes `bytes` beside `path` unless they stand there already. `surely` asks that they survive a power cut.
///
/// # Errors
/// What the system refused.
pub(super) fn stage(
    path: &Path,
    bytes: &[u8],
    surely: bool,
) -> Result<Option<Staged>, PublishError> {
    if holds(path, bytes).map_err(PublishError::io("读取", path))? {
        return Ok(None);
    }
    let mut file = temporary(path)?;
    let wrong = |error| PublishError::io("写入", path)(error);
    file.write_all(bytes).map_err(wrong)?;
    if surely {
        file.as_file().sync_data().map_err(wrong)?;
    }
    Ok(Some(Staged::new(file, path)))
}

/// Writes `bytes` to a file of the user's own outside any site: whole or not at all, and for nobody else to read.
///
/// # Errors
/// What the system refused; an older file of the name still stands then.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let folder = folder_of(path);
    sweep_folder(folder);
    let mut file = temporary_file(Builder::new().prefix(&own_prefix()), folder)
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
    let (file, path) = written_out(path, bytes)?;
    persist(file, &path)
}

/// The bytes in a file beside the one that is meant, with its permissions.
fn written_out(path: &Path, bytes: &[u8]) -> Result<(NamedTempFile, PathBuf), PublishError> {
    let wrong = |error| PublishError::io("写入", path)(error);
    let path = fs::canonicalize(path).map_err(wrong)?;
    sweep_folder(folder_of(&path));
    let permissions = fs::metadata(&path).map_err(wrong)?.permissions();
    let mut file = temporary(&path)?;
    file.write_all(bytes).map_err(wrong)?;
    file.as_file().sync_all().map_err(wrong)?;
    fs::set_permissions(file.path(), permissions).map_err(wrong)?;
    Ok((file, path))
}

/// Writes several files of the user's own as [`rewrite`] does: nothing is put in its place before all are written out beside it.
///
/// # Errors
/// What the system refused; unless it refused to put a finished file in its place, all stand as they were.
pub fn rewrite_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), PublishError> {
    let mut finished = Vec::new();
    for (path, bytes) in files {
        finished.push(written_out(path, bytes)?);
    }
    for (file, path) in finished {
        persist(file, &path)?;
    }
    Ok(())
}

/// Why a file was not copied.
#[derive(Debug)]
pub enum CopyError {
    /// The file of the content cannot be read; the system's words.
    Source(std::io::Error),
    /// The site cannot be written.
    Site(PublishError),
}

/// Copies `source` beside `path` unless the same bytes stand there already.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn stage_copy(path: &Path, source: &Path) -> Result<Option<Staged>, CopyError> {
    // A pipe or a device has no end.
    if !fs::metadata(source).map_err(CopyError::Source)?.is_file() {
        return Err(CopyError::Source(std::io::ErrorKind::InvalidInput.into()));
    }
    if same(path, source).map_err(CopyError::Source)? {
        return Ok(None);
    }
    let mut from = File::open(source).map_err(CopyError::Source)?;
    let mut file = temporary(path).map_err(CopyError::Site)?;
    let mut piece = vec![0; 65536];
    loop {
        let length = from.read(&mut piece).map_err(CopyError::Source)?;
        let wrong = |error| CopyError::Site(PublishError::io("写入", path)(error));
        if length == 0 {
            // The manifest says what it is; nobody makes it again after a power cut.
            file.as_file().sync_data().map_err(wrong)?;
            return Ok(Some(Staged::new(file, path)));
        }
        file.write_all(&piece[..length]).map_err(wrong)?;
    }
}

fn temporary(path: &Path) -> Result<NamedTempFile, PublishError> {
    let prefix = own_prefix();
    let mut builder = Builder::new();
    builder.prefix(&prefix);
    // A temporary file is the user's alone; a page is for the web server to read.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    temporary_file(&builder, folder_of(path)).map_err(PublishError::io("写入", path))
}

fn folder_of(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn persist(file: NamedTempFile, path: &Path) -> Result<(), PublishError> {
    let staged = Staged::new(file, path);
    let _placing = placing();
    staged.put()
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn a_file_of_the_user_s_own_keeps_its_permissions_and_its_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, link) = (folder.path().join("片段.md"), folder.path().join("链接.md"));
        for mode in [0o600, 0o640, 0o664, 0o444] {
            let _ = fs::remove_file(&path);
            fs::write(&path, "旧").expect("a file");
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("permissions");
            let _ = fs::remove_file(&link);
            std::os::unix::fs::symlink(&path, &link).expect("a link");
            rewrite(&link, "新".as_bytes()).expect("written");
            let metadata = fs::metadata(&path).expect("a file");
            assert_eq!(metadata.permissions().mode() & 0o777, mode);
            assert!(fs::symlink_metadata(&link).is_ok_and(|found| found.is_symlink()));
            assert_eq!(fs::read(&path).expect("a file"), "新".as_bytes());
        }
    }
}
