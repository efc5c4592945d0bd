//! The numbers of the characters: the frequent ones low, as small numbers cost few bits, and all so that one word more in the archive leaves
//! nearly every number as it is. A file of the index in which no number changes is the same file.
//!
//! Characters are put into classes by their frequency, each class four times as frequent as the next. In its class a character has a slot by
//! its hash, or the next one that is free; a class has more slots than characters and grows in steps.

use std::collections::BTreeMap;

/// Stands where a slot is free. No text has it: folding takes controls away.
pub const HOLE: char = '\u{7F}';

/// The numbers of an archive are a multiple of this.
const STEP: usize = 256;

/// The characters in the order of their numbers, with [`HOLE`]s, by how often each occurs.
pub fn arrange(frequency: &BTreeMap<char, u32>) -> Vec<char> {
    let mut classes: BTreeMap<std::cmp::Reverse<u32>, Vec<char>> = BTreeMap::new();
    for (c, count) in frequency {
        let class = count.max(&1).ilog2() / 2;
        classes
            .entry(std::cmp::Reverse(class))
            .or_default()
            .push(*c);
    }
    let mut order: Vec<char> = classes
        .into_values()
        .flat_map(|class| slots(&class))
        .collect();
    // How many numbers there are is part of every code, so it changes seldom.
    order.resize(order.len().next_multiple_of(STEP), HOLE);
    order
}

fn slots(class: &[char]) -> Vec<char> {
    let mut slots = vec![HOLE; capacity(class.len())];
    for c in class {
        let first = hash(*c) % slots.len();
        let free = (first..slots.len())
            .chain(0..first)
            .find(|slot| slots[*slot] == HOLE);
        if let Some(slot) = free {
            slots[slot] = *c;
        }
    }
    slots
}

/// The number of slots for a class: an eighth more than its characters, in steps of up to a quarter.
fn capacity(size: usize) -> usize {
    let step = (size.max(1).ilog2()).saturating_sub(2);
    let step = 1_usize << step.max(2);
    (size + size / 8 + 1).div_ceil(step) * step
}

/// Knuth's multiplicative hash.
fn hash(c: char) -> usize {
    let product = u32::from(c).wrapping_mul(2_654_435_761);
    usize::try_from(product >> 8).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frequency() -> BTreeMap<char, u32> {
        ('一'..='三')
            .zip(0_u32..)
            .map(|(c, n)| (c, n * n + 1))
            .collect()
    }

    #[test]
    fn every_character_has_a_number_and_the_frequent_ones_are_first() {
        let frequency = frequency();
        let order = arrange(&frequency);
        let mut found: Vec<char> = order.iter().copied().filter(|c| *c != HOLE).collect();
        let class = |c: &char| frequency[c].ilog2() / 2;
        assert!(found.is_sorted_by(|a, b| class(a) >= class(b)));
        found.sort_unstable();
        assert!(found.iter().eq(frequency.keys()));
        assert!(order.len() < found.len() * 3 / 2 + STEP, "{}", order.len());
    }

    /// One character more of the rare ones, and nearly all keep their numbers.
    #[test]
    fn a_new_character_moves_few_others() {
        let mut frequency: BTreeMap<char, u32> = ('一'..='丿').zip(std::iter::repeat(1)).collect();
        let before = arrange(&frequency);
        frequency.insert('龙', 1);
        let after = arrange(&frequency);
        assert_eq!(before.len(), after.len());
        let moved = before.iter().zip(&after).filter(|(a, b)| a != b).count();
        assert!(moved <= 8, "{moved} of {}", before.len());
    }
}
