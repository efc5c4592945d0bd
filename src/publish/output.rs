//! The folder of the site while a build writes into it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::checksum::{checksum, checksum_of};
use super::journal::{JOURNAL, Journal};
use super::manifest::stays_below;
use super::write::{self, TEMPORARY};
use super::{IssueRecord, Manifest, PublishError};
use crate::model::{Audience, IssueId};
use crate::site::{RootFile, Route};

pub(super) const MANIFEST: &str = RootFile::Manifest.name();
const LOCK: &str = ".jianbao.lock";

/// Files that may lie in a folder that is otherwise empty.
const PLACEHOLDERS: [&str; 4] = [".gitkeep", ".gitignore", LOCK, JOURNAL];

/// A site folder that this build holds.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// Held until the build ends, so that builds of one folder follow one another.
    _lock: File,
    old: Manifest,
    new: Manifest,
    journal: Journal,
    /// Whether the build before this one did not come to its end.
    interrupted: bool,
    folders: BTreeSet<PathBuf>,
    report: Report,
}

/// What a build did to the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files written because they were new or had changed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files removed because the site no longer has them.
    pub removed: usize,
}

impl Output {
    /// Takes hold of the folder `root`, which is made where it does not exist. `waiting` is called once where another build holds it.
    ///
    /// # Errors
    /// A folder that is not ours, or that the system does not let us use.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn open(root: &Path, waiting: &dyn Fn()) -> Result<Self, PublishError> {
        fs::create_dir_all(root).map_err(PublishError::io("新建文件夹", root))?;
        let manifest_path = root.join(MANIFEST);
        // Looked at before the lock is made: a folder that is not ours gets no file of ours.
        if read_manifest(&manifest_path)?.is_none() && !is_empty(root)? {
            return Err(PublishError::NotOurs(root.to_owned()));
        }
        let lock_path = root.join(LOCK);
        let lock = File::create(&lock_path).map_err(PublishError::io("写入", &lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                waiting();
                lock.lock().map_err(PublishError::io("锁定", &lock_path))?;
            }
            Err(fs::TryLockError::Error(error)) => {
                return Err(PublishError::io("锁定", &lock_path)(error));
            }
        }
        remove_left_behind(root);
        let mut old = match read_manifest(&manifest_path)? {
            Some(manifest) => manifest,
            None => {
                // Written before anything else, so that a folder whose first build is killed is still known as ours.
                let empty = Manifest::default();
                write::write(&manifest_path, &empty.to_json())?;
                empty
            }
        };
        let journal_path = root.join(JOURNAL);
        let opened = Journal::open(root).map_err(PublishError::io("读取", &journal_path));
        let (journal, left) = opened?;
        let interrupted = left.is_some();
        if let Some(left) = left {
            let files = left.files.into_iter().filter(|path| stays_below(path));
            old.files.extend(files);
            // What was made for those inside is not for everybody only because the manifest is older.
            if left.audience == Some(Audience::Internal) || old.audience.is_none() {
                old.audience = left.audience;
            }
            sweep(root);
        }
        Ok(Self {
            root: root.to_owned(),
            _lock: lock,
            old,
            new: Manifest::default(),
            journal,
            interrupted,
            folders: BTreeSet::new(),
            report: Report::default(),
        })
    }

    /// What the folder held when this build took hold of it.
    #[must_use]
    pub fn old(&self) -> &Manifest {
        &self.old
    }

    /// Says of which archive the site is, by its name, and for whom.
    ///
    /// # Errors
    /// A disk that takes nothing.
    pub fn made_for(&mut self, archive: &str, audience: Audience) -> Result<(), PublishError> {
        self.new.archive = archive.to_owned();
        self.new.audience = Some(audience);
        let noted = self.journal.audience(audience);
        noted.map_err(PublishError::io("写入", &self.root.join(JOURNAL)))
    }

    /// Whether the build before this one did not come to its end.
    #[must_use]
    pub fn was_interrupted(&self) -> bool {
        self.interrupted
    }

    /// The folders of issues that such a build wrote and no manifest knows.
    pub fn unrecorded_issues(&self) -> impl Iterator<Item = &str> {
        self.old.files.iter().filter_map(|path| {
            let (folder, _) = path.rsplit_once('/')?;
            let is_issue = folder.matches('/').count() == 2;
            (is_issue && !self.old.issues.contains_key(folder)).then_some(folder)
        })
    }

    /// Whether the page of an issue, or what the manifest records of it, has any of these texts in it. What cannot be read may have.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn mentions(&self, id: &IssueId, texts: &[String]) -> bool {
        let record = serde_json::to_string(&self.old.issue(id)).unwrap_or_default();
        let page = self.root.join(Route::issue(id).path());
        let Ok(page) = fs::read(page) else {
            return true;
        };
        let page = String::from_utf8_lossy(&page);
        texts
            .iter()
            .any(|text| page.contains(text.as_str()) || record.contains(text.as_str()))
    }

    /// Whether the folder has the file `path` with this many bytes.
    #[must_use]
    pub fn has(&self, path: &str, bytes: u64) -> bool {
        fs::symlink_metadata(self.root.join(path))
            .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes)
    }

    /// The file at `path`, whoever put it there; none where there is no such file of this many bytes.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn found(&self, path: &str, bytes: u64) -> Option<Vec<u8>> {
        if !self.has(path, bytes) || !self.is_really_below(path) {
            return None;
        }
        fs::read(self.root.join(path)).ok()
    }

    /// Removes the file at `path` with this build, whoever put it there.
    pub fn discard(&mut self, path: &str) {
        self.old.files.insert(path.to_owned());
    }

    /// The SHA-256 of the file at `path`, whoever put it there; none where there is no such file of this many bytes.
    #[must_use]
    pub fn sha256(&self, path: &str, bytes: u64) -> Option<String> {
        let digest = Sha256::digest(self.found(path, bytes)?);
        Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The file that an earlier build left at `path`; none where the site does not have it.
    #[must_use]
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        (self.old.files.contains(path) && self.is_really_below(path))
            .then(|| fs::read(self.root.join(path)).ok())
            .flatten()
    }

    /// Puts `bytes` at `path`.
    ///
    /// # Errors
    /// What the system refused.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let target = self.target(path)?;
        let written = write::write(&target, bytes)?;
        self.count(path, written, Some(checksum_of(bytes)));
        Ok(())
    }

    /// Puts a copy of the file `source` at `path`.
    ///
    /// # Errors
    /// What the system refused.
    pub fn copy(&mut self, path: &str, source: &Path) -> Result<(), PublishError> {
        let target = self.target(path)?;
        let written = write::copy(&target, source)?;
        self.count(path, written, checksum(&target));
        Ok(())
    }

    /// Keeps the file that stands at `path` from an earlier build.
    pub fn keep(&mut self, path: &str) {
        let known = self.old.checksums.get(path).cloned();
        let known = known.or_else(|| checksum(&self.root.join(path)));
        self.count(path, false, known);
    }

    /// Takes down an issue that the site shows.
    pub fn record(&mut self, id: &IssueId, record: IssueRecord) {
        self.new.issues.insert(id.path(), record);
    }

    /// Keeps an issue as an earlier build left it, with all its files.
    pub fn keep_issue(&mut self, id: &IssueId) {
        let files: Vec<String> = self.old.files_of(id).cloned().collect();
        for path in files {
            self.keep(&path);
        }
        if let Some(record) = self.old.issue(id).cloned() {
            self.record(id, record);
        }
    }

    /// The issues that are shown as an earlier build left them.
    pub fn kept_issues(&self) -> impl Iterator<Item = &IssueRecord> {
        self.new.issues.values()
    }

    /// Removes what the site no longer has, and writes the manifest.
    ///
    /// # Errors
    /// What the system refused; everything new stands by then.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn finish(mut self) -> Result<Report, PublishError> {
        let stale: Vec<&String> = self.old.files.difference(&self.new.files).collect();
        for path in &stale {
            let target = self.root.join(path);
            if !self.is_really_below(path) {
                continue;
            }
            match fs::remove_file(&target) {
                Ok(()) => self.report.removed += 1,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(PublishError::io("删除", &target)(error)),
            }
            remove_empty_folders(&self.root, &target);
        }
        let manifest = self.root.join(MANIFEST);
        write::write(&manifest, &self.new.to_json())?;
        let journal = self.root.join(JOURNAL);
        self.journal
            .close()
            .map_err(PublishError::io("删除", &journal))?;
        Ok(self.report)
    }

    /// Whether every folder on the way to `path` is one of ours and not a link to elsewhere.
    fn is_really_below(&self, path: &str) -> bool {
        let mut folder = self.root.clone();
        let mut parts: Vec<&str> = path.split('/').collect();
        parts.pop();
        parts.into_iter().all(|part| {
            folder.push(part);
            fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_dir())
        })
    }

    fn count(&mut self, path: &str, written: bool, checksum: Option<String>) {
        self.new.files.insert(path.to_owned());
        if let Some(checksum) = checksum {
            self.new.checksums.insert(path.to_owned(), checksum);
        }
        if written {
            self.report.written += 1;
        } else {
            self.report.unchanged += 1;
        }
    }

    /// The place of `path` on disk, with its folders made. A folder that is a link to elsewhere is not followed.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    fn target(&mut self, path: &str) -> Result<PathBuf, PublishError> {
        if !self.old.files.contains(path) {
            let noted = self.journal.note(path);
            noted.map_err(PublishError::io("写入", &self.root.join(JOURNAL)))?;
        }
        let mut folder = self.root.clone();
        let mut parts: Vec<&str> = path.split('/').collect();
        let name = parts.pop().unwrap_or_default();
        for part in parts {
            folder.push(part);
            if self.folders.contains(&folder) {
                continue;
            }
            match fs::symlink_metadata(&folder) {
                Ok(metadata) if metadata.is_dir() => remove_left_behind(&folder),
                Ok(_) => return Err(PublishError::NotAFolder(folder)),
                Err(_) => {
                    fs::create_dir(&folder).map_err(PublishError::io("新建文件夹", &folder))?;
                }
            }
            self.folders.insert(folder.clone());
        }
        folder.push(name);
        Ok(folder)
    }
}

