//! What a file that was sent in is: told by its bytes, as endings lie.

use super::error::ImportError;
use crate::source::files::extension;

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A document of Word or WPS (.docx), perhaps with macros.
    Word,
    /// A workbook (.xlsx).
    Workbook,
    /// A workbook of an old Excel or of WPS (.xls, .et).
    OldWorkbook,
    /// A table as text.
    Csv,
    /// A web page.
    Html,
    /// Text in our own marks or in no marks at all.
    Markdown,
    /// Text without marks.
    Text,
}

impl SourceKind {
    /// What people call it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Word => "Word 文件",
            Self::Workbook | Self::OldWorkbook => "工作簿",
            Self::Csv => "CSV 表格",
            Self::Html => "网页",
            Self::Markdown => "Markdown 文字",
            Self::Text => "纯文字",
        }
    }
}

/// The UTF-16 of a name in a compound file of old office programs.
fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// The kind of the file `name` with these bytes.
///
/// # Errors
/// Why nothing can be made of it.
pub fn kind_of(name: &str, bytes: &[u8]) -> Result<SourceKind, ImportError> {
    const OTHERS: [(&[u8], &str, &str); 6] = [
        (
            b"%PDF",
            "PDF",
            "请交稿的人发 Word 文件；或在 PDF 里复制文字，存成 .txt",
        ),
        (
            b"{\\rtf",
            "RTF 文件",
            "在 Word、WPS 里打开，“另存为”选“.docx”",
        ),
        (b"Rar!", "压缩文件", "先解压"),
        (b"7z\xBC\xAF", "压缩文件", "先解压"),
        (
            b"\x89PNG",
            "图片",
            "图片放进这一期的文件夹，在片段里写 ![图题](文件名)",
        ),
        (
            &[0xFF, 0xD8, 0xFF],
            "图片",
            "图片放进这一期的文件夹，在片段里写 ![图题](文件名)",
        ),
    ];
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.starts_with(b"PK") {
        return package_kind(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        if holds(bytes, &wide("EncryptedPackage")) {
            return Err(ImportError::Encrypted);
        }
        return match holds(bytes, &wide("Workbook")) || holds(bytes, &wide("Book")) {
            true if !holds(bytes, &wide("WordDocument")) => Ok(SourceKind::OldWorkbook),
            _ => Err(ImportError::OldDocument),
        };
    }
    if let Some((_, what, help)) = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(ImportError::Other { what, help });
    }
    Ok(match extension(name).as_str() {
        "csv" | "tsv" => SourceKind::Csv,
        "md" | "markdown" => SourceKind::Markdown,
        "html" | "htm" | "mht" => SourceKind::Html,
        _ if is_page(bytes) => SourceKind::Html,
        _ => SourceKind::Text,
    })
}

/// Whether a text begins as a web page does, whatever it is called: some programs save one under the name of a Word file.
fn is_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(512)).unwrap_or_default());
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

fn package_kind(bytes: &[u8]) -> Result<SourceKind, ImportError> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))
        .map_err(|error| ImportError::Damaged(error.to_string()))?;
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(|name| name.to_string().replace('\\', "/").to_ascii_lowercase())
        .collect();
    let has = |wanted: &str| names.iter().any(|name| name.starts_with(wanted));
    if has("word/") {
        return Ok(SourceKind::Word);
    }
    if has("xl/") {
        return Ok(SourceKind::Workbook);
    }
    let (what, help) = if has("ppt/") {
        ("演示文稿", "把文字复制到片段里")
    } else if has("content.xml") {
        (
            "OpenDocument 文件",
            "在 Word、WPS 里打开，“另存为”选“.docx”",
        )
    } else {
        ("压缩文件", "先解压")
    };
    Err(ImportError::Other { what, help })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_not_the_ending() {
        assert_eq!(
            kind_of("a.docx", "一、情况".as_bytes()),
            Ok(SourceKind::Text)
        );
        assert_eq!(kind_of("a.doc", b"<html><body>x"), Ok(SourceKind::Html));
        assert_eq!(kind_of("a.docx", b""), Err(ImportError::Empty));
        let mut old = vec![0xD0, 0xCF, 0x11, 0xE0];
        old.extend(wide("WordDocument"));
        assert_eq!(kind_of("a.docx", &old), Err(ImportError::OldDocument));
        old.extend(wide("EncryptedPackage"));
        assert_eq!(kind_of("a.docx", &old), Err(ImportError::Encrypted));
        assert!(matches!(
            kind_of("a.docx", b"PK\x03\x04half"),
            Err(ImportError::Damaged(_))
        ));
        assert!(matches!(
            kind_of("a.docx", b"%PDF-1.7"),
            Err(ImportError::Other { .. })
        ));
    }
}
