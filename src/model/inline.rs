//! Text inside a paragraph, a heading or a table cell.

/// A run of text, or text that is marked in some way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain characters; never markup of any backend.
    Text(String),
    /// Strong emphasis, `**…**` in Markdown.
    Strong(Vec<Inline>),
    /// Emphasis, `*…*` in Markdown.
    Emphasis(Vec<Inline>),
    /// Struck-out text, `~~…~~` in Markdown.
    Strike(Vec<Inline>),
    /// Text in a fixed-width face, `` `…` `` in Markdown.
    Code(String),
    /// A link; `href` is `http:`, `https:`, `mailto:` or `tel:`, or the site path of an [`Asset`](super::Asset) relative to the page.
    Link {
        /// Where the link leads.
        href: String,
        /// What the reader sees.
        content: Vec<Inline>,
    },
    /// A line break that the writer asked for.
    Break,
}

/// The text of `inlines` without any marking, breaks as nothing.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

fn push_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(s) | Inline::Code(s) => text.push_str(s),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. } => push_plain_text(content, text),
            Inline::Break => {}
        }
    }
}
