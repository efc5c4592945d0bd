//! The folder of the site while a build writes into it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::checksum::{checksum, checksum_of};
use super::divided::{self, FoundManifest, ManifestParts};
use super::journal::{JOURNAL, Journal};
use super::left_behind::{is_empty, remove_empty_folders, remove_left_behind, sweep};
use super::lock::{FolderLock, LOCK};
use super::manifest::stays_below;
use super::mend::{self, FolderState, Shape};
use super::staged::{HeldFile, Staged, Turn, placing};
use super::standing::{SiteStamps, site_stamps};
use super::write;
use super::{IssueRecord, Manifest, PublishError};
use crate::model::{Audience, IssueId, OutputFile};
use crate::site::Route;

/// A site folder that this build holds.
#[derive(Debug)]
pub struct Output {
    pub(super) root: PathBuf,
    /// Held until the build ends, so that builds of one folder follow one another.
    lock: FolderLock,
    pub(super) old: Manifest,
    /// The parts of `old` as they stand on the disk.
    parts: ManifestParts,
    pub(super) new: Manifest,
    journal: Journal,
    /// Whether the build before this one did not come to its end.
    pub(super) interrupted: bool,
    folders: BTreeSet<PathBuf>,
    /// What is written, by the turn in which it is put at its place.
    pub(super) staged: BTreeMap<Turn, Vec<Staged>>,
    /// The turn of what is written now.
    pub(super) turn: Turn,
    /// What is written and waits for what belongs to it, by its path.
    pub(super) held: BTreeMap<String, HeldFile>,
    pub(super) mended: Option<Mended>,
    report: Report,
}

