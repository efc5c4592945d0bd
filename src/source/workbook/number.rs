//! Numbers, dates and times as the format of their cell shows them.

use super::decimal::Decimal;
use super::section::{FormatPiece, read, split};

/// Why a number may not be shown as is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFlaw {
    /// A long fraction without a format: nobody said how many digits are meant.
    NoDecimals,
    /// More than fifteen digits, of which a spreadsheet keeps fifteen.
    TooLong,
    /// A format that is not understood; the number is shown plainly.
    Format,
}

/// A date or time.
#[derive(Clone, Copy, Debug)]
pub struct DateAndTime {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    /// In days from the beginning of the calendar, for times that have passed.
    pub days: f64,
}

/// More digits behind the point than this were not chosen by anybody.
const MOST_DECIMALS: usize = 4;

/// The number as its cell shows it, by the code of its format.
#[must_use]
pub fn shown(value: f64, code: &str, id: Option<u32>) -> (String, Option<NumberFlaw>) {
    let number = Decimal::of(value);
    let long = (number.whole_digits() > 15).then_some(NumberFlaw::TooLong);
    let sections = split(code);
    let (section, own_sign) = match (sections.as_slice(), number.negative, number.is_zero()) {
        ([_, _, zero, ..], _, true) => (*zero, true),
        ([_, negative, ..], true, _) if !negative.is_empty() => (*negative, true),
        ([first, ..], _, _) => (*first, false),
        ([], _, _) => ("General", false),
    };
    // A power of ten is how a narrow column shows a long number.
    let is_power = matches!(id, Some(11 | 48)) || section.contains("E+");
    if is_power {
        return (number.plain(), long);
    }
    let Some(pieces) = read(section) else {
        return (number.plain(), Some(NumberFlaw::Format));
    };
    let has_digits = pieces
        .iter()
        .any(|piece| matches!(piece, FormatPiece::Digit(_)));
    if !has_digits {
        let is_plain = pieces.contains(&FormatPiece::Whole);
        let flaw =
            (is_plain && number.decimals() > MOST_DECIMALS).then_some(NumberFlaw::NoDecimals);
        let mut text = String::new();
        for piece in &pieces {
            match piece {
                FormatPiece::Whole if own_sign => {
                    text.push_str(number.plain().trim_start_matches('-'))
                }
                FormatPiece::Whole => text.push_str(&number.plain()),
                FormatPiece::Literal(literal) => text.push_str(literal),
                FormatPiece::Percent => text.push('%'),
                FormatPiece::Time(..) | FormatPiece::Half | FormatPiece::Elapsed(_) => {
                    return (number.plain(), Some(NumberFlaw::Format));
                }
                FormatPiece::Digit(_) | FormatPiece::Point | FormatPiece::Comma => {}
            }
        }
        return (text.trim().to_owned(), long.or(flaw));
    }
    match digits(&number, &pieces, own_sign) {
        Some(text) => (text, long),
        None => (number.plain(), Some(NumberFlaw::Format)),
    }
}

