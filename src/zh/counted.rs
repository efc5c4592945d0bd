//! Numbers with their units of measure (计量单位) in a sentence: `186.2万元`, `30000份`.

use std::ops::Range;
use std::str::FromStr;

use rust_decimal::Decimal;

/// Units of measure (计量单位) and classifiers that numbers of circulars are counted by; of two that fit the longer one is meant.
const MEASURES: &[&str] = &[
    "人次",
    "户次",
    "家次",
    "场次",
    "批次",
    "车次",
    "亿元",
    "万元",
    "公里",
    "公斤",
    "千克",
    "千瓦时",
    "平方米",
    "立方米",
    "人",
    "名",
    "个",
    "件",
    "份",
    "家",
    "户",
    "项",
    "次",
    "场",
    "起",
    "处",
    "条",
    "张",
    "册",
    "本",
    "篇",
    "套",
    "台",
    "辆",
    "期",
    "批",
    "支",
    "笔",
    "宗",
    "类",
    "元",
    "吨",
    "亩",
    "米",
    "箱",
    "盒",
    "所",
    "座",
    "间",
    "例",
    "封",
    "幅",
    "块",
    "面",
    "趟",
    "班",
    "对",
];

/// What stands around a number that the program put into a line (see `TypedLine`).
const COMPUTED: char = '\u{FFFC}';

/// A number in a sentence.
#[derive(Debug)]
pub(super) struct CountedNumber<'t> {
    pub(super) range: Range<usize>,
    /// In units of the measure without 万.
    pub(super) value: Decimal,
    /// Half of the last digit that is given; 0 for a number that is exact.
    pub(super) slack: Decimal,
    /// 10,000 where it is said in 万.
    pub(super) scale: Decimal,
    pub(super) measure: &'static str,
    /// The words since the number before it, or since the beginning of the sentence.
    pub(super) before: &'t str,
}

/// The sentence with blanks, byte for byte, for what stands in brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        let opens = "（(〔[".contains(c);
        depth += usize::from(opens);
        match depth {
            0 => plain.push(c),
            _ => plain.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
        if "）)〕]".contains(c) {
            depth = depth.saturating_sub(1);
        }
    }
    plain
}

/// The numbers of a sentence that have a measure, in order. A sentence with one that is only about right has none: nothing follows from it.
pub(super) fn numbers(sentence: &str) -> Vec<CountedNumber<'_>> {
    let mut found = Vec::new();
    let (mut from, mut last) = (0, 0);
    while let Some(at) = sentence[from..].find(|c: char| c.is_ascii_digit()) {
        let start = from + at;
        let rest = &sentence[start..];
        let length = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .unwrap_or(rest.len());
        let digits = rest[..length].trim_end_matches(['.', ',']);
        from = start + length.max(1);
        let behind = rest[digits.len()..].trim_start_matches(COMPUTED);
        let (scale, behind) = match behind.strip_prefix('万') {
            // 万元 is a measure by itself.
            Some(rest) if !behind.starts_with("万元") => (Decimal::from(10_000), rest),
            _ => (Decimal::ONE, behind),
        };
        let fitting = MEASURES
            .iter()
            .filter(|measure| behind.starts_with(**measure));
        let Some(measure) = fitting.max_by_key(|measure| measure.len()) else {
            continue;
        };
        let after = &behind[measure.len()..];
        let Ok(number) = Decimal::from_str(&digits.replace(',', "")) else {
            continue;
        };
        let end = sentence.len() - after.len();
        let before = sentence[last..start].trim_matches(COMPUTED);
        let about = ["余", "多", "左右", "以上", "以下", "以内"];
        let is_about = before.ends_with(['约', '近', '超', '逾'])
            || about.iter().any(|word| after.starts_with(word));
        // A number with a point is as exact as its last digit.
        let exact = number.scale() == 0 && scale == Decimal::ONE;
        let (Some(value), half) = (
            number.checked_mul(scale),
            Decimal::new(5, number.scale() + 1),
        ) else {
            continue;
        };
        let slack = match exact {
            true => Decimal::ZERO,
            false => half * scale,
        };
        if is_about {
            // What follows may add up to anything near it.
            last = end;
            from = end;
            found.push(CountedNumber {
                range: start..end,
                value,
                slack,
                scale,
                measure: "",
                before,
            });
            continue;
        }
        found.push(CountedNumber {
            range: start..end,
            value,
            slack,
            scale,
            measure,
            before,
        });
        (last, from) = (end, end);
    }
    found
}
