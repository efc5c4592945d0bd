//! A text of numbered characters, in two bytes each: the text of a large archive is the largest thing that the index is made from.

/// The number of what no sequence contains: the borders of passages and cells.
pub const BORDER: u32 = 0;

/// Numbers of characters, one after the other.
#[derive(Debug, Default)]
pub struct NumberedText {
    low: Vec<u16>,
    /// What is above 65,535 of each number; empty where no number is that large.
    high: Vec<u8>,
}

impl NumberedText {
    /// An empty text with room for `length` characters.
    #[must_use]
    pub fn with_capacity(length: usize) -> Self {
        Self {
            low: Vec::with_capacity(length),
            high: Vec::new(),
        }
    }

    /// Appends the character of this number; there are fewer than 16 million.
    pub fn push(&mut self, number: u32) {
        let high = u8::try_from(number >> 16).unwrap_or(u8::MAX);
        if high > 0 && self.high.is_empty() {
            self.high.resize(self.low.len(), 0);
        }
        self.low.push(u16::try_from(number & 0xFFFF).unwrap_or(0));
        if high > 0 || !self.high.is_empty() {
            self.high.push(high);
        }
    }

    /// How many characters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// The number at `place`; none behind the end.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<u32> {
        let low = u32::from(*self.low.get(place)?);
        let high = self.high.get(place).map_or(0, |high| u32::from(*high));
        Some(high << 16 | low)
    }

    /// All numbers in their order.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        (0..self.len()).map_while(|place| self.get(place))
    }
}

#[cfg(test)]
mod tests {
    use super::NumberedText;

    #[test]
    fn large_numbers_are_kept_and_small_ones_take_no_room_for_them() {
        let mut text = NumberedText::default();
        let numbers = [3, 0, 65_535, 65_536, 7, 1_000_000];
        for (place, number) in numbers.into_iter().enumerate() {
            text.push(number);
            assert_eq!(text.high.is_empty(), place < 3);
        }
        assert_eq!(text.iter().collect::<Vec<_>>(), numbers);
        assert_eq!((text.len(), text.get(6)), (6, None));
    }
}
