//! `表: …` with `供稿: …` in an outline: who sent how many texts.

use super::keys;
use super::outline_tables::{choices, looks_like_a_file};
use crate::contribution::{ContributionColumn, ContributionPart};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Span, Spanned};
use crate::source::yaml_text::scalar;
use crate::source::{Fields, Key, value};
use crate::zh::date::IssueDate;

/// A table of contributions as the outline asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributionItem {
    /// Its caption: the value of `表`.
    pub caption: Spanned<String>,
    /// Which units it has: all that are one of these.
    pub what: Vec<Spanned<ContributionPart>>,
    /// Its columns (列); empty for the usual ones.
    pub columns: Vec<Spanned<ContributionColumn>>,
    /// 自: the first day; January 1st of the issue's year where nothing is said.
    pub from: Option<Spanned<IssueDate>>,
    /// 至: the last day; the date of the issue where nothing is said.
    pub until: Option<Spanned<IssueDate>>,
    /// 横排
    pub landscape: bool,
    /// 注
    pub note: Option<Spanned<String>>,
    /// Where the entry stands.
    pub span: Span,
}

/// Reads one; `表` and `供稿` are among its keys.
pub fn read(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<ContributionItem> {
    let caption = fields
        .require(keys::TABLE, sink)
        .and_then(|node| value::text(node, "表", sink));
    let what = fields
        .get(keys::CONTRIBUTIONS, sink)
        .map_or_else(Vec::new, |node| {
            choices(node, "供稿", ContributionPart::WORDS, sink)
        });
    let columns = fields
        .get(keys::COLUMNS, sink)
        .map_or_else(Vec::new, |node| {
            choices(node, "列", ContributionColumn::WORDS, sink)
        });
    let mut day = |key: Key, sink: &mut Sink| {
        let node = fields.get(key, sink)?;
        value::date(node, key.zh, sink)
    };
    let (from, until) = (day(keys::FROM, sink), day(keys::UNTIL, sink));
    let landscape = fields
        .get(keys::LANDSCAPE, sink)
        .and_then(|node| value::boolean(node, "横排", sink))
        .unwrap_or(false);
    let note = fields
        .get(keys::NOTE, sink)
        .and_then(|node| value::text(node, "注", sink));
    let caption = caption?;
    if looks_like_a_file(&caption.value) {
        let message = format!("“{}”像是文件名，这里写的是表题", caption.value);
        let help = format!(
            "程序填写的表写成 {}；要用现成的表格文件，删去“供稿”",
            fields.example(keys::TABLE)
        );
        sink.push(Diagnostic::new(code::BAD_VALUE, caption.span, message).help(help));
        return None;
    }
    if let (Some(from), Some(until)) = (&from, &until)
        && (until.value < from.value || until.value.year != from.value.year)
    {
        let message = "“自”和“至”要在同一年，“自”在前";
        let finding = Diagnostic::new(code::BAD_DATE, until.span, message);
        sink.push(finding.help("如 自: 2026-01-01，至: 2026-06-30；几年的，一年一张表"));
        return None;
    }
    Some(ContributionItem {
        caption,
        what,
        columns,
        from,
        until,
        landscape,
        note,
        span: fields.span(),
    })
}

impl ContributionItem {
    /// The first and the last day for an issue of `date`.
    #[must_use]
    pub fn period(&self, date: IssueDate) -> (IssueDate, IssueDate) {
        let until = self.until.as_ref().map_or(date, |day| day.value);
        let first = IssueDate {
            year: until.year,
            month: 1,
            day: Some(1),
        };
        let from = self.from.as_ref().map_or(first, |day| day.value);
        (from.first_day(), until.last_day())
    }

    /// How it is written, a line each, for the outline of the next issue.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let words = |words: Vec<&'static str>| match words.as_slice() {
            [one] => (*one).to_owned(),
            several => format!("[{}]", several.join(", ")),
        };
        let word = |part: &Spanned<ContributionPart>| {
            let mut known = ContributionPart::WORDS.iter();
            known
                .find(|(it, _)| *it == part.value)
                .map(|(_, word)| *word)
        };
        let what: Vec<&'static str> = self.what.iter().filter_map(word).collect();
        let mut lines = vec![
            format!("表: {}", scalar(&self.caption.value)),
            match what.is_empty() {
                true => "供稿: 全部".to_owned(),
                false => format!("供稿: {}", words(what)),
            },
        ];
        if !self.columns.is_empty() {
            let columns = self.columns.iter().filter_map(|column| {
                let mut known = ContributionColumn::WORDS.iter();
                known
                    .find(|(it, _)| *it == column.value)
                    .map(|(_, word)| *word)
            });
            lines.push(format!("列: [{}]", columns.collect::<Vec<_>>().join(", ")));
        }
        if self.landscape {
            lines.push("横排: 是".to_owned());
        }
        lines
    }
}
