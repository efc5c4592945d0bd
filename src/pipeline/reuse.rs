//! What the last build left of each issue, and whether that still holds: the content side of a build after a change.

use std::collections::BTreeMap;

use super::Visibility;
use super::dependencies::{Dependencies, EARLIER, FolderStamp, INPUTS};
use super::kept_findings::Recall;
use crate::diag::Sink;
use crate::source::Sources;
use crate::stage::Plan;
use crate::trace::{KeptIssue, KeptIssues, KeptTexts};

/// What is known of the last build, and of the content as it is now.
#[derive(Clone, Copy)]
pub struct Reuse<'a> {
    /// Stamps of the folders of the content, taken before any of it was read.
    pub stamps: &'a FolderStamp<'a>,
    /// A checksum over the program, its options and the templates.
    pub common: &'a str,
    /// A checksum over the program.
    pub program: &'a str,
    /// What the last build of the same program found in the texts of issues whose files are the same now, by the path of each issue.
    pub texts: &'a BTreeMap<&'a str, &'a KeptTexts>,
    /// What the last build left; none where that is not known.
    pub kept: Option<&'a KeptIssues>,
    /// What the last build of the same program left of the search index.
    pub index: Option<&'a [u8]>,
}

impl std::fmt::Debug for Reuse<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kept = self.kept.map(|kept| kept.issues.len());
        f.debug_struct("Reuse").field("kept", &kept).finish()
    }
}

/// An issue held against what the last build left of it.
pub enum IssueStanding {
    /// Nothing that concerns it has changed. What was said of it is said again.
    Same(KeptIssue, Sink),
    /// It is to be made; what can be kept of it for the next build, where that is known, and what has changed.
    Other(Option<KeptIssue>, &'static str),
}

/// The issues of one build held against the last.
pub struct Reused<'a> {
    /// A checksum over what all issues share.
    pub common: String,
    /// What the last build left, where what all issues share is the same.
    pub kept: Option<&'a KeptIssues>,
    /// A checksum over the program.
    pub program: &'a str,
    dependencies: Dependencies<'a>,
    recall: Recall<'a>,
}

impl<'a> Reused<'a> {
    /// Holds the issues of `plan` against the last build; `pdfs` is what all PDFs have in common.
    pub fn new(
        reuse: Reuse<'a>,
        sources: &'a Sources,
        plan: &'a Plan,
        visibility: Visibility,
        pdfs: &str,
    ) -> Self {
        let common = format!("{} {pdfs}", reuse.common);
        let common = blake3::hash(common.as_bytes()).to_hex().to_string();
        Self {
            kept: reuse.kept.filter(|kept| kept.common == common),
            program: reuse.program,
            dependencies: Dependencies::new(sources, plan, visibility, reuse.stamps, reuse.texts),
            recall: Recall::new(sources),
            common,
        }
    }

    /// How the issue at `index` of the plan stands.
    pub fn standing(&self, index: usize, path: &str) -> IssueStanding {
        let Some(inputs) = self.dependencies.inputs(index) else {
            return IssueStanding::Other(None, UNKNOWN);
        };
        let before = self.kept.and_then(|kept| kept.issues.get(path));
        let mut why = UNKNOWN;
        if let Some(before) = before {
            let now = self.with_earlier(inputs.clone(), index, before.leans_on_series);
            if now != before.inputs {
                why = changed(&before.inputs, &now);
            } else if let Some(sink) = self.recall.findings(&before.findings) {
                return IssueStanding::Same(before.clone(), sink);
            }
        }
        let kept = KeptIssue {
            inputs,
            ..KeptIssue::default()
        };
        IssueStanding::Other(Some(kept), why)
    }

    /// Adds what an issue depends on besides that says what earlier ones brought.
    pub fn leaning(&self, kept: KeptIssue, index: usize) -> KeptIssue {
        KeptIssue {
            inputs: self.with_earlier(kept.inputs, index, true),
            leans_on_series: true,
            ..kept
        }
    }

    /// A checksum over what all lists are drawn from besides what is said of the issues.
    pub fn outside_issues(&self) -> String {
        format!("{} {}", self.common, self.dependencies.outside_issues())
    }

    /// What is known of the texts of the issue at `index` of the plan, for the next build; none where something in them says who may see it.
    pub fn texts(&self, index: usize) -> Option<KeptTexts> {
        self.dependencies.texts(index)
    }

    fn with_earlier(&self, mut inputs: Vec<String>, index: usize, leans: bool) -> Vec<String> {
        if leans {
            inputs.push(self.dependencies.earlier(index));
        }
        inputs
    }
}

/// Why an issue is made of which nothing fits, or nothing could be kept.
const UNKNOWN: &str = "上一次没有留下它的记录";

/// What differs between the checksums over the inputs of an issue.
fn changed(before: &[String], now: &[String]) -> &'static str {
    let words = INPUTS.iter().map(|kind| kind.word).chain([EARLIER]);
    let mut pairs = before.iter().zip(now).zip(words);
    pairs
        .find(|((before, now), _)| before != now)
        .map_or(UNKNOWN, |(_, word)| word)
}
