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
    /// A project is the nearest folder upward that holds `content/site.yaml`; where there is none, `working` itself.
    #[must_use]
    pub fn find(
        working: &Path,
        content: Option<PathBuf>,
        templates: Option<PathBuf>,
        output: Option<PathBuf>,
    ) -> Self {
        let root = working
            .ancestors()
            .find(|folder| folder.join("content/site.yaml").is_file())
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
