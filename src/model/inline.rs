//! Text inside a paragraph, a heading or a table cell.

use super::Span;

/// A run of text, or text that is marked in some way, with the place where it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it was typed, its marks included; for a text that the program adds, what made it do so.
    pub span: Span,
}

/// What an [`Inline`] is. Backends match it without a wildcard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind {
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
    /// A link.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// What the reader sees.
        content: Vec<Inline>,
    },
    /// A line break that the writer asked for.
    Break,
}

impl Inline {
    /// `kind`, typed at `span`.
    #[must_use]
    pub fn new(kind: InlineKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// Plain text, typed at `span`.
    #[must_use]
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self::new(InlineKind::Text(text.into()), span)
    }

    /// What is in it, where it has marked content.
    #[must_use]
    pub fn children(&self) -> &[Inline] {
        match &self.kind {
            InlineKind::Text(_) | InlineKind::Code(_) | InlineKind::Break => &[],
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strike(content)
            | InlineKind::Link { content, .. } => content,
        }
    }

    /// Hands itself and everything in it to `visit`, in the order of the text.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Inline)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// Takes the first `bytes` bytes off a plain text, and off its place where the source has them as they are.
    pub fn cut_start(&mut self, bytes: usize) {
        if let InlineKind::Text(text) = &mut self.kind
            && text.is_char_boundary(bytes)
        {
            if text.len() == self.span.len() {
                self.span = self.span.part(bytes, text.len());
            }
            text.drain(..bytes);
        }
    }

    /// Keeps the first `bytes` bytes of a plain text, and of its place where the source has them as they are.
    pub fn cut_end(&mut self, bytes: usize) {
        if let InlineKind::Text(text) = &mut self.kind
            && text.is_char_boundary(bytes)
        {
            if text.len() == self.span.len() {
                self.span = self.span.part(0, bytes);
            }
            text.truncate(bytes);
        }
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address that begins with `http:`, `https:`, `mailto:` or `tel:`.
    Address(String),
    /// A file beside the page.
    File {
        /// Its path relative to the page, ASCII.
        path: String,
        /// The name under which the writer keeps it.
        name: String,
    },
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
        inline.walk(&mut |inline| {
            if let InlineKind::Text(own) | InlineKind::Code(own) = &inline.kind {
                text.push_str(own);
            }
        });
    }
}
