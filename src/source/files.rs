//! The files of the content folder: texts in full, everything else by its first bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::big5;
use super::whole::WholeFiles;
use crate::model::FileId;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8, without a byte-order mark.
    Text(String),
    /// A text file that is not UTF-8: what could be read of it, where reading failed (bytes into that text), and what it seems to be.
    NotUtf8 {
        /// The text with U+FFFD in place of what is not UTF-8.
        lossy: String,
        /// The first place that is not UTF-8, in bytes of `lossy`.
        place: usize,
        /// The encoding that the bytes look like, e.g. `UTF-16` or `GBK`.
        looks_like: &'static str,
    },
    /// A table of text in another encoding whose bytes leave no doubt.
    Recoded {
        /// What it says, in UTF-8 now.
        text: String,
        /// The encoding, e.g. `GBK`.
        encoding: &'static str,
    },
    /// A text file larger than [`most_text`].
    TooLarge {
        /// Size in bytes.
        size: u64,
    },
    /// A file that the system would not let us read; the system's words.
    Unreadable(String),
    /// A picture or another file.
    Binary {
        /// The first bytes, enough to tell what it is.
        head: Vec<u8>,
        /// Size in bytes.
        size: u64,
    },
}

/// The largest text that is read at `path`, in bytes: far beyond any fragment, table or register, small enough that a stray file does no harm.
#[must_use]
pub fn most_text(path: &str) -> u64 {
    let is_fragment = path.to_ascii_lowercase().ends_with(".md");
    if is_fragment { 1 << 20 } else { 4 << 20 }
}

/// One file below the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the content folder, with forward slashes.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// All files below one content folder, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    root: PathBuf,
    files: Vec<Arc<SourceFile>>,
    by_path: BTreeMap<String, FileId>,
    /// Gives files as a whole; none where all is in memory.
    pub(super) whole: Option<Arc<dyn WholeFiles>>,
}

impl Sources {
    /// The files of the folder `root`; sorted here, so that the order in which they were found does not matter.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, files: Vec<SourceFile>) -> Self {
        Self::of(root, files.into_iter().map(Arc::new).collect())
    }

    /// As [`Sources::new`], of files that other sources may hold as well: an archive that is read again shares what has not changed.
    #[must_use]
    pub fn of(root: impl Into<PathBuf>, mut files: Vec<Arc<SourceFile>>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let by_path = (0u32..)
            .zip(&files)
            .map(|(index, file)| (file.path.clone(), FileId(index)))
            .collect();
        Self {
            root: root.into(),
            files,
            by_path,
            whole: None,
        }
    }

    /// The same files, some of them with other texts: what would be if they were written so.
    #[must_use]
    pub fn with_texts(&self, texts: &BTreeMap<FileId, String>) -> Self {
        let mut others = self.clone();
        for (id, text) in texts {
            if let Some(file) = others.files.get_mut(id.0 as usize) {
                *file = Arc::new(SourceFile {
                    path: file.path.clone(),
                    content: Content::Text(text.clone()),
                });
            }
        }
        others
    }

    /// The file at `path`, as typed below the content folder.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The file itself; `None` for an id of other sources.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize).map(|file| &**file)
    }

    /// The path of a file below the content folder.
    #[must_use]
    pub fn path(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| &file.path)
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

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..)
            .zip(&self.files)
            .map(|(index, file)| (FileId(index), &**file))
    }

    /// The files below the folder `folder`, in the order of their paths.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (FileId, &'a str)> + use<'a> {
        let prefix = format!("{folder}/");
        self.by_path
            .range(prefix.clone()..)
            .take_while(move |(path, _)| path.starts_with(&prefix))
            .map(|(path, id)| (*id, path.as_str()))
    }
}

/// Whether a file of this name is read as text. A drawing is, because it could hold a script.
#[must_use]
pub fn is_text_name(path: &str) -> bool {
    matches!(
        extension(path).as_str(),
        "md" | "yaml" | "yml" | "csv" | "svg"
    ) || is_issue_name(path.rsplit('/').next().unwrap_or(path))
}

/// Whether a file called `name` is `issue.yaml`, or was meant for it by whoever saved it: `issue.yaml.txt`, `Issue.yml`, `issue.json`.
#[must_use]
pub fn is_issue_name(name: &str) -> bool {
    const ENDINGS: [&str; 5] = ["", "yaml", "yml", "txt", "json"];
    let lower = name.to_ascii_lowercase();
    let (stem, endings) = lower.split_once('.').unwrap_or((&lower, ""));
    stem.trim() == "issue"
        && endings
            .split('.')
            .all(|ending| ENDINGS.contains(&ending.trim()))
}

/// The ending of a file's name in lower case, without the dot; empty where there is none.
#[must_use]
pub fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => ending.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// Reads the bytes of the text file at `path`. A table (CSV) may be in the encodings that Excel and WPS save, as nothing but a table is read from it.
#[must_use]
pub fn decode_file(path: &str, bytes: Vec<u8>) -> Content {
    if extension(path) == "csv" {
        decode_table(bytes)
    } else {
        decode(bytes)
    }
}

