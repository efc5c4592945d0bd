//! Where a single file may be written that no site may show.

use std::path::Path;

use super::error::CommandError;
use crate::project::Folders;
use crate::publish::holds_site;

/// What it holds may be secret: it is never written where a web server may hand it out, nor over a file of another kind. The kind is the ending, and one of
/// `kinds`.
///
/// # Errors
/// Another ending, a folder, a folder that is not there, or a place in a site or in the content.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn check_target(
    target: &Path,
    folders: &Folders,
    kinds: &[&'static str],
) -> Result<&'static str, CommandError> {
    let kind = kinds.iter().copied().find(|known| {
        let typed = target.extension();
        typed.is_some_and(|ending| ending.eq_ignore_ascii_case(known))
    });
    let Some(kind) = kind else {
        let known: Vec<String> = kinds.iter().map(|ending| format!(".{ending}")).collect();
        let known = match known.split_last() {
            Some((last, before)) if !before.is_empty() => {
                format!("{} 或 {last}", before.join("、"))
            }
            _ => known.concat(),
        };
        return Err(CommandError::UnknownEnding {
            target: target.to_owned(),
            known,
        });
    };
    if target.is_dir() {
        return Err(CommandError::TargetIsFolder(target.to_owned()));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(CommandError::NoTargetFolder(folder.to_owned()));
    }
    // What lies in the content goes out with its issue as soon as anything names it.
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if real(folder).starts_with(real(&folders.content)) {
        return Err(CommandError::TargetInContent {
            target: target.to_owned(),
            content: folders.content.clone(),
        });
    }
    check_folder(target, folders).map(|()| kind)
}

/// Only a build writes into a site: `target`, a file or a folder that need not be there, is in none.
///
/// # Errors
/// The site that it would be in.
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn check_folder(target: &Path, folders: &Folders) -> Result<(), CommandError> {
    let target = &std::path::absolute(target).unwrap_or_else(|_| target.to_owned());
    // What is not there yet would be made below what is.
    let around = target.ancestors().find(|folder| folder.is_dir());
    let site = around.and_then(|folder| holds_site(folder, &folders.output));
    match site {
        Some(site) => Err(CommandError::TargetInSite {
            target: target.to_owned(),
            site,
        }),
        None => Ok(()),
    }
}
