//! Kinds of slips that an examiner from outside found: of each, several cases of ours, with what is printed and what is said.

use jianbao::pipeline::assembly;
use jianbao::source::Sources;

use super::kinds::{ISSUE, each_is_said_once, found, none_is_said, of_fragment, of_issue};
use super::{file, page_of};

/// The words of the page of a small archive with these files, blanks left out.
pub(super) fn printed(files: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("site.yaml", "名称: 资料库\n"),
        ("a/series.yaml", "名称: 通报\n版式: 纪要\n"),
        ("a/2026/1/issue.yaml", ISSUE),
        ("a/2026/1/正文.md", "各县区推进有力。\n"),
        ("a/2026/1/现场.svg", PICTURE),
    ];
    for (path, text) in files {
        all.retain(|(known, _)| known != path);
        all.push((path, text));
    }
    let all = all.into_iter();
    let all = all.map(|(path, text)| file(path.to_owned(), text.as_bytes().to_vec()));
    let sources = Sources::new("", all.collect());
    let plan = assembly::plan(&sources);
    let site = plan.site.as_ref().expect("a site");
    let issue = plan.issues.first().expect("an issue");
    let (document, _) = assembly::assemble(&sources, &plan, issue).finished();
    let page = page_of(site, &document.expect("a document"));
    let start = page.find("<main").expect("a page");
    let mut words = String::new();
    let mut in_tag = false;
    for c in page[start..].chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag && !c.is_whitespace() => words.push(c),
            _ => {}
        }
    }
    let words = words.replace("&lt;", "<").replace("&gt;", ">");
    words.replace("&quot;", "\"").replace("&amp;", "&")
}

/// Each fragment is printed with these words in it.
pub(super) fn each_is_printed(cases: &[(&str, &str)]) {
    for (typed, words) in cases {
        let page = printed(&[("a/2026/1/正文.md", typed)]);
        assert!(page.contains(words), "{typed}\n→ {page}");
    }
}

/// Each addition to the issue is printed with these words in it.
fn each_issue_is_printed(cases: &[(&str, &str)]) {
    for (typed, words) in cases {
        let page = printed(&[("a/2026/1/issue.yaml", &format!("{ISSUE}{typed}\n"))]);
        assert!(page.contains(words), "{typed}\n→ {page}");
    }
}

/// What is said of a fragment beside which lies a picture.
fn of_picture(text: &str) -> Vec<String> {
    found(&[
        ("a/2026/1/正文.md", text.into()),
        ("a/2026/1/现场.svg", PICTURE.into()),
    ])
}

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"40\" height=\"30\"/></svg>";

const TABLE: &str = "| 单位 | 数 |\n|---|---|\n| 青禾县 | 5 |";

#[test]
fn a_style_of_several_numbers_is_refused_once() {
    each_is_said_once(
        of_issue,
        &[
            ("编号: [1, 1.1]", "JB0012 看不出“1.1”是什么编号样式"),
            ("编号: [\"1.\", \"1.1\", \"1.1.1\"]", "“1.1”“1.1.1”"),
            ("编号: [一、, 1.1]", "“1.1”"),
            ("编号: [\"1.1.\"]", "“1.1.”"),
            ("编号: [2., （2）]", "“2.”“（2）”"),
            ("编号: [第1章, 第1.1节]", "“第1.1节”"),
            ("编号: [一、, 一.一]", "“一.一”"),
        ],
    );
    none_is_said(
        of_issue,
        &[
            "编号: [一、, （一）, 1., （1）]",
            "编号: [第一章　, 第1条　]",
            "编号: [①]",
            "编号: [无]",
        ],
    );
}

#[test]
fn a_unit_of_measure_that_is_printed_otherwise_is_said() {
    for (typed, printed_so) in [
        ("金额单位：万元", "单位：万元"),
        ("计量单位：万元", "单位：万元"),
        ("（单位：万元）", "单位：万元"),
        ("(单位：万元)", "单位：万元"),
        ("（金额单位：万元）", "单位：万元"),
        ("单位:万元", "单位：万元"),
        ("计量单位: 户", "单位：户"),
    ] {
        let text = format!("表：进度\n{typed}\n\n{TABLE}");
        each_is_said_once(of_fragment, &[(&text, "JB0039")]);
        each_is_printed(&[(&text, printed_so)]);
    }
    none_is_said(of_fragment, &[&format!("表：进度\n单位：万元\n\n{TABLE}")]);
    for typed in ["注:口径", "注: 口径"] {
        let text = format!("表：进度\n\n{TABLE}\n{typed}");
        each_is_said_once(of_fragment, &[(&text, "JB0033 半角的“:”印成“：”")]);
    }
}

