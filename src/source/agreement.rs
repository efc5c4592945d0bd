//! Whether the two readers of YAML mean the same nodes: one takes U+2028 and U+0085 for line ends and the other for characters, so that a value of the one may
//! have no place in the other, and nobody could tell what was typed there.

use serde_yaml::Value;

use super::places::{NodePlace, PlaceKind};

/// Where a value is that has nothing typed at its place.
pub fn parted(value: &Value, place: &Option<NodePlace>, text: &str) -> Option<usize> {
    parted_at(value, place.as_ref()?, text)
}

fn parted_at(value: &Value, place: &NodePlace, text: &str) -> Option<usize> {
    match (value, &place.kind) {
        (Value::Sequence(values), PlaceKind::Sequence { items, .. })
            if values.len() == items.len() =>
        {
            let mut pairs = values.iter().zip(items);
            pairs.find_map(|(value, place)| parted_at(value, place, text))
        }
        (Value::Mapping(mapping), PlaceKind::Mapping(entries))
            if mapping.len() == entries.len() =>
        {
            let mut pairs = mapping.iter().zip(entries);
            pairs.find_map(|((key, value), (key_place, place))| {
                parted_at(key, key_place, text).or_else(|| parted_at(value, place, text))
            })
        }
        (Value::Bool(_) | Value::Number(_), PlaceKind::Scalar { .. }) => {
            is_blank(place, text).then_some(place.range.start)
        }
        (Value::String(words), PlaceKind::Scalar { .. }) => {
            (!words.trim().is_empty() && is_blank(place, text)).then_some(place.range.start)
        }
        _ => None,
    }
}

fn is_blank(place: &NodePlace, text: &str) -> bool {
    let typed = text.get(place.range.clone()).unwrap_or_default();
    typed.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use crate::diag::Sink;
    use crate::model::FileId;
    use crate::source::yaml::Yaml;

    #[test]
    fn what_only_one_reader_takes_for_a_line_end_is_no_value_in_silence() {
        for text in [
            "- {文: 甲, 跨行:\u{2028}3}\n",
            "文: 甲\n跨行:\u{2028}3\n",
            "- {文: 甲, 跨行:\u{85}乙}\n",
        ] {
            let mut sink = Sink::default();
            let yaml = Yaml::parse(text, FileId(0), 0, &mut sink);
            let read = yaml.as_ref().map(|yaml| format!("{:?}", yaml.root()));
            assert!(yaml.is_none() && sink.has_errors(), "{text:?} {read:?}");
        }
        let mut sink = Sink::default();
        let text = "标题: \"甲\u{2028}乙\"\n号: 1\n空:\n有: &a 乙\n又: *a\n";
        assert!(Yaml::parse(text, FileId(0), 0, &mut sink).is_some());
    }
}
