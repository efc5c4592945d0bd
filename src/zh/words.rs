//! The words of a line that may not be torn: those of the field's lexicon, names that the caller knows, and for the rest ICU's dictionary.
//!
//! 7.3.1 of GB/T 9704-2012 asks that words stay whole. A dictionary alone reads 入会和服务工作 as 入会、和服、务工、作; the cheapest way through
//! all the words that a text may consist of reads it as its writer did.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::text::is_wide;

static LEXICON: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("lexicon.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// The longest word of the lexicon, in characters.
const LONGEST: usize = 16;

/// The words of the lexicon by the character that they begin with, each with its length in characters: the lexicon is asked at every character.
static WORDS_FROM: LazyLock<BTreeMap<char, Vec<(usize, &'static str)>>> = LazyLock::new(|| {
    let mut from: BTreeMap<char, Vec<(usize, &'static str)>> = BTreeMap::new();
    for word in LEXICON.iter() {
        if let Some(first) = word.chars().next() {
            let words = from.entry(first).or_default();
            words.push((word.chars().count(), word));
        }
    }
    from
});

/// What a word costs by where it is from: a name that was given, the lexicon, ICU's dictionary, and what is left between them.
const COST_NAME: u32 = 6;
const COST_KNOWN: u32 = 10;
const COST_DICTIONARY: u32 = 14;
const COST_REST: u32 = 22;

/// Classifiers (量词) and units that belong to the number before them.
const CLASSIFIERS: &[&str] = &[
    "个", "名", "家", "项", "件", "条", "类", "批", "次", "届", "号", "期", "起", "户", "人", "年",
    "月", "日", "章", "节", "款", "万", "亿", "万元", "亿元", "元", "人次", "年度", "季度", "月份",
    "周年", "%", "％", "热线", "余",
];

/// What a place's name ends with.
const PLACES: &[&str] = &["省", "市", "县", "区", "州", "旗", "镇", "乡"];

/// What the name of an office ends with.
const OFFICES: &[char] = &[
    '会', '局', '委', '办', '院', '厅', '部', '室', '处', '社', '团',
];

/// Whether the lexicon has this word.
fn known(word: &str) -> bool {
    LEXICON.contains(word)
}

/// The width in halves of a full-width character.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// What a half of a character is wide, in the units of [`drawn`].
pub(super) const DRAWN: usize = 5;

/// How wide a line is as it is drawn, in tenths of a character: letters and digits of 小标宋 are wider than a half.
pub(super) fn drawn(text: &str) -> usize {
    let of = |c: char| if is_wide(c) { 2 * DRAWN } else { DRAWN + 1 };
    text.chars().map(of).sum()
}

/// A text cut between its words, of which `names` are some; put together they are the text again. Punctuation stays with the word that it belongs to.
#[must_use]
pub fn words(text: &str, names: &[&str]) -> Vec<String> {
    put_together(text, names, true)
}

/// The words of a line that may need a second one: the last of them are one piece, so that no line of one to three characters is left.
#[must_use]
pub fn line_pieces(text: &str, names: &[&str]) -> Vec<String> {
    let mut pieces = words(text, names);
    while let [.., before, last] = pieces.as_slice()
        && last.chars().count() < 4
        && before.chars().count() + last.chars().count() <= LONGEST
    {
        let last = pieces.pop().unwrap_or_default();
        if let Some(before) = pieces.last_mut() {
            before.push_str(&last);
        }
    }
    pieces
}

/// The parts of an office's name: its place, and what it is.
#[must_use]
pub fn name_parts(name: &str) -> Vec<String> {
    put_together(name, &[], false)
}

/// The short words that a long one is made of (经济技术开发区 of 经济, 技术, 开发区), for columns that are narrower than it. No single character is one.
#[must_use]
pub fn short_words(word: &str) -> Vec<String> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(word).collect();
    let mut words: Vec<String> = Vec::new();
    for pair in ends.windows(2) {
        let next = &word[pair[0]..pair[1]];
        match words.last_mut() {
            Some(last)
                if next.chars().count() == 1
                    || last.chars().count() == 1
                    || joined(last, next, &[], false) =>
            {
                last.push_str(next);
            }
            _ => words.push(next.to_owned()),
        }
    }
    words
}

