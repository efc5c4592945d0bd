//! The manifest on the disk: a main file, and parts that are named by their content, so that a build writes only those in which something has changed.
//!
//! All of it stands twice, in the site and beside it, and a part serves wherever it is whole. The parts that a main file names are there before it, and go after it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::PublishError;
use super::checksum::{checksum, checksum_of};
use super::left_behind::remove_left_behind;
use super::manifest::{COPIES, COPY, MANIFEST, Manifest, read_regular};
use super::manifest_json::{MainFile, ManifestPart, PartContent, main_file, part_of};
use super::staged::Staged;
use super::write;
use crate::site::Route;

/// Which of the two manifests of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ManifestPlace {
    /// That of the site.
    Site,
    /// Its copy beside the site.
    Copy,
}

impl ManifestPlace {
    pub const ALL: [Self; 2] = [Self::Site, Self::Copy];

    /// The path of the main file below the folder of the site.
    pub fn main(self) -> &'static str {
        match self {
            Self::Site => MANIFEST,
            Self::Copy => COPY,
        }
    }

    /// The path of the part `name`.
    pub fn part(self, name: &str) -> String {
        match self {
            Self::Site => Route::ManifestPart(name.to_owned()).path(),
            Self::Copy => format!("{COPIES}/{name}.json"),
        }
    }

    /// The folder of the parts of the site in `root`.
    fn folder(self, root: &Path) -> PathBuf {
        let any = root.join(self.part(""));
        any.parent().unwrap_or(root).to_owned()
    }

    fn other(self) -> Self {
        match self {
            Self::Site => Self::Copy,
            Self::Copy => Self::Site,
        }
    }
}

/// A manifest as it was found.
#[derive(Debug, Default)]
pub(super) struct FoundManifest {
    pub manifest: Manifest,
    pub parts: ManifestParts,
}

/// The parts of a manifest as they were found.
#[derive(Debug, Default)]
pub(super) struct ManifestParts {
    /// Their names, by what each is about.
    pub names: BTreeMap<String, String>,
    /// Whether each was read in the site itself, where it is whole then.
    pub are_whole: bool,
}

impl ManifestParts {
    /// Forgets the part in which the file at `path` stands: what is known of the site is no longer what the part says.
    pub fn forget(&mut self, path: &str) {
        self.names.remove(part_of(path));
    }
}

/// The manifest at this place of the folder `root`; none where there is no main file. A part that is not whole there is taken from the other place.
///
/// # Errors
/// What is not ours or of a newer version, a part that is whole at neither place, and what cannot be read.
pub(super) fn read(
    root: &Path,
    place: ManifestPlace,
) -> Result<Option<FoundManifest>, PublishError> {
    let path = root.join(place.main());
    let json = match read_regular(&path) {
        Ok(json) => json,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(PublishError::io("读取", &path)(error)),
    };
    let (mut manifest, names) = match MainFile::parse(&json) {
        Some(MainFile::Divided(manifest, names)) => (manifest, names),
        Some(MainFile::Whole(manifest)) => (manifest, BTreeMap::new()),
        None => return Err(PublishError::BadManifest(path)),
    };
    let named: Vec<&String> = names.values().collect();
    let read: Result<Vec<(PartContent, bool)>, PublishError> = named
        .into_par_iter()
        .map(|name| read_part(root, place, name))
        .collect();
    let mut are_whole = true;
    for (part, is_of_site) in read? {
        part.add_to(&mut manifest);
        are_whole &= is_of_site;
    }
    let parts = ManifestParts { names, are_whole };
    Ok(Some(FoundManifest { manifest, parts }))
}

/// The part `name`, from this place if it is whole there, and whether it was read in the site itself.
fn read_part(
    root: &Path,
    place: ManifestPlace,
    name: &str,
) -> Result<(PartContent, bool), PublishError> {
    let mut wrong = None;
    for from in [place, place.other()] {
        let path = root.join(from.part(name));
        match read_regular(&path) {
            Ok(json) if checksum_of(&json) == *name => {
                let part = PartContent::parse(&json);
                let part = part.ok_or(PublishError::BadManifest(path))?;
                return Ok((part, from == ManifestPlace::Site));
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                wrong.get_or_insert(PublishError::io("读取", &path)(error));
            }
            _ => {}
        }
    }
    Err(wrong.unwrap_or_else(|| PublishError::BadManifest(root.join(place.part(name)))))
}

/// The manifest of the site in the folder `root`; none where there is none.
///
/// # Errors
/// As [`read`].
pub(super) fn read_manifest(root: &Path) -> Result<Option<Manifest>, PublishError> {
    let found = read(root, ManifestPlace::Site)?;
    Ok(found.map(|found| found.manifest))
}

/// Makes the folder `root` known as ours, whose first build has not come to its end.
///
/// # Errors
/// What the system refused.
pub(super) fn write_empty(root: &Path) -> Result<(), PublishError> {
    let empty = main_file(
        &Manifest::default(),
        &BTreeMap::new(),
        &ManifestPart::default(),
    );
    write::write(&root.join(MANIFEST), &empty)?;
    Ok(())
}

