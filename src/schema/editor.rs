//! Settings and snippets for VS Code (with the extension “YAML” of Red Hat): which schema is for which file, and the front matter of fragments, where no
//! editor knows schemas.

use percent_encoding::{CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::{file_name, pretty};
use crate::source::key_table::KeyRow;
use crate::stage::parse::format::{FILES, FRONT};

/// The name of the file of snippets.
pub const SNIPPETS: &str = "jianbao.code-snippets";

/// `settings.json` for a folder whose schemas lie in `folder`, as seen from it.
#[must_use]
pub fn settings(folder: &str) -> String {
    pretty(&Value::Object(all_settings(folder)))
}

/// What of [`settings`] is not in the settings `own`, to be added by their owner; nothing where all of it is, and all of it where they cannot be read.
#[must_use]
pub fn missing_settings(folder: &str, own: &str) -> Option<String> {
    let wanted = all_settings(folder);
    let own: Map<String, Value> = serde_json::from_str(own).unwrap_or_default();
    let missing: Map<String, Value> = wanted
        .into_iter()
        .filter(|(name, value)| {
            !own.get(name)
                .is_some_and(|own| holds(own, value) || !value.is_object())
        })
        .collect();
    (!missing.is_empty()).then(|| pretty(&Value::Object(missing)))
}

/// Whether `own` has every entry of `wanted`.
fn holds(own: &Value, wanted: &Value) -> bool {
    let entries = wanted.as_object().into_iter().flatten();
    entries
        .into_iter()
        .all(|(name, value)| own.get(name) == Some(value))
}

fn all_settings(folder: &str) -> Map<String, Value> {
    let mut schemas = Map::new();
    for file in FILES.iter().filter(|file| !file.patterns.is_empty()) {
        let patterns = file.patterns.iter().flat_map(|pattern| spellings(pattern));
        schemas.insert(
            format!("{folder}/{}", file_name(file)),
            patterns.collect::<Vec<_>>().into(),
        );
    }
    let settings = json!({
        "[markdown]": { "editor.quickSuggestions": { "other": true } },
        "editor.wordWrap": "on",
        "files.encoding": "utf8",
        "files.insertFinalNewline": true,
        "yaml.customTags": [],
        "yaml.format.enable": false,
        "yaml.schemas": schemas,
        "yaml.schemaStore.enable": false,
    });
    match settings {
        Value::Object(settings) => settings,
        _ => Map::new(),
    }
}

/// A pattern with Chinese in it as people read it and as the address of a file has it, which is what the editor compares.
fn spellings(pattern: &str) -> Vec<String> {
    let encoded = utf8_percent_encode(pattern, CONTROLS).to_string();
    let mut spellings = vec![pattern.to_owned(), encoded];
    spellings.dedup();
    spellings
}

/// Snippets for fragments: the front matter, and each of its keys.
#[must_use]
pub fn snippets() -> String {
    let mut all = Map::new();
    all.insert(
        "片头".to_owned(),
        snippet(
            "片头",
            "片段的片头：是哪个单位的",
            &["---", "单位: ${1:青禾县}", "---", "$0"],
        ),
    );
    for row in FRONT.rows() {
        let line = format!("{}: ${{1:{}}}", row.key.zh, escaped(row));
        all.insert(
            row.key.zh.to_owned(),
            snippet(row.key.zh, row.about, &[&line]),
        );
    }
    pretty(&Value::Object(all))
}

fn snippet(prefix: &str, about: &str, body: &[&str]) -> Value {
    json!({ "scope": "markdown", "prefix": prefix, "description": about, "body": body })
}

fn escaped(row: &KeyRow) -> String {
    row.example
        .replace('\\', "\\\\")
        .replace('$', "\\$")
        .replace('}', "\\}")
}
