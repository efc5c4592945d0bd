//! The one way from content to a finished issue: planned, collected, assembled, numbered, judged. Build, check, print and preview all go it.

use std::cell::OnceCell;

use super::corrected::corrected;
use super::past_figures::past_figures;
use super::recipients;
use crate::diag::Sink;
use crate::issuance::{self, Act, ActKind, BadRecord, Departure, IssuanceRecord, Wording};
use crate::lint::{self, Archive, ArchiveIssue};
use crate::model::{Amendment, AmendmentKind, Document, FileId, IssueAct, Span, join_lines};
use crate::source::Sources;
use crate::stage::parse::OutlineItem;
use crate::stage::{self, Plan, PlanMemory, PlannedIssue, PublicationSpec};

/// One issue, assembled and judged.
#[derive(Debug)]
pub struct AssembledIssue {
    /// The document; none where the issue has errors. One that is unfinished is for a preview only.
    pub document: Option<Document>,
    /// Whether it may not be published as it is: somebody still has to write some of it, or it is no longer what was issued.
    pub unfinished: bool,
    /// What was issued, where that has been recorded.
    pub record: Option<IssuanceRecord>,
    /// Whether it says what other issues of its series bring: then it may change when they do.
    pub leans_on_series: bool,
    /// Whether it is for paper that has its red parts already (套打), which only print leaves out: the archive keeps what was issued, red head and all.
    pub overprint: bool,
    /// What is wrong with it, with what the plan found.
    pub sink: Sink,
}

impl AssembledIssue {
    /// The document, if it may be published.
    #[must_use]
    pub fn finished(self) -> (Option<Document>, Sink) {
        (self.document.filter(|_| !self.unfinished), self.sink)
    }

    /// Holds the issue against the record of what was issued. One that departs from it may be previewed, and not be published; without a record that can
    /// be believed there is nothing to be held against.
    fn held_to_record(
        mut self,
        sources: &Sources,
        plan: &Plan,
        issue: &PlannedIssue,
        record: Option<FoundRecord>,
    ) -> Self {
        let place = place_of(sources, issue);
        let said = issue.spec.as_ref().and_then(|spec| spec.issued_on);
        let Some((file, read)) = record else {
            if let Some(said) = said {
                issuance::missing(&issue.id, said.span, None, &mut self.sink);
                self.unfinished = true;
            }
            return self;
        };
        if issue.publication.draft {
            issuance::draft(&issue.id, place, &mut self.sink);
            self.unfinished = true;
        }
        let record = match read {
            Ok(record) => record,
            Err(bad) => {
                issuance::unreadable(&issue.id, &bad, &mut self.sink);
                self.unfinished = true;
                return self;
            }
        };
        if let Some(said) = said
            && record.issued_on() != Some(said.value)
        {
            issuance::missing(&issue.id, said.span, Some(&record), &mut self.sink);
            self.unfinished = true;
        }
        if let Some(document) = &mut self.document {
            let now = wording(document, sources);
            let changes = issuance::compare(&record.text, &now);
            if !changes.is_empty() {
                let departure = Departure {
                    sources,
                    record: (file, &record),
                    figures: &past_figures(plan, issue),
                    now: &now,
                    changes: &changes,
                    amended: !unrecorded(document, &record).is_empty(),
                    program: PROGRAM,
                    place,
                };
                issuance::changed(&departure, &mut self.sink);
                self.unfinished = true;
            } else if let Some(spec) = &issue.spec {
                let unrecorded = unrecorded(document, &record);
                unrecorded_acts(
                    &spec.publication,
                    &record,
                    &unrecorded,
                    place,
                    &mut self.sink,
                );
            }
            let acts = record.acts_of(&document.publication.amendments);
            let is_kept = |act: &Act| acts.iter().flatten().any(|kept| std::ptr::eq(*kept, act));
            for act in record
                .acts
                .iter()
                .filter(|act| act.is_amendment() && !is_kept(act))
            {
                issuance::act_gone(&issue.id, act, place, &mut self.sink);
                self.unfinished = true;
            }
            document.publication.acts = acts_told(&record, &acts);
            document.publication.corrected = corrected(document, &now, &acts);
            // What a withdrawal (撤回) took out is not shown again.
            let amendments = &mut document.publication.amendments;
            for (amendment, act) in amendments.iter_mut().zip(acts) {
                if let (AmendmentKind::Corrected, Some(act)) = (amendment.kind, act) {
                    amendment.changes.clone_from(&act.changes);
                }
            }
        }
        self.record = Some(record);
        self
    }
}