#[test]
fn a_line_between_a_title_and_its_table_stands_over_it() {
    for typed in [
        "（截至3月）",
        "2026年3月",
        "时间:3月",
        "青禾县总工会",
        "1—6月　累计",
        "（不含市直）",
    ] {
        let text = format!("表：进度\n{typed}\n\n{TABLE}");
        each_is_said_once(of_fragment, &[(&text, "当作表前")]);
        let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        each_is_printed(&[(&text, &format!("表1进度{plain}单位数"))]);
    }
    let known = ["填报单位（盖章）：", "填报单位（盖章）：　填报时间：3月"];
    for typed in known {
        none_is_said(of_fragment, &[&format!("表：进度\n{typed}\n\n{TABLE}")]);
    }
    // A title without words is none: both lines are text.
    for empty in ["表：", "表:"] {
        let text = format!("{empty}\n进度\n\n{TABLE}");
        each_is_said_once(of_fragment, &[(&text, "JB1012")]);
        each_is_printed(&[(&text, &format!("{empty}进度"))]);
    }
    let sentence = format!("表：进度\n各县区进度如下。\n\n{TABLE}");
    assert!(
        of_fragment(&sentence)
            .iter()
            .any(|said| said.contains("JB1012"))
    );
}

#[test]
fn a_list_of_names_says_what_it_leaves_out() {
    each_is_said_once(
        of_fragment,
        &[
            (
                "名单：\n张三，李四。\n王五；赵六",
                "JB0033 名单里的“，”“。”“；”",
            ),
            ("名单：\n张三,李四", "“,”"),
            ("名单：\n张三;李四", "“;”"),
            ("名单：\n张三/李四", "“/”"),
            ("名单：\n张三、李四。", "“。”"),
            (
                "名单：\n青禾县：张三、李四\n白石区：王五",
                "JB0032 “青禾县：张三、李四”里有冒号",
            ),
            ("名单：\n张三、李四\n组长:王五", "“组长:王五”"),
            ("名单：\n第一组：\n张三、李四", "“第一组：”"),
        ],
    );
    each_is_printed(&[
        (
            "名单：\n青禾县：张三、李四\n白石区：王五",
            "名单：青禾县：张三、李四白石区：王五",
        ),
        (
            "---\n换行: 续行\n---\n名单：\n张三、李四\n王五",
            "张三李四王五",
        ),
        (
            "---\n换行: 续行\n---\n如下。\n名单：\n张三、李四\n王五\n\n下文",
            "如下。张三李四王五下文",
        ),
    ]);
    let joined = "---\n换行: 续行\n---\n";
    none_is_said(
        of_fragment,
        &[
            &format!("{joined}名单：\n张三、李四\n王五"),
            &format!("{joined}如下。\n名单：\n张三　李四光\n王五　赵六"),
            "名单：\n张三、李四\n王五",
        ],
    );
}

#[test]
fn a_picture_is_no_link_and_an_escaped_one_is_text() {
    each_is_said_once(
        of_picture,
        &[
            (
                "甲\n\n[![题](现场.svg)](https://a.cn/b)",
                "JB0032 链接或图片套着另一个",
            ),
            ("[见 ![题](现场.svg) 说明](https://a.cn/b)", "JB0032"),
            ("- [![题](现场.svg)](https://a.cn)", "JB0032"),
            ("> [![题](现场.svg)](现场.svg)", "JB0032"),
            ("甲\n\n[甲![题](现场.svg)](现场.svg)乙", "JB0032"),
        ],
    );
    each_is_printed(&[
        ("[![题](现场.svg)](https://a.cn/b)", "[](https://a.cn/b)"),
        ("\\![题](现场.svg)乙", "![题](现场.svg)乙"),
        ("甲\\![题](现场.svg)", "甲![题](现场.svg)"),
        ("- \\![题](现场.svg)", "![题](现场.svg)"),
        (
            "| 甲 | 乙 |\n|---|---|\n| \\![题](现场.svg) | 2 |",
            "![题](现场.svg)2",
        ),
        ("> \\![题](现场.svg)", "![题](现场.svg)"),
        ("\\![题](https://a.cn/b)", "![题](https://a.cn/b)"),
    ]);
}

