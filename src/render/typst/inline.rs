//! Texts with their marking as the typst layouts read them.

use serde_json::{Value, json};

use crate::model::{ComputedText, Inline, InlineKind, LinkTarget};

/// A text with its marking.
pub(super) fn inlines(content: &[Inline]) -> Vec<Value> {
    content.iter().map(inline).collect()
}

/// A part of it.
pub(super) fn inline(inline: &Inline) -> Value {
    match &inline.kind {
        InlineKind::Text(text) => json!({"t": "text", "s": text}),
        InlineKind::Computed(ComputedText {
            text,
            light: Some(light),
            ..
        }) => json!({"t": "light", "s": text, "light": light.name()}),
        InlineKind::Computed(computed) => json!({"t": "text", "s": computed.text}),
        InlineKind::Strong(content) => json!({"t": "strong", "c": inlines(content)}),
        InlineKind::Emphasis(content) => json!({"t": "emph", "c": inlines(content)}),
        InlineKind::Strike(content) => json!({"t": "strike", "c": inlines(content)}),
        InlineKind::Code(text) => json!({"t": "code", "s": text}),
        InlineKind::Link { target, content } => match target {
            LinkTarget::Address(address) => {
                json!({"t": "link", "href": address, "c": inlines(content)})
            }
            // A file beside the page cannot be reached from paper: its words stand without a link.
            LinkTarget::File { .. } => json!({"t": "strong", "c": inlines(content)}),
        },
        InlineKind::Note(note) => json!({
            "t": "note",
            "label": note.label,
            "c": (!note.repeated).then(|| inlines(&note.content)),
        }),
        InlineKind::Break => json!({"t": "break"}),
    }
}
