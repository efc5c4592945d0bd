//! The folded text of one issue, as small as it can be kept: what the index is made from.

use std::collections::BTreeSet;

use super::fold::{CELL, fold_char, fold_single};
use super::passage::Passage;

/// Stands between passages and cells: nothing that is searched for contains it.
pub const GAP: u16 = 0;

/// The folded text of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedText {
    /// The characters in UTF-16, with a [`GAP`] behind every passage and cell.
    pub units: Vec<u16>,
    /// Where each passage begins and ends that has a weight, in characters with the [`GAP`]s, and this weight; all else has none.
    pub weighty: Vec<(u32, u32, u8)>,
    /// The characters of the text that are not folded to themselves, each once.
    pub folded: String,
}

impl FoldedText {
    /// The text of these passages.
    #[must_use]
    pub fn of(passages: &[Passage]) -> Self {
        let length = passages.iter().map(|passage| passage.text.len() / 3 + 1);
        let mut units: Vec<u16> = Vec::with_capacity(length.sum());
        let mut weighty = Vec::new();
        let mut folded: BTreeSet<char> = BTreeSet::new();
        let mut count = 0;
        for passage in passages {
            let before = count;
            for c in passage.text.chars() {
                match fold_single(c) {
                    Some(code) => {
                        units.push(code);
                        count += 1;
                        if u32::from(code) != u32::from(c) {
                            folded.insert(c);
                        }
                    }
                    None if c == CELL => {
                        units.push(GAP);
                        count += 1;
                    }
                    None => {
                        let from = units.len();
                        fold_char(c, &mut |part| {
                            units.extend(part.encode_utf16(&mut [0; 2]).iter());
                            count += 1;
                        });
                        if units[from..] != *c.encode_utf16(&mut [0; 2]) {
                            folded.insert(c);
                        }
                    }
                }
            }
            units.push(GAP);
            count += 1;
            let weight = passage.kind.weight();
            if weight > 0 {
                weighty.push((place_of(before), place_of(count), weight));
            }
        }
        units.shrink_to_fit();
        Self {
            units,
            weighty,
            folded: folded.into_iter().collect(),
        }
    }

    /// The codes of the characters in their order, [`GAP`]s included.
    pub fn codes(&self) -> impl Iterator<Item = u32> {
        let characters = char::decode_utf16(self.units.iter().copied());
        // Half a pair stands for nothing: no text that was written has one.
        characters.map(|c| c.map_or(u32::from(GAP), u32::from))
    }
}

/// A place in a text as lists of places have it.
fn place_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::fold;
    use crate::search::passage::PassageKind;

    fn text(passages: &[(PassageKind, &str)]) -> FoldedText {
        let passages = passages.iter().map(|(kind, text)| Passage {
            anchor: String::new(),
            kind: *kind,
            text: (*text).to_owned(),
        });
        FoldedText::of(&passages.collect::<Vec<_>>())
    }

    #[test]
    fn it_is_the_text_as_it_is_folded_with_gaps_and_weights() {
        let typed = "ＧＢ/T　9704、㈱𠮷ﬁé\u{200B}总";
        let found = text(&[(PassageKind::Text, typed), (PassageKind::Title, "甲\t乙")]);
        let expected = format!("{}\0甲\0乙\0", fold(typed));
        assert_eq!(String::from_utf16_lossy(&found.units), expected);
        assert!(found.codes().eq(expected.chars().map(u32::from)));
        let end = place_of(expected.chars().count());
        assert_eq!(found.weighty, [(end - 4, end, 2)]);
        let mut folded: Vec<char> = typed
            .chars()
            .filter(|c| fold(&c.to_string()) != c.to_string())
            .collect();
        folded.sort_unstable();
        assert_eq!(found.folded, folded.into_iter().collect::<String>());
    }

    #[test]
    fn every_character_is_folded_as_by_itself() {
        for c in '\u{1}'..=char::MAX {
            if c == CELL {
                continue;
            }
            let once = c.to_string();
            let found = text(&[(PassageKind::Text, &once)]);
            let expected = format!("{}\0", fold(&once));
            assert_eq!(
                String::from_utf16_lossy(&found.units),
                expected,
                "U+{:X}",
                c as u32
            );
        }
    }
}
