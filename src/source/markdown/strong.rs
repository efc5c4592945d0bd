//! Strong emphasis as Chinese writers type it: from each `**` to the next, in reading order.
//!
//! CommonMark leaves the asterisks of `**督查结果：**良好` standing, because a closing mark after punctuation must not be followed by a letter,
//! and Chinese has no spaces that would help. The Markdown reader therefore never sees a double asterisk ([`super::guard`]).

use crate::model::{Inline, InlineKind, Span};

/// Inline content while it is being read.
#[derive(Debug)]
pub enum Piece {
    /// Content that is complete.
    Done(Inline),
    /// One half of a double asterisk.
    Star(Span),
}

/// Pairs the double asterisks, and joins neighbouring texts.
#[must_use]
pub fn finish(pieces: Vec<Piece>) -> Vec<Inline> {
    let pieces = double_stars(pieces);
    let mut closed: Vec<Inline> = Vec::new();
    let mut open: Option<(Span, Vec<Inline>)> = None;
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let inline = match piece {
            Token::Inline(inline) => inline,
            Token::DoubleStar(span) => {
                let ends_well =
                    |content: &[Inline]| content.last().is_some_and(|last| !ends_with_space(last));
                match open.take() {
                    Some((first, content)) if ends_well(&content) => {
                        let strong = InlineKind::Strong(content);
                        push(&mut closed, Inline::new(strong, first.to(span)));
                        continue;
                    }
                    Some((first, content)) => {
                        // `** 甲 **`: neither mark means anything.
                        push(&mut closed, Inline::text("**", first));
                        content
                            .into_iter()
                            .for_each(|inline| push(&mut closed, inline));
                        Inline::text("**", span)
                    }
                    None if rest.peek().is_some_and(Token::starts_with_text) => {
                        open = Some((span, Vec::new()));
                        continue;
                    }
                    None => Inline::text("**", span),
                }
            }
        };
        let content = open.as_mut().map(|(_, content)| content);
        push(content.unwrap_or(&mut closed), inline);
    }
    if let Some((first, content)) = open {
        push(&mut closed, Inline::text("**", first));
        content
            .into_iter()
            .for_each(|inline| push(&mut closed, inline));
    }
    closed
}

enum Token {
    Inline(Inline),
    DoubleStar(Span),
}

impl Token {
    fn starts_with_text(&self) -> bool {
        let Token::Inline(inline) = self else {
            return false;
        };
        match &inline.kind {
            InlineKind::Text(text) => !text.starts_with(char::is_whitespace),
            InlineKind::Break => false,
            InlineKind::Strong(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strike(_)
            | InlineKind::Code(_)
            | InlineKind::Link { .. } => true,
        }
    }
}

/// Two stars in a row are a mark; one, or three and more, are text.
fn double_stars(pieces: Vec<Piece>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(pieces.len());
    let mut stars = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Star(span) => stars.push(span),
            Piece::Done(inline) => {
                flush_stars(&mut tokens, &mut stars);
                tokens.push(Token::Inline(inline));
            }
        }
    }
    flush_stars(&mut tokens, &mut stars);
    tokens
}

fn flush_stars(tokens: &mut Vec<Token>, stars: &mut Vec<Span>) {
    let stars = std::mem::take(stars);
    let (Some(first), Some(last)) = (stars.first(), stars.last()) else {
        return;
    };
    let span = first.to(*last);
    tokens.push(match stars.len() {
        2 => Token::DoubleStar(span),
        count => Token::Inline(Inline::text("*".repeat(count), span)),
    });
}

fn ends_with_space(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.ends_with(char::is_whitespace),
        InlineKind::Break => true,
        InlineKind::Strong(_)
        | InlineKind::Emphasis(_)
        | InlineKind::Strike(_)
        | InlineKind::Code(_)
        | InlineKind::Link { .. } => false,
    }
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
