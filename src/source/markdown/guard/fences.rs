//! Text as it stands, between two lines of back quotes.

use std::collections::BTreeMap;
use std::ops::Range;

/// The last line that could end a fence, of each run of lines that was asked of; by the place of its first and last byte and the number of its lines.
///
/// From that line on no fence can end, however many begin: without it each of them would look through all the lines below it.
#[derive(Debug, Default)]
pub struct LastFences(BTreeMap<(usize, usize, usize), Option<usize>>);

/// Whether `text` begins a fence.
pub fn begins(text: &str) -> bool {
    text.starts_with("```") && !text[3..].contains('`')
}

fn ends(line: &str) -> bool {
    let text = line.trim();
    text.len() >= 3 && text.bytes().all(|b| b == b'`')
}

impl LastFences {
    /// The line of `lines`, in the text `typed`, that ends the fence which begins at `place`.
    pub fn end(&mut self, typed: &str, lines: &[Range<usize>], place: usize) -> Option<usize> {
        let is_end = |line: &Range<usize>| ends(&typed[line.clone()]);
        let (first, last) = (lines.first()?, lines.last()?);
        let known = self.0.entry((first.start, last.end, lines.len()));
        let last = *known.or_insert_with(|| lines.iter().rposition(is_end));
        last.filter(|last| *last > place)?;
        let below = lines.get(place + 1..)?;
        Some(place + 1 + below.iter().position(is_end)?)
    }
}
