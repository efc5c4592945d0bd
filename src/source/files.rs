//! What a file of the content folder holds: a text in full, anything else by its first bytes.

use super::big5;

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
    signs > 0
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
            looks_like: match error.as_bytes() {
                bytes if is_utf16(bytes, 0) || is_utf16(bytes, 1) => "UTF-16",
                bytes if big5::decode(bytes).is_some() => "Big5",
                _ => "GBK",
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
        // 甲 and the end of a line in UTF-16 without its mark.
        let unmarked: Vec<u8> = "市总工会\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(matches!(
            decode(unmarked),
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
}