#[test]
fn lines_of_a_field_that_are_joined_are_said() {
    each_is_said_once(
        of_issue,
        &[
            (
                "抄送: >\n  市委办公室\n  市政府办公室",
                "JB0017 这几行会接成一个名称",
            ),
            ("主送: >-\n  各县区\n  市直各单位", "JB0017"),
            ("署名: >\n  甲市总工会\n  乙市总工会", "JB0017"),
            ("签发人: >\n  林致远\n  周明远", "JB0017"),
            ("主持: >\n  林致远\n  周明远", "JB0017"),
            ("报: \"市委\n  市政府\"", "JB0017"),
            ("副题: 甲一\n  乙二", "JB1017 “副题”的这几行会接成一行"),
            ("副题: >\n  甲一\n  乙二", "JB1017"),
            ("报头: 甲市\n  总工会", "JB1017"),
            ("按语: 甲一\n  乙二", "JB1017"),
            ("附注: 甲一\n  乙二", "JB1017"),
            ("时间: 甲一\n  乙二", "JB1017"),
            ("地点: >\n  甲一\n  乙二", "JB1017"),
        ],
    );
    none_is_said(
        of_issue,
        &[
            "按语: >\n  甲一，\n  乙二。",
            "按语: |\n  甲一。\n  乙二。",
            "抄送:\n  - 市委办公室\n  - 市政府办公室",
            "副题:\n  甲一",
        ],
    );
}

#[test]
fn several_signs_of_quotation_are_said_wherever_they_begin() {
    each_is_said_once(
        of_fragment,
        &[
            ("> 甲\n>> 乙\n> 丙", "JB0032 几个“>”当作引用里的引用"),
            ("> 甲\n>>乙", "JB0032 “>”后面没有空格"),
            ("> 甲\n> 乙\n>>> 丙", "JB0032"),
            ("> 甲\n> > 乙", "JB0032"),
            (">>", "JB0032 这一行只有“>”"),
            (">> 甲\n> 乙", "JB0032"),
            ("> 甲\n>> 乙\n>> 丙\n>> 丁", "JB0032"),
            ("前文。\n\n> 甲\n>> 乙", "JB0032"),
        ],
    );
    none_is_said(of_fragment, &["> 甲\n> 乙", "> 甲\n>\n> 乙"]);
}

#[test]
fn remarks_are_left_out_wherever_they_stand() {
    for typed in [
        "> [//]: # (别登)\n> 乙",
        "- [//]: # (别登)\n- 丙",
        "正文[//]: # (别登)后",
        "[//] # (别登)\n\n甲",
        "甲\n［//］：＃（别登）\n乙",
        "甲\n[//]: # (给小王：\n别登)\n乙",
        "甲\n[comment]: <> (别登)\n乙",
        "甲\n[注释]: # (别登)",
        "甲[//]: # 别登\n乙",
        "1. 甲\n2. 乙[//]: # (别登)",
        "| 甲 | 乙 |\n|---|---|\n| 1[//]: # (别登) | 2 |\n",
        "甲\n<!-- 别登 -->\n乙",
    ] {
        let page = printed(&[("a/2026/1/正文.md", typed)]);
        assert!(
            !page.contains("别登") && !page.contains("//"),
            "{typed}\n→ {page}"
        );
        let said = of_fragment(typed);
        assert!(
            said.iter().any(|said| said.contains("JB0031")),
            "{typed}\n→ {said:?}"
        );
    }
    each_is_said_once(
        of_fragment,
        &[
            (
                "甲\n[//]: # (给小王：\n\n别登)\n乙",
                "JB0038 备注没有结束，“[//]: # (”",
            ),
            ("甲\n[//]: # (别登\n乙", "JB0038"),
            ("甲[comment]: # (别登", "JB0038"),
        ],
    );
    each_is_printed(&[
        (
            "写法 `<!-- 备注 -->` 和 `【待核】` 完",
            "写法<!--备注-->和【待核】完",
        ),
        ("写法 `%%备注%%` 完", "%%备注%%"),
        ("写法 ``[//]: # (备注)`` 完", "[//]:#(备注)"),
        ("写成 `[待填]` 即可", "[待填]"),
        ("写法 `<!--` 即可", "<!--"),
        ("\\[//]: # (甲)", "[//]:#(甲)"),
    ]);
    none_is_said(
        of_fragment,
        &[
            "写法 `<!-- 备注 -->` 和 `【待核】` 完",
            "写法 `<!--` 即可",
            "写成 `[//]: # (备注)`",
            "见[注释]：甲",
        ],
    );
}

