//! Where the nodes of a YAML text stand, from the events of granit-parser.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser, StructureStyle};

/// The place of a node and of what is in it.
#[derive(Clone, Debug)]
pub struct NodePlace {
    /// Its bytes.
    pub range: std::ops::Range<usize>,
    /// What it is, with what is in it.
    pub kind: PlaceKind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum PlaceKind {
    /// A single value.
    Scalar {
        /// Whether it stands without quotation marks.
        plain: bool,
    },
    /// A list.
    Sequence {
        items: Vec<NodePlace>,
        /// Whether it stands in brackets.
        flow: bool,
    },
    /// Keys and values.
    Mapping(Vec<(NodePlace, NodePlace)>),
}

/// Where granit-parser gives up in the first document of `text`.
fn refusal(text: &str) -> Option<usize> {
    for next in Parser::new_from_str(text) {
        match next {
            Ok((Event::DocumentEnd { .. }, _)) => return None,
            Ok(_) => {}
            Err(error) => return Some(error.marker().byte_offset().unwrap_or(0)),
        }
    }
    None
}

/// The places of the first document of `text`, none where granit-parser gives up; and where it gives up, if it does.
pub fn places(text: &str) -> (Option<NodePlace>, Option<usize>) {
    let mut builder = PlaceBuilder::default();
    let mut root = None;
    for next in Parser::new_from_str(text) {
        match next {
            Ok((Event::DocumentEnd, _)) => return (root, None),
            // What follows the value may still be wrong.
            Ok(_) if root.is_some() => {}
            Ok((event, span)) => match builder.take(text, event, span.byte_range()) {
                Taken::More => {}
                Taken::Whole(place) => root = Some(place),
                Taken::Lost => return (None, refusal(text)),
            },
            Err(error) => return (root, Some(error.marker().byte_offset().unwrap_or(0))),
        }
    }
    (root, None)
}

/// Puts places together from events.
#[derive(Default)]
struct PlaceBuilder {
    open: Vec<OpenPlace>,
}

/// A collection whose end has not come yet.
enum OpenPlace {
    Sequence(Range, Vec<NodePlace>, bool),
    Mapping(Range, Vec<(NodePlace, NodePlace)>, Option<NodePlace>),
}

/// What an event made of the places so far.
enum Taken {
    More,
    /// The value of the document is there.
    Whole(NodePlace),
    /// The events do not fit together.
    Lost,
}

impl PlaceBuilder {
    fn take(&mut self, text: &str, event: Event<'_>, range: Option<Range>) -> Taken {
        let Some(range) = range else {
            return Taken::Lost;
        };
        let done = match event {
            Event::SequenceStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                self.open.push(OpenPlace::Sequence(range, Vec::new(), flow));
                return Taken::More;
            }
            Event::MappingStart(..) => {
                self.open.push(OpenPlace::Mapping(range, Vec::new(), None));
                return Taken::More;
            }
            Event::SequenceEnd => match self.open.pop() {
                Some(OpenPlace::Sequence(start, items, flow)) => NodePlace {
                    range: whole(start, &range, items.last().map(|item| item.range.end)),
                    kind: PlaceKind::Sequence { items, flow },
                },
                _ => return Taken::Lost,
            },
            Event::MappingEnd => match self.open.pop() {
                Some(OpenPlace::Mapping(start, entries, None)) => NodePlace {
                    range: whole(start, &range, entries.last().map(|(_, v)| v.range.end)),
                    kind: PlaceKind::Mapping(entries),
                },
                _ => return Taken::Lost,
            },
            Event::Scalar(_, style, ..) => NodePlace {
                range: trimmed(text, range),
                kind: PlaceKind::Scalar {
                    plain: matches!(style, granit_parser::ScalarStyle::Plain),
                },
            },
            Event::Alias(_) => NodePlace {
                range,
                kind: PlaceKind::Scalar { plain: false },
            },
            _ => return Taken::More,
        };
        match self.open.last_mut() {
            None => return Taken::Whole(done),
            Some(OpenPlace::Sequence(_, items, _)) => items.push(done),
            Some(OpenPlace::Mapping(_, entries, key)) => match key.take() {
                None => *key = Some(done),
                Some(key) => entries.push((key, done)),
            },
        }
        Taken::More
    }
}

