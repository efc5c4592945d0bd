//! Mappings with known keys: each key has a Chinese and an English spelling, and an unknown one is met with the nearest known.

use super::key_table::{Key, KeyTable};
use super::slips;
use super::yaml::Node;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Span;

/// A mapping that is being read. Every key that is asked for becomes known; [`Fields::finish`] reports the others.
#[derive(Debug)]
pub struct Fields<'a> {
    shape: &'static KeyTable,
    what: &'static str,
    span: Span,
    entries: Vec<FieldEntry<'a>>,
    known: Vec<Key>,
    /// Keys that had to be there and were not found.
    missing: Vec<Key>,
    /// Keys of which it has been said that YAML makes nothing of what stands behind them.
    emptied: Vec<Key>,
}

#[derive(Debug)]
struct FieldEntry<'a> {
    name: String,
    key: Node<'a>,
    value: Node<'a>,
    used: bool,
}

impl<'a> Fields<'a> {
    /// The mapping at `node`, which is to be a `shape`. Anything but a mapping is an error; nothing at all is an empty mapping.
    pub fn open(node: Node<'a>, shape: &'static KeyTable, sink: &mut Sink) -> Option<Self> {
        Self::open_as(node, shape, shape.what, sink)
    }

    /// As [`Fields::open`], for a mapping that is called `what` in messages, after the key where it stands.
    pub fn open_as(
        node: Node<'a>,
        shape: &'static KeyTable,
        what: &'static str,
        sink: &mut Sink,
    ) -> Option<Self> {
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
            shape,
            what,
            span: node.span,
            entries,
            known: Vec::new(),
            missing: Vec::new(),
            emptied: Vec::new(),
        })
    }

    /// The whole mapping's place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// How `key` is written in such a mapping.
    #[must_use]
    pub fn example(&self, key: Key) -> String {
        self.shape.example(key)
    }

    /// Whether `key` is written, without taking it.
    #[must_use]
    pub fn has(&self, key: Key) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.name == key.zh || entry.name == key.en)
    }

    /// How often `key` is written, in either spelling.
    #[must_use]
    pub fn times(&self, key: Key) -> usize {
        let same = |entry: &&FieldEntry<'_>| entry.name == key.zh || entry.name == key.en;
        self.entries.iter().filter(same).count()
    }

    /// The value of `key`; none where it is not written or empty. Written in both spellings, it is an error.
    pub fn get(&mut self, key: Key, sink: &mut Sink) -> Option<Node<'a>> {
        self.take(key, false, sink)
    }

    /// As [`Fields::get`] of a key that must be there: written with a value that says nothing, `~` or behind a `#`, it is missing, which is an error at
    /// that value.
    pub fn get_needed(&mut self, key: Key, sink: &mut Sink) -> Option<Node<'a>> {
        self.take(key, true, sink)
    }

    fn take(&mut self, key: Key, is_needed: bool, sink: &mut Sink) -> Option<Node<'a>> {
        #[cfg(test)]
        asked::note(self.shape, key);
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
        let (name, value) = found?;
        if let Some(place) = value.swallowed_before(&name) {
            self.emptied.push(key);
            sink.push(
                Diagnostic::new(
                    if is_needed {
                        code::MISSING_KEY
                    } else {
                        code::SWALLOWED
                    },
                    place,
                    "空格后面的“#”会把这一行剩下的文字当作注释，不会印出来",
                )
                .help(format!(
                    "是正文，就给整个值加引号：{}: \"#…\"；是注释，就在“#”后面空一格",
                    key.zh
                )),
            );
        } else if let Some(place) = value.typed_nothing(&name) {
            self.emptied.push(key);
            let message = format!("“{}”后面的这几个字有特殊含义，不会印出来", key.zh);
            sink.push(match is_needed {
                true => Diagnostic::new(
                    code::MISSING_KEY,
                    place,
                    format!("缺少“{}”：后面写的几个字等于没有写", key.zh),
                )
                .help(format!("写上内容，例如 {}", self.shape.example(key))),
                false => Diagnostic::new(code::NOTHING, place, message)
                    .help("不要印就删去；确实要印，给整个值加引号"),
            });
        }
        Some(value).filter(|value| !value.is_null())
    }

    /// As [`Fields::get`], but a missing key is an error, which shows how it is written.
    pub fn require(&mut self, key: Key, sink: &mut Sink) -> Option<Node<'a>> {
        let value = self.get_needed(key, sink);
        if value.is_none() && !self.emptied.contains(&key) {
            self.missing.push(key);
        }
        value
    }

    /// Whether `key` is probably written, but misspelt: that is said of the key, and that it is missing need not be said as well.
    #[must_use]
    pub fn is_misspelt(&self, key: Key) -> bool {
        let mut unused = self.entries.iter().filter(|entry| !entry.used);
        unused.any(|entry| {
            nearest(&entry.name, &self.known).is_some_and(|near| near == key.zh || near == key.en)
        })
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, sink: &mut Sink) {
        // Where no key is known, none was meant.
        let is_strange = !self.entries.is_empty() && self.entries.iter().all(|entry| !entry.used);
        for key in &self.missing {
            if is_strange || self.is_misspelt(*key) {
                continue;
            }
            let place = Span {
                end: self.span.start,
                ..self.span
            };
            let message = format!("{}缺少“{}”", self.what, key.zh);
            let finding = Diagnostic::new(code::MISSING_KEY, place, message);
            let example = self.shape.example(*key);
            sink.push(finding.help(format!("加上一行，例如 {example}")));
        }
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
            diagnostic = match nearest(&entry.name, &self.known) {
                Some(key) if key == squeezed(&entry.name) => {
                    diagnostic.help(format!("键里不要有空格，写成“{key}”"))
                }
                Some(key) => diagnostic.help(format!("是否为“{key}”？")),
                None => {
                    let all: Vec<&str> = self.known.iter().map(|key| key.zh).collect();
                    // More than fit on a line help nobody.
                    match all.len() {
                        0..=12 => diagnostic.help(format!("可用的键有：{}", all.join("、"))),
                        _ => diagnostic.help(format!(
                            "常用的键有：{}；全部的键见 docs/keys.md",
                            COMMON
                                .iter()
                                .filter(|key| all.contains(key))
                                .copied()
                                .collect::<Vec<_>>()
                                .join("、")
                        )),
                    }
                }
            };
            sink.push(diagnostic);
        }
    }
}

