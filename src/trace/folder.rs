//! A folder with everything in it as one checksum over the stamps, and one for each of the upper folders, so that it can be said what has changed.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::stamp::{DiskTime, FileStamp};

/// What of a folder counts.
#[derive(Clone, Copy)]
pub struct FolderScope {
    /// Whether an entry of this name counts.
    pub counts: fn(&str) -> bool,
    /// What a link stands for.
    pub links: Links,
    /// How many levels of folders are told apart.
    pub levels: usize,
}

/// What a symbolic link stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// For nothing; but one where a series, a year or an issue would be is told of by a build, so that nothing can be said without it.
    OfContent,
    /// For the file that it leads to. One that leads to a folder cannot be answered for.
    ToFiles,
}

/// The stamps of a folder. What is kept of them has no name in it: a folder may be of something that nobody may hear of.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FolderStamps {
    /// A checksum over the names and stamps of everything in it.
    digest: String,
    /// Its name, where it has been found just now.
    #[serde(skip)]
    name: String,
    /// The folders in it, as far as they are told apart, by a checksum of their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    folders: BTreeMap<String, FolderStamps>,
}

/// What was found in a folder.
#[derive(Debug, Default)]
pub struct FoundFolder {
    /// Its stamps.
    pub stamps: FolderStamps,
    /// When anything in it was changed last.
    pub newest: DiskTime,
    /// Whether any of the files keeps whole seconds only.
    pub is_coarse: bool,
}

/// Reads the stamps of everything below `root`. A folder that is not there has stamps of its own.
///
/// # Errors
/// A folder or a link that cannot be answered for, and what the system refused.
pub fn read(root: &Path, scope: FolderScope) -> io::Result<FoundFolder> {
    match fs::metadata(root) {
        Ok(found) if found.is_dir() => read_level(root, scope, 0),
        Ok(_) => Err(io::ErrorKind::NotADirectory.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(FoundFolder::default()),
        Err(error) => Err(error),
    }
}

/// An entry with its name.
type Named = (String, DirEntry);

#[allow(clippy::disallowed_methods, reason = "looks at the disk")]
fn read_level(folder: &Path, scope: FolderScope, level: usize) -> io::Result<FoundFolder> {
    let mut entries: Vec<Named> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            // Two names that are no Unicode may look alike.
            return Err(io::ErrorKind::InvalidData.into());
        };
        if (scope.counts)(&name) {
            entries.push((name, entry));
        }
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    let found: Vec<FoundEntry> = entries
        .par_iter()
        .with_min_len(64)
        .map(|entry| look_at(entry, scope, level))
        .collect::<io::Result<_>>()?;
    let below: Vec<Option<FoundFolder>> = entries
        .par_iter()
        .zip(&found)
        .map(|((_, entry), found)| match found {
            FoundEntry::Folder => read_level(&entry.path(), scope, level + 1).map(Some),
            _ => Ok(None),
        })
        .collect::<io::Result<_>>()?;
    let mut hasher = blake3::Hasher::new();
    let mut whole = FoundFolder::default();
    for (((name, _), found), below) in entries.into_iter().zip(found).zip(below) {
        hasher.update(&(name.len() as u64).to_le_bytes());
        hasher.update(name.as_bytes());
        match (found, below) {
            (FoundEntry::Other, _) => {
                hasher.update(b"o");
            }
            (FoundEntry::File(stamp), _) => {
                hasher.update(b"f");
                stamp.hash_into(&mut hasher);
                whole.newest = whole.newest.max(stamp.newest());
                whole.is_coarse |= stamp.is_coarse();
            }
            (FoundEntry::Folder, below) => {
                let below = below.unwrap_or_default();
                hasher.update(b"d");
                hasher.update(below.stamps.digest.as_bytes());
                whole.is_coarse |= below.is_coarse;
                whole.newest = whole.newest.max(below.newest);
                if level < scope.levels {
                    let key = key(&name);
                    let stamps = FolderStamps {
                        name,
                        ..below.stamps
                    };
                    whole.stamps.folders.insert(key, stamps);
                }
            }
        }
    }
    whole.stamps.digest = hasher.finalize().to_hex()[..32].to_owned();
    Ok(whole)
}

/// What an entry of a folder is.
enum FoundEntry {
    File(FileStamp),
    Folder,
    /// What no build reads.
    Other,
}

fn look_at((name, entry): &Named, scope: FolderScope, level: usize) -> io::Result<FoundEntry> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        return Ok(FoundEntry::Folder);
    }
    // What typst is given of fonts is links to them.
    let stamp = match scope.links {
        Links::ToFiles if is_font(name) => FileStamp::of_linked,
        _ => FileStamp::of,
    };
    if kind.is_file() {
        return Ok(FoundEntry::File(stamp(&entry.metadata()?)));
    }
    if !kind.is_symlink() {
        return Ok(FoundEntry::Other);
    }
    match scope.links {
        Links::OfContent if level < 3 => Err(io::ErrorKind::Unsupported.into()),
        Links::OfContent => Ok(FoundEntry::Other),
        Links::ToFiles => {
            let target = fs::metadata(entry.path())?;
            if target.is_dir() {
                return Err(io::ErrorKind::Unsupported.into());
            }
            Ok(FoundEntry::File(stamp(&target)))
        }
    }
}

/// What a folder is called in stamps that are kept.
fn key(name: &str) -> String {
    blake3::hash(name.as_bytes()).to_hex()[..16].to_owned()
}

fn is_font(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let ending = ending.to_ascii_lowercase();
    matches!(ending.as_str(), "ttf" | "otf" | "ttc" | "otc")
}

impl FolderStamps {
    /// The checksum over everything in it.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The checksum over everything in the folder at `path`, as far as folders are told apart; an empty path is the folder itself.
    #[must_use]
    pub fn below(&self, path: &str) -> Option<&str> {
        let mut folder = self;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            folder = folder.folders.get(&key(name))?;
        }
        Some(&folder.digest)
    }

    /// The folders of `now` in which something is not as it was, the deepest that are told apart, by their paths; an empty path is the folder itself.
    #[must_use]
    pub fn differences(&self, now: &Self) -> Vec<String> {
        let mut found = Vec::new();
        self.differ(now, "", &mut found);
        found
    }

    fn differ(&self, now: &Self, path: &str, found: &mut Vec<String>) {
        if self.digest == now.digest {
            return;
        }
        let count = found.len();
        for (key, folder) in &now.folders {
            let below = match path {
                "" => folder.name.clone(),
                path => format!("{path}/{}", folder.name),
            };
            match self.folders.get(key) {
                Some(before) => before.differ(folder, &below, found),
                None => found.push(below),
            }
        }
        // A file, or a folder that is gone.
        if found.len() == count {
            found.push(path.to_owned());
        }
    }
}
