//! The text of all issues as one array of numbered characters, and the sequences of characters that the index holds.
//!
//! All single characters are in the index, all sequences of two that are not parted by punctuation, and of longer ones those that continue a sequence
//! which stands in more than [`Rules::frequent`] issues. A query that is in the index itself is decided; of any other, the parts are looked up.

use std::collections::BTreeMap;

use super::characters::Characters;
use super::folded_text::FoldedText;
use super::indexed_issue::IndexedIssue;
use super::numbered_text::{BORDER, NumberedText};

/// Folded punctuation that no longer sequence contains: a fifth of the index would be about it, and hardly a query has any.
pub const BREAKS: &str = ",;:?!\"'()《》。、";

/// Which sequences are indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// A sequence in more issues than this is continued by one more character.
    pub frequent: u32,
    /// No sequence has more characters.
    pub longest: u32,
}

impl Rules {
    /// The rules for an archive of `issues` issues: on prose of news and reports they keep the index below a third of the text.
    #[must_use]
    pub fn of(issues: usize) -> Self {
        Self {
            // In steps, so that an issue more does not change which sequences there are.
            frequent: u32::try_from(issues / 48 * 8).unwrap_or(u32::MAX).max(24),
            longest: 4,
        }
    }
}

/// Where a sequence stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The issues that have it.
    pub issues: Vec<u32>,
    /// Those that have it in what they are about, as places in `issues`.
    pub strong: Vec<u32>,
    /// Those that have it in their title, as places in `strong`.
    pub titles: Vec<u32>,
}

/// A place in the text, with what the index says of it: found once, when the text is gone through in its order, and carried along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorpusPlace {
    /// The place.
    at: u32,
    /// The issue whose text it is, and above [`ISSUE_BITS`] the weight of what stands there.
    described: u32,
}

/// Where the weight begins in what a [`CorpusPlace`] says of itself; there are fewer than a thousand million issues.
const ISSUE_BITS: u32 = 30;

impl CorpusPlace {
    fn issue(self) -> u32 {
        self.described & ((1 << ISSUE_BITS) - 1)
    }

    fn weight(self) -> u32 {
        self.described >> ISSUE_BITS
    }
}

/// The text of all issues.
#[derive(Debug)]
pub struct Corpus {
    characters: Characters,
    /// The text, issue after issue, as numbers of characters with [`BORDER`]s between.
    text: NumberedText,
    /// Where each stretch ends that has a weight; all others have none.
    weighty_ends: Vec<u32>,
    /// Where each of them begins, and its weight.
    weighty: Vec<(u32, u8)>,
    /// Where the text of each issue begins.
    starts: Vec<u32>,
    /// Whether each number parts sequences.
    parts: Vec<bool>,
}

impl Corpus {
    /// The corpus of `issues`, which are numbered in this order.
    #[must_use]
    pub fn new(issues: &[IndexedIssue]) -> Self {
        let characters = Characters::of(issues);
        // Large enough from the beginning: growing by and by would take twice the room.
        let length = issues.iter().map(|issue| issue.text.folded.units.len());
        let mut text = NumberedText::with_capacity(length.sum());
        let mut starts = Vec::with_capacity(issues.len());
        let (mut weighty, mut weighty_ends) = (Vec::new(), Vec::new());
        for issue in issues {
            let start = place_of(text.len());
            starts.push(start);
            let folded = &issue.text.folded;
            for (from, to, weight) in &folded.weighty {
                weighty.push((start + from, *weight));
                weighty_ends.push(start + to);
            }
            characters
                .numbers(folded)
                .for_each(|number| text.push(number));
        }
        let parts = characters.alphabet.iter().map(|c| BREAKS.contains(*c));
        Self {
            parts: std::iter::once(true).chain(parts).collect(),
            characters,
            text,
            weighty_ends,
            weighty,
            starts,
        }
    }

    /// The folded characters that occur, by their numbers, with holes (`alphabet::HOLE`); the first is number 1.
    #[must_use]
    pub fn alphabet(&self) -> &[char] {
        &self.characters.alphabet
    }

    /// The characters that occur and are not folded to themselves, each with what it is folded to.
    #[must_use]
    pub fn folds(&self) -> &BTreeMap<char, String> {
        &self.characters.folds
    }

    /// How many issues there are.
    #[must_use]
    pub fn issues(&self) -> u32 {
        super::code::size(&self.starts)
    }

    /// What the numbers of issues are below, see [`format`](super::format).
    #[must_use]
    pub fn bound(&self) -> u32 {
        super::format::bound(self.issues())
    }

    /// The issues at these places, which rise.
    #[must_use]
    pub fn issues_at(places: &[CorpusPlace]) -> Posting {
        let mut posting = Posting::default();
        let Posting {
            issues,
            strong,
            titles,
        } = &mut posting;
        for place in places {
            if issues.last() != Some(&place.issue()) {
                issues.push(place.issue());
            }
            if place.weight() == 0 {
                continue;
            }
            let index = super::code::size(issues) - 1;
            if strong.last() != Some(&index) {
                strong.push(index);
            }
            let last = super::code::size(strong) - 1;
            if place.weight() > 1 && titles.last() != Some(&last) {
                titles.push(last);
            }
        }
        posting
    }