/// `offices`: whether the name of an office stays with that of its place.
fn put_together(text: &str, names: &[&str], offices: bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    // Whether the last word is a name that no dictionary knows.
    let mut is_name = false;
    for word in pieces(text, names) {
        match words.last_mut() {
            Some(last) if joined(last, word, names, offices) || (is_name && follows_name(word)) => {
                is_name = !is_name && unknown(last, word);
                last.push_str(word);
            }
            _ => {
                words.push(word.to_owned());
                is_name = false;
            }
        }
    }
    words
}

/// The cheapest way through the words that the text may consist of.
fn pieces<'a>(text: &'a str, names: &[&str]) -> Vec<&'a str> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    // In rising order.
    let ends: Vec<usize> = segmenter.segment_str(text).collect();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let after = |index: usize| starts.get(index).copied().unwrap_or(text.len());
    // For each character, what the text before it costs at least, and where its last word begins.
    let mut best: Vec<Option<(u32, usize)>> = vec![None; starts.len() + 1];
    if let Some(first) = best.first_mut() {
        *first = Some((0, 0));
    }
    for index in 0..starts.len() {
        let Some((cost, _)) = best.get(index).copied().flatten() else {
            continue;
        };
        let from = after(index);
        let mut offer = |to: usize, more: u32| {
            if let Some(place) = best.get_mut(to)
                && place.is_none_or(|(known, _)| cost + more < known)
            {
                *place = Some((cost + more, index));
            }
        };
        for name in names.iter().filter(|name| !name.is_empty()) {
            if text[from..].starts_with(name) {
                offer(index + name.chars().count(), COST_NAME);
            }
        }
        let first = text[from..].chars().next().unwrap_or(' ');
        for (length, word) in WORDS_FROM.get(&first).into_iter().flatten() {
            if text[from..].starts_with(word) {
                offer(index + length, COST_KNOWN);
            }
        }
        // Only Chinese characters may be taken alone: a number or a Latin word is one.
        if is_ideograph(first) {
            offer(index + 1, COST_REST);
        }
        let behind = ends.partition_point(|end| *end <= from);
        let end = ends.get(behind).copied().unwrap_or(text.len());
        let length = text[from..end].chars().count();
        // 和 before a noun is most often the conjunction (网站和|政务, not 和政).
        let conjunction = text[from..].starts_with('和') && length == 2;
        let is_start = behind > 0 && ends.get(behind - 1) == Some(&from);
        let whole = is_start && length > 1 && !conjunction;
        let cost = match (whole, conjunction) {
            (true, _) => COST_DICTIONARY,
            (_, true) => 2 * COST_REST,
            _ => COST_REST,
        };
        offer(index + length, cost);
    }
    let mut out = Vec::new();
    let mut end = starts.len();
    while end > 0 {
        let start = best
            .get(end)
            .copied()
            .flatten()
            .map_or(end - 1, |(_, start)| start);
        out.push(&text[after(start)..after(end)]);
        end = start;
    }
    out.reverse();
    out
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0x20000..=0x3FFFF)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千〇零两几".contains(c)
}

/// Whether brackets or quotation marks are open at the end of `text`.
pub(super) fn open(text: &str) -> bool {
    text.contains(['“', '‘', '（', '〈', '【', '〔', '('])
        && "“‘（〈【〔("
            .chars()
            .zip("”’）〉】〕)".chars())
            .any(|(open, close)| text.matches(open).count() > text.matches(close).count())
}

/// A short part in brackets or quotation marks stays whole; so wide may it be, in halves of a character.
const SHORT: usize = 20;

/// Whether no break may stand between `last` and `word`.
fn joined(last: &str, word: &str, names: &[&str], offices: bool) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    let before = last.chars().next_back().unwrap_or(' ');
    if "》”’）〉】〕），、。：；？！…—,.;:!?)%％>＞·•‧".contains(first)
        || "《“‘（〈【〔(<＜·•‧".contains(before)
    {
        return true;
    }
    if open(last) && width(last) < SHORT {
        return true;
    }
    if first.is_whitespace() || before.is_whitespace() || "《“‘（〈【〔(".contains(first) {
        return first == '（' && width(last) <= 8;
    }
    if before.is_ascii_alphanumeric() {
        return true;
    }
    numbers(last, word, before, first) || unknown(last, word) || places(last, word, names, offices)
}

