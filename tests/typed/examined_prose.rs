//! Kinds of slips of the thirteenth examination from outside, in texts, lists of names, tables and figures (指标), each with cases of ours.

use super::examined::printed;
use super::kinds::{ISSUE, each_is_said_once, found, none_is_said, of_fragment, of_issue};

const METRICS: &str = "指标:\n  - {代号: je, 名称: 金额, 计量单位: 万元}\n  - {代号: yy, 名称: 要约书, 计量单位: 份}\n  - {代号: jh, 名称: 建会企业, 计量单位: 家}\n  - {代号: lv, 名称: 建制率, 分子: 要约书, 分母: 建会企业, 计量单位: \"%\"}\n";
const UNITS: &str = "单位:\n  - {代号: qinghe, 名称: 青禾县, 类别: 县区}\n  - {代号: baishi, 名称: 白石区, 类别: 县区}\n  - {代号: jt, 名称: 交通运输工会, 类别: 产业工会}\n";

/// The page of an issue with this fragment.
fn page(text: &str) -> String {
    printed(&[("a/2026/1/正文.md", text)])
}

/// What is said of an issue with figures, and its page; `text` asks for them, `own` are those of 青禾县.
fn with_figures(files: &[(&str, &str)]) -> (Vec<String>, String) {
    let mut all = vec![
        ("metrics.yaml", METRICS),
        ("units.yaml", UNITS),
        (
            "a/2026/1/issue.yaml",
            "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md, {按: 单位, 只含: [青禾县]}]\n",
        ),
    ];
    all.extend(files);
    let bytes: Vec<(&str, Vec<u8>)> = all
        .iter()
        .map(|(path, text)| (*path, text.as_bytes().to_vec()))
        .collect();
    let said = found(&bytes);
    let page = match said.iter().any(|said| said.contains("JB5004")) {
        true => String::new(),
        false => printed(&all),
    };
    (said, page)
}

#[test]
fn several_signs_without_a_blank_quote_nothing() {
    for (typed, words) in [
        ("文字。\n>>12家未完成的企业。", ">>12家未完成的企业。"),
        (">>>12家", ">>>12家"),
        ("甲乙\n>>95%以上", ">>95%以上"),
    ] {
        assert!(page(typed).contains(words), "{typed}\n{}", page(typed));
    }
    each_is_said_once(
        of_fragment,
        &[
            (">>甲乙", "JB0032 “>”后面没有空格"),
            (">> 甲乙", "JB0032 几个“>”当作引用里的引用"),
            ("> 甲\n> > 乙", "JB0032 几个“>”"),
        ],
    );
    none_is_said(of_fragment, &["> 甲乙", ">>12家", "甲>>乙"]);
}

#[test]
fn a_backslash_makes_text_of_full_width_marks_too() {
    for (typed, words) in [
        ("\\＃一号机组", "＃一号机组"),
        ("\\＞甲乙", "＞甲乙"),
        ("甲\\＊\\＊乙\\＊\\＊", "甲＊＊乙＊＊"),
        ("见\\［^1］", "见［^1］"),
        ("见\\【办法】（b.doc）", "见【办法】（b.doc）"),
        ("\\｜甲｜乙｜\n\\｜丙｜丁｜", "｜甲｜乙｜"),
    ] {
        let page = page(typed);
        assert!(page.contains(words), "{typed}\n{page}");
        assert!(!page.contains('\\'), "{typed}\n{page}");
    }
    // Elsewhere it is text.
    assert!(page("D:\\资料\\＊＊甲＊＊").contains("D:\\资料\\"));
}

#[test]
fn a_line_that_begins_with_a_number_is_read_where_lines_are_joined() {
    for line in [
        "1）开展督查。",
        "2．3项任务。",
        "3、建立台账。",
        "10）开展督查",
        "1）",
        "1．",
    ] {
        let text = format!("---\n换行: 续行\n---\n主要任务有以下几项\n{line}\n");
        let words: String = line.split_whitespace().collect();
        assert!(page(&text).contains(&words), "{line}");
        let quoted = format!("---\n换行: 续行\n---\n> 主要任务有\n> {line}\n\n- 甲\n  {line}\n");
        assert!(page(&quoted).contains(&words), "{line}");
    }
}

#[test]
fn where_lines_are_wrapped_by_hand_is_said_at_the_line() {
    let long = "各单位要高度重视，认真组织实施，确保各项任务落到实处。\n";
    let torn = "市总工会组织全市各级工会开展集中走访慰问活动，共走访困难职工家庭一千二百余户，发放慰问\n金二百余万元，切实把党和政府的关怀送到职工心坎上。\n";
    each_is_said_once(of_fragment, &[(&format!("{long}{long}{torn}"), "JB0036")]);
    none_is_said(
        of_fragment,
        &[
            "规划区范围、规划区内建设用地规模、基础设施和公共服务设施用地、防灾减灾等内容，应当作为城市总体规划的强制性内容\n第十五条 规划区以内的村庄，按照总体规划进行规划管理，不再编制村庄规划。",
            "第一条 2013年1月1日以前的，按原规定办理。\n第二条 2014年以后的，按新规定。\n第三条 3人以上的，按次数计。\n第四条 A类企业除外。",
        ],
    );
}

