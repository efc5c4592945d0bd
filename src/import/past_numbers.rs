//! Numbers of past issues in any spelling: 文号 such as ［2011］03号, 期号 such as 第二十七期（总第120期）.

use crate::zh::numeral::{han_digit, parse_han};

/// The numbers that a line of the masthead says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastNumbers {
    /// The year in the document number.
    pub year: Option<u32>,
    /// 号
    pub number: Option<u32>,
    /// 期
    pub issue: Option<u32>,
    /// 总期
    pub total: Option<u32>,
    /// 增刊
    pub supplement: Option<u32>,
}

impl PastNumbers {
    /// Whether the line says none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// With what another line says besides.
    pub fn add(&mut self, other: Self) {
        self.year = self.year.or(other.year);
        self.number = self.number.or(other.number);
        self.issue = self.issue.or(other.issue);
        self.total = self.total.or(other.total);
        self.supplement = self.supplement.or(other.supplement);
    }
}

/// A number in Arabic, full-width or Chinese digits, counted or digit by digit.
fn number(text: &str) -> Option<u32> {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '○' | 'Ｏ' | 'O' | 'o' | '零' => '〇',
            c => c,
        })
        .collect();
    if let Ok(number) = plain.parse() {
        return Some(number);
    }
    parse_han(&plain).or_else(|| {
        let digits: Option<String> = plain.chars().map(han_digit).collect();
        digits?.parse().ok()
    })
}

/// What stands between `before` and `after`.
fn between<'t>(text: &'t str, before: &[&str], after: &str) -> Option<&'t str> {
    before.iter().find_map(|before| {
        let (_, rest) = text.split_once(before)?;
        let (inner, _) = rest.split_once(after)?;
        Some(inner.trim())
    })
}

/// The numbers in `line`, where it is a line of nothing else.
#[must_use]
pub fn numbers(line: &str) -> PastNumbers {
    let mut found = PastNumbers::default();
    let text: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    if text.chars().count() > 40 || text.contains('。') || text.contains('《') {
        return found;
    }
    let open = text.find(['〔', '［', '[', '【', '（', '(']);
    if let Some(open) = open.filter(|_| text.ends_with('号')) {
        let rest = &text[open..];
        let inner: String = rest
            .chars()
            .skip(1)
            .take_while(|c| !"〕］]】）)".contains(*c))
            .collect();
        let after: String = rest.chars().skip(2 + inner.chars().count()).collect();
        let own = after.trim_start_matches('第').trim_end_matches('号');
        if let (Some(year), Some(own)) = (number(&inner), number(own)) {
            found.year = Some(year).filter(|year| (1949..=2999).contains(year));
            found.number = Some(own);
            return found;
        }
    }
    found.total = between(&text, &["总第"], "期").and_then(number);
    let without_total = text.replace("总第", "总");
    found.supplement = between(&without_total, &["增刊第", "增刊（第"], "期").and_then(number);
    if found.supplement.is_none() {
        found.issue = between(&without_total, &["第"], "期").and_then(number);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_any_spelling() {
        for (line, year, own) in [
            ("云工督查字［2011］03号", Some(2011), Some(3)),
            ("云工字〔2026〕12号", Some(2026), Some(12)),
            ("云工字(二○一一)第7号", Some(2011), Some(7)),
        ] {
            let found = numbers(line);
            assert_eq!((found.year, found.number), (year, own), "{line}");
        }
        let found = numbers("第 二十七 期（总第120期）");
        assert_eq!((found.issue, found.total), (Some(27), Some(120)));
        assert_eq!(numbers("增刊第2期").supplement, Some(2));
        for line in [
            "根据《办法》〔2011〕3号文件精神。",
            "关于第二期培训班的通知",
            "第三季度情况",
        ] {
            let found = numbers(line);
            assert!(found.number.is_none() && found.total.is_none(), "{line}");
        }
    }
}
