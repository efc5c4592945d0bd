//! The text of a line with its marks: what is bold or struck out, links, marks of notes; everything else is escaped.

use super::escape::escaped;
use super::manuscript::TextPiece;
use crate::source::markdown::guard::EmphasisMark;
use crate::source::markdown::guard::emphasis::{self, Sign};

/// Stand for marks while the characters around them are escaped.
const BOLD: char = '\u{1}';
const STRUCK: char = '\u{2}';
const LINK: char = '\u{3}';
const NOTE: char = '\u{4}';
const LINK_END: char = '\u{5}';

/// What `pieces` say as a part of a line, without marks of bold where all of it is, and the notes that they mark.
pub fn inline(pieces: &[TextPiece], all_bold: bool) -> (String, Vec<usize>) {
    let (line, addresses, marks) = marked(pieces, all_bold);
    let mut written = String::new();
    let all_marks = marks.clone();
    let (mut addresses, mut marks) = (addresses.into_iter(), marks.into_iter());
    let line = line.trim_matches(|c: char| c.is_whitespace()).to_owned();
    for c in escaped(&line).chars() {
        match c {
            BOLD => written.push_str("**"),
            STRUCK => written.push_str("~~"),
            LINK => written.push('['),
            LINK_END => {
                let address = addresses.next().unwrap_or_default();
                written.push_str(&format!("]({address})"));
            }
            NOTE => {
                let index = marks.next().unwrap_or(0);
                written.push_str(&format!("[^{}]", index + 1));
            }
            c => written.push(c),
        }
    }
    (written, all_marks)
}

/// What `pieces` say, with the signs that stand for marks; the addresses of links, and the notes.
fn marked(pieces: &[TextPiece], all_bold: bool) -> (String, Vec<String>, Vec<usize>) {
    let mut line = String::new();
    let mut addresses = Vec::new();
    let mut marks = Vec::new();
    for piece in pieces {
        match piece {
            TextPiece::Text(run) => {
                let text = clean(&run.text);
                // A mark works beside words: blanks and punctuation at its ends stand outside.
                let is_whole = pieces.len() == 1;
                let start = text.len() - text.trim_start_matches(stands_outside).len();
                let start = if is_whole {
                    text.len() - text.trim_start().len()
                } else {
                    start
                };
                let end = text.trim_end().len();
                let marked = start < end;
                let sign = |set: bool, sign: char| {
                    if set && marked {
                        sign.to_string()
                    } else {
                        String::new()
                    }
                };
                let bold = sign(run.bold && !all_bold, BOLD);
                let struck = sign(run.struck, STRUCK);
                let (before, inside, after) = match marked {
                    true => (&text[..start], &text[start..end], &text[end..]),
                    false => (text.as_str(), "", ""),
                };
                line.push_str(&format!("{before}{bold}{struck}{inside}"));
                line.extend(struck.chars().chain(bold.chars()));
                line.push_str(after);
            }
            TextPiece::Link {
                text,
                address,
                struck,
            } => {
                addresses.push(address.clone());
                let link = format!("{LINK}{}{LINK_END}", clean(text));
                line.push_str(&match struck {
                    true => format!("{STRUCK}{link}{STRUCK}"),
                    false => link,
                });
            }
            TextPiece::Note(index) => {
                marks.push(*index);
                line.push(NOTE);
            }
            TextPiece::Picture(_) | TextPiece::Break => {}
        }
    }
    // Two stretches of bold side by side are one, and so are two that are struck out.
    let line = line.replace(&String::from_iter([BOLD, BOLD]), "");
    let line = line.replace(&String::from_iter([STRUCK, STRUCK]), "");
    (line, addresses, marks)
}

/// Takes what is struck out off `pieces`, which stand behind `before` in their line, where the format would not read the marks of it: `全市完成~~30~~家`.
/// What it was.
pub fn take_unread_strikes(
    pieces: &mut Vec<TextPiece>,
    before: &str,
    all_bold: bool,
) -> Vec<String> {
    let struck: Vec<String> = pieces
        .iter()
        .filter_map(TextPiece::struck)
        .map(str::to_owned)
        .collect();
    if struck.is_empty() || strikes_are_read(before, &marked(pieces, all_bold).0) {
        return Vec::new();
    }
    pieces.retain(|piece| piece.struck().is_none());
    struck
}

/// Whether all marks of what is struck out in `line` are read as marks.
fn strikes_are_read(before: &str, line: &str) -> bool {
    let mut signs: Vec<Sign> = Vec::new();
    for c in before.chars() {
        signs.push(match c {
            '*' => Sign::Free(c),
            c => Sign::Plain(c),
        });
    }
    let mut strikes = Vec::new();
    for c in line.trim().chars() {
        match c {
            BOLD => signs.extend([Sign::Free('*'); 2]),
            STRUCK => {
                strikes.push(signs.len());
                signs.extend([Sign::Free('~'); 2]);
            }
            LINK => signs.push(Sign::LinkStart),
            LINK_END => signs.push(Sign::LinkEnd),
            NOTE => signs.push(Sign::Plain('注')),
            c => signs.push(Sign::Plain(c)),
        }
    }
    let decision = emphasis::decide(&signs);
    strikes.iter().all(|place| {
        let mut marks = decision.marks.iter();
        marks.any(|(first, mark)| first == place && *mark == EmphasisMark::Strike)
    })
}

/// Whether `c` stands before a mark, where what is marked begins with it.
pub fn stands_outside(c: char) -> bool {
    c.is_whitespace() || "，。、；：！？）》】”’,.;:!?".contains(c)
}

/// `text` with the white space that people type: no control characters, no blanks that only typesetters know.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !matches!(
                c,
                '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}'
            )
        })
        .filter(|c| *c == '\t' || !c.is_control())
        .map(|c| match c {
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => ' ',
            '\t' => '　',
            c => c,
        })
        .collect()
}
