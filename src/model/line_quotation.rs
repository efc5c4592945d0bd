//! Numbers quoted in lines that keep the words alone.

use super::{ComputedText, Span};

/// A number or name quoted (引用) in a line that knows no marks, which is a plain text from then on: a title, a subtitle, a line beside a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineQuotation {
    /// Where the whole line was typed.
    pub line: Span,
    /// Where in the line, as it is printed, the number begins, in bytes.
    pub start: usize,
    /// What stands there.
    pub computed: ComputedText,
}
