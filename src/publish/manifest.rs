//! The manifest: what the folder holds and from which input each PDF was made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Audience, IssueId, IssueSummary, PdfFacts};
use crate::site::RootFile;
use crate::zh::date::IssueDate;

/// The contents of a site folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The name of the archive (名称); empty before a first build has come to its end.
    pub archive: String,
    /// For whom the site was made; none in the manifest of a program that did not ask, whose sites showed everything.
    pub audience: Option<Audience>,
    /// The issues by their path.
    pub issues: BTreeMap<String, IssueRecord>,
    /// Every file of the site but those of the manifest, as paths with forward slashes.
    pub files: BTreeSet<String>,
    /// A short checksum of each of these files, for whoever holds a copy of the site against it; none in the manifest of a program that did not know them.
    pub checksums: BTreeMap<String, String>,
    /// What each picture that was not copied as it is was made from: a hash of the source and of the way it was made.
    pub made_from: BTreeMap<String, String>,
}

/// What the site knows about an issue that it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueRecord {
    /// For the lists.
    pub summary: Arc<IssueSummary>,
    /// Its PDF, where there is one.
    pub pdf: Option<PdfRecord>,
    /// A short checksum of its text, to notice when that changes; empty in the manifest of a program that did not know it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What its record of issuing (印发记录) says was done, the issuing first; empty where it has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<ActFacts>,
}

impl IssueRecord {
    /// SHA-256 of the PDF that went out last; none where the issue, or its PDF, is not recorded as issued.
    #[must_use]
    pub fn issued_pdf(&self) -> Option<&str> {
        self.acts.iter().rev().find_map(|act| act.pdf.as_deref())
    }
}

/// What was done to an issue when it went out and since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActFacts {
    /// When.
    pub date: IssueDate,
    /// 印发, 更正, 重新印发, …
    pub word: String,
    /// SHA-256 of the PDF that went out with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pdf: Option<String>,
}

/// A PDF of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PdfRecord {
    /// The hash of everything that it was made from.
    pub key: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Number of pages.
    pub pages: u32,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

impl PdfRecord {
    /// What readers are told of it.
    #[must_use]
    pub fn facts(&self) -> PdfFacts {
        PdfFacts {
            bytes: self.bytes,
            pages: self.pages,
            sha256: self.sha256.clone(),
        }
    }
}

/// The name of the main file.
pub(super) const MANIFEST: &str = RootFile::Manifest.name();

/// The copy of the main file; it begins with a dot, so that no web server of ours hands it out.
pub(super) const COPY: &str = ".jianbao.manifest";

/// The folder with the copies of the parts; as [`COPY`].
pub(super) const COPIES: &str = ".jianbao.parts";

impl Manifest {
    /// The record of an issue.
    #[must_use]
    pub fn issue(&self, id: &IssueId) -> Option<&IssueRecord> {
        self.issues.get(&id.path())
    }

    /// The files of one issue: its page, its PDF and what lies beside them.
    pub fn files_of<'a>(&'a self, id: &IssueId) -> impl Iterator<Item = &'a String> + use<'a> {
        let prefix = format!("{}/", id.path());
        self.files
            .range(prefix.clone()..)
            .take_while(move |path| path.starts_with(&prefix))
    }
}

/// Whether a path is relative and stays in the folder on every system.
pub(super) fn stays_below(path: &str) -> bool {
    path.split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']))
}

/// The bytes of the file at `path`, which may be no pipe or device: reading one would never end.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub(super) fn read_regular(path: &Path) -> std::io::Result<Vec<u8>> {
    if fs::metadata(path)?.is_file() {
        return fs::read(path);
    }
    Err(std::io::Error::new(
        std::io::ErrorKind::InvalidInput,
        "不是普通文件",
    ))
}
