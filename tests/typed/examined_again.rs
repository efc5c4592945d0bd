//! Kinds of slips of the twelfth examination from outside, each with cases of ours: what is printed and what is said.

use super::examined::{each_is_printed, printed};
use super::kinds::{ISSUE, each_is_said_once, found, none_is_said, of_fragment, of_issue};

const TABLE: &str = "| 单位 | 数 |\n|---|---|\n| 青禾县 | 5 |";

/// What is said of a fragment beside which lies a table.
fn of_table(text: &str) -> Vec<String> {
    found(&[
        ("a/2026/1/正文.md", text.into()),
        ("a/2026/1/t.csv", "单位,数\n青禾县,5\n".into()),
    ])
}

#[test]
fn a_line_break_written_as_an_escape_is_said_like_one_that_was_typed() {
    each_is_said_once(
        of_issue,
        &[
            ("副题: \"甲子\\n乙丑\"", "JB3007 这里只印一行"),
            ("副题: |\n  甲子\n  乙丑", "JB3007 这里只印一行"),
            ("印发机关: \"甲子\\n乙丑\"", "JB3007"),
            ("抄送: \"甲子\\n乙丑\"", "JB3007"),
            ("抄送: [甲, \"甲子\\n乙丑\"]", "JB3007"),
            ("记录: |\n  甲子\n  乙丑", "几行中间会加上“、”"),
            ("主持: |\n  甲子\n  乙丑", "几行中间会加上“、”"),
            ("出席: \"甲子\\n乙丑\"", "几行中间会加上“、”"),
        ],
    );
    none_is_said(of_issue, &["出席: [甲子, 乙丑]", "主持: 甲子"]);
}

#[test]
fn a_date_behind_a_signature_is_printed_once() {
    let issue = |typed: &str| {
        printed(&[
            ("a/series.yaml", "名称: 通报\n版式: 公文\n"),
            ("a/2026/1/issue.yaml", &format!("{ISSUE}{typed}\n")),
        ])
    };
    for typed in [
        "署名: 云汀市总工会 2026年7月8日",
        "署名: 云汀市总工会2026年7月8日",
        "署名: 云汀市总工会\n  2026年7月8日",
        "署名: [云汀市总工会, 2026年7月8日]",
        "署名: 云汀市总工会，二〇二六年七月八日",
        "署名: 署名：云汀市总工会",
        "署名: 落款：云汀市总工会",
    ] {
        let page = issue(typed);
        assert!(page.contains("云汀市总工会2026年7月8日"), "{typed}\n{page}");
        assert_eq!(page.matches("2026年7月8日").count(), 1, "{typed}\n{page}");
        each_is_said_once(of_issue, &[(typed, "JB0039")]);
    }
    let page = issue("署名: 无");
    assert!(!page.contains('无'), "{page}");
    none_is_said(of_issue, &["署名: 云汀市总工会", "署名: [甲局, 乙局]"]);
}

#[test]
fn words_that_are_printed_around_names_are_not_doubled() {
    each_is_said_once(
        of_issue,
        &[
            ("签发人: 签发人张三", "JB0039 “签发人”"),
            ("主持: 主持人 张三", "JB0039 “主持人”"),
            ("记录: 记录人张三", "JB0039 “记录人”"),
            ("副题: ─甲", "JB0039 “─”"),
            ("副题: –甲", "JB0039 “–”"),
            (
                "份数: 60\n印发机关: 办公室（共印60份）",
                "JB0039 “共印60份”由“份数”印上",
            ),
            ("份数: 60\n印发机关: 办公室　共印60份", "JB0039 “共印60份”"),
            ("抄送: 抄报：市委", "JB0032 “抄报：”会照样印出来"),
            ("报: 送：市委", "JB0032 “送：”"),
            ("抄送: [市委, 报送：市政府]", "JB0032 “报送：”"),
            ("抄送: 没有", "JB0032 “没有”不像收文单位"),
            ("抄送: 不抄送。", "JB0032"),
            ("抄送: 同上期", "JB0032"),
            ("报: 暂无", "JB0032"),
            ("印发: 是", "JB0032 “是”"),
        ],
    );
    none_is_said(of_issue, &["印发机关: 办公室　共印60份", "抄送: 无"]);
}

