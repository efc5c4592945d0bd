//! Number styles (编号样式) for headings, lists and issue numbers: 一、 （一） 1. （1） ① and whatever a series writes in their place.

use super::numeral;

/// The numerals of a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    /// 1, 2, 3
    Arabic,
    /// 一, 二, 三
    Han,
    /// ①, ②, ③; above ㊿ plain arabic numerals in full-width brackets, as no such characters exist
    Circled,
}

impl Numerals {
    /// `number` in these numerals.
    #[must_use]
    pub fn format(self, number: u32) -> String {
        match self {
            Numerals::Arabic => number.to_string(),
            Numerals::Han => numeral::han(number),
            Numerals::Circled => {
                circled(number).map_or_else(|| format!("（{number}）"), |c| c.to_string())
            }
        }
    }
}

fn circled(number: u32) -> Option<char> {
    let code = match number {
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return None,
    };
    char::from_u32(code)
}

/// A number style: what stands before and after the numeral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelStyle {
    prefix: String,
    numerals: Option<Numerals>,
    suffix: String,
}

impl LabelStyle {
    /// The style that `sample` shows with the number one in it: `一、`, `（一）`, `1.`, `（1）`, `①`, `第一章　`; `无` prints no number.
    ///
    /// `None` where the sample holds no number one, or is longer than eight characters.
    #[must_use]
    pub fn from_sample(sample: &str) -> Option<Self> {
        if sample == "无" {
            return Some(Self {
                prefix: String::new(),
                numerals: None,
                suffix: String::new(),
            });
        }
        if sample.chars().count() > 8 {
            return None;
        }
        // In 1.1 a number would have to stand for the level above, which no style here has.
        let numerals = |c: &char| is_numeral(*c) || uncircled(*c).is_some();
        if sample.chars().filter(numerals).count() != 1 {
            return None;
        }
        let (place, one, numerals) = sample.char_indices().find_map(|(place, c)| match c {
            '一' => Some((place, c, Numerals::Han)),
            '1' => Some((place, c, Numerals::Arabic)),
            '①' => Some((place, c, Numerals::Circled)),
            _ => None,
        })?;
        Some(Self {
            prefix: sample[..place].to_owned(),
            numerals: Some(numerals),
            suffix: sample[place + one.len_utf8()..].to_owned(),
        })
    }

    /// The label of `number`; empty for `无`.
    #[must_use]
    pub fn format(&self, number: u32) -> String {
        match self.numerals {
            Some(numerals) => {
                format!("{}{}{}", self.prefix, numerals.format(number), self.suffix)
            }
            None => String::new(),
        }
    }

    /// Whether a reader would take the two for one style: `1.` and `1、`, say.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        self.numerals.is_some() && self.numerals == other.numerals && self.prefix == other.prefix
    }

    /// The styles of GB/T 9704-2012, 7.3.3, for the four levels.
    #[must_use]
    pub fn standard() -> Vec<Self> {
        ["一、", "（一）", "1.", "（1）"]
            .iter()
            .filter_map(|sample| Self::from_sample(sample))
            .collect()
    }
}

/// A number that a writer typed by hand at the start of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPrefix {
    /// The number that it says.
    pub value: u32,
    /// Its length in bytes, with the mark that closes it and white space after that.
    pub length: usize,
    pub numerals: Numerals,
    /// Whether it stands in brackets.
    pub bracketed: bool,
}

/// The number at the start of `text`, if a hand typed one: `一、` `（一）` `(1)` `1.` `2、` `①` `第三章` and their near misses.
///
/// Misses rather than mistakes: `1.5万元` and `2011年` are not numbers of headings.
#[must_use]
pub fn typed_number(text: &str) -> Option<NumberPrefix> {
    let first = text.chars().next()?;
    let (numerals, value, mut length, bracketed) = if let Some(value) = uncircled(first) {
        (Numerals::Circled, value, first.len_utf8(), false)
    } else if matches!(first, '（' | '(') {
        let inner = &text[first.len_utf8()..];
        let close = inner.find(['）', ')'])?;
        let (numerals, value) = numeral_value(&inner[..close])?;
        let close_length = inner[close..].chars().next().map_or(0, char::len_utf8);
        (
            numerals,
            value,
            first.len_utf8() + close + close_length,
            true,
        )
    } else if first == '第' {
        let rest = &text[first.len_utf8()..];
        let end = rest.find(|c: char| !is_numeral(c))?;
        let (numerals, value) = numeral_value(&rest[..end])?;
        let word = rest[end..].chars().next()?;
        if !matches!(word, '章' | '节' | '条' | '部') {
            return None;
        }
        let mut length = first.len_utf8() + end + word.len_utf8();
        if word == '部' {
            length += text[length..].strip_prefix('分').map(|_| '分'.len_utf8())?;
        }
        // 第一条生产线 and 第1条，… speak of a thing, 第一章总则 is a number and its heading.
        let next = text[length..].chars().next();
        let is_parted = next.is_none_or(char::is_whitespace);
        let goes_on = next.is_some_and(|c| "，。；：！？,;:!?的".contains(c));
        if goes_on || word == '条' && !is_parted {
            return None;
        }
        (numerals, value, length, true)
    } else {
        let end = text.find(|c: char| !is_numeral(c))?;
        let (numerals, value) = numeral_value(&text[..end])?;
        let mark = text[end..].chars().next()?;
        let after = text[end + mark.len_utf8()..].chars().next();
        let closes = match mark {
            '、' => !counts_on(value, &text[end + mark.len_utf8()..]),
            // A point between digits is a decimal point or a version, not the mark of a heading.
            '.' | '．' => !after.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        if !closes {
            return None;
        }
        (numerals, value, end + mark.len_utf8(), false)
    };
    // `（一）、` is a common slip: the mark after the bracket goes with the number.
    if bracketed && let Some('、' | '.' | '．') = text[length..].chars().next() {
        length += text[length..].chars().next().map_or(0, char::len_utf8);
    }
    let rest = &text[length..];
    length += rest.len() - rest.trim_start().len();
    Some(NumberPrefix {
        value,
        length,
        numerals,
        bracketed,
    })
}

/// Whether `rest` goes on with the next number of the same thing: 一、|二季度, 1、|2号楼, and 一、二 is no number of a heading.
fn counts_on(value: u32, rest: &str) -> bool {
    let end = rest.find(|c: char| !is_numeral(c)).unwrap_or(rest.len());
    let next = numeral_value(&rest[..end]).map(|(_, next)| next);
    let counted = [
        "季度", "月", "号", "期", "级", "线", "类", "等", "批", "把手", "季", "年级", "产业", "层",
        "审", "、",
    ];
    next == value.checked_add(1) && counted.iter().any(|word| rest[end..].starts_with(word))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c)
}

