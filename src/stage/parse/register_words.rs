//! The words of `site.yaml`, `series.yaml` and `units.yaml`: they are printed on every page, and no mark, quotation or remark works in them.

use super::keys;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Span;
use crate::source::Key;
use crate::source::field_words::{first_mark, first_quotation, remark_said, remarks};
use crate::source::remarks::UNWRITTEN;
use crate::source::yaml::Node;

/// What is printed in one line.
const ONE_LINE: [Key; 10] = [
    keys::NAME,
    keys::ABSTRACT,
    keys::FULL_NAME,
    keys::SHORT_NAME,
    keys::CATEGORY,
    keys::NUMBER_RULE,
    keys::ISSUE_RULE,
    keys::SUPPLEMENT_RULE,
    keys::OFFICE,
    keys::MASTHEAD_SUFFIX,
];

/// Says what of `node`, the whole of such a file, is a mark or a remark, whenever it is valid (自, 至).
pub fn check(node: Node<'_>, sink: &mut Sink) {
    for item in node.items().unwrap_or_default() {
        check(item, sink);
    }
    for (name, value) in node.entries().unwrap_or_default() {
        let name = name.text().unwrap_or_default();
        if name != keys::ADDRESS.zh && name != keys::ADDRESS.en {
            check(value, sink);
        }
        if ONE_LINE.iter().any(|key| name == key.zh || name == key.en)
            && value.text().is_some_and(|text| text.trim().contains('\n'))
        {
            let message = "这里只印一行，几行会接在一起";
            let finding = Diagnostic::new(code::FIELD_MARK, value.span, message);
            sink.push(finding.help("写成一行"));
        }
    }
    let Some(text) = node.text() else {
        return;
    };
    let place = |at: usize, typed: &str| {
        let source = node.source().unwrap_or_default();
        let before = text[..at].matches(typed).count();
        let found = source.match_indices(typed).nth(before);
        found.map_or(node.span, |(at, _)| {
            let start = node.span.range().start + at;
            Span::new(node.span.file, start, start + typed.len())
        })
    };
    if let Some(at) = text.find(UNWRITTEN) {
        let message = "这里还没有写，“【待填】”会印出来";
        let finding = Diagnostic::new(code::FIELD_REMARK, place(at, UNWRITTEN), message);
        sink.push(finding.help("写上内容，删去“【待填】”"));
    }
    for range in remarks(&text) {
        sink.push(remark_said(place(range.start, &text[range]), ""));
    }
    for mark in first_mark(&text).into_iter().chain(first_quotation(&text)) {
        sink.push(mark.said(place(mark.at, mark.typed), ""));
    }
}
