//! What the guard is told and what it says: the meaning of line ends, and what is not what it looks like.

use std::ops::Range;

use crate::diag::Code;

/// What a line end means (换行).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnds {
    /// Each line is a paragraph of its own (段落), as in a word processor.
    #[default]
    Paragraph,
    /// Lines that no empty line parts are one paragraph (续行), for those who wrap by hand.
    Joined,
}

/// Something that is not what it looks like, at its place in the typed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkSlip {
    /// What kind of finding it is.
    pub code: Code,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl MarkSlip {
    /// Of this kind, here, with these words.
    #[must_use]
    pub fn new(code: Code, range: Range<usize>, message: &str, help: &str) -> Self {
        Self {
            code,
            range,
            message: message.to_owned(),
            help: help.to_owned(),
        }
    }
}
