//! What tidying a fragment comes to.

use super::edit::{Edit, PastedElement};

/// Something that was seen and left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What it is; none for what is only worth a word.
    pub element: Option<PastedElement>,
    /// Its line, from 1.
    pub line: usize,
    /// Why it was left.
    pub why: String,
}

/// What tidying a fragment comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// The edits of the fragment, in order; none overlaps another.
    pub edits: Vec<Edit>,
    /// The lines to be added to the end of `issue.yaml`.
    pub added: Vec<String>,
    /// What was seen and left.
    pub left: Vec<Left>,
}

impl Tidied {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.edits.is_empty() && self.added.is_empty()
    }

    /// What was found, kind by kind with its number, what is left included.
    #[must_use]
    pub fn counts(&self) -> Vec<(PastedElement, usize)> {
        let edits = self.edits.iter().map(|edit| (edit.element, edit.line));
        let left = self
            .left
            .iter()
            .filter_map(|left| Some((left.element?, left.line)));
        let mut all: Vec<(PastedElement, usize)> = edits.chain(left).collect();
        all.sort_unstable();
        all.dedup();
        let mut counts: Vec<(PastedElement, usize)> = Vec::new();
        for (element, _) in all {
            match counts.last_mut() {
                Some((last, count)) if *last == element => *count += 1,
                _ => counts.push((element, 1)),
            }
        }
        counts
    }

    /// The counts in words: 3 个手写标题编号、1 处署名.
    #[must_use]
    pub fn summary(&self) -> String {
        // White space that indents is no matter.
        let counts = self.counts().into_iter();
        let words = counts
            .filter(|(element, _)| *element != PastedElement::Indent)
            .map(|(element, count)| {
                let (measure, name) = element.words();
                format!("{count} {measure}{name}")
            });
        words.collect::<Vec<_>>().join("、")
    }
}
