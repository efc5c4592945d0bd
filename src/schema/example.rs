//! Files in which every key stands once, with its example: tests give them to the parser and to an editor.

use crate::source::KeyTable;
use crate::source::key_table::ValueKind;
use crate::stage::parse::format::{FILES, OUTLINE};
use crate::stage::parse::keys;

/// Each kind of file with every key: the name of its schema, and its text in YAML.
#[must_use]
pub fn examples() -> Vec<(&'static str, String)> {
    let files = FILES.iter();
    files
        .map(|file| (file.shape.id, text(file.shape)))
        .collect()
}

fn text(shape: &'static KeyTable) -> String {
    let mut text = String::new();
    for row in shape.rows() {
        let value = match row.kind {
            ValueKind::Outline => outline(),
            kind => whole(&kind).unwrap_or_else(|| row.example.to_owned()),
        };
        text.push_str(&format!("{}: {value}\n", row.key.zh));
    }
    text
}

/// The mapping `shape` with every key, on one line.
fn line(shape: &'static KeyTable) -> String {
    let fields = shape.rows().map(|row| {
        let value = whole(&row.kind).unwrap_or_else(|| row.example.to_owned());
        format!("{}: {value}", row.key.zh)
    });
    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
}

/// A value with everything that may stand in it, where that is a mapping.
fn whole(kind: &ValueKind) -> Option<String> {
    match kind {
        ValueKind::Of(shape) => Some(line(shape)),
        ValueKind::Several(kind) | ValueKind::ListOf(kind) => Some(format!("[{}]", whole(kind)?)),
        ValueKind::Named(kind) => Some(format!("{{甲: {}}}", whole(kind)?)),
        ValueKind::Either(kinds) => kinds.iter().find_map(whole),
        _ => None,
    }
}

/// An outline with each kind of entry.
fn outline() -> String {
    let entries = OUTLINE.iter().map(|shape| {
        let fields = shape
            .rows()
            .map(|row| format!("{}: {}", row.key.zh, row.example));
        format!("\n  - {{{}}}", fields.collect::<Vec<_>>().join(", "))
    });
    let mut text: String = entries.collect();
    text.push_str(&format!(
        "\n  - {}: 甲\n    {}: [甲.md]",
        keys::TITLE.zh,
        keys::BODY.zh
    ));
    text
}
