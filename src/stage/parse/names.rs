//! Lists of recipients (名单): names, references to lists that the series names once, and classes of names.

use std::collections::BTreeMap;

use super::format;
use super::keys;
use super::printed_words::{Field, take_off};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::Spanned;
use crate::source::fields::nearest_of;
use crate::source::value;
use crate::source::yaml::Node;
use crate::source::{Fields, Key, list_slips, parted_items};
use crate::zh::date::IssueDate;

/// Nobody in this issue.
const NOBODY: &str = "无";

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameEntry {
    /// A name as it is printed.
    Name(Spanned<String>),
    /// `{名单: …}`: the names of a list of the series.
    List(Spanned<String>),
    /// A list within the list: a class of its own, parted from the next by ，.
    Class(Vec<NameEntry>),
}

/// What an issue says of one kind of recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// `无`: nobody in this issue.
    Nobody,
    /// A list in place of the series' own.
    Replace(Spanned<Vec<NameEntry>>),
    /// `{增加: …}`: the series' own and these.
    Add(Spanned<Vec<NameEntry>>),
}

/// The kinds of recipients at the end of an issue in the order in which they are printed, with the word that is printed.
pub const IMPRINT_KINDS: &[(Key, &str)] = &[
    (keys::COPIED, "抄送"),
    (keys::REPORTED, "报"),
    (keys::SENT, "送"),
    (keys::ISSUED, "发"),
    (keys::PRINTED, "本期印发"),
    (keys::PRINTED_ALSO, "本期增发"),
];

/// Reads every kind of recipients that a mapping names, 主送 included; the map's keys are the Chinese spellings. `besides` is a key that the mapping has
/// used for something else.
pub fn recipients(
    fields: &mut Fields<'_>,
    besides: Option<Key>,
    sink: &mut Sink,
) -> BTreeMap<&'static str, Change> {
    let mut all = BTreeMap::new();
    let kinds = IMPRINT_KINDS.iter().map(|(key, _)| (*key, key.zh)).chain([
        (keys::MAIN, keys::MAIN.zh),
        (keys::PRINTED_SHORT, keys::PRINTED.zh),
    ]);
    for (key, name) in kinds.filter(|(key, _)| Some(*key) != besides) {
        let Some(node) = fields.get(key, sink) else {
            continue;
        };
        let Some(change) = change(node, key, sink) else {
            continue;
        };
        if all.insert(name, change).is_some() {
            sink.push(
                Diagnostic::new(code::DUPLICATE_KEY, node.span, format!("“{name}”写了两次"))
                    .help("“印发”就是“本期印发”，合成一处"),
            );
        }
    }
    all
}

fn change(node: Node<'_>, key: Key, sink: &mut Sink) -> Option<Change> {
    if node.entries().is_some() && !is_list_reference(node) {
        let mut fields = Fields::open_as(node, &format::ADDED, key.zh, sink)?;
        let added = fields.require(keys::ADD, sink);
        let added = added.map(|added| Spanned::new(entries(added, key.zh, sink), added.span));
        fields.finish(sink);
        return added.map(Change::Add);
    }
    if node.text().as_deref() == Some(NOBODY) {
        return Some(Change::Nobody);
    }
    let entries = entries(node, key.zh, sink);
    Some(Change::Replace(Spanned::new(entries, node.span)))
}

fn is_list_reference(node: Node<'_>) -> bool {
    node.entries().is_some_and(|entries| {
        entries.len() == 1
            && entries[0]
                .0
                .text()
                .is_some_and(|key| key == keys::LISTS.zh || key == keys::LISTS.en)
    })
}

/// Whether one of several signatures is nothing but a date, which the program prints itself; that it is not printed twice is said.
fn is_printed_date(line: &Spanned<String>, sink: &mut Sink) -> bool {
    let is_date = line.ends_with('日') && IssueDate::parse(line).is_ok();
    if is_date {
        let message = format!("“{}”由程序印上，手写的已去掉", line.value);
        let finding = Diagnostic::new(code::PRINTED_WORD, line.span, message);
        sink.push(finding.help("署名只写单位；印的是“日期”：核对与这里的是否一样"));
    }
    is_date
}

/// The entries of a list; one line of text is a list of one entry.
pub fn entries(node: Node<'_>, name: &str, sink: &mut Sink) -> Vec<NameEntry> {
    let Some(items) = node.items() else {
        return entry(node, name, sink).into_iter().collect();
    };
    list_slips::of_list(node, &items, sink);
    parted_items::say(node, &items, sink);
    let broken = items.iter().find(|item| {
        let text = item.text();
        text.is_some_and(|text| text.trim().contains('\n'))
    });
    if let Some(item) = broken {
        let message = "这里只印一行，几行会接在一起";
        sink.push(Diagnostic::new(code::FIELD_MARK, item.span, message).help("写成一行"));
    }
    items
        .into_iter()
        .filter_map(|item| {
            if item.items().is_some() {
                Some(NameEntry::Class(entries(item, name, sink)))
            } else {
                entry(item, name, sink)
            }
        })
        .collect()
}

