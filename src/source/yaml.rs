//! YAML with places: serde_yaml says what the values are, granit-parser where they stand.
//!
//! The two trees are walked side by side. Where they cannot be (an alias, a merge key), a node has the place of the nearest node around it.

use serde_yaml::Value;

use super::agreement::parted;
use super::aliases::too_much_repeated;
use super::block_hash::{hash_after_blank, is_text_of_comment};
use super::places::{MOST_ITEMS, NodePlace, PlaceKind, duplicate_keys, places, too_deep, too_long};
use super::{block_hash, lost_items, plain_yaml, yaml_error};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{FileId, Span};

/// One YAML document: a whole file or a front matter.
#[derive(Debug)]
pub struct Yaml<'s> {
    pub(super) file: FileId,
    pub(super) text: &'s str,
    /// Where `text` begins in its file.
    pub(super) offset: usize,
    pub(super) value: Value,
    pub(super) places: Option<NodePlace>,
}

impl<'s> Yaml<'s> {
    /// Reads `text`, which begins `offset` bytes into `file`. Everything wrong with it goes to `sink`; then there is no value.
    pub fn parse(text: &'s str, file: FileId, offset: usize, sink: &mut Sink) -> Option<Self> {
        match plain_yaml::read(text) {
            Some((value, place)) => Some(Self {
                file,
                text,
                offset,
                value,
                places: Some(place),
            }),
            None => Self::parse_fully(text, file, offset, sink),
        }
    }

    /// As [`Yaml::parse`], by both readers whatever the text is.
    pub fn parse_fully(
        text: &'s str,
        file: FileId,
        offset: usize,
        sink: &mut Sink,
    ) -> Option<Self> {
        let refuse = |at: std::ops::Range<usize>, message: String, help: &str| {
            let place = Span::new(file, offset + at.start, offset + at.end);
            Diagnostic::new(code::BAD_YAML, place, message).help(help)
        };
        if let Some(at) = too_deep(text) {
            let message = "列表或键值套得太深".to_owned();
            sink.push(refuse(at..at + 1, message, "减少括号的层数"));
            return None;
        }
        if let Some(at) = too_much_repeated(text) {
            let message = "用“*名字”引用的内容合起来太多".to_owned();
            let help = "少引用几处，或把引用的内容直接写出来";
            sink.push(refuse(at..at + 1, message, help));
            return None;
        }
        let (places, refused) = places(text);
        if let Some(at) = places.as_ref().and_then(too_long) {
            let message = format!("这个列表或键值表超过 {MOST_ITEMS} 项");
            sink.push(refuse(at, message, "拆成几个，或者改用表格文件"));
            return None;
        }
        match serde_yaml::from_str::<Value>(text) {
            // Where only one of the two can read it, something may have become a comment or nothing.
            Ok(ref value) if let Some(place) = refused.or_else(|| parted(value, &places, text)) => {
                yaml_error::report_unclear(place, text, file, offset, sink);
                None
            }
            Ok(value) => {
                if let Some(place) = &places {
                    yaml_error::report_lost(lost_items::find(text, place), file, offset, sink);
                }
                Some(Self {
                    file,
                    text,
                    offset,
                    value,
                    places,
                })
            }
            Err(error) => {
                let duplicates = places
                    .map(|place| duplicate_keys(&place, text))
                    .unwrap_or_default();
                if duplicates.is_empty() {
                    yaml_error::report(&error, text, file, offset, sink);
                }
                yaml_error::report_duplicates(duplicates, file, offset, sink);
                None
            }
        }
    }

    /// The outermost node.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node {
            yaml: self,
            value: &self.value,
            place: self.places.as_ref(),
            span: self.span(
                self.places
                    .as_ref()
                    .map_or(0..self.text.len(), |place| place.range.clone()),
            ),
        }
    }

    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(
            self.file,
            self.offset + range.start,
            self.offset + range.end,
        )
    }
}

/// A node of a YAML document.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    pub(super) yaml: &'a Yaml<'a>,
    pub(super) value: &'a Value,
    pub(super) place: Option<&'a NodePlace>,
    /// Where the node stands.
    pub span: Span,
}

