//! Values in brackets and quotation marks, as far as they stand on one line and mean one thing only: see [`plain_yaml`](super::plain_yaml).

use serde_yaml::{Mapping, Value};

use super::places::{NodePlace, PlaceKind, Range};
use super::plain_scalar::{LONGEST_KEY, is_mark, may_stand, plain, scalar_place};

/// A value with its place.
pub type PlacedValue = (Value, NodePlace);

/// How deep values may stand in one another.
pub const DEEPEST: usize = 12;

/// How many items a list or a mapping may have; the limit of the format is further on, and said by the others.
pub const MOST_ITEMS: usize = 1000;

/// Values in brackets and quotation marks.
pub struct FlowReader<'t> {
    pub text: &'t str,
    /// Where the value begins; once it is read, where it ended.
    pub place: usize,
    /// Where the line ends.
    pub end: usize,
}

impl FlowReader<'_> {
    /// The value that begins here, in others `depth` deep.
    pub fn value(&mut self, depth: usize) -> Option<PlacedValue> {
        let start = self.place;
        match self.peek()? {
            '[' if depth < DEEPEST => {
                self.place += 1;
                let (mut values, mut items) = (Vec::new(), Vec::new());
                loop {
                    if values.len() == MOST_ITEMS {
                        return None;
                    }
                    let (value, item) = self.value_in_list(depth)?;
                    values.push(value);
                    items.push(item);
                    if !self.goes_on(']')? {
                        break;
                    }
                }
                let range = start..self.place;
                let kind = PlaceKind::Sequence { items, flow: true };
                Some((Value::Sequence(values), NodePlace { range, kind }))
            }
            '{' if depth < DEEPEST => {
                self.place += 1;
                let (mut values, mut entries) = (Mapping::new(), Vec::new());
                loop {
                    if values.len() == MOST_ITEMS {
                        return None;
                    }
                    self.blanks();
                    let (key, name) = self.plain_until(&[':'])?;
                    if !matches!(key, Value::String(_)) || name.len() > LONGEST_KEY {
                        return None;
                    }
                    // A space before the colon would be one too, and nobody writes it.
                    if !self.text[self.place..self.end].starts_with(": ") || name.end != self.place
                    {
                        return None;
                    }
                    self.place += 1;
                    let (value, place) = self.value_in_list(depth)?;
                    if values.insert(key, value).is_some() {
                        return None;
                    }
                    entries.push((scalar_place(name, true), place));
                    if !self.goes_on('}')? {
                        break;
                    }
                }
                let range = start..self.place;
                let kind = PlaceKind::Mapping(entries);
                Some((Value::Mapping(values), NodePlace { range, kind }))
            }
            quote @ ('"' | '\'') => {
                self.place += 1;
                let rest = &self.text[self.place..self.end];
                let length = rest.find(quote)?;
                let value = &rest[..length];
                if !value.chars().all(|c| may_stand(c) || is_mark(c)) {
                    return None;
                }
                self.place += length + 1;
                // Two quotation marks are one in the text.
                if self.peek() == Some(quote) {
                    return None;
                }
                let place = scalar_place(start..self.place, false);
                Some((Value::String(value.to_owned()), place))
            }
            _ => None,
        }
    }

    fn value_in_list(&mut self, depth: usize) -> Option<PlacedValue> {
        self.blanks();
        match self.peek()? {
            '[' | '{' | '"' | '\'' => self.value(depth + 1),
            _ => {
                let (value, range) = self.plain_until(&[',', ']', '}'])?;
                Some((value, scalar_place(range, true)))
            }
        }
    }

    /// Whether another item follows, after the comma; not where the list ends with `close`.
    fn goes_on(&mut self, close: char) -> Option<bool> {
        self.blanks();
        let next = self.peek()?;
        self.place += 1;
        match next {
            ',' => Some(true),
            next if next == close => Some(false),
            _ => None,
        }
    }

    fn plain_until(&mut self, ends: &[char]) -> Option<(Value, Range)> {
        let rest = &self.text[self.place..self.end];
        let length = rest.find(ends)?;
        let typed = rest[..length].trim_end_matches(' ');
        let range = self.place..self.place + typed.len();
        self.place += length;
        Some((plain(typed, may_stand)?, range))
    }

    fn blanks(&mut self) {
        let rest = &self.text[self.place..self.end];
        self.place += rest.len() - rest.trim_start_matches(' ').len();
    }

    fn peek(&self) -> Option<char> {
        self.text[self.place..self.end].chars().next()
    }
}
