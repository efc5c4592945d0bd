//! Dates and times as the format of their cell shows them.

use super::decimal::Decimal;
use super::number::NumberFlaw;
use super::section::{FormatPiece, language, numbers_and_text, read};

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

impl DateAndTime {
    /// Reads what a strict workbook keeps: `2026-09-03T15:04:05`.
    #[must_use]
    pub fn of_iso(text: &str) -> Option<Self> {
        let (date, time) = text
            .trim()
            .split_once('T')
            .unwrap_or((text.trim(), "0:0:0"));
        let mut date = date.split('-');
        let (year, month, day): (u16, u8, u8) = (
            date.next()?.parse().ok()?,
            date.next()?.parse().ok()?,
            date.next()?.parse().ok()?,
        );
        let time = time.trim_end_matches('Z');
        let whole = time.split_once('.').map_or(time, |(whole, _)| whole);
        let mut time = whole.split(':');
        let (hour, minute, second): (u8, u8, u8) = (
            time.next()?.parse().ok()?,
            time.next()?.parse().ok()?,
            time.next().unwrap_or("0").parse().ok()?,
        );
        let fits = date.next().is_none() && time.next().is_none();
        let is_time = hour < 24 && minute < 60 && second < 60;
        if !fits || !is_time || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let date = day_number(year, month, day);
        let seconds = (u32::from(hour) * 60 + u32::from(minute)) * 60 + u32::from(second);
        Some(Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
            days: f64::from(date) + f64::from(seconds) / 86_400.0,
        })
    }

    /// The date, and the time where it has one; a time of no day alone.
    fn plain(&self) -> String {
        let date = format!("{}/{}/{}", self.year, self.month, self.day);
        let time = format!("{}:{:02}:{:02}", self.hour, self.minute, self.second);
        match (self.days < 1.0, (self.hour, self.minute, self.second)) {
            (true, _) => time,
            (false, (0, 0, 0)) => date,
            (false, _) => format!("{date} {time}"),
        }
    }
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

/// Whether a format shows its number as a date or time.
#[must_use]
pub fn is_for_moments(code: &str, id: Option<u32>) -> bool {
    let code = id.and_then(chinese).unwrap_or(code);
    let (sections, _) = numbers_and_text(code);
    let pieces = sections.first().and_then(|section| read(section));
    pieces.is_some_and(|pieces| {
        let is_time =
            |piece: &FormatPiece| matches!(piece, FormatPiece::Time(..) | FormatPiece::Elapsed(_));
        pieces.iter().any(is_time)
            && !pieces
                .iter()
                .any(|piece| matches!(piece, FormatPiece::Digit(_)))
    })
}

/// The date or time as its cell shows it.
#[must_use]
pub fn moment(moment: &DateAndTime, code: &str, id: Option<u32>) -> (String, Option<NumberFlaw>) {
    let language = language(code);
    let code = match language.as_deref() {
        // As the system writes long dates and times, which is so in Chinese.
        Some("f800") => "yyyy\"年\"m\"月\"d\"日\"",
        Some("f400") => "h:mm:ss",
        _ => id.and_then(chinese).unwrap_or(code),
    };
    let plain = moment.plain();
    let (sections, _) = numbers_and_text(code);
    let section = sections.first().copied().unwrap_or_default();
    let Some(pieces) = read(section) else {
        return (plain, Some(NumberFlaw::Format));
    };
    let has_time = pieces
        .iter()
        .any(|piece| matches!(piece, FormatPiece::Time(..) | FormatPiece::Elapsed(_)));
    // Parts of a second are not kept, nor are the years of other calendars.
    let has_other = pieces
        .iter()
        .any(|piece| matches!(piece, FormatPiece::Digit(_) | FormatPiece::Time('b', _)));
    // The names of months and days that another language has are not known here.
    let is_english = matches!(language.as_deref(), None | Some("409"));
    let is_chinese = language.as_deref() == Some("804");
    let has_foreign = pieces.iter().any(|piece| match piece {
        FormatPiece::Time('m', length) => *length > 2 && !is_english,
        FormatPiece::Time('d', 3) => !is_english,
        FormatPiece::Time('d', 4..) => !is_english && !is_chinese,
        _ => false,
    });
    if !has_time || has_other || has_foreign {
        return (plain, Some(NumberFlaw::Format));
    }
    let halves = pieces
        .iter()
        .any(|piece| matches!(piece, FormatPiece::Half(..)));
    let mut text = String::new();
    let mut after_hour = false;
    for (index, piece) in pieces.iter().enumerate() {
        let before_second = pieces[index + 1..]
            .iter()
            .find(|piece| matches!(piece, FormatPiece::Time(..)))
            .is_some_and(|piece| matches!(piece, FormatPiece::Time('s', _)));
        match piece {
            FormatPiece::Literal(literal) => text.push_str(literal),
            FormatPiece::Half(first, second) => {
                text.push_str(if moment.hour < 12 { first } else { second });
            }
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
                    _ => text.push_str(part_of_name(month_name(moment), *length)),
                }
                after_hour = false;
            }
            FormatPiece::Time('d', length) => match length {
                1 => text.push_str(&moment.day.to_string()),
                2 => text.push_str(&format!("{:02}", moment.day)),
                4.. if is_chinese => text.push_str(weekday(moment)),
                _ => text.push_str(part_of_name(english_weekday(moment), *length)),
            },
            FormatPiece::Time('a', 3) => text.push_str(weekday(moment).trim_start_matches("星期")),
            FormatPiece::Time('a', _) => text.push_str(weekday(moment)),
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
            FormatPiece::Digit(_)
            | FormatPiece::Whole
            | FormatPiece::Text
            | FormatPiece::Time(..) => {}
        }
    }
    (text.trim().to_owned(), None)
}

