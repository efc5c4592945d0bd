//! What stands in the folder of the site from builds before this one.

use std::fs;

use sha2::{Digest, Sha256};

use super::output::Output;
use super::standing::{issue_stamp, lists_stamp, manifest_stamp};
use super::{PdfRecord, PublishError};
use crate::model::IssueId;
use crate::site::Route;

impl Output {
    /// The stamp of the manifest that this build found; none where the build before it did not come to its end.
    #[must_use]
    pub fn manifest_stamp(&self) -> Option<String> {
        if self.interrupted || self.mended.is_some() {
            return None;
        }
        manifest_stamp(&self.root)
    }

    /// The stamp of the files of an issue as they stand now; none where one of them is gone.
    #[must_use]
    pub fn issue_stamp(&self, id: &IssueId) -> Option<String> {
        issue_stamp(&self.root, &self.old, id).map(|look| look.found)
    }

    /// The stamp of the files at `paths` as they stand now; none where one of them is gone.
    #[must_use]
    pub fn lists_stamp(&self, paths: &[String]) -> Option<String> {
        lists_stamp(&self.root, paths).map(|look| look.found)
    }

    /// Whether the folder has the PDF of `record` at `path`. After a build that did not end its bytes are looked at.
    #[must_use]
    pub fn has_pdf(&self, path: &str, record: &PdfRecord) -> bool {
        self.has(path, record.bytes)
            && (!(self.interrupted || self.mended.is_some())
                || self.sha256(path, record.bytes).as_ref() == Some(&record.sha256))
    }

    /// The folders of issues that such a build wrote and no manifest knows.
    pub fn unrecorded_issues(&self) -> impl Iterator<Item = &str> {
        self.old.files.iter().filter_map(|path| {
            let (folder, _) = path.rsplit_once('/')?;
            let may_be = folder.matches('/').count() == 2 && !self.old.issues.contains_key(folder);
            // The pages of a list lie as deep.
            let is_issue = may_be && Route::parse(path)?.of_issue().is_some();
            is_issue.then_some(folder)
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

    /// Whether every folder on the way to `path` is one of ours and not a link to elsewhere.
    pub(super) fn is_really_below(&self, path: &str) -> bool {
        self.is_reached(path).unwrap_or(false)
    }

    /// Whether there is a way to `path` through folders that are ours. Where there is none, nothing stands there.
    ///
    /// # Errors
    /// A folder of which nobody can say, and one that is a link to elsewhere: what stands at `path` cannot be known, or is not ours to remove.
    pub(super) fn is_reached(&self, path: &str) -> Result<bool, PublishError> {
        let mut folder = self.root.clone();
        let mut parts: Vec<&str> = path.split('/').collect();
        parts.pop();
        for part in parts {
            folder.push(part);
            match fs::symlink_metadata(&folder) {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(metadata) if metadata.is_symlink() => {
                    return Err(PublishError::NotAFolder(folder));
                }
                Ok(_) => return Ok(false),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
                Err(error) => return Err(PublishError::io("查看", &folder)(error)),
            }
        }
        Ok(true)
    }
}
