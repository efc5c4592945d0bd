//! Mappings with known keys: each key has a Chinese and an English spelling, and an unknown one is met with the nearest known.

use super::slips;
use super::yaml::Node;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Span;

/// A key of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As writers type it.
    pub zh: &'static str,
    /// The English spelling.
    pub en: &'static str,
}

/// A mapping that is being read. Every key that is asked for becomes known; [`Fields::finish`] reports the others.
#[derive(Debug)]
pub struct Fields<'a> {
    what: &'static str,
    span: Span,
    entries: Vec<FieldEntry<'a>>,
    known: Vec<Key>,
}

#[derive(Debug)]
struct FieldEntry<'a> {
    name: String,
    key: Node<'a>,
    value: Node<'a>,
    used: bool,
}

impl<'a> Fields<'a> {
    /// The mapping at `node`; `what` names it in messages, e.g. `issue.yaml`. Anything but a mapping is an error; nothing at all is an empty mapping.
    pub fn open(node: Node<'a>, what: &'static str, sink: &mut Sink) -> Option<Self> {
        let entries = if node.is_null() {
            Vec::new()
        } else if let Some(entries) = node.entries() {
            entries
        } else if let Some(slips) = node.source().map(slips::find).filter(|s| !s.is_empty()) {
            // A front matter with nothing but full-width colons is one line of text to YAML.
            for slip in slips {
                let start = node.span.start as usize;
                let span = Span::new(
                    node.span.file,
                    start + slip.range.start,
                    start + slip.range.end,
                );
                sink.push(
                    Diagnostic::new(code::BAD_YAML, span, slip.message)
                        .help(format!("这一行写成“{}”", slip.help)),
                );
            }
            return None;
        } else {
            sink.push(
                Diagnostic::new(
                    code::WRONG_TYPE,
                    node.span,
                    format!("{what}应当由“键: 值”组成，这里是{}", node.kind()),
                )
                .help("每行写一个“键: 值”，冒号用半角，后面空一格"),
            );
            return None;
        };
        let entries = entries
            .into_iter()
            .map(|(key, value)| FieldEntry {
                name: key.text().unwrap_or_default(),
                key,
                value,
                used: false,
            })
            .collect();
        Some(Self {
            what,
            span: node.span,
            entries,
            known: Vec::new(),
        })
    }

    /// The whole mapping's place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether `key` is written, without taking it.
    #[must_use]
    pub fn has(&self, key: Key) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.name == key.zh || entry.name == key.en)
    }

    /// The value of `key`; none where it is not written or empty. Written in both spellings, it is an error.
    pub fn get(&mut self, key: Key, sink: &mut Sink) -> Option<Node<'a>> {
        self.known.push(key);
        let mut found: Option<(Node<'a>, Node<'a>)> = None;
        for entry in &mut self.entries {
            if entry.name != key.zh && entry.name != key.en {
                continue;
            }
            entry.used = true;
            match found {
                None => found = Some((entry.key, entry.value)),
                Some((first, _)) => sink.push(
                    Diagnostic::new(
                        code::DUPLICATE_KEY,
                        entry.key.span,
                        format!("“{}”和“{}”是同一个键，写了两次", key.zh, key.en),
                    )
                    .related(first.span, "第一次写在这里")
                    .help("删去其中一处"),
                ),
            }
        }
        found
            .map(|(_, value)| value)
            .filter(|value| !value.is_null())
    }

    /// As [`Fields::get`], but a missing key is an error; `example` shows how it is written.
    pub fn require(&mut self, key: Key, example: &str, sink: &mut Sink) -> Option<Node<'a>> {
        let value = self.get(key, sink);
        if value.is_none() {
            sink.push(
                Diagnostic::new(
                    code::MISSING_KEY,
                    Span {
                        end: self.span.start,
                        ..self.span
                    },
                    format!("{}缺少“{}”", self.what, key.zh),
                )
                .help(format!("加上一行，例如 {example}")),
            );
        }
        value
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, sink: &mut Sink) {
        for entry in self.entries.iter().filter(|entry| !entry.used) {
            let name = if entry.name.is_empty() {
                "（空）"
            } else {
                &entry.name
            };
            let mut diagnostic = Diagnostic::new(
                code::UNKNOWN_KEY,
                entry.key.span,
                format!("{}里没有“{name}”这个键", self.what),
            );
            diagnostic = match nearest(entry.name.trim(), &self.known) {
                Some(key) => diagnostic.help(format!("是否为“{key}”？")),
                None => {
                    let all: Vec<&str> = self.known.iter().map(|key| key.zh).collect();
                    diagnostic.help(format!("可用的键有：{}", all.join("、")))
                }
            };
            sink.push(diagnostic);
        }
    }
}

/// The known key that `name` was probably meant to be.
fn nearest(name: &str, known: &[Key]) -> Option<&'static str> {
    nearest_of(name, known.iter().flat_map(|key| [key.zh, key.en]))
}

/// The candidate closest to `name`, if one is close enough to be meant: one character off for short names, a third of the letters for long ones.
#[must_use]
pub fn nearest_of<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let length = name.chars().count();
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance <= (length.max(candidate.chars().count()) / 3).max(1)
                && (*distance == 0 || *distance < candidate.chars().count())
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
