//! What a drawing has that it may not have, and where.

/// What a drawing has that it may not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line in the drawing, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
    /// What it is, in Chinese.
    pub words: String,
}

/// A fault at a place, in bytes.
pub fn at(text: &str, place: usize, words: String) -> Fault {
    let before = &text[..text.floor_char_boundary(place)];
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    Fault {
        line: count(before.matches('\n').count() + 1),
        column: count(before[line_start..].chars().count() + 1),
        words,
    }
}
