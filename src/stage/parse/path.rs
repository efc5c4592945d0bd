//! Paths as writers type them, and the addresses that files get in the site.

use unicode_normalization::UnicodeNormalization;

use super::file_name::behind_name;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};
use crate::source::Sources;
use crate::source::files::extension;
use crate::zh::text::is_invisible_control;

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
                match nearest(sources, issue, &target) {
                    Some(file) => {
                        let name = name_in(sources.path(file), issue);
                        let other_ending = extension(name) != extension(&target);
                        let rest = target.strip_prefix(name).unwrap_or_default();
                        if name.nfc().eq(target.nfc()) {
                            diagnostic.help(format!(
                                "文件夹里的“{name}”看着一样，字符的编码不同（多半是苹果电脑存的）：把那个文件重新命名，名字重新打一遍"
                            ))
                        } else if let Some(help) = behind_name(name, rest) {
                            diagnostic.help(help)
                        } else if other_ending && stem(name) == stem(&target) && target.contains('.') {
                            diagnostic.help(format!(
                                "这里有“{name}”：是它的话，存成 {} 文件，名字改为“{target}”",
                                extension(&target)
                            ))
                        } else {
                            diagnostic.help(format!("是否为“{name}”？"))
                        }
                    }
                    None if !target.contains('.') => diagnostic.help(format!(
                        "这里写文件名：文字存成 .md 文件放进 {issue}/，写它的名字，如 正文.md；是标题，写成 标题: {target}"
                    )),
                    None => diagnostic.help(format!("把文件放进 {issue}/，或改正文件名")),
                }
            }
        };
        sink.push(diagnostic);
    }
}

fn name_in<'p>(path: &'p str, folder: &str) -> &'p str {
    path.get(folder.len() + 1..).unwrap_or(path)
}

/// A name as it looks: without differences of width, case, composition and white space.
fn folded(name: &str) -> String {
    let plain = name.replace(['．', '。'], ".");
    let folded = plain.nfkc().filter(|c| !c.is_whitespace());
    folded.flat_map(char::to_lowercase).collect()
}

/// A name as it looks, without folder and ending.
fn stem(name: &str) -> String {
    let folded = folded(name.rsplit(['/', '\\']).next().unwrap_or(name));
    let end = folded
        .find('.')
        .filter(|at| *at > 0)
        .unwrap_or(folded.len());
    folded[..end].to_owned()
}

/// The file of the folder `issue` that was probably meant by `target`: one that looks the same, lies elsewhere in the folder, lacks the ending or has
/// another, or is spelt nearly so.
#[must_use]
pub fn nearest(sources: &Sources, issue: &str, target: &str) -> Option<FileId> {
    let files = || {
        let all = sources
            .below(issue)
            .map(|(file, path)| (file, name_in(path, issue)));
        all.filter(|(_, name)| *name != "issue.yaml")
    };
    let find = |fits: &dyn Fn(&str) -> bool| {
        let mut fitting = files().filter(|(_, name)| fits(name));
        fitting.next().map(|(file, _)| file)
    };
    let last = |name: &str| folded(name.rsplit(['/', '\\']).next().unwrap_or(name));
    let looks = folded(&target.replace('\\', "/"));
    find(&|name| folded(name) == looks)
        .or_else(|| find(&|name| last(name) == last(target)))
        .or_else(|| find(&|name| stem(name) == stem(target)))
        .or_else(|| {
            let name = crate::source::fields::nearest_of(target, files().map(|(_, name)| name))?;
            // An ending in common is nothing in common.
            let own = stem(target);
            stem(name).contains(|c| own.contains(c)).then_some(())?;
            find(&|other| other == name)
        })
}

/// The files that may have been meant by `target`, which leads to none: the nearest, or else all of the same ending. That nothing uses them needs no
/// words of its own.
#[must_use]
pub fn meant(sources: &Sources, issue: &str, target: &str) -> Vec<FileId> {
    if let Some(file) = nearest(sources, issue, target) {
        return vec![file];
    }
    let ending = extension(target);
    let files = sources.below(issue);
    let same = files.filter(|(_, path)| extension(path) == ending || ending.is_empty());
    same.map(|(file, _)| file).collect()
}

