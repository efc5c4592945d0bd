//! What is to be set, and what comes back.

use std::path::PathBuf;

/// One issue to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The name for people, e.g. `ducha/2025/3`.
    pub name: String,
    /// The issue as JSON, for the templates. It must not depend on the place in a batch.
    pub data: Vec<u8>,
    /// The pictures that the data names.
    pub files: Vec<JobFile>,
}

/// A picture of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobFile {
    /// Where the data expects it, from typst's root, with forward slashes: `/files/ducha/2025/3/tu-1.png`.
    ///
    /// At least two segments; not below `/templates`, and not directly in `/i`. Two issues that put different files in
    /// one place are never set in one batch, so a path that names its issue (or the file's hash) is the quick one.
    pub path_in_root: String,
    /// The file on disk. It is copied, never linked: typst follows links out of its root.
    pub source: PathBuf,
    /// What is made of its bytes; none where they are taken as they are.
    pub preparation: Option<Preparation>,
}

/// How the bytes of a file become those that typst sees.
#[derive(Clone, Copy, Debug)]
pub struct Preparation {
    /// Changes whenever the same bytes would become others.
    pub version: &'static str,
    /// Makes them; none where that cannot be done.
    pub run: fn(&[u8]) -> Option<Vec<u8>>,
}

impl PartialEq for Preparation {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version
    }
}

impl Eq for Preparation {}

/// A file of the templates: its path below `templates/typst`, with forward slashes, and its bytes.
///
/// `single.typ` (one issue, `--input data=/i/0.json`) and `bundle.typ` (many, `--input batch=/batch.json`) are the entries.
pub type Template = (String, Vec<u8>);

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
}

/// Whether a path is relative, with forward slashes, and stays where it starts on every system.
pub(super) fn stays_below(path: &str) -> bool {
    !path.is_empty()
        && path.split('/').all(|segment| {
            !matches!(segment, "" | "." | "..") && !segment.contains(['\\', ':', '\0'])
        })
}

/// The path of a picture below the root, if it is one that [`JobFile::path_in_root`] allows.
pub(super) fn below_root(path_in_root: &str) -> Option<&str> {
    let path = path_in_root.strip_prefix('/')?;
    let (first, rest) = path.split_once('/')?;
    let reserved = first == "templates" || (first == "i" && !rest.contains('/'));
    (stays_below(path) && !reserved).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_that_stay_in_the_root_and_out_of_our_files_are_allowed() {
        for path in ["/files/a/1.png", "/i/0/files/tu-1.png", "/files/图.png"] {
            assert_eq!(below_root(path), path.strip_prefix('/'), "{path}");
        }
        for path in [
            "",
            "/",
            "a/b.png",
            "/a.png",
            "/batch.json",
            "/templates/a.png",
            "/i/0.json",
            "/a/../b.png",
            "/a//b.png",
            "/../b",
            "/a\\..\\b/c",
            "/c:/d.png",
            "//a/b.png",
            "/a/",
        ] {
            assert_eq!(below_root(path), None, "{path}");
        }
    }
}