/// The number of a day as a spreadsheet counts: 30 December 1899 is day 0.
fn day_number(year: u16, month: u8, day: u8) -> i32 {
    // Years that begin with March end with their leap day.
    let (years, months) = match month {
        1 | 2 => (i32::from(year) - 1, i32::from(month) + 9),
        _ => (i32::from(year), i32::from(month) - 3),
    };
    let leaps = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    years * 365 + leaps + (months * 153 + 2) / 5 + i32::from(day) - 1 - 693_899
}

/// What an English name is cut to: three letters, one for five of the format, or all.
fn part_of_name(name: &'static str, length: usize) -> &'static str {
    let end = match length {
        3 => 3,
        5 => 1,
        _ => name.len(),
    };
    name.get(..end).unwrap_or(name)
}

fn month_name(moment: &DateAndTime) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::from(moment.month.saturating_sub(1));
    NAMES.get(month).copied().unwrap_or("")
}

/// The days from the last Saturday: whatever calendar the workbook counts its days by; before March 1900 as Excel has it, which counts a day too many there.
fn days_from_saturday(moment: &DateAndTime) -> usize {
    let number = day_number(moment.year, moment.month, moment.day);
    let is_early = moment.year == 1900 && moment.month <= 2;
    usize::try_from((number - i32::from(is_early)).rem_euclid(7)).unwrap_or(0)
}

fn english_weekday(moment: &DateAndTime) -> &'static str {
    const NAMES: [&str; 7] = [
        "Saturday",
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
    ];
    NAMES.get(days_from_saturday(moment)).copied().unwrap_or("")
}

fn weekday(moment: &DateAndTime) -> &'static str {
    const NAMES: [&str; 7] = [
        "星期六",
        "星期日",
        "星期一",
        "星期二",
        "星期三",
        "星期四",
        "星期五",
    ];
    NAMES.get(days_from_saturday(moment)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("h:mm AM/PM", None, "3:04 PM"),
            ("上午/下午h\"时\"mm\"分\"", None, "下午3时04分"),
            ("d-mmm-yy", None, "3-Sep-26"),
            ("dddd d mmmm", None, "Thursday 3 September"),
            ("[$-804]dddd", None, "星期四"),
            ("[$-F800]dddd\\, mmmm dd\\, yyyy", None, "2026年9月3日"),
            ("[$-F400]h:mm:ss AM/PM", None, "15:04:05"),
            ("aaaa", None, "星期四"),
        ];
        for (code, id, text) in cases {
            assert_eq!(moment(&day, code, id), (text.to_owned(), None), "{code}");
        }
        let monday = DateAndTime {
            day: 7,
            days: 0.0,
            ..day
        };
        assert_eq!(moment(&monday, "aaaa", None).0, "星期一");
        let passed = DateAndTime { days: 1.5, ..day };
        assert_eq!(moment(&passed, "[h]:mm", None).0, "36:04");
    }

    #[test]
    fn what_a_date_cannot_show_is_said() {
        let day = DateAndTime::of_iso("2026-09-03T15:04:05").expect("a date");
        assert_eq!(day.days.floor() as i64, 46_268);
        assert_eq!(moment(&day, "yyyy-m-d", None).0, "2026-9-3");
        assert_eq!(moment(&day, "\"周\"aaa", None).0, "周四");
        let plain = ("2026/9/3 15:04:05".to_owned(), Some(NumberFlaw::Format));
        for code in ["mm:ss.0", "[>46000]yyyy", "bbbb", "General", "[$-411]mmmm"] {
            assert_eq!(moment(&day, code, None), plain, "{code}");
        }
        for text in ["2026-13-01", "9月3日", "2026-9", "2026-09-03T25:00:00"] {
            assert!(DateAndTime::of_iso(text).is_none(), "{text}");
        }
    }
}
