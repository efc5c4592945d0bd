//! What the index of the last build was made of, by what it was made from: after a change only those parts are made again that begin with a character of which
//! something has changed.

use std::collections::BTreeMap;

use super::code::Bits;
use super::memory_key::MemoryKey;

/// A part of the trie that can be read by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TrieBlock {
    /// The first sequence, as numbers of characters.
    pub first: Vec<u32>,
    /// The content.
    pub bits: Bits,
}

/// The blocks of an index, for each first character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexMemory(BTreeMap<MemoryKey, Vec<TrieBlock>>);

impl IndexMemory {
    pub(super) fn has(&self, key: &MemoryKey) -> bool {
        self.0.contains_key(key)
    }

    pub(super) fn take(&mut self, key: &MemoryKey) -> Option<Vec<TrieBlock>> {
        self.0.remove(key)
    }

    pub(super) fn keep(&mut self, key: MemoryKey, blocks: Vec<TrieBlock>) {
        self.0.insert(key, blocks);
    }

    /// As bytes, to be kept for the next build.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let number = |bytes: &mut Vec<u8>, value: usize| {
            let value = u32::try_from(value).unwrap_or(u32::MAX);
            bytes.extend(value.to_le_bytes());
        };
        for (key, blocks) in &self.0 {
            bytes.extend(key);
            number(&mut bytes, blocks.len());
            for TrieBlock { first, bits } in blocks {
                number(&mut bytes, first.len());
                first
                    .iter()
                    .for_each(|value| number(&mut bytes, *value as usize));
                number(&mut bytes, bits.len());
                bytes.extend(bits.bytes());
            }
        }
        bytes
    }

    /// What [`IndexMemory::to_bytes`] gave; none where it did not give these bytes.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = ByteReader(bytes);
        let mut memory = Self::default();
        while !reader.0.is_empty() {
            let key = MemoryKey::try_from(reader.take(size_of::<MemoryKey>())?).ok()?;
            let count = reader.number()?;
            let mut blocks = Vec::new();
            for _ in 0..count {
                let length = reader.number()?;
                let first = (0..length).map(|_| reader.number());
                let first = first.collect::<Option<Vec<u32>>>()?;
                let bits = reader.number()? as usize;
                let bits = Bits::of(reader.take(bits.div_ceil(8))?, bits);
                blocks.push(TrieBlock { first, bits });
            }
            memory.keep(key, blocks);
        }
        Some(memory)
    }
}

/// What is left to be read.
struct ByteReader<'a>(&'a [u8]);

impl<'a> ByteReader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        let bytes = self.take(size_of::<u32>())?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_as_it_was_and_what_is_cut_off_is_not_read() {
        let mut bits = Bits::default();
        (1..100).for_each(|value| bits.gamma(value));
        let block = |first: &[u32]| TrieBlock {
            first: first.to_vec(),
            bits: bits.clone(),
        };
        let mut memory = IndexMemory::default();
        memory.keep([1; 16], vec![block(&[7]), block(&[7, 9])]);
        memory.keep([2; 16], Vec::new());
        let bytes = memory.to_bytes();
        assert_eq!(IndexMemory::parse(&bytes), Some(memory));
        for end in (1..bytes.len()).filter(|end| bytes.len() - end != 20) {
            assert_eq!(IndexMemory::parse(&bytes[..end]), None, "{end}");
        }
    }
}
