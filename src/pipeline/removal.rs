//! What the site had and no longer shows: taken out without a trace, or missed and said aloud.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::documents::BuiltIssue;
use super::gone_issues::{left_out, lost};
use super::replaced::Replaced;
use super::{BuildError, BuildEvent, LeftOut, Reporter, Request};
use crate::model::{Entry, IssueId, IssueSummary};
use crate::publish::{Manifest, Output};
use crate::render::html::escape::Html;
use crate::stage::Plan;

/// What must not stay of an earlier build.
#[derive(Debug)]
pub struct Removal {
    replaced: Replaced,
    /// Issues that were shown and may not be shown now: they became internal, drafts or classified, or the site is for others now.
    taken_out: BTreeSet<IssueId>,
    /// Their paths and titles: what speaks of them has one of these in it.
    texts: Vec<String>,
    /// What is to be said of it once it has been done.
    gone: RefCell<Vec<Gone>>,
}

/// An issue that the site loses, and why.
#[derive(Debug)]
enum Gone {
    TakenOff(IssueId, LeftOut),
    Page(IssueId),
    Vanished(IssueId, String),
}

impl Removal {
    /// Looks at what an earlier build left.
    ///
    /// # Errors
    /// Where a page would stay that may speak of an issue that is not to be shown: in a build of a part of the archive, and where a series cannot be
    /// read.
    pub fn find(
        request: &Request<'_>,
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
        let lost = lost(request, plan, issues, output.old());
        if !replaced.archive && !request.remove {
            refuse_large(&lost, output)?;
        }
        let built: BTreeMap<&IssueId, &BuiltIssue> =
            issues.iter().map(|issue| (&issue.id, issue)).collect();
        let left_out = left_out(plan, issues, output.old());
        let taken_out: BTreeSet<IssueId> = output
            .old()
            .issues
            .values()
            .map(|record| &record.summary)
            .filter(|summary| match built.get(&summary.id) {
                _ if left_out.contains(&summary.id) => true,
                Some(issue) if issue.is_shown() => false,
                _ => !request.visibility.admits_kept(summary),
            })
            .map(|summary| summary.id.clone())
            .collect();
        if let Some(first) = taken_out.first().or(lost.first().copied()) {
            let why = if !request.selection.is_all() && !taken_out.is_empty() {
                "别的网页上可能还提到它；不带 --series、--issue 完整生成一次"
            } else if !plan.broken_series.is_empty() {
                "有的系列读不了，提到它的列表没法重新生成；先改正上面 series.yaml、units.yaml 等登记和设置里的错误"
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
        let told = taken_out.iter().filter_map(|id| {
            // Where the site is for others now, what is internal goes without a word for each.
            let why = built.get(id).and_then(|issue| issue.left_out);
            let why = why.filter(|why| *why != LeftOut::Internal || !replaced.internal)?;
            Some(Gone::TakenOff(id.clone(), why))
        });
        let gone = RefCell::new(told.collect());
        let texts = taken_out
            .iter()
            .filter_map(|id| output.old().issue(id))
            .flat_map(|record| names(&record.summary))
            .chain(unrecorded(issues, output))
            .flat_map(as_written)
            .collect();
        Ok(Self {
            replaced,
            taken_out,
            texts,
            gone,
        })
    }

    /// Says what the site has lost, now that it has: a disk that is full by then has lost nothing.
    fn tell(&self, reporter: &dyn Reporter) {
        for gone in &*self.gone.borrow() {
            reporter.report(match gone {
                Gone::TakenOff(id, why) => BuildEvent::TakenOff { id, why: *why },
                Gone::Page(id) => BuildEvent::PageRemoved(id),
                Gone::Vanished(id, title) => BuildEvent::Vanished { id, title },
            });
        }
    }

    /// Watches over the build: one that ends early says which issues may still be there though they must not.
    pub fn watch<'a>(&'a self, reporter: &'a dyn Reporter) -> UnfinishedRemoval<'a> {
        UnfinishedRemoval {
            removal: self,
            reporter,
            has_ended: false,
        }
    }

    fn gone(&self, gone: Gone) {
        self.gone.borrow_mut().push(gone);
    }

    /// Whether a PDF may stay on disk that an earlier build made and that nothing leads to.
    #[must_use]
    pub fn may_keep_unlinked(&self) -> bool {
        !self.replaced.internal
    }

    /// Whether what an earlier build made of `id` may stay: its page must not speak of an issue that was taken out. Where it does, that is said
    /// at the end.
    #[must_use]
    pub fn may_stay(&self, id: &IssueId, output: &Output) -> bool {
        // Files without a record are those of a build that did not end.
        let Some(record) = output.old().issue(id) else {
            return false;
        };
        if self.taken_out.contains(id) {
            return false;
        }
        // What was made for those inside may speak of anything, and its PDF may carry the sources.
        if self.replaced.internal {
            self.gone(Gone::Page(id.clone()));
            return false;
        }
        // It may say in its tables what those before it brought.
        let old = output.old();
        let mut hidden = self.taken_out.iter().filter_map(|hidden| old.issue(hidden));
        let may_quote = hidden.any(|hidden| {
            let (hidden, own) = (&hidden.summary, &record.summary);
            hidden.id.series == own.id.series && hidden.date <= own.date
        });
        let mut amendments = record.summary.amendments.iter();
        let names_one = amendments.any(|amendment| {
            amendment
                .by
                .as_ref()
                .is_some_and(|by| self.taken_out.contains(by))
        });
        let may_speak = may_quote || names_one;
        if self.texts.is_empty() || !(may_speak || output.mentions(id, &self.texts)) {
            return true;
        }
        self.gone(Gone::Page(id.clone()));
        false
    }
}

/// A removal of which nobody knows yet whether it comes to its end.
pub struct UnfinishedRemoval<'a> {
    removal: &'a Removal,
    reporter: &'a dyn Reporter,
    has_ended: bool,
}

impl UnfinishedRemoval<'_> {
    /// The build has come to its end; what is gone is said.
    pub fn end(mut self) {
        self.has_ended = true;
        self.removal.tell(self.reporter);
    }
}