fn numeral_value(text: &str) -> Option<(Numerals, u32)> {
    if !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some((Numerals::Arabic, text.parse().ok()?));
    }
    Some((Numerals::Han, numeral::parse_han(text)?))
}

fn uncircled(c: char) -> Option<u32> {
    (1..=50).find(|&number| circled(number) == Some(c))
}

/// Whether the words behind a typed number show that it counts no heading and no item: （一）至（三）项, 一、二期工程, 3、5月份.
#[must_use]
pub fn goes_on(words: &str) -> bool {
    let mut chars = words.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else {
        return false;
    };
    // 与……相结合 begins a heading, （一）与（二） does not.
    let is_counted = |c: char| "（(〇一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    "至到、～~—-－".contains(first)
        || "和及或与".contains(first) && second.is_some_and(is_counted)
        || first.is_ascii_digit() && !words.starts_with("20")
        || "一二三四五六七八九十两".contains(first)
            && second.is_some_and(|c| "期季类级等批、月年号".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn samples_become_styles() {
        let cases = [
            ("一、", 12, "十二、"),
            ("（一）", 101, "（一百零一）"),
            ("1.", 7, "7."),
            ("1、", 7, "7、"),
            ("①", 3, "③"),
            ("①", 51, "（51）"),
            ("第一部分　", 2, "第二部分　"),
            ("无", 2, ""),
        ];
        for (sample, number, label) in cases {
            let style = LabelStyle::from_sample(sample).expect(sample);
            assert_eq!(style.format(number), label);
        }
        for sample in [
            "甲、",
            "1.1",
            "1.1.",
            "1.1.1",
            "一.1",
            "（1-1）",
            "第1章第1节",
            "①1",
        ] {
            assert_eq!(LabelStyle::from_sample(sample), None, "{sample}");
        }
    }

    #[test]
    fn typed_numbers_are_seen() {
        let cases = [
            ("一、总体情况", 1, "总体情况"),
            ("（二）、湛河区", 2, "湛河区"),
            ("(3) 督查", 3, "督查"),
            ("4. 下一步", 4, "下一步"),
            ("十二、其他", 12, "其他"),
            ("③台账", 3, "台账"),
            ("第二章 职责", 2, "职责"),
            ("一、三项制度落地", 1, "三项制度落地"),
            ("1、2026年工作", 1, "2026年工作"),
            ("第三部分　要求", 3, "要求"),
        ];
        for (text, value, rest) in cases {
            let typed = typed_number(text).expect(text);
            assert_eq!(
                (typed.value, &text[typed.length..]),
                (value, rest),
                "{text}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_a_number_stays() {
        for text in [
            "1.5万元用于奖励",
            "2011年工作",
            "一是加强领导",
            "三项制度",
            "（试行）",
            "第三季度情况",
            "第一条生产线投产",
            "第1条,要落实",
            "第一章的内容",
            "第二部分，问题",
            "一、二季度情况",
            "1、2号楼改造",
            "一、二、三级岗位",
            "总体情况",
            "",
        ] {
            assert_eq!(typed_number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_standard_label_is_recognised_again(number in 1u32..=999, level in 0usize..4) {
            let text = format!("{}标题", LabelStyle::standard()[level].format(number));
            let typed = typed_number(&text).expect("a label of the standard");
            prop_assert_eq!(typed.value, number);
            prop_assert_eq!(&text[typed.length..], "标题");
        }

        #[test]
        fn any_text_is_searched_without_a_panic(text in "[（(第]?\\PC{0,8}") {
            if let Some(typed) = typed_number(&text) {
                prop_assert!(text.is_char_boundary(typed.length));
            }
        }
    }
}
