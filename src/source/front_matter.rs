//! The front matter (片头) of a Markdown fragment: YAML between two lines of `---` at its start.

use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};

/// A fragment in its two parts, with the places where each begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'s> {
    /// The YAML between the two lines, if the file begins with such a line.
    pub front: Option<&'s str>,
    /// Where that YAML begins, in bytes.
    pub front_start: usize,
    /// The Markdown after it.
    pub body: &'s str,
    /// Where the Markdown begins, in bytes.
    pub body_start: usize,
}

/// Parts `text`. A front matter that is never closed is an error, as the whole text would be lost in it.
pub fn split<'s>(text: &'s str, file: FileId, sink: &mut Sink) -> Option<Parts<'s>> {
    // Empty lines before the front matter are a slip that changes nothing.
    let blank: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let first_line = text[blank..]
        .split_inclusive('\n')
        .next()
        .unwrap_or_default();
    if first_line.trim_end() != "---" {
        return Some(Parts {
            front: None,
            front_start: 0,
            body: text,
            body_start: 0,
        });
    }
    let front_start = blank + first_line.len();
    let mut place = front_start;
    for line in text[front_start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body_start = place + line.len();
            return Some(Parts {
                front: Some(&text[front_start..place]),
                front_start,
                body: &text[body_start..],
                body_start,
            });
        }
        place += line.len();
    }
    sink.push(
        Diagnostic::new(
            code::OPEN_FRONT_MATTER,
            Span::new(file, blank, blank + 3),
            "片头没有结束：只有开头的“---”，没有第二个",
        )
        .help("在片头的键值之后另起一行写“---”"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_with_their_places() {
        let mut sink = Sink::default();
        let text = "---\r\n单位: 甲\r\n---\r\n正文";
        let parts = split(text, FileId(0), &mut sink).expect("closed");
        assert_eq!(parts.front, Some("单位: 甲\r\n"));
        assert_eq!(&text[parts.body_start..], "正文");
        let parts = split("正文\n---\n", FileId(0), &mut sink).expect("no front matter");
        assert_eq!((parts.front, parts.body), (None, "正文\n---\n"));
        assert!(split("---\n单位: 甲\n正文", FileId(0), &mut sink).is_none());
        assert!(sink.has_errors());
    }
}
