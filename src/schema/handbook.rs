//! `docs/keys.md`: every key of every file, for writers.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::source::KeyTable;
use crate::source::key_table::{KeyRow, ValueKind};
use crate::stage::parse::format::{FILES, OUTLINE};

/// The page, which a test holds against the file.
#[must_use]
pub fn handbook() -> String {
    let mut page = String::from(
        "# 全部的键\n\n每种文件里可以写哪些键。这一页由程序自己的表生成（`jianbao schema` 给编辑器用的也是它），怎样用见[编写指南](guide.md)。\
         标 * 的必须写；英文写法与中文等同，一个文件里同一个键只写一种。\n",
    );
    let mut told = BTreeSet::new();
    for file in FILES {
        let name = match file.patterns {
            [] => "片头".to_owned(),
            _ if file.has_time => format!("{}（可以写 自、至、为）", file.shape.what),
            _ => file.shape.what.to_owned(),
        };
        let _ = write!(page, "\n## {name}\n\n{}。\n", file.about);
        let mut parts = Vec::new();
        table(&mut page, file.shape, &mut parts);
        told.insert(file.shape.id);
        while let Some(part) = parts.pop() {
            if !told.insert(part.id) {
                continue;
            }
            let _ = write!(page, "\n### {}\n", part_name(part));
            table(&mut page, part, &mut parts);
        }
    }
    page
}

fn part_name(part: &KeyTable) -> String {
    let first = part.rows().find(|row| row.required);
    match (part.what, first) {
        ("提纲", Some(first)) => format!("提纲里的一项：{}", first.key.zh),
        (what, _) => format!("{what}（一项）"),
    }
}

fn table(page: &mut String, shape: &'static KeyTable, parts: &mut Vec<&'static KeyTable>) {
    page.push_str("\n| 键 | 英文 | 写什么 | 例 |\n|---|---|---|---|\n");
    let mut own = Vec::new();
    for row in shape.rows() {
        let star = if row.required { " *" } else { "" };
        let _ = writeln!(
            page,
            "| `{}`{star} | `{}` | {} | `{}` |",
            row.key.zh,
            row.key.en,
            about(row),
            row.example.replace('|', "\\|")
        );
        collect(&row.kind, &mut own);
    }
    own.reverse();
    parts.extend(own);
}

fn about(row: &KeyRow) -> String {
    let mut about = row.about.to_owned();
    if let ValueKind::Word(words) | ValueKind::Words(words) = row.kind {
        let _ = write!(about, "。可以写：{}", words().join("、"));
    }
    about.replace('|', "\\|")
}

/// The mappings that stand in a value of `kind`.
fn collect(kind: &ValueKind, parts: &mut Vec<&'static KeyTable>) {
    match kind {
        ValueKind::Of(shape) => parts.push(shape),
        ValueKind::Several(kind) | ValueKind::ListOf(kind) | ValueKind::Named(kind) => {
            collect(kind, parts)
        }
        ValueKind::Either(kinds) => kinds.iter().for_each(|kind| collect(kind, parts)),
        ValueKind::Outline => parts.extend(OUTLINE),
        _ => {}
    }
}
