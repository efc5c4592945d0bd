//! The 文号 and 期号 of the issues, so that the document with the number that is asked for comes before those that cite it.

use serde::{Deserialize, Serialize};

use super::code::{Bits, signed};
use super::fold::fold;
use super::passage::{Passage, PassageKind};
use crate::model::IssueId;

/// The numbers of an issue, as queries ask for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumbersInText {
    /// Year and number of its 文号.
    document: Option<(i64, i64)>,
    /// Its 期号.
    issue: Option<i64>,
}

impl NumbersInText {
    /// Those of the issue that has these passages.
    #[must_use]
    pub fn of(passages: &[Passage]) -> Self {
        // The number of an issue may be in its title alone.
        let top = passages
            .iter()
            .filter(|passage| matches!(passage.kind, PassageKind::Number | PassageKind::Title));
        let top: Vec<String> = top.map(|passage| fold(&passage.text)).collect();
        Self {
            document: top.iter().find_map(|text| document_number(text)),
            issue: top.iter().find_map(|text| issue_number(text)),
        }
    }
}

/// The numbers of all issues as [`format`](super::format) describes them.
pub(super) fn bits<'a>(issues: impl Iterator<Item = (&'a IssueId, NumbersInText)>) -> Bits {
    let mut bits = Bits::default();
    for (id, numbers) in issues {
        let folder = id.folder.trim_start_matches('s').parse().unwrap_or(0_i64);
        let NumbersInText {
            document,
            issue: number,
        } = numbers;
        bits.push(u32::from(document.is_some()), 1);
        if let Some((year, number)) = document {
            signed(&mut bits, year - i64::from(id.year));
            signed(&mut bits, number - folder);
        }
        bits.push(u32::from(number.is_some()), 1);
        if let Some(number) = number {
            signed(&mut bits, number - folder);
        }
    }
    bits
}

/// Year and number of a text that is a 文号 and nothing else, e.g. 云工督查字〔2026〕4号, folded.
fn document_number(text: &str) -> Option<(i64, i64)> {
    let (code, rest) = text.split_once('[')?;
    let (year, rest) = rest.split_once(']')?;
    let number = rest.strip_suffix('号')?;
    let is_code = code.chars().count() <= 20 && code.chars().all(char::is_alphanumeric);
    (is_code && year.len() == 4).then_some((digits(year)?, digits(number)?))
}

/// The number of a text that is a 期号, e.g. 第27期 or 2026年第二十七期(总第103期), folded.
fn issue_number(text: &str) -> Option<i64> {
    let (before, rest) = text.split_once('第')?;
    let (number, _) = rest.split_once('期')?;
    let is_year = before.chars().all(|c| c.is_ascii_digit() || c == '年');
    is_year.then(|| digits(number).or_else(|| chinese(number)))?
}

fn digits(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.len() < 8 && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

/// A number in Chinese digits below 10,000.
fn chinese(text: &str) -> Option<i64> {
    let (mut sum, mut digit) = (0, 0);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => 0,
        };
        if unit > 0 {
            sum += digit.max(1) * unit;
            digit = 0;
        } else {
            digit = "零一二三四五六七八九"
                .chars()
                .position(|known| known == c)
                .and_then(|at| i64::try_from(at).ok())?;
        }
    }
    (!text.is_empty()).then_some(sum + digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_from_a_title_that_cites_one() {
        assert_eq!(
            document_number(&fold("云工督查字〔2026〕4号")),
            Some((2026, 4))
        );
        assert_eq!(
            document_number(&fold("关于落实（云工发〔2025〕3号）的通知")),
            None
        );
        assert_eq!(issue_number("第27期"), Some(27));
        assert_eq!(issue_number("2026年第27期"), Some(27));
        assert_eq!(
            issue_number(&fold("第一百二十七期（总第308期）")),
            Some(127)
        );
        assert_eq!(issue_number("关于举办第3期培训班的通知"), None);
    }
}
