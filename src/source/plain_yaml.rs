//! The YAML that nearly every file is, read in one go: keys, plain or simply quoted values and lists of them, a line each.
//!
//! The two readers of YAML take long to begin, and an archive has ten thousand front matters of one line. Here a text is read only where both would
//! surely say this; anything else, and everything that is wrong, is theirs. The tests hold it against them.

use serde_yaml::{Mapping, Value};

use super::places::{NodePlace, PlaceKind, Range};
use super::plain_flow::{DEEPEST, FlowReader, MOST_ITEMS, PlacedValue};
use super::plain_scalar::{
    LONGEST_KEY, is_no_end, may_be_remarked, may_stand, plain, scalar_place,
};

/// The value of `text` with its places; none where it is not surely of the simple kind.
pub fn read(text: &str) -> Option<PlacedValue> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = line.trim_end_matches('\n');
        let end = end.strip_suffix('\r').unwrap_or(end).trim_end_matches(' ');
        let indent = end.len() - end.trim_start_matches(' ').len();
        if end.len() > indent && !end[indent..].starts_with('#') {
            lines.push(YamlLine {
                indent,
                place: start + indent,
                end: start + end.len(),
            });
        } else if !end.chars().all(may_be_remarked) {
            return None;
        }
        start += line.len();
    }
    if lines.first()?.indent != 0 {
        return None;
    }
    let mut reader = PlainReader {
        text,
        lines,
        next: 0,
    };
    let root = reader.block(0, 0)?;
    (reader.next == reader.lines.len()).then_some(root)
}

/// What stands on a line that is neither empty nor a comment.
#[derive(Clone, Copy)]
struct YamlLine {
    /// How far it is to the right.
    indent: usize,
    /// Where it begins in the text, after its indent.
    place: usize,
    /// Where it ends, without what nobody sees.
    end: usize,
}

struct PlainReader<'t> {
    text: &'t str,
    lines: Vec<YamlLine>,
    /// The line that comes next.
    next: usize,
}

impl<'t> PlainReader<'t> {
    /// What stands on the next lines, all of which begin at `indent`.
    fn block(&mut self, indent: usize, depth: usize) -> Option<PlacedValue> {
        let line = *self.lines.get(self.next)?;
        match (depth > DEEPEST, self.rest(line).starts_with("- ")) {
            (true, _) => None,
            (false, true) => self.sequence(indent, depth),
            (false, false) => self.mapping(indent, line.place, depth),
        }
    }

    fn sequence(&mut self, indent: usize, depth: usize) -> Option<PlacedValue> {
        let start = self.lines.get(self.next)?.place;
        let (mut values, mut items) = (Vec::new(), Vec::new());
        while let Some(line) = self.lines.get(self.next).copied()
            && line.indent >= indent
        {
            let rest = self.rest(line).strip_prefix("- ")?;
            if line.indent != indent || values.len() == MOST_ITEMS {
                return None;
            }
            let place = line.place + 2 + rest.len() - rest.trim_start_matches(' ').len();
            let (value, item) = match self.key(place, line.end) {
                // A mapping that begins behind the dash.
                Some(_) => {
                    let column = indent + place - line.place;
                    let first = self.lines.get_mut(self.next)?;
                    *first = YamlLine {
                        indent: column,
                        place,
                        ..*first
                    };
                    self.mapping(column, place, depth + 1)?
                }
                None => {
                    self.next += 1;
                    self.one_line(place, line.end, depth)?
                }
            };
            values.push(value);
            items.push(item);
        }
        let range = start..items.last()?.range.end;
        let kind = PlaceKind::Sequence { items, flow: false };
        Some((Value::Sequence(values), NodePlace { range, kind }))
    }

    fn mapping(&mut self, indent: usize, start: usize, depth: usize) -> Option<PlacedValue> {
        let mut values = Mapping::new();
        let mut entries: Vec<(NodePlace, NodePlace)> = Vec::new();
        while let Some(line) = self.lines.get(self.next).copied()
            && line.indent >= indent
        {
            if line.indent != indent || entries.len() == MOST_ITEMS || depth > DEEPEST {
                return None;
            }
            let key = self.key(line.place, line.end)?;
            self.next += 1;
            let after = key.end + 1;
            let (value, place) = if after == line.end {
                let below = self.lines.get(self.next)?.indent;
                if below <= indent {
                    // Nothing, or a list that is not further to the right.
                    return None;
                }
                self.block(below, depth + 1)?
            } else {
                let rest = &self.text[after..line.end];
                let place = after + rest.len() - rest.trim_start_matches(' ').len();
                self.one_line(place, line.end, depth)?
            };
            let name = Value::String(self.text[key.clone()].to_owned());
            if values.insert(name, value).is_some() {
                return None;
            }
            entries.push((scalar_place(key, true), place));
        }
        let range = start..entries.last()?.1.range.end;
        let kind = PlaceKind::Mapping(entries);
        Some((Value::Mapping(values), NodePlace { range, kind }))
    }

    fn rest(&self, line: YamlLine) -> &'t str {
        &self.text[line.place..line.end]
    }

    /// The key that stands at `place`, with a colon behind it that can be nothing else.
    fn key(&self, place: usize, end: usize) -> Option<Range> {
        let line = &self.text[place..end];
        let length = line.find(':')?;
        let is_colon = matches!(line.as_bytes().get(length + 1), None | Some(b' '));
        let is_key = is_colon
            && length <= LONGEST_KEY
            // A blank before the colon is no part of the key.
            && !line[..length].ends_with(' ')
            && matches!(plain(&line[..length], may_stand), Some(Value::String(_)));
        is_key.then(|| place..place + length)
    }

    /// A value that stands from `place` to the end of its line.
    fn one_line(&self, place: usize, end: usize, depth: usize) -> Option<PlacedValue> {
        // A line that goes on further to the right is one more line of the value; whoever asked looks at its indent.
        let mut flow = FlowReader {
            text: self.text,
            place,
            end,
        };
        let read = match self.text[place..end].chars().next()? {
            '[' | '{' | '"' | '\'' => flow.value(depth)?,
            _ => {
                let value = plain(&self.text[place..end], is_no_end)?;
                flow.place = end;
                (value, scalar_place(place..end, true))
            }
        };
        (flow.place == end).then_some(read)
    }
}
