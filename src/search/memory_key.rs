//! What the parts of the index are made from, as one checksum for each character that their sequences begin with.

use std::hash::Hasher as _;

use siphasher::sip128::{Hasher128 as _, SipHasher13};

use super::code::size;
use super::gram::{BORDER, Corpus, Rules};

/// Stands for everything that a part of the index is made from.
pub(super) type MemoryKey = [u8; 16];

/// For each character by its number, what everything that begins with it is made from: issue and weight of each of its places, and what can follow there. None for a number that
/// has no place. The text is gone through once, so this costs little beside making the parts.
pub(super) fn memory_keys(corpus: &Corpus, rules: Rules) -> Vec<Option<MemoryKey>> {
    let Rules { frequent, longest } = rules;
    let count = size(&corpus.alphabet);
    let begun = (0..=count).map(|number| {
        let mut hasher = SipHasher13::new();
        for value in [frequent, longest, count, corpus.bound(), number] {
            hasher.write_u32(value);
        }
        hasher
    });
    let mut hashers: Vec<SipHasher13> = begun.collect();
    let mut stands = vec![false; hashers.len()];
    for (number, place) in corpus.each_place() {
        let hasher = &mut hashers[number as usize];
        stands[number as usize] = true;
        hasher.write_u32(place.described());
        let mut following = corpus.following(place);
        for _ in 1..longest {
            let next = following.next().unwrap_or(BORDER);
            hasher.write_u32(next);
            if next == BORDER {
                break;
            }
        }
    }
    let keys = hashers.iter().zip(stands);
    keys.map(|(hasher, stands)| stands.then(|| hasher.finish128().as_bytes()))
        .collect()
}
