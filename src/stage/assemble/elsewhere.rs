//! Fragments of other issues: each is read with the issue in whose folder it lies, and no other can take it.

use super::folder::Folder;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Spanned};
use crate::stage::parse::path::{below, shortened};

/// Whether `file`, which the issue names as a fragment, lies in the folder of the issue; one that does not is reported.
pub fn is_of_issue(
    file: FileId,
    name: &Spanned<String>,
    folder: &Folder<'_>,
    sink: &mut Sink,
) -> bool {
    let path = folder.sources.path(file);
    let is_own = below(path, &folder.path).is_some();
    if !is_own {
        let message = format!(
            "片段“{}”不在这一期的文件夹里，印不出来",
            shortened(&name.value)
        );
        let own = path.rsplit('/').next().unwrap_or(path);
        let help = format!(
            "片段只能用这一期自己的：把它复制到 {}/，写成 {own}",
            folder.path
        );
        sink.push(Diagnostic::new(code::BAD_VALUE, name.span, message).help(help));
    }
    is_own
}
