//! An issue held against the times of its registers: what has no version on its date, and what changes within the month that is all of its date.

use super::parse::IssueSpec;
use super::parse::series::SeriesFile;
use crate::diag::{Diagnostic, Sink, code};

/// Reports where the issue falls into a gap of a register, and where only the month of its date is known and a register changes within it.
pub fn check(file: &SeriesFile, spec: &IssueSpec, sink: &mut Sink) {
    if !spec.date_is_known {
        return;
    }
    let date = spec.date.value;
    for gap in &file.gaps {
        if !gap.period.holds(Some(date.first_day())) {
            continue;
        }
        let message = format!(
            "“{}”没有这一期成文时的一版：{}没有规定",
            gap.key,
            gap.period.words()
        );
        sink.push(
            Diagnostic::new(code::NO_VERSION, spec.date.span, message)
                .related(gap.span, "各版写在这里")
                .help(
                    "补上那时的一版，如 {至: 2026-06-30, 为: 原来的}；那时确实没有，“为:”后面空着",
                ),
        );
    }
    let (first, last) = (date.first_day(), date.last_day());
    let change = file.specs.starts().find(|day| first < *day && *day <= last);
    if let Some(day) = change {
        let message = format!(
            "日期只写到月，而登记表从{}起有变化，这一期按{}的算",
            day.arabic(),
            first.arabic()
        );
        sink.push(
            Diagnostic::new(code::CHANGE_IN_THE_MONTH, spec.date.span, message)
                .help("日期写到日，如 2026-07-08；或核对这一期的单位、署名、发送和份数"),
        );
    }
}