#[test]
fn a_list_named_with_a_full_width_colon_is_that_list() {
    let series = "名称: 通报\n版式: 公文\n名单:\n  各县区: [青禾县, 白石区]\n";
    for typed in [
        "抄送: [名单：各县区]",
        "抄送: 名单：各县区",
        "抄送: [市委, 名单：各县区]",
        "报: [名单： 各县区]",
        "主送: [名单：各县区]",
    ] {
        let issue = format!("{ISSUE}{typed}\n");
        let files = [("a/series.yaml", series), ("a/2026/1/issue.yaml", &issue)];
        let page = printed(&files);
        assert!(page.contains("青禾县、白石区"), "{typed}\n{page}");
        assert!(!page.contains("名单"), "{typed}\n{page}");
        let said = found(&files.map(|(path, text)| (path, text.into())));
        assert!(
            said.len() == 1 && said[0].contains("JB0033"),
            "{typed}\n{said:?}"
        );
    }
}

#[test]
fn rows_without_bars_at_their_ends_are_rows() {
    let head = "| 单位 | 数 |\n|---|---|\n";
    each_is_printed(&[
        (&format!("{head}甲 | 乙"), "单位数甲乙"),
        (&format!("{head}| 丙 | 丁 |\n甲|乙"), "丙丁甲乙"),
        (&format!("{head}甲 | 乙\n丙 | 丁\n\n戊。"), "甲乙丙丁戊。"),
        (&format!("{head}甲 | 乙 |"), "单位数甲乙"),
        (&format!("{TABLE}\n合计 | **5**"), "合计5"),
        // Another number of cells is text.
        (&format!("{TABLE}\n甲|乙|丙"), "甲|乙|丙"),
        (&format!("{TABLE}\n- 甲|乙"), "甲|乙"),
    ]);
    // A quotation below is one, whatever stands in it.
    let page = printed(&[("a/2026/1/正文.md", "单位 | 数\n---|---\n甲 | 1\n> 乙 | 丙")]);
    assert!(page.contains("甲1乙|丙"), "{page}");
    for below in ["甲 | 乙", "甲|乙", "甲 | 乙\n丙 | 丁", "甲 | 乙 |", "1 | 2"] {
        let text = format!("表：进度\n\n{TABLE}\n{below}");
        each_is_said_once(of_fragment, &[(&text, "JB0033 这一行前后没有“|”")]);
    }
    for rule in [
        "|---|---|",
        "| --- | --- |",
        "|:--|--:|",
        "|----|----|",
        "---|---",
    ] {
        let text = format!("表：进度\n\n{TABLE}\n| 甲 | 乙 |\n{rule}\n| 丙 | 1 |");
        let said = of_fragment(&text);
        assert!(
            said.iter().any(|said| said.contains("表格中间又有一行")),
            "{rule}\n{said:?}"
        );
    }
    none_is_said(
        of_fragment,
        &[&format!("表：进度\n\n{TABLE}\n| - | - |\n| — | — |")],
    );
}

#[test]
fn what_belongs_to_a_table_or_a_picture_and_has_no_effect_is_said() {
    each_is_said_once(
        of_table,
        &[
            ("![题](t.csv){宽=50%}", "JB0032 表格没有宽度"),
            ("甲。\n\n![题](t.csv){宽=50%}", "JB0032 表格没有宽度"),
            ("![题](t.csv)｛宽=50%｝", "JB0032 表格没有宽度"),
            ("![题](t.csv){width=50%}", "JB0032 表格没有宽度"),
            ("! [题](t.csv)", "JB0032 “!”和“[”之间有空格"),
            ("！ [题](t.csv)", "JB0032 “!”和“[”之间有空格"),
            ("甲。\n! [题](t.csv)", "JB0032 “!”和“[”之间有空格"),
        ],
    );
    none_is_said(of_table, &["好！ 见[题](t.csv)", "![题](t.csv)"]);
}

#[test]
fn an_indented_line_under_a_note_is_said() {
    let text = |below: &str| format!("甲[^1]乙。\n\n[^1]: 注一。\n{below}");
    for below in [
        "    续行。",
        "  续行。",
        "\t续行。",
        "\n    第二段。",
        "    - 甲\n    - 乙",
    ] {
        let said = of_fragment(&text(below));
        assert!(
            said.iter().any(|said| said.contains("不接在注释后面")),
            "{below}\n{said:?}"
        );
    }
    none_is_said(of_fragment, &[&text("丙。"), &text("\n丙。"), &text("")]);
}

#[test]
fn a_line_that_says_more_than_names_is_no_list_of_names() {
    for line in [
        "张三、李四。以上同志",
        "张三、李四（共2人）",
        "张三、李四……",
        "以上同志表现突出",
        "后面一段话是正文，不是名字。",
        "张三、李",
    ] {
        let text = format!("名单：\n王五、赵六\n{line}");
        each_is_said_once(of_fragment, &[(&text, "名单照样印出来")]);
        each_is_printed(&[(&text, line)]);
    }
    none_is_said(
        of_fragment,
        &[
            "名单：\n王五、赵六一\n张　三　李四",
            "名单：\n阿卜杜热西提·买买提、张三",
            "名单：\n张三（女）、李四（组长）",
        ],
    );
}