impl<'a> Node<'a> {
    /// Whether nothing is written, or `null` or `~`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value.is_null()
    }

    /// What the node is, in words for a message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "空值",
            Value::Bool(_) => "是非值",
            Value::Number(_) => "数字",
            Value::String(_) => "文字",
            Value::Sequence(_) => "列表",
            Value::Mapping(_) => "键值表",
            Value::Tagged(_) => "带标签的值",
        }
    }

    /// The text of a scalar as it was typed: `1.10` stays `1.10`, whatever YAML makes of it; none for a list, a mapping or nothing.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.clone()),
            Value::Bool(_) | Value::Number(_) => self.typed().or_else(|| match self.value {
                Value::Bool(value) => Some(value.to_string()),
                Value::Number(value) => Some(value.to_string()),
                _ => None,
            }),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => None,
        }
    }

    /// The node as it was typed, where it is known.
    #[must_use]
    pub fn source(&self) -> Option<&'a str> {
        self.yaml.text.get(self.place?.range.clone())
    }

    /// What follows the value on its line as a comment without a space after its `#`, which is rather a `#` of the text itself: `关于 #1号楼`.
    #[must_use]
    pub fn swallowed(&self) -> Option<Span> {
        let place = self.place?;
        let PlaceKind::Scalar { plain } = place.kind else {
            return None;
        };
        if !plain {
            return block_hash::below(self.yaml.text, place.range.clone())
                .map(|r| self.yaml.span(r));
        }
        let rest = self.yaml.text.get(place.range.end..)?;
        let line = rest.lines().next()?;
        let comment = line.trim_start();
        if is_text_of_comment(comment) && comment.len() < line.len() {
            let start = place.range.end + line.len() - comment.len();
            return Some(self.yaml.span(start..start + comment.trim_end().len()));
        }
        // A line that goes on with the value, as it looks.
        let next = rest.get(line.len() + 1..)?.lines().next()?;
        let comment = next.trim_start();
        let goes_on =
            is_text_of_comment(comment) && next.starts_with("  ") && line.trim().is_empty();
        let start = place.range.end + line.len() + 1 + next.len() - comment.len();
        goes_on.then(|| self.yaml.span(start..start + comment.trim_end().len()))
    }

    /// What stands between the key `key` and this value: of a comment without a space after its `#`, the place; nobody means it as one.
    #[must_use]
    pub fn swallowed_before(&self, key: &Self) -> Option<Span> {
        if matches!(self.value, Value::Sequence(_) | Value::Mapping(_)) {
            return None;
        }
        let from = key.place?.range.end;
        // Where the two readers of YAML differ, the place of the value is not known.
        let place = self.place.map(|place| place.range.start);
        let to = place.unwrap_or(from).max(from);
        let mut rest = self.yaml.text.get(from..to)?;
        let is_empty = self.is_null() || self.text().is_some_and(|text| text.trim().is_empty());
        if is_empty || to == from {
            // What is indented under the key belongs to it.
            rest = self.yaml.text.get(from..)?;
            let mut lines = rest.split_inclusive('\n');
            let first = lines.next().map_or(0, str::len);
            let under = lines.take_while(|line| line.starts_with("  ") || line.trim().is_empty());
            rest = &rest[..first + under.map(str::len).sum::<usize>()];
        }
        let hash = hash_after_blank(rest)?;
        let comment = rest[hash..].lines().next()?.trim_end();
        let is_text = is_text_of_comment(comment);
        is_text.then(|| self.yaml.span(from + hash..from + hash + comment.len()))
    }

    /// What was typed after the key `key` and became nothing: `null`, `~`.
    #[must_use]
    pub fn typed_nothing(&self, key: &Self) -> Option<Span> {
        let from = key.place?.range.end;
        if !self.is_null() {
            // An anchor or a tag before the value, and a mark of lines that are kept with none under it.
            let start = self.place.map_or(from, |place| place.range.start);
            let gap = self.yaml.text.get(from..start.max(from))?;
            let mark = gap
                .split([' ', '\n'])
                .find(|word| word.starts_with(['&', '!']));
            if let Some(mark) = mark {
                let start = from + gap.find(mark)?;
                return Some(self.yaml.span(start..start + mark.len()));
            }
            let typed = self.source().unwrap_or_default().trim_start();
            let is_empty = self.text().is_some_and(|text| text.trim().is_empty());
            if !is_empty || typed.starts_with(['"', '\'']) {
                return None;
            }
        }
        let rest = self.yaml.text.get(from..)?;
        let line = rest.lines().next()?;
        let colon = line.find(':')? + 1;
        let typed = line[colon..].split(" #").next()?.trim();
        if typed.is_empty() {
            // It may stand on the next line.
            let below = rest.get(line.len()..)?;
            let next = below.lines().find(|line| !line.trim().is_empty())?;
            let is_nothing = next.starts_with(' ')
                && matches!(next.trim(), "~" | "null" | "Null" | "NULL" | "!");
            let start =
                from + line.len() + below.find(next)? + next.len() - next.trim_start().len();
            return is_nothing.then(|| self.yaml.span(start..start + next.trim().len()));
        }
        let start = from + colon + line[colon..].find(typed)?;
        let is_scalar = !typed.is_empty() && !typed.starts_with(['#', '[', '{', ',', '}', ']']);
        is_scalar.then(|| self.yaml.span(start..start + typed.len()))
    }

    fn typed(&self) -> Option<String> {
        let place = self.place?;
        match place.kind {
            PlaceKind::Scalar { plain: true } => {
                self.yaml.text.get(place.range.clone()).map(str::to_owned)
            }
            _ => None,
        }
    }

    /// The value of `true` or `false`.
    #[must_use]
    pub fn boolean(&self) -> Option<bool> {
        self.value.as_bool()
    }

    /// The items of a list, and whether it was written in brackets.
    #[must_use]
    pub fn items(&self) -> Option<Vec<Node<'a>>> {
        let Value::Sequence(values) = self.value else {
            return None;
        };
        let places = match self.place.map(|place| &place.kind) {
            Some(PlaceKind::Sequence { items, .. }) if items.len() == values.len() => Some(items),
            _ => None,
        };
        Some(
            values
                .iter()
                .enumerate()
                .map(|(index, value)| self.child(value, places.map(|places| &places[index])))
                .collect(),
        )
    }

    /// Whether the node is a list in brackets.
    #[must_use]
    pub fn is_flow_list(&self) -> bool {
        matches!(
            self.place.map(|place| &place.kind),
            Some(PlaceKind::Sequence { flow: true, .. })
        )
    }

    /// The keys and values of a mapping in their order.
    #[must_use]
    pub fn entries(&self) -> Option<Vec<(Node<'a>, Node<'a>)>> {
        let Value::Mapping(mapping) = self.value else {
            return None;
        };
        let places = match self.place.map(|place| &place.kind) {
            Some(PlaceKind::Mapping(places)) if places.len() == mapping.len() => Some(places),
            _ => None,
        };
        Some(
            mapping
                .iter()
                .enumerate()
                .map(|(index, (key, value))| {
                    let place = places.map(|places| &places[index]);
                    (
                        self.child(key, place.map(|(key, _)| key)),
                        self.child(value, place.map(|(_, value)| value)),
                    )
                })
                .collect(),
        )
    }

    fn child(&self, value: &'a Value, place: Option<&'a NodePlace>) -> Node<'a> {
        Node {
            yaml: self.yaml,
            value,
            place,
            span: place.map_or(self.span, |place| self.yaml.span(place.range.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> (Option<Yaml<'_>>, Vec<Diagnostic>) {
        let mut sink = Sink::default();
        let yaml = Yaml::parse(text, FileId(0), 0, &mut sink);
        (yaml, sink.into_sorted())
    }

    #[test]
    fn every_node_knows_its_place() {
        let text = "标题: 甲\n事项:\n  - {名称: 乙, 数: 1.10}\n  - [丙, \"丁\"]\n";
        let (yaml, _) = parse(text);
        let yaml = yaml.expect("valid YAML");
        let entries = yaml.root().entries().expect("a mapping");
        assert_eq!(&text[entries[0].1.span.range()], "甲");
        let items = entries[1].1.items().expect("a list");
        assert!(items[1].is_flow_list() && !entries[1].1.is_flow_list());
        let first = items[0].entries().expect("a mapping");
        assert_eq!(&text[first[1].0.span.range()], "数");
        assert_eq!(first[1].1.text().as_deref(), Some("1.10"));
        assert_eq!(&text[items[1].span.range()], "[丙, \"丁\"]");
    }

    #[test]
    fn a_key_written_twice_is_pointed_at() {
        let (yaml, diagnostics) = parse("号: 1\n标题: 甲\n号: 2\n");
        assert!(yaml.is_none());
        assert_eq!(diagnostics[0].code, code::DUPLICATE_KEY);
        assert_eq!(diagnostics[0].place.expect("a place").start, 19);
    }

    proptest! {
        /// The law of spans: each lies within its parent, on character boundaries.
        #[test]
        fn places_nest_and_fit(text in "([标题号a: \\-\\[\\]{},\"'#|>&*!%@`\n\t。]|: |\n  - ){0,40}") {
            let (yaml, _) = parse(&text);
            if let Some(yaml) = yaml {
                let mut rest = vec![yaml.root()];
                while let Some(node) = rest.pop() {
                    prop_assert!(text.get(node.span.range()).is_some());
                    let children = node.items().unwrap_or_default().into_iter()
                        .chain(node.entries().unwrap_or_default().into_iter().flat_map(|(k, v)| [k, v]));
                    for child in children {
                        prop_assert!(child.span.start >= node.span.start && child.span.end <= node.span.end.max(child.span.end));
                        rest.push(child);
                    }
                }
            }
        }
    }
}
