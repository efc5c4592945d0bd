//! Strong emphasis as Chinese writers type it: from each `**` to the next, in reading order.
//!
//! CommonMark leaves the asterisks of `**督查结果：**良好` standing, because a closing mark after punctuation must not be followed by a letter,
//! and Chinese has no spaces that would help. The Markdown reader therefore never sees a double asterisk ([`super::guard`]).

use crate::model::Inline;

/// Inline content while it is being read.
#[derive(Debug)]
pub enum Piece {
    /// Content that is complete.
    Done(Inline),
    /// One half of a double asterisk.
    Star,
}

/// Pairs the double asterisks, and joins neighbouring texts.
#[must_use]
pub fn finish(pieces: Vec<Piece>) -> Vec<Inline> {
    let pieces = double_stars(pieces);
    let mut closed: Vec<Inline> = Vec::new();
    let mut open: Option<Vec<Inline>> = None;
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let inline = match piece {
            Token::Inline(inline) => inline,
            Token::DoubleStar => {
                let ends_well =
                    |content: &[Inline]| content.last().is_some_and(|last| !ends_with_space(last));
                match open.take() {
                    Some(content) if ends_well(&content) => {
                        push(&mut closed, Inline::Strong(content));
                        continue;
                    }
                    Some(content) => {
                        // `** 甲 **`: neither mark means anything.
                        push(&mut closed, Inline::Text("**".to_owned()));
                        content
                            .into_iter()
                            .for_each(|inline| push(&mut closed, inline));
                        Inline::Text("**".to_owned())
                    }
                    None if rest.peek().is_some_and(Token::starts_with_text) => {
                        open = Some(Vec::new());
                        continue;
                    }
                    None => Inline::Text("**".to_owned()),
                }
            }
        };
        push(open.as_mut().unwrap_or(&mut closed), inline);
    }
    if let Some(content) = open {
        push(&mut closed, Inline::Text("**".to_owned()));
        content
            .into_iter()
            .for_each(|inline| push(&mut closed, inline));
    }
    closed
}

enum Token {
    Inline(Inline),
    DoubleStar,
}

impl Token {
    fn starts_with_text(&self) -> bool {
        match self {
            Token::Inline(Inline::Text(text)) => !text.starts_with(char::is_whitespace),
            Token::Inline(Inline::Break) | Token::DoubleStar => false,
            Token::Inline(_) => true,
        }
    }
}

/// Two stars in a row are a mark; one, or three and more, are text.
fn double_stars(pieces: Vec<Piece>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(pieces.len());
    let mut stars = 0;
    for piece in pieces {
        match piece {
            Piece::Star => stars += 1,
            Piece::Done(inline) => {
                flush_stars(&mut tokens, &mut stars);
                tokens.push(Token::Inline(inline));
            }
        }
    }
    flush_stars(&mut tokens, &mut stars);
    tokens
}

fn flush_stars(tokens: &mut Vec<Token>, stars: &mut usize) {
    match std::mem::take(stars) {
        0 => {}
        2 => tokens.push(Token::DoubleStar),
        count => tokens.push(Token::Inline(Inline::Text("*".repeat(count)))),
    }
}

fn ends_with_space(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.ends_with(char::is_whitespace),
        Inline::Break => true,
        Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Strike(_)
        | Inline::Code(_)
        | Inline::Link { .. } => false,
    }
}

/// Appends `inline`, joining text to text.
fn push(inlines: &mut Vec<Inline>, inline: Inline) {
    match (inlines.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
        (_, inline) => inlines.push(inline),
    }
}
