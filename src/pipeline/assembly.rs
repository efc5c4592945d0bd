//! The one way from content to a finished issue: planned, collected, assembled, numbered, judged. Build, check, print and preview all go it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::Sink;
use crate::lint::{self, Archive, ArchiveIssue};
use crate::model::{Document, UnitRegistry, join_lines};
use crate::source::Sources;
use crate::stage::{self, Plan, PlannedIssue};

/// One issue, assembled and judged.
#[derive(Debug)]
pub struct AssembledIssue {
    /// The document; none where the issue has errors. One that is unfinished is for a preview only.
    pub document: Option<Document>,
    /// Whether somebody still has to write some of it.
    pub unfinished: bool,
    /// What is wrong with it, with what the plan found.
    pub sink: Sink,
}

impl AssembledIssue {
    /// The document, if it may be published.
    #[must_use]
    pub fn finished(self) -> (Option<Document>, Sink) {
        (self.document.filter(|_| !self.unfinished), self.sink)
    }
}

/// The plan of `sources`, with what the rules say of the issues as compared with one another.
#[must_use]
pub fn plan(sources: &Sources) -> Plan {
    plan_after(sources, None)
}

/// As [`plan`], where sources have changed a little since another plan was made: see [`stage::plan_after`].
#[must_use]
pub fn plan_after(sources: &Sources, before: Option<(&Plan, &BTreeSet<String>)>) -> Plan {
    let mut plan = stage::plan_after(sources, before);
    for finding in lint::judge_archive(&archive(&plan)) {
        let path = finding.place.map_or("", |place| sources.path(place.file));
        let mut issues = plan.issues.iter_mut();
        let of_issue = issues.find(|issue| {
            let rest = path.strip_prefix(&issue.id.path());
            rest.is_some_and(|rest| rest.starts_with('/'))
        });
        match of_issue {
            Some(issue) => issue.sink.push(finding),
            None => plan.sink.push(finding),
        }
    }
    plan
}

/// Assembles one issue of the plan and judges it.
#[must_use]
pub fn assemble(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> AssembledIssue {
    let mut sink = Sink::default();
    sink.copy_from(&issue.sink);
    let collected = stage::collect(sources, plan, issue);
    let (document, noticed) = stage::document(sources, plan, issue, &mut sink);
    let judgement = lint::judge(&lint::FinishedIssue {
        sources,
        id: &issue.id,
        document: document.as_ref(),
        noticed: &noticed,
        collected: &collected,
    });
    let failed = sink.has_errors() || judgement.failed;
    sink.append(judgement.sink);
    AssembledIssue {
        document: document.filter(|_| !failed),
        unfinished: judgement.unfinished,
        sink,
    }
}

fn archive(plan: &Plan) -> Archive<'_> {
    let mut registers: Vec<&Arc<UnitRegistry>> = Vec::new();
    for series in &plan.series {
        if !registers
            .iter()
            .any(|known| Arc::ptr_eq(known, &series.units))
        {
            registers.push(&series.units);
        }
    }
    let issues = plan.issues.iter().filter_map(|issue| {
        let spec = issue.spec.as_ref()?;
        let amendments = issue.publication.amendments.iter();
        Some(ArchiveIssue {
            id: &issue.id,
            title: join_lines(&spec.title),
            place: spec.title.first().map_or(spec.date.span, |line| line.span),
            amended_by: amendments
                .filter_map(|amendment| amendment.by.as_ref())
                .collect(),
        })
    });
    Archive {
        issues: issues.collect(),
        registers: registers.into_iter().map(|register| &**register).collect(),
    }
}
