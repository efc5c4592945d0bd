//! What editors and writers are told of the format, made from the tables of keys by which the parser asks (`stage/parse/format`): JSON Schemas, settings and
//! snippets for VS Code, and the list of all keys, `docs/keys.md`.

mod definition;
mod editor;
mod example;
mod handbook;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use self::definition::Definitions;
use crate::stage::parse::format::{FILES, WrittenFile};

pub use editor::{SNIPPETS, missing_settings, settings, snippets};
pub use example::examples;
pub use handbook::handbook;

/// The draft that every editor reads.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of each file: its name (`issue.json`) and its text.
#[must_use]
pub fn schemas() -> Vec<(String, String)> {
    let schemas = FILES.iter();
    schemas
        .map(|file| (file_name(file), pretty(&schema(file))))
        .collect()
}

/// Whether `text` is a schema that an earlier run has written.
#[must_use]
pub fn is_ours(text: &str) -> bool {
    text.contains(MADE_BY)
}

/// What every schema says of itself, so that a later run knows its own.
const MADE_BY: &str = "由 jianbao schema 生成，改了会被覆盖";

fn file_name(file: &WrittenFile) -> String {
    format!("{}.json", file.shape.id)
}

fn schema(file: &WrittenFile) -> Value {
    let mut definitions = Definitions::new(file.has_time);
    let mut root = match definitions.shape(file.shape) {
        Value::Object(root) => root,
        _ => Map::new(),
    };
    // An empty front matter, an empty file: what is missing is said by the program.
    let all = definitions.finish();
    root.insert("$schema".to_owned(), DRAFT.into());
    root.insert("$comment".to_owned(), MADE_BY.into());
    root.insert("title".to_owned(), file.shape.what.into());
    root.insert("description".to_owned(), file.about.into());
    root.insert("definitions".to_owned(), all);
    Value::Object(root)
}

/// `value` as people read it, with a line end at its end.
fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
