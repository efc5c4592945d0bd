//! Whom a build reaches (受众): which issues it may show at all.

use std::fmt;
use std::sync::Arc;

use crate::model::{Audience, Document, IssueId, IssueSummary, Series, is_classified};
use crate::stage::{Plan, PlannedIssue};

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visibility {
    audience: Audience,
}

/// Why a build leaves an issue out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// 标有密级: it is printed and nothing else.
    Classified,
    /// 草稿: only the preview shows it.
    Draft,
    /// 内部: this build is for the public.
    Internal,
    /// A mark may be there that could not be read; what is wrong is said.
    Unclear,
}

impl Visibility {
    /// A site for `audience`: no drafts, nothing classified.
    #[must_use]
    pub fn of_site(audience: Audience) -> Self {
        Self { audience }
    }

    /// For whom the site is.
    #[must_use]
    pub fn audience(self) -> Audience {
        self.audience
    }

    /// Whether the site shows `issue`. One whose `issue.yaml` cannot be read is admitted; it has no document.
    #[must_use]
    pub fn admits(self, issue: &PlannedIssue) -> bool {
        self.leaves_out(issue).is_none()
    }

    /// Why the site does not show `issue`, if it does not.
    #[must_use]
    pub fn leaves_out(self, issue: &PlannedIssue) -> Option<LeftOut> {
        if issue.in_doubt {
            return Some(LeftOut::Unclear);
        }
        let mark = issue.spec.as_ref().and_then(|spec| spec.elements.secrecy());
        if mark.is_some_and(is_classified) {
            return Some(LeftOut::Classified);
        }
        if issue.publication.draft {
            return Some(LeftOut::Draft);
        }
        (!self.reaches(issue.publication.audience)).then_some(LeftOut::Internal)
    }

    /// Whether the site shows what an earlier build recorded.
    #[must_use]
    pub fn admits_kept(self, summary: &IssueSummary) -> bool {
        self.reaches(summary.audience)
    }

    fn reaches(self, audience: Audience) -> bool {
        audience == Audience::Public || self.audience == Audience::Internal
    }

    /// The series that the site may name: one that it may not is in no list. A series for those inside is named only where an issue of it is shown, and
    /// then without what is said about it (简介); so is one all of whose issues are withheld.
    pub fn series(self, plan: &Plan) -> Vec<Arc<Series>> {
        let specs = plan.series.iter().enumerate();
        let shown = specs.filter_map(|(index, spec)| {
            let spec = spec.last();
            let mut issues = plan
                .issues
                .iter()
                .filter(|i| i.series == Some(index))
                .peekable();
            let reaches = self.reaches(spec.audience.unwrap_or_default());
            let is_empty = issues.peek().is_none();
            let may_be_named = (is_empty && reaches) || issues.any(|issue| self.admits(issue));
            if !may_be_named {
                return None;
            }
            if reaches {
                return Some(spec.series.clone());
            }
            Some(Arc::new(Series {
                description: None,
                ..(*spec.series).clone()
            }))
        });
        shown.collect()
    }

    /// Takes from `document` every mention of an issue that the site does not show.
    pub fn cleanse(self, plan: &Plan, document: &mut Document) {
        let shown = |id: &IssueId| {
            let found = plan.issues.iter().find(|issue| issue.id == *id);
            found.is_some_and(|issue| self.admits(issue))
        };
        for amendment in &mut document.publication.amendments {
            amendment.by = amendment.by.take().filter(shown);
        }
    }
}

/// How many issues a build leaves out, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOutCounts {
    /// 标有密级
    pub classified: usize,
    /// 草稿
    pub drafts: usize,
    /// 内部
    pub internal: usize,
    /// A mark that may be there could not be read.
    pub unclear: usize,
}

impl LeftOutCounts {
    /// Counts one more.
    pub fn add(&mut self, reason: LeftOut) {
        match reason {
            LeftOut::Classified => self.classified += 1,
            LeftOut::Draft => self.drafts += 1,
            LeftOut::Internal => self.internal += 1,
            LeftOut::Unclear => self.unclear += 1,
        }
    }

    /// Whether anything was left out.
    #[must_use]
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

impl fmt::Display for LeftOutCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = [
            (self.classified, "标有密级"),
            (self.drafts, "是草稿"),
            (self.internal, "仅供内部"),
            (self.unclear, "的密级、受众或草稿看不明白"),
        ]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, why)| format!("{count} 期{why}"))
        .collect();
        write!(f, "未收入资料库：{}。", parts.join("，"))
    }
}