#[test]
fn what_is_no_name_makes_no_list_of_names() {
    for (names, words, kept) in [
        (
            "青禾县（3名）\n张三、李四、王五",
            "“青禾县（3名）”不像名字",
            "张三、李四、王五",
        ),
        ("一等奖\n张三、李四光", "“一等奖”不像名字", "张三、李四光"),
        ("张三 主席\n李四光 副主席", "“主席”不像名字", "张三主席"),
        ("组长 张三\n成员 赵六", "“组长”不像名字", "组长张三"),
        ("张三、李四\n白石区\n王五", "“白石区”不像名字", "白石区"),
        ("张三\n名单：\n王五", "又有一行“名单：”", "名单："),
    ] {
        let text = format!("名单：\n{names}\n");
        each_is_said_once(of_fragment, &[(&text, words)]);
        assert!(page(&text).contains(kept), "{names}\n{}", page(&text));
    }
    none_is_said(
        of_fragment,
        &[
            "名单：\n张三、李四光、欧阳娜娜、买买提·艾力",
            "名单：\n张三（女）、李四光（回族）",
            "名单：\n张三 （女） 李四光",
        ],
    );
    assert!(page("名单：\n张三 （女） 李四光").contains("张三（女）李四光"));
}

#[test]
fn a_caption_without_words_is_no_caption() {
    let table = "\n\n| 单位 | 数 |\n|---|---|\n| 青禾县 | 1 |\n";
    each_is_said_once(
        of_fragment,
        &[(&format!("前文。\n\n表：{table}"), "JB1012")],
    );
    assert!(page(&format!("前文。\n\n表：{table}")).contains("表："));
    none_is_said(of_fragment, &[&format!("前文。\n\n表：进度{table}")]);
}

#[test]
fn what_says_that_it_belongs_to_a_table_is_its_note() {
    let table = "表：进度\n\n| 单位 | 数 |\n|---|---|\n| 青禾县 | 1 |\n\n";
    for note in [
        "资料来源：市统计局。",
        "备注：数据截至6月底。",
        "说明：不含市直单位。",
        "注1：数据截至6月底。\n注2：不含市直单位。",
        "填表人：张三",
    ] {
        let text = format!("{table}{note}\n\n后文。\n");
        none_is_said(of_fragment, &[&text]);
        let page = page(&text);
        let squeezed: String = note.split_whitespace().collect();
        assert!(page.contains(&squeezed), "{note}\n{page}");
        assert!(!page.contains(&format!("注：{squeezed}")), "{note}\n{page}");
    }
    // At the end of a text these are of the text.
    assert!(page(&format!("{table}联系人：张三\n")).contains("联系人：张三"));
}

#[test]
fn a_note_in_a_sheet_keeps_the_lines_under_it() {
    let of_table = |rows: &str| {
        let csv = format!("单位,数,备注\n青禾县,1,\n{rows}\n");
        let text = "正文。\n\n![表一](t.csv)\n";
        let files = [
            ("a/2026/1/正文.md", text.into()),
            ("a/2026/1/t.csv", csv.into()),
        ];
        found(&files)
    };
    each_is_said_once(
        of_table,
        &[
            (
                "注：数据截至6月底。,,\n※带星号的为约束性指标,,",
                "当作表下的注",
            ),
            (
                "注：数据截至6月底。,,\n不含市直单位。,,",
                "“不含市直单位。”当作表下的注",
            ),
            (
                "说明：数据截至6月底。,,\n云汀市总工会,,2026年1月10日",
                "当作表下的注",
            ),
            ("备注：数据截至6月底。,,\n（完）,,", "当作表下的注"),
            (
                "注1.数据截至6月底。,,\n注2.不含市直单位。,,",
                "“注2.不含市直单位。”当作表下的注",
            ),
        ],
    );
    none_is_said(of_table, &["白石区,2,", "白石区,2,注"]);
}

#[test]
fn a_number_before_a_heading_that_is_not_read_as_one_is_said() {
    each_is_said_once(
        of_fragment,
        &[
            ("# 一 总体情况\n甲。", "JB0039 “一”像是手写的编号"),
            ("# 一是抓督导\n甲。", "JB0039 “一”像是手写的编号"),
            ("# 壹、总体情况\n甲。", "JB0039 “壹”像是手写的编号"),
            (
                "# 总体情况\n甲。\n# 二　存在问题\n乙。",
                "JB0039 “二”像是手写的编号",
            ),
        ],
    );
    none_is_said(
        of_fragment,
        &[
            "# 总体情况\n甲。\n# 一、二产业协同发展\n乙。",
            "# 一体推进\n甲。",
            "# 三项行动\n甲。",
        ],
    );
}

#[test]
fn two_offices_in_one_signature_are_said() {
    each_is_said_once(
        of_issue,
        &[
            ("署名: 中共云汀市委 云汀市人民政府", "JB0017"),
            ("署名: 云汀市总工会/云汀市人社局", "JB0017"),
            ("署名: 云汀市总工会　云汀市人社局", "JB0017"),
        ],
    );
    none_is_said(of_issue, &["署名: 人　事　处", "署名: ABC Co. Ltd."]);
}

