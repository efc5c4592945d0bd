//! The index by number: document numbers (文号) by what they begin with (代字), and issue numbers (期号) by series.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::context::ArchiveContext;
use super::dated::ListedIssue;
use super::term::{Term, TermNotes};
use crate::model::Entry;
use crate::site::Route;

/// Every series of numbers, the document numbers first; within each the latest year first, and in a year the highest number.
pub(super) fn terms<'a>(whole: &ArchiveContext<'a>) -> Vec<Term<'a>> {
    let mut documents: BTreeMap<&str, Vec<(u32, ListedIssue<'a>)>> = BTreeMap::new();
    let mut issues: Vec<Term<'a>> = Vec::new();
    for series in whole.series {
        issues.push(Term {
            name: series.name.clone(),
            group: Some("期号".to_owned()),
            base: Route::issue_numbers(&series.code),
            items: Vec::new(),
            notes: TermNotes::default(),
        });
    }
    for &entry in &whole.newest {
        if let Some(number) = &entry.summary.document_number {
            let (prefix, year, serial) = parts(number, entry);
            documents.entry(prefix).or_default().push((
                serial,
                ListedIssue {
                    entry,
                    year,
                    passages: Vec::new(),
                    number: Some(number),
                },
            ));
        }
        let place = |code: &str| whole.series.iter().position(|one| one.code == code);
        if let Some(number) = &entry.summary.issue_number
            && let Some(at) = place(&entry.summary.id.series)
        {
            issues[at].items.push(ListedIssue {
                entry,
                year: entry.summary.id.year,
                passages: Vec::new(),
                number: Some(number),
            });
        }
    }
    let mut terms = Vec::new();
    for (prefix, mut items) in documents {
        items.sort_by_key(|(serial, item)| Reverse((item.year, *serial, &item.entry.summary.id)));
        terms.push(Term {
            name: prefix.to_owned(),
            group: Some("文号".to_owned()),
            base: Route::document_numbers(prefix),
            items: items.into_iter().map(|(_, item)| item).collect(),
            notes: TermNotes::default(),
        });
    }
    issues.retain(|term| !term.items.is_empty());
    for term in &mut issues {
        let items = &mut term.items;
        items.sort_by_key(|item| Reverse((item.year, &item.entry.summary.id)));
    }
    terms.extend(issues);
    terms
}

/// The parts of a document number such as `云工发〔2026〕6号`: what it begins with (代字), year and serial number (发文顺序号).
///
/// A number that is written in another way counts as of its issue's year, and its serial number is the first that stands in it.
fn parts<'a>(number: &'a str, entry: &Entry) -> (&'a str, u16, u32) {
    let bracketed = number
        .split_once('〔')
        .and_then(|(prefix, rest)| {
            rest.split_once('〕')
                .map(|(year, rest)| (prefix, year, rest))
        })
        .and_then(|(prefix, year, rest)| Some((prefix, year.trim().parse::<u16>().ok()?, rest)));
    let (prefix, year, rest) = bracketed.unwrap_or_else(|| {
        let digit = number.find(|c: char| c.is_ascii_digit());
        let (prefix, rest) = number.split_at(digit.unwrap_or(number.len()));
        (prefix, entry.summary.id.year, rest)
    });
    let digits: String = rest
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let serial = digits.parse().ok();
    let prefix = prefix.trim();
    (
        if prefix.is_empty() { number } else { prefix },
        year,
        serial.or(entry.summary.id.folder_number()).unwrap_or(0),
    )
}
