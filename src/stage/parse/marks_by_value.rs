//! Marks under another name: a line whose key is unknown and whose value says what a mark says (`涉密等级: 机密`, `公开: 否`, `状态: 草稿`), and a mark of secrecy
//! in a line of its own.

use super::{elements, keys};
use crate::source::Key;

/// The keys that decide who may see an issue, with the traditional spelling.
pub const MARKS: [(Key, &str); 3] = [
    (keys::SECRECY, "密級"),
    (keys::AUDIENCE, "受眾"),
    (keys::DRAFT, "草稿"),
];

/// The first line of a YAML text that says so: its place in bytes, and which mark it means.
#[must_use]
pub fn find(text: &str) -> Option<(usize, Key)> {
    const OPEN: [&str; 6] = ["否", "false", "no", "无", "不涉密", "公开"];
    const CLOSED: [&str; 5] = ["内部", "不公开", "不予公开", "内部公开", "依申请公开"];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let place = start;
        start += line.len();
        let typed = line.split(" #").next().unwrap_or(line).trim_end();
        if typed.starts_with(|c: char| c.is_whitespace() || c == '#') {
            continue;
        }
        let Some((name, value)) = typed.split_once([':', '：']) else {
            if elements::is_classified_mark(typed) {
                return Some((place, keys::SECRECY));
            }
            continue;
        };
        let quotes = |c: char| c.is_whitespace() || "\"'“”".contains(c);
        let (name, value) = (name.trim_matches(quotes), value.trim_matches(quotes));
        let lower = name.to_ascii_lowercase();
        if MARKS
            .iter()
            .any(|(key, other)| [key.zh, key.en, *other].contains(&lower.as_str()))
        {
            continue;
        }
        if elements::is_classified_mark(value) {
            return Some((place, keys::SECRECY));
        }
        let is_in = |keys: &[Key]| keys.iter().any(|key| key.zh == name || key.en == name);
        if is_in(keys::ALL) && !is_in(keys::IN_FRAGMENTS) {
            continue;
        }
        let is_open = OPEN.contains(&value.to_ascii_lowercase().as_str());
        let speaks = name.contains('密')
            || ["classif", "confiden", "secret"]
                .iter()
                .any(|word| lower.contains(word));
        if speaks && !is_open {
            return Some((place, keys::SECRECY));
        }
        let shows = ["公开", "发布", "上网", "public"].contains(&lower.as_str());
        let is_inside = ["内部", "internal"].contains(&lower.as_str());
        if CLOSED.contains(&value)
            || shows && ["否", "false", "no"].contains(&value)
            || is_inside && !is_open
        {
            return Some((place, keys::AUDIENCE));
        }
        if value == "草稿" {
            return Some((place, keys::DRAFT));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_for_a_mark_count_as_the_mark() {
        for (lines, key) in [
            ("密级和保密期限: 机密★1年\n", keys::SECRECY),
            ("涉密等级: 一般\n", keys::SECRECY),
            ("classification: secret\n", keys::SECRECY),
            ("涉密: 是\n", keys::SECRECY),
            ("紧急程度: 机密\n", keys::SECRECY),
            ("机密★1年\n", keys::SECRECY),
            ("内部: 是\n", keys::AUDIENCE),
            ("公开: 否\n", keys::AUDIENCE),
            ("公开属性: 不予公开\n", keys::AUDIENCE),
            ("范围: 内部 # 暂时\n", keys::AUDIENCE),
            ("状态: 草稿\n", keys::DRAFT),
        ] {
            assert_eq!(find(lines).map(|(_, key)| key), Some(key), "{lines}");
        }
        for lines in [
            "涉密: 否\n",
            "公开: 是\n",
            "附注: 此件公开发布\n",
            "副题: 保密工作\n",
        ] {
            assert_eq!(find(lines), None, "{lines}");
        }
    }
}
