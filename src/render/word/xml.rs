//! The one place where text becomes XML: markup is a literal of the program, everything else is escaped.

use std::fmt::{Display, Write};

use quick_xml::escape::escape;

use crate::zh::text::is_invisible_control;

/// XML under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct WordXml {
    text: String,
}

impl WordXml {
    /// Writes markup.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.text.push_str(markup);
    }

    /// Writes text, in an element or an attribute; what XML 1.0 has no place for is left out, as pages and paper do.
    pub(super) fn text(&mut self, text: &str) {
        let forbidden = |c: char| is_invisible_control(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
        if text.contains(forbidden) {
            let clean: String = text.chars().filter(|c| !forbidden(*c)).collect();
            self.text.push_str(&escape(clean.as_str()));
        } else {
            self.text.push_str(&escape(text));
        }
    }

    /// Writes an empty element with one attribute: `open` is `<name attribute="`.
    pub(super) fn value(&mut self, open: &'static str, value: impl Display) {
        self.raw(open);
        self.text(&value.to_string());
        self.raw("\"/>");
    }

    /// Writes ` attribute="value"`: `open` is ` attribute="`.
    pub(super) fn attribute(&mut self, open: &'static str, value: impl Display) {
        self.raw(open);
        self.text(&value.to_string());
        self.raw("\"");
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: impl Into<i64>) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{}", number.into());
    }

    /// Writes what was written elsewhere.
    pub(super) fn append(&mut self, other: &WordXml) {
        self.text.push_str(&other.text);
    }

    /// What was written.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// How many bytes were written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// A whole part: the declaration, then what was written.
    pub(super) fn into_part(self) -> Vec<u8> {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        format!("{declaration}{}", self.text).into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_literals_are_markup() {
        let mut xml = WordXml::default();
        xml.value("<w:x w:val=\"", "\"<&>'");
        xml.text("甲<w:p/>\u{202E}\u{0}\u{FFFF}乙");
        assert_eq!(
            xml.text,
            "<w:x w:val=\"&quot;&lt;&amp;&gt;&apos;\"/>甲&lt;w:p/&gt;乙"
        );
    }
}
