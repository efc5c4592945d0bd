//! The line that a finding is about, with what of it is meant.

use crate::model::Span;
use crate::source::Sources;

/// A place in a file as people find it: the line quoted, and in it the part that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotedLine<'a> {
    /// The file below the content folder.
    pub path: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line up to the place.
    pub before: &'a str,
    /// The place; empty where something is missing there.
    pub marked: &'a str,
    /// The rest of the line.
    pub after: &'a str,
}

impl<'a> QuotedLine<'a> {
    /// The line of `place`. A place over several lines is cut at the end of its first.
    #[must_use]
    pub fn of(place: Span, sources: &'a Sources) -> Self {
        let text = sources.text(place.file);
        let marked = visible(place, text);
        let start = text[..marked.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[marked.end..].find('\n');
        let end = end.map_or(text.len(), |length| marked.end + length);
        let before = &text[start..marked.start];
        Self {
            path: sources.path(place.file),
            line: text[..start].matches('\n').count() + 1,
            column: before.chars().count() + 1,
            before,
            marked: &text[marked.clone()],
            after: text[marked.end..end].trim_end_matches('\r'),
        }
    }
}

/// The range within `text`, on character boundaries and cut at the end of its first line, so that a long block is not printed whole.
pub(super) fn visible(span: Span, text: &str) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.range().start.min(text.len()));
    let end = text.ceil_char_boundary(span.range().end.min(text.len()));
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |offset| start + offset);
    start..end.min(line_end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileId;
    use crate::source::{Content, SourceFile};

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let text = "标题: 甲\r\n日期: 2026年\r\n正文:\r\n  - a.md".to_owned();
        let file = SourceFile {
            path: "a/issue.yaml".to_owned(),
            content: Content::Text(text.clone()),
        };
        let sources = Sources::new("", vec![file]);
        let quote = |word: &str, length: usize| {
            let start = text.find(word).expect("the word");
            QuotedLine::of(Span::new(FileId(0), start, start + length), &sources)
        };
        let date = quote("2026", "2026年\r\n正文".len());
        assert_eq!((date.line, date.column), (2, 5));
        assert_eq!(date.before, "日期: ");
        assert_eq!(date.marked.trim_end(), "2026年");
        let last = quote("a.md", 4);
        assert_eq!((last.line, last.column, last.after), (4, 5, ""));
        let gone = QuotedLine::of(Span::new(FileId(7), 3, 9), &sources);
        assert_eq!((gone.line, gone.marked), (1, ""));
    }
}
