//! The difference that edits make, line by line, for people.

use super::edit::{Edit, PastedElement, apply};

/// Lines that change together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    /// The first line, from 1.
    pub first: usize,
    /// The last line.
    pub last: usize,
    /// What is changed, without repetition.
    pub elements: Vec<PastedElement>,
    /// Why, where there is more to say than that.
    pub why: String,
    /// The lines as they are.
    pub before: Vec<String>,
    /// The lines as they will be.
    pub after: Vec<String>,
}

/// What `edits` change in `text`; lines next to each other with the same reason are one change.
#[must_use]
pub fn changes(text: &str, edits: &[Edit]) -> Vec<LineChange> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    // The index of the line that holds a place.
    let line_of = |place: usize| starts.partition_point(|start| *start <= place) - 1;
    let mut groups: Vec<(usize, usize, Vec<Edit>)> = Vec::new();
    for edit in edits {
        let first = line_of(edit.range.start);
        let last = line_of(edit.range.end.saturating_sub(1).max(edit.range.start));
        match groups.last_mut() {
            Some((_, end, group)) if first <= *end => {
                *end = last.max(*end);
                group.push(edit.clone());
            }
            _ => groups.push((first, last, vec![edit.clone()])),
        }
    }
    let mut changes: Vec<LineChange> = Vec::new();
    for (first, last, mut group) in groups {
        let from = starts[first];
        let to = starts.get(last + 1).copied().unwrap_or(text.len());
        let before = text.get(from..to).unwrap_or_default();
        let (mut elements, why) = (
            group.iter().map(|edit| edit.element).collect::<Vec<_>>(),
            group[0].why.clone(),
        );
        elements.dedup();
        for edit in &mut group {
            edit.range = edit.range.start - from..edit.range.end - from;
        }
        let filled = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            lines.map(str::to_owned).collect()
        };
        let blank = before
            .lines()
            .take_while(|line| line.trim().is_empty())
            .count();
        let change = LineChange {
            first: first + blank + 1,
            last: last + 1,
            elements,
            why,
            before: filled(before),
            after: filled(&apply(before, &group)),
        };
        match changes.last_mut() {
            Some(above)
                if above.elements == change.elements
                    && above.why == change.why
                    && text
                        .lines()
                        .take(change.first - 1)
                        .skip(above.last)
                        .all(|line| line.trim().is_empty()) =>
            {
                above.last = change.last;
                above.before.extend(change.before);
                above.after.extend(change.after);
            }
            _ => changes.push(change),
        }
    }
    changes
}
