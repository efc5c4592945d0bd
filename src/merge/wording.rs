//! Changed words of a paragraph, put where they were typed.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::encoding::{SourceEdit, retyped};
use super::places::ParagraphPlace;
use crate::model::Span;
use crate::source::Sources;

/// What comes of a changed paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rewording {
    /// What is typed anew.
    pub(super) edits: Vec<SourceEdit>,
    /// The paragraph as it is printed with these edits.
    pub(super) printed: String,
    /// Whether some of the change has no place.
    pub(super) lacks_place: bool,
}

/// A stretch of the printed paragraph that was typed somewhere.
struct Stretch {
    range: Range<usize>,
    typed: Option<Span>,
}

/// Puts the change from `before` to `after`, both as printed, where the words of `place` were typed.
pub(super) fn reword(
    sources: &Sources,
    place: &ParagraphPlace,
    before: &str,
    after: &str,
) -> Rewording {
    let stretches = stretches(place, before);
    let mut texts: BTreeMap<usize, String> = BTreeMap::new();
    let (mut printed, mut lacks_place) = (String::new(), false);
    for hunk in hunks(before, after) {
        let (range, new) = match hunk {
            Hunk::Same(text) => {
                printed.push_str(&text);
                continue;
            }
            Hunk::Other(range, new) => (range, new),
        };
        match fitting(&stretches, &range) {
            Some(parts) => {
                let mut first = true;
                for (index, part) in parts {
                    let stretch = &stretches[index];
                    let own = stretch.range.start;
                    let text = texts
                        .entry(index)
                        .or_insert_with(|| before[stretch.range.clone()].to_owned());
                    // Earlier changes in the same stretch have moved what follows.
                    let moved = text.len() as i64 - stretch.range.len() as i64;
                    let shift = |at: usize| usize::try_from((at - own) as i64 + moved).unwrap_or(0);
                    let place = shift(part.start)..shift(part.end);
                    if text.get(place.clone()).is_some() {
                        text.replace_range(place, if first { &new } else { "" });
                    }
                    first = false;
                }
                printed.push_str(&new);
            }
            None => {
                lacks_place = true;
                printed.push_str(&before[range]);
            }
        }
    }
    let mut edits = Vec::new();
    for (index, text) in texts {
        let edit = stretches[index]
            .typed
            .and_then(|span| retyped(sources, span, &text));
        match edit {
            Some(edit) => edits.push(edit),
            None => {
                return Rewording {
                    edits: Vec::new(),
                    printed: before.to_owned(),
                    lacks_place: true,
                };
            }
        }
    }
    Rewording {
        edits,
        printed,
        lacks_place,
    }
}

/// Where in `before` each piece of the place stands.
fn stretches(place: &ParagraphPlace, before: &str) -> Vec<Stretch> {
    let whole: String = place
        .pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    let mut at = match before.strip_suffix(&whole) {
        Some(label) => label.len(),
        None => 0,
    };
    let mut stretches = Vec::new();
    for piece in &place.pieces {
        let Some(found) = before.get(at..).and_then(|rest| rest.find(&piece.text)) else {
            continue;
        };
        let start = at + found;
        at = start + piece.text.len();
        stretches.push(Stretch {
            range: start..at,
            typed: piece.typed,
        });
    }
    stretches
}

/// A stretch of the change: what stays, or what goes with what comes for it.
enum Hunk {
    Same(String),
    Other(Range<usize>, String),
}

/// The change from `before` to `after` in order.
fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let mut offsets: Vec<usize> = before.char_indices().map(|(at, _)| at).collect();
    offsets.push(before.len());
    let mut hunks = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let text: String = new[operation.new_range()].iter().collect();
        if operation.tag() == DiffTag::Equal {
            hunks.push(Hunk::Same(text));
            continue;
        }
        let gone = operation.old_range();
        let range = offsets[gone.start]..offsets[gone.end];
        hunks.push(Hunk::Other(range, text));
    }
    hunks
}

/// The stretches that a change of `range` falls on, each with its part; none where some of it was not typed.
fn fitting(stretches: &[Stretch], range: &Range<usize>) -> Option<Vec<(usize, Range<usize>)>> {
    if range.is_empty() {
        let at = range.start;
        let holds = |stretch: &&(usize, &Stretch)| {
            let own = &stretch.1.range;
            stretch.1.typed.is_some() && own.start <= at && at <= own.end
        };
        let all: Vec<(usize, &Stretch)> = stretches.iter().enumerate().collect();
        // What is put between two stretches goes on with the first.
        let found = all
            .iter()
            .find(|stretch| {
                holds(stretch) && stretch.1.range.end >= at && stretch.1.range.start < at
            })
            .or_else(|| all.iter().find(holds))?;
        return Some(vec![(found.0, at..at)]);
    }
    let mut parts = Vec::new();
    let mut covered = 0;
    for (index, stretch) in stretches.iter().enumerate() {
        let start = stretch.range.start.max(range.start);
        let end = stretch.range.end.min(range.end);
        if start < end {
            stretch.typed?;
            covered += end - start;
            parts.push((index, start..end));
        }
    }
    (covered == range.len()).then_some(parts)
}