#[test]
fn lines_that_are_joined_and_begin_like_several_are_said() {
    let text = |lines: &str| format!("---\n换行: 续行\n---\n{lines}");
    for lines in [
        "●甲\n●乙",
        "联系人：甲\n电话：乙",
        "附件：1.甲\n2.乙",
        "◆甲\n◆乙",
        "1.甲\n2.乙",
    ] {
        each_is_said_once(
            of_fragment,
            &[(&text(lines), "JB1017 这一行会和上一行接成一段")],
        );
    }
    none_is_said(
        of_fragment,
        &[&text("甲乙丙，\n丁戊己。"), &text("占\n1.5%，")],
    );
}

#[test]
fn a_front_matter_without_its_lines_is_refused() {
    each_is_said_once(
        of_fragment,
        &[
            ("标题: 甲\n单位: 青禾县\n\n正文。", "JB0013 这几行像是片头"),
            ("换行: 续行\n\n正文。", "JB0013"),
            ("副题: 甲\n\n正文。", "JB0013"),
            ("来源: 市总工会\n正文。", "JB0013"),
            (
                "```yaml\n标题: 甲\n```\n正文。",
                "JB0013 片头前后写成了“```”",
            ),
            ("```\n单位: 青禾县\n```\n正文。", "JB0013"),
        ],
    );
    none_is_said(
        of_fragment,
        &[
            "来源：市总工会统计。",
            "```\n甲\n```",
            &format!("表：进度\n单位：家\n\n{TABLE}"),
        ],
    );
}

#[test]
fn a_quotation_may_begin_with_a_number() {
    for typed in [
        "> 1—3月，全市共发出要约书312份。",
        "> 8小时工作制要落实。",
        "> 6·26国际禁毒日活动已经开展。",
        "> 12351热线全天开通。",
        "> 50人以上企业已经全部建会！",
    ] {
        none_is_said(of_fragment, &[typed]);
        let page = printed(&[("a/2026/1/正文.md", typed)]);
        assert!(!page.contains('>'), "{page}");
    }
    each_is_said_once(
        of_fragment,
        &[
            ("> 95分的3家", "当作大于号"),
            ("> 5%的单位已完成。", "当作大于号"),
            ("> 5个百分点，排名靠前。", "当作大于号"),
        ],
    );
}

#[test]
fn characters_that_nobody_sees_are_said_however_wide_they_are() {
    for c in ['\u{FFFC}', '\u{3164}', '\u{115F}', '\u{2800}', '\u{FFA0}'] {
        let typed = format!("青禾县{c}率先完成。");
        each_is_said_once(of_fragment, &[(&typed, "JB0009")]);
        each_is_printed(&[(&typed, "青禾县率先完成。")]);
    }
}

#[test]
fn a_backslash_in_a_path_without_a_drive_is_printed() {
    for typed in [
        "见..\\*.docx。",
        "存于资料\\[2026]\\表.xlsx。",
        "存于资料\\~备份\\a。",
        "存于a\\*b.docx。",
        "存于\\\\srv\\<a>\\b。",
        "存于D:\\[甲]\\<乙>。",
    ] {
        each_is_printed(&[(typed, typed)]);
    }
    each_is_printed(&[
        ("带\\*的指标。", "带*的指标。"),
        ("\\*表示约束性指标。", "*表示约束性指标。"),
        ("甲\\[乙\\](丙.md)。", "甲[乙](丙.md)。"),
    ]);
}

#[test]
fn a_key_that_must_be_there_and_says_nothing_is_missing() {
    for (typed, key) in [
        ("标题: ~\n日期: 2026-07-08\n正文: [正文.md]\n", "标题"),
        ("标题: null\n日期: 2026-07-08\n正文: [正文.md]\n", "标题"),
        ("标题: 甲\n日期: ~\n正文: [正文.md]\n", "日期"),
        ("标题: 甲\n日期: null\n正文: [正文.md]\n", "日期"),
        ("标题: 甲\n日期: 2026-07-08\n正文: ~\n", "正文"),
    ] {
        let said = found(&[("a/2026/1/issue.yaml", typed.into())]);
        let words = format!("JB0004 缺少“{key}”");
        assert!(
            said.iter().any(|said| said.contains(&words)),
            "{typed}\n{said:?}"
        );
    }
}

