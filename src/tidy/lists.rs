//! Items that somebody numbered or bulleted by hand: `1.` and `（1）` in a row, ● · ◆ √ ➢ at the start of lines.

use super::edit::PastedElement;
use super::page::Page;
use crate::zh::label::{Numerals, typed_number};

/// Bullets that are nothing else at the start of a line.
const BULLETS: &str = "●•◆■▪➢➤►▶◼▲";
/// Characters that are bullets only where several lines in a row begin with them.
const IN_ROWS: &str = "·∙√✓✔○◇□★☆※";

/// A bullet of Word's symbol fonts, which arrives as a character of private use.
fn is_private(c: char) -> bool {
    ('\u{F000}'..='\u{F0FF}').contains(&c)
}

/// The bullet at the start of `body`, with its length and that of the white space after it.
fn bullet(body: &str) -> Option<(char, usize)> {
    let first = body.chars().next()?;
    let known = BULLETS.contains(first) || IN_ROWS.contains(first) || is_private(first);
    let rest = &body[first.len_utf8()..];
    let text = rest.trim_start();
    (known && !text.is_empty()).then(|| (first, body.len() - text.len()))
}

/// How deep a typed number is: 1. is 3, （1） is 4, ① is 5; with its value and length.
fn number(body: &str) -> Option<(u8, u32, usize)> {
    let typed = typed_number(body)?;
    let depth = match (typed.numerals, typed.bracketed) {
        (Numerals::Arabic, false) => 3,
        (Numerals::Arabic, true) => 4,
        (Numerals::Circled, _) => 5,
        (Numerals::Han, _) => return None,
    };
    let rest = &body[typed.length..];
    // `①甲②乙③丙` is a sentence that counts.
    let next = match depth {
        4 => [
            format!("（{}）", typed.value + 1),
            format!("({})", typed.value + 1),
        ]
        .to_vec(),
        5 => vec![Numerals::Circled.format(typed.value + 1)],
        _ => Vec::new(),
    };
    // 3、5月份 begins no item.
    let fits = typed.value <= 99
        && !rest.is_empty()
        && !rest.starts_with(|c: char| c.is_ascii_digit())
        && !next.iter().any(|next| rest.contains(next));
    fits.then_some((depth, typed.value, typed.length))
}

/// Whether `body` begins with the mark of an item as Markdown has it.
pub fn is_item(body: &str) -> bool {
    let rest = body.strip_prefix(['-', '*']).or_else(|| {
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        (1..=9)
            .contains(&digits)
            .then(|| body[digits..].strip_prefix('.'))?
    });
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// The length of the bullet or number that `body` begins with, white space after it included.
pub fn mark_length(body: &str) -> usize {
    let number = number(body).map(|(.., length)| length);
    bullet(body)
        .map(|(_, length)| length)
        .or(number)
        .unwrap_or(0)
}

/// Makes lists of the items that are in a row.
pub fn find(page: &mut Page<'_>) {
    bullets(page);
    numbers(page);
    for place in 0..page.lines.len() {
        if is_item(page.lines[place].body) {
            page.done[place] = true;
        }
    }
}

fn bullets(page: &mut Page<'_>) {
    let mut place = 0;
    while place < page.lines.len() {
        let mut row = Vec::new();
        let mut next = Some(place).filter(|&first| page.is_open(first));
        while let Some(at) = next {
            let Some((sign, length)) = bullet(page.lines[at].body) else {
                break;
            };
            row.push((at, sign, length));
            next = page.next(at).filter(|&after| page.is_open(after));
        }
        let Some(&(last, ..)) = row.last() else {
            place += 1;
            continue;
        };
        let alone = |sign: char| row.iter().filter(|(_, other, _)| *other == sign).count() < 2;
        let mut signs: Vec<char> = Vec::new();
        if row
            .iter()
            .all(|&(_, sign, _)| !(IN_ROWS.contains(sign) && alone(sign)))
        {
            for &(at, sign, length) in &row {
                match signs.iter().position(|&open| open == sign) {
                    Some(depth) => signs.truncate(depth + 1),
                    // Two items are rather one list than one in the other.
                    None if row.len() == 2 && !signs.is_empty() => {}
                    None => signs.push(sign),
                }
                let line = page.lines[at];
                let mark = format!("{}- ", "  ".repeat(signs.len() - 1));
                let range = line.start..line.body_start() + length;
                page.replace(PastedElement::Bullet, line.number, range, &mark);
                page.done[at] = true;
            }
        }
        place = last + 1;
    }
}

/// One item of a row.
struct Item {
    place: usize,
    depth: u8,
    value: u32,
    length: usize,
    /// Whether it is one for Markdown already.
    is_marked: bool,
    /// How many lists it is inside of.
    inside: usize,
}

fn numbers(page: &mut Page<'_>) {
    let mut place = 0;
    while place < page.lines.len() {
        let row = row(page, place);
        let several = row
            .iter()
            .any(|item| row.iter().filter(|other| other.depth == item.depth).count() > 1);
        if several {
            for item in row.iter().filter(|item| !item.is_marked) {
                let line = page.lines[item.place];
                let mark = format!("{}{}. ", "    ".repeat(item.inside), item.value);
                let range = line.start..line.body_start() + item.length;
                page.replace(PastedElement::ListNumber, line.number, range, &mark);
                page.done[item.place] = true;
            }
        }
        place = row.last().map_or(place, |last| last.place) + 1;
    }
}

/// The items in a row from `place` on: numbers that count up from 1, and deeper ones between them that do.
fn row(page: &Page<'_>, place: usize) -> Vec<Item> {
    let mut row: Vec<Item> = Vec::new();
    // The lists that are open: how deep their numbers are, and the last one.
    let mut open: Vec<(u8, u32)> = Vec::new();
    let mut next = Some(place);
    while let Some(at) = next.filter(|&at| page.is_open(at)) {
        let line = page.lines[at];
        let Some((depth, value, length)) = number(line.body) else {
            break;
        };
        // A full-width indent is Word's, and no list's.
        let is_marked = is_item(line.body) && line.indent.is_ascii();
        let closed = open
            .iter()
            .rposition(|&(known, last)| known == depth && value == last + 1);
        match closed {
            Some(known) => {
                open.truncate(known + 1);
                open[known].1 = value;
            }
            None if value == 1 && open.last().is_none_or(|&(known, _)| known < depth) => {
                // A list by itself is numbered 1., so only numbers of that kind may begin one.
                if open.is_empty() && depth != 3 {
                    break;
                }
                open.push((depth, value));
            }
            None => break,
        }
        // What is indented by hand is for Markdown already, in whatever way.
        if is_marked && (open.len() > 1 || !line.indent.is_empty()) {
            break;
        }
        row.push(Item {
            place: at,
            depth,
            value,
            length,
            is_marked,
            inside: open.len() - 1,
        });
        next = page.next(at);
    }
    row
}
