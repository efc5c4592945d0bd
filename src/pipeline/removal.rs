//! What the site had and no longer shows: taken out without a trace, or missed and said aloud.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::BuiltIssue;
use super::replaced::Replaced;
use super::{BuildError, BuildEvent, LeftOut, Reporter, Request, Visibility};
use crate::model::{Entry, IssueId};
use crate::publish::Output;
use crate::render::html::escape::Html;
use crate::stage::Plan;

/// What must not stay of an earlier build.
#[derive(Debug)]
pub struct Removal {
    visibility: Visibility,
    replaced: Replaced,
    /// Issues that were shown and may not be shown now: they became internal, drafts or classified, or the site is for others now.
    taken_out: BTreeSet<IssueId>,
    /// Their paths and titles: what speaks of them has one of these in it.
    texts: Vec<String>,
}

impl Removal {
    /// Looks at what an earlier build left.
    ///
    /// # Errors
    /// Where a page would stay that may speak of an issue that is not to be shown: in a build of a part of the archive, and where a series cannot be
    /// read.
    pub fn find(
        request: &Request<'_>,
        reporter: &dyn Reporter,
        plan: &Plan,
        issues: &[BuiltIssue],
        replaced: Replaced,
        output: &Output,
    ) -> Result<Self, BuildError> {
        if output.was_interrupted() && !request.selection.is_all() {
            return Err(BuildError::Refused(
                "上一次生成没有做完，不能只换一部分。先不带 --series、--issue 完整生成一次"
                    .to_owned(),
            ));
        }
        if !replaced.archive {
            refuse_large(request, plan, issues, output)?;
        }
        let built: BTreeMap<&IssueId, &BuiltIssue> =
            issues.iter().map(|issue| (&issue.id, issue)).collect();
        let taken_out: BTreeSet<IssueId> = output
            .old()
            .issues
            .values()
            .map(|record| &record.summary)
            .filter(|summary| match built.get(&summary.id) {
                Some(issue) if issue.left_out.is_some() => true,
                Some(issue) if issue.document.is_some() => false,
                _ => !request.visibility.admits_kept(summary),
            })
            .map(|summary| summary.id.clone())
            .collect();
        if let Some(first) = taken_out.first() {
            let why = if !request.selection.is_all() {
                "别的网页上可能还提到它；不带 --series、--issue 完整生成一次"
            } else if !plan.broken_series.is_empty() {
                "有的系列读不了，提到它的列表没法重新生成；先改正上面 series.yaml、units.yaml 里的错误"
            } else {
                ""
            };
            if !why.is_empty() {
                return Err(BuildError::Refused(format!(
                    "{first} 不再收入资料库，{why}。在那以前它还留在 {} 里",
                    request.output.display()
                )));
            }
        }
        for id in &taken_out {
            // Where the site is for others now, what is internal goes without a word for each.
            let why = built.get(id).and_then(|issue| issue.left_out);
            if let Some(why) = why.filter(|why| *why != LeftOut::Internal || !replaced.internal) {
                reporter.report(BuildEvent::TakenOff { id, why });
            }
        }
        let texts = taken_out
            .iter()
            .filter_map(|id| output.old().issue(id))
            .flat_map(|record| [record.summary.id.path(), record.summary.title.clone()])
            .chain(unrecorded(issues, output))
            .flat_map(as_written)
            .collect();
        Ok(Self {
            visibility: request.visibility,
            replaced,
            taken_out,
            texts,
        })
    }

    /// Whether a PDF may stay on disk that an earlier build made and that nothing leads to.
    #[must_use]
    pub fn may_keep_unlinked(&self) -> bool {
        !self.replaced.internal
    }

    /// Whether what an earlier build made of `id` may stay: its page must not speak of an issue that was taken out. Where it does, that is said.
    #[must_use]
    pub fn may_stay(&self, id: &IssueId, output: &Output, reporter: &dyn Reporter) -> bool {
        // Files without a record are those of a build that did not end.
        let Some(record) = output.old().issue(id) else {
            return false;
        };
        if self.taken_out.contains(id) || !self.visibility.admits_kept(&record.summary) {
            return false;
        }
        // What was made for those inside may speak of anything, and its PDF may carry the sources.
        if self.replaced.internal {
            reporter.report(BuildEvent::PageRemoved(id));
            return false;
        }
        let mut amendments = record.summary.amendments.iter();
        let names_one = amendments.any(|amendment| {
            amendment
                .by
                .as_ref()
                .is_some_and(|by| self.taken_out.contains(by))
        });
        if self.texts.is_empty() || !(names_one || output.mentions(id, &self.texts)) {
            return true;
        }
        reporter.report(BuildEvent::PageRemoved(id));
        false
    }
}

