//! The fonts of a build, and the order in which typst sees them.
//!
//! typst reads a folder of fonts in whatever order the file system lists it, and where two fonts fit a missing character
//! equally well it takes the first. So that every machine takes the same one, each font is given a folder of its own, and
//! the folders are named in order.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::failure::Failure;
use super::scratch::Scratch;
use crate::zh::system_error::in_words;

/// All fonts of some folders, read once for a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fonts {
    files: Vec<PathBuf>,
    hash: blake3::Hash,
    /// The folder that some of the files lie in, where that is only for now.
    temporary: Option<Arc<Scratch>>,
    /// For each role (用途), e.g. 小标宋, the files of the families that serve it, the best family first.
    roles: BTreeMap<String, Vec<Vec<PathBuf>>>,
}

impl Fonts {
    /// Reads all fonts of some folders and of the folders in them. Where two fonts would do, the one that comes first
    /// is used: in the order of the folders, and in a folder in the order of the names.
    ///
    /// # Errors
    /// A folder or a font that cannot be read. A folder that is not there is left out.
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    pub fn read(folders: &[PathBuf]) -> io::Result<Self> {
        let mut files: Vec<PathBuf> = Vec::new();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            let entries = walkdir::WalkDir::new(folder)
                .follow_links(true)
                .sort_by_file_name();
            for entry in entries {
                let entry = entry?;
                if entry.file_type().is_file() && is_font(entry.path()) {
                    // A hard link to a link would be a link.
                    let file = entry.path().canonicalize()?;
                    if !files.contains(&file) {
                        files.push(file);
                    }
                }
            }
        }
        let hashes: Vec<blake3::Hash> = files
            .par_iter()
            .map(|file| {
                // A font is large, and nothing but its hash is kept.
                let mut hasher = blake3::Hasher::new();
                hasher.update_reader(fs::File::open(file)?)?;
                Ok(hasher.finalize())
            })
            .collect::<io::Result<_>>()?;
        let mut hasher = blake3::Hasher::new();
        for hash in hashes {
            hasher.update(hash.as_bytes());
        }
        Ok(Self {
            files,
            hash: hasher.finalize(),
            temporary: None,
            roles: BTreeMap::new(),
        })
    }

    /// The same fonts, some of which lie in a folder that stays as long as they do.
    #[must_use]
    pub fn kept_in(self, temporary: Option<Scratch>) -> Self {
        Self {
            temporary: temporary.map(Arc::new),
            ..self
        }
    }

    /// The same fonts, of which it is known what they serve for: for each role (用途) the files of its families, the best first.
    #[must_use]
    pub fn serving(mut self, roles: BTreeMap<String, Vec<Vec<PathBuf>>>) -> Self {
        self.roles = roles;
        self
    }

    /// The files of the families that serve a role.
    pub(super) fn families(&self, role: &str) -> &[Vec<PathBuf>] {
        self.roles.get(role).map_or(&[], Vec::as_slice)
    }

    /// The font files, in order.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Whether some of the files lie in a folder that is gone with these fonts.
    #[must_use]
    pub fn are_for_now(&self) -> bool {
        self.temporary.is_some()
    }

    /// Stands for the bytes and the order of all fonts.
    pub(super) fn hash(&self) -> &blake3::Hash {
        &self.hash
    }

    /// Lays the fonts out for typst.
    pub(super) fn stage(&self) -> Result<StagedFonts, Failure> {
        self.lay_out()
            .map_err(|error| Failure::environment("准备字体", in_words(&error)))
    }

    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn lay_out(&self) -> io::Result<StagedFonts> {
        let folder = Scratch::new()?;
        let mut folders = Vec::new();
        for (number, file) in self.files.iter().enumerate() {
            let own = folder.path().join(format!("{number:04}"));
            fs::create_dir(&own)?;
            let target = own
                .join("font")
                .with_extension(file.extension().unwrap_or_default());
            // A hard link costs nothing; another disk or another owner may not allow it.
            if fs::hard_link(file, &target).is_err() {
                fs::copy(file, &target)?;
            }
            folders.push(own);
        }
        Ok(StagedFonts {
            _folder: folder,
            folders,
        })
    }
}

/// Fonts laid out for typst; removed when the value is dropped.
#[derive(Debug)]
pub(super) struct StagedFonts {
    _folder: Scratch,
    folders: Vec<PathBuf>,
}

impl StagedFonts {
    /// One folder a font, in order.
    pub(super) fn folders(&self) -> &[PathBuf] {
        &self.folders
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    ["ttf", "otf", "ttc", "otc"]
        .iter()
        .any(|known| extension == *known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn fonts_are_laid_out_in_order_one_a_folder_and_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("fonts/local")).expect("a folder");
        for (name, bytes) in [
            ("c.TTF", "c"),
            ("b.otf", "b"),
            ("local/a.ttc", "a"),
            ("README.md", "-"),
        ] {
            fs::write(at("fonts").join(name), bytes).expect("a file");
        }
        let fonts = Fonts::read(&[at("fonts/local"), at("none"), at("fonts")]).expect("fonts");
        let staged = fonts.stage().expect("a stage");
        let seen: Vec<_> = staged
            .folders()
            .iter()
            .map(|own| {
                let files: Vec<_> = fs::read_dir(own).expect("a folder").flatten().collect();
                assert_eq!(files.len(), 1);
                fs::read_to_string(files[0].path()).expect("a file")
            })
            .collect();
        assert_eq!(seen, ["a", "b", "c"]);
        let other = Fonts::read(&[at("fonts")]).expect("fonts");
        assert_ne!(other.hash(), fonts.hash(), "the order counts");
        drop(staged);
        assert!(at("fonts/b.otf").is_file());
    }
}
