//! Which paragraph of the file that came back is which of the issue: by bookmarks, by words, and last by likeness between neighbours.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{ChangeTag, TextDiff};

use crate::import::ReturnedParagraph;

/// Which paragraph of the one file is which of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pairing {
    /// For each paragraph of the issue that of the file that came back.
    pub(super) of_ours: Vec<Option<usize>>,
    /// The other way round.
    pub(super) of_theirs: Vec<Option<usize>>,
}

/// Words that are less alike than this are other words.
const ALIKE: f32 = 0.5;
/// A bookmark that stands at words less alike than this was carried off.
const CARRIED_OFF: f32 = 0.2;

impl Pairing {
    /// Pairs `ours` with `theirs`.
    pub(super) fn of(ours: &[ReturnedParagraph], theirs: &[ReturnedParagraph]) -> Self {
        let mut pairing = Self {
            of_ours: vec![None; ours.len()],
            of_theirs: vec![None; theirs.len()],
        };
        pairing.by_bookmarks(ours, theirs);
        pairing.by_words(ours, theirs);
        pairing.by_likeness(ours, theirs);
        pairing.by_places(ours, theirs);
        pairing
    }

    fn pair(&mut self, own: usize, other: usize) {
        if let (Some(place), Some(back)) =
            (self.of_ours.get_mut(own), self.of_theirs.get_mut(other))
        {
            *place = Some(other);
            *back = Some(own);
        }
    }

    fn by_bookmarks(&mut self, ours: &[ReturnedParagraph], theirs: &[ReturnedParagraph]) {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, paragraph) in ours.iter().enumerate() {
            for name in &paragraph.bookmarks {
                named.entry(name).or_insert(index);
            }
        }
        for (other, paragraph) in theirs.iter().enumerate() {
            for name in &paragraph.bookmarks {
                let Some(own) = named.get(name.as_str()).copied() else {
                    continue;
                };
                let is_free = self.of_ours[own].is_none() && self.of_theirs[other].is_none();
                let is_cell = ours[own].is_cell && paragraph.is_cell;
                let (now, then) = (&ours[own].text, &paragraph.text);
                let stays = is_cell || likeness(now, then) >= CARRIED_OFF || is_kept(now, then);
                if is_free && stays {
                    self.pair(own, other);
                }
            }
        }
    }

    fn by_words(&mut self, ours: &[ReturnedParagraph], theirs: &[ReturnedParagraph]) {
        let mut free: BTreeMap<(String, bool), Vec<usize>> = BTreeMap::new();
        for (other, paragraph) in theirs.iter().enumerate().rev() {
            if self.of_theirs[other].is_none() {
                let key = (squeezed(&paragraph.text), paragraph.is_cell);
                free.entry(key).or_default().push(other);
            }
        }
        for (own, paragraph) in ours.iter().enumerate() {
            if self.of_ours[own].is_some() {
                continue;
            }
            let key = (squeezed(&paragraph.text), paragraph.is_cell);
            if let Some(other) = free.get_mut(&key).and_then(Vec::pop) {
                self.pair(own, other);
            }
        }
    }

    /// Between two that are known the first that is like enough.
    fn by_likeness(&mut self, ours: &[ReturnedParagraph], theirs: &[ReturnedParagraph]) {
        for (own, paragraph) in ours.iter().enumerate() {
            if self.of_ours[own].is_some() {
                continue;
            }
            let candidates = self.between(own, theirs.len()).filter(|other| {
                self.of_theirs[*other].is_none() && theirs[*other].is_cell == paragraph.is_cell
            });
            let best = candidates
                .map(|other| (likeness(&paragraph.text, &theirs[other].text), other))
                .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
            if let Some((alike, other)) = best
                && alike >= ALIKE
            {
                self.pair(own, other);
            }
        }
    }

    /// What has the bookmark and stands between the same two that are known was written anew, whatever it says.
    fn by_places(&mut self, ours: &[ReturnedParagraph], theirs: &[ReturnedParagraph]) {
        for (own, paragraph) in ours.iter().enumerate() {
            if self.of_ours[own].is_some() {
                continue;
            }
            let found = self.between(own, theirs.len()).find(|other| {
                let returned = &theirs[*other];
                let mut names = returned.bookmarks.iter();
                self.of_theirs[*other].is_none()
                    && returned.is_cell == paragraph.is_cell
                    && !returned.text.trim().is_empty()
                    && names.any(|name| paragraph.bookmarks.contains(name))
            });
            if let Some(other) = found {
                self.pair(own, other);
            }
        }
    }

    /// The paragraphs of the file, of `count`, that stand between those of the known neighbours of `own`.
    fn between(&self, own: usize, count: usize) -> Range<usize> {
        let before = self.of_ours[..own].iter().rev().find_map(|other| *other);
        let after = self.of_ours[own..].iter().find_map(|other| *other);
        before.map_or(0, |other| other + 1)..after.unwrap_or(count)
    }

    /// The paragraphs of the issue that stand in the same order in both files, as many as can be; the other ones were moved.
    pub(super) fn in_order(&self) -> Vec<bool> {
        let pairs: Vec<(usize, usize)> = self
            .of_ours
            .iter()
            .enumerate()
            .filter_map(|(own, other)| Some((own, (*other)?)))
            .collect();
        // The longest rising sequence: for each length the pair that ends one with the smallest end.
        let mut ends: Vec<usize> = Vec::new();
        let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
        for (index, (_, other)) in pairs.iter().enumerate() {
            let at = ends.partition_point(|end| pairs[*end].1 < *other);
            before[index] = at.checked_sub(1).map(|at| ends[at]);
            match ends.get_mut(at) {
                Some(end) => *end = index,
                None => ends.push(index),
            }
        }
        let mut stays = vec![false; self.of_ours.len()];
        let mut next = ends.last().copied();
        while let Some(index) = next {
            stays[pairs[index].0] = true;
            next = before[index];
        }
        stays
    }
}

/// The words without blanks, which office programs set anew.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether most of `now` stands in `then` still, however much was written besides.
fn is_kept(now: &str, then: &str) -> bool {
    let length = now.chars().count();
    let differences = TextDiff::from_chars(now, then);
    let kept = differences
        .iter_all_changes()
        .filter(|change| change.tag() == ChangeTag::Equal);
    length > 1 && kept.count() * 3 >= length * 2
}

/// How alike two texts are, from 0 to 1.
fn likeness(one: &str, other: &str) -> f32 {
    if one == other {
        return 1.0;
    }
    TextDiff::from_chars(one, other).ratio()
}
