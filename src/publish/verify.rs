//! Holds a copy of a site against its manifest: whether every file is there and as it was written, and whether a PDF is the one that was issued.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::checksum::checksum;
use super::divided::{self, ManifestPlace, read_manifest};
use super::journal::JOURNAL;
use super::left_behind::PLACEHOLDERS;
use super::manifest::{COPIES, COPY, MANIFEST, read_regular, stays_below};
use super::page_links::page_links;
use super::{IssueRecord, Manifest, PublishError};
use crate::model::IssueId;
use crate::zh::date::IssueDate;

/// What was found wrong with one file of a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// The site should have it and does not.
    Missing(String),
    /// It is not as it was written.
    Changed(String),
    /// The site does not know it.
    Added(String),
    /// The PDF of an issue that the site shows is not the one that was issued.
    NotIssued(String),
    /// A page leads to a file that is not there.
    DeadLink {
        page: String,
        /// What it leads to, as it is written.
        href: String,
    },
}

/// What came of verifying a site.
#[derive(Debug, Default)]
pub struct Verification {
    /// What is wrong, in the order of kinds and paths.
    pub flaws: Vec<Flaw>,
    /// How many files the site has.
    pub files: usize,
    /// How many of these have no checksum: an older program wrote them.
    pub unknown: usize,
    /// How many issues are recorded as issued.
    pub issued: usize,
    /// Whether a build of it did not come to its end.
    pub interrupted: bool,
}

/// An act that a PDF went out with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPdf {
    /// The issue.
    pub id: IssueId,
    /// The issue's title.
    pub title: String,
    /// What was done, and when; none for a PDF that the site shows and nobody recorded as issued.
    pub act: Option<(String, IssueDate)>,
    /// Whether another PDF has taken its place since.
    pub replaced: bool,
}

/// Holds the site in the folder `root` against its manifest; none where there is no manifest.
///
/// # Errors
/// A manifest, or a folder, that cannot be read.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn verify(root: &Path) -> Result<Option<Verification>, PublishError> {
    let Some(known) = divided::read(root, ManifestPlace::Site)? else {
        return Ok(None);
    };
    let manifest = known.manifest;
    let mut found = Verification {
        files: manifest.files.len(),
        interrupted: root.join(JOURNAL).exists(),
        ..Verification::default()
    };
    for path in &manifest.files {
        let known = manifest.checksums.get(path);
        found.unknown += usize::from(known.is_none());
        let is_file = fs::symlink_metadata(root.join(path)).is_ok_and(|found| found.is_file());
        if !is_file {
            found.flaws.push(Flaw::Missing(path.clone()));
        } else if known.is_some_and(|known| checksum(&root.join(path)).as_ref() != Some(known)) {
            found.flaws.push(Flaw::Changed(path.clone()));
        } else if path.ends_with(".html") {
            found.flaws.extend(dead_links(root, path, &manifest));
        }
    }
    for record in manifest.issues.values() {
        found.issued += usize::from(!record.acts.is_empty());
        let path = record.summary.id.pdf_path();
        if let (Some(issued), true) = (record.issued_pdf(), manifest.files.contains(&path))
            && sha256(&root.join(&path)).is_some_and(|now| now != issued)
        {
            found.flaws.push(Flaw::NotIssued(path));
        }
    }
    let parts: Vec<&String> = known.parts.names.values().collect();
    found.flaws.extend(of_manifest(root, &parts));
    found.flaws.extend(added(root, &manifest, &parts)?);
    found.flaws.sort();
    Ok(Some(found))
}

/// What is wrong with the files of the manifest itself, whose parts have these names. A copy of the site without what is hidden has no copy of the manifest.
fn of_manifest(root: &Path, parts: &[&String]) -> Vec<Flaw> {
    let mut found = Vec::new();
    let copy = read_regular(&root.join(COPY)).unwrap_or_default();
    if !copy.is_empty() && read_regular(&root.join(MANIFEST)).ok().as_ref() != Some(&copy) {
        found.push(Flaw::Changed(COPY.to_owned()));
    }
    for place in ManifestPlace::ALL {
        if place == ManifestPlace::Copy && copy.is_empty() {
            continue;
        }
        for name in parts {
            let path = place.part(name);
            match checksum(&root.join(&path)) {
                Some(now) if now == **name => {}
                Some(_) => found.push(Flaw::Changed(path)),
                None => found.push(Flaw::Missing(path)),
            }
        }
    }
    found
}

