//! What a line of text says where it says nothing but a mark: a level of secrecy (`密级：机密★1年　份号 001`, `（机密）`) or that it is for those inside
//! (`内部资料，注意保存`), however it is set off, spaced and spelt. A line of prose is none: 商业秘密保护, 绝密飞行.

/// What such a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkSaid {
    /// A level of secrecy.
    Classified,
    /// For those inside only.
    Internal,
}

/// So many characters a mark may have besides digits, blanks and what may stand around it; a line of more is something else.
const LONGEST: usize = 40;

/// Bytes of a line that is not looked into further: a paragraph.
const LONGEST_LINE: usize = 600;

const LEVELS: [&str; 6] = [
    "绝密",
    "机密",
    "秘密",
    "topsecret",
    "secret",
    "confidential",
];

/// Words that speak of secrecy, but stand as headings as well.
const SECRET: [&str; 4] = ["工作秘密", "涉密", "商密", "classified"];

/// What makes a level beside it a mark for sure.
const SURE: [&str; 32] = [
    "密级",
    "保密期限",
    "保密级别",
    "份号",
    "编号",
    "紧急程度",
    "特急",
    "加急",
    "平急",
    "特提",
    "急件",
    "注意保存",
    "妥善保存",
    "妥善保管",
    "注意保密",
    "外传",
    "上网",
    "公开",
    "翻印",
    "复印",
    "复制",
    "转载",
    "阅后收回",
    "用后收回",
    "此件",
    "本件",
    "本文件",
    "仅供",
    "仅限",
    "只供",
    "启用前",
    "解密前",
];

/// What may stand among them.
const FILLERS: [&str; 43] = [
    "仅",
    "限",
    "系列",
    "简报",
    "信息",
    "和",
    "为",
    "是",
    "属于",
    "属",
    "供",
    "的",
    "请",
    "勿",
    "严禁",
    "禁止",
    "不得",
    "不予",
    "不宜",
    "不对外",
    "不",
    "长期",
    "个月",
    "年",
    "月",
    "日",
    "天",
    "级",
    "件",
    "第",
    "号",
    "no",
    "使用",
    "传阅",
    "参考",
    "交流",
    "掌握",
    "阅读",
    "资料",
    "文件",
    "材料",
    "刊物",
    "人员",
];

/// What a paper for those inside is called.
const PAPERS: [&str; 4] = ["资料", "文件", "材料", "刊物"];

/// What such a line is made of.
#[derive(Clone, Copy, Debug, Default)]
struct MarkParts {
    level: bool,
    term: bool,
    secret: bool,
    internal: bool,
    sure: bool,
    fillers: bool,
}

/// Takes down that one kind of word was found.
type NotePart = fn(&mut MarkParts);

/// What `line` of a text says. A bare level is a mark where it stands alone, not in a list or a row of a table.
#[must_use]
pub fn said(line: &str) -> Option<MarkSaid> {
    let may_be = line.contains(['密', '内', '內']) || line.is_ascii();
    if !may_be || line.len() > LONGEST_LINE {
        return None;
    }
    let begun = line.trim_start();
    let cells = begun.split('|').filter(|cell| !cell.trim().is_empty());
    if begun.starts_with('|') && cells.count() > 1 {
        return None;
    }
    let is_item = begun.starts_with(['-', '+', '*', '|']) && !begun.starts_with("**")
        || begun.starts_with(|c: char| c.is_ascii_digit());
    let is_heading = begun.starts_with('#');
    if has_dated_level(line) && line.split([' ', '\t', '　', '|', ',']).any(is_dated_level) {
        return Some(MarkSaid::Classified);
    }
    let plain = folded(line);
    if begins_with_key(line) {
        return Some(MarkSaid::Classified);
    }
    let parts = parts(&plain)?;
    if parts.level && (parts.sure || parts.term) || parts.secret && parts.sure {
        return Some(MarkSaid::Classified);
    }
    if parts.level && !is_item && !parts.fillers && !parts.internal {
        return Some(MarkSaid::Classified);
    }
    let is_paper = plain
        .strip_prefix("内部")
        .is_some_and(|rest| PAPERS.contains(&rest));
    let is_inside = parts.sure || (is_paper && !is_item && !is_heading);
    (parts.internal && is_inside).then_some(MarkSaid::Internal)
}

/// What `line` says where it stands below the head of a text: only one that is nothing but a level with its key or term, or 内部 with what goes with it, and no
/// item of a list or row of a table. Prose may go through the levels one by one.
#[must_use]
pub fn said_further_down(line: &str) -> Option<MarkSaid> {
    if !line.contains(['密', '内', '內']) || line.len() > LONGEST_LINE {
        return None;
    }
    let begun = line.trim_start();
    let is_item = begun.starts_with(['-', '+', '*', '|']) && !begun.starts_with("**")
        || begun.starts_with(|c: char| c.is_ascii_digit());
    let parts = parts(&folded(line)).filter(|_| !is_item)?;
    if parts.level && (parts.sure || parts.term) {
        return Some(MarkSaid::Classified);
    }
    (parts.internal && parts.sure && !parts.level).then_some(MarkSaid::Internal)
}

/// What `value` says where nothing is expected that speaks so: behind an unknown key, or in a line without one.
#[must_use]
pub fn said_out_of_place(value: &str) -> Option<MarkSaid> {
    let by_part = || {
        let mut parts = value.split(|c: char| !(c.is_alphanumeric() || is_star(c)));
        parts.any(|part| is_dated_level(part) || LEVELS.contains(&folded(part).as_str()))
    };
    if has_dated_level(value) || by_part() {
        return Some(MarkSaid::Classified);
    }
    let plain = folded(value);
    if ["internal", "private", "restricted", "hidden"].contains(&plain.as_str()) {
        return Some(MarkSaid::Internal);
    }
    let parts = parts(&plain)?;
    if parts.level || parts.secret {
        return Some(MarkSaid::Classified);
    }
    parts.internal.then_some(MarkSaid::Internal)
}

