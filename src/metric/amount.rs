//! One value of a metric, and how it is read from what people type: `1,234`, `１２０`, `3.5万`, `95.1%`, `320份`, `—`.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::blanks::part_thousands;
use super::{Aggregation, Metric};
use crate::zh::date::IssueDate;

/// A value of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A number, in the metric's unit of measure: 95.1 for 95.1%.
    Number(Decimal),
    /// Whether it was done.
    Done(bool),
    /// A day.
    Day(IssueDate),
}

impl Amount {
    /// The number, where it is one; what was done counts 1.
    #[must_use]
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::Done(done) => Some(Decimal::from(u8::from(done))),
            Self::Day(_) => None,
        }
    }
}

/// Why a text is no value of a metric.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// There is no number in it.
    #[error("不是数")]
    NoNumber,
    /// A number with something behind it that is not the metric's unit of measure.
    #[error("后面的“{0}”不是登记的计量单位")]
    OtherMeasure(String),
    /// A day where a number is wanted.
    #[error("是日期，不是数")]
    Day,
    /// Commas that do not part thousands.
    #[error("逗号的位置不对，不像千分位")]
    Commas,
    /// Blanks between digits that do not part thousands.
    #[error("中间有空格，不像千分位，像两个数")]
    Blanks,
    /// More digits than are kept.
    #[error("位数太多")]
    TooLong,
    /// No day of the calendar.
    #[error("不是日期")]
    NoDay,
    /// Neither yes nor no.
    #[error("不是“是”或“否”")]
    NeitherYesNorNo,
}

/// What stands for a value that there is none of.
const ABSENT: &[&str] = &[
    "", "-", "－", "—", "——", "–", "/", "／", "\\", "无", "空", "未报", "N/A", "n/a", "…", "……",
];

/// The value that `text` gives for `metric`; none where it says that there is none.
///
/// # Errors
/// [`AmountError`] says why it is no value of this metric.
pub fn read(text: &str, metric: &Metric) -> Result<Option<Amount>, AmountError> {
    // Most values of a spreadsheet are plain.
    let is_number = !matches!(metric.aggregation, Aggregation::Count | Aggregation::Day);
    if is_number && let Some(plain) = whole_number(text) {
        return Ok(Some(Amount::Number(plain)));
    }
    if is_number && !part_thousands(text) {
        return Err(AmountError::Blanks);
    }
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .collect();
    if ABSENT.contains(&plain.as_str()) {
        return Ok(None);
    }
    match metric.aggregation {
        Aggregation::Count => done(&plain).map(|done| Some(Amount::Done(done))),
        Aggregation::Day => IssueDate::parse(&plain)
            .map(|day| Some(Amount::Day(day)))
            .map_err(|_| AmountError::NoDay),
        _ => number(&plain, &metric.measure).map(|number| Some(Amount::Number(number))),
    }
}

/// As [`read`], of a number in a column that is measured in `measure` where it does not say itself what it is measured in.
///
/// # Errors
/// [`AmountError`] says why it is no value of this metric.
pub fn read_in(
    text: &str,
    measure: Option<&str>,
    metric: &Metric,
) -> Result<Option<Amount>, AmountError> {
    let bare = |text: &str| {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(half_width)
            .collect();
        // Accountants write (12) for -12.
        let inner = plain
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        let plain = inner.map_or(plain.clone(), |inner| format!("-{inner}"));
        let digits = plain.trim_start_matches(['-', '+']);
        (!digits.is_empty()
            && part_thousands(text)
            && digits
                .chars()
                .all(|c| c.is_ascii_digit() || ".,".contains(c)))
        .then_some(plain)
    };
    match (measure, bare(text)) {
        (Some(measure), Some(plain)) if metric.is_number() => {
            read(&format!("{plain}{measure}"), metric)
        }
        _ => read(text, metric),
    }
}

/// Whether what is counted in `measure` can be said in `own`: 元 in 万元.
#[must_use]
pub fn converts(measure: &str, own: &str) -> bool {
    !measure.is_empty() && (measure == own || !own.is_empty() && factor(measure, own).is_some())
}

/// `text` without the words of number before it: 份 of 百份.
#[must_use]
pub fn measure_base(text: &str) -> &str {
    scaled(text).1
}