/// From the start of a collection to its end mark, or to the end of its last item where the end has no mark of its own.
fn whole(start: Range, end: &Range, last: Option<usize>) -> Range {
    let end = if end.is_empty() {
        last.unwrap_or(start.end)
    } else {
        end.end
    };
    start.start..end.max(start.end)
}

fn trimmed(text: &str, range: Range) -> Range {
    match text.get(range.clone()) {
        Some(scalar) => range.start..range.start + scalar.trim_end().len(),
        None => range,
    }
}

/// The deepest nesting that any document needs, in layers.
const DEEPEST: usize = 200;

/// The place of what is nested deeper than any document needs, in brackets or in blocks. The readers take very long before they refuse such a text.
pub fn too_deep(text: &str) -> Option<usize> {
    too_many_brackets(text).or_else(|| too_many_blocks(text))
}

fn too_many_brackets(text: &str) -> Option<usize> {
    let mut depth: usize = 0;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            // Brackets in prose are closed in their line or not at all.
            b'\n' if depth < DEEPEST / 2 => depth = 0,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(place);
        }
    }
    None
}

/// Lines further and further to the right, and `- - - -` and `? ? ? ?` in one line.
fn too_many_blocks(text: &str) -> Option<usize> {
    // The columns at which the blocks around a line begin.
    let mut around: Vec<usize> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut column;
        for (place, byte) in line.bytes().enumerate() {
            let next = line.as_bytes().get(place + 1);
            let is_indicator = matches!(byte, b'-' | b'?' | b':')
                && next.is_none_or(|next| matches!(next, b' ' | b'\n' | b'\r'));
            match byte {
                b' ' => continue,
                b'\n' | b'\r' => break,
                _ => column = place,
            }
            while around.last().is_some_and(|other| *other >= column) {
                around.pop();
            }
            around.push(column);
            if around.len() > DEEPEST {
                return Some(start + place);
            }
            if !is_indicator {
                break;
            }
        }
        start += line.len();
    }
    None
}

/// The most that one list or mapping holds, far beyond any register.
pub const MOST_ITEMS: usize = 5_000;

/// The place of a list or a mapping with more than [`MOST_ITEMS`].
pub fn too_long(place: &NodePlace) -> Option<Range> {
    let mut rest = vec![place];
    while let Some(place) = rest.pop() {
        let length = match &place.kind {
            PlaceKind::Scalar { .. } => 0,
            PlaceKind::Sequence { items, .. } => {
                rest.extend(items);
                items.len()
            }
            PlaceKind::Mapping(entries) => {
                rest.extend(entries.iter().map(|(_, value)| value));
                entries.len()
            }
        };
        if length > MOST_ITEMS {
            return Some(place.range.start..place.range.start + 1);
        }
    }
    None
}

/// Bytes of a text.
pub type Range = std::ops::Range<usize>;

/// Keys that a mapping has twice: the first place, the second, and the key.
pub fn duplicate_keys(place: &NodePlace, text: &str) -> Vec<(Range, Range, String)> {
    let mut found = Vec::new();
    let mut rest = vec![place];
    while let Some(place) = rest.pop() {
        match &place.kind {
            PlaceKind::Scalar { .. } => {}
            PlaceKind::Sequence { items, .. } => rest.extend(items),
            PlaceKind::Mapping(entries) => {
                let mut seen: BTreeMap<&str, &Range> = BTreeMap::new();
                for (key, value) in entries {
                    rest.push(value);
                    let name = text.get(key.range.clone()).unwrap_or_default();
                    match seen.get(name) {
                        Some(first) => {
                            found.push(((*first).clone(), key.range.clone(), name.to_owned()));
                        }
                        None => {
                            seen.insert(name, &key.range);
                        }
                    }
                }
            }
        }
    }
    found.sort_by_key(|(_, second, _)| second.start);
    found
}
