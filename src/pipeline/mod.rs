//! A build from content to site: the phases in their order, and what is kept where one of them fails.

mod artifacts;
pub mod assembly;
mod assets;
mod carried_on;
mod changed_files;
mod context;
mod contributions;
mod corrected;
mod dependencies;
mod documents;
mod entries;
mod error;
mod event;
mod extract;
mod faces;
mod filed;
mod filing;
mod filing_request;
mod glyphs;
mod gone_issues;
mod issued;
mod issuing;
mod kept_findings;
mod leaving;
mod lists;
mod mended;
mod merge;
mod neighbours;
mod pages;
mod past_figures;
mod pdf_faults;
mod pdfs;
pub mod preview;
mod previewed;
mod print;
mod recipients;
mod removal;
mod replaced;
mod request;
mod reuse;
mod revision;
mod search;
mod selection;
mod settle;
mod shape;
mod shared;
mod status;
mod tables;
mod visibility;

use self::documents::WantedIssues;
use self::pages::PageContext;
use self::removal::Removal;
use self::replaced::Replaced;
use self::reuse::Reused;
pub use error::{BuildError, PrintError};
pub use event::{BuildEvent, Phase, Reporter};
pub use extract::{ExtractError, Extraction, UnitExtract, extract};
pub use filing::{FiledYear, FilingOutcome, file_year};
pub use filing_request::{Filing, FilingAudience, FilingError};
pub use issued::recorded_pdf;
pub use issuing::{IssuedIssue, Issuing, IssuingOutcome, issue};
pub use merge::{MergeError, MergeResult, merge};
pub use print::{PrintedIssue, PrintedReview, Printing, Typesetting, endings, print};
pub use request::{Outcome, Request};
pub use reuse::Reuse;
pub use revision::{IssueState, StateError, StateLines, compared, plain_lines, state_lines};
pub use selection::Selection;
pub use status::{IssueStatus, status};
pub use visibility::{LeftOut, LeftOutCounts, Visibility};

use crate::diag::Diagnostic;
use crate::pdf::{Fonts, Keys};
use crate::publish::{self, Output};
use crate::source::Sources;
use crate::stage::{Plan, PlanMemory};

/// Everything wrong with the selected issues and with what all issues share, without building anything; with fonts, also which characters they lack.
#[must_use]
pub fn check(sources: &Sources, selection: &Selection, fonts: Option<&Fonts>) -> Vec<Diagnostic> {
    let mut plan = assembly::plan(sources);
    let mut sink = std::mem::take(&mut plan.sink);
    let wanted = WantedIssues {
        sources,
        plan: &plan,
        selection,
        visibility: None,
        deny_warnings: false,
        word: false,
    };
    let mut issues = documents::assemble(wanted, None, &|_| {});
    if let Some(fonts) = fonts {
        glyphs::judge(&mut issues, fonts, sources);
        faces::judge(&mut issues, fonts, sources);
    }
    for issue in issues {
        sink.append(issue.sink);
    }
    sink.into_sorted()
}

/// The folders of the selected issues that are drafts (草稿): what is wrong there stops nobody, unless somebody asked for that issue.
#[must_use]
pub fn drafts(sources: &Sources, selection: &Selection) -> Vec<String> {
    if selection.issue.is_some() {
        return Vec::new();
    }
    let plan = assembly::plan(sources);
    let drafts = plan.issues.iter().filter(|issue| issue.publication.draft);
    drafts.map(|issue| issue.id.path()).collect()
}

