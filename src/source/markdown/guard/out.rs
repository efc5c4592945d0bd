//! A text that is written anew, and where each of its parts was typed.

use std::ops::Range;

use super::notes::FragmentNotes;
use super::signs::harmless;
use super::slip::MarkSlip;

/// Where the parts of a written text were typed.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// Where a part begins in the written text and in the typed one, and whether it is a copy of it; in the order of the written text.
    parts: Vec<OutputPart>,
}

#[derive(Clone, Copy, Debug)]
struct OutputPart {
    written: usize,
    typed: usize,
    /// How many typed bytes it stands for.
    length: usize,
    copied: bool,
}

impl Map {
    /// FragmentNotes that what is written from `written` on was typed at `typed`, byte for byte.
    pub fn copy(&mut self, written: usize, typed: &Range<usize>) {
        if let Some(last) = self.parts.last_mut()
            && last.copied
            && last.typed + last.length == typed.start
            && last.written + last.length == written
        {
            last.length += typed.len();
            return;
        }
        self.parts.push(OutputPart {
            written,
            typed: typed.start,
            length: typed.len(),
            copied: true,
        });
    }

    /// FragmentNotes that what is written from `written` on stands for the typed bytes `typed`, perhaps none.
    pub fn stand_in(&mut self, written: usize, typed: &Range<usize>) {
        self.parts.push(OutputPart {
            written,
            typed: typed.start,
            length: typed.len(),
            copied: false,
        });
    }

    fn part(&self, written: usize) -> Option<&OutputPart> {
        let after = self.parts.partition_point(|part| part.written <= written);
        self.parts.get(after.checked_sub(1)?)
    }

    /// The typed bytes that `range` of the written text stands for.
    #[must_use]
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        let Some(first) = self.part(range.start) else {
            return range.clone();
        };
        let start = if first.copied {
            first.typed + (range.start - first.written)
        } else {
            first.typed
        };
        let Some(last_byte) = range.end.checked_sub(1).filter(|end| *end >= range.start) else {
            return start..start;
        };
        let end = self.part(last_byte).map_or(start, |last| {
            if last.copied {
                last.typed + (last_byte - last.written) + 1
            } else {
                last.typed + last.length
            }
        });
        start..end.max(start)
    }
}

/// Writes a text anew out of a typed one.
#[derive(Debug)]
pub struct Out<'t> {
    /// What was typed.
    pub typed: &'t str,
    /// What has been written.
    pub text: String,
    /// Where it was typed.
    pub map: Map,
    /// Whether lines are joined, so that a mark may be in one and its partner in the next.
    pub joined: bool,
    /// What its writer should know.
    pub slips: Vec<MarkSlip>,
    /// The notes that have been met.
    pub notes: FragmentNotes,
}

impl<'t> Out<'t> {
    /// Nothing written yet.
    #[must_use]
    pub fn new(typed: &'t str) -> Self {
        Self {
            typed,
            text: String::with_capacity(typed.len() + typed.len() / 8),
            map: Map::default(),
            joined: false,
            slips: Vec::new(),
            notes: FragmentNotes::default(),
        }
    }

    /// Copies the typed bytes `range`.
    pub fn copy(&mut self, range: Range<usize>) {
        self.map.copy(self.text.len(), &range);
        let typed = self.typed;
        self.text.extend(typed[range].chars().map(harmless));
    }

    /// Writes `text` for the typed bytes `range`.
    pub fn put(&mut self, text: &str, range: Range<usize>) {
        self.map.stand_in(self.text.len(), &range);
        self.text.push_str(text);
    }
}
