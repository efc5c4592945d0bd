//! Who has reported for an issue (报送情况): 已报, 零报, 迟报, 未报.

use super::{Span, Spanned};
use crate::zh::date::IssueDate;

/// Who had to report for one issue, and who has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reporting {
    /// Until when they had to (截止).
    pub closing: Option<Spanned<IssueDate>>,
    /// The units that had to report (应报单位), in the order of the register.
    pub units: Vec<ReportingUnit>,
    /// Who had reported for the issues of the year before this one, the oldest first; only where the outline asks for them.
    pub earlier: Vec<(IssueDate, Vec<ReportingUnit>)>,
}

/// One unit that had to report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportingUnit {
    /// Its code (代号).
    pub code: String,
    /// Its name on the issue's date.
    pub name: String,
    /// Its kind (类别).
    pub category: Option<String>,
    /// What it sent.
    pub delivery: Delivery,
    /// When it sent its last fragment (报送日期), where that is said.
    pub sent_on: Option<Spanned<IssueDate>>,
    /// How many days after the closing that was (迟报); none where it was in time, or where one of the days is not known.
    pub late: Option<u32>,
    /// The metrics (指标) that it reported the last time and not now (缺项), by their names.
    pub missing: Vec<String>,
    /// Where its fragment names it.
    pub place: Option<Span>,
}

/// What a unit sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Delivery {
    /// 未报: nothing.
    Silent,
    /// 零报: it said that there is nothing to report.
    Nil,
    /// 已报.
    Report,
}

/// How many units have reported how; `expected = delivered + silent`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReportingCounts {
    /// 应报
    pub expected: usize,
    /// 已报, 零报 and 迟报 among them.
    pub delivered: usize,
    /// 未报
    pub silent: usize,
    /// 零报
    pub nil: usize,
    /// 迟报
    pub late: usize,
    /// 缺项
    pub partial: usize,
}

impl ReportingUnit {
    /// What readers are told: `已报`, `零报`, `迟报2天`, `零报，迟报2天`, `未报`, `已报，缺建会率`.
    #[must_use]
    pub fn words(&self) -> String {
        let words = match (self.delivery, self.late) {
            (Delivery::Silent, _) => "未报".to_owned(),
            (Delivery::Nil, None) => "零报".to_owned(),
            (Delivery::Nil, Some(days)) => format!("零报，迟报{days}天"),
            (Delivery::Report, None) => "已报".to_owned(),
            (Delivery::Report, Some(days)) => format!("迟报{days}天"),
        };
        match self.missing.as_slice() {
            [] => words,
            missing => format!("{words}，缺{}", missing.join("、")),
        }
    }
}

impl Reporting {
    /// The counts over all units.
    #[must_use]
    pub fn counts(&self) -> ReportingCounts {
        let count = |holds: &dyn Fn(&ReportingUnit) -> bool| {
            self.units.iter().filter(|unit| holds(unit)).count()
        };
        let silent = count(&|unit| unit.delivery == Delivery::Silent);
        ReportingCounts {
            expected: self.units.len(),
            delivered: self.units.len() - silent,
            silent,
            nil: count(&|unit| unit.delivery == Delivery::Nil),
            late: count(&|unit| unit.late.is_some()),
            partial: count(&|unit| !unit.missing.is_empty()),
        }
    }

    /// The units that sent nothing, in the order of the register.
    pub fn silent(&self) -> impl Iterator<Item = &ReportingUnit> {
        self.units
            .iter()
            .filter(|unit| unit.delivery == Delivery::Silent)
    }
}

impl ReportingCounts {
    /// What a note under a table says: `应报14个单位，已报12个（其中零报1个、迟报2个），未报2个。`
    #[must_use]
    pub fn words(&self) -> String {
        let among = [
            ("零报", self.nil),
            ("迟报", self.late),
            ("缺项", self.partial),
        ];
        let among = among.into_iter().filter(|(_, count)| *count > 0);
        let among: Vec<String> = among
            .map(|(word, count)| format!("{word}{count}个"))
            .collect();
        let among = match among.is_empty() {
            true => String::new(),
            false => format!("（其中{}）", among.join("、")),
        };
        let silent = match self.silent {
            0 => "，全部报送".to_owned(),
            silent => format!("，未报{silent}个"),
        };
        format!(
            "应报{}个单位，已报{}个{among}{silent}。",
            self.expected, self.delivered
        )
    }
}