impl Drop for UnfinishedRemoval<'_> {
    fn drop(&mut self) {
        if self.has_ended {
            return;
        }
        for gone in &*self.removal.gone.borrow() {
            if let Gone::TakenOff(id, _) = gone {
                self.reporter.report(BuildEvent::MayStay(id));
            }
        }
    }
}

/// Says which issues may still be there though they must not, as the build has come to its end before it could take them off.
pub fn say_may_stay(reporter: &dyn Reporter, plan: &Plan, issues: &[BuiltIssue], old: &Manifest) {
    for id in left_out(plan, issues, old) {
        reporter.report(BuildEvent::MayStay(&id));
    }
}

/// What speaks of an issue has one of these in it: its path, its titles, and the beginnings of its texts.
fn names(summary: &IssueSummary) -> Vec<String> {
    /// A shorter text may stand anywhere.
    const LONG: usize = 8;
    let titles = summary.articles.iter().map(|article| article.title.clone());
    let passages = summary.passages.iter();
    let passages =
        passages.flat_map(|passage| [passage.title.clone(), Some(passage.excerpt.clone())]);
    let texts = titles.chain(passages.flatten());
    let texts = texts.filter(|text| text.chars().count() >= LONG);
    [summary.id.path(), summary.title.clone()]
        .into_iter()
        .chain(texts)
        .collect()
}

/// The issues that a build which did not end wrote, and that this one does not write.
fn unrecorded<'a>(issues: &'a [BuiltIssue], output: &'a Output) -> impl Iterator<Item = String> {
    let written = issues.iter().filter(|issue| issue.is_shown());
    let written: BTreeSet<String> = written.map(|issue| issue.id.path()).collect();
    let left = output.unrecorded_issues();
    left.filter(move |path| !written.contains(*path))
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
fn refuse_large(lost: &BTreeSet<&IssueId>, output: &Output) -> Result<(), BuildError> {
    /// So many may go at any time, unless they are a whole series: a small site has few tenths.
    const FEW: usize = 2;
    let mut by_series: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let is_gone = |id: &IssueId| lost.contains(id);
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
    let whole = by_series.iter().find(|(_, (gone, all))| gone == all);
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

/// Notes which issues the site loses because their folders are gone and nothing says where to, so that nothing vanishes silently.
///
/// `entries` are all issues that the site shows.
pub fn note_vanished(
    removal: &Removal,
    issues: &[BuiltIssue],
    entries: &[Entry],
    output: &Output,
) -> Vec<IssueId> {
    let mut accounted: BTreeSet<&IssueId> = issues.iter().map(|issue| &issue.id).collect();
    for entry in entries {
        accounted.insert(&entry.summary.id);
        accounted.extend(&entry.summary.former);
    }
    let records = output.old().issues.values().map(|record| &record.summary);
    let vanished = records.filter(|summary| !accounted.contains(&summary.id));
    let ids = vanished.map(|summary| {
        removal.gone(Gone::Vanished(summary.id.clone(), summary.title.clone()));
        summary.id.clone()
    });
    ids.collect()
}