/// Reads the bytes of a table or a list as spreadsheets save it: UTF-8, UTF-16, GBK or Big5.
#[must_use]
pub fn decode_table(bytes: Vec<u8>) -> Content {
    match recoded(&bytes) {
        Some((text, encoding)) => Content::Recoded { text, encoding },
        None => decode(bytes),
    }
}

/// The text in `bytes` that are no UTF-8: UTF-16 by its mark or by its zeros, Big5 by what is common in it, or GBK (GB 18030) without an error and without characters that nobody uses.
fn recoded(bytes: &[u8]) -> Option<(String, &'static str)> {
    use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
    let (encoding, name) = match bytes {
        [0xFF, 0xFE, ..] => (UTF_16LE, "UTF-16"),
        [0xFE, 0xFF, ..] => (UTF_16BE, "UTF-16"),
        _ if is_utf16(bytes, 0) => (UTF_16BE, "UTF-16"),
        _ if is_utf16(bytes, 1) => (UTF_16LE, "UTF-16"),
        _ if std::str::from_utf8(bytes).is_ok() => return None,
        _ => match big5::decode(bytes) {
            Some(text) => return Some((text, "Big5")),
            None => (GB18030, "GBK"),
        },
    };
    let (text, _, has_errors) = encoding.decode(bytes);
    let is_private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\0');
    (!has_errors && !text.contains(is_private)).then(|| (text.into_owned(), name))
}

/// Whether `bytes` are UTF-16 with its zeros at the places `from`, `from + 2`, …: each stands beside a character of ASCII, and there are commas and line ends.
fn is_utf16(bytes: &[u8], from: usize) -> bool {
    if !bytes.len().is_multiple_of(2) || !bytes.contains(&0) {
        return false;
    }
    let mut signs = 0;
    for pair in bytes.chunks_exact(2) {
        let (zero, other) = (pair[from], pair[1 - from]);
        // 一 is 4E00.
        let is_han = (0x4E..=0x9F).contains(&zero);
        if other == 0 && !is_han || zero == 0 && !(b'\t'..=b'~').contains(&other) {
            return false;
        }
        signs += usize::from(zero == 0 && matches!(other, b',' | b'\n' | b'\t' | b';'));
    }
    signs > 1
}

/// What files of office programs are called in [`Content::NotUtf8`], where one bears the name of a text.
pub const OFFICE_FILE: &str = "Word 或 WPS 的文件";

/// What is no text at all, whatever its name says: a file of an office program, a PDF, an archive.
fn saved_by(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", OFFICE_FILE),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OFFICE_FILE),
        (b"{\\rtf", OFFICE_FILE),
        (b"%PDF-", "PDF"),
        (b"Rar!\x1A", "压缩文件"),
        (b"\x89PNG", "图片"),
    ];
    let found = STARTS.iter().find(|(start, _)| bytes.starts_with(start));
    let jpeg = bytes.starts_with(&[0xFF, 0xD8, 0xFF]).then_some("图片");
    found.map(|(_, program)| *program).or(jpeg)
}

/// Reads the bytes of a text file: UTF-8, with or without a byte-order mark.
#[must_use]
pub fn decode(bytes: Vec<u8>) -> Content {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Content::NotUtf8 {
            lossy: String::new(),
            place: 0,
            looks_like: "UTF-16",
        };
    }
    if let Some(program) = saved_by(&bytes) {
        return Content::NotUtf8 {
            lossy: String::new(),
            place: 0,
            looks_like: program,
        };
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            Content::Text(text)
        }
        Err(error) => Content::NotUtf8 {
            place: error.utf8_error().valid_up_to(),
            looks_like: match big5::decode(error.as_bytes()) {
                Some(_) => "Big5",
                None => "GBK",
            },
            lossy: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_by_their_bytes() {
        assert_eq!(
            decode("\u{FEFF}标题: 甲".as_bytes().to_vec()),
            Content::Text("标题: 甲".to_owned())
        );
        assert!(matches!(
            decode(vec![0xFF, 0xFE, 0x31, 0]),
            Content::NotUtf8 {
                looks_like: "UTF-16",
                ..
            }
        ));
        // 标题 in GBK.
        assert!(matches!(
            decode(vec![b'a', 0xB1, 0xEA, 0xCC, 0xE2]),
            Content::NotUtf8 { place: 1, .. }
        ));
    }

    #[test]
    fn a_table_in_utf_16_without_its_mark_is_read() {
        let units = || "单位,数\n甲,1\n".encode_utf16();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        for bytes in [big, little] {
            let read = decode_table(bytes);
            assert!(
                matches!(&read, Content::Recoded { text, encoding: "UTF-16" } if text.starts_with("单位,数")),
                "{read:?}"
            );
        }
        let text = "甲\0,乙".as_bytes().to_vec();
        assert!(matches!(decode_table(text), Content::Text(_)));
    }

    #[test]
    fn below_stops_at_the_folder() {
        let file = |path: &str| SourceFile {
            path: path.to_owned(),
            content: Content::Text(String::new()),
        };
        let sources = Sources::new("", vec![file("a/b.md"), file("a-b/c.md"), file("a/1/x.md")]);
        let paths: Vec<&str> = sources.below("a").map(|(_, path)| path).collect();
        assert_eq!(paths, ["a/1/x.md", "a/b.md"]);
    }
}
