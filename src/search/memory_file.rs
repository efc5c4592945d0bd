//! The memory of an index as bytes: what is short as JSON, then the parts of the trie, then the texts.

use std::io::{self, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::code::Bits;
use super::folded_text::FoldedText;
use super::indexed_issue::{IndexedText, KnownText, TextFacts};
use super::memory::{IndexMemory, TrieBlock};
use super::memory_key::{MemoryKey, PlaceSums};

/// What stands at the beginning.
#[derive(Default, Serialize, Deserialize)]
struct Contents {
    basis: MemoryKey,
    /// How many sums there are.
    sums: usize,
    /// How many first characters have parts.
    blocks: usize,
    texts: Vec<TextContents>,
}

/// What is short of a text.
#[derive(Serialize, Deserialize)]
struct TextContents {
    checksum: String,
    facts: TextFacts,
    weighty: Vec<(u32, u32, u8)>,
    folded: String,
    /// How many units the text has.
    units: usize,
}

impl IndexMemory {
    /// Writes it, to be kept for the next build.
    ///
    /// # Errors
    /// What `writer` refused.
    pub fn write_to(&self, writer: &mut dyn Write) -> io::Result<()> {
        let contents = Contents {
            basis: self.sums.basis,
            sums: self.sums.sums.len(),
            blocks: self.blocks.len(),
            texts: self.texts.iter().map(contents).collect(),
        };
        let json = serde_json::to_vec(&contents)?;
        number(writer, json.len())?;
        writer.write_all(&json)?;
        for sum in &self.sums.sums {
            writer.write_all(&sum.to_le_bytes())?;
        }
        for (key, blocks) in &self.blocks {
            writer.write_all(key)?;
            number(writer, blocks.len())?;
            for TrieBlock { first, bits } in blocks {
                number(writer, first.len())?;
                for value in first {
                    number(writer, *value as usize)?;
                }
                number(writer, bits.len())?;
                writer.write_all(bits.bytes())?;
            }
        }
        let mut bytes = Vec::new();
        for known in &self.texts {
            bytes.clear();
            let units = known.text.folded.units.iter();
            units.for_each(|unit| bytes.extend(unit.to_le_bytes()));
            writer.write_all(&bytes)?;
        }
        Ok(())
    }

    /// What [`IndexMemory::write_to`] wrote; none where it did not write these bytes.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = ByteReader(bytes);
        let length = reader.number()? as usize;
        let contents: Contents = serde_json::from_slice(reader.take(length)?).ok()?;
        let mut memory = Self {
            sums: PlaceSums {
                basis: contents.basis,
                sums: (0..contents.sums)
                    .map(|_| Some(u128::from_le_bytes(reader.take(16)?.try_into().ok()?)))
                    .collect::<Option<_>>()?,
            },
            ..Self::default()
        };
        for _ in 0..contents.blocks {
            let key = MemoryKey::try_from(reader.take(size_of::<MemoryKey>())?).ok()?;
            let blocks = (0..reader.number()?).map(|_| reader.block());
            let blocks = blocks.collect::<Option<_>>()?;
            memory.blocks.insert(key, blocks);
        }
        for text in contents.texts {
            let units = reader.take(text.units.checked_mul(2)?)?.chunks_exact(2);
            let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            let folded = FoldedText {
                units: units.collect(),
                weighty: text.weighty,
                folded: text.folded,
            };
            memory.texts.push(KnownText {
                checksum: text.checksum,
                text: Arc::new(IndexedText {
                    facts: text.facts,
                    folded,
                }),
            });
        }
        reader.0.is_empty().then_some(memory)
    }
}

fn contents(known: &KnownText) -> TextContents {
    let KnownText { checksum, text } = known;
    let IndexedText { facts, folded } = &**text;
    TextContents {
        checksum: checksum.clone(),
        facts: facts.clone(),
        weighty: folded.weighty.clone(),
        folded: folded.folded.clone(),
        units: folded.units.len(),
    }
}

fn number(writer: &mut dyn Write, value: usize) -> io::Result<()> {
    let value = u32::try_from(value).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    writer.write_all(&value.to_le_bytes())
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

    fn block(&mut self) -> Option<TrieBlock> {
        let length = self.number()?;
        let first = (0..length).map(|_| self.number());
        let first = first.collect::<Option<Vec<u32>>>()?;
        let bits = self.number()? as usize;
        let bits = Bits::of(self.take(bits.div_ceil(8))?, bits);
        Some(TrieBlock { first, bits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::passage::{Passage, PassageKind};

    #[test]
    fn what_is_kept_is_read_as_it_was_and_what_is_cut_off_is_not_read() {
        let mut bits = Bits::default();
        (1..100).for_each(|value| bits.gamma(value));
        let block = |first: &[u32]| TrieBlock {
            first: first.to_vec(),
            bits: bits.clone(),
        };
        let mut memory = IndexMemory::default();
        memory.sums.sums = vec![7, u128::MAX];
        memory
            .blocks
            .insert([1; 16], vec![block(&[7]), block(&[7, 9])]);
        memory.blocks.insert([2; 16], Vec::new());
        for typed in ["ＧＢ/T 9704𠮷", ""] {
            let passage = Passage {
                anchor: String::new(),
                kind: PassageKind::Title,
                text: typed.to_owned(),
            };
            memory.texts.push(KnownText {
                checksum: typed.to_owned(),
                text: Arc::new(IndexedText {
                    facts: TextFacts {
                        series: "督查通报".to_owned(),
                        length: 7,
                        numbers: Default::default(),
                    },
                    folded: FoldedText::of(&[passage]),
                }),
            });
        }
        let mut bytes = Vec::new();
        memory.write_to(&mut bytes).expect("bytes");
        for end in 0..bytes.len() {
            assert_eq!(IndexMemory::parse(&bytes[..end]), None, "{end}");
        }
        assert_eq!(IndexMemory::parse(&bytes), Some(memory));
    }
}
