//! Whether a text may name a file that lies outside its own folder.

/// The spellings of a point in a path, besides the point: as addresses, Markdown and YAML have them, in small letters. A line end that YAML takes out may part two.
const POINTS: [&str; 8] = [
    "%2e",
    "&#",
    "&period",
    "\\x2e",
    "\\u002e",
    "\\u0000002e",
    "\\\n",
    "\\\r",
];

/// Whether a path in `text` may lead out of the folder of the text: only `..` does, however its points are spelt. Rather too often than once too seldom: what
/// such a text is made into depends on files elsewhere.
#[must_use]
pub fn may_lead_out(text: &str) -> bool {
    if text.contains("..") {
        return true;
    }
    // Most texts have none of the signs that the other spellings begin with.
    if !text.contains(['%', '\\', '&']) {
        return false;
    }
    let small = text.to_ascii_lowercase();
    POINTS.iter().any(|point| small.contains(point))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_points_are_seen_however_they_are_spelt() {
        for text in [
            "![甲](../b/1.png)",
            "![甲](%2E%2e/b/1.png)",
            "![甲](.%2e/b/1.png)",
            "![甲](&#46;&#x2E;/b/1.png)",
            "![甲](.&period;/b/1.png)",
            "表: \"\\x2E./b/1.csv\"",
            "表: \"\\u002E\\u002e/b/1.csv\"",
            "表: \"\\U0000002e./b/1.csv\"",
            "表: \".\\\n  ./b/1.csv\"",
        ] {
            assert!(may_lead_out(text), "{text}");
        }
        for text in [
            "甲段。",
            "增长3.5%。",
            "A&B公司",
            "![甲](b/1.png)",
            "甲\\*乙",
        ] {
            assert!(!may_lead_out(text), "{text}");
        }
    }
}
