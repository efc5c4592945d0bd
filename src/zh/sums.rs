//! Totals and their parts, said in one sentence: “共收到预警信息483条，其中蓝色361条、黄色104条、红色18条”.

use std::ops::Range;

use rust_decimal::Decimal;

use super::counted::{CountedNumber, numbers, without_brackets};

/// A total that its parts contradict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumMismatch {
    /// Where the total stands, with its unit of measure.
    pub range: Range<usize>,
    /// The total as it was typed: `483条`.
    pub total: String,
    /// The parts as they were typed.
    pub parts: Vec<String>,
    /// What the parts add up to, in the total's unit of measure: `484条`.
    pub sum: String,
    /// What is wrong.
    pub kind: SumMismatchKind,
}

/// How a total and its parts contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumMismatchKind {
    /// All parts are named, and add up to something else.
    Unequal,
    /// The parts that are named add up to more.
    TooMuch,
    /// One part alone is more.
    LargePart,
}

/// Where a word of these stands before a number, it is no part of the list before it.
const OTHERS: &[&str] = &[
    "比",
    "较",
    "增",
    "减",
    "占",
    "已",
    "累计",
    "提高",
    "下降",
    "降",
    "升",
    "完成",
    "达到",
    "目标",
    "计划",
    "每",
    "第",
    "约",
    "近",
    "超",
    "至少",
    "不少于",
    "不低于",
    "平均",
    "人均",
    "转",
    "涉及",
];

/// What stands before a part that is taken off.
const TAKES_OFF: &[&str] = &["减少", "退", "扣", "转出", "调出", "流出", "下降"];

/// Who says so counts something twice, knowingly.
const OVERLAPS: &[&str] = &["交叉", "重复", "同时", "含"];

/// The totals in `text` that their parts contradict. Approximate numbers (约300, 300余) are none; parts that do not name everything may be less than the total.
#[must_use]
pub fn mismatches(text: &str) -> Vec<SumMismatch> {
    let mut found = Vec::new();
    if !may_state_total(text) {
        return found;
    }
    let mut start = 0;
    let mut places = text.char_indices().peekable();
    while let Some((at, c)) = places.next() {
        if "。；;！？\n".contains(c) || places.peek().is_none() {
            let end = at + c.len_utf8();
            sentence(text, start..end, &mut found);
            start = end;
        }
    }
    found
}

/// Whether `text` has a number, and any of the words without which nothing in it is a total of others: most sentences have not.
fn may_state_total(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && ["其中", "：", ":", "，分别", "计"]
            .iter()
            .any(|word| text.contains(word))
}

fn sentence(text: &str, range: Range<usize>, found: &mut Vec<SumMismatch>) {
    if !may_state_total(&text[range.clone()]) {
        return;
    }
    let plain = without_brackets(&text[range.clone()]);
    if OVERLAPS
        .iter()
        .any(|word| text[range.clone()].contains(word))
    {
        return;
    }
    let numbers = numbers(&plain);
    for (index, number) in numbers.iter().enumerate() {
        let mismatch = match number.before.rfind("其中") {
            Some(_) => of_which(&numbers, index),
            None if is_after_total(number.before) => listed_after(&numbers, index),
            None if is_total_at_end(number.before) => listed_before(&numbers, index),
            None => None,
        };
        if let Some((total, parts, kind)) = mismatch {
            let total = &numbers[total];
            let typed = |number: &CountedNumber<'_>| plain[number.range.clone()].to_owned();
            let sum: Decimal = parts.iter().map(|part| numbers[*part].value).sum();
            let ten_thousands = if total.scale > Decimal::ONE {
                "万"
            } else {
                ""
            };
            found.push(SumMismatch {
                range: range.start + total.range.start..range.start + total.range.end,
                total: typed(total),
                parts: parts.iter().map(|part| typed(&numbers[*part])).collect(),
                sum: format!(
                    "{}{ten_thousands}{}",
                    (sum / total.scale).normalize(),
                    total.measure
                ),
                kind,
            });
        }
    }
}

/// The place of the total, those of its parts, and what is wrong.
type Imbalance = (usize, Vec<usize>, SumMismatchKind);