/// What lies in the folder and is none of the site's: files, those that are hidden too, and folders in which nothing lies. A hidden folder is named once.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn added(root: &Path, manifest: &Manifest, parts: &[&String]) -> Result<Vec<Flaw>, PublishError> {
    let places = ManifestPlace::ALL.into_iter();
    let own = places.flat_map(|place| {
        let parts = parts.iter().map(move |name| place.part(name));
        parts.chain([place.main().to_owned()])
    });
    let own: BTreeSet<String> = own.collect();
    let mut found = Vec::new();
    let mut rest = vec![String::new()];
    while let Some(folder) = rest.pop() {
        let place = root.join(&folder);
        let entries = fs::read_dir(&place).map_err(PublishError::io("读取", &place))?;
        let mut is_empty = true;
        for entry in entries {
            let entry = entry.map_err(PublishError::io("读取", &place))?;
            is_empty = false;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = match folder.as_str() {
                "" => name.clone(),
                folder => format!("{folder}/{name}"),
            };
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && (!name.starts_with('.') || path == COPIES) {
                rest.push(path);
            } else if is_folder {
                found.push(Flaw::Added(format!("{path}/")));
            } else if !manifest.files.contains(&path)
                && !own.contains(&path)
                && !PLACEHOLDERS.contains(&name.as_str())
            {
                found.push(Flaw::Added(path));
            }
        }
        let is_site = folder.is_empty() || folder == COPIES;
        if is_empty && !is_site {
            found.push(Flaw::Added(format!("{folder}/")));
        }
    }
    Ok(found)
}

/// The links of a page that lead to no file of the site; one that is missing is said as such.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn dead_links(root: &Path, page: &str, manifest: &Manifest) -> Vec<Flaw> {
    let text = fs::read(root.join(page)).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let dead = page_links(page, &text).filter(|link| {
        let path = &link.path;
        !stays_below(path) || !(manifest.files.contains(path) || root.join(path).exists())
    });
    dead.map(|link| Flaw::DeadLink {
        page: page.to_owned(),
        href: link.href.to_owned(),
    })
    .collect()
}

/// Which issue of the site in the folder `root` the PDF at `pdf` is; none where no issue has it, or ever went out with it.
///
/// # Errors
/// A file that cannot be read, or a folder that holds no site.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn known_pdf(root: &Path, pdf: &Path) -> Result<Option<KnownPdf>, PublishError> {
    let Some(manifest) = read_manifest(root)? else {
        return Err(PublishError::NotOurs(root.to_owned()));
    };
    let bytes = fs::read(pdf).map_err(PublishError::io("读取", pdf))?;
    let found = hex(&Sha256::digest(bytes));
    Ok(find(&manifest, &found))
}

fn find(manifest: &Manifest, sha256: &str) -> Option<KnownPdf> {
    manifest.issues.values().find_map(|record: &IssueRecord| {
        let act = record
            .acts
            .iter()
            .rev()
            .find(|act| act.pdf.as_deref() == Some(sha256));
        let shown = record.pdf.as_ref().is_some_and(|pdf| pdf.sha256 == sha256);
        if act.is_none() && !shown {
            return None;
        }
        Some(KnownPdf {
            id: record.summary.id.clone(),
            title: record.summary.title.clone(),
            act: act.map(|act| (act.word.clone(), act.date)),
            replaced: record.issued_pdf().is_some_and(|last| last != sha256),
        })
    })
}

#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn sha256(path: &Path) -> Option<String> {
    Some(hex(&Sha256::digest(fs::read(path).ok()?)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
