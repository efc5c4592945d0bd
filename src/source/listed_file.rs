//! A file of the content folder that was listed: read already, or to be read when somebody asks.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::files::{Content, SourceFile};
use super::whole::WholeFiles;

/// A file that was listed. Copies share what was read.
#[derive(Clone, Debug)]
pub struct ListedFile(FileReading);

#[derive(Clone, Debug)]
enum FileReading {
    Read(Arc<SourceFile>),
    Unread(Arc<Unread>),
}

#[derive(Debug)]
struct Unread {
    path: String,
    read: OnceLock<SourceFile>,
}

impl ListedFile {
    /// One that has been read.
    #[must_use]
    pub fn read(file: Arc<SourceFile>) -> Self {
        Self(FileReading::Read(file))
    }

    /// One that lies at `path` below the content folder and is read when somebody asks.
    #[must_use]
    pub fn unread(path: String) -> Self {
        Self(FileReading::Unread(Arc::new(Unread {
            path,
            read: OnceLock::new(),
        })))
    }

    /// Its path below the content folder, with forward slashes.
    #[must_use]
    pub fn path(&self) -> &str {
        match &self.0 {
            FileReading::Read(file) => &file.path,
            FileReading::Unread(file) => &file.path,
        }
    }

    /// The file as far as it has been read; none where nobody has asked for it.
    #[must_use]
    pub fn known(&self) -> Option<&SourceFile> {
        match &self.0 {
            FileReading::Read(file) => Some(file),
            FileReading::Unread(file) => file.read.get(),
        }
    }

    /// The file, read now by `whole` from the folder `root` where it has not been.
    pub(super) fn file(&self, root: &Path, whole: Option<&dyn WholeFiles>) -> &SourceFile {
        match &self.0 {
            FileReading::Read(file) => file,
            FileReading::Unread(file) => file.read.get_or_init(|| SourceFile {
                path: file.path.clone(),
                content: match whole {
                    Some(whole) => whole.open(&root.join(&file.path), &file.path),
                    None => Content::Unreadable("没有打开".to_owned()),
                },
            }),
        }
    }
}