    /// The sequences of the issue numbered `issue` if it had `text`, in the order of their places, given to `take`: the number of the first character, what the
    /// index says of its place, and the numbers of the next characters, up to the first that no sequence goes on with.
    pub fn each_sequence(
        &self,
        issue: u32,
        text: &FoldedText,
        take: &mut dyn FnMut(u32, u32, &[u32]),
    ) {
        let numbers: Vec<u32> = self.characters.numbers(text).collect();
        let mut weighty = text.weighty.iter().peekable();
        // Where the next one parts, looked for once for all characters before it.
        let mut parting = 0;
        for (at, number) in numbers.iter().enumerate() {
            let place = place_of(at);
            while weighty.peek().is_some_and(|(_, to, _)| *to <= place) {
                weighty.next();
            }
            if *number == BORDER {
                continue;
            }
            let weight = match weighty.peek() {
                Some((from, _, weight)) if *from <= place => *weight,
                _ => 0,
            };
            let described = u32::from(weight) << ISSUE_BITS | issue;
            let following = match self.parts(*number) {
                // Nothing goes on behind a first one that parts.
                true => &[][..],
                false => {
                    if parting <= at {
                        let rest = &numbers[at + 1..];
                        let next = rest.iter().position(|number| self.parts(*number));
                        parting = at + 1 + next.unwrap_or(rest.len());
                    }
                    &numbers[at + 1..parting]
                }
            };
            take(*number, described, following);
        }
    }

    /// The sequences at `places` continued by one character: the character `depth` places on with the places where it stands there, by its number.
    #[must_use]
    pub fn continued(&self, places: &[CorpusPlace], depth: u32) -> Vec<(u32, Vec<CorpusPlace>)> {
        let at = |place: u32| self.text.get(place as usize);
        let next = |place: u32| at(place + depth).filter(|number| !self.parts(*number));
        if places
            .first()
            .and_then(|place| at(place.at))
            .is_none_or(|number| self.parts(number))
        {
            return Vec::new();
        }
        // The character before the index in the list: sorted, the places of each character rise as they did.
        let mut pairs: Vec<u64> = places
            .iter()
            .zip(0_u64..)
            .filter_map(|(place, index)| Some(u64::from(next(place.at)?) << 32 | index))
            .collect();
        pairs.sort_unstable();
        pairs
            .chunk_by(|a, b| a >> 32 == b >> 32)
            .map(|group| {
                let index = |pair: &u64| usize::try_from(pair & 0xFFFF_FFFF).ok();
                let number = u32::try_from(group[0] >> 32).unwrap_or(0);
                let own = group.iter().filter_map(|pair| places.get(index(pair)?));
                (number, own.copied().collect())
            })
            .collect()
    }

    /// Whether no sequence goes on with the character of this number, nor begins with it and goes on.
    fn parts(&self, number: u32) -> bool {
        self.parts.get(number as usize).is_none_or(|parts| *parts)
    }

    /// The places of the characters numbered `from..to` that are `wanted`, in a list for each; an empty one for every other.
    #[must_use]
    pub fn places(
        &self,
        from: u32,
        to: u32,
        wanted: impl Fn(u32) -> bool,
    ) -> Vec<Vec<CorpusPlace>> {
        let wanted: Vec<bool> = (from..to).map(wanted).collect();
        let index = |number: u32| {
            let index = number.checked_sub(from)? as usize;
            wanted.get(index)?.then_some(index)
        };
        let mut counts = vec![0_usize; wanted.len()];
        for index in self.text.iter().filter_map(index) {
            counts[index] += 1;
        }
        let mut lists: Vec<Vec<CorpusPlace>> = counts.into_iter().map(Vec::with_capacity).collect();
        let mut locator = Locator::default();
        for (at, number) in self.text.iter().enumerate() {
            if let Some(index) = index(number) {
                lists[index].push(locator.at(self, place_of(at)));
            }
        }
        lists
    }

    /// Ranges of characters, few enough at a time that the places of those that are `wanted` take bounded memory.
    #[must_use]
    pub fn portions(&self, wanted: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
        // Not so few that the text is looked through very often.
        let most = (self.text.len() / 8).max(500_000);
        let mut counts = vec![0_usize; self.alphabet().len() + 1];
        for number in self.text.iter() {
            counts[number as usize] += 1;
        }
        let (mut portions, mut from, mut sum) = (Vec::new(), 1, 0);
        for (number, count) in (0..).zip(counts).skip(1) {
            sum += if wanted(number) { count } else { 0 };
            if sum >= most || number as usize == self.alphabet().len() {
                portions.push((from, number + 1));
                (from, sum) = (number + 1, 0);
            }
        }
        portions
    }
}

/// Says what the index says of places that rise.
#[derive(Default)]
struct Locator {
    /// How many issues have begun.
    begun: usize,
    stretch: usize,
}

impl Locator {
    #[inline]
    fn at(&mut self, corpus: &Corpus, at: u32) -> CorpusPlace {
        while corpus
            .starts
            .get(self.begun)
            .is_some_and(|start| *start <= at)
        {
            self.begun += 1;
        }
        while corpus
            .weighty_ends
            .get(self.stretch)
            .is_some_and(|end| *end <= at)
        {
            self.stretch += 1;
        }
        let weighty = corpus.weighty.get(self.stretch);
        let weight = weighty.map_or(0, |(from, weight)| if *from <= at { *weight } else { 0 });
        let issue = u32::try_from(self.begun.saturating_sub(1)).unwrap_or(u32::MAX);
        CorpusPlace {
            at,
            described: u32::from(weight) << ISSUE_BITS | issue,
        }
    }
}

/// A place in the text as the lists of places have it.
fn place_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
