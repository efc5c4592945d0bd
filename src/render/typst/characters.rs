//! The characters of the texts in a piece of JSON.

use std::collections::BTreeSet;

use serde_json::Value;

/// Adds the characters of all texts in `value`; its keys are the layouts' own.
pub fn gather(value: &Value, characters: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => characters.extend(text.chars()),
        Value::Array(items) => items.iter().for_each(|item| gather(item, characters)),
        Value::Object(fields) => fields.values().for_each(|field| gather(field, characters)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