/// The issues that a build which did not end wrote, and that this one does not write.
fn unrecorded<'a>(issues: &'a [BuiltIssue], output: &'a Output) -> impl Iterator<Item = String> {
    let is_written = |path: &str| {
        issues
            .iter()
            .any(|issue| issue.document.is_some() && issue.id.path() == path)
    };
    let left = output.unrecorded_issues();
    left.filter(move |path| !is_written(path))
        .map(str::to_owned)
}

/// A text as it stands in a page and in JSON.
fn as_written(text: String) -> Vec<String> {
    let mut html = Html::default();
    html.text(&text);
    let json = serde_json::Value::from(text.as_str()).to_string();
    vec![
        html.finish().as_str().to_owned(),
        json.trim_matches('"').to_owned(),
        text,
    ]
}

/// Refuses to take away what was issued, or much, because folders are not there: a share that is away for a moment looks the same.
fn refuse_large(
    request: &Request<'_>,
    plan: &Plan,
    issues: &[BuiltIssue],
    output: &Output,
) -> Result<(), BuildError> {
    /// Fewer may go at any time: a small site has few tenths.
    const FEW: usize = 2;
    if request.remove {
        return Ok(());
    }
    let mut accounted: BTreeSet<&IssueId> = issues.iter().map(|issue| &issue.id).collect();
    accounted.extend(
        plan.issues
            .iter()
            .flat_map(|issue| &issue.publication.former),
    );
    let mut by_series: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let is_gone = |id: &IssueId| {
        !accounted.contains(id)
            && request.selection.includes(id)
            && !plan.broken_series.contains(&id.series)
            && !plan.headless.contains(id)
    };
    for record in output.old().issues.values() {
        let id = &record.summary.id;
        if is_gone(id)
            && let Some(act) = record.acts.first()
        {
            return Err(BuildError::Refused(format!(
                "{id} 已于{}印发，它的文件夹不在内容文件夹里了，没有移除，什么也没有改。误删的，恢复 {id}/；移到别处的，在新的 issue.yaml 里写 原址: [{id}]；收回的，恢复文件夹后写“撤回”；确实不要了，加上 --remove",
                act.date.arabic()
            )));
        }
        let (gone, all) = by_series.entry(&id.series).or_default();
        *gone += usize::from(is_gone(id));
        *all += 1;
    }
    let gone: usize = by_series.values().map(|(gone, _)| gone).sum();
    let has_file = |name: &str| {
        request
            .sources
            .find(&format!("{name}/series.yaml"))
            .is_some()
    };
    let whole = by_series
        .iter()
        .find(|(name, (gone, all))| gone == all && (*all > FEW || !has_file(name)));
    let what = match whole {
        Some((name, (_, all))) => format!("系列 {name} 的全部 {all} 期"),
        None if gone > FEW && gone * 10 > output.old().issues.len() => {
            format!("资料库 {} 期中的 {gone} 期", output.old().issues.len())
        }
        None => return Ok(()),
    };
    Err(BuildError::Refused(format!(
        "{what}不在内容文件夹里了，没有移除，什么也没有改。共享文件夹可能没有连上，先看一看；确实不要了，加上 --remove"
    )))
}

/// Says which issues the site loses because their folders are gone and nothing says where to, so that nothing vanishes silently.
///
/// `entries` are all issues that the site shows.
pub fn say_vanished(
    reporter: &dyn Reporter,
    issues: &[BuiltIssue],
    entries: &[Entry],
    output: &Output,
) -> Vec<IssueId> {
    let mut accounted: BTreeSet<&IssueId> = issues.iter().map(|issue| &issue.id).collect();
    for entry in entries {
        accounted.insert(&entry.summary.id);
        accounted.extend(&entry.summary.former);
    }
    let vanished: Vec<(&IssueId, &str)> = output
        .old()
        .issues
        .values()
        .map(|record| (&record.summary.id, record.summary.title.as_str()))
        .filter(|(id, _)| !accounted.contains(id))
        .collect();
    for (id, title) in &vanished {
        reporter.report(BuildEvent::Vanished { id, title });
    }
    vanished.into_iter().map(|(id, _)| id.clone()).collect()
}
