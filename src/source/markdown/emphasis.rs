//! Emphasis out of the marks that the guard has paired.

use super::guard::EmphasisMark;
use crate::model::{Inline, InlineKind, Span};

/// Inline content while it is being read.
#[derive(Debug)]
pub enum Piece {
    /// Content that is complete.
    Done(Inline),
    /// One of a pair of marks, with its place.
    Mark(EmphasisMark, Span),
}

/// Puts what stands between two marks into one inline, and joins neighbouring texts. A mark without the other, as a link can part them, is text.
#[must_use]
pub fn finish(pieces: Vec<Piece>) -> Vec<Inline> {
    let mut open: Vec<(EmphasisMark, Span, Vec<Inline>)> = Vec::new();
    let mut closed: Vec<Inline> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Done(inline) => push(innermost(&mut open, &mut closed), inline),
            Piece::Mark(mark, span) => match open.iter().rposition(|(other, ..)| *other == mark) {
                Some(place) => {
                    while open.len() > place + 1 {
                        give_up(&mut open, &mut closed);
                    }
                    if let Some((_, first, content)) = open.pop() {
                        let inline = emphasized(mark, content, first.to(span));
                        push(innermost(&mut open, &mut closed), inline);
                    }
                }
                None => open.push((mark, span, Vec::new())),
            },
        }
    }
    while !open.is_empty() {
        give_up(&mut open, &mut closed);
    }
    closed
}

fn innermost<'a>(
    open: &'a mut [(EmphasisMark, Span, Vec<Inline>)],
    closed: &'a mut Vec<Inline>,
) -> &'a mut Vec<Inline> {
    open.last_mut().map_or(closed, |(.., content)| content)
}

/// Makes text of the innermost mark that is open.
fn give_up(open: &mut Vec<(EmphasisMark, Span, Vec<Inline>)>, closed: &mut Vec<Inline>) {
    if let Some((mark, span, content)) = open.pop() {
        let around = innermost(open, closed);
        push(around, Inline::text(mark.typed(), span));
        content.into_iter().for_each(|inline| push(around, inline));
    }
}

fn emphasized(mark: EmphasisMark, content: Vec<Inline>, span: Span) -> Inline {
    let kind = match mark {
        EmphasisMark::Strong => InlineKind::Strong(content),
        EmphasisMark::Emphasis => InlineKind::Emphasis(content),
        EmphasisMark::Strike => InlineKind::Strike(content),
        EmphasisMark::Both => {
            InlineKind::Strong(vec![Inline::new(InlineKind::Emphasis(content), span)])
        }
    };
    Inline::new(kind, span)
}

/// Appends `inline`, joining text to text.
fn push(inlines: &mut Vec<Inline>, inline: Inline) {
    if let Some(last) = inlines.last_mut()
        && let (InlineKind::Text(before), InlineKind::Text(text)) = (&mut last.kind, &inline.kind)
    {
        before.push_str(text);
        last.span = last.span.to(inline.span);
    } else {
        inlines.push(inline);
    }
}
