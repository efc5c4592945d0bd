//! Dates in any spelling that is met in what is sent in.

use crate::tidy::date_in_words;
use crate::zh::date::IssueDate;

/// The date that `text` is: 2026年6月30日, 二〇二六年六月三十日 with any circle for its zero, 2026.6.30, 2026-06.
#[must_use]
pub fn typed_date(text: &str) -> Option<IssueDate> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if matches!(c, 'o' | 'О' | 'о' | '0' if text.contains('二') && !text.contains('2')) {
                '〇'
            } else {
                c
            }
        })
        .collect();
    date_in_words(&plain).or_else(|| IssueDate::parse(&plain).ok())
}

#[cfg(test)]
mod tests {
    use super::typed_date;

    #[test]
    fn dates_are_read_in_any_spelling() {
        for text in [
            "2026年6月30日",
            "二〇二六年六月三十日",
            "二o二六年六月三十日",
            "2026.6.30",
            "２０２６年６月３０日",
        ] {
            assert_eq!(
                typed_date(text).map(|date| date.iso()),
                Some("2026-06-30".to_owned()),
                "{text}"
            );
        }
        for text in ["6月30日", "今年上半年", "2026年", "12.5"] {
            assert_eq!(typed_date(text), None, "{text}");
        }
    }
}
