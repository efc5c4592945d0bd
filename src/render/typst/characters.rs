//! The characters of the texts in a piece of JSON.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::printed::STAND_IN;

/// Adds the characters of all texts in `value`; its keys are the layouts' own.
pub fn gather(value: &Value, characters: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => characters.extend(text.chars()),
        Value::Array(items) => items.iter().for_each(|item| gather(item, characters)),
        Value::Object(fields) => fields.values().for_each(|field| gather(field, characters)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Puts the sign for a missing character in the place of those that are `lacking`.
pub(super) fn stand_in(value: &mut Value, lacking: &BTreeSet<char>) {
    match value {
        Value::String(text) if text.contains(|c| lacking.contains(&c)) => {
            let signs = text.chars().map(|c| match lacking.contains(&c) {
                true => STAND_IN,
                false => c,
            });
            *text = signs.collect();
        }
        Value::Array(values) => values.iter_mut().for_each(|value| stand_in(value, lacking)),
        Value::Object(values) => values
            .values_mut()
            .for_each(|value| stand_in(value, lacking)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
