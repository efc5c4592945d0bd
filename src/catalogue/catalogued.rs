//! What the files of the catalogue are drawn from: the issues that the site shows, each with its series.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::model::{Entry, Series, Site};

/// What the files are drawn from.
#[derive(Debug)]
pub(super) struct Catalogue<'a> {
    pub(super) site: &'a Site,
    /// In the order of the home page.
    pub(super) series: &'a [Arc<Series>],
    /// In reading order: by series, then from the oldest to the newest.
    pub(super) issues: Vec<CataloguedIssue<'a>>,
}

/// An issue with the series that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct CataloguedIssue<'a> {
    pub(super) entry: &'a Entry,
    pub(super) series: &'a Series,
}

impl<'a> Catalogue<'a> {
    pub(super) fn new(site: &'a Site, series: &'a [Arc<Series>], entries: &'a [Entry]) -> Self {
        let issues = entries.iter().filter_map(|entry| {
            let code = &entry.summary.id.series;
            let series = series.iter().find(|series| &series.code == code)?;
            Some(CataloguedIssue { entry, series })
        });
        Self {
            site,
            series,
            issues: issues.collect(),
        }
    }

    /// The newest first; of one day, in the order of the series and there the later one first.
    pub(super) fn newest_first(&self) -> Vec<CataloguedIssue<'a>> {
        let place = |issue: &CataloguedIssue<'_>| {
            let code = &issue.series.code;
            self.series.iter().position(|series| &series.code == code)
        };
        let mut issues: Vec<(Option<usize>, CataloguedIssue<'a>)> = self
            .issues
            .iter()
            .rev()
            .map(|issue| (place(issue), *issue))
            .collect();
        issues.sort_by_key(|(place, issue)| (Reverse(issue.entry.summary.date), *place));
        issues.into_iter().map(|(_, issue)| issue).collect()
    }
}
