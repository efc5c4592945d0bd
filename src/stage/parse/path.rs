//! Paths as writers type them, and the addresses that files get in the site.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};
use crate::source::Sources;
use crate::source::files::extension;

/// `text`, cut where it is too long for a message.
#[must_use]
pub fn shortened(text: &str) -> String {
    const LENGTH: usize = 40;
    if text.chars().count() <= LENGTH {
        return text.to_owned();
    }
    let start: String = text.chars().take(LENGTH).collect();
    format!("{start}…")
}

/// Why a path that a writer typed leads to no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// It leads out of the content folder.
    Outside,
    /// There is no such file.
    Missing,
}

impl Unresolved {
    /// Says so, with the nearest file of the issue's folder.
    pub fn report(self, sources: &Sources, issue: &str, target: &str, span: Span, sink: &mut Sink) {
        let target = shortened(target);
        let diagnostic = match self {
            Unresolved::Outside => {
                Diagnostic::new(code::OUTSIDE, span, format!("“{target}”在内容文件夹之外"))
                    .help("把文件复制到这一期的文件夹里，写文件名")
            }
            Unresolved::Missing => {
                let diagnostic =
                    Diagnostic::new(code::MISSING_FILE, span, format!("找不到文件“{target}”"));
                let names = sources
                    .below(issue)
                    .map(|(_, path)| &path[issue.len() + 1..]);
                match crate::source::fields::nearest_of(&target, names) {
                    Some(name) => diagnostic.help(format!("是否为“{name}”？")),
                    None => diagnostic.help(format!("把文件放进 {issue}/，或改正文件名")),
                }
            }
        };
        sink.push(diagnostic);
    }
}

/// The file that `target` means in the folder `folder`. Back slashes count as slashes; `..` may not leave the content folder.
///
/// # Errors
/// [`Unresolved`] says why there is none.
pub fn resolve(sources: &Sources, folder: &str, target: &str) -> Result<FileId, Unresolved> {
    let target = target.trim().replace('\\', "/");
    let is_drive = target.as_bytes().get(1) == Some(&b':');
    if target.starts_with('/') || is_drive || target.starts_with('~') {
        return Err(Unresolved::Outside);
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Unresolved::Outside)?;
            }
            name => parts.push(name),
        }
    }
    sources.find(&parts.join("/")).ok_or(Unresolved::Missing)
}

/// Where a file is copied to, relative to the issue's page: `files/` and the file's own name where that is plain ASCII, otherwise a name made
/// from the path, so that addresses stay ASCII and the same file always gets the same one.
#[must_use]
pub fn asset_path(path: &str, issue: &str) -> String {
    let below = path
        .strip_prefix(issue)
        .and_then(|rest| rest.strip_prefix('/'));
    if let Some(name) = below
        && !name.contains('/')
        && name.len() <= 80
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    {
        return format!("files/{name}");
    }
    let hash = blake3::hash(below.unwrap_or(path).as_bytes()).to_hex();
    let ending: String = extension(path)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect();
    format!("files/{}.{ending}", &hash[..12])
}