/// 第十八次, 2026年9月, 5个单位.
fn numbers(last: &str, word: &str, before: char, first: char) -> bool {
    let numeral = |text: &str| !text.is_empty() && text.chars().all(is_numeral);
    let short = word.chars().count() <= 2;
    let counted = CLASSIFIERS.contains(&word);
    if before == '第' {
        return is_numeral(first);
    }
    // An ordinal, or a number, and what it counts.
    let ordinal = last
        .rsplit('第')
        .next()
        .is_some_and(|rest| last.contains('第') && numeral(rest));
    if (ordinal && short) || (numeral(last) && (counted || numeral(word))) {
        return true;
    }
    // The dates of a day or a session: 2026年|9月, 十五届|六次.
    let dated = last.chars().next().is_some_and(is_numeral) && "年月届".contains(before);
    if dated && is_numeral(first) && width(last) < SHORT {
        return true;
    }
    // A number with its classifier, and the noun: 5个|单位.
    let stem = last.trim_end_matches(before);
    let counts =
        "个名家项件类条".contains(before) && stem.chars().next_back().is_some_and(is_numeral);
    counts && (short || word == "百分点")
}

/// Two characters that no dictionary knows as words are most often one word, a name.
fn unknown(last: &str, word: &str) -> bool {
    [last, word].iter().all(|part| {
        part.chars().count() == 1
            && part.chars().all(is_ideograph)
            && !known(part)
            && !PLACES.contains(part)
    })
}

/// 石桥县, 云汀市: a place, to which what follows it belongs.
#[must_use]
pub fn is_place(word: &str) -> bool {
    word.chars().count() <= 4 && PLACES.iter().any(|place| word.ends_with(place)) && !known(word)
}

/// What stands behind a name without 市 or 县 belongs to it: 云汀|工匠.
fn follows_name(word: &str) -> bool {
    word.chars().count() == 2 && word.chars().all(is_ideograph)
}

/// 石桥|县, 石桥县|总工会, 市|总工会.
fn places(last: &str, word: &str, names: &[&str], offices: bool) -> bool {
    let length = last.chars().count();
    let ideographs = last.chars().all(is_ideograph);
    if PLACES.contains(&word) {
        return ideographs && length <= 3 && !known(last) && !names.contains(&last);
    }
    let place = ideographs && PLACES.iter().any(|place| last.ends_with(place));
    // 总 alone is the short form of 总工会.
    let office =
        word == "总" || (word.chars().count() >= 2 && word.ends_with(OFFICES) && known(word));
    offices && office && place && length <= 8 && !known(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        words(text, &[]).join("/")
    }

    #[test]
    fn the_lexicon_is_large_and_no_word_is_longer_than_looked_for() {
        assert!(LEXICON.len() >= 300, "{}", LEXICON.len());
        assert!(LEXICON.iter().all(|word| word.chars().count() <= LONGEST));
    }

    #[test]
    fn words_are_read_as_their_writer_did() {
        for (text, wanted) in [
            ("入会和服务工作", "入会/和/服务工作"),
            ("全市高质量发展大会", "全市/高质量发展大会"),
            ("石桥县总工会等5个单位", "石桥县总工会/等/5个单位"),
            ("模范职工之家", "模范职工之家"),
            ("信访稳定工作", "信访稳定/工作"),
            ("第十八次全委会议", "第十八次/全委会议"),
            ("2026年度", "2026年度"),
            ("每低1个百分点扣1分", "每低/1个百分点/扣/1分"),
            ("2026年9月份", "2026年9月份"),
            ("召开市总工会会议", "召开/市总工会/会议"),
            (
                "2026年第三季度集体合同签订情况",
                "2026年/第三季度/集体合同/签订/情况",
            ),
            (
                "“四个一”工作法推动集中入会",
                "“四个一”/工作法/推动/集中入会",
            ),
        ] {
            assert_eq!(cut(text), wanted);
        }
    }

    #[test]
    fn a_long_word_is_made_of_short_ones() {
        for (word, wanted) in [
            ("经济技术开发区", "经济/技术/开发区"),
            ("人力资源和社会保障局", "人力/资源和/社会/保障局"),
            ("新就业形态劳动者", "新就业/形态/劳动者"),
            ("总工会", "总工会"),
        ] {
            assert_eq!(short_words(word).join("/"), wanted);
        }
    }

    #[test]
    fn names_that_are_given_stay_whole() {
        let names = ["安平经济开发区工会联合会"];
        assert_eq!(
            words("转发安平经济开发区工会联合会通知", &names)[1],
            names[0]
        );
    }
}
