//! The one place where text becomes HTML.
//!
//! Markup and text are told apart by type: [`Html::tag`] takes string literals only, everything else goes through the escape.

use std::io;
use std::rc::Rc;

use super::figure_sources::FigureSources;
use super::link;
use crate::chart::ChartDrawing;
use crate::model::{ComputedText, Span};
use crate::zh::text::is_invisible_control;

/// Bytes that may begin a character which must not pass as it is; all other bytes are skipped without a look.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'\t' as usize] = false;
    table[b'\n' as usize] = false;
    table[b'\r' as usize] = false;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table[0x7F] = true;
    // First bytes of the invisible controls beyond ASCII: U+0080 to U+00AD, U+2000 to U+206F, U+FEFF and U+FFF9, U+E0000.
    table[0xC2] = true;
    table[0xE2] = true;
    table[0xEF] = true;
    table[0xF3] = true;
    table
};

/// Hands `text` to `emit` piece by piece, fit for element content and for quoted attribute values.
///
/// Invisible controls are left out: they could turn the direction of a line or hide in a name.
fn pieces<E>(text: &str, mut emit: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let bytes = text.as_bytes();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        if !SUSPECT[usize::from(bytes[at])] {
            at += 1;
            continue;
        }
        // No continuation byte is suspect, so `at` is where a character begins.
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let replacement = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            c if is_invisible_control(c) => "",
            _ => {
                at += c.len_utf8();
                continue;
            }
        };
        emit(&text[start..at])?;
        emit(replacement)?;
        at += c.len_utf8();
        start = at;
    }
    emit(&text[start..])
}

/// Escapes for tera, which writes through [`io::Write`].
///
/// # Errors
/// Those of `out`.
pub fn escape_to(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    pieces(text, |piece| out.write_all(piece.as_bytes()))
}

/// HTML under construction.
#[derive(Debug, Default)]
pub struct Html {
    out: String,
    marks: Rc<PageMarks>,
    /// Whether a link is open: no other may stand in it.
    in_link: bool,
}

/// What the text of a page is marked with.
#[derive(Debug, Default)]
pub(super) struct PageMarks {
    /// What was put right after it had been issued (更正), by its place, and the `id` of what the page says of it.
    pub(super) corrected: Vec<(Span, String)>,
    /// Where quoted numbers come from.
    pub(super) sources: FigureSources,
}

impl Html {
    /// An empty piece of HTML with room for `bytes` bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            out: String::with_capacity(bytes),
            ..Self::default()
        }
    }

    /// An empty piece that marks what it is told to.
    #[must_use]
    pub(super) fn marking(marks: &Rc<PageMarks>) -> Self {
        Self {
            marks: Rc::clone(marks),
            ..Self::default()
        }
    }

    /// Appends what `write` writes, with no link in it: it stands in one.
    pub(super) fn linked(&mut self, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.in_link, true);
        write(self);
        self.in_link = outer;
    }

    /// What it marks.
    pub(super) fn marks(&self) -> Rc<PageMarks> {
        Rc::clone(&self.marks)
    }

    /// The `id` of what the page says of where a number comes from, where it may be linked to.
    pub(super) fn source_of(&self, computed: &ComputedText) -> Option<String> {
        let sources = &self.marks.sources;
        sources.anchor(computed).filter(|_| !self.in_link)
    }

    /// Appends a drawing of ours, in which every text is escaped already.
    pub fn drawing(&mut self, drawing: &ChartDrawing) {
        self.out.push_str(drawing.svg());
    }

    /// Appends a mark that leads to the correction, where what was typed at `place` was put right.
    pub fn correction(&mut self, place: Span) {
        let found = self
            .marks
            .corrected
            .iter()
            .find(|(other, _)| *other == place);
        if let Some((_, anchor)) = found.cloned() {
            self.tag(" <a class=\"correction\" href=\"#");
            self.text(&anchor);
            self.tag("\">更正</a>");
        }
    }

    /// Appends markup, which can only be a literal of this program.
    pub fn tag(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    /// Appends text, as element content or inside a quoted attribute value.
    pub fn text(&mut self, text: &str) {
        let done: Result<(), std::convert::Infallible> = pieces(text, |piece| {
            self.out.push_str(piece);
            Ok(())
        });
        match done {
            Ok(()) => {}
        }
    }

    /// Appends a finished piece.
    #[cfg(feature = "serve")]
    pub fn append(&mut self, piece: &Rendered) {
        self.out.push_str(&piece.0);
    }

    /// Appends a number.
    pub fn number(&mut self, number: u32) {
        self.out.push_str(&number.to_string());
    }

    /// Appends ` id="…"`, or nothing where there is no anchor.
    pub fn id(&mut self, anchor: &str) {
        if !anchor.is_empty() {
            self.tag(" id=\"");
            self.text(anchor);
            self.tag("\"");
        }
    }

    /// Appends the address `href` of a link that a writer typed, percent-encoded; see [`link::encode_href`].
    pub fn href(&mut self, href: &str) {
        self.text(&link::encode_href(href));
    }

    /// What has been written.
    #[must_use]
    pub fn finish(self) -> Rendered {
        Rendered(self.out)
    }
}

/// Finished HTML, which templates put into the page as it is.
#[derive(Debug, Default)]
pub struct Rendered(String);

impl Rendered {
    /// For the context of a template; the only way to a value that tera does not escape.
    #[must_use]
    pub fn to_value(&self) -> tera::Value {
        tera::Value::safe_string(&self.0)
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn escaped(text: &str) -> String {
        let mut html = Html::default();
        html.text(text);
        html.finish().0
    }

    #[test]
    fn markup_in_text_is_inert() {
        assert_eq!(
            escaped("<script>alert('甲 & \"乙\"')</script>"),
            "&lt;script&gt;alert(&#39;甲 &amp; &quot;乙&quot;&#39;)&lt;/script&gt;"
        );
    }

    #[test]
    fn controls_go_and_chinese_punctuation_stays() {
        assert_eq!(
            escaped("甲\u{202E}乙\u{0}丙\u{FEFF}丁\u{AD}\u{E0041}"),
            "甲乙丙丁"
        );
        let text = "“重点”——见《条例》，（一）①〔2011〕·…　\n\t𠀀é";
        assert_eq!(escaped(text), text);
    }

    proptest! {
        #[test]
        fn no_text_can_open_a_tag_or_close_an_attribute(text in "\\PC{0,40}[<>&\"'\u{202E}\u{FEFF}]?\\PC{0,10}") {
            let html = escaped(&text);
            let forbidden = ['<', '>', '"', '\'', '\u{202E}', '\u{FEFF}'];
            prop_assert!(!html.contains(forbidden));
            let back = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
            prop_assert_eq!(back, text.replace(is_invisible_control, ""));
            let mut written = Vec::new();
            escape_to(&text, &mut written).expect("a vector takes everything");
            prop_assert_eq!(String::from_utf8(written).expect("UTF-8"), html);
        }
    }
}