/// A number in a section with places for digits; none where something stands between them that is no point and no comma.
fn digits(number: &Decimal, pieces: &[FormatPiece], own_sign: bool) -> Option<String> {
    let is_place = |piece: &FormatPiece| {
        matches!(
            piece,
            FormatPiece::Digit(_) | FormatPiece::Point | FormatPiece::Comma
        )
    };
    let first = pieces.iter().position(is_place)?;
    let last = pieces.iter().rposition(is_place)?;
    let places = &pieces[first..=last];
    if !places.iter().all(is_place) {
        return None;
    }
    let around = |pieces: &[FormatPiece]| -> String {
        pieces
            .iter()
            .map(|piece| match piece {
                FormatPiece::Literal(text) => text.as_str(),
                FormatPiece::Percent => "%",
                _ => "",
            })
            .collect()
    };
    let point = places.iter().position(|piece| *piece == FormatPiece::Point);
    let (whole, fraction) = match point {
        Some(point) => (&places[..point], &places[point + 1..]),
        None => (places, [].as_slice()),
    };
    let percents = pieces
        .iter()
        .filter(|piece| **piece == FormatPiece::Percent)
        .count();
    let thousands = whole
        .iter()
        .rev()
        .take_while(|piece| **piece == FormatPiece::Comma)
        .count()
        + fraction
            .iter()
            .rev()
            .take_while(|piece| **piece == FormatPiece::Comma)
            .count();
    let grouped = whole[..whole.len()
        - whole
            .iter()
            .rev()
            .take_while(|piece| **piece == FormatPiece::Comma)
            .count()]
        .contains(&FormatPiece::Comma);
    let count = |pieces: &[FormatPiece], only: Option<char>| {
        pieces
            .iter()
            .filter(|piece| match (piece, only) {
                (FormatPiece::Digit(sign), Some(only)) => *sign == only,
                (FormatPiece::Digit(_), None) => true,
                _ => false,
            })
            .count()
    };
    let power = i32::try_from(percents * 2).ok()? - i32::try_from(thousands * 3).ok()?;
    let number = number.clone().shifted(power);
    let (mut before, mut behind) = number.rounded(count(fraction, None));
    let is_nothing = before.is_empty() && behind.bytes().all(|digit| digit == b'0');
    while before.len() < count(whole, Some('0')) {
        before.insert(0, '0');
    }
    // Places that need no digit show none at the end.
    let least = fraction
        .iter()
        .rposition(|piece| *piece == FormatPiece::Digit('0'))
        .map_or(0, |place| place + 1);
    while behind.len() > least && behind.ends_with('0') {
        behind.pop();
    }
    if grouped {
        before = group(&before);
    }
    let mut text = around(&pieces[..first]);
    if number.negative && !own_sign && !is_nothing {
        text.insert(0, '-');
    }
    text.push_str(&before);
    if point.is_some() && !(behind.is_empty() && least == 0) {
        text.push('.');
        text.push_str(&behind);
    }
    text.push_str(&around(&pieces[last + 1..]));
    Some(text.trim().to_owned())
}

fn group(digits: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The formats that a Chinese Excel has under a number and not in the file.
fn chinese(id: u32) -> Option<&'static str> {
    Some(match id {
        14 => "yyyy/m/d",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "上午/下午h\"时\"mm\"分\"",
        35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        _ => return None,
    })
}

/// The date or time as its cell shows it.
#[must_use]
pub fn moment(moment: &DateAndTime, code: &str, id: Option<u32>) -> (String, Option<NumberFlaw>) {
    let code = id.and_then(chinese).unwrap_or(code);
    let plain = format!("{}/{}/{}", moment.year, moment.month, moment.day);
    let section = split(code).first().copied().unwrap_or_default();
    let Some(pieces) = read(section) else {
        return (plain, Some(NumberFlaw::Format));
    };
    if !pieces
        .iter()
        .any(|piece| matches!(piece, FormatPiece::Time(..) | FormatPiece::Elapsed(_)))
    {
        return (plain, Some(NumberFlaw::Format));
    }
    let halves = pieces.contains(&FormatPiece::Half);
    let mut text = String::new();
    let mut after_hour = false;
    for (index, piece) in pieces.iter().enumerate() {
        let before_second = pieces[index + 1..]
            .iter()
            .find(|piece| matches!(piece, FormatPiece::Time(..)))
            .is_some_and(|piece| matches!(piece, FormatPiece::Time('s', _)));
        match piece {
            FormatPiece::Literal(literal) => text.push_str(literal),
            FormatPiece::Half => text.push_str(if moment.hour < 12 { "上午" } else { "下午" }),
            FormatPiece::Time('y' | 'e', length) => {
                let year = if *length <= 2 && matches!(piece, FormatPiece::Time('y', _)) {
                    format!("{:02}", moment.year % 100)
                } else {
                    moment.year.to_string()
                };
                text.push_str(&year);
            }
            FormatPiece::Time('m', length) => {
                let minute = after_hour || before_second;
                let value = if minute { moment.minute } else { moment.month };
                match length {
                    1 => text.push_str(&value.to_string()),
                    2 => text.push_str(&format!("{value:02}")),
                    _ => text.push_str(&format!("{value}月")),
                }
                after_hour = false;
            }
            FormatPiece::Time('d', length) => match length {
                1 => text.push_str(&moment.day.to_string()),
                2 => text.push_str(&format!("{:02}", moment.day)),
                _ => text.push_str(weekday(moment.days)),
            },
            FormatPiece::Time('a', _) => text.push_str(weekday(moment.days)),
            FormatPiece::Time('h', length) => {
                let hour = match moment.hour {
                    0 if halves => 12,
                    hour if halves && hour > 12 => hour - 12,
                    hour => hour,
                };
                text.push_str(&if *length == 1 {
                    hour.to_string()
                } else {
                    format!("{hour:02}")
                });
                after_hour = true;
            }
            FormatPiece::Time('s', length) => {
                text.push_str(&if *length == 1 {
                    moment.second.to_string()
                } else {
                    format!("{:02}", moment.second)
                });
            }
            FormatPiece::Elapsed(unit) => {
                let per_day = match unit {
                    'h' => 24.0,
                    'm' => 1440.0,
                    _ => 86_400.0,
                };
                text.push_str(&Decimal::of((moment.days * per_day + 1e-9).floor()).plain());
                after_hour = *unit == 'h';
            }
            FormatPiece::Point => text.push('.'),
            FormatPiece::Comma => text.push(','),
            FormatPiece::Percent => text.push('%'),
            FormatPiece::Digit(_) | FormatPiece::Whole | FormatPiece::Time(..) => {}
        }
    }
    (text.trim().to_owned(), None)
}