/// What readers are told of the acts of a record; `of_amendments` are those of the issue's amendments.
fn acts_told(record: &IssuanceRecord, of_amendments: &[Option<&Act>]) -> Vec<IssueAct> {
    let acts = record.acts.iter().map(|act| IssueAct {
        date: act.date,
        word: match (act.kind, &act.reason) {
            (ActKind::Moved, Some(from)) => format!("{}（{from}）", act.kind.word()),
            _ => act.kind.word().to_owned(),
        },
        amendment: of_amendments
            .iter()
            .position(|other| other.is_some_and(|other| std::ptr::eq(other, act))),
    });
    acts.collect()
}

/// Says what `issue.yaml` says has become of an issue that its record does not know yet: so far no page tells of it among the acts.
fn unrecorded_acts(
    said: &PublicationSpec,
    record: &IssuanceRecord,
    unrecorded: &[&Amendment],
    place: Span,
    sink: &mut Sink,
) {
    let amendments = said.amendments.iter().filter(|one| {
        unrecorded
            .iter()
            .any(|other| other.kind == one.kind && other.date == one.date.value)
    });
    let amendments = amendments.map(|one| (one.kind.word(), one.date.span));
    let moved = record.moved_from.as_ref().map(|from| {
        let former = said.former.iter().find(|former| former.value == *from);
        (
            ActKind::Moved.word(),
            former.map_or(place, |former| former.span),
        )
    });
    for (word, place) in amendments.chain(moved) {
        issuance::unrecorded(&record.id, word, place, sink);
    }
}

/// The place that stands for the issue as a whole.
#[must_use]
pub fn place_of(sources: &Sources, issue: &PlannedIssue) -> Span {
    let spec = issue.spec.as_ref().map(|spec| spec.date.span);
    spec.unwrap_or_else(|| {
        let file = sources.find(&format!("{}/issue.yaml", issue.id.path()));
        Span::file_start(file.unwrap_or(FileId(0)))
    })
}

/// Says of a draft, which no site shows, that it has been issued.
pub fn judge_draft(sources: &Sources, issue: &PlannedIssue, sink: &mut Sink) {
    if issuance::find(sources, &issue.id, &issue.publication.former).is_some() {
        issuance::draft(&issue.id, place_of(sources, issue), sink);
    }
}

/// The plan of `sources`, with what the rules say of the issues as compared with one another.
#[must_use]
pub fn plan(sources: &Sources) -> Plan {
    plan_after(sources, PlanMemory::default())
}

/// As [`plan`], where something is known before: see [`stage::plan_after`].
#[must_use]
pub fn plan_after(sources: &Sources, memory: PlanMemory<'_>) -> Plan {
    let mut plan = stage::plan_after(sources, memory);
    let figures = stage::figures(sources, &plan);
    for (issue, (figures, found)) in plan.issues.iter_mut().zip(figures) {
        issue.figures = figures;
        issue.sink.append(found);
    }
    let mut found = Sink::default();
    plan.contributions = stage::contributions(sources, &plan, &mut found);
    plan.sink.append(found);
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

/// The program that writes records, with its version.
pub const PROGRAM: &str = concat!("jianbao ", env!("CARGO_PKG_VERSION"));

/// The words of a document, with the checksums of the files that go along with it.
#[must_use]
pub fn wording(document: &Document, sources: &Sources) -> Wording {
    Wording::of(document, sources, &|file| {
        let read = stage::discover::checksum(&sources.disk_path(file));
        read.map_or_else(
            || format!("{} 字节", sources.size(file)),
            |checksum| format!("sha256:{checksum}"),
        )
    })
}

/// What `issue.yaml` says has become of an issue and its record does not know yet.
#[must_use]
pub fn unrecorded<'a>(document: &'a Document, record: &IssuanceRecord) -> Vec<&'a Amendment> {
    let amendments = &document.publication.amendments;
    let acts = record.acts_of(amendments);
    let pairs = amendments.iter().zip(acts);
    pairs
        .filter_map(|(amendment, act)| act.is_none().then_some(amendment))
        .collect()
}