#[test]
fn a_label_is_no_placeholder() {
    for typed in [
        "【待核销贷款】3笔，【待核定人员】5人，【待核查线索】2条。",
        "【核实】4月完成。",
        "[核实]3家",
        "【待查办案件】2件。",
        "【待补贴企业】12家，【待补选委员】3名。",
        "【待完善制度】5项",
        "【待更新设备】40台",
        "【待确认债权】12笔",
        "【再核减】2户",
    ] {
        none_is_said(of_fragment, &[typed]);
        each_is_printed(&[(typed, typed)]);
    }
    each_is_said_once(
        of_fragment,
        &[
            ("入会3200人【待核】。", "JB0037"),
            ("入会3200人【数据待核实】。", "JB0037"),
            ("入会3200人【核实】，", "JB0037"),
            ("入会3200人[待补充]。", "JB0037"),
            ("入会3200人【王科长：此处请再看】。", "JB0037"),
        ],
    );
}

#[test]
fn notes_with_full_width_signs_are_notes() {
    for typed in [
        "正文［^1］。\n\n［^1］：注",
        "正文[＾1]。\n\n[＾1]：注",
        "正文【^1】。\n\n【^1】：注",
        "正文［＾1］。\n\n[^1]: 注",
        "正文[^1]。\n\n［^1］: 注",
    ] {
        each_is_said_once(
            of_fragment,
            &[(typed, "JB0033 全角的括号或“＾”当作注释的记号")],
        );
        let page = printed(&[("a/2026/1/正文.md", typed)]);
        assert!(page.contains("正文①。") && !page.contains('^'), "{page}");
    }
    none_is_said(of_fragment, &["正文[^1]。\n\n[^1]: 注"]);
}

#[test]
fn a_table_in_an_item_is_one() {
    for typed in [
        "- | 甲 | 乙 |\n  |---|---|\n  | 1 | 2 |\n- 丙",
        "1. | 甲 | 乙 |\n   |---|---|\n   | 1 | 2 |\n2. 丙",
        "- | 甲 | 乙 |\n    |---|---|\n    | 1 | 2 |",
    ] {
        let said = of_fragment(typed);
        assert!(
            said.len() == 1 && said[0].contains("JB1012"),
            "{typed}\n→ {said:?}"
        );
        each_is_printed(&[(typed, "甲乙12")]);
    }
}

#[test]
fn what_is_alike_is_counted_in_one_finding() {
    for line in [
        "-第{}项",
        "－ 第{}项",
        "- {}.8%",
        "＞ 第{}",
        ">第{}行",
        "#第{}",
        "==要{}==",
        "第{}行<br>",
        "第{}…&lt;",
        "8:00~~9:0{}",
        "**第{}",
    ] {
        let lines = (1..=8).map(|number| line.replace("{}", &number.to_string()));
        let text = lines.collect::<Vec<_>>().join("\n");
        each_is_said_once(of_fragment, &[(&text, "（共 8 处）")]);
    }
    each_is_said_once(
        of_fragment,
        &[
            ("**跨行\n加粗**", "（共 2 处）"),
            ("~~跨行\n删去~~", "（共 2 处）"),
            ("A&B &hellip;&unknown; &lt;", "“&hellip;”“&lt;”是字符的代码"),
            ("附件：1. 进度表\n2. 名单", "JB3010"),
        ],
    );
    none_is_said(
        of_fragment,
        &[
            "\\**不粗\\**",
            "张*、李**、王***等3人",
            "由李**、赵*负责。",
            "王**、李**和张**反映。",
            "要求：1. 甲\n2. 乙\n3. 丙\n4. 丁",
            "反映人：欧阳**，电话略。",
            "（一）协商主体不规范。有的企业没有职工代表。",
            "甲。\n1.\n",
            &format!("表：进度\n\n{TABLE}\n说明：1. 甲\n2. 乙"),
        ],
    );
}

