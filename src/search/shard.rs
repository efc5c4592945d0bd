//! The trie of sequences as bits, cut into files.
//!
//! A sequence stands in none but the issues in which the sequence without its last character stands: its issues are written as places in that list,
//! which takes few bits. A block carries the sequences on the way to it once more, so that each file can be read by itself.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::code::{Bits, first_after, size};
use super::gram::{Corpus, CorpusPlace, Posting, Rules};
use super::indexed_issue::IndexedIssue;
use super::memory::{IndexMemory, TrieBlock};
use super::memory_key::{MemoryKey, PlaceSums};

/// A file is closed when it has more bits than this; a block never has more but where a single sequence has.
const BITS: usize = 12 * 1024 * 7;

/// From here on a file, and a block, is closed before any sequence that [`is_border`]: borders that come from the sequences and not from the sizes before
/// them, so that a change moves no border but those beside it.
const ENOUGH: usize = BITS / 2;

/// Whether one in `of` sequences is this.
fn is_border(sequence: &[u32], of: u32) -> bool {
    let hash = sequence.iter().fold(0_u32, |hash, number| {
        hash.wrapping_mul(31).wrapping_add(*number)
    });
    (hash.wrapping_mul(2_654_435_761) >> 8) % of == 0
}

/// One file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// The first sequence, as numbers of characters.
    pub first: Vec<u32>,
    /// The content.
    pub text: String,
}

/// A sequence on the way down.
struct Step<'a> {
    number: u32,
    posting: &'a Posting,
    above: Option<&'a Step<'a>>,
}

/// The files of the index over `corpus`, which is made of `issues`, in the order of their sequences. What `memory` knows is not made again; after that it knows all of
/// this index and nothing else.
#[must_use]
pub fn shards(
    corpus: &Corpus,
    issues: &[IndexedIssue],
    rules: Rules,
    memory: &mut IndexMemory,
) -> Vec<Shard> {
    let IndexMemory {
        texts,
        sums,
        blocks: mut known,
    } = std::mem::take(memory);
    let sums = PlaceSums::of(corpus, rules, issues, sums, &texts);
    drop(texts);
    let keys = sums.keys(corpus);
    let key = |number: u32| keys.get(number as usize).copied().flatten();
    let mut packer = Packer::default();
    let is_new = |known: &BTreeMap<MemoryKey, _>, number| {
        key(number).is_some_and(|key| !known.contains_key(&key))
    };
    for (from, to) in corpus.portions(|number| is_new(&known, number)) {
        let places = corpus.places(from, to, |number| is_new(&known, number));
        let made: Vec<Vec<TrieBlock>> = places
            .into_par_iter()
            .zip(from..to)
            .map(|(places, number)| {
                let mut writer = ShardWriter {
                    corpus,
                    rules,
                    blocks: Vec::new(),
                };
                if !places.is_empty() {
                    writer.write(number, None, &places);
                }
                writer.blocks
            })
            .collect();
        for (number, made) in (from..to).zip(made) {
            // A number without a character has no places, and no key.
            let Some(key) = key(number) else { continue };
            let blocks = known.remove(&key).unwrap_or(made);
            blocks.iter().for_each(|block| packer.add(block));
            memory.blocks.insert(key, blocks);
        }
    }
    memory.texts = issues.iter().map(IndexedIssue::known_text).collect();
    memory.sums = sums;
    packer.finish()
}

struct ShardWriter<'a> {
    corpus: &'a Corpus,
    rules: Rules,
    blocks: Vec<TrieBlock>,
}

impl ShardWriter<'_> {
    /// Writes the sequence that ends in `number` at `places`, and all that continue it, as blocks of their own.
    fn write(&mut self, number: u32, above: Option<&Step<'_>>, places: &[CorpusPlace]) {
        let posting = Corpus::issues_at(places);
        let issues = &posting.issues;
        let step = Step {
            number,
            posting: &posting,
            above,
        };
        let depth = step.depth();
        let mut open = OpenBlock::default();
        if continues(self.rules, depth, size(issues)) {
            for (next, places) in self.corpus.continued(places, depth) {
                match self.subtree(&places, depth + 1, issues) {
                    Some(bits) => {
                        let border = open.bits >= ENOUGH && is_border(&[next], 16);
                        if border || open.bits + bits.len() > BITS {
                            self.close(&step, &mut open);
                        }
                        open.bits += bits.len();
                        open.parts.push((next, bits));
                    }
                    None => {
                        self.close(&step, &mut open);
                        self.write(next, Some(&step), &places);
                    }
                }
            }
        }
        self.close(&step, &mut open);
    }

    /// A sequence and all that continue it; none where that is too much for one block.
    fn subtree(&self, places: &[CorpusPlace], depth: u32, above: &[u32]) -> Option<Bits> {
        let posting = Corpus::issues_at(places);
        let issues = &posting.issues;
        let mut bits = Bits::default();
        write_entry(&mut bits, &posting, Some(above), depth);
        if continues(self.rules, depth, size(issues)) {
            let continued = self.corpus.continued(places, depth);
            let numbers: Vec<u32> = continued.iter().map(|(number, _)| *number).collect();
            write_numbers(&mut bits, &numbers, self.corpus);
            for (_, places) in &continued {
                bits.append(&self.subtree(places, depth + 1, issues)?);
                if bits.len() > BITS {
                    return None;
                }
            }
        }
        Some(bits)
    }

    /// Makes a block of the open parts; the first block of a sequence is made even where it has none.
    fn close(&mut self, step: &Step<'_>, open: &mut OpenBlock) {
        if open.parts.is_empty() && open.began {
            return;
        }
        let mut first = Vec::new();
        step.path(&mut first);
        let mut bits = Bits::default();
        bits.gamma(size(&first));
        step.write(&mut bits, self.corpus);
        if open.began {
            first.extend(open.parts.first().map(|(number, _)| *number));
        }
        let numbers: Vec<u32> = open.parts.iter().map(|(number, _)| *number).collect();
        write_numbers(&mut bits, &numbers, self.corpus);
        for (_, part) in &open.parts {
            bits.append(part);
        }
        self.blocks.push(TrieBlock { first, bits });
        *open = OpenBlock {
            began: true,
            ..OpenBlock::default()
        };
    }
}