#[test]
fn the_heading_of_an_editors_note_is_the_word_that_is_printed() {
    let files = |note: &str| {
        let issue = format!("{ISSUE}按语: 按.md\n");
        let page = printed(&[("a/2026/1/issue.yaml", &issue), ("a/2026/1/按.md", note)]);
        let said = found(&[
            ("a/2026/1/issue.yaml", issue.into()),
            ("a/2026/1/按.md", note.into()),
        ]);
        (said, page)
    };
    let (said, page) = files("# 编者按\n\n现将各地做法印发。\n");
    assert!(
        matches!(&said[..], [said] if said.contains("JB0039")),
        "{said:?}"
    );
    assert!(page.contains("编者按：现将各地做法印发。"), "{page}");
    assert!(!page.contains("一、编者按"), "{page}");
}

#[test]
fn numbers_of_another_issue_keep_their_digits() {
    let earlier = [
        (
            "a/2026/2/issue.yaml",
            "标题: 关于第一季度集体协商推进情况的通报\n日期: 2026-06-08\n正文: [正文.md]\n",
        ),
        (
            "a/2026/2/正文.md",
            "---\n单位: 青禾县\n指标: {金额: 12.5}\n---\n情况。\n",
        ),
        (
            "a/2026/1/q.md",
            "---\n单位: 青禾县\n指标: {金额: 13}\n---\n情况。\n",
        ),
    ];
    let with = |text: &'static str| {
        let mut files = earlier.to_vec();
        files.push(("a/2026/1/正文.md", text));
        with_figures(&files)
    };
    let (said, page) = with(
        "{{金额@青禾县}}万元，上月{{金额.上期@青禾县}}万元，{{金额.较上期@青禾县}}，累计{{金额.累计@青禾县}}万元。",
    );
    // The earlier one has the later number, as the first is printed here.
    assert!(said.iter().all(|said| said.contains("JB2004")), "{said:?}");
    assert!(
        page.contains("13万元，上月12.5万元，增加0.5万元，累计25.5万元"),
        "{page}"
    );
}

#[test]
fn a_rate_has_no_share() {
    let fragment = "---\n单位: 青禾县\n指标: {要约书: 29, 建会企业: 30}\n---\n情况。\n";
    let (said, _) = with_figures(&[
        ("a/2026/1/q.md", fragment),
        ("a/2026/1/正文.md", "占{{建制率.占比@青禾县}}。"),
    ]);
    assert!(
        matches!(&said[..], [said] if said.contains("没有占比")),
        "{said:?}"
    );
}

#[test]
fn a_number_behind_a_longer_name_or_of_another_time_contradicts_nothing() {
    let said = |line: &str| {
        let text = format!("{line}\n");
        let fragment =
            "---\n单位: 青禾县\n指标: {要约书: 100, 金额: 12.5, 建会企业: 30}\n---\n情况。\n";
        let files = [
            ("a/2026/1/q.md", fragment),
            ("a/2026/1/正文.md", text.as_str()),
        ];
        with_figures(&files).0
    };
    none_is_said(
        said,
        &[
            "要约书100份（其中区域性要约书7份）。",
            "区域性要约书12份、行业性要约书5份。",
            "未建会企业12家。",
            "罚款金额3万元。",
            "人均金额0.5万元。",
            "去年全市要约书85份。",
            "2025年要约书187份。",
            "上半年要约书达到500份。",
            "3月份要约书40份。",
            "前5个月要约书80份。",
            "其余单位要约书7份。",
            "青禾县柳林镇要约书20份。",
        ],
    );
    each_is_said_once(
        said,
        &[
            ("全市要约书90份。", "JB1055"),
            ("7月要约书90份。", "JB1055"),
            ("青禾县要约书90份。", "JB1055"),
        ],
    );
}

#[test]
fn totals_may_stand_above_what_they_add_up() {
    let said = |rows: &str| {
        let csv = format!("单位,要约书\n{rows}\n");
        let files = [
            ("metrics.yaml", METRICS.into()),
            ("units.yaml", UNITS.into()),
            ("a/2026/1/正文.md", "合计{{要约书.合计}}份。".into()),
            ("a/2026/1/指标.csv", csv.into()),
        ];
        found(&files)
    };
    none_is_said(
        said,
        &[
            "全市,6\n县区合计,3\n青禾县,1\n白石区,2\n产业工会合计,3\n交通运输工会,3",
            "青禾县,1\n白石区,2\n县区小计,3\n交通运输工会,3\n合计,6",
            "县区,3\n青禾县,1\n白石区,2\n产业工会,3\n交通运输工会,3",
        ],
    );
    each_is_said_once(
        said,
        &[
            ("青禾县,1\n白石区,2\n合计,4", "上面各单位合起来是3"),
            ("合计,4\n青禾县,1\n白石区,2", "下面各单位合起来是3"),
            ("县区,5\n青禾县,1\n白石区,2\n交通运输工会,3", "合起来是3"),
        ],
    );
}