/// 其中: from the number at `first` on, parts of the last number before it that has the same measure; of all such numbers before it where there are several,
/// as 男代表30名、女代表20名，其中党员45名 speaks of both.
fn of_which(numbers: &[CountedNumber<'_>], first: usize) -> Option<Imbalance> {
    let measure = numbers[first].measure;
    let is_total = |index: &usize| {
        numbers[*index].measure == measure && !numbers[*index].before.contains('每')
    };
    let totals: Vec<usize> = (0..first).filter(is_total).collect();
    let total = totals.last().copied()?;
    // What is balanced against something else may have parts that are larger: 净增20人，其中调入30人，退休10人.
    let takes_off =
        |number: &CountedNumber<'_>| TAKES_OFF.iter().any(|word| number.before.contains(word));
    if numbers[total].before.contains('净') || numbers[first..].iter().any(takes_off) {
        return None;
    }
    // 机关5个、企业8家，其中12个单位: together they are 13 units, however each is counted.
    if (total + 1..first).any(|between| is_enumerated(numbers[between].before)) {
        return None;
    }
    let parts = parts_from(numbers, first);
    let most: Decimal = totals
        .iter()
        .map(|total| numbers[*total].value + numbers[*total].slack)
        .sum();
    if let Some(part) = parts
        .iter()
        .find(|part| numbers[**part].value - numbers[**part].slack > most)
    {
        return Some((total, vec![*part], SumMismatchKind::LargePart));
    }
    let says_rest = parts.iter().any(|part| {
        let before = numbers[*part].before;
        ["其他", "其余", "其它"]
            .iter()
            .any(|word| before.contains(word))
    });
    // Behind commas stand things that need not exclude one another.
    let is_list = parts
        .iter()
        .skip(1)
        .all(|part| is_enumerated(numbers[*part].before));
    if totals.len() > 1 || parts.len() < 2 || !(is_list || says_rest) {
        return None;
    }
    match compared(numbers, total, &parts) {
        std::cmp::Ordering::Greater => Some((total, parts, SumMismatchKind::TooMuch)),
        std::cmp::Ordering::Less if says_rest => Some((total, parts, SumMismatchKind::Unequal)),
        _ => None,
    }
}

/// 共36件：甲12件、乙24件: all parts are named.
fn listed_after(numbers: &[CountedNumber<'_>], first: usize) -> Option<Imbalance> {
    let total = first.checked_sub(1)?;
    let says_total = ["共", "合计", "总计"]
        .iter()
        .any(|word| numbers[total].before.contains(word));
    if !says_total || numbers[total].measure != numbers[first].measure {
        return None;
    }
    let parts = parts_from(numbers, first);
    let is_all = parts.len() >= 2 && parts.last().is_some_and(|last| last + 1 == numbers.len());
    if !is_all || compared(numbers, total, &parts).is_eq() {
        return None;
    }
    Some((total, parts, SumMismatchKind::Unequal))
}

/// 甲12件、乙24件，合计36件: the numbers before it, back to any of them, have to add up to it.
fn listed_before(numbers: &[CountedNumber<'_>], total: usize) -> Option<Imbalance> {
    let measure = numbers[total].measure;
    let mut parts: Vec<usize> = Vec::new();
    let mut complete = None;
    for index in (0..total).rev() {
        let number = &numbers[index];
        if number.measure != measure {
            break;
        }
        parts.insert(0, index);
        if parts.len() >= 2 && compared(numbers, total, &parts).is_eq() {
            return None;
        }
        let begins = !is_listed(number.before);
        let others = OTHERS.iter().any(|word| number.before.contains(word));
        if number.before.contains("其中") || begins || others {
            complete = Some(()).filter(|()| !others);
            break;
        }
    }
    let is_whole = complete.is_some() || parts.first() == Some(&0);
    (parts.len() >= 2 && is_whole).then_some((total, parts, SumMismatchKind::Unequal))
}

/// The numbers from `first` on that are a list of the same measure.
fn parts_from(numbers: &[CountedNumber<'_>], first: usize) -> Vec<usize> {
    let measure = numbers[first].measure;
    let mut parts = vec![first];
    for (index, number) in numbers.iter().enumerate().skip(first + 1) {
        let other = OTHERS.iter().any(|word| number.before.contains(word));
        if number.measure != measure
            || other
            || number.before.contains("其中")
            || is_total_at_end(number.before)
            || !is_listed(number.before)
        {
            break;
        }
        parts.push(index);
    }
    parts
}

/// How the sum of `parts` stands to the total, as exactly as the numbers are given.
fn compared(numbers: &[CountedNumber<'_>], total: usize, parts: &[usize]) -> std::cmp::Ordering {
    let sum: Decimal = parts.iter().map(|part| numbers[*part].value).sum();
    let slack: Decimal = parts.iter().map(|part| numbers[*part].slack).sum();
    let own = &numbers[total];
    let by = (sum - own.value).abs();
    if by.is_zero() || by < slack + own.slack {
        return std::cmp::Ordering::Equal;
    }
    sum.cmp(&own.value)
}

fn is_enumerated(before: &str) -> bool {
    before.starts_with(['、', '和', '及', '与'])
}

/// Whether the words between two numbers only name the second, or what was said of the first.
fn is_listed(before: &str) -> bool {
    is_enumerated(before) || before.starts_with('，') || before.ends_with('，')
}

fn is_after_total(before: &str) -> bool {
    before.starts_with(['：', ':'])
        || ["，分别为", "，分别是"]
            .iter()
            .any(|words| before.starts_with(words))
}

fn is_total_at_end(before: &str) -> bool {
    let before = before.trim_end_matches(['为', '达', '是']);
    let words = ["合计", "共计", "总计"]
        .iter()
        .find_map(|word| before.strip_suffix(word));
    words.is_some_and(|words| {
        let own = words.rsplit(['，', '、', '：']).next().unwrap_or_default();
        words.len() > own.len() && own.chars().count() <= 4
    })
}
