//! Which words of a line changed.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::zh::words::words;

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedPiece {
    pub text: String,
    /// Whether the other state does not have it at this place.
    pub changed: bool,
}

/// Longer stretches that did not change are cut in their middle, in characters.
const LONGEST_SAME: usize = 36;

/// What stays of one that is cut, at each of its ends that a change stands at.
const AROUND: usize = 14;

/// Both lines in pieces, cut between words, so that no number and no name is shown by half.
#[must_use]
pub fn pieces(before: &str, after: &str) -> (Vec<ChangedPiece>, Vec<ChangedPiece>) {
    let (old, new) = (tokens(before), tokens(after));
    let mut pieces: (Vec<ChangedPiece>, Vec<ChangedPiece>) = (Vec::new(), Vec::new());
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let changed = operation.tag() != DiffTag::Equal;
        push(&mut pieces.0, &old[operation.old_range()], changed);
        push(&mut pieces.1, &new[operation.new_range()], changed);
    }
    pieces
}

/// The words of a line, its punctuation apart from them.
fn tokens(line: &str) -> Vec<String> {
    let is_mark = |c: char| "，。；：、！？“”‘’（）《》〔〕…—|".contains(c);
    let mut tokens: Vec<String> = Vec::new();
    for word in words(line, &[]) {
        let mut in_word = false;
        for character in word.chars() {
            match tokens.last_mut() {
                Some(last) if in_word && !is_mark(character) => last.push(character),
                _ => tokens.push(character.to_string()),
            }
            in_word = !is_mark(character);
        }
    }
    tokens
}

fn push(pieces: &mut Vec<ChangedPiece>, words: &[String], changed: bool) {
    let text = words.concat();
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(&text),
        _ => pieces.push(ChangedPiece { text, changed }),
    }
}

/// The pieces with long stretches that did not change cut to what stands beside a change.
#[must_use]
pub fn shortened(pieces: &[ChangedPiece]) -> Vec<ChangedPiece> {
    let last = pieces.len().saturating_sub(1);
    let shortened = pieces.iter().enumerate().map(|(index, piece)| {
        let text: Vec<char> = piece.text.chars().collect();
        if piece.changed || text.len() <= LONGEST_SAME || pieces.len() == 1 {
            return piece.clone();
        }
        let start: String = text[..AROUND].iter().collect();
        let end: String = text[text.len() - AROUND..].iter().collect();
        ChangedPiece {
            text: match index {
                0 => format!("…{end}"),
                index if index == last => format!("{start}…"),
                _ => format!("{start}…{end}"),
            },
            changed: false,
        }
    });
    shortened.collect()
}

/// The numbers in the pieces that changed: digits with their points and signs, and Chinese numerals that count something.
#[must_use]
pub fn changed_numbers(pieces: &[ChangedPiece]) -> Vec<String> {
    let changed = pieces.iter().filter(|piece| piece.changed);
    changed.flat_map(|piece| numbers(&piece.text)).collect()
}

fn numbers(text: &str) -> Vec<String> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_han = |c: char| "〇零一二两三四五六七八九十百千".contains(c);
    let counts =
        |c: char| "万亿个名家项件条类批次届号期起户人年月日元份场天处季成倍％%".contains(c);
    let characters: Vec<char> = text.chars().collect();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        let run = |from: usize, belongs: &dyn Fn(char) -> bool| {
            from + characters[from..]
                .iter()
                .take_while(|c| belongs(**c))
                .count()
        };
        if is_digit(characters[at]) {
            at = run(at, &|c| is_digit(c) || ".,．，".contains(c));
            if characters.get(at).is_some_and(|c| "%％‰".contains(*c)) {
                at += 1;
            }
            let number: String = characters[start..at].iter().collect();
            numbers.push(number.trim_end_matches(['.', ',', '．', '，']).to_owned());
        } else if is_han(characters[at]) {
            at = run(at, &is_han);
            if at - start > 1 || characters.get(at).is_some_and(|c| counts(*c)) {
                numbers.push(characters[start..at].iter().collect());
            }
        } else {
            at += 1;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_are_whole() {
        let changed = |pieces: &[ChangedPiece]| -> Vec<String> {
            let changed = pieces.iter().filter(|piece| piece.changed);
            changed.map(|piece| piece.text.clone()).collect()
        };
        let cases: [(&str, &str, &[&str], &[&str]); 4] = [
            (
                "签订集体合同128份。",
                "签订集体合同138份。",
                &["128份"],
                &["138份"],
            ),
            ("覆盖率达到95%", "覆盖率达到95.1%", &["95%"], &["95.1%"]),
            ("县总工会牵头", "市总工会牵头", &["县总工会"], &["市总工会"]),
            ("甲乙", "甲乙", &[], &[]),
        ];
        for (before, after, old, new) in cases {
            let (before_pieces, after_pieces) = pieces(before, after);
            assert_eq!(changed(&before_pieces), old, "{before}");
            assert_eq!(changed(&after_pieces), new, "{after}");
            let whole: String = after_pieces
                .iter()
                .map(|piece| piece.text.as_str())
                .collect();
            assert_eq!(whole, after);
        }
    }

    #[test]
    fn what_counts_is_a_number() {
        for (text, expected) in [
            ("共38份、112家，", vec!["38", "112"]),
            ("增长9.5%", vec!["9.5%"]),
            ("三家企业", vec!["三"]),
            ("统一部署一致行动", vec![]),
            ("第二十三次", vec!["二十三"]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stayed_is_cut_beside_what_changed() {
        let long = "同".repeat(100);
        let piece = |text: &str, changed| ChangedPiece {
            text: text.to_owned(),
            changed,
        };
        let cut = shortened(&[piece(&long, false), piece("甲", true), piece(&long, false)]);
        assert_eq!(cut[0].text.chars().count(), AROUND + 1);
        assert_eq!(cut[1].text, "甲");
        assert!(cut[2].text.ends_with('…'));
    }
}
