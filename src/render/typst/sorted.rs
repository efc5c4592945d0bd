//! JSON with its keys in order. `serde_json` keeps them as they were put in where any package of a build asks it to (`preserve_order`), as one of the tests'
//! does, and sorts them elsewhere: the same issue would have one key in the manifest from a program that was compiled with the tests, and another from a package.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A value that is written with the keys of its objects sorted.
pub struct Sorted<'a>(pub &'a Value);

impl Serialize for Sorted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(fields) => {
                let sorted: BTreeMap<&str, Sorted<'_>> = fields
                    .iter()
                    .map(|(key, value)| (key.as_str(), Sorted(value)))
                    .collect();
                serializer.collect_map(sorted)
            }
            Value::Array(items) => serializer.collect_seq(items.iter().map(Sorted)),
            plain => plain.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_in_which_keys_were_put_does_not_show() {
        let value = json!({"b": [{"d": 1, "c": null}, "文"], "a": {"f": true, "e": 1.5}});
        assert_eq!(
            serde_json::to_string(&Sorted(&value)).expect("JSON"),
            r#"{"a":{"e":1.5,"f":true},"b":[{"c":null,"d":1},"文"]}"#
        );
    }
}
