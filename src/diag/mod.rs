//! Diagnostics: what is wrong with the content, where, and what to write instead.
//!
//! A phase returns its value and pushes diagnostics into a [`Sink`]; nothing stops at the first error. Texts are plain Chinese, codes ASCII.

pub mod code;
pub(crate) mod explain;
pub mod human;
mod quote;

pub use code::{Code, Severity};
pub use explain::{Explanation, Sample};
pub use quote::QuotedLine;

use std::collections::BTreeMap;

use crate::model::{FileId, Span};

/// One finding about the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is; the kind decides how grave it is.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The place, and what to say beside it; `None` where no file is concerned.
    pub place: Option<Span>,
    /// A few words beside the underlined place; may be empty.
    pub label: String,
    /// Other places that matter, with a few words each.
    pub related: Vec<(Span, String)>,
    /// What to write instead.
    pub help: Option<String>,
}

/// So many characters of a message are said; what it quotes may be as long as a file.
const LONGEST_WORDS: usize = 1_000;

/// `words`, cut where nobody reads on.
fn bounded(words: String) -> String {
    let cut = words.char_indices().nth(LONGEST_WORDS);
    match cut {
        None => words,
        Some((at, _)) => format!("{}……（太长，后面的没有列出）", &words[..at]),
    }
}

impl Diagnostic {
    /// A finding of the kind `code` at `place`.
    #[must_use]
    pub fn new(code: Code, place: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: bounded(message.into()),
            place: Some(place),
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// A finding that concerns no file.
    #[must_use]
    pub fn without_place(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: bounded(message.into()),
            place: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Puts a few words beside the underlined place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = bounded(label.into());
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(bounded(help.into()));
        self
    }

    /// Points at another place that matters.
    #[must_use]
    pub fn related(mut self, place: Span, label: impl Into<String>) -> Self {
        self.related.push((place, bounded(label.into())));
        self
    }

    /// Whether the issue concerned cannot be built.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

/// How many findings of one kind are told of one file.
const MOST_TOLD: usize = 100;

/// The findings with those of one kind in one file bounded: the first of the rest says how many there are.
fn told(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if findings.len() <= MOST_TOLD {
        return findings;
    }
    let kind = |finding: &Diagnostic| Some((finding.place?.file, finding.code.id));
    let mut counts: BTreeMap<(FileId, &str), usize> = BTreeMap::new();
    for kind in findings.iter().filter_map(kind) {
        *counts.entry(kind).or_default() += 1;
    }
    let mut told: BTreeMap<(FileId, &str), usize> = BTreeMap::new();
    let bounded = findings.into_iter().filter_map(|finding| {
        let Some(kind) = kind(&finding) else {
            return Some(finding);
        };
        let told = told.entry(kind).or_default();
        *told += 1;
        let all = counts.get(&kind).copied().unwrap_or_default();
        if *told <= MOST_TOLD || all == MOST_TOLD + 1 {
            return Some(finding);
        }
        (*told == MOST_TOLD + 1).then(|| Diagnostic {
            message: format!(
                "从这里起，这个文件里还有 {} 处同样的问题，没有一一列出",
                all - MOST_TOLD
            ),
            label: String::new(),
            help: Some("先改好上面列出的，再运行一次".to_owned()),
            related: Vec::new(),
            ..finding
        })
    });
    bounded.collect()
}

/// Collects diagnostics.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Takes one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Takes all findings of another sink.
    pub fn append(&mut self, other: Sink) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Takes the findings of another sink that it does not have yet.
    pub fn append_new(&mut self, other: Sink) {
        for finding in other.diagnostics {
            if !self.diagnostics.contains(&finding) {
                self.diagnostics.push(finding);
            }
        }
    }

    /// Takes a copy of all findings of another sink, which keeps them.
    pub fn copy_from(&mut self, other: &Sink) {
        self.diagnostics.extend(other.diagnostics.iter().cloned());
    }

    /// The last finding that fits, so that what is found out later of the same cause is said in it.
    pub fn last_mut(&mut self, fits: impl Fn(&Diagnostic) -> bool) -> Option<&mut Diagnostic> {
        self.diagnostics.iter_mut().rev().find(|found| fits(found))
    }

    /// The findings, in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// Whether there is no finding.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How grave the gravest finding is; none where there is none.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|d| d.code.severity).max()
    }

    /// The findings that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|finding| finding.is_error())
    }

    /// Whether any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The findings in the order of their places: by file, place and code; those without a place last. Of one kind in one file so many are told as anybody reads,
    /// and then their number.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place.is_none(), d.place, d.code.id);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.diagnostics.dedup();
        told(self.diagnostics)
    }
}
