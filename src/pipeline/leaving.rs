//! What a build leaves of each issue for the next one.

use super::documents::BuiltIssue;
use super::kept_findings;
use super::reuse::Reused;
use crate::model::IssueId;
use crate::publish::SiteStamps;
use crate::source::Sources;
use crate::trace::{KeptIssues, KeptLists};

/// Takes down what was said of each issue. Of one of which something was said nothing is kept where the site leaves issues out: that may be about these.
pub fn take_down(issues: &mut [BuiltIssue], sources: &Sources, leaves_out: bool) {
    for issue in issues {
        let Some(kept) = &mut issue.kept else {
            continue;
        };
        if leaves_out && !issue.sink.is_empty() {
            issue.kept = None;
        } else if !issue.stands {
            kept.findings = kept_findings::keep(&issue.sink, sources);
        }
    }
}

/// The issues of which something is kept, as this build shows them.
pub fn kept_ids(issues: &[BuiltIssue]) -> Vec<IssueId> {
    let kept = issues.iter().filter(|issue| issue.kept.is_some());
    kept.map(|issue| issue.id.clone()).collect()
}

/// What is left; `stamps` are of what stands in the folder of the site now.
pub fn left(
    reused: &Reused<'_>,
    issues: Vec<BuiltIssue>,
    lists: Vec<KeptLists>,
    stamps: SiteStamps,
) -> KeptIssues {
    let texts = issues.iter().enumerate().filter_map(|(index, issue)| {
        issue.kept.as_ref()?;
        Some((issue.id.path(), reused.texts(index)?))
    });
    let texts = texts.collect();
    let kept = issues.into_iter().filter_map(|issue| {
        let path = issue.id.path();
        let mut kept = issue.kept?;
        kept.files = stamps.issues.get(&path)?.clone();
        Some((path, kept))
    });
    let stamped = lists.into_iter().zip(stamps.lists);
    let lists = stamped.map(|(group, files)| KeptLists { files, ..group });
    KeptIssues {
        program: reused.program.to_owned(),
        texts,
        common: reused.common.clone(),
        moment: std::time::Duration::ZERO,
        manifest: stamps.manifest,
        issues: kept.collect(),
        lists: lists.collect(),
    }
}