/// How a manifest that was gone, empty or half was known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    ByCopy,
    /// By the files of the folder, so many of which have the shape of ours.
    ByShape(usize),
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
    /// Takes hold of the folder `root`, which is made where it does not exist. `waiting` is told who holds it, where another build does;
    /// by their `shape` files of ours are known where the manifest is gone.
    ///
    /// # Errors
    /// A folder that is not ours, or that the system does not let us use.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn open(
        root: &Path,
        shape: Shape<'_>,
        waiting: &dyn Fn(&str),
    ) -> Result<Self, PublishError> {
        fs::create_dir_all(root).map_err(PublishError::io("新建文件夹", root))?;
        // Looked at before the lock is made: a folder that is not ours gets no file of ours. One that has our lock is looked at once.
        if !root.join(LOCK).is_file()
            && matches!(mend::read(root, shape)?, FolderState::Nothing)
            && !is_empty(root)?
        {
            return Err(PublishError::NotOurs(root.to_owned()));
        }
        let lock = FolderLock::take(root, waiting)?;
        remove_left_behind(root);
        let (found, mended) = match mend::read(root, shape)? {
            FolderState::Surely(found) => (found, None),
            FolderState::ByCopy(found) => (found, Some(Mended::ByCopy)),
            FolderState::ByShape(found) => {
                let files = found.manifest.files.len();
                (found, Some(Mended::ByShape(files)))
            }
            FolderState::Nothing if !is_empty(root)? => {
                return Err(PublishError::NotOurs(root.to_owned()));
            }
            FolderState::Nothing => {
                // Written before anything else, so that a folder whose first build is killed is still known as ours.
                divided::write_empty(root)?;
                (FoundManifest::default(), None)
            }
        };
        let FoundManifest {
            manifest: mut old,
            mut parts,
        } = found;
        let journal_path = root.join(JOURNAL);
        let opened = Journal::open(root).map_err(PublishError::io("读取", &journal_path));
        let (journal, left) = opened?;
        let interrupted = left.is_some();
        if let Some(left) = left {
            let files = left.files.into_iter().filter(|path| stays_below(path));
            let files = files.inspect(|path| parts.forget(path));
            old.files.extend(files);
            // What was made for those inside is not for everybody only because the manifest is older.
            if left.audience == Some(Audience::Internal) || old.audience.is_none() {
                old.audience = left.audience;
            }
            sweep(root);
        }
        Ok(Self {
            root: root.to_owned(),
            lock,
            old,
            parts,
            new: Manifest::default(),
            journal,
            interrupted,
            folders: BTreeSet::new(),
            staged: BTreeMap::new(),
            turn: Turn::default(),
            held: BTreeMap::new(),
            mended,
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

    /// Whether the manifest was gone, empty or half, and how it was known again.
    #[must_use]
    pub fn mended(&self) -> Option<Mended> {
        self.mended
    }

    /// Whether the build before this one did not come to its end.
    #[must_use]
    pub fn was_interrupted(&self) -> bool {
        self.interrupted
    }

    /// Removes the file at `path` with this build, whoever put it there.
    pub fn discard(&mut self, path: &str) {
        self.old.files.insert(path.to_owned());
        self.parts.forget(path);
    }

    /// Says when what is written from now on is put at its place.
    pub fn turn(&mut self, turn: Turn) {
        self.turn = turn;
    }

    /// Puts `files` at their places, with everything else at the end of the build.
    ///
    /// # Errors
    /// What the system refused.
    pub fn write(&mut self, files: &[OutputFile]) -> Result<(), PublishError> {
        let targets = files.iter().map(|file| self.target(&file.path));
        let targets: Vec<PathBuf> = targets.collect::<Result<_, _>>()?;
        let staged: Vec<(Option<Staged>, String)> = files
            .par_iter()
            .zip(&targets)
            .map(|(file, target)| {
                let staged = write::stage(target, &file.bytes, false)?;
                Ok((staged, checksum_of(&file.bytes)))
            })
            .collect::<Result<_, PublishError>>()?;
        for (file, (staged, checksum)) in files.iter().zip(staged) {
            self.count(&file.path, staged.is_some(), Some(checksum));
            self.staged.entry(self.turn).or_default().extend(staged);
        }
        Ok(())
    }

    /// Keeps the file that stands at `path` from an earlier build.
    pub fn keep(&mut self, path: &str) {
        if let Some(from) = self.old.made_from.get(path) {
            self.new.made_from.insert(path.to_owned(), from.clone());
        }
        let known = self.old.checksums.get(path).cloned();
        let known = known.or_else(|| checksum(&self.root.join(path)));
        self.count(path, false, known);
    }

    /// Takes down an issue that the site shows.
    pub fn record(&mut self, id: &IssueId, record: IssueRecord) {
        self.new.issues.insert(id.path(), record);
    }

    /// The checksum of the file that this build has written or kept at `path`; none of a file of which that is not known.
    #[must_use]
    pub fn written_checksum(&self, path: &str) -> Option<&str> {
        self.new.checksums.get(path).map(String::as_str)
    }

    /// The checksum that a file of these bytes would have.
    #[must_use]
    pub fn checksum(bytes: &[u8]) -> String {
        checksum_of(bytes)
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

    /// Puts every file at its place, removes what the site no longer has, and writes the manifest. Returns stamps of what stands there then of `issues`
    /// and at `lists`, where there are any issues and the stamps can be believed.
    ///
    /// # Errors
    /// What the system refused.
    #[allow(clippy::disallowed_methods, reason = "the one writer")]
    pub fn finish(
        mut self,
        issues: &[IssueId],
        lists: &[&[String]],
    ) -> Result<(Report, Option<SiteStamps>), PublishError> {
        let journal = self.root.join(JOURNAL);
        self.journal
            .sync()
            .map_err(PublishError::io("写入", &journal))?;
        let last = divided::stage(&self.root, &self.new, &self.old, &self.parts)?;
        if !self.lock.is_held() {
            return Err(PublishError::Lost(self.root));
        }
        let _placing = placing();
        for (turn, mut files) in std::mem::take(&mut self.staged) {
            if turn.is_backwards() {
                files.reverse();
            }
            for staged in files {
                staged.put()?;
            }
        }
        let mut stale: Vec<&String> = self.old.files.difference(&self.new.files).collect();
        stale.sort_by_key(|path| what_leads_first(path));
        for path in &stale {
            let target = self.root.join(path);
            // What cannot be looked at may stand there: it stays in the manifest of before, and the build is not at its end.
            if !self.is_reached(path)? {
                continue;
            }
            match fs::remove_file(&target) {
                Ok(()) => self.report.removed += 1,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(PublishError::io("删除", &target)(error)),
            }
            remove_empty_folders(&self.root, &target);
        }
        last.put(&self.root)?;
        self.journal
            .close()
            .map_err(PublishError::io("删除", &journal))?;
        let stamps = match issues.is_empty() {
            true => None,
            false => site_stamps(&self.root, &self.new, issues, lists),
        };
        Ok((self.report, stamps))
    }

    pub(super) fn count(&mut self, path: &str, written: bool, checksum: Option<String>) {
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
    pub(super) fn target(&mut self, path: &str) -> Result<PathBuf, PublishError> {
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

/// What is removed is removed in this order: lists lead to issues, and a page to the files beside it.
fn what_leads_first(path: &str) -> u8 {
    match Route::parse(path) {
        Some(Route::Issue(_)) => 1,
        Some(Route::IssueFile(..)) => 2,
        _ => 0,
    }
}