#[test]
fn nothing_that_the_program_prints_stands_there_twice() {
    each_issue_is_printed(&[
        ("按语: 【按语】现印发。", "【按语】现印发。各县区"),
        ("按语: 〔按〕现印发。", "〔按〕现印发。"),
        ("按语: 编 者 按：现印发。", "编者按：现印发。"),
        ("按语: 按　现印发。", "按现印发。"),
        ("按语: 编者的话：现印发。", "编者的话：现印发。"),
        ("按语: 按照要求印发。", "编者按：按照要求印发。"),
        ("主持: 主持人：张三", "主持：张三"),
        ("记录: 记录人：李晓", "记录：李晓"),
        ("出席: 出席人员：甲、乙", "出席：甲、乙"),
        ("列席: 列席人员：甲", "列席：甲"),
        ("请假: 请假人员：甲", "请假：甲"),
        ("时间: 会议时间：1日", "时间：1日"),
        ("地点: 会议地点：甲厅", "地点：甲厅"),
        ("抄送: 抄送单位：市委", "抄送：市委。"),
        ("报: 抄报：市委", "报：市委。"),
        ("送: 分送：市委", "送：市委。"),
        ("发: 下发：各县区", "发：各县区。"),
        ("本期印发: 印发：各县区", "本期印发：各县区。"),
        ("签发人: 签发：张三", "签发人：张三"),
        ("出席: 参会人员：甲、乙", "出席：甲、乙"),
        ("主持: 会议主持人：张三", "主持：张三"),
        ("抄送: 市委.", "抄送：市委。"),
        ("抄送: 市委；市府；", "抄送：市委；市府。"),
        ("抄送: 甲单位，", "抄送：甲单位。"),
        ("抄送: 甲单位。", "抄送：甲单位。"),
    ]);
    each_is_said_once(
        of_issue,
        &[
            ("主持: 主持人：张三", "JB0039 “主持人：”由程序印上"),
            ("时间: 会议时间：1日", "JB0039"),
            ("出席: 出席人员：甲、乙", "JB0039"),
            ("抄送: 市委.", "JB0039 “.”由程序印上"),
            ("抄送: 市委；市府；", "JB0039"),
            ("抄送: 甲单位，", "JB0039"),
            ("主送: 各单位、", "JB0039"),
            ("主送: \"各单位:\"", "JB0039"),
            (
                "报头: 云汀市总工会文件\n报头后缀: 文件",
                "JB0039 “文件”由“报头后缀”印上",
            ),
            ("报头: [甲机关, 乙机关文件]\n报头后缀: 文件", "JB0039"),
            (
                "印发机关: 办公室　2026年1月5日印发",
                "JB0039 “2026年1月5日印发”",
            ),
            ("印发机关: 办公室 2026年1月5日", "JB0039"),
        ],
    );
}

#[test]
fn a_caption_has_its_number_once() {
    for (typed, title) in [
        ("图1走访", "图1走访"),
        ("图一走访", "图1走访"),
        ("图1（走访）", "图1（走访）"),
        ("图1-走访", "图1走访"),
        ("图1——走访", "图1走访"),
        ("图：走访", "图1走访"),
        ("图:走访", "图1走访"),
        ("图1 走访", "图1走访"),
    ] {
        let text = format!("甲。\n\n![{typed}](现场.svg)");
        each_is_said_once(of_picture, &[(&text, "手写的")]);
        let page = printed(&[("a/2026/1/正文.md", &text)]);
        assert_eq!(
            page.matches('图').count(),
            title.matches('图').count(),
            "{page}"
        );
        assert!(page.contains(title), "{page}");
    }
    for typed in ["图2026年走访", "图一览", "图3D模型", "图5家企业"] {
        none_is_said(of_picture, &[&format!("甲。\n\n![{typed}](现场.svg)")]);
    }
    for (typed, code) in [
        ("表1进度", "JB1011"),
        ("表：进度", "JB0039"),
        ("表一进度", "JB1011"),
    ] {
        let yaml = format!("标题: {typed}\n列: [单位]\n行:\n  - [甲]\n");
        let said = found(&[
            ("a/2026/1/正文.md", "甲。\n\n![](t.yaml)".into()),
            ("a/2026/1/t.yaml", yaml.into()),
        ]);
        assert!(
            said.len() == 1 && said[0].contains(code),
            "{typed}\n→ {said:?}"
        );
        let text = format!("{typed}\n\n{TABLE}");
        each_is_printed(&[(&text, "表1进度单位")]);
    }
    for (typed, title) in [
        ("附件1进度表", "进度表"),
        ("附件一进度表", "进度表"),
        ("附件1-进度表", "进度表"),
        ("附件一览表", "附件一览表"),
    ] {
        let issue = format!("{ISSUE}附件:\n  - {{文件: t.csv, 标题: {typed}}}\n");
        let files = [
            ("a/2026/1/issue.yaml", issue.as_str()),
            ("a/2026/1/t.csv", "单位,数\n甲,1\n"),
        ];
        assert!(
            printed(&files).contains(&format!("附件：{title}")),
            "{typed}"
        );
    }
}

