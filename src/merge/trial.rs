//! Whether what is printed with the changes in the fragments is what was meant.

use std::collections::BTreeMap;

use super::change::{ChangeFate, MergedChanges};
use super::pairing::squeezed;
use super::structure::without_number;
use crate::import::ReturnedFile;

/// Which changes do not come out as they are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// All come out.
    None,
    /// These, by their places in the list.
    Of(Vec<usize>),
    /// Something else comes out otherwise, and nobody can tell by which of them.
    Somewhere,
}

/// Holds `then`, what is printed with all changes of `merged` that have their place, against what was meant.
#[must_use]
pub fn doubtful(
    merged: &MergedChanges,
    ours: &ReturnedFile,
    theirs: &ReturnedFile,
    then: &ReturnedFile,
) -> Doubt {
    let mut expected = counted(ours);
    let placed = || merged.placed();
    for (_, change) in placed() {
        if let Some(count) = expected.get_mut(&plain(&change.before)) {
            *count -= 1;
        }
        for printed in &change.printed {
            *expected.entry(plain(printed)).or_default() += 1;
        }
    }
    let found = counted(then);
    let lacks = |printed: &String| {
        let words = plain(printed);
        let wanted = expected.get(&words).copied().unwrap_or_default();
        found.get(&words).copied().unwrap_or_default() < wanted
    };
    let missing: Vec<usize> = placed()
        .filter(|(_, change)| change.printed.iter().any(lacks))
        .map(|(index, _)| index)
        .collect();
    if !missing.is_empty() {
        return Doubt::Of(missing);
    }
    // What changes with a change stands at its end: the title of an attachment in the list of them.
    let meant = counted(theirs);
    let ends: Vec<String> = placed()
        .flat_map(|(_, change)| change.printed.iter().map(|printed| plain(printed)))
        .collect();
    let is_strange = found.iter().any(|(words, count)| {
        *count > expected.get(words).copied().unwrap_or_default()
            && !meant.contains_key(words)
            && !ends.iter().any(|end| words.ends_with(end.as_str()))
    });
    // A title that was changed stands in the contents too, where nobody changed it.
    let befores: Vec<String> = placed().map(|(_, change)| plain(&change.before)).collect();
    let is_gone = expected.iter().any(|(words, count)| {
        *count > found.get(words).copied().unwrap_or_default()
            && meant.contains_key(words)
            && !befores.contains(words)
    });
    match is_strange || is_gone {
        true => Doubt::Somewhere,
        false => Doubt::None,
    }
}

/// Drops changes that were left to people and came out by themselves: numbers that are counted anew. What stands in the file more often than it is printed
/// `then` has not come out.
pub fn settled(merged: &mut MergedChanges, theirs: &ReturnedFile, then: &ReturnedFile) {
    let count = |file: &ReturnedFile, words: &str| {
        let texts = file.paragraphs.iter();
        texts
            .filter(|paragraph| squeezed(&paragraph.text) == words)
            .count()
    };
    merged.changes.retain(|change| {
        let words = squeezed(&change.after);
        change.fate == ChangeFate::Placed
            || words.is_empty()
            || count(then, &words) < count(theirs, &words)
    });
}

fn counted(file: &ReturnedFile) -> BTreeMap<String, i32> {
    let mut counts = BTreeMap::new();
    for paragraph in &file.paragraphs {
        *counts.entry(plain(&paragraph.text)).or_default() += 1;
    }
    counts
}

/// The words without their number and without blanks.
fn plain(text: &str) -> String {
    squeezed(without_number(text.trim()))
}
