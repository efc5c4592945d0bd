//! Fragments of other issues: each is read with the issue in whose folder it lies, and no other can take it.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::Spanned;
use crate::stage::parse::path::{below, shortened};

/// Whether the file at `path`, which the issue of `folder` names as a fragment, lies in that folder; one that does not is reported.
pub fn is_of_issue(path: &str, folder: &str, name: &Spanned<String>, sink: &mut Sink) -> bool {
    let is_own = below(path, folder).is_some();
    if !is_own {
        let message = format!(
            "片段“{}”不在这一期的文件夹里，印不出来",
            shortened(&name.value)
        );
        let own = path.rsplit('/').next().unwrap_or(path);
        let help = format!("片段只能用这一期自己的：把它复制到 {folder}/，写成 {own}");
        sink.push(Diagnostic::new(code::BAD_VALUE, name.span, message).help(help));
    }
    is_own
}