#[test]
fn what_a_spreadsheet_has_around_its_table_is_said_once() {
    let of = |csv: &str| {
        found(&[
            ("a/2026/1/正文.md", "甲。\n\n![进度](t.csv)".into()),
            ("a/2026/1/t.csv", csv.into()),
        ])
    };
    for (csv, words, page) in [
        (
            "单位,数\n甲,1\n注：口径\n来源：统计局\n填表人：张三\n",
            "JB0053",
            "注：口径来源：统计局填表人：张三",
        ),
        (
            "单位,数\n甲,1\n注：1.口径,\n2.说明,\n",
            "JB0053",
            "注：1.口径2.说明",
        ),
        (
            "单位,数\n甲,1\n说明：,\n1.口径,\n2.二,\n",
            "JB0053",
            "说明：1.口径2.二",
        ),
        ("单位,数\n甲,1\n备注：口径,\n", "JB0053", "1备注：口径"),
        (
            "单位,数\n甲,1\n资料来源：统计局,\n",
            "JB0053",
            "1资料来源：统计局",
        ),
        ("单位,数\n甲,1\n*含市直单位,\n", "JB0053", "注：*含市直单位"),
        (
            "单位,数\n甲,1\n（此表不含市直）,\n",
            "JB0053",
            "注：（此表不含市直）",
        ),
        ("单位,数\n甲,1\n填表人：张三,\n", "JB0053", "1填表人：张三"),
        (
            "单位,数\n甲,1\n填表人：张三,审核人：李四\n",
            "JB0053",
            "1填表人：张三审核人：李四",
        ),
        ("单位,数\n甲,1\n,注：口径\n", "JB0053", "1注：口径"),
        (
            "金额单位：万元,\n单位,数\n甲,1\n",
            "JB0053 “金额单位：万元”当作计量单位，印成“单位：万元”",
            "单位：万元",
        ),
        (
            "各县区进度表,,\n单位,数,备\n甲,1,2\n",
            "JB0053 “各县区进度表”没有印，表题印的是“进度”",
            "表1进度",
        ),
        (
            "进度,,单位：家\n单位,数,备\n甲,1,2\n",
            "JB0053 “进度”当作表题，“单位：家”当作计量单位",
            "单位：家单位数备",
        ),
        (
            "填报单位（盖章）：,,填报日期：\n单位,数,备\n甲,1,2\n",
            "JB0053",
            "填报单位（盖章）：填报日期：单位数备",
        ),
        (
            "附件1,\n进度,\n单位,数\n甲,1\n",
            "JB0053 “附件1”是附件的号",
            "表1进度单位",
        ),
    ] {
        each_is_said_once(of, &[(csv, words)]);
        let seen = printed(&[
            ("a/2026/1/正文.md", "甲。\n\n![进度](t.csv)"),
            ("a/2026/1/t.csv", csv),
        ]);
        assert!(seen.contains(page), "{csv}\n→ {seen}");
    }
    // Rows of a form are no notes.
    let form = "单位,数\n甲,1\n乙,\n丙,\n";
    none_is_said(of, &[form]);
}

