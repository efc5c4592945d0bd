//! Marks under another name: a line whose key is unknown and whose value says what a mark says (`涉密等级: 机密`, `公开: 否`, `状态: 草稿`), and a mark of secrecy
//! in a line of its own.

use super::keys;
use super::mark_words::{self, MarkSaid};
use crate::source::Key;

/// The keys that decide who may see an issue, with the traditional spelling.
pub const MARKS: [(Key, &str); 3] = [
    (keys::SECRECY, "密級"),
    (keys::AUDIENCE, "受眾"),
    (keys::DRAFT, "草稿"),
];

/// Words for what is not finished, as a key or as a value.
const UNFINISHED: [&str; 11] = [
    "草稿",
    "草案",
    "初稿",
    "未定稿",
    "讨论稿",
    "征求意见稿",
    "送审稿",
    "修改稿",
    "审议稿",
    "draft",
    "wip",
];

/// What shows an issue to everybody, in a key.
const SHOWS: [&str; 8] = [
    "公开", "发布", "上网", "挂网", "public", "publish", "release", "visib",
];

/// The first line of a YAML text that says so: its place in bytes, and which mark it means.
#[must_use]
pub fn find(text: &str) -> Option<(usize, Key)> {
    let mut start = 0;
    // Whether the lines further in belong to a mark: `密级: |`.
    let mut in_mark = false;
    for line in text.split_inclusive('\n') {
        let place = start;
        start += line.len();
        let typed = line.split(" #").next().unwrap_or(line).trim_end();
        if typed.is_empty() || typed.starts_with('#') || ["---", "..."].contains(&typed) {
            continue;
        }
        if typed.starts_with(char::is_whitespace) {
            let is_level = mark_words::said(typed.trim_start()) == Some(MarkSaid::Classified);
            if !in_mark && is_level {
                return Some((place, keys::SECRECY));
            }
            let item = typed.trim_start().strip_prefix('-').filter(|_| !in_mark);
            if let Some(key) = item.and_then(|item| items(item).find_map(of_word)) {
                return Some((place, key));
            }
            continue;
        }
        let Some((name, value)) = typed.split_once([':', '：']) else {
            in_mark = false;
            // No key stands there, so it is no title either.
            if let Some(said) = mark_words::said_out_of_place(typed) {
                return Some((place, key_of(said)));
            }
            continue;
        };
        let quotes = |c: char| c.is_whitespace() || "\"'“”".contains(c);
        let (name, value) = (name.trim_matches(quotes), value.trim_matches(quotes));
        let lower = name.to_ascii_lowercase();
        in_mark = MARKS
            .iter()
            .any(|(key, other)| [key.zh, key.en, *other].contains(&lower.as_str()));
        if in_mark {
            continue;
        }
        let is_in = |keys: &[Key]| keys.iter().any(|key| key.zh == name || key.en == name);
        let is_known = is_in(keys::ALL) && !is_in(keys::IN_FRAGMENTS);
        let is_level = mark_words::has_dated_level(value)
            || mark_words::said(value) == Some(MarkSaid::Classified);
        if is_level {
            return Some((place, keys::SECRECY));
        }
        if !is_known && let Some(key) = under_another_name(&lower, value) {
            return Some((place, key));
        }
        if let Some(key) = items(value).find_map(of_word) {
            return Some((place, key));
        }
        // A subtitle may be 征求意见稿.
        let is_draft = |item: &str| ["草稿", "未定稿", "draft"].contains(&item);
        let mut only = items(value).filter(|item| !item.is_empty());
        if only.next().is_some_and(is_draft) && only.next().is_none() {
            return Some((place, keys::DRAFT));
        }
    }
    None
}

/// The items of a list in one line, or the one value.
fn items(value: &str) -> impl Iterator<Item = &str> {
    let signs = |c: char| "[]【】,，、;；".contains(c);
    let blank = |c: char| c.is_whitespace() || "\"'“”".contains(c);
    value.split(signs).map(move |item| item.trim_matches(blank))
}

/// The mark that a word alone is, where a key stands that takes other words: `主题: [内部]`.
fn of_word(item: &str) -> Option<Key> {
    match item.to_ascii_lowercase().as_str() {
        "内部" | "內部" | "内部资料" | "internal" | "不公开" | "不予公开" => {
            Some(keys::AUDIENCE)
        }
        _ => None,
    }
}

fn key_of(said: MarkSaid) -> Key {
    match said {
        MarkSaid::Classified => keys::SECRECY,
        MarkSaid::Internal => keys::AUDIENCE,
    }
}