/// The list that an entry means which has a full-width colon in the place of that of YAML: 名单：各县区.
fn list_by_label(line: &Spanned<String>, name: &str, sink: &mut Sink) -> Option<Spanned<String>> {
    let rest = line.strip_prefix(keys::LISTS.zh)?;
    let list = rest.trim_start().strip_prefix(['：', ':'])?.trim();
    (!list.is_empty()).then_some(())?;
    let message = format!("“{}”当作系列的名单“{list}”", line.value);
    let finding = Diagnostic::new(code::MENDED_MARK, line.span, message);
    sink.push(finding.help(format!("写成 {name}: [{{名单: {list}}}]")));
    Some(Spanned::new(list.to_owned(), line.span))
}

/// Says of an entry that it is printed though it is no name: 没有, 同上期; or though its label is another one than is printed: 抄报：市委 behind 抄送.
/// Whether it is one of those.
fn say_no_name(line: &Spanned<String>, name: &str, sink: &mut Sink) -> bool {
    const WORDS: [&str; 14] = [
        "没有",
        "暂无",
        "空",
        "不抄送",
        "不发",
        "不送",
        "不报",
        "不印发",
        "同上",
        "同上期",
        "同前",
        "是",
        "否",
        "略",
    ];
    const LABELS: [&str; 12] = [
        "主送", "抄送", "抄报", "报送", "报", "送", "发", "发至", "发送", "分送", "下发", "呈报",
    ];
    let word = line.trim_end_matches('。');
    let label = line.split_once(['：', ':']).map(|(label, _)| label.trim());
    let label = label.filter(|typed| LABELS.contains(typed));
    let (message, help) = if WORDS.contains(&word) {
        (
            format!("“{}”不像收文单位，会照样印出来", line.value),
            format!("本期没有，写成 {name}: {NOBODY}；同系列的一样，删去这一行"),
        )
    } else if let Some(label) = label.filter(|_| {
        let field = Field::ListedName(self::label(name));
        take_off(line.clone(), field, &mut Sink::default())
            .value
            .len()
            == line.trim().len()
    }) {
        (
            format!("“{label}：”会照样印出来，前面还印“{}：”", self::label(name)),
            "去掉它，只写单位；是另一类收文单位，写在主送、抄送、报、送、发里它自己的一项"
                .to_owned(),
        )
    } else {
        return false;
    };
    sink.push(Diagnostic::new(code::NOT_A_MARK, line.span, message).help(help));
    true
}

/// Signatures (署名), a line each; one that looks like several offices is said: each has a line, and a seal, of its own.
pub fn signatures(node: Node<'_>, sink: &mut Sink) -> Vec<Spanned<String>> {
    let mut signatures = value::lines(node, keys::SIGNATURES.zh, sink);
    if signatures.len() == 1 && signatures[0].value == NOBODY {
        return Vec::new();
    }
    let count = signatures.len();
    signatures.retain(|line| count == 1 || !is_printed_date(line, sink));
    let signatures: Vec<Spanned<String>> = signatures
        .into_iter()
        .map(|line| take_off(line, Field::Signature, sink))
        .collect();
    for signature in &signatures {
        let parted = signature.split(['、', '，', ',', '；', ';', '　', ' ', '/', '／']);
        let names: Vec<&str> = parted
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        // A name may be spread: 人　事　处.
        let is_name = |name: &&str| name.chars().count() > 2 && !name.is_ascii();
        let are_names = names.len() > 1 && names.iter().all(is_name);
        // Of a list in brackets with a Chinese comma that has been said.
        if !are_names || (node.is_flow_list() && signature.contains('，')) {
            continue;
        }
        let message = format!("“{}”会当作一个署名，印在一行", signature.value);
        let finding = Diagnostic::new(code::CHINESE_COMMA, signature.span, message);
        sink.push(finding.help(format!(
            "几个单位联合署名，写成列表，用半角逗号隔开：[{}]",
            names.join(", ")
        )));
    }
    signatures
}

/// What people write who want recipients left out of the series' own.
const LEFT_OUT: &[&str] = &["减少", "减去", "除去", "去掉", "删去", "不发", "除"];

/// Whether `typed` asks for what `word` says, and is no name that begins with it.
fn is_asked(typed: &str, word: &str) -> bool {
    let rest = typed.strip_prefix(word);
    rest.is_some_and(|rest| rest.starts_with([' ', '　', '：', ':']))
}

