//! Who has reported for an issue: the units that had to, against the fragments and figures that came.

use std::collections::BTreeSet;

use crate::model::{Delivery, Reporting, ReportingUnit, Spanned, UnitReport};
use crate::zh::date::IssueDate;

/// A unit that has to report (应报单位).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Its code (代号).
    pub code: String,
    /// Its name on the issue's date.
    pub name: String,
    /// Its kind (类别).
    pub category: Option<String>,
}

/// Who of `expected` has sent one of `reports`, and whether that was after `closing` (截止). What somebody still
/// has to write (【待填】) has not been sent. A unit that sent several has made a 零报 only if all of them are,
/// and is late if the last was. Units whose codes are `in_figures` have reported with the figures (指标) that stand in a spreadsheet.
#[must_use]
pub fn reporting(
    expected: &[Expectation],
    reports: &[UnitReport],
    in_figures: &BTreeSet<&str>,
    closing: Option<&Spanned<IssueDate>>,
) -> Reporting {
    let units = expected.iter().map(|unit| {
        let own = || {
            let own = reports.iter();
            own.filter(|report| !report.unwritten && report.code.as_deref() == Some(&unit.code))
        };
        let delivery = match own().map(|report| report.nil).reduce(|all, nil| all && nil) {
            None if in_figures.contains(unit.code.as_str()) => Delivery::Report,
            None => Delivery::Silent,
            Some(true) => Delivery::Nil,
            Some(false) => Delivery::Report,
        };
        let sent_on = own()
            .filter_map(|report| report.sent_on)
            .max_by_key(|date| date.value);
        let days = sent_on.as_ref().zip(closing);
        let days = days.map(|(sent, closing)| sent.value.days_since(closing.value));
        ReportingUnit {
            code: unit.code.clone(),
            name: unit.name.clone(),
            category: unit.category.clone(),
            delivery,
            sent_on,
            late: days.filter(|days| *days > 0),
            missing: Vec::new(),
            place: own().next().map(|report| report.place),
        }
    });
    Reporting {
        closing: closing.cloned(),
        units: units.collect(),
        earlier: Vec::new(),
    }
}
