//! The folders of a project, found from the working folder upward.

use std::path::{Path, PathBuf};

/// Where a build reads and writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The project's own folder.
    pub root: PathBuf,
    /// `content/`
    pub content: PathBuf,
    /// `templates/`; it need not exist.
    pub templates: PathBuf,
    /// `output/`; it need not exist.
    pub output: PathBuf,
}

impl Folders {
    /// The folders that are named, and for those that are not the ones of the project around `working`.
    ///
    /// A project is the nearest folder upward that holds `content/site.yaml`, or a `content` of which that cannot be known; where there is none, `working`
    /// itself.
    #[must_use]
    pub fn find(
        working: &Path,
        content: Option<PathBuf>,
        templates: Option<PathBuf>,
        output: Option<PathBuf>,
    ) -> Self {
        let root = working
            .ancestors()
            .find(|folder| is_project(folder))
            .unwrap_or(working)
            .to_owned();
        Self {
            content: content.unwrap_or_else(|| root.join("content")),
            templates: templates.unwrap_or_else(|| root.join("templates")),
            output: output.unwrap_or_else(|| root.join("output")),
            root,
        }
    }
}

/// Whether a folder is a project, or may be one: a `content` that cannot be read (no permission, a share that is away) is never walked past, as another
/// project further up would be taken for this one.
#[allow(clippy::disallowed_methods, reason = "reads the project")]
fn is_project(folder: &Path) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    let is_absent = |error: &std::io::Error| matches!(error.kind(), NotFound | NotADirectory);
    match std::fs::metadata(folder.join("content/site.yaml")) {
        Ok(metadata) => metadata.is_file(),
        Err(error) if !is_absent(&error) => true,
        Err(_) => {
            let content = folder.join("content");
            let is_link = std::fs::symlink_metadata(&content).is_ok_and(|found| found.is_symlink());
            match std::fs::read_dir(&content) {
                Ok(_) => false,
                Err(error) => is_link || !is_absent(&error),
            }
        }
    }
}
