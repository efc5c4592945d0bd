//! Who sent which text (供稿), and where it was used: what the issues of the plan say, and the list that the office keeps (来稿登记), by the rules of `计分.yaml`.

mod issue_texts;
mod register;

use std::collections::{BTreeMap, BTreeSet};

use super::parse::path::{looks_like, resolve};
use super::parse::scores;
use super::parse::table::split_sheet;
use super::plan::{Plan, PlannedIssue};
use super::reach::may_quote;
use crate::contribution::{
    Contribution, ContributionBook, ContributionTally, TallyPlace, TextUse, UnitDirectory, text_key,
};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Audience, Dated};
use crate::source::Sources;
use crate::zh::date::IssueDate;

/// The file of the rules, in the content folder.
const RULES: &str = "计分.yaml";

/// What is known of contributions; what is wrong with rules and list is reported.
#[must_use]
pub fn contributions(sources: &Sources, plan: &Plan, sink: &mut Sink) -> ContributionBook {
    let directory = UnitDirectory::of(plan.registers(&|_| true));
    let mut book = ContributionBook {
        directory,
        ..ContributionBook::default()
    };
    let Some(file) = sources.find(RULES) else {
        if let Some(mistaken) = looks_like(sources, "", RULES) {
            let effect = "供稿不统计";
            sink.push(super::folders::misnamed(sources, mistaken, RULES, effect));
            book.is_unread = true;
        }
        return book;
    };
    let series: BTreeSet<&str> = plan
        .series
        .iter()
        .map(|series| series.last().series.code.as_str())
        .chain(plan.broken_series.iter().map(String::as_str))
        .collect();
    let Some(read) = scores::parse(sources, file, &series, sink) else {
        book.is_unread = true;
        return book;
    };
    let names: Vec<&str> = plan
        .series
        .iter()
        .map(|series| series.last().series.name.as_str())
        .chain(series.iter().copied())
        .collect();
    for issue in &plan.issues {
        issue_texts::read(sources, plan, issue, &mut book);
    }
    for named in &read.registers {
        let (path, sheet) = split_sheet(named);
        match resolve(sources, "", path) {
            Ok(file) => register::read(
                sources,
                (file, sheet),
                &read.rules,
                &book.directory,
                &names,
                &mut book.all,
                sink,
            ),
            Err(problem) => {
                problem.report(sources, "", path, named.span, sink);
                book.is_unread = true;
            }
        }
    }
    say_registered_twice(&book.all, sink);
    book.audience = read.audience;
    book.rules = Some(read.rules);
    book
}

/// Says of each line of a list that has the same text in the same paper as an earlier line of its year: it is counted once.
fn say_registered_twice(all: &[Contribution], sink: &mut Sink) {
    let mut known: BTreeMap<(&str, String, &str, u16), &Contribution> = BTreeMap::new();
    for line in all {
        let TextUse::Outlet(outlet) = &line.used else {
            continue;
        };
        let key = (
            line.unit.as_str(),
            text_key(&line.title),
            outlet.as_str(),
            line.date.year,
        );
        let Some(first) = known.get(&key) else {
            known.insert(key, line);
            continue;
        };
        let message = format!(
            "“{}”在“{outlet}”登记了两次（{}和{}），只计一次",
            first.title,
            first.date.iso(),
            line.date.iso()
        );
        sink.push(
            Diagnostic::new(code::TABLE_ODD, line.place, message)
                .related(first.place, "先登记的一行")
                .help("重复登记的，删去一行；确实是两篇，把标题写得不同"),
        );
    }
}

/// What `issue` may say of the texts of `period`: those in issues that it may repeat, its own among them. None without rules.
#[must_use]
pub fn tally_for(
    plan: &Plan,
    issue: &PlannedIssue,
    period: (IssueDate, IssueDate),
) -> Option<ContributionTally> {
    let mut tally = plan.contributions.tally(period, &|id| {
        let mut issues = plan.issues.iter();
        let other = issues.find(|other| other.id == *id);
        other.is_some_and(|other| other.id == issue.id || may_quote(issue, other))
    })?;
    let is_public = issue.publication.audience == Audience::Public;
    tally.keep_series(&|code| {
        let mut series = plan.series.iter().map(Dated::last);
        let found = series.find(|series| series.series.code == code);
        let audience = found.and_then(|series| series.audience);
        !is_public || audience != Some(Audience::Internal)
    });
    Some(tally)
}

/// What a place where texts are used is called.
#[must_use]
pub fn place_name(plan: &Plan, place: &TallyPlace) -> String {
    let series = plan.series.iter().map(|series| &*series.last().series);
    place.name(series).to_owned()
}
