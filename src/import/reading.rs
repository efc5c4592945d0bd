//! Reads a file of any kind that is known.

use super::error::ImportError;
use super::kind::{SourceKind, kind_of};
use super::manuscript::Manuscript;
use super::revisions::Revisions;
use super::{decoded, docx, html, sheet, text};
use crate::source::files::extension;

/// Reads the file `name`, and says what kind of file it is.
pub fn read(
    name: &str,
    bytes: &[u8],
    revisions: Revisions,
) -> Result<(Manuscript, SourceKind), ImportError> {
    let kind = kind_of(name, bytes)?;
    let plain = |bytes: &[u8]| -> Result<(String, Option<String>), ImportError> {
        let (text, encoding) = decoded::decoded(bytes)?;
        let said = (encoding != "UTF-8").then(|| format!("文字编码是 {encoding}，已经换成 UTF-8"));
        Ok((text, said))
    };
    let mut sent = match kind {
        SourceKind::Word => docx::read(bytes, revisions)?,
        SourceKind::Workbook => sheet::workbook(bytes)?,
        SourceKind::OldWorkbook => sheet::old_workbook(bytes)?,
        SourceKind::Csv | SourceKind::Html | SourceKind::Markdown | SourceKind::Text => {
            let (text, said) = plain(bytes)?;
            let mut sent = match kind {
                SourceKind::Csv => sheet::csv(&text),
                SourceKind::Html => html::read(&text),
                _ => text::read(&text),
            };
            sent.remarks.extend(said);
            sent
        }
    };
    let ending = extension(name);
    let expected: &[&str] = match kind {
        SourceKind::Word => &["docx", "docm", "dotx", "dotm"],
        SourceKind::Workbook => &["xlsx", "xlsm"],
        SourceKind::OldWorkbook => &["xls", "et"],
        SourceKind::Html => &["html", "htm", "mht"],
        SourceKind::Text => &["txt", ""],
        SourceKind::Csv | SourceKind::Markdown => &[],
    };
    if !expected.is_empty() && !expected.contains(&ending.as_str()) {
        sent.remark(format!(
            "文件名以“.{ending}”结尾，里面其实是{}，照实际的读",
            kind.words()
        ));
    }
    Ok((sent, kind))
}