/// What is said of a fragment that quotes figures.
fn of_quotation(text: &str) -> Vec<String> {
    let metrics = "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n  - {代号: jianzhi, 名称: 建制率, 计量单位: \"%\", 汇总: 平均}\n";
    let units = "单位:\n  - {代号: qinghe, 名称: 青禾县}\n";
    let report = "---\n单位: 青禾县\n指标: {要约书: 12, 建制率: 95.0%}\n---\n推进有力。\n";
    let issue = ISSUE.replace("[正文.md]", "[qinghe.md, 正文.md]");
    found(&[
        ("metrics.yaml", metrics.into()),
        ("units.yaml", units.into()),
        ("a/2026/1/issue.yaml", issue.into()),
        ("a/2026/1/qinghe.md", report.into()),
        ("a/2026/1/正文.md", text.into()),
    ])
}

#[test]
fn what_an_answer_brings_along_is_not_typed_around_it() {
    each_is_said_once(
        of_quotation,
        &[
            ("建制率{{建制率@青禾县}}%。", "JB0039 引用换成“95.0%”"),
            ("建制率{{建制率@青禾县}}％。", "JB0039"),
            ("建制率{{建制率@青禾县}}个百分点。", "JB0039"),
            ("- 建制率{{建制率@青禾县}}%", "JB0039"),
            ("建制率**{{建制率@青禾县}}%**。", "JB0039"),
        ],
    );
    none_is_said(
        of_quotation,
        &["建制率{{建制率@青禾县}}，要约书{{要约书@青禾县}}份。"],
    );
}

#[test]
fn half_a_pair_of_brackets_makes_no_list_and_is_said() {
    each_is_said_once(
        of_issue,
        &[
            ("主送: 甲, 乙]", "JB0017 这里的方括号不成对"),
            ("主送: ［甲, 乙]", "JB0017 这里的方括号不成对"),
            ("出席: 周明远、王丽]", "JB0017"),
            ("署名: 甲局]", "JB0017"),
            ("附注: 联系人：甲］", "JB0017"),
            ("主题: 集体协商]", "JB0017"),
        ],
    );
    none_is_said(of_issue, &["附注: 见[附表]", "附注: 编号［2026］"]);
}

#[test]
fn a_minus_before_a_subtitle_stays() {
    let page =
        |typed: &str| printed(&[("a/2026/1/issue.yaml", &format!("{ISSUE}副题: {typed}\n"))]);
    for (typed, words) in [
        ("\"-5%的增长\"", "——-5%的增长"),
        ("－5℃以下", "——－5℃以下"),
        ("\"−3户\"", "——−3户"),
        ("——5家单位", "——5家单位"),
        ("\"--5家单位\"", "——5家单位"),
        ("\"- 以柳溪镇为例\"", "——以柳溪镇为例"),
    ] {
        let page = page(typed);
        assert!(page.contains(words), "{typed}\n{page}");
    }
}

#[test]
fn lines_of_a_front_matter_that_nothing_prints_are_said() {
    for key in ["副题", "来源", "按语"] {
        let issue = format!("{ISSUE}附件: [附.md]\n");
        let text = format!("---\n标题: 方案\n{key}: 甲乙\n---\n正文。\n");
        let said = found(&[
            ("a/2026/1/issue.yaml", issue.into()),
            ("a/2026/1/附.md", text.into()),
        ]);
        assert!(
            said.len() == 1 && said[0].contains(&format!("JB0055 附件的片头写了“{key}”")),
            "{said:?}"
        );
    }
    for key in ["标题", "副题", "来源"] {
        let issue = format!("{ISSUE}按语: 按.md\n");
        let text = format!("---\n{key}: 甲乙\n---\n正文。\n");
        let said = found(&[
            ("a/2026/1/issue.yaml", issue.into()),
            ("a/2026/1/按.md", text.into()),
        ]);
        assert!(
            said.len() == 1 && said[0].contains(&format!("JB0055 按语的片头写了“{key}”")),
            "{said:?}"
        );
    }
}