fn entry(node: Node<'_>, name: &str, sink: &mut Sink) -> Option<NameEntry> {
    if let Some(entries) = node.entries() {
        let is_known = |key: &str| key == keys::LISTS.zh || key == keys::LISTS.en;
        if let [(key, value)] = entries.as_slice()
            && let (Some(key), Some(value)) = (key.text(), value.text())
            && !is_known(&key)
            && nearest_of(&key, [keys::LISTS.zh, keys::LISTS.en].into_iter()).is_none()
        {
            let message = "这一项里有半角冒号和空格，成了“键: 值”，不是一个名称";
            let finding = Diagnostic::new(code::WRONG_TYPE, node.span, message);
            sink.push(finding.help(format!("给这一项加引号，或改用全角冒号：{key}：{value}")));
            return None;
        }
        let mut fields = Fields::open(node, &format::LIST_REFERENCE, sink)?;
        let list = fields
            .require(keys::LISTS, sink)
            .and_then(|node| value::text(node, "名单", sink));
        fields.finish(sink);
        return list.map(NameEntry::List);
    }
    let line = value::text(node, name, sink)?;
    if let Some(list) = list_by_label(&line, name, sink) {
        return Some(NameEntry::List(list));
    }
    let is_said = say_no_name(&line, name, sink);
    if let Some(word) = LEFT_OUT.iter().find(|word| is_asked(&line.value, word)) {
        let message = format!("“{}”不是收文单位：名单只能“增加”，不能“{word}”", line.value);
        sink.push(
            Diagnostic::new(code::BAD_VALUE, line.span, message).help(format!(
                "把本期要发的全部写出来，代替系列的名单：{name}: [市委办公室, 市政府办公室]"
            )),
        );
        return None;
    }
    if let Some(added) = line.value.strip_prefix(keys::ADD.zh)
        && is_asked(&line.value, keys::ADD.zh)
    {
        let added = added.trim_start_matches([' ', '　', '：', ':']);
        sink.push(
            Diagnostic::new(
                code::BAD_VALUE,
                line.span,
                format!("“{}”不是收文单位", line.value),
            )
            .help(format!(
                "在系列的名单之外增加，写成 {name}: {{增加: [{added}]}}"
            )),
        );
        return None;
    }
    let mut unheard = Sink::default();
    let said = if is_said { &mut unheard } else { sink };
    let line = take_off(line, Field::ListedName(label(name)), said);
    (!line.value.is_empty()).then_some(NameEntry::Name(line))
}

/// The printed text of `entries`: names joined by 、, classes parted by ，. A list that `lists` does not have is reported.
pub fn join(
    entries: &[NameEntry],
    lists: &BTreeMap<String, Vec<NameEntry>>,
    sink: &mut Sink,
) -> String {
    let mut classes: Vec<Vec<String>> = vec![Vec::new()];
    for entry in entries {
        match entry {
            NameEntry::Class(inner) => {
                let mut names = Vec::new();
                flatten(inner, lists, &mut Vec::new(), &mut names, sink);
                classes.push(names);
                classes.push(Vec::new());
            }
            NameEntry::Name(_) | NameEntry::List(_) => {
                if let Some(last) = classes.last_mut() {
                    flatten(
                        std::slice::from_ref(entry),
                        lists,
                        &mut Vec::new(),
                        last,
                        sink,
                    );
                }
            }
        }
    }
    let classes: Vec<String> = classes
        .into_iter()
        .filter(|names| !names.is_empty())
        .map(|names| names.join("、"))
        .collect();
    classes.join("，")
}

/// More names than this are a mistake; no sheet of paper holds them.
const MOST_NAMES: usize = 2000;

/// Joins the names of `entries`, following references to lists; `path` are the lists that are being followed.
fn flatten<'a>(
    entries: &'a [NameEntry],
    lists: &'a BTreeMap<String, Vec<NameEntry>>,
    path: &mut Vec<&'a str>,
    names: &mut Vec<String>,
    sink: &mut Sink,
) {
    for entry in entries {
        if names.len() >= MOST_NAMES {
            return;
        }
        match entry {
            NameEntry::Name(name) => names.push(name.value.clone()),
            NameEntry::Class(inner) => flatten(inner, lists, path, names, sink),
            NameEntry::List(list) => match lists.get(&list.value) {
                Some(_) if path.contains(&list.value.as_str()) => {
                    sink.push(
                        Diagnostic::new(
                            code::UNKNOWN_GROUP,
                            list.span,
                            format!("名单“{}”转了一圈又引用到自己", list.value),
                        )
                        .help("在 series.yaml 的“名单”里删去互相引用的一处"),
                    );
                    // The circle has been said; going round it from every other entry would say nothing new.
                    return;
                }
                Some(inner) => {
                    path.push(&list.value);
                    flatten(inner, lists, path, names, sink);
                    path.pop();
                }
                None => sink.push(unknown_list(list, lists)),
            },
        }
    }
}

/// The label that is printed before the names under the key `name`.
fn label(name: &str) -> &'static str {
    let kinds = IMPRINT_KINDS.iter();
    let known = kinds.copied().find(|(key, _)| key.zh == name);
    known.map_or(keys::MAIN.zh, |(_, label)| label)
}

fn unknown_list(list: &Spanned<String>, lists: &BTreeMap<String, Vec<NameEntry>>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        code::UNKNOWN_GROUP,
        list.span,
        format!("系列里没有名为“{}”的名单", list.value),
    );
    match nearest_of(&list.value, lists.keys().map(String::as_str)) {
        Some(name) => diagnostic.help(format!("是否为“{name}”？")),
        None => diagnostic.help("先在 series.yaml 的“名单”里写上这个名单"),
    }
}
