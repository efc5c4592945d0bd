//! One section of a number format: what stands around the digits, and how many there are.

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatPiece {
    /// Shown as it is.
    Literal(String),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// A comma between digits, or behind them.
    Comma,
    /// `%`
    Percent,
    /// The number as it is: `General`.
    Whole,
    /// The text as it is: `@`.
    Text,
    /// A part of a date or time: a run of one letter, `yyyy`.
    Time(char, usize),
    /// Which half of the day it is, in these words: 上午 or 下午, `AM` or `PM`.
    Half(&'static str, &'static str),
    /// Hours, minutes or seconds that do not begin anew: `[h]`.
    Elapsed(char),
}

/// The pieces of one section; none where it asks for something that is not understood here.
#[must_use]
pub fn read(section: &str) -> Option<Vec<FormatPiece>> {
    let mut pieces: Vec<FormatPiece> = Vec::new();
    let mut rest = section;
    let literal = |pieces: &mut Vec<FormatPiece>, text: &str| match pieces.last_mut() {
        Some(FormatPiece::Literal(before)) => before.push_str(text),
        _ => pieces.push(FormatPiece::Literal(text.to_owned())),
    };
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if let Some(behind) = strip_word(rest, "General").or_else(|| strip_word(rest, "G/通用格式"))
        {
            pieces.push(FormatPiece::Whole);
            rest = behind;
            continue;
        }
        const HALVES: [(&str, &str, &str); 3] = [
            ("AM/PM", "AM", "PM"),
            ("A/P", "A", "P"),
            ("上午/下午", "上午", "下午"),
        ];
        let half = HALVES.iter().find_map(|(word, first, second)| {
            strip_word(rest, word).map(|behind| (behind, *first, *second))
        });
        if let Some((behind, first, second)) = half {
            pieces.push(FormatPiece::Half(first, second));
            rest = behind;
            continue;
        }
        rest = after;
        match c {
            '"' => {
                let end = after.find('"').unwrap_or(after.len());
                literal(&mut pieces, &after[..end]);
                rest = after.get(end + 1..).unwrap_or_default();
            }
            '\\' | '!' => {
                let next = after.chars().next().map_or(0, char::len_utf8);
                literal(&mut pieces, &after[..next]);
                rest = &after[next..];
            }
            // As wide as the next sign, or filled with it: nothing on paper.
            '_' | '*' => rest = after.get(after.chars().next().map_or(0, char::len_utf8)..)?,
            '[' => {
                let end = after.find(']')?;
                let inner = &after[..end];
                rest = &after[end + 1..];
                if let Some(sign) = inner.strip_prefix('$') {
                    let sign = sign.split('-').next().unwrap_or_default();
                    literal(&mut pieces, sign);
                } else if matches!(
                    inner.to_ascii_lowercase().as_str(),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                ) {
                    pieces.push(FormatPiece::Elapsed(
                        inner.chars().next()?.to_ascii_lowercase(),
                    ));
                } else if inner.starts_with(['=', '<', '>'])
                    || inner.to_ascii_lowercase().starts_with("dbnum")
                {
                    return None;
                }
                // What is left are colours.
            }
            '0' | '#' | '?' => pieces.push(FormatPiece::Digit(c)),
            '.' if pieces
                .iter()
                .any(|piece| matches!(piece, FormatPiece::Digit(_)))
                || after.starts_with(['0', '#', '?']) =>
            {
                pieces.push(FormatPiece::Point);
            }
            ',' if matches!(
                pieces.last(),
                Some(FormatPiece::Digit(_) | FormatPiece::Comma)
            ) =>
            {
                pieces.push(FormatPiece::Comma);
            }
            '%' => pieces.push(FormatPiece::Percent),
            '@' => pieces.push(FormatPiece::Text),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' | 'e' | 'b' => {
                let run = rest
                    .chars()
                    .take_while(|next| next.eq_ignore_ascii_case(&c))
                    .count();
                rest = &rest[run..];
                pieces.push(FormatPiece::Time(c.to_ascii_lowercase(), run + 1));
            }
            // A power of ten or a fraction.
            'E' => return None,
            '/' if pieces
                .iter()
                .any(|piece| matches!(piece, FormatPiece::Digit(_))) =>
            {
                return None;
            }
            other => literal(&mut pieces, other.encode_utf8(&mut [0; 4])),
        }
    }
    Some(pieces)
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.get(..word.len())?;
    start
        .eq_ignore_ascii_case(word)
        .then(|| &text[word.len()..])
}

/// The language that a format asks for, in small letters: `804` of `[$-804]`.
#[must_use]
pub fn language(code: &str) -> Option<String> {
    let (_, sign) = code.split_once("[$")?;
    let (_, language) = sign.split_once(']')?.0.split_once('-')?;
    Some(language.to_ascii_lowercase())
}

/// The sections of a format, which semicolons part.
#[must_use]
pub fn split(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut quoted, mut escaped, mut bracket) = (0, false, false, false);
    for (place, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '!' => escaped = true,
            '[' => bracket = true,
            ']' => bracket = false,
            ';' if !bracket => {
                sections.push(&code[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    sections.push(&code[start..]);
    sections
}

/// The sections for numbers, and the one for texts: the fourth, or the last where it has an `@`.
#[must_use]
pub fn numbers_and_text(code: &str) -> (Vec<&str>, Option<&str>) {
    let mut sections = split(code);
    let is_text = sections.len() > 3
        || sections
            .last()
            .and_then(|last| read(last))
            .is_some_and(|pieces| pieces.contains(&FormatPiece::Text));
    if !is_text {
        return (sections, None);
    }
    sections.truncate(4);
    match sections.as_slice() {
        [only] => (vec![*only], Some(*only)),
        [numbers @ .., text] => (numbers.to_vec(), Some(*text)),
        [] => (Vec::new(), None),
    }
}

/// Whether a section of the format is for certain numbers only: `[>=10000]`.
#[must_use]
pub fn has_condition(code: &str) -> bool {
    split(code).iter().any(|section| {
        let (mut quoted, mut escaped, mut before) = (false, false, ' ');
        section.chars().any(|c| {
            let opens = before == '[' && matches!(c, '<' | '>' | '=');
            before = ' ';
            match c {
                _ if escaped => escaped = false,
                '"' => quoted = !quoted,
                _ if quoted => {}
                '\\' | '!' => escaped = true,
                _ => before = c,
            }
            opens
        })
    })
}
