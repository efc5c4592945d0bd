//! Keeps CommonMark from reading what Chinese writers never mean: it sees the small mark-up of the guide, and nothing else.
//!
//! The text is written anew for the Markdown reader, line by line: remarks to colleagues are left out, a line is a paragraph of its own, lists are
//! indented as the reader wants them, and every character that is no mark here but would be one there is replaced by a control character, which
//! [`restore`] turns back. [`Guarded::typed`] finds the place of anything in the text that was typed.
//!
//! What looks like a mark and is none is a [`MarkSlip`]: it stays text, or is understood where its meaning is certain, and is said either way.

mod brackets;
mod dialects;
mod emphasis;
mod grid;
mod inline;
mod items;
mod kinds;
mod lines;
pub mod links;
mod notes;
mod out;
mod paths;
mod signs;
mod slip;
mod writer;

use std::ops::Range;

pub use self::out::Map;
pub use self::paths::is_in_path;
pub use self::signs::{EmphasisMark, mark, restore};
pub use self::slip::{LineEnds, MarkSlip};
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
    said_once(&mut slips);
    Guarded {
        text: lines.text,
        slips,
        remarks,
        lines: lines.map,
    }
}

/// Boxes of a list are one thing, however many there are: the first is pointed at, and all are counted.
fn said_once(slips: &mut Vec<MarkSlip>) {
    let count = slips.iter().filter(|slip| slip.message == BOXES).count();
    let mut first = true;
    slips.retain_mut(|slip| {
        let is_first = slip.message != BOXES || std::mem::take(&mut first);
        if slip.message == BOXES && count > 1 {
            slip.message = format!("{BOXES}（共 {count} 处）");
        }
        is_first
    });
}

#[cfg(test)]
mod tests;
