//! What holds of every finding.

use crate::diag::Sink;
use crate::model::Span;

/// What is wrong with the findings in `sink` about the file whose text is `text`.
pub fn fault(sink: &Sink, text: &str) -> Option<String> {
    sink.iter().find_map(|finding| {
        let spans = finding.place.iter();
        let spans = spans.chain(finding.related.iter().map(|(span, _)| span));
        let outside = spans.copied().find(|span| !is_in(*span, text));
        let fault = if outside.is_some() {
            "points outside of the text"
        } else if finding.message.trim().is_empty() {
            "says nothing"
        } else if finding.help.as_deref().is_none_or(str::is_empty) {
            "says not what to write instead"
        } else {
            return None;
        };
        Some(format!("{fault}: {finding:?}"))
    })
}

/// Whether `span` is a place between characters of `text`.
pub fn is_in(span: Span, text: &str) -> bool {
    text.get(span.range()).is_some()
}