#[test]
fn a_head_that_is_wrong_has_one_finding() {
    let of = |columns: &str| {
        let yaml = format!("列: {columns}\n行:\n  - [1, 2]\n  - [3, 4]\n");
        found(&[
            ("a/2026/1/正文.md", "甲。\n\n![进度](t.yaml)".into()),
            ("a/2026/1/t.yaml", yaml.into()),
        ])
    };
    each_is_said_once(
        of,
        &[
            ("单位, 数", "JB0016 “列”应当是一个列表"),
            ("[单位，数]", "JB0016 “单位，数”会当作一列"),
            ("[单位, [数, 率]]", "JB0005"),
            ("单位", "JB0016"),
            ("[单位，数量，备注]", "JB0016"),
        ],
    );
    each_is_said_once(
        of_issue,
        &[
            ("署名: [[甲, 乙], [丙]]", "JB0005 “署名”的列表里又有列表"),
            ("报头: [[甲, 乙], [丙]]", "JB0005"),
            ("紧急程度: ［甲］", "JB0012"),
            ("密级: ［甲］", "JB0012"),
            ("印发日期: ［甲］", "JB0006"),
            ("印发日期: \"甲\t乙\"", "JB0006"),
            ("要目: 是", "JB0055"),
        ],
    );
    let of_site = |name: &str| found(&[("site.yaml", format!("名称: {name}\n").into())]);
    each_is_said_once(
        of_site,
        &[("云汀【待填】", "JB3008"), ("云汀【待核】", "JB3008")],
    );
}

#[test]
fn a_slip_of_yaml_is_said_at_its_line() {
    let of_issue = |text: &str| found(&[("a/2026/1/issue.yaml", text.into())]);
    let rest = "日期: 2026-07-08\n正文: [正文.md]\n";
    for (first, help) in [
        ("标题; 关于甲的通报", "标题: 关于甲的通报"),
        ("标题 = 关于甲的通报", "标题: 关于甲的通报"),
        ("标题 关于甲的通报", "标题: 关于甲的通报"),
        ("标题，关于甲的通报", "标题: 关于甲的通报"),
    ] {
        let text = format!("{first}\n{rest}");
        each_is_said_once(of_issue, &[(&text, help)]);
    }
    each_is_said_once(
        of_issue,
        &[
            (
                "标题: 甲\n 日期: 2026-07-08\n正文: [正文.md]\n",
                "JB0002 这一行前面多了空格",
            ),
            (
                "标题: 甲\n日期: 2026-07-08\n  正文: [正文.md]\n",
                "JB0002 这一行前面多了空格",
            ),
            (
                "---\n标题: 甲\n日期: 2026-07-08\n正文: [正文.md]\n---\n",
                "JB0002 一个文件里只能有一份内容，中间和末尾不写“---”",
            ),
        ],
    );
    let of_row = |row: &str| {
        found(&[
            ("a/2026/1/正文.md", "甲。\n\n![进度](t.yaml)".into()),
            (
                "a/2026/1/t.yaml",
                format!("列: [单位, 数]\n行:\n  - {row}\n").into(),
            ),
        ])
    };
    each_is_said_once(
        of_row,
        &[
            ("[甲, -]", "“-”有特殊含义"),
            ("[甲, - 3]", "“- 3”有特殊含义"),
            ("[甲, #b]", "“#b”有特殊含义"),
            ("[甲, @b]", "“@b”有特殊含义"),
            ("[甲, {{要约书}}]", "格子里的“{{要约书}}”要加引号"),
        ],
    );
}

#[test]
fn a_name_that_leads_to_no_file_is_said_as_what_it_is() {
    let of_body = |body: &str| {
        let issue = format!("标题: 甲\n日期: 2026-07-08\n正文:\n  - {body}\n");
        found(&[("a/2026/1/issue.yaml", issue.into())])
    };
    each_is_said_once(
        of_body,
        &[
            ("正文.md#x", "只写“正文.md”"),
            ("~正文.md", "是否为“正文.md”"),
            ("正文.md\n  - 导 #1.md", "JB0012 文件名里有空格和“#”"),
        ],
    );
    let issue = format!("{ISSUE}附件:\n  - 进度.csv: 进度表\n");
    let said = found(&[
        ("a/2026/1/issue.yaml", issue.clone().into()),
        ("a/2026/1/进度.csv", "单位,数\n甲,1\n".into()),
    ]);
    assert!(
        said.len() == 1 && said[0].contains("JB0033 “进度.csv”当作附件的文件"),
        "{said:?}"
    );
    let page = printed(&[
        ("a/2026/1/issue.yaml", &issue),
        ("a/2026/1/进度.csv", "单位,数\n甲,1\n"),
    ]);
    assert!(page.contains("附件：进度表"), "{page}");
    let prose = of_body("总体情况");
    assert!(
        prose.iter().any(|said| said.contains("标题: 总体情况")),
        "{prose:?}"
    );
    let composed = found(&[
        ("a/2026/1/正文.md", "甲。\n\n![题](é.png)".into()),
        ("a/2026/1/e\u{301}.png", Vec::new()),
    ]);
    assert!(
        composed.len() == 1 && composed[0].contains("字符的编码不同"),
        "{composed:?}"
    );
    let named = found(&[
        ("a/2026/1/正文.md", "甲。\n\n![题](图%20.png)".into()),
        ("a/2026/1/图%20.png", Vec::new()),
    ]);
    assert!(
        !named.iter().any(|said| said.contains("JB1001")),
        "{named:?}"
    );
    let other = found(&[
        ("a/2026/1/正文.md", "甲。\n\n![题](没有.png)".into()),
        ("a/2026/1/b.png", Vec::new()),
    ]);
    assert!(
        !other.iter().any(|said| said.contains("是否为")),
        "{other:?}"
    );
}

