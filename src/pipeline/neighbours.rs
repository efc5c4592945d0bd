//! How the issues that the site shows refer to one another: what stands before and after each, and which amends which.

use std::collections::BTreeMap;

use crate::model::{AmendmentKind, Entry};

/// Where an issue stands among the entries, as indices.
#[derive(Clone, Copy, Debug)]
pub struct Position {
    /// The issue itself.
    pub index: usize,
    /// The one before it in its series.
    pub previous: Option<usize>,
    /// The one after it.
    pub next: Option<usize>,
}

/// By the path of each issue.
pub type Neighbours = BTreeMap<String, Position>;

/// The neighbours of `entries`, which stand in reading order.
pub fn neighbours(entries: &[Entry]) -> Neighbours {
    let series = |index: usize| &entries[index].summary.id.series;
    (0..entries.len())
        .map(|index| {
            let previous = index
                .checked_sub(1)
                .filter(|other| series(*other) == series(index));
            let next = Some(index + 1)
                .filter(|other| *other < entries.len() && series(*other) == series(index));
            let around = Position {
                index,
                previous,
                next,
            };
            (entries[index].summary.id.path(), around)
        })
        .collect()
}

/// What the issues say of one another in their amendments, as indices into the entries.
#[derive(Debug, Default)]
pub struct Amendments {
    places: BTreeMap<String, usize>,
    made_by: BTreeMap<String, Vec<(AmendmentKind, usize)>>,
}

impl Amendments {
    /// Reads them out of `entries`.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let mut amendments = Self::default();
        for (index, entry) in entries.iter().enumerate() {
            amendments.places.insert(entry.summary.id.path(), index);
            for amendment in &entry.summary.amendments {
                if let Some(by) = &amendment.by {
                    let made = amendments.made_by.entry(by.path()).or_default();
                    made.push((amendment.kind, index));
                }
            }
        }
        amendments
    }

    /// Where the issue at `path` stands, if the site shows it.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// The issues that the one at `path` corrects, supersedes or withdraws.
    #[must_use]
    pub fn made_by(&self, path: &str) -> &[(AmendmentKind, usize)] {
        self.made_by.get(path).map_or(&[], Vec::as_slice)
    }
}
