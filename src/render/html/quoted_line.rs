//! Lines without marks of their own, a title or a note under a table, in which a quoted number (引用) leads to what the page says of where it comes from.

use super::computed;
use super::escape::Html;
use crate::model::{LineQuotation, Span};

/// Writes `text`, typed at `place`, by `text_by`.
pub(super) fn write(html: &mut Html, text: &str, place: Span, text_by: fn(&mut Html, &str)) {
    write_part(html, text, place, 0, text_by);
}

/// Writes `text`, a part of the line typed at `place` of which `before` bytes have been written.
pub(super) fn write_part(
    html: &mut Html,
    text: &str,
    place: Span,
    before: usize,
    text_by: fn(&mut Html, &str),
) {
    let marks = html.marks();
    let mut written = 0;
    for quoted in marks.sources.in_line(place) {
        let Some(start) = find(text, written, quoted, before) else {
            continue;
        };
        let end = start + quoted.computed.text.len();
        if written < start {
            text_by(html, &text[written..start]);
        }
        computed::write(html, &quoted.computed, text_by);
        written = end;
    }
    if written < text.len() {
        text_by(html, &text[written..]);
    }
}

/// Where in `text` from `written` on the number stands: where it was put, or, as a line may lose a typed number or gain a dash, where alone it can be.
fn find(text: &str, written: usize, quoted: &LineQuotation, before: usize) -> Option<usize> {
    let number = quoted.computed.text.as_str();
    let put = quoted.start.checked_sub(before);
    let put = put.filter(|start| *start >= written);
    if let Some(start) = put
        && text.get(start..)?.starts_with(number)
    {
        return Some(start);
    }
    let mut places = text.get(written..)?.match_indices(number);
    match (places.next(), places.next()) {
        (Some((start, _)), None) if !number.is_empty() => Some(written + start),
        _ => None,
    }
}
