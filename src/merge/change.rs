//! A change that people made in the file, and what becomes of it.

use std::collections::BTreeSet;

use super::encoding::SourceEdit;
use crate::import::Reviser;
use crate::model::Span;

/// What people did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeChangeKind {
    /// Words of a paragraph or a cell.
    Reworded,
    /// A paragraph more.
    Added,
    /// A paragraph less.
    Removed,
    /// A paragraph that stands elsewhere now.
    Moved,
    /// One paragraph became two.
    Parted,
    /// Two paragraphs became one.
    Joined,
}

/// What becomes of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeFate {
    /// It has its place in the fragments.
    Placed,
    /// It is left to people, for this reason.
    Left(String),
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeChange {
    /// What was done.
    pub kind: MergeChangeKind,
    /// The paragraph as it was printed; empty for one that came.
    pub before: String,
    /// The paragraph as it came back; empty for one that went.
    pub after: String,
    /// Where it was typed, or where it would go.
    pub place: Option<Span>,
    /// Who did it, as far as the file says.
    pub revisers: Vec<Reviser>,
    /// What becomes of it.
    pub fate: ChangeFate,
    /// What is typed for it.
    pub edits: Vec<SourceEdit>,
    /// How the paragraph is printed once that is typed.
    pub printed: Vec<String>,
    /// Behind how many paragraphs of the file a paragraph came or went: what went and what came there is one change.
    pub gap: Option<usize>,
}

/// What a file that came back means for the fragments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedChanges {
    /// The changes in the order of the text.
    pub changes: Vec<MergeChange>,
    /// What was changed that is no text and goes into no fragment, a sentence each: words struck out by their font, pictures.
    pub looks: Vec<String>,
}

/// Why a paragraph stays whose new words have no place.
const TOGETHER: &str = "换上来的那一段没有放进片段，所以这一段也没有删；请对照着自己改";

impl MergedChanges {
    /// What is typed for all changes that have their place.
    #[must_use]
    pub fn edits(&self) -> Vec<SourceEdit> {
        self.placed()
            .flat_map(|(_, change)| change.edits.clone())
            .collect()
    }

    /// The changes that have their place, each with its own in the list.
    pub fn placed(&self) -> impl Iterator<Item = (usize, &MergeChange)> {
        let all = self.changes.iter().enumerate();
        all.filter(|(_, change)| change.fate == ChangeFate::Placed)
    }

    /// Leaves what went where what came in its place is left: nobody's words are dropped for others that were not taken.
    pub fn keep_together(&mut self) {
        let left: BTreeSet<usize> = self
            .changes
            .iter()
            .filter(|change| change.kind == MergeChangeKind::Added)
            .filter(|change| change.fate != ChangeFate::Placed)
            .filter_map(|change| change.gap)
            .collect();
        for change in &mut self.changes {
            let is_left = change.gap.is_some_and(|gap| left.contains(&gap));
            if is_left
                && change.kind == MergeChangeKind::Removed
                && change.fate == ChangeFate::Placed
            {
                change.fate = ChangeFate::Left(TOGETHER.to_owned());
            }
        }
    }

    /// The change at `index` alone.
    #[must_use]
    pub fn only(&self, index: usize) -> Self {
        Self {
            changes: self.changes.get(index).cloned().into_iter().collect(),
            looks: Vec::new(),
        }
    }
}