/// Builds the site.
///
/// # Errors
/// A folder that cannot be written, or a page template at fault. Errors in the content are no error of the build: they are in the [`Outcome`].
pub fn build(request: &Request<'_>, reporter: &dyn Reporter) -> Result<Outcome, BuildError> {
    let known = request.reuse.map(|reuse| reuse.texts);
    let is_known = |path: &str| known.is_some_and(|known| known.contains_key(path));
    let mut plan = assembly::plan_after(
        request.sources,
        PlanMemory {
            before: None,
            unmarked: Some(&is_known),
        },
    );
    let mut sink = std::mem::take(&mut plan.sink);
    let wanted = WantedIssues {
        sources: request.sources,
        plan: &plan,
        selection: request.selection,
        visibility: Some(request.visibility),
        deny_warnings: request.deny_warnings,
        word: request.word,
    };
    let reused = reused(request, &plan);
    let mut issues = documents::assemble(wanted, reused.as_ref(), &|done| {
        event::progress(reporter, Phase::Assembly, done, plan.issues.len());
    });
    if request.pdf {
        faces::judge(&mut issues, request.fonts, request.sources);
    }
    let leaves_out = issues.iter().any(|issue| issue.left_out.is_some());
    leaving::take_down(&mut issues, request.sources, leaves_out);
    for issue in &mut issues {
        sink.append(std::mem::take(&mut issue.sink));
    }
    let diagnostics = sink.into_sorted();
    reporter.report(BuildEvent::PhaseEnded(Phase::Assembly));
    reporter.report(BuildEvent::Findings(&diagnostics));
    let mut outcome = Outcome {
        diagnostics,
        ..Outcome::default()
    };

    for issue in issues.iter().filter(|issue| issue.selected) {
        if let Some(reason) = issue.left_out {
            outcome.left_out.add(reason);
        }
    }
    if outcome.left_out.any() {
        reporter.report(BuildEvent::LeftOut(outcome.left_out));
    }
    let Some(site) = &plan.site else {
        let shown = issues.iter().filter(|issue| issue.left_out.is_none());
        outcome.failed = shown.map(|issue| issue.id.to_string()).collect();
        // Without the site nothing can be taken off either.
        if let Some(old) = publish::site_manifest(request.output)? {
            removal::say_may_stay(reporter, &plan, &issues, &old);
        }
        return Ok(outcome);
    };
    let waiting = |holder: &str| reporter.report(BuildEvent::Waiting(holder));
    let mut output = shape::with(request.templates, |shape| {
        Output::open(request.output, shape, &waiting)
    })?;
    if let Some(mended) = output.mended() {
        reporter.report(BuildEvent::Mended(mended));
    }

    let mut late = documents::confirm(wanted, reused.as_ref(), &mut issues, &output);
    let removal = mended::refuse_loss(request, &plan, &issues, &output)
        .and_then(|()| Replaced::find(request, reporter, site, &plan, &output))
        .and_then(|replaced| Removal::find(request, &plan, &issues, replaced, &output))
        .inspect_err(|_| removal::say_may_stay(reporter, &plan, &issues, output.old()))?;
    let unfinished = removal.watch(reporter);
    output.made_for(&site.name, request.visibility.audience())?;

    issued::miss_records(&mut issues, &output, &mut late);
    assets::hold(request, &mut issues, &mut output, &mut late)?;
    issued::say_changed(reporter, &issues, &output);
    let pdfs = pdfs::make(
        request,
        reporter,
        &mut issues,
        &mut output,
        &mut outcome,
        &mut late,
    )?;
    reporter.report(BuildEvent::PhaseEnded(Phase::Pdfs));
    let late = late.into_sorted();
    if !late.is_empty() {
        reporter.report(BuildEvent::Findings(&late));
        outcome.diagnostics.extend(late);
    }
    mended::refuse_loss(request, &plan, &issues, &output)?;
    for issue in &mut issues {
        if issue.is_shown() {
            outcome.built += 1;
            continue;
        }
        issue.kept = None;
        if issue.selected && matches!(issue.left_out, None | Some(LeftOut::Unclear)) {
            outcome.failed.push(issue.id.to_string());
        }
    }
    let made = PageContext {
        site,
        plan: &plan,
        issues: &mut issues,
        pdfs: &pdfs,
        removal: &removal,
        wanted,
        reused: reused.as_ref(),
    };
    let lists = pages::write(request, reporter, made, &mut output, &mut outcome)?;
    let paths: Vec<&[String]> = lists.iter().map(|group| &group.paths[..]).collect();
    let (report, stamps) = output.finish(&leaving::kept_ids(&issues), &paths)?;
    outcome.report = report;
    outcome.kept = reused
        .zip(stamps)
        .map(|(reused, stamps)| leaving::left(&reused, issues, lists, stamps));
    unfinished.end();
    reporter.report(BuildEvent::PhaseEnded(Phase::Pages));
    Ok(outcome)
}

/// The last build, for this one to be held against; none for a build of a part of the archive.
fn reused<'a>(request: &Request<'a>, plan: &'a Plan) -> Option<Reused<'a>> {
    let reuse = request.reuse.filter(|_| request.selection.is_all())?;
    let keys = Keys::new(request.layouts, request.fonts, request.options.standards);
    let (sources, visibility) = (request.sources, request.visibility);
    Some(Reused::new(
        reuse,
        sources,
        plan,
        visibility,
        &keys.common(),
    ))
}
