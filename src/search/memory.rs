//! What is known of the last index, for the next one: the texts that it was made from, and the parts of the trie by what each was made from. After a change only those parts
//! are made again that begin with a character of which something has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::code::Bits;
use super::indexed_issue::{IndexedText, KnownText};
use super::memory_key::{MemoryKey, PlaceSums};

/// A part of the trie that can be read by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TrieBlock {
    /// The first sequence, as numbers of characters.
    pub first: Vec<u32>,
    /// The content.
    pub bits: Bits,
}

/// What is known of the last index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexMemory {
    /// The texts in the order of the issues.
    pub(super) texts: Vec<KnownText>,
    pub(super) sums: PlaceSums,
    /// The parts of the trie for each first character.
    pub(super) blocks: BTreeMap<MemoryKey, Vec<TrieBlock>>,
}

impl IndexMemory {
    /// The texts of the last index by the checksums of their files.
    #[must_use]
    pub fn texts(&self) -> BTreeMap<&str, &Arc<IndexedText>> {
        let known = self.texts.iter().filter(|known| !known.checksum.is_empty());
        known
            .map(|known| (known.checksum.as_str(), &known.text))
            .collect()
    }
}
