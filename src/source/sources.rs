//! The files of the content folder, by their paths.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{Content, SourceFile};
use super::listed_file::ListedFile;
use super::whole::WholeFiles;
use crate::model::FileId;

/// All files below one content folder, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    root: PathBuf,
    files: Vec<ListedFile>,
    /// Gives files as a whole, and those that have not been read; none where all is in memory.
    pub(super) whole: Option<Arc<dyn WholeFiles>>,
    unfinished: Vec<PathBuf>,
}

impl Sources {
    /// The files of the folder `root`; sorted here, so that the order in which they were found does not matter.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, files: Vec<SourceFile>) -> Self {
        Self::of(root, files.into_iter().map(Arc::new).collect())
    }

    /// As [`Sources::new`], of files that other sources may hold as well: an archive that is read again shares what has not changed.
    #[must_use]
    pub fn of(root: impl Into<PathBuf>, files: Vec<Arc<SourceFile>>) -> Self {
        Self::listed(root, files.into_iter().map(ListedFile::read).collect())
    }

    /// As [`Sources::new`], of files some of which are read only when somebody asks for them.
    #[must_use]
    pub fn listed(root: impl Into<PathBuf>, mut files: Vec<ListedFile>) -> Self {
        files.sort_by(|a, b| a.path().cmp(b.path()));
        Self {
            root: root.into(),
            files,
            whole: None,
            unfinished: Vec::new(),
        }
    }

    /// The same files, beside which the temporary files and folders `unfinished` of ours were seen.
    #[must_use]
    pub fn beside(self, unfinished: Vec<PathBuf>) -> Self {
        Self { unfinished, ..self }
    }

    /// Temporary files and folders of ours that lie among them, of processes that run or were killed. None of them is read.
    #[must_use]
    pub fn unfinished(&self) -> &[PathBuf] {
        &self.unfinished
    }

    /// The same files, some of them with other texts: what would be if they were written so.
    #[must_use]
    pub fn with_texts(&self, texts: &BTreeMap<FileId, String>) -> Self {
        let mut others = self.clone();
        for (id, text) in texts {
            if let Some(file) = others.files.get_mut(id.0 as usize) {
                *file = ListedFile::read(Arc::new(SourceFile {
                    path: file.path().to_owned(),
                    content: Content::Text(text.clone()),
                }));
            }
        }
        others
    }

    /// The file at `path`, as typed below the content folder.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        let after = self.files.partition_point(|file| file.path() <= path);
        let index = after.checked_sub(1)?;
        (self.files[index].path() == path).then(|| number(index))
    }

    /// The file itself; `None` for an id of other sources.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        let listed = self.files.get(id.0 as usize)?;
        Some(listed.file(&self.root, self.whole.as_deref()))
    }

    /// The path of a file below the content folder.
    #[must_use]
    pub fn path(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("", ListedFile::path)
    }

    /// The text of a file as far as it could be read, for quoting in diagnostics.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        match self.file(id).map(|file| &file.content) {
            Some(Content::Text(text) | Content::Recoded { text, .. }) => text,
            Some(Content::NotUtf8 { lossy, .. }) => lossy,
            _ => "",
        }
    }

    /// The size of a file in bytes; of a text, what was kept of it.
    #[must_use]
    pub fn size(&self, id: FileId) -> u64 {
        match self.file(id).map(|file| &file.content) {
            Some(Content::Binary { size, .. } | Content::TooLarge { size }) => *size,
            Some(Content::Text(text) | Content::Recoded { text, .. }) => text.len() as u64,
            _ => 0,
        }
    }

    /// Where the file lies on disk, for the edges that copy it.
    #[must_use]
    pub fn disk_path(&self, id: FileId) -> PathBuf {
        self.root.join(Path::new(self.path(id)))
    }

    /// The paths of all files, in their order.
    pub fn paths(&self) -> impl Iterator<Item = (FileId, &str)> {
        let files = self.files.iter().enumerate();
        files.map(|(index, file)| (number(index), file.path()))
    }

    /// All files in the order of their paths, as far as they have been read.
    pub fn known(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter_map(ListedFile::known)
    }

    /// The files below the folder `folder`, in the order of their paths.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (FileId, &'a str)> + use<'a> {
        let prefix = format!("{folder}/");
        let start = self.files.partition_point(|file| *file.path() < *prefix);
        let files = self.files[start..].iter().zip(start..);
        files
            .map(|(file, index)| (number(index), file.path()))
            .take_while(move |(_, path)| path.starts_with(&prefix))
    }
}

/// The number of the file at `index`.
fn number(index: usize) -> FileId {
    // Nobody has four thousand million files.
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> SourceFile {
        SourceFile {
            path: path.to_owned(),
            content: Content::Text(String::new()),
        }
    }

    #[test]
    fn below_stops_at_the_folder() {
        let sources = Sources::new("", vec![file("a/b.md"), file("a-b/c.md"), file("a/1/x.md")]);
        let paths: Vec<&str> = sources.below("a").map(|(_, path)| path).collect();
        assert_eq!(paths, ["a/1/x.md", "a/b.md"]);
        assert_eq!(sources.below("b").count(), 0);
        let found = |path: &str| sources.find(path).map(|file| sources.path(file));
        assert_eq!(found("a-b/c.md"), Some("a-b/c.md"));
        assert_eq!((found("a"), found("a/1"), found("z")), (None, None, None));
    }

    #[test]
    fn a_file_that_was_only_listed_is_read_when_somebody_asks() {
        let listed = ["a.md", "b.md"].map(|path| ListedFile::unread(path.to_owned()));
        let sources = Sources::listed("", listed.into());
        assert_eq!(sources.known().count(), 0);
        // Nothing gives these files.
        let file = sources.find("b.md").and_then(|file| sources.file(file));
        assert!(file.is_some_and(|file| matches!(file.content, Content::Unreadable(_))));
        assert_eq!(sources.known().count(), 1);
        assert!(sources.lacks_any());
    }
}
