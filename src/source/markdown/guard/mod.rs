//! Keeps CommonMark from reading what Chinese writers never mean: it sees the small mark-up of the guide, and nothing else.
//!
//! The text is written anew for the Markdown reader, line by line: remarks to colleagues are left out, a line is a paragraph of its own, lists are
//! indented as the reader wants them, and every character that is no mark here but would be one there is replaced by a control character, which
//! [`restore`] turns back. [`Guarded::typed`] finds the place of anything in the text that was typed.
//!
//! What looks like a mark and is none is a [`MarkSlip`]: it stays text, or is understood where its meaning is certain, and is said either way.

mod backslash;
mod brackets;
mod dialects;
pub mod emphasis;
mod fences;
mod grid;
mod inline;
mod items;
mod kinds;
mod lines;
pub mod links;
mod notes;
mod out;
mod paths;
mod quotes;
mod scripts;
mod signs;
mod slip;
mod wrapped;
mod writer;

use std::collections::BTreeMap;
use std::ops::Range;

pub use self::out::Map;
pub use self::paths::is_in_path;
pub use self::signs::{EmphasisMark, mark, restore};
pub use self::slip::{LineEnds, MarkSlip};
use crate::diag::code;
use crate::source::remarks;

/// What is said of the boxes of a task list.
const BOXES: &str = "“[ ]”“[x]”不会成为方框，会照样印出来";

/// A text as the Markdown reader should see it.
#[derive(Debug)]
pub struct Guarded {
    pub text: String,
    /// What its writer should know.
    pub slips: Vec<MarkSlip>,
    remarks: Map,
    lines: Map,
}

impl Guarded {
    /// The bytes of the typed text that `range` of the guarded one stands for.
    #[must_use]
    pub fn typed(&self, range: &Range<usize>) -> Range<usize> {
        self.remarks.range(&self.lines.range(range))
    }
}

/// `text` as the Markdown reader should see it.
#[must_use]
pub fn guard(text: &str, line_ends: LineEnds) -> Guarded {
    let (clean, remarks, mut slips) = remarks::cut_from_fragment(text);
    let lines = lines::write(&clean, line_ends);
    slips.extend(lines.slips.into_iter().map(|slip| MarkSlip {
        range: remarks.range(&slip.range),
        ..slip
    }));
    slips.sort_by_key(|slip| slip.range.start);
    said_once(&mut slips);
    Guarded {
        text: lines.text,
        slips,
        remarks,
        lines: lines.map,
    }
}

/// What is alike is one slip, however often it is typed: the first is pointed at, and all are counted. Of what is left out each place is said.
fn said_once(slips: &mut Vec<MarkSlip>) {
    let is_counted =
        |slip: &MarkSlip| ![code::REMARK, code::PLACEHOLDER, code::NOTE].contains(&slip.code);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    slips.retain(|slip| {
        if !is_counted(slip) {
            return true;
        }
        let count = counts.entry(slip.message.clone()).or_default();
        *count += 1;
        *count == 1
    });
    for slip in slips {
        let count = counts.get(&slip.message).filter(|_| is_counted(slip));
        if let Some(count) = count.filter(|count| **count > 1) {
            slip.message = format!("{}（共 {count} 处）", slip.message);
        }
    }
}

#[cfg(test)]
mod tests;
