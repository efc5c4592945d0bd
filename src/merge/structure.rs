//! Paragraphs that came, went, moved, were parted or joined: whole lines of a fragment.

use super::encoding::SourceEdit;
use super::places::{ParagraphPlace, TypedBlock};
use crate::import::escaped;
use crate::model::Span;
use crate::source::Sources;
use crate::source::files::extension;

/// Where something is put: behind or before a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Behind(TypedBlock, Span),
    Before(Span),
}

/// Whether the block at `span` stands in lines of its own in a fragment.
pub(super) fn is_in_fragment(sources: &Sources, span: Span) -> bool {
    extension(sources.path(span.file)) == "md"
}

/// The lines of the block, without the last line end.
pub(super) fn lines_of(sources: &Sources, span: Span) -> Span {
    let text = sources.text(span.file);
    let range = span.range();
    let typed = text.get(range.clone()).unwrap_or_default();
    let end = range.start + typed.trim_end().len();
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let end = start + text[start..end].trim_end_matches('\r').len();
    Span::new(span.file, start, end)
}

/// Takes the block out, with the blank line behind it.
pub(super) fn taken_out(sources: &Sources, span: Span) -> SourceEdit {
    let text = sources.text(span.file);
    let lines = lines_of(sources, span);
    let mut end = lines.range().end;
    end += line_end(&text[end..]);
    let blank = text[end..].split_inclusive('\n').next().unwrap_or_default();
    if blank.trim().is_empty() {
        end += blank.len();
    }
    SourceEdit {
        span: Span::new(span.file, lines.range().start, end),
        text: String::new(),
    }
}

/// Puts lines behind or before a block; `as_item` where they are one more item of its list.
pub(super) fn put_in(sources: &Sources, beside: Beside, lines: &str, as_item: bool) -> SourceEdit {
    let (Beside::Behind(_, span) | Beside::Before(span)) = beside;
    let text = sources.text(span.file);
    let new_line = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if as_item {
        new_line.to_owned()
    } else {
        new_line.repeat(2)
    };
    let own = lines_of(sources, span).range();
    let (at, text) = match beside {
        Beside::Behind(..) => (own.end, format!("{gap}{lines}")),
        Beside::Before(_) => (own.start, format!("{lines}{gap}")),
    };
    SourceEdit {
        span: Span::new(span.file, at, at),
        text,
    }
}

/// A new paragraph as lines of a fragment, beside the block there; with whether it is an item of its list. None where nobody can tell how it is typed.
pub(super) fn new_lines(
    sources: &Sources,
    beside: Beside,
    printed: &str,
    heading: Option<u8>,
    known: &[&ParagraphPlace],
) -> Option<(String, bool)> {
    if printed.contains('\n') {
        return None;
    }
    let printed = printed.trim();
    let (Beside::Behind(_, span) | Beside::Before(span)) = beside;
    if let Some(level) = heading {
        // How deep a heading is typed is told by another one of the fragment.
        let marks = known.iter().find_map(|place| match place.block {
            Some((TypedBlock::Heading(other), own)) if own.file == span.file => {
                let lines = lines_of(sources, own);
                let line = sources.text(own.file).get(lines.range())?;
                let marks = line.len() - line.trim_start_matches('#').len();
                let marks = i32::try_from(marks).ok().filter(|marks| *marks > 0)?;
                usize::try_from(marks + i32::from(level) - i32::from(other)).ok()
            }
            _ => None,
        })?;
        let words = without_number(printed);
        return (1..=6)
            .contains(&marks)
            .then(|| (format!("{} {}", "#".repeat(marks), escaped(words)), false));
    }
    if let Beside::Behind(TypedBlock::Item, own) = beside {
        let words = without_number(printed);
        let line = sources.text(own.file).get(lines_of(sources, own).range())?;
        let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
        let mark = line.split_whitespace().next()?;
        if words.len() < printed.len() {
            let number: String = mark.chars().take_while(char::is_ascii_digit).collect();
            let next = match number.parse::<u32>() {
                Ok(number) => format!("{}{}", number + 1, &mark[number.to_string().len()..]),
                Err(_) => mark.to_owned(),
            };
            return Some((format!("{indent}{next} {}", escaped(words)), true));
        }
    }
    Some((escaped(printed), false))
}

/// The words behind a number as it is printed: 一、 （一） 1. （1） ①, or behind a bullet.
pub(super) fn without_number(text: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十百".contains(c);
    let rest = if let Some(inner) = text.strip_prefix('（') {
        let digits = inner.find(|c| !is_number(c)).unwrap_or(0);
        inner[digits..].strip_prefix('）').filter(|_| digits > 0)
    } else {
        let digits = text.find(|c| !is_number(c)).unwrap_or(0);
        let behind = &text[digits..];
        let marked = ["、", "．", ".", "）"]
            .iter()
            .find_map(|mark| behind.strip_prefix(mark))
            .filter(|_| digits > 0);
        // 3.5 is a number by itself.
        marked
            .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
            .or_else(|| text.strip_prefix(['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '●', '•']))
    };
    rest.map_or(text, str::trim_start)
}

fn line_end(rest: &str) -> usize {
    match rest {
        rest if rest.starts_with("\r\n") => 2,
        rest if rest.starts_with('\n') => 1,
        _ => 0,
    }
}
