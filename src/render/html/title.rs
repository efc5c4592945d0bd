//! Titles: line by line as they are printed, and where a screen is too narrow for a line, broken between phrases.

use super::escape::Html;
use crate::model::Spanned;
use crate::zh::phrases::{phrases, screen_phrases};

/// Writes the lines of a title. The style sheet lets a line break at `<wbr>` only, as long as that is possible.
pub(super) fn write(html: &mut Html, lines: &[Spanned<String>]) {
    for line in lines {
        html.tag("<span class=\"line\">");
        write_pieces(html, &phrases(line));
        html.tag("</span>");
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