#[test]
fn what_stands_behind_a_fence_and_is_no_language_is_said() {
    let fence = |info: &str| format!("```{info}\n甲\n```");
    for info in [
        "2026.3",
        "1.",
        "yaml1.",
        "1200",
        "-",
        "甲方",
        "file_name",
        "a---b",
        "yaml--",
        "c+++",
        "a..b",
        "-yaml",
    ] {
        each_is_said_once(of_fragment, &[(&fence(info), "不会印出来")]);
    }
    for info in ["", "yaml", "c++", "c#", "objective-c", "utf8", "text "] {
        none_is_said(of_fragment, &[&fence(info)]);
    }
}

#[test]
fn back_quotes_around_nothing_are_text() {
    each_is_printed(&[
        ("尽` `建。", "尽``建。"),
        ("尽`\u{2028}`建。", "尽``建。"),
        ("尽`　`建。", "尽``建。"),
        ("尽``  ``建。", "尽````建。"),
        ("# 尽` `建", "尽``建"),
        ("| 单位 | 数 |\n| --- | --- |\n| ` ` | 1 |", "``"),
        ("[` `](https://example.cn/a)甲", "``甲"),
    ]);
}

#[test]
fn a_note_keeps_the_word_that_was_typed_before_another_of_its_own() {
    let table = |note: &str| format!("表：进度\n\n|甲|乙|\n|---|---|\n|1|2|\n\n{note}");
    for note in [
        "注：资料来源：统计局",
        "注：数据来源：统计局",
        "注：备注：丙",
        "注：填表人：张三",
        "注：注1：丙",
    ] {
        each_is_printed(&[(&table(note), note)]);
    }
    each_is_printed(&[
        (&table("注：丙"), "2注：丙"),
        (&table("注:资料来源：统计局"), "注：资料来源：统计局"),
    ]);
    for (typed, note) in [
        ("注：资料来源：统计局", "2注：资料来源：统计局"),
        ("资料来源：统计局", "2资料来源：统计局"),
        ("截至6月底", "2注：截至6月底"),
        ("[注：资料来源：统计局, 乙]", "2注：1.资料来源：统计局2.乙"),
    ] {
        let issue = ISSUE.replace("[正文.md]", "[{表: 表.yaml}]");
        let table = format!("列: [甲, 乙]\n行:\n  - [1, 2]\n注: {typed}\n");
        let page = printed(&[
            ("a/2026/1/issue.yaml", &issue),
            ("a/2026/1/表.yaml", &table),
        ]);
        assert!(page.contains(note), "{typed}\n→ {page}");
    }
}

#[test]
fn a_control_character_in_a_target_is_left_out_of_it() {
    for control in ['\u{1}', '\u{8}', '\u{B}', '\u{C}', '\u{1F}', '\u{7F}'] {
        let typed = format!("见[网页](https://example.cn/{control}a)。");
        let said = of_fragment(&typed);
        assert!(
            said.len() == 1 && said[0].contains("JB0009"),
            "{typed}\n{said:?}"
        );
        each_is_printed(&[(&typed, "见网页。")]);
    }
    each_is_printed(&[("见[网页](https://example.cn/\u{B}a \"说明\")。", "见网页。")]);
}
