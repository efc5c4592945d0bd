//! Text inside a paragraph, a heading or a table cell.

use super::{FigureOrigin, Span};

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
    /// Text that leads to an address or to a file beside the issue.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// What the reader sees.
        content: Vec<Inline>,
    },
    /// A number or name that was computed from what units reported, `{{要约书.合计}}` in a text.
    Computed(ComputedText),
    /// The mark of a note (注释), `[^1]` in Markdown.
    Note(Box<Note>),
    /// A line break that the writer asked for.
    Break,
}

/// What stands for a quotation (引用) of figures (指标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedText {
    /// What is printed.
    pub text: String,
    /// Where it comes from, in words for readers: `要约书（13个单位）：合计`.
    pub source: String,
    /// Where the figures behind it were written: those of this issue unit by unit, those of others by their issues. Empty where it was counted from no figures.
    pub origins: Vec<FigureOrigin>,
    /// The light (亮灯) that stands before it, where it is the word for one.
    pub light: Option<SignalLight>,
}

/// How something stands (亮灯). Its word says it without colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalLight {
    /// 绿灯
    Green,
    /// 黄灯
    Yellow,
    /// 红灯
    Red,
}

impl SignalLight {
    const WORDS: &[(Self, &str)] = &[
        (Self::Green, "绿灯"),
        (Self::Yellow, "黄灯"),
        (Self::Red, "红灯"),
    ];

    /// The light that `word` is.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let mut words = Self::WORDS.iter();
        words.find(|(_, own)| *own == word).map(|(light, _)| *light)
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        let own = words.find(|(light, _)| *light == self);
        own.map_or("", |(_, word)| *word)
    }

    /// What style sheets and layouts call it: `green`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

/// A note (注释) at one of its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The printed number, `①`; empty before notes are numbered.
    pub label: String,
    /// The `id` of the note in the page, made from its text; empty before notes are numbered.
    pub anchor: String,
    /// The `id` of this mark in the page; empty before notes are numbered.
    pub mark: String,
    /// Whether the note stands with an earlier mark, so that it is not printed again with this one.
    pub repeated: bool,
    /// What the note says.
    pub content: Vec<Inline>,
    /// Where the note was typed, which is not where its mark stands.
    pub span: Span,
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

    /// What is in it, where it has marked content. What a note says is no part of the line that its mark stands in.
    #[must_use]
    pub fn children(&self) -> &[Inline] {
        match &self.kind {
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Computed(_)
            | InlineKind::Note(_)
            | InlineKind::Break => &[],
            InlineKind::Strong(content)
            | InlineKind::Emphasis(content)
            | InlineKind::Strike(content)
            | InlineKind::Link { content, .. } => content,
        }
    }

    /// As [`Inline::children`], to be changed.
    pub fn children_mut(&mut self) -> &mut [Inline] {
        match &mut self.kind {
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Computed(_)
            | InlineKind::Note(_)
            | InlineKind::Break => &mut [],
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

/// Whether a mark of a note stands in `inlines`.
#[must_use]
pub fn has_note(inlines: &[Inline]) -> bool {
    inlines
        .iter()
        .any(|inline| matches!(inline.kind, InlineKind::Note(_)) || has_note(inline.children()))
}

/// The text of `inlines` without any marking, breaks and marks of notes as nothing.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

fn push_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        inline.walk(&mut |inline| {
            if let InlineKind::Text(own)
            | InlineKind::Code(own)
            | InlineKind::Computed(ComputedText { text: own, .. }) = &inline.kind
            {
                text.push_str(own);
            }
        });
    }
}