/// Whether a level with its star stands anywhere in `text`: 关于某事的通报（机密★1年）.
#[must_use]
pub fn has_dated_level(text: &str) -> bool {
    if !text.chars().any(is_star) {
        return false;
    }
    let plain = folded(text);
    LEVELS.iter().any(|level| {
        let mut found = plain.match_indices(level);
        found.any(|(at, _)| {
            let rest = &plain[at + level.len()..];
            rest.strip_prefix('级').unwrap_or(rest).starts_with('★')
        })
    })
}

/// Whether `text` is a mark that is no level of secrecy, but the practice of 简报: 内部资料　注意保存.
#[must_use]
pub fn is_internal(text: &str) -> bool {
    let plain = folded(text);
    let Some(rest) = plain.strip_prefix("内部") else {
        return false;
    };
    parts(rest).is_some_and(|parts| !(parts.level || parts.term || parts.secret))
        && !rest.contains(['★', '密'])
}

fn is_star(c: char) -> bool {
    "★☆✩✭⭐✪".contains(c)
}

/// One part of a line that is a level, its star and a term.
fn is_dated_level(part: &str) -> bool {
    part.chars().any(is_star) && parts(&folded(part)).is_some_and(|parts| parts.level)
}

/// 密级：机密, whatever is said behind it.
fn begins_with_key(line: &str) -> bool {
    let plain: String = line.chars().filter_map(fold).collect();
    let set_off = |c: char| !c.is_alphanumeric();
    let begun = plain.trim_start_matches(set_off);
    if begun.chars().filter(|c| c.is_alphabetic()).count() > LONGEST {
        return false;
    }
    let Some(rest) = ["密级", "保密级别"]
        .iter()
        .find_map(|key| begun.strip_prefix(key))
    else {
        return false;
    };
    let value = rest.trim_start_matches(set_off);
    let is_set_off = value.len() < rest.len();
    let of_level = LEVELS.iter().find_map(|level| value.strip_prefix(level));
    is_set_off && of_level.is_some_and(|rest| rest.is_empty() || rest.starts_with(set_off))
}

/// The parts of a line of nothing but what belongs to a mark; none where anything else stands in it.
fn parts(plain: &str) -> Option<MarkParts> {
    if plain.chars().filter(|c| c.is_alphabetic()).count() > LONGEST {
        return None;
    }
    let mut found = MarkParts::default();
    let mut rest = plain;
    while let Some(first) = rest.chars().next() {
        let longest = |words: &[&str]| {
            let fitting = words.iter().filter(|word| rest.starts_with(**word));
            fitting.map(|word| word.len()).max()
        };
        if let Some(after) = rest.strip_prefix("签发人") {
            // Names follow, up to where a level begins.
            let level = LEVELS.iter().filter_map(|level| after.find(level)).min();
            rest = &after[level.unwrap_or(after.len())..];
            found.sure = true;
            continue;
        }
        if first == '★' {
            let after = &rest[first.len_utf8()..];
            rest = after.trim_start_matches(|c: char| "零一二三四五六七八九十".contains(c));
            found.term = true;
            continue;
        }
        let kinds: [(&[&str], NotePart); 5] = [
            (&SECRET, |parts| parts.secret = true),
            (&LEVELS, |parts| parts.level = true),
            (&["内部"], |parts| parts.internal = true),
            (&SURE, |parts| parts.sure = true),
            (&FILLERS, |parts| parts.fillers = true),
        ];
        let best = kinds
            .into_iter()
            .filter_map(|(words, note)| longest(words).map(|length| (length, note)))
            .max_by_key(|(length, _)| *length);
        let length = match best {
            Some((length, note)) => {
                note(&mut found);
                length
            }
            None if first.is_ascii_digit() => {
                found.fillers = true;
                1
            }
            None => return None,
        };
        rest = &rest[length..];
    }
    // 机密1年 and 机密级: a term or rank right behind its level.
    found.term |= LEVELS.iter().any(|level| {
        plain.strip_prefix(level).is_some_and(|rest| {
            rest == "长期"
                || rest.starts_with(|c: char| c.is_ascii_digit())
                    && rest.ends_with(['年', '月', '天', '日'])
        })
    });
    Some(found)
}

/// `text` without anything but letters, digits and stars, in one spelling.
fn folded(text: &str) -> String {
    let kept = text.chars().filter_map(fold);
    kept.filter(|c| c.is_alphanumeric() || *c == '★').collect()
}

/// A character in the spelling in which it is compared; none for one that nobody sees.
fn fold(c: char) -> Option<char> {
    const SPELT: [(char, char); 20] = [
        ('級', '级'),
        ('機', '机'),
        ('絕', '绝'),
        ('祕', '秘'),
        ('內', '内'),
        ('資', '资'),
        ('傳', '传'),
        ('號', '号'),
        ('長', '长'),
        ('個', '个'),
        ('開', '开'),
        ('網', '网'),
        ('嚴', '严'),
        ('為', '为'),
        ('屬', '属'),
        ('僅', '仅'),
        ('參', '参'),
        ('閱', '阅'),
        ('編', '编'),
        ('緊', '紧'),
    ];
    if crate::zh::text::is_invisible_control(c) {
        return None;
    }
    if is_star(c) {
        return Some('★');
    }
    let half = match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let spelt = SPELT.iter().find(|(other, _)| *other == half);
    Some(spelt.map_or(half.to_ascii_lowercase(), |(_, simple)| *simple))
}

#[cfg(test)]
#[path = "mark_words_tests.rs"]
mod tests;
