//! Filing (归档): how an issue is called by those who keep the records (档案室), DA/T 22-2015.

use std::fmt;

/// How long an issue is kept (保管期限); DA/T 22-2015, 5.4.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Retention {
    /// 永久
    Permanent,
    /// 定期30年
    ThirtyYears,
    /// 定期10年
    TenYears,
}

impl Retention {
    /// Every term, the longest first.
    pub const ALL: [Self; 3] = [Self::Permanent, Self::ThirtyYears, Self::TenYears];

    /// As people write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Permanent => "永久",
            Self::ThirtyYears => "30年",
            Self::TenYears => "10年",
        }
    }

    /// Its code in an archival code (档号).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Permanent => "Y",
            Self::ThirtyYears => "D30",
            Self::TenYears => "D10",
        }
    }
}

/// The lowest class of the filing scheme (分类方案), within which items are numbered: 全宗号-WS·年度-保管期限-机构.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilingClass {
    /// The number of the fonds (全宗号): four letters or digits.
    pub fonds: String,
    /// The year (年度) of the date of issue.
    pub year: u16,
    /// How long it is kept.
    pub retention: Retention,
    /// The code of the department (机构): three letters or digits; none where filing is not by department.
    pub department: Option<String>,
}

/// The category of administrative records (文书档案), the only one that is made here.
const CATEGORY: &str = "WS";

impl fmt::Display for FilingClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (fonds, year, retention) = (&self.fonds, self.year, self.retention.code());
        write!(f, "{fonds}-{CATEGORY}·{year:04}-{retention}")?;
        match &self.department {
            Some(department) => write!(f, "-{department}"),
            None => Ok(()),
        }
    }
}

/// The archival code (档号) of an item (件), e.g. `Z109-WS·2026-D30-BGS-0001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArchivalCode {
    /// The class that it is numbered in.
    pub class: FilingClass,
    /// The number of the item (件号), from 1.
    pub number: u32,
}

impl fmt::Display for ArchivalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.class, self.number)
    }
}

impl ArchivalCode {
    /// The code that is written `text`, which must be as [`ArchivalCode`] is shown.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (class, number) = text.rsplit_once('-')?;
        let mut parts = class.split('-');
        let fonds = parts.next()?.to_owned();
        let (_, year) = parts.next()?.split_once('·')?;
        let retention = parts.next()?;
        let code = Self {
            class: FilingClass {
                fonds,
                year: year.parse().ok()?,
                retention: Retention::ALL
                    .into_iter()
                    .find(|known| known.code() == retention)?,
                department: parts.next().map(str::to_owned),
            },
            number: number.parse().ok()?,
        };
        (code.number > 0 && code.to_string() == text).then_some(code)
    }
}

/// Whether `text` can be the number of a fonds (全宗号): four letters or digits (DA/T 22-2015, 5.4.3 a).
#[must_use]
pub fn is_fonds(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether `text` can be the code of a department (机构): three letters or digits (DA/T 22-2015, 5.4.3 d).
#[must_use]
pub fn is_department(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written_and_nothing_else_is() {
        for text in [
            "Z109-WS·2026-D30-BGS-0001",
            "0032-WS·2026-Y-0120",
            "Z109-WS·2026-D10-12345",
        ] {
            let code = ArchivalCode::parse(text).expect(text);
            assert_eq!(code.to_string(), text);
        }
        for text in [
            "",
            "Z109-WS·2026-D30-BGS-1",
            "Z109-WS·2026-D30-BGS-0000",
            "Z109-WS·2026-D20-BGS-0001",
            "Z109-KJ·2026-D30-BGS-0001",
            "Z109-WS·2026-D30-BGS-0001-0002",
        ] {
            assert_eq!(ArchivalCode::parse(text), None, "{text}");
        }
    }
}
