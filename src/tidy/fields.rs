//! Lines added to `issue.yaml`: at its end, so that every line and every remark in it stays where it is.

use super::issue_text::append;
use super::known::{Known, values};
use crate::source::Key;
use crate::source::yaml_text::scalar;

/// The line `key: value`.
pub fn line(key: Key, value: &str) -> String {
    format!("{}: {}", key.zh, scalar(value))
}

/// The line `key: [value, value]`, or `key: value` for one.
pub fn list(key: Key, entries: &[String]) -> String {
    match entries {
        [one] => line(key, one),
        several => {
            let several: Vec<String> = several.iter().map(|entry| item(entry)).collect();
            format!("{}: [{}]", key.zh, several.join(", "))
        }
    }
}

/// A value between the brackets of a list, where a comma would part it.
fn item(value: &str) -> String {
    let plain = scalar(value);
    if plain == value && value.contains([',', '[', ']', '{', '}']) {
        return format!("'{}'", value.replace('\'', "''"));
    }
    plain
}

/// Whether `issue.yaml` says `key` after `added` and then `more` have been added to it, and still everything else that it said.
pub fn can_add(known: &Known, added: &[String], key: Key, more: &str) -> bool {
    let Some((text, before)) = known.issue.as_deref() else {
        return false;
    };
    let mut all = added.to_vec();
    all.push(more.to_owned());
    values(&append(text, &all)).is_some_and(|after| {
        after.contains_key(key.zh)
            && before
                .iter()
                .all(|(key, value)| after.get(key) == Some(value))
    })
}