/// Assembles one issue of the plan, judges it, and holds it against what was issued.
#[must_use]
pub fn assemble(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> AssembledIssue {
    let record = find_record(sources, issue);
    judged(sources, plan, issue, record.as_ref()).held_to_record(sources, plan, issue, record)
}

/// Assembles one issue of the plan and judges it, whatever the words were that were issued before.
#[must_use]
pub fn assemble_anew(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> AssembledIssue {
    judged(sources, plan, issue, find_record(sources, issue).as_ref())
}

/// A record and the file that it stands in, or why it cannot be believed.
type FoundRecord = (FileId, Result<IssuanceRecord, BadRecord>);

fn find_record(sources: &Sources, issue: &PlannedIssue) -> Option<FoundRecord> {
    issuance::find(sources, &issue.id, &issue.publication.former)
}

/// Assembles one issue of the plan and judges it; of what the program settles by itself, `record` says how it was settled when the issue went out.
fn judged(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    record: Option<&FoundRecord>,
) -> AssembledIssue {
    let mut sink = Sink::default();
    sink.copy_from(&issue.sink);
    let collected = stage::collect(sources, plan, issue);
    let (mut document, noticed) = stage::document(sources, plan, issue, &collected, &mut sink);
    if let Some(document) = &mut document {
        let record = record.and_then(|(_, read)| read.as_ref().ok());
        recipients::settle(document, record, &mut sink);
    }
    let judgement = lint::judge(&lint::FinishedIssue {
        sources,
        id: &issue.id,
        document: document.as_ref(),
        noticed: &noticed,
        collected: &collected,
        prose: OnceCell::new(),
    });
    let failed = sink.has_errors() || judgement.failed;
    sink.append(judgement.sink);
    let mut document = document.filter(|_| !failed);
    let overprint = document
        .as_mut()
        .is_some_and(|document| std::mem::take(&mut document.head.elements.overprint));
    AssembledIssue {
        document,
        overprint,
        unfinished: judgement.unfinished,
        record: None,
        leans_on_series: collected.ledger.date.is_some()
            || asks_for_figures(sources, plan, issue)
            || asks_for_reports(issue),
        sink,
    }
}

/// Whether an issue quotes figures (指标), or has figures of its own, which are held against those of the issues before it.
fn asks_for_figures(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> bool {
    let series = plan.series_of(issue);
    let mut texts = sources.below(&issue.id.path());
    series.is_some_and(|series| !series.metrics.is_empty())
        && (issue.figures.is_some()
            || texts.any(|(file, _)| {
                let text = sources.text(file);
                text.contains("{{") || text.contains("指标") || text.contains("metrics")
            }))
}

/// Whether the outline has a table of who has reported (报送情况), which may be about the whole year.
fn asks_for_reports(issue: &PlannedIssue) -> bool {
    let mut asks = false;
    let outline = issue.spec.iter().map(|spec| &spec.outline);
    outline.for_each(|outline| {
        OutlineItem::all(outline, &mut |item| {
            asks |= matches!(item, OutlineItem::Reporting(_));
        });
    });
    asks
}

fn archive(plan: &Plan) -> Archive<'_> {
    let issues = plan.issues.iter().filter_map(|issue| {
        let spec = issue.spec.as_ref()?;
        let amendments = issue.publication.amendments.iter();
        Some(ArchiveIssue {
            id: &issue.id,
            title: join_lines(&spec.title),
            topics: spec.topics.iter().collect(),
            place: spec.title.first().map_or(spec.date.span, |line| line.span),
            amended_by: amendments
                .filter_map(|amendment| amendment.by.as_ref())
                .collect(),
        })
    });
    Archive {
        issues: issues.collect(),
        registers: plan
            .registers(&|_| true)
            .into_iter()
            .map(|r| &**r)
            .collect(),
    }
}