/// How many digits follow the point of the value in `text` as it is typed or seen, those of zeros at its end among them; of one that is converted, as many as
/// it needs.
#[must_use]
pub fn seen_digits(text: &str, measure: Option<&str>, metric: &Metric) -> u32 {
    let plain: String = text.chars().map(half_width).collect();
    let plain: String = plain
        .chars()
        .filter(|c| c.is_ascii_digit() || ".-(".contains(*c))
        .collect();
    let typed = Decimal::from_str(&plain.replace('(', "-")).ok();
    let read = read_in(text, measure, metric).ok().flatten();
    match (typed, read.and_then(Amount::number)) {
        (Some(typed), Some(read)) if typed != read => read.normalize().scale(),
        (Some(typed), _) => typed.scale(),
        (None, _) => 0,
    }
}

/// A number of a few digits and nothing else.
fn whole_number(text: &str) -> Option<Decimal> {
    let is_plain = (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse::<u64>()
        .ok()
        .filter(|_| is_plain)
        .map(Decimal::from)
}

/// A character as it is typed with a Latin keyboard.
pub(super) fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '−' | '﹣' => '-',
        c => c,
    }
}

fn done(text: &str) -> Result<bool, AmountError> {
    match text {
        "是" | "有" | "√" | "✓" | "✔" | "已完成" | "完成" | "已开展" | "true" | "1" | "y" | "Y" => {
            Ok(true)
        }
        "否" | "×" | "✗" | "未完成" | "未开展" | "false" | "0" | "n" | "N" => Ok(false),
        // A day on which it was done, or a number of things done, shows that it was.
        other if IssueDate::parse(other).is_ok() => Ok(true),
        _ => Err(AmountError::NeitherYesNorNo),
    }
}

/// A number with its unit of measure, if it has one, in that of the metric.
fn number(text: &str, measure: &str) -> Result<Decimal, AmountError> {
    let (negative, text) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    // Accountants write (12) for -12.
    let (negative, text) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) if !negative => (true, inner),
        _ => (negative, text),
    };
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return Err(AmountError::NoNumber);
    }
    let digits = without_commas(digits)?;
    let mut value = Decimal::from_str(&digits).map_err(|_| match digits.matches('.').count() {
        0 | 1 => AmountError::TooLong,
        _ => AmountError::NoNumber,
    })?;
    if digits.bytes().filter(u8::is_ascii_digit).count() > 26 {
        return Err(AmountError::TooLong);
    }
    let factor = factor(rest, measure).ok_or_else(|| match IssueDate::parse(text) {
        Ok(_) => AmountError::Day,
        Err(_) => AmountError::OtherMeasure(rest.to_owned()),
    })?;
    value = match factor {
        Factor::Times(factor) => value.checked_mul(factor),
        Factor::Over(factor) => value.checked_div(factor),
    }
    .ok_or(AmountError::TooLong)?;
    value.set_sign_negative(negative && !value.is_zero());
    Ok(value)
}

/// `1,234,567.8` without its commas; they part thousands or nothing.
fn without_commas(digits: &str) -> Result<String, AmountError> {
    if !digits.contains(',') {
        return Ok(digits.to_owned());
    }
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_right = (1..=3).contains(&first.len())
        && groups.all(|group| group.len() == 3)
        && !digits[whole.len()..].contains(',');
    if !is_right {
        return Err(AmountError::Commas);
    }
    Ok(digits.replace(',', ""))
}

enum Factor {
    Times(Decimal),
    Over(Decimal),
}

