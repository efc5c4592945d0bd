//! Values as YAML on one line.

/// `value` as YAML on one line.
pub fn scalar(value: &str) -> String {
    let line: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let plain = serde_yaml::to_string(&line).unwrap_or_default();
    let plain = plain.trim_end_matches('\n');
    // Values that are no single plain or quoted line go into quotes, as JSON has them, which YAML reads as well.
    if plain.contains('\n') || plain.starts_with(['|', '>']) {
        return serde_json::Value::from(line).to_string();
    }
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scalar_is_read_back_as_it_was() {
        for value in [
            "甲",
            "a: b",
            "# 甲",
            "[甲]",
            "true",
            "1.10",
            "甲\"乙",
            "- 甲",
            " 甲 ",
            "{名称}（{单位}）",
            "",
            "'",
        ] {
            let read: String = serde_yaml::from_str(&scalar(value)).expect(value);
            assert_eq!(read, value);
        }
        assert!(!scalar("甲\n乙").contains('\n'));
    }
}
