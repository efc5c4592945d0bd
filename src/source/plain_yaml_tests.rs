//! What is read shortly is what both readers of YAML say.

use proptest::prelude::*;
use serde_yaml::Value;

use super::plain_yaml::read;
use super::yaml::Yaml;
use crate::diag::Sink;
use crate::model::FileId;

/// What both readers of YAML say, with the places as text.
fn fully(text: &str) -> Option<(Value, String)> {
    let yaml = Yaml::parse_fully(text, FileId(0), 0, &mut Sink::default())?;
    Some((yaml.value, format!("{:?}", yaml.places)))
}

fn shortly(text: &str) -> Option<(Value, String)> {
    read(text).map(|(value, place)| (value, format!("{:?}", Some(place))))
}

#[test]
fn what_files_say_is_read() {
    for text in [
        "单位: u1\n",
        "单位: u1",
        "文号: 工督查字〔{年}〕{号}号\n期号: 第{期}期, [总]\n",
        "标题: 关于做好近期重点工作的通知\r\n日期: 2026-07-08\r\n",
        "# 一期\n标题: [关于甲, “乙”的通知]\n\n份数: 60\n主题: [重点工作]\n",
        "正文:\n  - 导语.md\n  - 按: 联系领导\n    标题: \"{名称}（{单位}）\"\n  - 标题: 要求\n    正文: [结语.md, 02.md]\n主题: [a]\n",
        "正文:\n  - 栏目: 动态\n    文章:\n      - 01.md\n      - 02.md\n  - {按: 单位, 只含: [甲, 乙]}\n",
        "单位:\n  - {代号: u1, 名称: 青岚县, 全称: 青岚县总工会}\n  - {代号: u2, 名称: 清水县}\n",
        "标题: 进度表\n列:\n  - 单位\n  - 发出要约: [企业数, 覆盖职工]\n行:\n  - [青岚县, 1, 20, 300]\n",
        "标题: \"“甲”: 乙\" \n密级: '机密★1年'\n",
    ] {
        assert!(read(text).is_some(), "{text}");
        assert_eq!(shortly(text), fully(text), "{text}");
    }
}

#[test]
fn what_may_mean_something_else_is_left_to_the_others() {
    for text in [
        "",
        "甲",
        "标题:\n",
        "标题: 甲\n  乙\n",
        "标题: 甲 # 乙\n",
        "标题: 甲\n标题: 乙\n",
        "数: 1.10\n",
        "数: 0x1f\n",
        "数: 1e3\n",
        "数: 007\n",
        "是: true\n",
        "空: ~\n",
        "甲: &a 乙\n",
        "甲: |\n  乙\n",
        "甲: [乙\n",
        "甲: \"乙\\n\"\n",
        "甲:\n- 乙\n",
        "甲: 乙\u{2028}\n",
        "# 甲\u{2028}乙: 丙\n丁: 戊\n",
        " 甲: 乙\n",
    ] {
        assert!(read(text).is_none(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever is read shortly is read so by both readers, places included.
    #[test]
    fn both_readers_say_the_same(text in "(标题|日期|a|b1|单位|正文|: |: |:\n|\n|\n|\n  - |\n    - |- |  |    | |\r\n|\\[|\\]|\\{|\\}|, |,|'|\"|#| # 甲|甲|乙（丙）|“丁”|2026-07-08|60|007|1\\.5|01\\.md|true|Null|no|\\.|-|/|%|：|　|\t|&a|\\*a|!|\\||>|\\?){1,24}") {
        if let Some(short) = shortly(&text) {
            prop_assert_eq!(Some(short), fully(&text), "{}", text);
        }
    }

    /// Most of these are read, and as both readers read them.
    #[test]
    fn files_of_the_simple_kind_are_read_the_same(
        entries in prop::collection::vec(("[甲乙丙a-z]{1,3}", value(), 0..4usize), 1..6),
        newline in "\n|\r\n",
    ) {
        let mut text = String::new();
        for (key, value, form) in entries {
            let (indent, dash) = (" ".repeat(1 + form), "- ");
            text.push_str(&match form {
                0 => format!("{key}: {value}{newline}"),
                1 => format!("{key}:{newline}{indent}{dash}{value}{newline}{indent}{dash}{key}: {value}{newline}"),
                2 => format!("{key}:{newline}{indent}{key}: {value}{newline}{indent}b: {value} {newline}"),
                _ => format!("# {key}{newline}{key}:{newline}{indent}{dash}{key}: {value}{newline}{indent}  a:{newline}{indent}    {dash} {value}{newline}{newline}"),
            });
        }
        if let Some(short) = shortly(&text) {
            prop_assert_eq!(Some(short), fully(&text), "{}", text);
        }
    }
}

fn value() -> impl Strategy<Value = String> {
    let scalar = "[甲乙a-z0-9（）.%/+_ -]{1,6}|[甲a][{}\\[\\], ]{0,2}[甲1]|\"[甲a:,#{}]{0,4}\"|'[甲a:]{0,3}'|[0-9]{1,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|0x[0-9a-f]{1,2}|[0-9]e[0-9]|\\.inf|NaN|0o7|1_000|\\+1|-1|\\.5|5\\.";
    let list = prop::collection::vec(scalar, 1..4);
    prop_oneof![
        scalar.prop_map(String::from),
        list.prop_map(|items| format!("[{}]", items.join(", "))),
        (scalar, scalar).prop_map(|(a, b)| format!("{{a: {a}, b: [{b}]}}")),
    ]
}
