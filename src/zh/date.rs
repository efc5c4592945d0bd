//! Dates of issue (成文日期): a day, or no more than a month.

use serde::{Deserialize, Serialize};

use super::numeral;

/// A calendar date known to the day or to the month.
///
/// The order is by year, month and day; a month alone comes before its days, but see [`IssueDate::surely_before`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IssueDate {
    /// 1900 to 2999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31 and within the month; none where only the month is known.
    pub day: Option<u8>,
}

/// A sign of a date as it is typed on a keyboard for Chinese, made plain.
fn plain(c: char) -> char {
    match c {
        '０'..='９' | '／' | '－' | '．' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '○' | 'Ｏ' | 'O' | '零' => '〇',
        c => c,
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not of any form that is understood.
    Form,
    /// A year outside 1900 to 2999, in particular one of two digits.
    Year,
    /// A month outside 1 to 12.
    Month,
    /// A day that the month does not have; the number is the month's last day.
    Day(u8),
}

impl IssueDate {
    /// The date, if the calendar has it.
    ///
    /// # Errors
    /// [`DateError`] says which part is impossible.
    pub fn new(year: u16, month: u8, day: Option<u8>) -> Result<Self, DateError> {
        if !(1900..=2999).contains(&year) {
            return Err(DateError::Year);
        }
        let signed_year = i16::try_from(year).map_err(|_| DateError::Year)?;
        let signed_month = i8::try_from(month).map_err(|_| DateError::Month)?;
        let first =
            jiff::civil::Date::new(signed_year, signed_month, 1).map_err(|_| DateError::Month)?;
        let last_day = first.days_in_month().unsigned_abs();
        if day.is_some_and(|day| day == 0 || day > last_day) {
            return Err(DateError::Day(last_day));
        }
        Ok(Self { year, month, day })
    }

    /// Reads `2011-03-16`, `2011/3/16`, `2011.3.16`, `2011年3月16日` and `二〇一一年三月十六日`, also in full-width digits and with blanks between, and the month-only
    /// forms `2011-03` and `2011年3月`.
    ///
    /// # Errors
    /// [`DateError::Form`] for everything else, and the parts that the calendar refuses.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text: String = text.trim().chars().map(plain).collect();
        let in_words = text.contains('年');
        let parts: Vec<&str> = if in_words {
            let text = text.strip_suffix(['日', '号']).or(text.strip_suffix('月'));
            text.ok_or(DateError::Form)?.split(['年', '月']).collect()
        } else if text.contains('月') {
            return Err(DateError::Year);
        } else {
            let mut signs = text.chars().filter(|c| !c.is_ascii_digit());
            let sign = signs.next().ok_or(DateError::Form)?;
            if !matches!(sign, '-' | '/' | '.') || signs.any(|other| other != sign) {
                return Err(DateError::Form);
            }
            text.split(sign).collect()
        };
        let number = |part: &str| -> Result<u16, DateError> {
            let part = if in_words { part.trim() } else { part };
            if part.is_empty() || part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit()) {
                let han = in_words.then(|| numeral::parse_han(part)).flatten();
                return han
                    .and_then(|n| u16::try_from(n).ok())
                    .ok_or(DateError::Form);
            }
            part.parse().map_err(|_| DateError::Form)
        };
        let year = |part: &str| -> Result<u16, DateError> {
            let digits: Option<String> = part.trim().chars().map(numeral::han_digit).collect();
            number(digits.filter(|_| in_words).as_deref().unwrap_or(part))
        };
        let small = |value: u16| u8::try_from(value).unwrap_or(u8::MAX);
        match parts.as_slice() {
            [first, month] if !text.ends_with(['日', '号']) => {
                Self::new(year(first)?, small(number(month)?), None)
            }
            [first, month, day] if !text.ends_with('月') => {
                let (first, month, day) = (year(first)?, number(month)?, number(day)?);
                Self::new(first, small(month), Some(small(day)))
            }
            _ => Err(DateError::Form),
        }
    }

    /// In arabic numerals without leading zeros, the form that GB/T 9704-2012, 7.3.5.4, demands: `2011年3月16日`, `2011年3月`.
    #[must_use]
    pub fn arabic(self) -> String {
        match self.day {
            Some(day) => format!("{}年{}月{day}日", self.year, self.month),
            None => format!("{}年{}月", self.year, self.month),
        }
    }

    /// In Chinese numerals: 二〇一一年三月十六日.
    #[must_use]
    pub fn han(self) -> String {
        let mut text = format!(
            "{}年{}月",
            numeral::han_digits(self.year.into()),
            numeral::han(self.month.into())
        );
        if let Some(day) = self.day {
            text.push_str(&numeral::han(day.into()));
            text.push('日');
        }
        text
    }

    /// For machines: `2011-03-16` or `2011-03`.
    #[must_use]
    pub fn iso(self) -> String {
        match self.day {
            Some(day) => format!("{:04}-{:02}-{day:02}", self.year, self.month),
            None => format!("{:04}-{:02}", self.year, self.month),
        }
    }

    /// The first day that it may be: itself, or the first of its month.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self {
            day: self.day.or(Some(1)),
            ..self
        }
    }

    /// The last day that it may be: itself, or the last of its month.
    #[must_use]
    pub fn last_day(self) -> Self {
        let last = self.civil().map_or(28, |date| date.days_in_month());
        Self {
            day: self.day.or(Some(last.unsigned_abs())),
            ..self
        }
    }

    /// The day after its last one.
    #[must_use]
    pub fn next_day(self) -> Self {
        let last = self.last_day();
        let next = last.civil().and_then(|date| date.tomorrow().ok());
        next.map_or(last, Self::of_civil)
    }

    /// The day before its first one.
    #[must_use]
    pub fn previous_day(self) -> Self {
        let first = self.first_day();
        let before = first.civil().and_then(|date| date.yesterday().ok());
        before.map_or(first, Self::of_civil)
    }

    /// How many days lie between its first day and the last day of `earlier`; 0 where that is not past.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> u32 {
        let (from, to) = (earlier.last_day().civil(), self.first_day().civil());
        let span = from.zip(to).and_then(|(from, to)| from.until(to).ok());
        span.map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0))
    }

    /// Its first day in the calendar.
    fn civil(self) -> Option<jiff::civil::Date> {
        let year = i16::try_from(self.year).ok()?;
        let month = i8::try_from(self.month).ok()?;
        let day = i8::try_from(self.day.unwrap_or(1)).ok()?;
        jiff::civil::Date::new(year, month, day).ok()
    }

    fn of_civil(date: jiff::civil::Date) -> Self {
        Self {
            year: date.year().unsigned_abs(),
            month: date.month().unsigned_abs(),
            day: Some(date.day().unsigned_abs()),
        }
    }

    /// Whether this date lies before `other` whatever the days are that are not known.
    #[must_use]
    pub fn surely_before(self, other: Self) -> bool {
        match (self.day, other.day) {
            (Some(_), Some(_)) => self < other,
            _ => (self.year, self.month) < (other.year, other.month),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_forms_are_read_with_and_without_the_day() {
        let day = IssueDate::new(2011, 3, Some(16)).expect("a date");
        let month = IssueDate::new(2011, 8, None).expect("a month");
        for text in [
            "2011-03-16",
            "2011-3-16",
            "2011/3/16",
            "2011.03.16",
            "２０１１－３－１６",
            "２０１１年３月１６日",
            "2011年3月16日",
            "2011年03月16日",
            "2011 年 3 月 16 日",
            "2011年3月16号",
            "二〇一一年三月十六日",
            "二○一一年三月十六日",
            "二零一一年三月十六日",
            "二O一一年三月十六日",
        ] {
            assert_eq!(IssueDate::parse(text), Ok(day), "{text}");
        }
        for text in ["2011-08", "2011/8", "2011年8月", "二〇一一年八月"] {
            assert_eq!(IssueDate::parse(text), Ok(month), "{text}");
        }
        assert_eq!(day.arabic(), "2011年3月16日");
        assert_eq!(day.han(), "二〇一一年三月十六日");
        assert_eq!(month.iso(), "2011-08");
    }

    #[test]
    fn impossible_dates_say_what_is_wrong() {
        let cases = [
            ("2026-02-30", DateError::Day(28)),
            ("2026-13-01", DateError::Month),
            ("26-01-01", DateError::Year),
            ("2026.1/1", DateError::Form),
            ("2026-1-1-1", DateError::Form),
            ("2026 1 1", DateError::Form),
            ("2026", DateError::Form),
            ("2026年", DateError::Form),
            ("2026年8日", DateError::Form),
            ("2026年7月8月", DateError::Form),
            ("7月8日", DateError::Year),
            ("二〇二六年七月三十二日", DateError::Day(31)),
            ("26年7月8日", DateError::Year),
            ("二六年七月八日", DateError::Year),
            ("2026-07-08前后", DateError::Form),
            ("明天", DateError::Form),
            ("", DateError::Form),
        ];
        for (text, error) in cases {
            assert_eq!(IssueDate::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_month_is_not_surely_before_its_own_days() {
        let date = |text| IssueDate::parse(text).expect(text);
        assert!(date("2011-08").surely_before(date("2011-09-01")));
        assert!(!date("2011-08").surely_before(date("2011-08-20")));
        assert!(date("2011-08-19").surely_before(date("2011-08-20")));
    }

    #[test]
    fn days_follow_one_another_over_months_and_years() {
        let date = |text| IssueDate::parse(text).expect(text);
        assert_eq!(date("2026-12-31").next_day(), date("2027-01-01"));
        assert_eq!(date("2028-03-01").previous_day(), date("2028-02-29"));
        assert_eq!(date("2026-06").next_day(), date("2026-07-01"));
        assert_eq!(date("2026-06").previous_day(), date("2026-05-31"));
        assert_eq!(date("2026-02").last_day(), date("2026-02-28"));
    }

    #[test]
    fn days_are_counted_from_the_last_day_that_a_month_has() {
        let date = |text| IssueDate::parse(text).expect(text);
        assert_eq!(date("2026-05-01").days_since(date("2026-04-30")), 1);
        assert_eq!(date("2026-05-08").days_since(date("2026-04")), 8);
        assert_eq!(date("2026-03-01").days_since(date("2024-02-28")), 732);
        assert_eq!(date("2026-04-30").days_since(date("2026-05-01")), 0);
        assert_eq!(date("2026-08").days_since(date("2026-07-30")), 2);
    }

    proptest! {
        #[test]
        fn reading_undoes_writing(year in 1900u16..=2999, month in 1u8..=12, day in proptest::option::of(1u8..=28)) {
            let date = IssueDate::new(year, month, day).expect("a date");
            prop_assert_eq!(IssueDate::parse(&date.arabic()), Ok(date));
            prop_assert_eq!(IssueDate::parse(&date.iso()), Ok(date));
            prop_assert_eq!(IssueDate::parse(&date.han()), Ok(date));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,14}") {
            let _ = IssueDate::parse(&text);
        }
    }
}