/// Whether the folder `root` has a main file of ours.
pub(super) fn has_manifest(root: &Path) -> bool {
    read_regular(&root.join(MANIFEST)).is_ok_and(|json| MainFile::parse(&json).is_some())
}

/// A part that has its name.
struct WrittenPart<'a> {
    about: &'a str,
    name: String,
    /// What does not stand at its places yet.
    staged: Vec<Staged>,
}

/// A manifest that is written and does not stand at its place yet.
#[derive(Debug)]
pub(super) struct StagedManifest {
    parts: Vec<Staged>,
    main: Vec<Staged>,
    names: BTreeSet<String>,
}

/// Writes `manifest` beside its two places. What has not changed since `old` is neither drawn nor written again, where it still stands.
///
/// # Errors
/// What the system refused.
pub(super) fn stage(
    root: &Path,
    manifest: &Manifest,
    old: &Manifest,
    known: &ManifestParts,
) -> Result<StagedManifest, PublishError> {
    for place in ManifestPlace::ALL {
        make_folder(&place.folder(root))?;
    }
    let before = ManifestPart::all(old);
    let mut parts = ManifestPart::all(manifest);
    let own = parts.remove("").unwrap_or_default();
    let parts: Vec<(&str, ManifestPart<'_>)> = parts.into_iter().collect();
    let written = parts.into_par_iter().map(|(about, part)| {
        let name = known.names.get(about);
        if let Some(name) = name.filter(|_| before.get(about) == Some(&part))
            && stands(root, name, known.are_whole)
        {
            return Ok(WrittenPart {
                about,
                name: name.clone(),
                staged: Vec::new(),
            });
        }
        let json = part.to_json();
        let name = checksum_of(&json);
        let mut staged = Vec::new();
        for place in ManifestPlace::ALL {
            staged.extend(write::stage(&root.join(place.part(&name)), &json, true)?);
        }
        Ok(WrittenPart {
            about,
            name,
            staged,
        })
    });
    let written: Result<Vec<WrittenPart<'_>>, PublishError> = written.collect();
    let mut names = BTreeMap::new();
    let mut staged = StagedManifest {
        parts: Vec::new(),
        main: Vec::new(),
        names: BTreeSet::new(),
    };
    for part in written? {
        staged.parts.extend(part.staged);
        staged.names.insert(part.name.clone());
        names.insert(part.about, part.name);
    }
    let json = main_file(manifest, &names, &own);
    for place in ManifestPlace::ALL {
        let main = write::stage(&root.join(place.main()), &json, true)?;
        staged.main.extend(main);
    }
    Ok(staged)
}

/// Whether the part `name` is whole at both places; that of the site has been read where `is_known`.
fn stands(root: &Path, name: &str, is_known: bool) -> bool {
    let mut places = ManifestPlace::ALL.into_iter();
    places.all(|place| {
        is_known && place == ManifestPlace::Site
            || checksum(&root.join(place.part(name))).as_deref() == Some(name)
    })
}

/// Makes the folder of the parts where there is none. One that is a link to elsewhere is not followed.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn make_folder(folder: &Path) -> Result<(), PublishError> {
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_dir() => {
            remove_left_behind(folder);
            Ok(())
        }
        Ok(_) => Err(PublishError::NotAFolder(folder.to_owned())),
        Err(_) => fs::create_dir(folder).map_err(PublishError::io("新建文件夹", folder)),
    }
}

impl StagedManifest {
    /// Puts the parts at their places and then the main files, that of the site first, and removes the parts that neither of these names any more.
    ///
    /// # Errors
    /// What the system refused.
    pub fn put(self, root: &Path) -> Result<(), PublishError> {
        for staged in self.parts.into_iter().chain(self.main) {
            staged.put()?;
        }
        for place in ManifestPlace::ALL {
            remove_others(&place.folder(root), &self.names)?;
        }
        Ok(())
    }
}

/// Removes the parts in `folder` that are none of `names`, whichever build left them there.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
fn remove_others(folder: &Path, names: &BTreeSet<String>) -> Result<(), PublishError> {
    for entry in fs::read_dir(folder).map_err(PublishError::io("读取", folder))? {
        let path = entry.map_err(PublishError::io("读取", folder))?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let is_other = |name: &str| Route::manifest_part(name).is_some() && !names.contains(name);
        if !file.strip_suffix(".json").is_some_and(is_other) {
            continue;
        }
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(PublishError::io("删除", &path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Writes `manifest` into the folder `root`.
#[cfg(test)]
pub(super) fn write(root: &Path, manifest: &Manifest) -> Result<(), PublishError> {
    let known = ManifestParts::default();
    let staged = stage(root, manifest, manifest, &known)?;
    let _placing = super::staged::placing();
    staged.put(root)
}
