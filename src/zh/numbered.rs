//! A word with its number before a title, as it is typed where the program prints it: 图1　走访, 表二：进度, （附件3）名单.

use super::numeral::parse_han;

/// The parts of such a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberedTitle<'t> {
    /// The word with its number, as typed, brackets included.
    pub label: &'t str,
    /// The number.
    pub value: u32,
    /// Whether a mark, a blank or a bracket parts the number from the title; `表2026年进度` is no number of a table.
    pub is_parted: bool,
    /// What follows, without that mark.
    pub title: &'t str,
}

/// What may stand between a number and the title.
pub const AFTER_NUMBER: [char; 7] = [' ', '　', '：', ':', '.', '．', '、'];

/// What follows a number that counts something, so that it is none of a figure or table: 表2026年进度, 图一览, 附件2份.
const COUNTED: &str = "年月日号期个家项次季度周天届级条件份页张类种批处起名人户元万亿点比倍岁米吨里至到和与或及之·览样致般体些直共";

/// Whether a title follows its number without a mark and is nothing that the number counts: 图1走访, 表一进度.
#[must_use]
pub fn is_tight(found: &NumberedTitle<'_>) -> bool {
    let first = found.title.chars().next();
    first.is_some_and(|c| {
        ('\u{4E00}'..='\u{9FFF}').contains(&c) && !COUNTED.contains(c) || "（《“【".contains(c)
    })
}

/// More characters than this are no caption but a sentence.
const LONGEST_CAPTION: usize = 40;

/// `text` in its parts, where it begins with `word` and a number in whatever digits.
#[must_use]
pub fn numbered<'t>(text: &'t str, word: &str) -> Option<NumberedTitle<'t>> {
    let bracketed = text.strip_prefix(['（', '(']);
    let rest = bracketed.unwrap_or(text).strip_prefix(word)?.trim_start();
    let after = rest.trim_start_matches(is_numeral);
    let value = value(&rest[..rest.len() - after.len()])?;
    let behind = match bracketed {
        Some(_) => after.trim_start().strip_prefix(['）', ')'])?,
        None => after,
    };
    let title = behind.trim_start_matches(AFTER_NUMBER);
    // 图1-走访, and not 表1-1.
    let undashed = title.trim_start_matches(['-', '－', '—', '–', '_']);
    let is_part = undashed.starts_with(|c: char| c.is_ascii_digit() || is_numeral(c));
    let title = if is_part { title } else { undashed };
    Some(NumberedTitle {
        label: text[..text.len() - behind.len()].trim_end(),
        value,
        is_parted: title.len() < after.len(),
        title,
    })
}

/// As [`numbered`], where the text is the caption (图题, 表题) of a figure or table in a line of its own: the title is parted from the number, and no sentence.
#[must_use]
pub fn caption<'t>(text: &'t str, word: &str) -> Option<NumberedTitle<'t>> {
    let is_sentence = text.contains(['。', '；']) || text.chars().count() > LONGEST_CAPTION;
    numbered(text, word).filter(|found| (found.is_parted || is_tight(found)) && !is_sentence)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c)
}

fn value(typed: &str) -> Option<u32> {
    let half = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        other => other,
    };
    let plain: String = typed.chars().map(half).collect();
    plain.parse().ok().or_else(|| parse_han(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn word_number_and_title_are_parted() {
        for (text, word, label, value, title) in [
            ("图1　走访", "图", "图1", 1, "走访"),
            ("表十二：进度", "表", "表十二", 12, "进度"),
            ("附件 ２ 名单", "附件", "附件 ２", 2, "名单"),
            ("（附件3）名单", "附件", "（附件3）", 3, "名单"),
            ("附件4", "附件", "附件4", 4, ""),
            ("图1-走访", "图", "图1", 1, "走访"),
            ("附件2——名单", "附件", "附件2", 2, "名单"),
        ] {
            let found = numbered(text, word).expect(text);
            assert_eq!(
                (found.label, found.value, found.title),
                (label, value, title)
            );
            assert_eq!(found.is_parted, !title.is_empty(), "{text}");
        }
        for text in ["图书角建成", "图：走访", "（图1走访", "座谈图1"] {
            assert_eq!(numbered(text, "图"), None, "{text}");
        }
    }

    #[test]
    fn a_sentence_is_no_caption() {
        for text in [
            "表1　建会情况",
            "表1建会情况",
            "表一建会情况",
            "表2（建会）",
        ] {
            assert!(caption(text, "表").is_some(), "{text}");
        }
        for text in [
            "表1 列出各县区的进度。",
            "表2026年进度",
            "图一览无余",
            "表1-1进度",
            "图3D建模",
            "表5家企业",
        ] {
            assert_eq!(caption(text, &text[..3]), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[（(]?[图表]\\PC{0,8}") {
            for word in ["图", "表"] {
                if let Some(found) = numbered(&text, word) {
                    prop_assert!(text.starts_with(found.label) && text.ends_with(found.title));
                }
            }
        }
    }
}
