//! Single values without quotation marks of which both readers of YAML surely say the same: see [`plain_yaml`](super::plain_yaml).

use serde_yaml::Value;

use super::places::{NodePlace, PlaceKind, Range};

/// How long a key may be, in bytes: YAML has a limit for keys, which is further on.
pub const LONGEST_KEY: usize = 200;

/// The place of a single value, `plain` where it has no quotation marks.
pub fn scalar_place(range: Range, plain: bool) -> NodePlace {
    NodePlace {
        range,
        kind: PlaceKind::Scalar { plain },
    }
}

/// What `typed`, of characters that `may_stand` in it, is without quotation marks: a text, or a whole number; none where it might be something else.
pub fn plain(typed: &str, may_stand: fn(char) -> bool) -> Option<Value> {
    let first = typed.chars().next()?;
    let is_digit = first.is_ascii_digit();
    if !(first.is_ascii_alphanumeric() || is_chinese(first) || matches!(first, '“' | '‘')) {
        return None;
    }
    // Most are Chinese from end to end.
    if !typed.chars().all(|c| is_chinese(c) || may_stand(c)) {
        return None;
    }
    let text = || Some(Value::String(typed.to_owned()));
    if is_digit {
        if typed.bytes().all(|byte| byte.is_ascii_digit()) {
            let is_number = first != '0' && typed.len() <= 15;
            let number = typed.parse::<u64>().ok().filter(|_| is_number)?;
            return Some(Value::Number(number.into()));
        }
        // No number is written with any of these: 2026-07-08, 01.md, 3月.
        let is_text = typed
            .chars()
            .any(|c| is_chinese(c) || "ghjklmpqrsuvwz".contains(c));
        return if is_text || is_date(typed) {
            text()
        } else {
            None
        };
    }
    // Words that are, or that some reader takes for, another value.
    const WORDS: [&str; 12] = [
        "true", "false", "null", "nan", "inf", "infinity", "yes", "no", "on", "off", "y", "n",
    ];
    let is_word =
        first.is_ascii_alphabetic() && WORDS.iter().any(|word| typed.eq_ignore_ascii_case(word));
    if is_word { None } else { text() }
}

/// `2026-07-08` and `2026-07`.
fn is_date(typed: &str) -> bool {
    let shape = |c: u8| if c.is_ascii_digit() { b'0' } else { c };
    let shape: Vec<u8> = typed.bytes().map(shape).collect();
    matches!(shape.as_slice(), b"0000-00-00" | b"0000-00")
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{3001}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}')
}

/// What may stand in a value anywhere but at its beginning, and means nothing there.
pub fn may_stand(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, ' ' | '.' | '-' | '/' | '(' | ')' | '+' | '_' | '%')
        || matches!(c, '·' | '×' | '—' | '‘' | '’' | '“' | '”' | '…' | '★')
        || is_chinese(c)
}

/// What may stand in a value that is not in brackets, which none of these ends there: `〔{年}〕`.
pub fn is_no_end(c: char) -> bool {
    matches!(c, ',' | '{' | '}' | '[' | ']') || may_stand(c)
}

/// What means nothing within quotation marks.
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        ',' | ':'
            | ';'
            | '{'
            | '}'
            | '['
            | ']'
            | '|'
            | '#'
            | '='
            | '!'
            | '?'
            | '&'
            | '*'
            | '<'
            | '>'
            | '@'
            | '~'
            | '$'
            | '^'
    )
}

/// What may stand in a remark: what no reader takes for the end of the line, or refuses.
pub fn may_be_remarked(c: char) -> bool {
    matches!(c, ' '..='~') || may_stand(c)
}