/// The keys that nearly everybody writes.
const COMMON: [&str; 12] = [
    "名称", "版式", "标题", "副题", "日期", "主送", "正文", "附件", "署名", "附注", "抄送", "主题",
];

/// What some offices call what a key of the format says.
const SYNONYMS: &[(&str, &str)] = &[
    ("题目", "标题"),
    ("章节", "标题"),
    ("小标题", "标题"),
    ("一级标题", "标题"),
    ("副标题", "副题"),
    ("题名", "标题"),
    ("成文日期", "日期"),
    ("发文日期", "日期"),
    ("成文时间", "日期"),
    ("时间", "日期"),
    ("内容", "正文"),
    ("提纲", "正文"),
    ("目录", "正文"),
    ("正文内容", "正文"),
    ("抄送单位", "抄送"),
    ("抄送机关", "抄送"),
    ("抄报", "报"),
    ("主送单位", "主送"),
    ("主送机关", "主送"),
    ("收文单位", "主送"),
    ("落款", "署名"),
    ("发文机关", "署名"),
    ("发文单位", "署名"),
    ("主题词", "主题"),
    ("关键词", "主题"),
    ("编者按", "按语"),
    ("摘要", "概述"),
    ("密级和保密期限", "密级"),
    ("印数", "份数"),
    ("期数", "期"),
    ("期号", "期"),
    ("文号", "号"),
    ("发文字号", "号"),
    ("编号", "号"),
    ("作者", "来源"),
    ("供稿", "来源"),
    ("供稿单位", "来源"),
    ("报送单位", "单位"),
    ("填报单位", "单位"),
    ("名字", "名称"),
    ("附表", "附件"),
    ("附件列表", "附件"),
    ("列名", "列"),
    ("表头", "列"),
    ("数据", "行"),
    ("备注", "注"),
    ("说明", "注"),
];

fn squeezed(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The known key that `name` was probably meant to be: the same without white space, one that means the same, or one spelt nearly so.
fn nearest(name: &str, known: &[Key]) -> Option<&'static str> {
    let name = squeezed(name);
    let all = || known.iter().flat_map(|key| [key.zh, key.en]);
    let meant = SYNONYMS.iter().filter(|(other, _)| *other == name);
    let meant = meant
        .filter_map(|(_, key)| all().find(|known| known == key))
        .next();
    meant.or_else(|| nearest_of(&name, all()))
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

/// Which keys parsers have asked for, so that a test can hold them against the shapes.
#[cfg(test)]
pub mod asked {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use super::{Key, KeyTable};

    thread_local! {
        static ASKED: RefCell<BTreeSet<(&'static str, &'static str)>> = const { RefCell::new(BTreeSet::new()) };
    }

    pub fn note(shape: &'static KeyTable, key: Key) {
        assert!(shape.row(key).is_some(), "{} has no {}", shape.id, key.zh);
        ASKED.with_borrow_mut(|asked| asked.insert((shape.id, key.zh)));
    }

    /// What was asked for on this thread: shape and key.
    pub fn all() -> BTreeSet<(&'static str, &'static str)> {
        ASKED.with_borrow(Clone::clone)
    }
}