/// The day of the week of a date; the first of January 1900 counts as a Sunday, as Excel has it.
#[allow(clippy::cast_possible_truncation, reason = "a day of the calendar")]
fn weekday(days: f64) -> &'static str {
    const NAMES: [&str; 7] = [
        "星期六",
        "星期日",
        "星期一",
        "星期二",
        "星期三",
        "星期四",
        "星期五",
    ];
    let day = (days.floor() as i64).rem_euclid(7);
    usize::try_from(day)
        .ok()
        .and_then(|day| NAMES.get(day))
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_in_the_sheet() {
        let cases = [
            (0.985, "0.0%", "98.5%"),
            (0.985, "0%", "99%"),
            (1234.5, "#,##0.00", "1,234.50"),
            (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
            (0.0, "#,##0;-#,##0;\"—\"", "—"),
            (7.0, "000", "007"),
            (0.1 + 0.2, "General", "0.3"),
            (12.0, "General\"家\"", "12家"),
            (12.0, "0\"家\"", "12家"),
            (1_234_567.0, "0.0,\"千元\"", "1234.6千元"),
            (12.5, "[$¥-804]#,##0.00", "¥12.50"),
            (1.5, "#.##", "1.5"),
            (13_812_345_678.0, "0.00E+00", "13812345678"),
            (-0.004, "0.00", "0.00"),
            (5.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "5"),
            (0.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "-"),
            (100.0, "@", "100"),
            (3.0, "[红色][>5]0;0", "3"),
        ];
        for (value, code, text) in cases {
            assert_eq!(shown(value, code, None).0, text, "{value} {code}");
        }
        assert_eq!(
            shown(1.0 / 3.0, "General", None).1,
            Some(NumberFlaw::NoDecimals)
        );
        assert_eq!(shown(1.0 / 3.0, "0.00", None).1, None);
        assert_eq!(shown(4.1e17, "0", None).1, Some(NumberFlaw::TooLong));
        assert_eq!(shown(0.5, "# ?/?", Some(12)).1, Some(NumberFlaw::Format));
        assert_eq!(shown(5.0, "[DBNum1]0", None).1, Some(NumberFlaw::Format));
    }

    #[test]
    fn dates_are_shown_as_in_the_sheet() {
        let day = DateAndTime {
            year: 2026,
            month: 9,
            day: 3,
            hour: 15,
            minute: 4,
            second: 5,
            days: 46_268.627_835_648_15,
        };
        let cases = [
            ("yyyy\"年\"m\"月\"d\"日\"", None, "2026年9月3日"),
            ("yyyy-mm-dd", None, "2026-09-03"),
            ("mm-dd-yy", Some(14), "2026/9/3"),
            ("General", Some(58), "9月3日"),
            ("[$-804]yyyy\"年\"m\"月\";@", None, "2026年9月"),
            ("yyyy/m/d h:mm", None, "2026/9/3 15:04"),
            ("h:mm:ss", None, "15:04:05"),
            ("mm:ss", None, "04:05"),
            ("h:mm AM/PM", None, "3:04 下午"),
            ("aaaa", None, "星期四"),
        ];
        for (code, id, text) in cases {
            assert_eq!(moment(&day, code, id), (text.to_owned(), None), "{code}");
        }
        let passed = DateAndTime { days: 1.5, ..day };
        assert_eq!(moment(&passed, "[h]:mm", None).0, "36:04");
    }
}
