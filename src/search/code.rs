//! Bits: Elias gamma codes, truncated binary and binary interpolative coding, and bits as text that JavaScript reads back.
//!
//! Interpolative coding (Moffat and Stuiver, 2000) writes a rising list by its middle element within the bounds that are known, then both halves. A
//! list without gaps costs nothing, and issues of one series, which stand side by side, cost little.

/// Bits under construction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    bytes: Vec<u8>,
    len: usize,
}

impl Bits {
    /// The first `len` bits of `bytes`, the highest of each first.
    #[must_use]
    pub(super) fn of(bytes: &[u8], len: usize) -> Self {
        let mut bytes = bytes.to_vec();
        // What the last byte is filled up with is nothing, whatever was read.
        if let (Some(last), left @ 1..) = (bytes.last_mut(), len % 8) {
            *last &= u8::MAX << (8 - left);
        }
        Self { bytes, len }
    }

    /// The bits as bytes, the highest first; the last one is filled up.
    #[must_use]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bits there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Appends the lowest `count` bits of `value`, the highest first.
    pub fn push(&mut self, value: u32, count: u32) {
        let mut left = count;
        while left > 0 {
            let used = u32::try_from(self.len % 8).unwrap_or(0);
            if used == 0 {
                self.bytes.push(0);
            }
            let step = left.min(8 - used);
            left -= step;
            let part = value >> left & ((1 << step) - 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::try_from(part << (8 - used - step)).unwrap_or(0);
            }
            self.len += step as usize;
        }
    }

    /// Appends all bits of `other`.
    pub fn append(&mut self, other: &Bits) {
        let used = self.len % 8;
        if used == 0 {
            self.bytes.extend_from_slice(&other.bytes);
        } else {
            self.bytes.reserve(other.bytes.len());
            for byte in &other.bytes {
                if let Some(last) = self.bytes.last_mut() {
                    *last |= byte >> used;
                }
                self.bytes.push(byte << (8 - used));
            }
        }
        self.len += other.len;
        self.bytes.truncate(self.len.div_ceil(8));
    }

    /// Appends `value`, at least 1, as an Elias gamma code: short for small numbers.
    pub fn gamma(&mut self, value: u32) {
        let value = value.max(1);
        let width = value.ilog2();
        self.push(0, width);
        self.push(value, width + 1);
    }

    /// Appends `value`, which is below `size`, in truncated binary.
    pub fn below(&mut self, value: u32, size: u32) {
        if size <= 1 {
            return;
        }
        let width = size.ilog2();
        // So many values are one bit shorter.
        let short = (u64::from(2_u32) << width) - u64::from(size);
        if u64::from(value) < short {
            self.push(value, width);
        } else {
            let long = u64::from(value) + short;
            self.push(u32::try_from(long >> 1).unwrap_or(0), width);
            self.push(u32::from(long & 1 == 1), 1);
        }
    }

    /// Appends a strictly rising list whose values lie in `low..high`. Its length is known to the reader.
    pub fn rising(&mut self, values: &[u32], low: u32, high: u32) {
        let Some((middle, left, right)) = halves(values) else {
            return;
        };
        let (before, after) = (size(left), size(right));
        let first = low + before;
        self.below(
            middle.saturating_sub(first),
            high.saturating_sub(after).saturating_sub(first),
        );
        self.rising(left, low, middle);
        self.rising(right, middle + 1, high);
    }

    /// The bits as text: seven in each character, those characters moved up by 256 that a string of a script cannot hold as they are.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.len / 7 + 1);
        let mut at = 0;
        while at < self.len {
            let mut value = 0_u32;
            for place in at..at + 7 {
                let byte = self.bytes.get(place / 8).copied().unwrap_or(0);
                value = value << 1 | u32::from(byte >> (7 - place % 8) & 1);
            }
            let value = match value {
                0 | 0x0A | 0x0D | 0x22 | 0x5C => value + 0x100,
                value => value,
            };
            text.extend(char::from_u32(value));
            at += 7;
        }
        text
    }
}

/// The middle of a list with what stands before and after it; nothing of an empty list.
fn halves(values: &[u32]) -> Option<(u32, &[u32], &[u32])> {
    let (left, rest) = values.split_at(values.len() / 2);
    let (middle, right) = rest.split_first()?;
    Some((*middle, left, right))
}

/// The length of a list as a number of the code; no list has four thousand million values.
#[must_use]
pub fn size<T>(values: &[T]) -> u32 {
    u32::try_from(values.len()).unwrap_or(u32::MAX)
}

/// The place of the first of the rising `values` that is greater than `value`, which is known not to be before `from`; found in few steps where it is near.
#[must_use]
pub(super) fn first_after(values: &[u32], from: usize, value: u32) -> usize {
    let (mut low, mut step) = (from, 1);
    while values
        .get(low + step - 1)
        .is_some_and(|found| *found <= value)
    {
        low += step;
        step *= 2;
    }
    let high = (low + step - 1).min(values.len());
    low + values[low..high].partition_point(|found| *found <= value)
}

/// Appends a number of either sign: 0, -1, 1, -2, … in gamma codes.
pub(super) fn signed(bits: &mut Bits, value: i64) {
    let folded = if value < 0 { -2 * value } else { 2 * value + 1 };
    bits.gamma(u32::try_from(folded).unwrap_or(u32::MAX));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_found_as_what_is_far() {
        let values: Vec<u32> = (0..200).map(|number| number * 3).collect();
        for from in [0, 1, 7, 150, 200] {
            for value in 0..620 {
                let whole = values.partition_point(|found| *found <= value);
                if whole >= from {
                    assert_eq!(first_after(&values, from, value), whole, "{from} {value}");
                }
            }
        }
    }

    #[test]
    fn bits_behind_bits_are_the_bits_of_both() {
        for (before, after) in (0..20).flat_map(|before| (0..20).map(move |after| (before, after)))
        {
            let values = |count: u32| (0..count).map(|at| at * 7 % 3 % 2);
            let mut whole = Bits::default();
            values(before)
                .chain(values(after))
                .for_each(|bit| whole.push(bit, 1));
            let (mut first, mut second) = (Bits::default(), Bits::default());
            values(before).for_each(|bit| first.push(bit, 1));
            values(after).for_each(|bit| second.push(bit, 1));
            first.append(&second);
            assert_eq!(first, whole, "{before} {after}");
            // What was appended can be added to.
            first.push(1, 1);
            whole.push(1, 1);
            assert_eq!(first, whole, "{before} {after}");
        }
    }

    #[test]
    fn a_list_without_gaps_costs_nothing() {
        let values: Vec<u32> = (0..1000).collect();
        let mut bits = Bits::default();
        bits.rising(&values, 0, 1000);
        assert!(bits.is_empty());
    }
}
