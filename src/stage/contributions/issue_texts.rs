//! The texts of units in an issue: articles by their source (来源) or unit, and the fragments that stand under a unit's name.

use std::collections::BTreeSet;

use crate::contribution::{Contribution, ContributionBook, TextKind, TextUse};
use crate::diag::Sink;
use crate::model::{AmendmentKind, FileId, Span, Spanned, UnitRegistry, join_lines};
use crate::source::{Sources, front_matter};
use crate::stage::collect::brought;
use crate::stage::parse::OutlineItem;
use crate::stage::parse::front::{self, Front};
use crate::stage::parse::path::resolve;
use crate::stage::plan::{Plan, PlannedIssue};

/// Adds the texts of `issue`. One that was taken back has none.
pub fn read(sources: &Sources, plan: &Plan, issue: &PlannedIssue, book: &mut ContributionBook) {
    let (Some(spec), Some(series)) = (&issue.spec, plan.series_of(issue)) else {
        return;
    };
    if !spec.date_is_known || is_withdrawn(issue) {
        return;
    }
    let registry = &series.units;
    let date = spec.date.value;
    let mut articles: BTreeSet<FileId> = BTreeSet::new();
    let mut article = |name: &Spanned<String>, column: Option<&str>| {
        let Ok(file) = resolve(sources, &issue.id.path(), name) else {
            return;
        };
        articles.insert(file);
        let Some(front) = front_of(sources, file) else {
            return;
        };
        let place = front.head.title.first();
        let place = place.map_or(Span::file_start(file), |line| line.span);
        for named in senders(&front) {
            let Some(unit) = code_of(&named, registry) else {
                book.unknown.push((named, issue.id.clone()));
                continue;
            };
            book.all.push(Contribution {
                unit,
                title: join_lines(&front.head.title),
                date,
                used: TextUse::Issue {
                    id: issue.id.clone(),
                    column: column.map(str::to_owned),
                    kind: TextKind::Article,
                },
                place,
            });
        }
    };
    let mut by_units = false;
    OutlineItem::all(&spec.outline, &mut |item| match item {
        OutlineItem::Column {
            title,
            articles: names,
        } => names
            .iter()
            .for_each(|name| article(name, Some(&title.value))),
        OutlineItem::Articles(names) => names.iter().for_each(|name| article(name, None)),
        OutlineItem::Units(_) => by_units = true,
        _ => {}
    });
    if !by_units {
        return;
    }
    let reports = brought(sources, plan, issue).reports.iter();
    for report in reports {
        if report.nil || report.unwritten || articles.contains(&report.file) {
            continue;
        }
        let Some(unit) = &report.code else { continue };
        let title = front_of(sources, report.file).map(|front| join_lines(&front.head.title));
        book.all.push(Contribution {
            unit: unit.clone(),
            // Every fragment is a text of its own, whatever it is called.
            title: match title.filter(|title| !title.is_empty()) {
                Some(title) => title,
                None => format!("{}的片段（{}）", report.unit, issue.id.path()),
            },
            date,
            used: TextUse::Issue {
                id: issue.id.clone(),
                column: None,
                kind: TextKind::Fragment,
            },
            place: report.place,
        });
    }
}

/// The front matter of a fragment. What is wrong with it is said where it is read for its text.
fn front_of(sources: &Sources, file: FileId) -> Option<Front> {
    let mut unheard = Sink::default();
    let parts = front_matter::split(sources.text(file), file, &mut unheard)?;
    Some(front::read(&parts, file, &mut unheard))
}

/// Who sent an article: the unit that it is about, or its source; several where they sent it together (甲、乙).
fn senders(front: &Front) -> Vec<String> {
    if let Some(unit) = &front.unit {
        return vec![unit.value.clone()];
    }
    let source = front.head.source.as_deref().unwrap_or_default();
    let names = source.split(['、', '，', ',', '；', ';']).map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn code_of(name: &str, registry: &UnitRegistry) -> Option<String> {
    let index = registry.find_by_any_name(name)?;
    Some(registry.units.get(index)?.code.clone())
}

/// Whether what stands in `issue` was ever taken back (撤回): its texts were not used then.
fn is_withdrawn(issue: &PlannedIssue) -> bool {
    let mut amendments = issue.publication.amendments.iter();
    amendments.any(|amendment| amendment.kind == AmendmentKind::Withdrawn)
}