/// The parts of a block that is not yet closed.
#[derive(Default)]
struct OpenBlock {
    /// Whether an earlier block has the sequence itself already.
    began: bool,
    parts: Vec<(u32, Bits)>,
    bits: usize,
}

impl Step<'_> {
    fn depth(&self) -> u32 {
        1 + self.above.map_or(0, Step::depth)
    }

    fn path(&self, path: &mut Vec<u32>) {
        if let Some(above) = self.above {
            above.path(path);
        }
        path.push(self.number);
    }

    fn write(&self, bits: &mut Bits, corpus: &Corpus) {
        let above = self.above.map(|above| {
            above.write(bits, corpus);
            above.posting.issues.as_slice()
        });
        bits.below(self.number - 1, size(corpus.alphabet()));
        match above {
            Some(above) => write_entry(bits, self.posting, Some(above), self.depth()),
            None => {
                // The issues of a single character are counted among all.
                let issues = &self.posting.issues;
                bits.below(size(issues) - 1, corpus.bound());
                bits.rising(issues, 0, corpus.bound());
                write_strong(bits, self.posting);
            }
        }
    }
}

/// Whether a sequence of `length` characters in `issues` issues is continued.
#[must_use]
pub fn continues(rules: Rules, length: u32, issues: u32) -> bool {
    length < rules.longest && (length == 1 || issues > rules.frequent)
}

fn write_entry(bits: &mut Bits, posting: &Posting, above: Option<&[u32]>, depth: u32) {
    let issues = &posting.issues;
    let above = above.unwrap_or_default();
    let (count, most) = (size(issues), size(above));
    if most > 1 {
        // A long sequence often has one continuation only.
        if depth > 2 {
            bits.push(u32::from(count == most), 1);
        }
        if depth <= 2 || count < most {
            bits.gamma(count);
        }
    }
    // Both rise, and every issue is among those above.
    let mut next = 0;
    let places: Vec<u32> = issues
        .iter()
        .map(|issue| {
            next = first_after(above, next, *issue);
            u32::try_from(next - 1).unwrap_or(u32::MAX)
        })
        .collect();
    bits.rising(&places, 0, most);
    write_strong(bits, posting);
}

fn write_strong(bits: &mut Bits, posting: &Posting) {
    let Posting {
        issues,
        strong,
        titles,
    } = posting;
    bits.gamma(size(strong) + 1);
    bits.rising(strong, 0, size(issues));
    if !strong.is_empty() {
        bits.gamma(size(titles) + 1);
        bits.rising(titles, 0, size(strong));
    }
}

fn write_numbers(bits: &mut Bits, numbers: &[u32], corpus: &Corpus) {
    bits.gamma(size(numbers) + 1);
    bits.rising(numbers, 1, size(corpus.alphabet()) + 1);
}

/// Puts blocks together to files.
#[derive(Default)]
struct Packer {
    shards: Vec<Shard>,
    first: Vec<u32>,
    count: u32,
    bits: Bits,
}

impl Packer {
    fn add(&mut self, block: &TrieBlock) {
        let border = self.bits.len() >= ENOUGH && is_border(&block.first, 4);
        if self.count > 0 && (border || self.bits.len() + block.bits.len() > BITS) {
            self.close();
        }
        if self.count == 0 {
            self.first.clone_from(&block.first);
        }
        self.bits.append(&block.bits);
        self.count += 1;
    }

    fn close(&mut self) {
        let mut bits = Bits::default();
        bits.gamma(self.count);
        bits.append(&self.bits);
        self.shards.push(Shard {
            first: std::mem::take(&mut self.first),
            text: bits.to_text(),
        });
        self.count = 0;
        self.bits = Bits::default();
    }

    fn finish(mut self) -> Vec<Shard> {
        if self.count > 0 {
            self.close();
        }
        self.shards
    }
}
