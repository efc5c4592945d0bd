//! Keeps CommonMark from reading what Chinese writers never mean.
//!
//! The text is changed without changing the place of anything: one byte for one byte, with control characters that no text may hold. What comes out
//! of the Markdown reader is changed back by [`restore`].
//!
//! - `**` is always a mark of strong emphasis, paired in reading order by [`super::strong`]. CommonMark would decide by the characters around it,
//!   leave the asterisks of `**督查结果：**良好` standing, and then pair the next ones the wrong way round.
//! - `[注]: 数据截至6月底` is text. CommonMark would take it for the definition of a link and drop it without a word.

/// Stands for an asterisk of a double one.
pub const STAR: char = '\u{1}';

/// Stands for the colon of what would be a link definition.
const COLON: char = '\u{2}';

/// Stands for these two where a text really held them, so that they are reported like any other control character.
const CONTROL: char = '\u{3}';

/// `text` as the Markdown reader should see it; every character stands where it stood.
#[must_use]
pub fn guard(text: &str) -> String {
    let mut guarded: Vec<char> = Vec::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        guarded.push(match c {
            STAR | COLON => CONTROL,
            // An escaped asterisk is hidden from the search for double ones.
            '*' if escaped => '\u{0}',
            other => other,
        });
        escaped = c == '\\' && !escaped;
    }
    guard_stars(&mut guarded);
    guard_definitions(&mut guarded);
    guarded
        .into_iter()
        .zip(text.chars())
        .map(|(guarded, typed)| if guarded == '\u{0}' { typed } else { guarded })
        .collect()
}

/// Exactly two asterisks in a row are a mark; one is for the reader, and so are three.
fn guard_stars(text: &mut [char]) {
    let mut place = 0;
    while place < text.len() {
        let run = text[place..].iter().take_while(|c| **c == '*').count();
        if run == 2 {
            text[place..place + 2].fill(STAR);
        }
        place += run.max(1);
    }
}

/// A line that begins with `[…]:`, perhaps in a quotation or a list, is no definition.
fn guard_definitions(text: &mut [char]) {
    let mut place = 0;
    while place < text.len() {
        let end = text[place..]
            .iter()
            .position(|c| *c == '\n')
            .map_or(text.len(), |length| place + length);
        let line = &mut text[place..end];
        let start = line
            .iter()
            .position(|c| {
                !matches!(c, ' ' | '\t' | '>' | '-' | '+' | '.' | ')') && !c.is_ascii_digit()
            })
            .unwrap_or(line.len());
        if line.get(start) == Some(&'[')
            && let Some(close) = line.iter().position(|c| *c == ']')
            && line.get(close + 1) == Some(&':')
        {
            line[close + 1] = COLON;
        }
        place = end + 1;
    }
}

/// What a writer typed, out of a text that was guarded.
#[must_use]
pub fn restore(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            STAR => '*',
            COLON => ':',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_definitions_are_guarded_and_nothing_else_is() {
        assert_eq!(guard("**甲：**乙"), "\u{1}\u{1}甲：\u{1}\u{1}乙");
        assert_eq!(
            guard("[注]: 甲\n> [乙]: 丙"),
            "[注]\u{2} 甲\n> [乙]\u{2} 丙"
        );
        for text in [
            "*甲*",
            "***甲***",
            r"\*\*甲\*\*",
            "[甲](https://example.org)",
            "甲[乙]: 丙",
        ] {
            assert_eq!(guard(text), text);
        }
    }

    proptest! {
        /// The law of the guard: it moves nothing, and what it changed comes back.
        #[test]
        fn every_character_keeps_its_place(text in "[甲*\\\\\\[\\]: \n>a-]{0,40}") {
            let guarded = guard(&text);
            prop_assert_eq!(guarded.len(), text.len());
            prop_assert_eq!(restore(&guarded), text);
        }
    }
}
