//! Related issues (相关): those that share topics and units with an issue, whatever series they belong to.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{AmendmentKind, Entry};

/// How many issues are named.
const NAMED: usize = 6;

/// How many issues before and after are looked at under each topic and unit. What two issues share is weighed first and time only then, but in an archive
/// where every issue has every unit all would be compared with all.
const LOOKED_AT: usize = 12;

/// What a shared topic weighs; a shared unit weighs 1.
const TOPIC: usize = 2;

/// For each of `entries` (in reading order) the related ones, the closest first, as indices.
///
/// Most shared topics and units come first, then the nearest in time. Its neighbours in its own series, to which its page leads anyway, and what has been
/// withdrawn are left out.
#[must_use]
pub fn related(entries: &[Entry]) -> Vec<Vec<usize>> {
    let mut by_date: Vec<usize> = (0..entries.len()).collect();
    by_date.sort_by_key(|&index| (entries[index].summary.date, index));
    let mut keys: BTreeMap<SharedTerm<'_>, u32> = BTreeMap::new();
    // By key the issues that have it, in the order of dates; and by issue its keys with its place under each.
    let mut issues_of: Vec<Vec<usize>> = Vec::new();
    let mut weights: Vec<usize> = Vec::new();
    let mut keys_of: Vec<Vec<(u32, usize)>> = vec![Vec::new(); entries.len()];
    for &index in &by_date {
        for key in SharedTerm::all(&entries[index]) {
            let next = u32::try_from(issues_of.len()).unwrap_or(u32::MAX);
            let id = *keys.entry(key).or_insert(next);
            if id == next {
                issues_of.push(Vec::new());
                weights.push(key.weight());
            }
            let issues = &mut issues_of[id as usize];
            // One that names a topic twice has it once.
            if issues.last() != Some(&index) {
                keys_of[index].push((id, issues.len()));
                issues.push(index);
            }
        }
    }
    for keys in &mut keys_of {
        keys.sort_unstable();
    }
    let withdrawn: Vec<bool> = entries.iter().map(is_withdrawn).collect();
    (0..entries.len())
        .into_par_iter()
        .map(|index| {
            let mut candidates: Vec<usize> = Vec::new();
            for &(key, place) in &keys_of[index] {
                let issues = &issues_of[key as usize];
                let from = place.saturating_sub(LOOKED_AT);
                let to = (place + LOOKED_AT + 1).min(issues.len());
                candidates.extend(&issues[from..to]);
            }
            candidates.sort_unstable();
            candidates.dedup();
            candidates.retain(|&other| {
                other != index && !withdrawn[other] && !are_neighbours(entries, index, other)
            });
            let mut ranked: Vec<(Reverse<usize>, u32, usize)> = candidates
                .into_iter()
                .map(|other| {
                    let shared = shared(&keys_of[index], &keys_of[other], &weights);
                    (
                        Reverse(shared),
                        days(entries, other).abs_diff(days(entries, index)),
                        other,
                    )
                })
                .collect();
            ranked.sort_unstable();
            ranked.truncate(NAMED);
            ranked.into_iter().map(|(_, _, other)| other).collect()
        })
        .collect()
}

/// What two issues can share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SharedTerm<'a> {
    Topic(&'a str),
    Unit(&'a str),
}

impl<'a> SharedTerm<'a> {
    fn all(entry: &'a Entry) -> impl Iterator<Item = Self> {
        let topics = entry.summary.topics.iter().map(|topic| Self::Topic(topic));
        let units = entry.summary.units.iter();
        topics.chain(units.map(|(code, _)| Self::Unit(code)))
    }

    fn weight(self) -> usize {
        match self {
            Self::Topic(_) => TOPIC,
            Self::Unit(_) => 1,
        }
    }
}

/// The weight of the keys in both lists, which are sorted.
fn shared(a: &[(u32, usize)], b: &[(u32, usize)], weights: &[usize]) -> usize {
    let (mut at_a, mut at_b, mut sum) = (0, 0, 0);
    while let (Some((left, _)), Some((right, _))) = (a.get(at_a), b.get(at_b)) {
        if left == right {
            sum += weights[*left as usize];
        }
        at_a += usize::from(left <= right);
        at_b += usize::from(right <= left);
    }
    sum
}

/// Whether the issues follow each other in one series.
fn are_neighbours(entries: &[Entry], a: usize, b: usize) -> bool {
    a.abs_diff(b) == 1 && entries[a].summary.id.series == entries[b].summary.id.series
}

fn is_withdrawn(entry: &Entry) -> bool {
    let amendments = &entry.summary.amendments;
    amendments
        .iter()
        .any(|amendment| amendment.kind == AmendmentKind::Withdrawn)
}

/// A count of days that is near enough to tell which of two dates is nearer.
fn days(entries: &[Entry], index: usize) -> u32 {
    let date = entries[index].summary.date;
    let day = u32::from(date.day.unwrap_or(1));
    u32::from(date.year) * 372 + u32::from(date.month) * 31 + day
}