/// A myriad word and what it multiplies by.
const SCALES: &[(&str, i64)] = &[
    ("万亿", 1_000_000_000_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
];

/// What a number followed by `typed` is multiplied by to be one in `measure`; none where it is of another unit.
fn factor(typed: &str, measure: &str) -> Option<Factor> {
    let one = Some(Factor::Times(Decimal::ONE));
    if typed.is_empty() || typed == measure {
        return one;
    }
    let (typed_scale, typed_base) = scaled(typed);
    let (own_scale, own_base) = scaled(measure);
    let is_same = typed_base == own_base || (typed_base.is_empty() && typed_scale != 1);
    if !is_same {
        return None;
    }
    Some(if typed_scale >= own_scale {
        Factor::Times(Decimal::from(typed_scale / own_scale))
    } else {
        Factor::Over(Decimal::from(own_scale / typed_scale))
    })
}

fn scaled(measure: &str) -> (i64, &str) {
    SCALES
        .iter()
        .find_map(|(word, scale)| Some((*scale, measure.strip_prefix(word)?)))
        .unwrap_or((1, measure))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{Direction, MetricTargets};
    use crate::model::{FileId, Span};

    fn metric(aggregation: Aggregation, measure: &str) -> Metric {
        Metric {
            code: "m".to_owned(),
            name: "指标".to_owned(),
            measure: measure.to_owned(),
            aggregation,
            decimals: None,
            targets: MetricTargets::default(),
            better: Direction::Higher,
            dense_ranks: false,
            lights: None,
            span: Span::file_start(FileId(0)),
        }
    }

    #[test]
    fn numbers_are_read_as_offices_type_them() {
        let cases = [
            ("120", "份", "120"),
            ("１２０", "份", "120"),
            ("1,234", "份", "1234"),
            ("1，234.50", "元", "1234.50"),
            ("320份", "份", "320"),
            (" 3 200 份 ", "份", "3200"),
            ("3.5万", "元", "35000"),
            ("3.5万元", "元", "35000"),
            ("3.5万元", "万元", "3.5"),
            ("35000元", "万元", "3.5"),
            ("1.2亿元", "万元", "12000"),
            ("3万", "人", "30000"),
            ("95.1%", "%", "95.1"),
            ("95.1％", "%", "95.1"),
            ("95.1", "%", "95.1"),
            ("-3", "份", "-3"),
            ("−3", "份", "-3"),
            ("(12)", "份", "-12"),
            ("0", "份", "0"),
        ];
        for (text, measure, value) in cases {
            let read = read(text, &metric(Aggregation::Sum, measure));
            let wanted = Decimal::from_str(value).expect("a number");
            assert_eq!(read, Ok(Some(Amount::Number(wanted))), "{text} {measure}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_guessed_at() {
        for text in [
            "约300", "300多", "12,34", "1.2.3", "三百", "300户", "300%", "1e3", "1_000", "待定",
        ] {
            assert!(
                read(text, &metric(Aggregation::Sum, "份")).is_err(),
                "{text}"
            );
        }
        for text in ["", "—", "-", "/", " / ", "未报"] {
            assert_eq!(
                read(text, &metric(Aggregation::Sum, "份")),
                Ok(None),
                "{text}"
            );
        }
    }

    #[test]
    fn a_column_says_what_its_numbers_are_measured_in() {
        for (text, column, measure, value) in [
            ("45000", Some("元"), "万元", "4.5"),
            ("1,234.50", Some("百份"), "份", "123450"),
            ("3", Some("万人"), "人", "30000"),
            ("2亿元", Some("元"), "万元", "20000"),
            ("12", None, "万元", "12"),
            ("(45000)", Some("元"), "万元", "-4.5"),
            ("95.1%", Some("%"), "%", "95.1"),
        ] {
            let metric = metric(Aggregation::Sum, measure);
            let wanted = Decimal::from_str(value).expect("a number");
            let read = read_in(text, column, &metric);
            assert_eq!(read, Ok(Some(Amount::Number(wanted))), "{text} {measure}");
        }
        assert!(converts("元", "亿元") && converts("百份", "份") && converts("%", "%"));
        assert!(!converts("吨", "万元") && !converts("元", "") && !converts("%", "份"));
        let digits = |text, column| seen_digits(text, column, &metric(Aggregation::Sum, "万元"));
        for (text, column, wanted) in [
            ("1,234.50", None, 2),
            ("３．５０万元", None, 2),
            ("(0.00)", None, 2),
            ("12", None, 0),
            ("35000.00元", None, 1),
            ("45000", Some("元"), 1),
        ] {
            assert_eq!(digits(text, column), wanted, "{text}");
        }
    }

    #[test]
    fn what_was_done_is_yes_or_no_or_a_day() {
        let read = |text| read(text, &metric(Aggregation::Count, ""));
        assert_eq!(read("是"), Ok(Some(Amount::Done(true))));
        assert_eq!(read("√"), Ok(Some(Amount::Done(true))));
        assert_eq!(read("2026-03-18"), Ok(Some(Amount::Done(true))));
        assert_eq!(read("否"), Ok(Some(Amount::Done(false))));
        assert!(read("也许").is_err());
    }
}
