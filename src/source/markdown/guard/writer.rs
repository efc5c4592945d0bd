//! What writes the lines of a fragment anew, and how it looks at one.

use std::ops::Range;

use super::fences::LastFences;
use super::out::Out;
use super::slip::{LineEnds, MarkSlip};
use crate::diag::{Code, code};

/// Writes the lines of a text anew.
pub struct LineWriter<'t> {
    pub(super) out: Out<'t>,
    pub(super) line_ends: LineEnds,
    /// Whether it has been said that the text looks wrapped by hand.
    pub(super) wrapped: bool,
    pub(super) last_fences: LastFences,
    /// Where the last list of names (名单) ends, whose lines stay lines.
    pub(super) names_end: usize,
}

/// A line without its indentation.
#[derive(Clone, Copy)]
pub struct LineBody<'t> {
    pub text: &'t str,
    /// Where it begins.
    pub start: usize,
    /// Columns of half-width white space before it.
    pub indent: usize,
    /// Whether full-width white space stands before it.
    pub wide: bool,
}

impl<'t> LineWriter<'t> {
    pub(super) fn new(text: &'t str, line_ends: LineEnds) -> Self {
        let mut out = Out::new(text);
        out.joined = line_ends == LineEnds::Joined;
        Self {
            out,
            line_ends,
            wrapped: false,
            last_fences: LastFences::default(),
            names_end: 0,
        }
    }

    pub(super) fn body(&self, line: &Range<usize>) -> LineBody<'t> {
        let text: &'t str = &self.out.typed[line.clone()];
        let body = text.trim_start();
        let before = &text[..text.len() - body.len()];
        LineBody {
            text: body,
            start: line.end - body.len(),
            indent: before
                .chars()
                .map(|c| match c {
                    '\t' => 4,
                    _ => 1,
                })
                .sum(),
            wide: before.contains(|c| !matches!(c, ' ' | '\t')),
        }
    }

    /// Says of an indented line at `place`, under a note or an empty line below one, that it is no more of it.
    pub(super) fn say_rest_of_note(&mut self, lines: &[Range<usize>], place: usize) {
        let filled = |line: &&Range<usize>| !self.body(line).text.is_empty();
        let Some(next) = lines
            .get(place..)
            .and_then(|below| below.iter().take(2).find(filled))
        else {
            return;
        };
        let body = self.body(next);
        if body.indent >= 2 && !body.wide && self.line_ends == LineEnds::Paragraph {
            self.slip(
                code::NOT_A_MARK,
                body.start..next.end,
                "缩进的这一行不接在注释后面，当作正文印出来",
                "注释写在一行里：[^1]: 注释的内容；是正文，就不缩进",
            );
        }
    }

    pub(super) fn slip(&mut self, code: Code, range: Range<usize>, message: &str, help: &str) {
        self.out
            .slips
            .push(MarkSlip::new(code, range, message, help));
    }
}
