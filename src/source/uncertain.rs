//! Places marked as not certain yet: 【待核】, 【此处数据请核】, `[待填]`. The whole of what stands in the brackets says so; 【待核销贷款】 is a label.

/// What a scaffold has where somebody is to write: text that is not written yet, and no remark (JB1021).
pub const UNWRITTEN: &str = "【待填】";

/// What may stand in 【】 and says that the text before it is not certain yet.
const UNCERTAIN: [&str; 25] = [
    "待核",
    "待核实",
    "待核对",
    "待核准数据",
    "待补",
    "待补充",
    "待补数",
    "待查",
    "待查证",
    "待查实",
    "待确认",
    "待定稿",
    "待更新",
    "待完善",
    "数据待定",
    "需核实",
    "需核对",
    "请核",
    "请核实",
    "请核对",
    "请补",
    "请补充",
    "再核",
    "再核实",
    "存疑",
];

/// What follows such a word where it is still about the text: 【待补充数据】, 【请核对一下】.
const OBJECTS: [&str; 14] = [
    "数据", "数字", "人数", "金额", "名单", "日期", "时间", "姓名", "内容", "材料", "文字", "一下",
    "一遍", "清楚",
];

/// What says so wherever it stands in 【】.
const TOLD: [&str; 3] = ["此处请", "先别发", "不要发"];

/// What stands alone in 【】 or in `[]` and says the same.
const ALONE: &[&str] = &["待填", "待填写", "待核", "待补", "待补充"];

/// What does so too, but is a label where a text follows: 【核实】4月完成.
const ALONE_OR_LABEL: &[&str] = &["待定", "核实"];

/// Longer than this, in bytes, is no mark in brackets: a line can be nothing but brackets.
const LONGEST_MARK: usize = 400;

/// The length of the mark in 【】 at the start of `rest`.
#[must_use]
pub fn placeholder(rest: &str) -> Option<usize> {
    if rest.starts_with(UNWRITTEN) {
        return None;
    }
    let inner = rest.strip_prefix('【')?;
    let inner = &inner[..inner.floor_char_boundary(LONGEST_MARK)];
    let length = inner.find(['】', '\n'])?;
    let content = without_blanks(&inner[..length]);
    let after = inner[length..].strip_prefix('】')?;
    let is_told = is_uncertain(&content)
        || TOLD.iter().any(|word| content.contains(word))
        || is_alone(&content, after)
        || content.starts_with("内部：")
        || content.starts_with("内部:");
    let fits = content.chars().count() <= 30 && is_told;
    fits.then_some('【'.len_utf8() + length + '】'.len_utf8())
}

/// The length of `[待填]` at the start of `rest`, where it is no link.
#[must_use]
pub fn bracketed(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix(['[', '［'])?;
    let near = &inner[..inner.floor_char_boundary(LONGEST_MARK)];
    let length = near.find([']', '］', '\n'])?;
    let close = inner[length..].chars().next()?;
    let after = &inner[length + close.len_utf8()..];
    let content = without_blanks(&inner[..length]);
    let fits =
        close != '\n' && !after.starts_with(['(', '（', ':', '：']) && is_alone(&content, after);
    fits.then(|| rest.len() - after.len())
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a word of uncertainty ends `content`, or a part of it: 【待核】, 【数据待核实，王科长】, and not 【待核销贷款】.
fn is_uncertain(content: &str) -> bool {
    let parts = content.split(|c: char| !c.is_alphanumeric());
    parts.into_iter().any(|part| {
        let object = OBJECTS.iter().find_map(|object| part.strip_suffix(object));
        let is_said = |part: &str| UNCERTAIN.iter().any(|word| part.ends_with(word));
        is_said(part) || object.is_some_and(is_said)
    })
}

/// Whether `content` alone says so, with `after` behind its bracket.
fn is_alone(content: &str, after: &str) -> bool {
    let ends = || {
        let next = after.chars().next();
        next.is_none_or(|c| c.is_whitespace() || "，。；、！？,;）)”》】".contains(c))
    };
    ALONE.contains(&content) || ALONE_OR_LABEL.contains(&content) && ends()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_begins_like_a_mark_is_text() {
        for typed in [
            "【待核销贷款】3笔",
            "【待核定人员】5人",
            "【待核查线索】2条",
            "【待查明原因】",
            "【待补贴企业】12家",
            "【待补选委员】",
            "【待更新设备】40台",
            "【待完善制度】",
            "【待确认债权】",
            "【再核减】",
            "【存疑不诉】",
            "【请补办手续】",
            "【核实】4月完成。",
            "【核实】：情况属实",
            "【待定】事项",
            "【待填】",
        ] {
            assert_eq!(placeholder(typed), None, "{typed}");
        }
        for typed in ["[核实]3家", "[待定]事项", "[待填](正文.md)"] {
            assert_eq!(bracketed(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_mark_is_one_as_a_whole_word() {
        for typed in [
            "【待核】",
            "【 待 核 】",
            "【此处待核】",
            "【数据待核实】",
            "【待核：王科长】",
            "【王科长：此处数据请核】",
            "【待补充数据】",
            "【请核对一下】",
            "【2026年数据待更新】",
            "【存疑？】",
            "【先别发，等通知】",
            "【内部：甲】",
            "【核实】，",
            "【待定】",
        ] {
            let mark = &typed[..typed.find('】').unwrap_or(0) + '】'.len_utf8()];
            assert_eq!(placeholder(typed), Some(mark.len()), "{typed}");
        }
        for typed in ["[待填]", "［核实］。", "[待 补 充]"] {
            assert!(bracketed(typed).is_some(), "{typed}");
        }
    }
}