/// The manifest at `path`; none where there is no such file.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn read_manifest(path: &Path) -> Result<Option<Manifest>, PublishError> {
    match fs::read(path) {
        Ok(json) => Manifest::parse(&json)
            .map(Some)
            .ok_or_else(|| PublishError::BadManifest(path.to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(PublishError::io("读取", path)(error)),
    }
}

/// Whether nothing but placeholders and what a killed build left lies in the folder.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn is_empty(root: &Path) -> Result<bool, PublishError> {
    let entries = fs::read_dir(root).map_err(PublishError::io("读取", root))?;
    for entry in entries {
        let entry = entry.map_err(PublishError::io("读取", root))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !PLACEHOLDERS.contains(&&*name) && !name.starts_with(TEMPORARY) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes the half-written files of builds that were killed, in every folder of the site.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn sweep(root: &Path) {
    let mut rest = vec![root.to_owned()];
    while let Some(folder) = rest.pop() {
        remove_left_behind(&folder);
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                rest.push(entry.path());
            }
        }
    }
}

/// Removes the half-written files of builds that were killed. We hold the lock, so nobody else is writing them.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn remove_left_behind(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(TEMPORARY) {
            // What cannot be removed is no harm to the site.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn remove_empty_folders(root: &Path, removed: &Path) {
    let mut folder = removed.parent();
    while let Some(current) = folder {
        // A folder that still holds something is not removed by `remove_dir`, which is the condition wanted here.
        if current == root || fs::remove_dir(current).is_err() {
            return;
        }
        folder = current.parent();
    }
}
