//! Text that was no mark where it comes from, written such that it is none here: with a backslash where the format would take it for a mark.

use crate::source::markdown::guard::{is_in_path, links};

/// Characters before which a backslash works anywhere in a line.
const ANYWHERE: &str = "*~[]<|`&";

/// `line` as one line of a fragment in which every character is text, but for numbers at its start.
#[must_use]
pub fn escaped(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let count = |sign: char| chars.iter().filter(|c| **c == sign).count();
    let has = |marks: &[&str]| marks.iter().any(|mark| line.contains(mark));
    let is_link = has(&["](", "]（", "]:", "[^"]);
    let is_wide_link = has(&["】（", "】("]);
    let is_wide_note = has(&["［^", "［＾", "[＾"]);
    let (stars, ticks) = (count('*'), count('`'));
    let strikes = line.matches("~~").count();
    let mut out = String::with_capacity(line.len() + 8);
    let bytes = line.char_indices().map(|(byte, _)| byte);
    for ((place, &c), byte) in chars.iter().enumerate().zip(bytes) {
        let next = chars.get(place + 1).copied();
        let first = place == 0;
        // A backslash before what it would work on is text only where that is escaped too.
        let after_backslash = place > 0 && chars[place - 1] == '\\' && ANYWHERE.contains(c);
        let needed = match c {
            '*' => stars > 1 || first,
            '~' => strikes > 1 && (next == Some('~') || place > 0 && chars[place - 1] == '~'),
            // Behind `\!` it is no mark any more.
            '[' => (is_link || is_wide_note) && !(place > 0 && chars[place - 1] == '!'),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?！".contains(next)),
            '|' => first || chars.first() == Some(&'|') || looks_like_rule(line),
            '`' => ticks > 1,
            '&' => {
                next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic())
                    && line.contains(';')
            }
            '#' | '>' | '＃' | '＞' | '｜' => first,
            '＊' => next == Some('＊') || place > 0 && chars[place - 1] == '＊',
            '【' => is_wide_link && links::at(line, byte).is_some(),
            '［' => is_wide_note,
            '－' => first && next.is_some_and(char::is_whitespace),
            '-' | '+' => first && (next.is_none_or(char::is_whitespace) || next == Some('-')),
            '!' => next == Some('[') && is_link,
            _ => false,
        };
        // In a path of Windows a backslash before a sign is text, and so is the sign.
        let in_path = "*~[]`&".contains(c) && after_path(&chars[..place]);
        if (needed || after_backslash) && !in_path && !(c == '!' && out.ends_with('\\')) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What may stand in a cell of a table between bars.
#[must_use]
pub fn escaped_cell(text: &str) -> String {
    let mut out = String::new();
    for c in escaped(text).chars() {
        if c == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn looks_like_rule(line: &str) -> bool {
    line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
}

/// Whether what stands before ends in a path of Windows with a backslash.
fn after_path(before: &[char]) -> bool {
    let Some(('\\', path)) = before.split_last() else {
        return false;
    };
    is_in_path(&path.iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_a_mark_is_escaped() {
        for (typed, written) in [
            ("带*的指标", "带*的指标"),
            ("甲**乙**丙", "甲\\*\\*乙\\*\\*丙"),
            ("# 号文", "\\# 号文"),
            ("> 95分", "\\> 95分"),
            ("- 甲", "\\- 甲"),
            ("-0.8%", "-0.8%"),
            ("见[附件](a.doc)", "见\\[附件](a.doc)"),
            ("见[附件]", "见[附件]"),
            ("![甲](a.png)", "\\![甲](a.png)"),
            ("a<b，1<2", "a\\<b，1<2"),
            ("R&D", "R&D"),
            ("&lt;", "\\&lt;"),
            ("C:\\共享\\*.doc 和 *", "C:\\共享\\*.doc 和 \\*"),
            ("3~~5户", "3~~5户"),
            ("1. 甲", "1. 甲"),
            ("＃一号机组", "\\＃一号机组"),
            ("＞95分", "\\＞95分"),
            ("甲＊＊乙＊＊", "甲\\＊\\＊乙\\＊\\＊"),
            ("见［^1］", "见\\［^1］"),
            ("见【办法】（a.doc）", "见\\【办法】（a.doc）"),
            ("见【办法】（试行）", "见【办法】（试行）"),
        ] {
            assert_eq!(escaped(typed), written);
        }
    }
}
