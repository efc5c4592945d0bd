//! A build from content to site: the phases in their order, and what is kept where one of them fails.

mod artifacts;
pub mod assembly;
mod documents;
mod entries;
mod error;
mod event;
mod pages;
mod pdf_faults;
mod pdfs;
pub mod preview;
mod previewed;
mod print;
mod removal;
mod search;
mod selection;
mod shared;
mod visibility;

use std::path::Path;

use self::pages::PageContext;
use self::removal::Removal;
pub use error::{BuildError, PrintError};
pub use event::{BuildEvent, Phase, Reporter};
pub use print::{PrintedIssue, Printing, endings, print};
pub use selection::Selection;
pub use visibility::{LeftOut, LeftOutCounts, Visibility};

use crate::diag::{Diagnostic, Sink};
use crate::model::IssueId;
use crate::pdf::{Fonts, Options, Template};
use crate::publish::{Output, Report};
use crate::render::html::Templates;
use crate::source::Sources;

/// What to build, and with what.
#[derive(Debug)]
pub struct Request<'a> {
    /// The content.
    pub sources: &'a Sources,
    /// The pages' templates.
    pub templates: &'a Templates,
    /// The layouts.
    pub layouts: &'a [Template],
    /// The fonts.
    pub fonts: &'a Fonts,
    /// The folder of the site.
    pub output: &'a Path,
    /// Which issues to build.
    pub selection: &'a Selection,
    /// For whom the site is.
    pub visibility: Visibility,
    /// Whether much of the site may go because its folders are gone (`--remove`).
    pub remove: bool,
    /// Whether PDFs are wanted.
    pub pdf: bool,
    /// Whether a warning keeps an issue from being built.
    pub deny_warnings: bool,
    /// How typst is run.
    pub options: &'a Options,
}

/// What came of a build.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many issues the site shows as the content has them now.
    pub built: usize,
    /// Issues that were not built: they have errors. What an earlier build made of them still stands.
    pub failed: Vec<String>,
    /// How many of the selected issues the site does not show, and why.
    pub left_out: LeftOutCounts,
    /// Issues that the site had, that are gone from the content, and of which nothing says where they went.
    pub vanished: Vec<IssueId>,
    /// PDFs that are missing or out of date because the environment did not let them be made.
    pub missing_pdfs: Vec<String>,
    /// How many PDFs were set in this run.
    pub typeset_pdfs: usize,
    /// What was done to the folder.
    pub report: Report,
    /// Every finding.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong with the environment, if anything.
    pub environment: Option<String>,
}

/// Everything wrong with the selected issues and with what all issues share, without building anything.
#[must_use]
pub fn check(sources: &Sources, selection: &Selection) -> Vec<Diagnostic> {
    let mut plan = assembly::plan(sources);
    let mut sink = std::mem::take(&mut plan.sink);
    for issue in documents::assemble(sources, &plan, selection, None, false) {
        sink.append(issue.sink);
    }
    sink.into_sorted()
}

/// Builds the site.
///
/// # Errors
/// A folder that cannot be written, or a page template at fault. Errors in the content are no error of the build: they are in the [`Outcome`].
pub fn build(request: &Request<'_>, reporter: &dyn Reporter) -> Result<Outcome, BuildError> {
    let mut plan = assembly::plan(request.sources);
    let mut sink = std::mem::take(&mut plan.sink);
    let mut issues = documents::assemble(
        request.sources,
        &plan,
        request.selection,
        Some(request.visibility),
        request.deny_warnings,
    );
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
        return Ok(outcome);
    };
    let mut output = Output::open(request.output, &|| {
        reporter.report(BuildEvent::Waiting);
    })?;

    let removal = Removal::find(request, reporter, &plan, &issues, &output)?;
    output.made_for(request.visibility.audience())?;

    let mut late = Sink::default();
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
    let made = PageContext {
        site,
        plan: &plan,
        issues: &issues,
        pdfs: &pdfs,
        removal: &removal,
    };
    pages::write(request, reporter, &made, &mut output, &mut outcome)?;
    for issue in &issues {
        match &issue.document {
            Some(_) => outcome.built += 1,
            None if issue.selected && matches!(issue.left_out, None | Some(LeftOut::Unclear)) => {
                outcome.failed.push(issue.id.to_string())
            }
            None => {}
        }
    }
    outcome.report = output.finish()?;
    reporter.report(BuildEvent::PhaseEnded(Phase::Pages));
    Ok(outcome)
}
