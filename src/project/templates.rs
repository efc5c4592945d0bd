//! The templates and fonts of a project, with the program's own in place of every file that the project has not.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{ProjectError, builtin};

/// The files of `templates/html/` and `templates/typst/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateFiles {
    /// Pages and their assets by name; only what the project has, the backend knows its own.
    pub html: Vec<(String, String)>,
    /// Layouts by path, the program's own among them.
    pub typst: Vec<(String, Vec<u8>)>,
    /// The paths of files that lie in none of the folders that are read, and of those beside the fonts that are no fonts.
    pub astray: Vec<String>,
}

impl TemplateFiles {
    /// Reads the templates below `folder`, which need not exist.
    ///
    /// # Errors
    /// A file that cannot be read, or a page template that is not UTF-8.
    pub fn read(folder: &Path) -> Result<Self, ProjectError> {
        Self::read_below(folder).map_err(|error| ProjectError::templates(folder, &error))
    }

    fn read_below(folder: &Path) -> io::Result<Self> {
        let mut html = Vec::new();
        for (name, bytes) in files(&folder.join("html"))? {
            let text = String::from_utf8(bytes).map_err(|_| {
                let message = format!("{name} 不是 UTF-8 编码");
                io::Error::new(io::ErrorKind::InvalidData, message)
            })?;
            html.push((name, text));
        }
        let mut typst: BTreeMap<String, Vec<u8>> = builtin::TYPST
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
            .collect();
        typst.extend(files(&folder.join("typst"))?);
        Ok(Self {
            html,
            typst: typst.into_iter().collect(),
            astray: astray(folder),
        })
    }
}

/// The folders of templates; what the preview adds is the program's own.
const FOLDERS: [&str; 4] = ["html", "typst", "fonts", "preview"];

/// What is kept beside fonts and read by nobody: licences, checksums, notes.
const BESIDE_FONTS: [&str; 8] = ["ttf", "otf", "ttc", "otc", "md", "txt", "pdf", ""];

/// Files that take effect nowhere. What an editor, an office program or a system leaves, and notes for people, are not meant to.
fn astray(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        // As deep as there are others: `html` and `typst` are read whole.
        entry.depth() != 1 || !["html", "typst", "preview"].contains(&&*name)
    });
    let files = entries
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    let paths = files.filter_map(|entry| {
        let below = entry.path().strip_prefix(folder).ok()?;
        Some(below.to_string_lossy().replace('\\', "/"))
    });
    paths.filter(|path| is_astray(path)).collect()
}

fn is_astray(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_lowercase();
    let left = name.starts_with(['.', '~', '#'])
        || [".bak", ".tmp", "~", ".swp"]
            .iter()
            .any(|end| lower.ends_with(end))
        || ["desktop.ini", "thumbs.db"].contains(&lower.as_str());
    let note = ["readme", "说明", "license"]
        .iter()
        .any(|word| lower.starts_with(word));
    if left || note {
        return false;
    }
    match path.split_once('/') {
        Some(("fonts", "fonts.yaml")) => false,
        Some(("fonts", _)) => {
            let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
            !BESIDE_FONTS.contains(&ending)
        }
        Some((folder, _)) => !FOLDERS.contains(&folder),
        None => true,
    }
}

/// The files below `folder` by their path with forward slashes; none where there is no such folder.
#[allow(clippy::disallowed_methods, reason = "reads the project")]
fn files(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_file() || entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let Ok(below) = entry.path().strip_prefix(folder) else {
            continue;
        };
        let name = below.to_string_lossy().replace('\\', "/");
        found.push((name, fs::read(entry.path())?));
    }
    Ok(found)
}

/// The folders in which typst finds its fonts, in the order in which they count: the office's own, the project's, and the program's own where
/// the project lacks any of them. The last are laid out once in `cache`, or where `for_now` puts such files if that cannot be written.
///
/// # Errors
/// A folder that cannot be written.
pub fn fonts(
    templates: &Path,
    cache: Option<&Path>,
    for_now: LayOut<'_>,
) -> Result<Vec<PathBuf>, ProjectError> {
    font_folders(templates, cache, for_now).map_err(|error| ProjectError::fonts(templates, &error))
}

/// Writes files by name to a folder of their own, and says where that is.
pub type LayOut<'a> = &'a mut dyn FnMut(&[(&str, &[u8])]) -> io::Result<PathBuf>;

fn font_folders(
    templates: &Path,
    cache: Option<&Path>,
    for_now: LayOut<'_>,
) -> io::Result<Vec<PathBuf>> {
    let project = templates.join("fonts");
    let mut folders = vec![project.join("local"), project.clone()];
    let complete = builtin::FONTS
        .iter()
        .all(|(name, _)| project.join(name).is_file());
    if !complete {
        let in_cache = cache.and_then(|cache| lay_out(cache).ok());
        // A cache that cannot be written stops nothing: the fonts then lie among the temporary files.
        let folder = in_cache.map_or_else(|| for_now(builtin::FONTS), Ok)?;
        folders.push(folder);
    }
    Ok(folders)
}

/// The program's own fonts in a folder of the cache that is named after what they are.
#[allow(clippy::disallowed_methods, reason = "reads the project")]
fn lay_out(cache: &Path) -> io::Result<PathBuf> {
    let folder = cache.join(format!("fonts-{}", builtin::FONTS_HASH));
    if folder.is_dir() {
        return Ok(folder);
    }
    fs::create_dir_all(cache)?;
    let staging = tempfile::tempdir_in(cache)?;
    for (name, bytes) in builtin::FONTS {
        fs::write(staging.path().join(name), bytes)?;
    }
    match fs::rename(staging.path(), &folder) {
        Ok(()) => {
            // It has another name now, and nothing of it is to be removed.
            let _ = staging.keep();
            Ok(folder)
        }
        // Another process was quicker.
        Err(_) if folder.is_dir() => Ok(folder),
        Err(error) => Err(error),
    }
}
