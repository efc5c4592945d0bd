//! A backslash in a text: before a mark it takes its meaning away, and everywhere else it is text itself.

use super::emphasis::Sign;
use super::inline::{InlineReader, Written};
use super::links;
use super::paths::{is_in_path, is_relative_path};
use super::signs::hidden;
use crate::source::remarks;

impl InlineReader<'_> {
    /// A full-width sign after a backslash is text.
    fn escaped_wide(&mut self, c: char, place: usize, start: usize) -> usize {
        let end = place + 1 + c.len_utf8();
        let here = start + place..start + end;
        self.push(here, Sign::Plain(c), Written::Text(c.to_string()));
        end
    }

    /// A backslash: it takes the meaning from a mark after it, and is itself text everywhere else.
    pub(super) fn backslash(&mut self, line: &str, place: usize, start: usize) -> usize {
        let after = line[place + 1..].chars().next();
        let digits =
            self.begins_block && place > 0 && line[..place].bytes().all(|b| b.is_ascii_digit());
        let here = start + place..start + place + 2;
        match after {
            Some(c @ ('*' | '~' | '[' | ']' | '`' | '&' | '<'))
                if is_in_path(&line[..place]) || is_relative_path(line, place) =>
            {
                for (at, sign) in [(place, '\\'), (place + 1, c)] {
                    let here = start + at..start + at + 1;
                    self.push(
                        here,
                        Sign::Plain(sign),
                        Written::Text(hidden(sign).to_string()),
                    );
                }
                place + 2
            }
            // Before what is no remark it is text like everywhere else.
            Some(c @ '【')
                if remarks::begins(&line[place + 1..]) || links::at(line, place + 1).is_some() =>
            {
                self.escaped_wide(c, place, start)
            }
            // What a Chinese keyboard types for a mark is taken for it, so it can be escaped like it.
            Some(c @ ('＊' | '［' | '＾')) if !is_in_path(&line[..place]) => {
                self.escaped_wide(c, place, start)
            }
            Some(c @ ('＃' | '＞' | '－' | '｜')) if place == 0 && self.begins_block => {
                self.escaped_wide(c, place, start)
            }
            Some(c @ ('*' | '~' | '[' | ']' | '<' | '|' | '`' | '&')) => {
                self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                place + 2
            }
            Some(c @ ('>' | '-' | '+' | '#')) if place == 0 && self.begins_block => {
                self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                place + 2
            }
            Some(c @ ('.' | ')')) if digits => {
                self.push(here, Sign::Plain(c), Written::Text(hidden(c).to_string()));
                place + 2
            }
            // The bracket is text too: behind the `!` alone it would begin a link.
            Some('!') if line[place + 2..].starts_with('[') => {
                let bracket = start + place + 2..start + place + 3;
                self.push(here, Sign::Plain('!'), Written::Text("!".to_owned()));
                self.push(
                    bracket,
                    Sign::Plain('['),
                    Written::Text(hidden('[').to_string()),
                );
                place + 3
            }
            _ => {
                let here = start + place..start + place + 1;
                self.escape(line, place, start);
                self.push(
                    here,
                    Sign::Plain('\\'),
                    Written::Text(hidden('\\').to_string()),
                );
                place + 1
            }
        }
    }
}
