//! What somebody still has to write: the places that `jianbao new` leaves for them.
//!
//! An issue with such a place is assembled, so that a preview can show how far it is, but it is no issue to be published.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{IssueId, Span};
use crate::source::files::extension;
use crate::source::{Content, Sources};

/// Stands where something has yet to be written.
pub const MARKER: &str = "【待填】";

/// Reports the first such place of each text of the issue `id`, and returns whether there was any.
pub fn report(sources: &Sources, id: &IssueId, sink: &mut Sink) -> bool {
    let mut any = false;
    for (file, path) in sources.below(&id.path()) {
        if !matches!(extension(path).as_str(), "md" | "yaml" | "yml" | "csv") {
            continue;
        }
        let Some(Content::Text(text)) = sources.file(file).map(|file| &file.content) else {
            continue;
        };
        let Some(start) = text.find(MARKER) else {
            continue;
        };
        let rest = &text[start..];
        let end = rest.find(['\n', '\r', '"']).unwrap_or(rest.len());
        sink.push(
            Diagnostic::new(
                code::UNWRITTEN,
                Span::new(file, start, start + end),
                "这里还没有写",
            )
            .help(format!("写上内容，删去“{MARKER}”和后面的提示")),
        );
        any = true;
    }
    any
}
