//! Text on its way into files that other programs read.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::zh::text::is_invisible_control;

/// `text` without what may not stand in XML 1.0 and what could hide in a name or turn its direction.
///
/// Markup is not touched: each format has its own escape for that, in the library that writes it.
pub fn clean(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| is_invisible_control(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if text.chars().any(forbidden) {
        Cow::Owned(text.chars().filter(|c| !forbidden(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A text that is cleaned when it is written.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a>(pub &'a str);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&clean(self.0))
    }
}

/// The texts of a list.
pub fn texts<S: AsRef<str>>(list: &[S]) -> Vec<Text<'_>> {
    list.iter().map(|text| Text(text.as_ref())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_hides_is_left_out() {
        assert_eq!(
            clean("甲\u{202E}\u{0}\u{1B}乙\u{FFFF}]]>\"&<"),
            "甲乙]]>\"&<"
        );
        assert!(matches!(clean("“甲”\n\t　"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn what_is_left_is_legal_in_xml(text in any::<String>()) {
            let legal = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
            prop_assert!(clean(&text).chars().all(legal));
        }
    }
}
