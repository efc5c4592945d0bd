//! The tables and the parser say the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::examples;
use crate::diag::{Sink, human};
use crate::metric::MetricRegistry;
use crate::model::{Dated, FileId, IssueId, UnitRegistry};
use crate::source::fields::asked;
use crate::source::key_table::ValueKind;
use crate::source::{Content, KeyTable, SourceFile, Sources};
use crate::stage::parse::format::{ADDED, FILES, LIST_REFERENCE, OUTLINE};
use crate::stage::parse::{front, issue, metrics, scores, series, site, table, units};

/// Every shape, once.
fn all() -> Vec<&'static KeyTable> {
    fn add(shape: &'static KeyTable, all: &mut Vec<&'static KeyTable>) {
        if all.iter().any(|known| known.id == shape.id) {
            return;
        }
        all.push(shape);
        for row in shape.rows() {
            parts(&row.kind, all);
        }
    }
    fn parts(kind: &ValueKind, all: &mut Vec<&'static KeyTable>) {
        match kind {
            ValueKind::Of(shape) => add(shape, all),
            ValueKind::Several(kind) | ValueKind::ListOf(kind) | ValueKind::Named(kind) => {
                parts(kind, all)
            }
            ValueKind::Either(kinds) => kinds.iter().for_each(|kind| parts(kind, all)),
            ValueKind::Outline => OUTLINE.iter().for_each(|shape| add(shape, all)),
            ValueKind::Names => {
                add(&ADDED, all);
                add(&LIST_REFERENCE, all);
            }
            _ => {}
        }
    }
    let mut all_shapes = Vec::new();
    FILES
        .iter()
        .for_each(|file| add(file.shape, &mut all_shapes));
    all_shapes
}

/// Reads `text` as a file of the kind `id`, and gives what is wrong with it.
fn read(id: &str, text: &str) -> String {
    let path = format!("a/2026/1/{id}.yaml");
    let text = match id {
        "front" => format!("---\n{text}---\n正文。\n"),
        _ => text.to_owned(),
    };
    let sources = Sources::new(
        "",
        vec![SourceFile {
            path,
            content: Content::Text(text.clone()),
        }],
    );
    let file = FileId(0);
    let mut sink = Sink::default();
    match id {
        "site" => drop(site::parse(&sources, file, &mut sink)),
        "units" => drop(units::parse(&sources, file, &mut sink)),
        "metrics" => drop(metrics::parse(&sources, file, &mut sink)),
        "series" => {
            let units: Dated<Arc<UnitRegistry>> = Dated::default();
            let metrics: Dated<Arc<MetricRegistry>> = Dated::default();
            series::parse(&sources, file, "a", &units, &metrics, &mut sink);
        }
        "issue" => {
            let id = IssueId::parse("a/2026/1").expect("an issue");
            issue::parse(&sources, file, &id, &mut sink);
        }
        "scores" => {
            let series = BTreeSet::from(["jianbao"]);
            scores::parse(&sources, file, &series, &mut sink);
        }
        "table" => drop(table::parse(&sources, file, None, 1, &mut sink)),
        "front" => {
            let parts = crate::source::front_matter::split(&text, file, &mut sink);
            let parts = parts.expect("a front matter");
            front::read(&parts, file, &mut sink);
        }
        other => panic!("no parser for {other}"),
    }
    human::render(&sink.into_sorted(), &sources, false)
}

/// What an example of every key must say of itself: it names units that are not there, one unit cannot both be merged and split, 印发 is 本期印发, a lone row has
/// none under it, and a metric is a ratio or a sum.
const EXPECTED: [&str; 7] = [
    "这个指标却按合计算",
    "“跨行”超出",
    "JB1005",
    "JB1041",
    "“并入”和“拆分”",
    "“本期印发”写了两次",
    "写了“零报”，又写了“问题”",
];

#[test]
fn every_key_has_words_and_an_example() {
    for shape in all() {
        let mut names = BTreeSet::new();
        for row in shape.rows() {
            assert!(
                names.insert(row.key.zh),
                "{} twice in {}",
                row.key.zh,
                shape.id
            );
            assert!(!row.about.trim().is_empty(), "{} {}", shape.id, row.key.zh);
            assert!(!row.about.ends_with('。'), "{} {}", shape.id, row.key.zh);
            assert!(
                !row.example.trim().is_empty(),
                "{} {}",
                shape.id,
                row.key.zh
            );
        }
    }
    let ids: BTreeSet<&str> = all().iter().map(|shape| shape.id).collect();
    assert_eq!(ids.len(), all().len(), "two shapes of one name");
}

#[test]
fn the_parser_asks_for_every_key_of_the_tables_and_for_no_other() {
    // That it asks for no other is looked at wherever it asks (`source/fields.rs`).
    for (id, text) in examples() {
        let said = read(id, &text);
        assert!(!said.contains("JB0002"), "{text}\n{said}");
    }
    read(
        "series",
        "名称: 甲\n版式: 公文\n常用发送:\n  抄送: {增加: [乙]}\n  发: [{名单: 丙}]\n名单: {丙: [丁]}\n",
    );
    let asked = asked::all();
    let known: BTreeSet<(&str, &str)> = all()
        .iter()
        .flat_map(|shape| shape.rows().map(|row| (shape.id, row.key.zh)))
        .collect();
    let silent: Vec<_> = known.difference(&asked).collect();
    assert_eq!(silent, Vec::<&(&str, &str)>::new(), "nobody asks for these");
}

#[test]
fn the_examples_are_right() {
    for (id, text) in examples() {
        let said = read(id, &text);
        let wrong = said.lines().filter(|line| {
            (line.starts_with("错误[") || line.starts_with("警告["))
                && !EXPECTED.iter().any(|words| line.contains(words))
        });
        assert_eq!(
            wrong.collect::<Vec<_>>(),
            Vec::<&str>::new(),
            "{text}\n{said}"
        );
    }
}
