//! What tidying holds: no character is lost, twice changes nothing, and each kind of mess becomes what it should.

use proptest::prelude::*;

use super::*;

const ISSUE: &str = "# 备注\n标题: 关于进度的通报\n日期: 2026-07-08  # 签发日\n正文: [正文.md]\n";

fn known(issue: Option<&str>) -> Known {
    let files = vec!["进度表.xlsx".to_owned(), "正文.md".to_owned()];
    Known::new(issue, Some("名称: 通报\n版式: 公文\n"), "正文.md", files)
}

/// The text after tidying with [`ISSUE`], and the lines added to it.
fn tidied(text: &str) -> (String, Vec<String>) {
    let tidied = tidy(text, &known(Some(ISSUE)));
    (apply(text, &tidied.edits), tidied.added)
}

fn visible(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every visible character of `text` stands in the result or in the list of what is taken off, in its order; and nothing else stands there but what an
/// edit brings.
fn nothing_is_lost(text: &str, tidied: &Tidied) {
    let (mut kept, mut taken, mut brought) = (String::new(), String::new(), String::new());
    let mut place = 0;
    for edit in &tidied.edits {
        assert!(edit.range.start >= place, "edits overlap: {edit:?}\n{text}");
        kept.push_str(&text[place..edit.range.start]);
        taken.push_str(&text[edit.range.clone()]);
        brought.push_str(&edit.with);
        place = edit.range.end;
    }
    kept.push_str(&text[place..]);
    let count = |text: &str| visible(text).len();
    assert_eq!(count(text), count(&kept) + count(&taken), "{text}");
    let result = apply(text, &tidied.edits);
    assert_eq!(count(&result), count(&kept) + count(&brought), "{text}");
    // No word of a sentence is ever taken off: only numbers, bullets, marks and lines that issue.yaml has.
    for edit in tidied
        .edits
        .iter()
        .filter(|edit| !edit.element.is_said_elsewhere())
    {
        let taken = &text[edit.range.clone()];
        assert!(
            taken.chars().all(|c| !c.is_alphanumeric()
                || "第章节条部分表〇零一二三四五六七八九十百".contains(c)
                || c.is_numeric()),
            "{taken:?} is taken off {text}"
        );
    }
    // What left the text for issue.yaml stands there.
    let moved: String = tidied.added.concat();
    for edit in tidied
        .edits
        .iter()
        .filter(|edit| edit.why.starts_with("移到"))
    {
        let words = text[edit.range.clone()].split(|c: char| !c.is_alphanumeric());
        for word in words.filter(|word| word.chars().count() > 3 && !word.contains('年')) {
            assert!(
                moved.contains(word),
                "{word} of {:?} is not in {moved}",
                edit.element
            );
        }
    }
}

fn twice_changes_nothing(text: &str, first: &Tidied, known: &Known) {
    let result = apply(text, &first.edits);
    let issue = known
        .issue
        .as_ref()
        .map(|issue| add_to_issue(&issue.0, &first.added));
    let files = known.files.to_vec();
    let again = Known::new(issue.as_deref(), None, &known.name, files);
    let second = tidy(&result, &again);
    assert!(second.is_clean(), "{text}\n=> {result}\n=> {second:?}");
}

#[test]
fn headings_typed_by_hand_become_headings() {
    for (typed, expected) in [
        (
            "第一部分 做法\n1、建会\n推进。\n第二部分 打算\n（一）建会\n推进。\n",
            "# 做法\n## 建会\n推进。\n# 打算\n## 建会\n推进。\n",
        ),
        ("一、总体情况\n推进有力。\n", "# 总体情况\n推进有力。\n"),
        (
            "　　一、总体情况\n　　（一）建会\n　　推进有力。\n",
            "# 总体情况\n## 建会\n推进有力。\n",
        ),
        ("**一、主要做法**\n抓督导。\n", "# 主要做法\n抓督导。\n"),
        ("一、**主要做法**\n抓督导。\n", "# 主要做法\n抓督导。\n"),
        ("（一）抓督导。建台账12本。\n", "# 抓督导。\n建台账12本。\n"),
        (
            "**（一）抓督导。**建台账**12**本。\n",
            "# 抓督导。\n建台账**12**本。\n",
        ),
        ("（一）抓督导。\n建台账12本。\n", "# 抓督导\n建台账12本。\n"),
        ("**主要做法**\n抓督导。\n", "# 主要做法\n抓督导。\n"),
        (
            "一、做法\n**抓督导**\n建台账。\n",
            "# 做法\n## 抓督导\n建台账。\n",
        ),
        (
            "# 做法\n（一）督导\n建台账。\n",
            "# 做法\n## 督导\n建台账。\n",
        ),
        (
            "# 一、做法\n（一）督导\n建台账。\n",
            "# 做法\n## 督导\n建台账。\n",
        ),
        ("## **（三）抓考核**\n考核。\n", "## 抓考核\n考核。\n"),
        ("## 抓督导。建台账。\n", "## 抓督导。\n建台账。\n"),
        ("##总体情况\n", "## 总体情况\n"),
        (
            "一、做法\n1．建会\n推进。\n2．维权\n推进。\n",
            "# 做法\n## 建会\n推进。\n## 维权\n推进。\n",
        ),
    ] {
        assert_eq!(tidied(typed).0, expected, "{typed}");
    }
}

#[test]
fn sentences_that_begin_with_a_number_stay() {
    for text in [
        "（一）至（三）项由办公室负责。\n",
        "一、二期工程已经竣工，三期工程正在推进。\n",
        "3、5月份各报一次。\n",
        "一是抓督导。二是抓考核。\n",
        "（一）全市各级工会要认真学习贯彻会议精神，结合实际研究制定具体措施，确保各项任务落到实处。\n",
        "一、减免税费；\n二、发放补贴；\n三、稳定岗位。\n",
        "一、减免税费。\n二、发放补贴。\n",
        "（1）宣讲进企业。举办45场。\n（2）宣讲进社区。举办20场。\n",
        "（1）宣讲进企业。举办45场。\n（2）宣讲进社区。举办20场。\n",
        "1.5万元用于奖励。\n",
        "2026. 10月起执行。\n",
        "**全力以赴完成全年目标**\n",
        "**各项指标全部完成。**\n\n下一步抓考核。\n",
        "#1号机组并网。\n",
        "① 甲。\n② 乙。\n",
        "√ 已完成\n",
        "※ 以上数据为快报数。\n",
        "> 一、引用的标题\n",
        "```\n一、原样\n●甲\n●乙\n```\n",
        "<!-- 一、备注\n●甲\n●乙 -->\n",
        "- 甲\n    - 乙\n\n1. 甲\n    1. 乙\n",
        "| 一、甲 | 乙 |\n|---|---|\n| ●1 | ●2 |\n",
        "[^1]: 一、注\n",
    ] {
        let tidied = tidy(text, &known(Some(ISSUE)));
        assert_eq!(apply(text, &tidied.edits), text, "{:?}", tidied.edits);
        assert!(tidied.added.is_empty());
    }
}

#[test]
fn bullets_and_numbers_in_a_row_become_lists() {
    for (typed, expected) in [
        ("●甲\n● 乙\n", "- 甲\n- 乙\n"),
        ("\u{F0B7}甲\n", "- 甲\n"),
        ("➢\t甲\n\n➢\t乙\n", "- 甲\n\n- 乙\n"),
        ("√甲\n√乙\n", "- 甲\n- 乙\n"),
        ("●甲\n○子\n○丑\n●乙\n", "- 甲\n  - 子\n  - 丑\n- 乙\n"),
        ("1、抓整改。\n2、抓落实。\n", "1. 抓整改。\n2. 抓落实。\n"),
        (
            "　　1.抓整改。\n\n　　2.抓落实。\n",
            "1. 抓整改。\n\n2. 抓落实。\n",
        ),
        (
            "1．甲\n（1）子\n（2）丑\n2．乙\n",
            "1. 甲\n    1. 子\n    2. 丑\n2. 乙\n",
        ),
        (
            "1. 甲\n（1）子\n（2）丑\n2. 乙\n",
            "1. 甲\n    1. 子\n    2. 丑\n2. 乙\n",
        ),
    ] {
        assert_eq!(tidied(typed).0, expected, "{typed}");
    }
}

#[test]
fn rows_with_tabs_become_tables() {
    for (typed, expected) in [
        (
            "单位\t数\n青禾县\t12\n",
            "| 单位 | 数 |\n|---|---|\n| 青禾县 | 12 |\n",
        ),
        (
            "序号\t单位\t数\n1.\t青禾县\t12|3\n2.\t白石区\n",
            "| 序号 | 单位 | 数 |\n|---|---|---|\n| 1. | 青禾县 | 12\\|3 |\n| 2. | 白石区 | |\n",
        ),
        (
            "表1　进度\n单位\t数\n青禾县\t12\n",
            "表：进度\n| 单位 | 数 |\n|---|---|\n| 青禾县 | 12 |\n",
        ),
        (
            "｜单位｜数｜\n｜－－｜－－｜\n｜青禾县｜12｜\n",
            "|单位|数|\n|--|--|\n|青禾县|12|\n",
        ),
    ] {
        assert_eq!(tidied(typed).0, expected, "{typed}");
    }
}

#[test]
fn marks_of_a_chinese_keyboard_are_mended() {
    for (typed, expected) in [
        ("＃＃ 总体情况\n", "## 总体情况\n"),
        ("＊＊要点＊＊是这样。\n", "**要点**是这样。\n"),
        ("见[台账]（台账.txt）。\n", "见[台账](台账.txt)。\n"),
        ("见【台账】（台账.txt）。\n", "见[台账](台账.txt)。\n"),
        ("！[图]（图.png）\n", "![图](图.png)\n"),
        ("！[图](图.png)\n", "![图](图.png)\n"),
        ("＞引用一句。\n", "> 引用一句。\n"),
        ("－ 甲\n－ 乙\n", "- 甲\n- 乙\n"),
        ("－－－\n", "---\n"),
        (
            "甲＊乙＊丙，见[甲]（见附件）。\n",
            "甲＊乙＊丙，见[甲]（见附件）。\n",
        ),
    ] {
        assert_eq!(tidied(typed).0, expected, "{typed}");
    }
}

#[test]
fn the_end_of_a_document_goes_where_the_program_prints_it() {
    let text = "各单位抓好落实。\n\n附件：1.进度表\n\n　　　　　　云汀市总工会\n　　　　　　二○二六年七月八日\n（联系人：周敏）\n（此页无正文）\n主题词：工会　督查\n抄送：市委办公室。\n";
    let (result, added) = tidied(text);
    assert_eq!(result, "各单位抓好落实。\n");
    assert_eq!(
        added,
        [
            "附件:\n  - 文件: 进度表.xlsx\n    标题: 进度表",
            "署名: 云汀市总工会",
            "附注: 联系人：周敏",
            "主题: [工会, 督查]",
            "抄送: 市委办公室",
        ]
    );
    let issue = add_to_issue(ISSUE, &added);
    assert!(issue.starts_with(ISSUE), "every line and remark stays");
    serde_yaml::from_str::<serde_yaml::Value>(&issue).expect("valid");
}

#[test]
fn what_issue_yaml_says_otherwise_stays_and_is_said() {
    let issue = format!("{ISSUE}署名: 青禾县总工会\n");
    let text = "抓好落实。\n\n云汀市总工会\n2026年7月9日\n";
    let tidied = tidy(text, &known(Some(&issue)));
    assert!(tidied.is_clean());
    let why: Vec<&str> = tidied.left.iter().map(|left| left.why.as_str()).collect();
    assert!(
        why[0].contains("青禾县总工会") && why[1].contains("2026-07-08"),
        "{why:?}"
    );

    let same = tidy(
        "抓好落实。\n\n青禾县总工会\n2026年7月8日\n",
        &known(Some(&issue)),
    );
    assert_eq!(
        (same.edits.len(), same.added.len(), same.left.len()),
        (2, 0, 0)
    );

    let nowhere = tidy(text, &known(None));
    assert!(nowhere.is_clean() && nowhere.left.len() == 2);
    let unit = "---\n单位: 青禾县\n---\n抓好落实。\n\n青禾县总工会\n2026年7月8日\n";
    assert!(tidy(unit, &known(Some(&issue))).is_clean());
}

#[test]
fn lines_that_mean_nothing_are_left_alone() {
    let text = "---\n换行: 续行\n---\n一、总体\n情况\n";
    let tidied = tidy(text, &known(Some(ISSUE)));
    assert!(tidied.is_clean() && tidied.left.len() == 1);
}

/// A line of a pasted document, of every kind there is.
fn line() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        Just("一、"),
        Just("二、"),
        Just("（一）"),
        Just("（二）"),
        Just("1."),
        Just("2."),
        Just("3、"),
        Just("（1）"),
        Just("（2）"),
        Just("①"),
        Just("第一章 "),
        Just("●"),
        Just("√"),
        Just("➢ "),
        Just("· "),
        Just("- "),
        Just("1. "),
        Just("# "),
        Just("## 一、"),
        Just("＃ "),
        Just("> "),
        Just("| "),
        Just("｜"),
        Just(""),
        Just("**"),
        Just("表1 "),
    ];
    let words = prop_oneof![
        Just("总体情况"),
        Just("抓督导。建立台账12本。"),
        Just("**抓督导。**建台账。"),
        Just("各单位要抓好落实。"),
        Just("单位\t数\t率"),
        Just("青禾县\t12\t9|3"),
        Just("云汀市总工会"),
        Just("2026年7月8日"),
        Just("二〇二六年七月九日"),
        Just("附件：1.进度表"),
        Just("附件：无"),
        Just("主题词：工会　督查"),
        Just("（此页无正文）"),
        Just("（联系人：周敏）"),
        Just("抄送：市委办公室。"),
        Just("主要做法**"),
        Just("见[台账]（台账.txt）。"),
        Just("＊＊要点＊＊在此"),
        Just("至（三）项"),
        Just("关于进度的通报"),
        Just("各县区总工会："),
        Just("```"),
        Just("<!-- 备注 -->"),
        Just("a_b\\*c"),
        Just("云汀市总工会办公室　2026年7月8日印发"),
        Just(""),
    ];
    let indent = prop_oneof![
        Just(""),
        Just("　　"),
        Just("  "),
        Just("\t"),
        Just("\u{A0}\u{A0}"),
        Just("　　　　　　　　")
    ];
    (indent, number, words).prop_map(|(indent, number, words)| format!("{indent}{number}{words}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_character_is_lost_and_twice_changes_nothing(
        lines in prop::collection::vec(line(), 1..14),
        crlf in any::<bool>(),
        front in prop_oneof![Just(""), Just("---\n单位: 青禾县\n---\n"), Just("---\n来源: x\n---\n")],
        issue in prop_oneof![Just(None), Just(Some(ISSUE)), Just(Some("标题: 甲\n日期: 2026-07-09\n署名: [云汀市总工会]\n附件: [进度表.xlsx]\n正文: [正文.md]"))],
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let text = format!("{}{}{end}", front.replace('\n', end), lines.join(end));
        let known = known(issue);
        let tidied = tidy(&text, &known);
        nothing_is_lost(&text, &tidied);
        twice_changes_nothing(&text, &tidied, &known);
        let _ = diff::changes(&text, &tidied.edits);
    }

    #[test]
    fn any_text_is_tidied_without_a_panic(text in "([一二（）1.、。●√\t|｜*＊#＃\\[\\]（(:：年月日 　a\n]|总工会|附件：){0,40}") {
        let known = known(Some(ISSUE));
        let tidied = tidy(&text, &known);
        nothing_is_lost(&text, &tidied);
        twice_changes_nothing(&text, &tidied, &known);
    }
}
