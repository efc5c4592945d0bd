//! What a build is asked for, and what comes of it.

use std::path::Path;

use super::reuse::Reuse;
use super::selection::Selection;
use super::visibility::{LeftOutCounts, Visibility};
use crate::diag::Diagnostic;
use crate::model::IssueId;
use crate::pdf::{Fonts, Options, Template};
use crate::publish::Report;
use crate::render::html::Templates;
use crate::search::IndexMemory;
use crate::source::Sources;
use crate::trace::KeptIssues;

/// What to build, and with what.
#[derive(Debug)]
pub struct Request<'a> {
    /// The content.
    pub sources: &'a Sources,
    /// The pages' templates.
    pub templates: &'a Templates,
    /// The layouts (版式) in Typst.
    pub layouts: &'a [Template],
    /// The faces for each role, the project's own first.
    pub fonts: &'a Fonts,
    /// The folder of the site.
    pub output: &'a Path,
    /// Which issues to build.
    pub selection: &'a Selection,
    /// For whom the site is.
    pub visibility: Visibility,
    /// Whether much of the site may go because its folders are gone (`--remove`).
    pub remove: bool,
    /// Whether the site may take the place of that of another archive or audience (`--replace`).
    pub replace: bool,
    /// Whether PDFs are wanted.
    pub pdf: bool,
    /// Whether every issue gets a Word file, whatever its series says (`--docx`).
    pub word: bool,
    /// Whether a warning keeps an issue from being built.
    pub deny_warnings: bool,
    /// How typst is run.
    pub options: &'a Options,
    /// What is known of the last build; none where everything is to be made and nothing is left for the next one.
    pub reuse: Option<Reuse<'a>>,
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
    /// What is left of each issue for the next build, where that is known.
    pub kept: Option<KeptIssues>,
    /// What is left of the search index for the next build, where anything is.
    pub index: Option<IndexMemory>,
}
