//! Folding: what is alike to a reader becomes the same characters.
//!
//! Full and half width, compatibility forms and accents by Unicode's NFKD, upper and lower case, traditional and simplified characters and other forms
//! of a character (异体字), and the kinds of quotation marks, dashes and brackets that people type for one another. Every character is folded by itself, so that a place in the folded
//! text is a place in the text, and the browser needs no more than a table.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU16, Ordering};

use unicode_normalization::char::decompose_compatible;

use crate::zh::text::is_invisible_control;

/// The character between the cells of a table's row: nothing that is searched for can contain it.
pub const CELL: char = '\t';

static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    // The last word on a character is that of the forms: OpenCC keeps 著 and 瞭.
    let lines = include_str!("data/simplified.txt")
        .lines()
        .chain(include_str!("data/variants.txt").lines());
    let mut characters = lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::chars);
    let mut table = BTreeMap::new();
    while let (Some(traditional), Some(simplified)) = (characters.next(), characters.next()) {
        table.insert(traditional, simplified);
    }
    table
});

/// The characters that stand for `c`: one as a rule, none for what cannot be seen, several for the likes of ㈱. [`CELL`] stays what it is.
pub fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    if c == CELL {
        emit(c);
        return;
    }
    if is_ignored(c) {
        return;
    }
    decompose_compatible(c, |part| {
        if is_ignored(part) {
            return;
        }
        for lower in part.to_lowercase() {
            if !is_ignored(lower) {
                emit(equivalent(simplified(lower)));
            }
        }
    });
}

/// What the characters of the first plane are folded to, as far as somebody has asked: 0 where nobody has, [`NO_SINGLE`] where it is not one such character.
static KNOWN: [AtomicU16; 1 << 16] = [const { AtomicU16::new(0) }; 1 << 16];

/// Stands in [`KNOWN`] for none, several, or one beyond the first plane; U+FFFF itself is no character.
const NO_SINGLE: u16 = u16::MAX;

/// The one character of the first plane, as its code, that `c` is folded to; none where it is folded to anything else. A text of millions of characters has few different ones,
/// and each of these is worked out once.
pub fn fold_single(c: char) -> Option<u16> {
    let known = KNOWN.get(c as usize)?;
    let mut code = known.load(Ordering::Relaxed);
    if code == 0 {
        let (mut first, mut count) = (None, 0);
        fold_char(c, &mut |part| {
            first = first.or(Some(part));
            count += 1;
        });
        let single = first.filter(|_| count == 1 && c != CELL);
        code = single
            .and_then(|part| u16::try_from(u32::from(part)).ok())
            .unwrap_or(NO_SINGLE);
        known.store(code, Ordering::Relaxed);
    }
    (code != NO_SINGLE).then_some(code)
}

/// The characters that may be folded to others, as far as people type them: those of the blocks of compatibility forms, letters, marks and symbols, and
/// the traditional characters.
pub fn folded_characters() -> impl Iterator<Item = char> {
    let blocks = [
        '\0'..='\u{33FF}',
        '\u{A640}'..='\u{ABBF}',
        '\u{F900}'..='\u{FFFF}',
        '\u{1D400}'..='\u{1F2FF}',
        '\u{2F800}'..='\u{2FA1F}',
    ];
    let traditional = SIMPLIFIED.keys().copied();
    blocks.into_iter().flatten().chain(traditional)
}

/// The folded form of `text`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut |c| folded.push(c));
    }
    folded
}

fn simplified(c: char) -> char {
    let once = SIMPLIFIED.get(&c).copied().unwrap_or(c);
    SIMPLIFIED.get(&once).copied().unwrap_or(once)
}

/// Controls, accents that NFKD has taken off their letters, selectors of variants, and white space: in print it is a matter of layout (张　三, GB/T 9704),
/// and nobody knows whether a text has it.
fn is_ignored(c: char) -> bool {
    is_invisible_control(c)
        || c.is_whitespace()
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn equivalent(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' => {
            '"'
        }
        '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' => '-',
        '〔' | '【' | '〖' => '[',
        '〕' | '】' | '〗' => ']',
        '〜' | '∼' => '~',
        '•' | '‧' | '∙' | '⋅' | '・' | '●' => '·',
        '○' | '◯' => '〇',
        '〈' => '《',
        '〉' => '》',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_readers_take_for_the_same_is_the_same() {
        let cases = [
            ("ＧＢ／Ｔ　９７０４", "GB/T 9704"),
            ("GB/T9704", "GB/T 9704"),
            ("张\u{3000}三", "张三"),
            ("平工督查字〔２０１１〕３号", "平工督查字[2011]3號"),
            ("平工督查字【2011】3号", "平工督查字［2011］3号"),
            ("總工會關於職工維權", "总工会关于职工维权"),
            ("“重点”", "\"重点\""),
            ("「重點」", "＂重点＂"),
            ("2011—2015", "2011-2015"),
            ("３．７５％", "3.75%"),
            ("①㎡", "1m2"),
            ("二○一一", "二〇一一"),
            ("lǜ É", "lu e"),
            ("⼯会", "工会"),
            ("⻓江⻔", "长江门"),
            ("明瞭、憑證、看著、甚麼", "明了、凭证、看着、什么"),
            ("選擧敍述衞生鑛山銲接戸口", "选举叙述卫生矿山焊接户口"),
            ("甲\u{200B}乙\u{FE00}", "甲乙"),
        ];
        for (a, b) in cases {
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(fold("3.75"), fold("375"));
        assert_ne!(fold("末"), fold("未"));
    }

    #[test]
    fn cells_stay_apart_and_spaces_are_nothing() {
        assert_eq!(fold("甲\t乙\u{3000}丙\u{A0}丁\n戊"), "甲\t乙丙丁戊");
    }

    #[test]
    fn folding_twice_changes_nothing_in_the_whole_of_unicode() {
        for c in '\u{0}'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c} U+{:X}", c as u32);
        }
    }

    proptest! {
        #[test]
        fn a_part_is_folded_as_in_the_whole(a in "\\PC{0,12}", b in "\\PC{0,12}") {
            prop_assert_eq!(fold(&format!("{a}{b}")), fold(&a) + &fold(&b));
        }
    }
}
