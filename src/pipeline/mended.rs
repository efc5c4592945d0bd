//! A folder whose manifest is gone, and whose files are only known by their shape: nothing says what the issues there are, so that what this build does not
//! make could only be thrown away.

use std::collections::BTreeSet;

use super::documents::BuiltIssue;
use super::{BuildError, Request};
use crate::model::IssueId;
use crate::publish::{Mended, Output};
use crate::site::{RootFile, Route};
use crate::stage::Plan;

/// Refuses to throw away an issue that only its files know. Asked before anything is made, and again when it is known which issues could not be.
///
/// # Errors
/// A build of a part of the archive, and one that does not make every issue of the folder, unless somebody asked for their removal.
pub fn refuse_loss(
    request: &Request<'_>,
    plan: &Plan,
    issues: &[BuiltIssue],
    output: &Output,
) -> Result<(), BuildError> {
    if !matches!(output.mended(), Some(Mended::ByShape(_))) {
        return Ok(());
    }
    let manifest = RootFile::Manifest.name();
    if !request.selection.is_all() {
        return Err(BuildError::Refused(format!(
            "{manifest} 不见了或不完整，不知道资料库里别的各期是什么，不能只换一部分，什么也没有改。先不带 --series、--issue 完整生成一次"
        )));
    }
    if request.remove {
        return Ok(());
    }
    // What is left out on purpose goes, and what has moved is made at its new place.
    let made = issues
        .iter()
        .filter(|issue| issue.is_shown() || issue.left_out.is_some())
        .map(|issue| &issue.id);
    let former = plan.issues.iter();
    let former = former.flat_map(|issue| &issue.publication.former);
    let known: BTreeSet<&IssueId> = made.chain(former).collect();
    let lost: BTreeSet<IssueId> = output
        .old()
        .files
        .iter()
        .filter_map(|path| Route::parse(path)?.of_issue().cloned())
        .filter(|id| !known.contains(id))
        .collect();
    let Some(first) = lost.first() else {
        return Ok(());
    };
    Err(BuildError::Refused(format!(
        "{manifest} 不见了或不完整，资料库里的 {first} 等 {} 期这一次没有生成，没法原样保留，什么也没有改。改正上面的错误，或者恢复它们的文件夹，再生成；有备份的，也可以先恢复 {manifest}；确实不要了，加上 --remove",
        lost.len()
    )))
}
