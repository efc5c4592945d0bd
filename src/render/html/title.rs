//! Titles: line by line as they are printed, and where a screen is too narrow for a line, broken between phrases.

use super::escape::Html;
use crate::model::Spanned;
use crate::zh::title::phrases;

/// Writes the lines of a title. The style sheet lets a line break at `<wbr>` only, as long as that is possible.
pub(super) fn write(html: &mut Html, lines: &[Spanned<String>]) {
    for line in lines {
        html.tag("<span class=\"line\">");
        for (index, phrase) in phrases(line).iter().enumerate() {
            if index > 0 {
                html.tag("<wbr>");
            }
            html.text(phrase);
        }
        html.tag("</span>");
    }
}
