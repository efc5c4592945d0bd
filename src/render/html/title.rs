//! Titles: line by line as they are printed, and where a screen is too narrow for a line, broken between phrases.

use super::escape::Html;
use super::quoted_line;
use crate::model::{Span, Spanned};
use crate::zh::phrases::{phrases, screen_phrases};

/// Writes the lines of a title. The style sheet lets a line break at `<wbr>` only, as long as that is possible.
pub(super) fn write(html: &mut Html, lines: &[Spanned<String>]) {
    let mut written: Option<(Span, usize)> = None;
    for line in lines {
        // Several lines of a title that was typed as one have one place.
        let before = match written {
            Some((place, before)) if place == line.span => before,
            _ => 0,
        };
        html.tag("<span class=\"line\">");
        quoted_line::write_part(html, line, line.span, before, |html, text| {
            write_pieces(html, &phrases(text));
        });
        html.tag("</span>");
        written = Some((line.span, before + line.len()));
    }
}

/// Writes a heading, a caption or a name, whose words the style sheet keeps whole in the same way.
pub(super) fn write_phrases(html: &mut Html, text: &str) {
    write_pieces(html, &screen_phrases(text));
}

fn write_pieces(html: &mut Html, pieces: &[String]) {
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            html.tag("<wbr>");
        }
        html.text(piece);
    }
}
