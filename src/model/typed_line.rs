//! A text as one line of words, with the places where its parts were typed.

use std::ops::Range;

use super::{Inline, InlineKind, Span, plain_text};

/// What stands for a part that is not typed as it is printed: a quoted number, a break.
const GAP: char = '\u{FFFC}';

/// A text as one line of words. What the program put into it, and what is no text, stands between two U+FFFC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedLine {
    /// The words.
    pub text: String,
    runs: Vec<TypedRun>,
}

/// A run of words with the place where it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct TypedRun {
    /// Where it stands in the line.
    range: Range<usize>,
    span: Span,
}

impl TypedLine {
    /// The words of `inlines`, without their marking.
    #[must_use]
    pub fn of(inlines: &[Inline]) -> Self {
        let mut line = Self::default();
        line.gather(inlines);
        line
    }

    /// A line that was typed at `span` as it is printed.
    #[must_use]
    pub fn plain(text: &str, span: Span) -> Self {
        Self {
            text: text.to_owned(),
            runs: vec![TypedRun {
                range: 0..text.len(),
                span,
            }],
        }
    }

    /// Where the part `range` of the words was typed; none where it was not typed in one piece. `typed` gives what a place says.
    #[must_use]
    pub fn place<'t>(
        &self,
        range: Range<usize>,
        typed: impl FnOnce(Span) -> Option<&'t str>,
    ) -> Option<Span> {
        let run = self
            .runs
            .iter()
            .find(|run| run.range.start <= range.start && range.end <= run.range.end)?;
        let (start, end) = (range.start - run.range.start, range.end - run.range.start);
        if run.range.len() == run.span.len() {
            return Some(run.span.part(start, end));
        }
        // An escape or a break of lines stands between: the part is looked for.
        let part = self.text.get(range)?;
        let found = typed(run.span).and_then(|typed| typed.find(part));
        Some(found.map_or(run.span, |at| run.span.part(at, at + part.len())))
    }

    fn gather(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => {
                    let start = self.text.len();
                    self.text.push_str(text);
                    self.runs.push(TypedRun {
                        range: start..self.text.len(),
                        span: inline.span,
                    });
                }
                InlineKind::Strong(content)
                | InlineKind::Emphasis(content)
                | InlineKind::Strike(content)
                | InlineKind::Link { content, .. } => self.gather(content),
                InlineKind::Code(_)
                | InlineKind::Computed(_)
                | InlineKind::Note(_)
                | InlineKind::Break => {
                    // A computed name may be the unit that a number is of.
                    self.text.push(GAP);
                    self.text
                        .push_str(&plain_text(std::slice::from_ref(inline)));
                    self.text.push(GAP);
                }
            }
        }
    }
}
