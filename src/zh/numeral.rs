//! Chinese numerals: 一 to 九千九百九十九 for counting, 〇 to 九 digit by digit for years.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// `number` in words as used for counting and ordering: 10 is 十, 12 is 十二, 20 is 二十, 105 is 一百零五.
///
/// Covers 0 (〇) to 9999; larger numbers are written digit by digit, as no document counts its headings so far.
#[must_use]
pub fn han(number: u32) -> String {
    if number == 0 {
        return "〇".to_owned();
    }
    if number > 9999 {
        return han_digits(number);
    }
    let mut words = String::new();
    let mut skipped_place = false;
    for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / place % 10;
        if digit == 0 {
            skipped_place = !words.is_empty();
            continue;
        }
        if skipped_place {
            words.push('零');
            skipped_place = false;
        }
        // 十 to 十九 are said without 一; 一百一十 keeps it.
        if !(digit == 1 && place == 10 && words.is_empty()) {
            words.push(DIGITS[digit as usize]);
        }
        words.push_str(name);
    }
    words
}

/// `number` digit by digit, as years are written: 2011 is 二〇一一 (GB/T 15835-2011, 5.2.5).
#[must_use]
pub fn han_digits(number: u32) -> String {
    number
        .to_string()
        .chars()
        .filter_map(|c| c.to_digit(10))
        .map(|digit| DIGITS[digit as usize])
        .collect()
}

/// A digit of a number that is written digit by digit, 〇 to 九 or 0 to 9, as 0 to 9.
#[must_use]
pub fn han_digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let value = DIGITS.iter().position(|digit| *digit == c)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}

/// The number that `words` says, the inverse of [`han`]; also understands 零 for 〇 and 两 for 二.
///
/// `None` where `words` is empty or not a numeral that [`han`] could have written.
#[must_use]
pub fn parse_han(words: &str) -> Option<u32> {
    let mut total = 0;
    let mut digit: Option<u32> = None;
    let mut last_place = u32::MAX;
    let mut any = false;
    for c in words.chars() {
        any = true;
        let place = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '〇' | '零' => {
                if digit.is_some() || (total == 0 && words.chars().count() > 1) {
                    return None;
                }
                digit = None;
                continue;
            }
            _ => {
                let value = match c {
                    '两' => 2,
                    _ => u32::try_from(DIGITS.iter().position(|&d| d == c)?).ok()?,
                };
                if digit.replace(value).is_some() {
                    return None;
                }
                continue;
            }
        };
        if place >= last_place {
            return None;
        }
        let count = match digit.take() {
            Some(count) => count,
            None if place == 10 => 1,
            None => return None,
        };
        total += count * place;
        last_place = place;
    }
    any.then_some(total + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_as_people_do() {
        let expected = [
            (0, "〇"),
            (1, "一"),
            (9, "九"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (111, "一百一十一"),
            (1000, "一千"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (1100, "一千一百"),
            (9999, "九千九百九十九"),
        ];
        for (number, words) in expected {
            assert_eq!(han(number), words);
        }
    }

    #[test]
    fn years_are_written_digit_by_digit() {
        assert_eq!(han_digits(2011), "二〇一一");
        assert_eq!(han_digits(2026), "二〇二六");
    }

    #[test]
    fn what_is_no_numeral_is_refused() {
        for words in ["", "甲", "十百", "一一", "百", "二〇一一", "十甲"] {
            assert_eq!(parse_han(words), None, "{words}");
        }
        assert_eq!(parse_han("一百零五"), Some(105));
        assert_eq!(parse_han("两百"), Some(200));
    }

    proptest! {
        #[test]
        fn reading_undoes_writing(number in 0u32..=9999) {
            prop_assert_eq!(parse_han(&han(number)), Some(number));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,12}") {
            let _ = parse_han(&text);
        }
    }
}
