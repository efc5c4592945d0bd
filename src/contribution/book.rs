//! Everything that is known of contributions, and what of it may be counted for whom.

use std::collections::BTreeSet;

use super::{Contribution, ContributionTally, ScoreRules, TextUse, UnitDirectory, tally};
use crate::model::{Audience, Dated, IssueId};
use crate::zh::date::IssueDate;

/// Everything that is known of contributions.
#[derive(Debug)]
pub struct ContributionBook {
    /// The rules; none where the office has written none.
    pub rules: Option<Dated<ScoreRules>>,
    /// For whom the page is: for those inside where nothing is said.
    pub audience: Audience,
    /// Whether rules or a list are there and could not be read: nothing that is counted is to be believed.
    pub is_unread: bool,
    /// The units of all registers.
    pub directory: UnitDirectory,
    /// Texts in issues and lines of the list, the issues in the order of the plan.
    pub all: Vec<Contribution>,
    /// Sources (来源) of articles that no register has, with the issue of each article.
    pub unknown: Vec<(String, IssueId)>,
}

impl Default for ContributionBook {
    fn default() -> Self {
        Self {
            rules: None,
            audience: Audience::Internal,
            is_unread: false,
            directory: UnitDirectory::default(),
            all: Vec::new(),
            unknown: Vec::new(),
        }
    }
}

impl ContributionBook {
    /// What was counted from the first day to the last of `period`, texts in issues only where `is_shown`; none without rules.
    #[must_use]
    pub fn tally(
        &self,
        period: (IssueDate, IssueDate),
        is_shown: &dyn Fn(&IssueId) -> bool,
    ) -> Option<ContributionTally> {
        let rules = self.rules.as_ref()?;
        let counted: Vec<&Contribution> = self.counted(is_shown).collect();
        Some(tally(&counted, rules, &self.directory, period))
    }

    /// The years in which anything was sent, the last first.
    #[must_use]
    pub fn years(&self, is_shown: &dyn Fn(&IssueId) -> bool) -> Vec<u16> {
        let years = self.counted(is_shown).filter(|it| {
            let rules = self.rules.as_ref().map(|rules| rules.at(it.date));
            rules.is_some_and(|rules| rules.points(it).is_some())
        });
        let years: BTreeSet<u16> = years.map(|contribution| contribution.date.year).collect();
        years.into_iter().rev().collect()
    }

    fn counted<'b>(
        &'b self,
        is_shown: &'b dyn Fn(&IssueId) -> bool,
    ) -> impl Iterator<Item = &'b Contribution> {
        self.all.iter().filter(move |it| match &it.used {
            TextUse::Issue { id, .. } => is_shown(id),
            TextUse::Outlet(_) | TextUse::Unused => true,
        })
    }
}

/// The first and the last day of `year`.
#[must_use]
pub fn whole_year(year: u16) -> (IssueDate, IssueDate) {
    let day = |month, day| IssueDate {
        year,
        month,
        day: Some(day),
    };
    (day(1, 1), day(12, 31))
}