/// Names that were typed as one, with a comma of Chinese text between them.
#[must_use]
pub fn split_names(typed: &str) -> Vec<&str> {
    let parts = typed.split(['，', '、', '；']).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// The file right in `folder` that was probably meant to be called `name`: `issue.yml`, `Issue.yaml`, `issue.yaml.txt`.
#[must_use]
pub fn looks_like(sources: &Sources, folder: &str, name: &str) -> Option<FileId> {
    let fits = |(_, other): &(FileId, &str)| !other.contains('/') && looks_meant(other, name);
    let found = match folder {
        "" => sources.paths().find(fits),
        folder => {
            let names = sources.below(folder);
            let mut names = names.map(|(file, path)| (file, &path[folder.len() + 1..]));
            names.find(fits)
        }
    };
    found.map(|(file, _)| file)
}

/// Whether a file called `other` was probably meant to be called `name`: another ending, case or width, or one letter amiss (`metric.yaml`).
#[must_use]
pub fn looks_meant(other: &str, name: &str) -> bool {
    let looks = folded(other);
    let (own, ending) = looks.split_at(looks.find('.').unwrap_or(looks.len()));
    let wanted = stem(name);
    // A short name is one letter away from too many others.
    let is_near =
        own == wanted || (wanted.len() >= 5 && strsim::damerau_levenshtein(own, &wanted) == 1);
    let ending = ending.trim_end_matches(".txt");
    let is_yaml = [".yaml", ".yml", ".yam", ".yaml.yaml"].contains(&ending);
    other != name && is_near && (is_yaml || (ending.is_empty() && own == wanted))
}

/// The file that `target` means in the folder `folder`. Back slashes count as slashes; `..` may not leave the content folder.
///
/// # Errors
/// [`Unresolved`] says why there is none.
pub fn resolve(sources: &Sources, folder: &str, target: &str) -> Result<FileId, Unresolved> {
    let target = target.trim().replace('\\', "/");
    let is_drive = target.as_bytes().get(1) == Some(&b':');
    if target.starts_with('/') || is_drive || target.starts_with("~/") {
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

/// Where a picture is copied to, relative to the issue's page: `files/` and the file's own name where that is plain ASCII and means one file on every disk,
/// otherwise a name made from the path, so that addresses stay ASCII and the same file always gets the same one.
#[must_use]
pub fn asset_path(sources: &Sources, file: FileId, issue: &str) -> String {
    let path = sources.path(file);
    plain_name(sources, file, issue).unwrap_or_else(|| {
        let ending: String = extension(path)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(8)
            .collect();
        format!("files/{}.{ending}", hashed(path, issue))
    })
}

/// Where a file for download is copied to, relative to the issue's page. What has no plain name lies in a folder made from the path, under the name that it
/// has, so that it is called so where it is saved.
#[must_use]
pub fn download_path(sources: &Sources, file: FileId, issue: &str) -> String {
    let path = sources.path(file);
    plain_name(sources, file, issue).unwrap_or_else(|| {
        let name = path.rsplit('/').next().unwrap_or(path);
        format!("files/{}/{}", hashed(path, issue), portable(name))
    })
}

/// `files/` and the name of a file that has a plain one.
fn plain_name(sources: &Sources, file: FileId, issue: &str) -> Option<String> {
    let name = below(sources.path(file), issue)?;
    let is_plain = is_plain(name);
    // On the disks of Windows and macOS `A.txt` and `a.txt` are one file.
    let is_alone = || {
        let mut others = sources.below(issue);
        !others.any(|(other, path)| {
            other != file && below(path, issue).is_some_and(|path| path.eq_ignore_ascii_case(name))
        })
    };
    (is_plain && is_alone()).then(|| format!("files/{name}"))
}

fn is_plain(name: &str) -> bool {
    !name.contains('/')
        && name.len() <= 80
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !is_device(name)
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// Whether a file could be copied to this path beside an issue's page, by [`asset_path`] or [`download_path`].
#[must_use]
pub fn is_copied_to(path: &str) -> bool {
    let is_hash = |folder: &str| {
        folder.len() == HASH
            && folder
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    path.strip_prefix("files/")
        .is_some_and(|rest| match rest.split_once('/') {
            Some((folder, name)) => is_hash(folder) && portable(name) == name,
            None => is_plain(rest),
        })
}

/// The rest of `path` below the folder `issue`; none where it lies elsewhere.
#[must_use]
pub fn below<'a>(path: &'a str, issue: &str) -> Option<&'a str> {
    path.strip_prefix(issue)?.strip_prefix('/')
}

/// The characters of a name that is made from a path.
const HASH: usize = 12;

fn hashed(path: &str, issue: &str) -> String {
    let hash = blake3::hash(below(path, issue).unwrap_or(path).as_bytes());
    hash.to_hex()[..HASH].to_owned()
}

/// Whether Windows takes a file of this name for a device.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered = ["COM", "LPT"]
        .iter()
        .any(|device| matches!(stem.strip_prefix(device), Some(rest) if rest.len() == 1 && rest != "0" && rest.bytes().all(|b| b.is_ascii_digit())));
    numbered || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
}

/// `name` as every system may have it: composed (NFC), without the characters that Windows refuses, and not too long.
fn portable(name: &str) -> String {
    const LONGEST: usize = 60;
    let name: String = name
        .nfc()
        .filter(|c| !is_invisible_control(*c))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '%' | '#' => '_',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let name = name
        .trim_start_matches([' ', '.'])
        .trim_end_matches([' ', '.']);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut stem: String = stem.chars().take(LONGEST).collect();
    if stem.trim().is_empty() || is_device(&stem) {
        stem.insert(0, '_');
    }
    match ending {
        "" => stem,
        ending => format!("{}.{ending}", stem.trim_end_matches([' ', '.'])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, SourceFile};

    #[test]
    fn a_register_is_known_under_a_name_that_is_nearly_its_own() {
        for other in [
            "metric.yaml",
            "Metrics.yml",
            "mertics.yaml",
            "metrics.yaml.txt",
            "metrics",
        ] {
            assert!(looks_meant(other, "metrics.yaml"), "{other}");
        }
        for other in [
            "metrics.yaml",
            "metrics.csv",
            "metrics.md",
            "metro.yaml",
            "metric",
        ] {
            assert!(!looks_meant(other, "metrics.yaml"), "{other}");
        }
        assert!(!looks_meant("size.yaml", "site.yaml"));
    }

    #[test]
    fn a_download_keeps_its_name_where_every_disk_can_have_it() {
        let names = [
            "图.png",
            "A.txt",
            "a.txt",
            "CON.txt",
            "b.xlsx",
            "cafe\u{301}.docx",
            "登记表（修订）.xlsx",
            "问?答:.pdf",
            "com1.zip",
            ".htaccess",
        ];
        let files = names.iter().map(|name| SourceFile {
            path: format!("a/2026/1/{name}"),
            content: Content::Text(String::new()),
        });
        let sources = Sources::new("content", files.collect());
        let path = |name: &str| {
            let file = sources.find(&format!("a/2026/1/{name}")).expect("a file");
            download_path(&sources, file, "a/2026/1")
        };
        assert_eq!(path("b.xlsx"), "files/b.xlsx");
        assert!(path("登记表（修订）.xlsx").ends_with("/登记表（修订）.xlsx"));
        assert!(path("CON.txt").ends_with("/_CON.txt"));
        assert!(path("com1.zip").ends_with("/_com1.zip"));
        assert!(path("问?答:.pdf").ends_with("/问_答_.pdf"));
        assert!(path("cafe\u{301}.docx").ends_with("/café.docx"));
        // A web server may keep to itself what begins with a dot, or do what it says.
        assert!(!path(".htaccess").contains("/."), "{}", path(".htaccess"));
        let mut lower: Vec<String> = names.iter().map(|name| path(name).to_lowercase()).collect();
        lower.sort();
        lower.dedup();
        assert_eq!(lower.len(), names.len(), "{lower:?}");
    }

    #[test]
    fn only_what_a_build_may_have_copied_is_taken_for_a_copy() {
        for copied in [
            "files/b.xlsx",
            "files/0123456789ab.png",
            "files/0123456789ab/登记表.xlsx",
        ] {
            assert!(is_copied_to(copied), "{copied}");
        }
        for other in [
            "files/.htaccess",
            "files/登记表.xlsx",
            "files/CON.txt",
            "files/backup/登记表.xlsx",
            "files/0123456789ab/.htaccess",
            "b.xlsx",
        ] {
            assert!(!is_copied_to(other), "{other}");
        }
    }
}