/// Which mark an unknown key means that says `value`.
fn under_another_name(name: &str, value: &str) -> Option<Key> {
    const OPEN: [&str; 6] = ["否", "false", "no", "无", "不涉密", "公开"];
    const CLOSED: [&str; 3] = ["不公开", "不予公开", "依申请公开"];
    const NO: [&str; 5] = ["n", "0", "false", "no", "off"];
    let said = value.to_ascii_lowercase();
    let is_open = OPEN.contains(&said.as_str());
    let is_count = said.starts_with(|c: char| c.is_ascii_digit());
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["密", "classif", "confiden", "secret"]) && !is_open && !is_count {
        return Some(keys::SECRECY);
    }
    let is_no =
        NO.contains(&said.as_str()) || said.starts_with(['否', '不', '暂', '未', '非', '待']);
    let is_inside = ["内部", "仅内部", "internal", "private", "hidden"].contains(&name);
    let is_denied =
        name.starts_with(['不', '非', '勿', '未', '暂', '禁', '限']) || name.starts_with("un");
    // A unit may count what it has not made public.
    let is_withheld = has(&SHOWS) && (is_no != is_denied) && !(is_denied && is_count);
    if CLOSED.contains(&value) || is_withheld || is_inside && !is_open {
        return Some(keys::AUDIENCE);
    }
    let is_unfinished = UNFINISHED.contains(&said.as_str()) || (said == "草" && has(&["稿"]));
    if is_unfinished || (UNFINISHED.contains(&name) && !is_open && !is_count) {
        return Some(keys::DRAFT);
    }
    mark_words::said_out_of_place(value).map(key_of)
}

/// Where a mark stands inside a line of a text that is no YAML: `{标题: 甲，密级：机密}`.
#[must_use]
pub fn inside_lines(text: &str) -> Option<(usize, Key)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_comment = line.trim_start().starts_with('#');
        for (key, _) in MARKS {
            if let Some(at) = line.find(key.zh).filter(|_| !is_comment) {
                let rest = line[at + key.zh.len()..].trim_start();
                if rest.starts_with([':', '：', '=', '＝']) {
                    return Some((start + at, key));
                }
            }
        }
        start += line.len();
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
            ("status: draft\n", keys::DRAFT),
            ("未定稿: 是\n", keys::DRAFT),
            ("征求意见稿: 是\n", keys::DRAFT),
            ("稿子: 草\n", keys::DRAFT),
            ("published: false\n", keys::AUDIENCE),
            ("公开: 暂不\n", keys::AUDIENCE),
            ("是否公开: 否\n", keys::AUDIENCE),
            ("不公开: 是\n", keys::AUDIENCE),
            ("暂不发布: 到月底\n", keys::AUDIENCE),
            ("private: true\n", keys::AUDIENCE),
            ("visibility: internal\n", keys::AUDIENCE),
            ("发布范围: 仅内部\n", keys::AUDIENCE),
            ("仅供内部\n", keys::AUDIENCE),
            ("内部资料 不得外传\n", keys::AUDIENCE),
            ("机密 1年\n", keys::SECRECY),
            ("(机密)\n", keys::SECRECY),
            ("紧急程度: 特急 机密\n", keys::SECRECY),
            ("备注: 此件为机密文件\n", keys::SECRECY),
            ("标题: 摘报（机密★1年）\n", keys::SECRECY),
            ("标题:\n  - 机密★1年\n  - 摘报\n", keys::SECRECY),
            ("副题: （机密）\n", keys::SECRECY),
            ("报头: [机密★1年]\n", keys::SECRECY),
            ("概述: 密级：机密\n", keys::SECRECY),
            ("主题: [内部]\n", keys::AUDIENCE),
            ("主题: 内部、审计\n", keys::AUDIENCE),
            ("主题: [ “内部” , 审计]\n", keys::AUDIENCE),
            ("主题:\n  - 审计\n  - 内部\n", keys::AUDIENCE),
            ("附注: 不予公开\n", keys::AUDIENCE),
            ("主题: [草稿]\n", keys::DRAFT),
        ] {
            assert_eq!(find(lines).map(|(_, key)| key), Some(key), "{lines}");
        }
        for lines in [
            "涉密: 否\n",
            "公开: 是\n",
            "不公开: 否\n",
            "hidden: false\n",
            "未公开信息: 3条\n",
            "附注: 此件公开发布\n",
            "副题: 保密工作\n",
            "副题: （征求意见稿）\n",
            "副题: 征求意见稿\n",
            "标题: 商业秘密保护专项行动\n",
            "标题: 绝密飞行\n",
            "标题: 保密工作会议\n",
            "密级: |\n  机密\n",
            "概述: |\n  密级分为三等。\n  机密性要求高。\n",
            "撰稿: 张三\n",
            "密切联系群众: 5次\n",
            "标题: 内部审计要点\n",
            "主题: [内部审计, 内部控制]\n",
            "受众: 内部\n",
            "受众:\n  - 内部\n",
        ] {
            assert_eq!(find(lines), None, "{lines}");
        }
    }
}