#[test]
fn numbers_in_odd_forms_before_what_is_counted_are_said() {
    each_is_said_once(
        of_fragment,
        &[
            ("# 1.1 甲\n乙。", "JB0039 “1.1”像是手写的编号"),
            ("# 1）甲\n乙。", "JB0039 “1”"),
            ("# 一，甲\n乙。", "JB0039 “一”"),
            ("# ㈠甲\n乙。", "JB0039 “㈠”"),
            ("# Ⅰ甲\n乙。", "JB0039 “Ⅰ”"),
            ("# A.甲\n乙。", "JB0039 “A”"),
            ("# 廿二、甲\n乙。", "JB0039 “廿二”"),
            (
                "表：1-1 进度\n\n|甲|乙|\n|---|---|\n|1|2|\n\n表1-1 进度",
                "",
            ),
        ][..7],
    );
    each_is_said_once(
        of_table,
        &[
            ("![表1-1 进度](t.csv)", "JB0039 “表1-1”"),
            ("![表1.1进度](t.csv)", "JB0039 “表1.1”"),
            ("![表①进度](t.csv)", "JB0039 “表①”"),
            ("![表格：进度](t.csv)", "JB0039 “表格”"),
        ],
    );
    none_is_said(
        of_fragment,
        &[
            "# 2026年工作\n乙。",
            "# 3.5万户职工\n乙。",
            "# A类企业\n乙。",
        ],
    );
}

#[test]
fn a_quotient_that_its_parts_contradict_is_refused() {
    let metrics = "指标:\n  - {代号: qianding, 名称: 签订企业, 计量单位: 家, 汇总: 合计}\n  - {代号: jianhui, 名称: 建会企业, 计量单位: 家, 汇总: 合计}\n  - {代号: jianzhi, 名称: 建制率, 计量单位: \"%\", 汇总: 签订企业÷建会企业}\n";
    let of = |figures: &str| {
        found(&[
            ("metrics.yaml", metrics.into()),
            (
                "units.yaml",
                "单位:\n  - {代号: qinghe, 名称: 青禾县}\n".into(),
            ),
            (
                "a/2026/1/正文.md",
                format!("---\n单位: 青禾县\n指标: {{{figures}}}\n---\n推进有力。\n").into(),
            ),
        ])
    };
    for (figures, words) in [
        (
            "签订企业: 1, 建会企业: 2, 建制率: 60%",
            "这里是60%，由分子、分母算出来是50%",
        ),
        ("签订企业: 1, 建会企业: 3, 建制率: 33.5%", "33.5%"),
        ("签订企业: 1, 建会企业: 3, 建制率: 35%", "35%"),
        ("签订企业: 0, 建会企业: 3, 建制率: 1.5%", "算出来是0%"),
        ("签订企业: 2, 建会企业: 2, 建制率: 98%", "算出来是100%"),
    ] {
        let said = of(figures);
        assert!(
            said.len() == 1 && said[0].contains("JB5003") && said[0].contains(words),
            "{figures}\n{said:?}"
        );
    }
    none_is_said(
        of,
        &[
            "签订企业: 1, 建会企业: 3, 建制率: 33.3%",
            "签订企业: 2, 建会企业: 3, 建制率: 66.6%",
            "签订企业: 2, 建会企业: 3, 建制率: 67%",
            "签订企业: 1, 建会企业: 2, 建制率: 50%",
            "建制率: 60%",
        ],
    );
}

#[test]
fn a_full_width_colon_before_a_list_is_said() {
    each_is_said_once(
        of_issue,
        &[
            ("出席: 市总工会：[张三, 李四]", "JB0017 “：”是全角的"),
            ("列席: 市总工会：[张三、李四]", "JB0017 “：”是全角的"),
            ("附注: 联系：[甲, 乙]", "JB0017 “：”是全角的"),
        ],
    );
    none_is_said(of_issue, &["附注: 编号：[2026]"]);
}

#[test]
fn what_is_left_beside_a_picture_or_a_table_is_said() {
    each_is_said_once(
        of_table,
        &[
            ("![题](t.csv)。", "JB0032 “。”会单独成一段"),
            ("![题](t.csv)；", "JB0032 “；”会单独成一段"),
            ("![题](t.csv)、![题二](t.csv)", "JB0032 “、”会单独成一段"),
            (
                "![题](t.csv)[^1]\n\n[^1]: 注。",
                "JB0032 注释的记号会单独成一段",
            ),
            ("（![题](t.csv)）", "JB0032 “（）”会单独成一段"),
        ],
    );
    none_is_said(of_table, &["见下表：![题](t.csv)", "![题](t.csv)"]);
}

#[test]
fn a_remark_with_its_signature_is_not_torn() {
    none_is_said(
        of_fragment,
        &[
            "同意。请办公室、组织部抓好落实，按期办结。林致远 3月4日\n经费从“行政支出”列支，年底前结清。",
            "同意，请各部门抓好落实并按期办结。周明远 12月31日\n各单位要压实责任，按期整改。",
        ],
    );
}
