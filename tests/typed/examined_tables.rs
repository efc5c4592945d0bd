//! Kinds of slips in table files, attachments and files beside an issue that an examiner from outside found: of each, several cases of ours.

use super::kinds::{ISSUE, each_is_said_once, found, none_is_said};
use crate::support::project::Project;

fn of_table(table: &str) -> Vec<String> {
    found(&[
        ("a/2026/1/正文.md", "进度如下。\n\n![](t.yaml)\n".into()),
        ("a/2026/1/t.yaml", table.into()),
    ])
}

fn of_row(row: &str) -> Vec<String> {
    of_table(&format!(
        "标题: 进度\n列: [单位, 数, 备注]\n行:\n  - {row}\n"
    ))
}

#[test]
fn an_empty_cell_is_named_and_written_out() {
    each_is_said_once(
        of_row,
        &[
            ("[青禾县, , 甲]", "JB0002 逗号前面的一格空着"),
            ("[青禾县, , 甲]", "“  - [青禾县, \"\", 甲]”"),
            ("[, 1, 甲]", "“  - [\"\", 1, 甲]”"),
            ("[青禾县,,]", "逗号前面的一格空着"),
            ("[青禾县, , ]", "“  - [青禾县, \"\", ]”"),
        ],
    );
    none_is_said(of_row, &["[青禾县, \"\", 甲]", "[青禾县, '', 甲]"]);
}

#[test]
fn a_comma_that_parts_one_cell_is_said_at_the_cell() {
    each_is_said_once(
        of_row,
        &[
            (
                "[“甲, 乙”, 2, 丙]",
                "JB0016 半角逗号把““甲, 乙””分成了 2 格 中文引号不算引号，外面再加一对半角引号：\"“甲, 乙”\"",
            ),
            ("[“甲, 乙”, 丙]", "分成了 2 格"),
            (
                "[甲（乙, 丙）, 2, 丁]",
                "“甲（乙, 丙）”分成了 2 格 是一格，给它加半角引号",
            ),
            ("[甲, 2, 见《乙, 丙, 丁》]", "“见《乙, 丙, 丁》”分成了 3 格"),
        ],
    );
    none_is_said(
        of_row,
        &[
            "[\"“甲, 乙”\", 2, 丙]",
            "[\"甲（乙, 丙）\", 2, 丁]",
            "[“甲”, “乙”, “丙”]",
            "[123,456,789]",
        ],
    );
}

#[test]
fn a_head_that_is_written_as_cells_is_one_finding() {
    let of_head = |head: &str| of_table(&format!("标题: 进度\n列: {head}\n行:\n  - [a, 1, 2]\n"));
    each_is_said_once(
        of_head,
        &[
            (
                "[单位, {文: 数, 跨列: 2}]",
                "JB0016 表头里不写“文”“跨列”“跨行” 下面的几列写在方括号里：数: [企业数, 覆盖职工]",
            ),
            ("[{文: 单位, 跨行: 2}, 数, 备注]", "只写“单位”"),
            ("[单位, {text: 数, colspan: 2}]", "表头里不写"),
            ("[单位, {跨列: 2}]", "表头里不写"),
        ],
    );
    none_is_said(of_head, &["[单位, 数: [甲, 乙]]", "[单位, 文: [甲, 乙]]"]);
}

/// The page of an issue with this table.
fn page(table: &str) -> String {
    let project = Project::new();
    project.put("content/a/2026/1/正文.md", "进度如下。\n\n![](t.yaml)\n");
    project.put("content/a/2026/1/t.yaml", table);
    project.pages().expect(0);
    project.text("output/a/2026/1/index.html")
}

#[test]
fn only_a_list_of_notes_is_numbered() {
    let table = |note: &str| {
        page(&format!(
            "标题: 进度\n列: [单位, 数]\n行: [[青禾县, 1]]\n{note}\n"
        ))
    };
    for lines in [
        "注: |\n  截至6月底。\n  不含市直。",
        "注: \"截至6月底。\\n不含市直。\"",
    ] {
        let page = table(lines);
        assert!(
            page.contains("截至6月底。") && page.contains("不含市直。"),
            "{page}"
        );
        assert!(
            !page.contains("1. 截至") && !page.contains("2. 不含"),
            "{lines}"
        );
    }
    let page = table("注: [截至6月底。, 不含市直。]");
    assert!(
        page.contains("1. 截至") && page.contains("2. 不含"),
        "{page}"
    );
}

#[test]
fn a_file_whose_link_is_no_link_has_one_finding() {
    let of_text = |text: &str| {
        found(&[
            ("a/2026/1/正文.md", format!("正文一段。\n\n{text}\n").into()),
            ("a/2026/1/走访.png", Vec::new()),
        ])
    };
    each_is_said_once(
        of_text,
        &[
            ("![走访] (走访.png)", "JB0032"),
            ("![[走访.png]]", "JB0032"),
            ("见[[走访.png]]。", "JB0032"),
            ("<img src=\"走访.png\">", "JB0010"),
            ("<img width=\"20\" src=走访.png />", "JB0010"),
            ("见<a href='走访.png'>走访</a>。", "JB0010"),
            // What nobody names is said.
            ("走访的照片走访.png另发。", "JB1003"),
        ],
    );
}

#[test]
fn an_attachment_out_of_its_order_is_said_once_for_all() {
    let of_attachments = |names: &[&str]| {
        let lines: String = names.iter().map(|name| format!("  - {name}\n")).collect();
        let issue = format!("{ISSUE}附件:\n{lines}");
        let mut files = vec![("a/2026/1/issue.yaml".to_owned(), issue.into_bytes())];
        for name in names {
            let name = name.trim_start_matches("{文件: ");
            let name = name.split(", ").next().unwrap_or(name);
            let text = match name.ends_with(".csv") {
                true => "任务,单位\n督查,青禾县\n",
                false => "办法的正文。\n",
            };
            files.push((format!("a/2026/1/{name}"), text.into()));
        }
        let files: Vec<(&str, Vec<u8>)> = files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.clone()))
            .collect();
        found(&files)
    };
    for (names, words) in [
        (
            &["附件2.办法.md", "附件1.分工.csv"][..],
            "JB1019 附件手写的号和排列的次序对不上：“附件2.办法”印成附件1，“附件1.分工”印成附件2",
        ),
        (&["1.办法.md", "3.分工.csv"], "“3.分工”印成附件2"),
        (&["办法.md", "附件一：分工.csv"], "“附件一：分工”印成附件2"),
        (&["附件２　办法.md", "分工.csv"], "印成附件1"),
        (&["（附件2）办法.md"], "印成附件（只有一个，不印号）"),
        (
            &["{文件: 办法.md, 标题: 附件2 办法}", "分工.csv"],
            "“附件2 办法”印成附件1",
        ),
        (
            &["{文件: 办法.md, 标题: 《附件2 办法a》}", "分工.csv"],
            "印成附件1",
        ),
    ] {
        let found = of_attachments(names);
        assert!(
            found.len() == 1 && found[0].contains(words),
            "{names:?}\n→ {found:#?}"
        );
    }
    for names in [
        &["附件1.办法.md", "附件2.分工.csv"][..],
        &["1.办法.md", "2、分工.csv"],
        &["附件1.办法.md"],
        &["附件：办法.md"],
        &["办法.md", "2026年分工.csv"],
        &[
            "{文件: 附件2.办法.md, 标题: 办法}",
            "{文件: 附件1.分工.csv, 标题: 分工}",
        ],
    ] {
        let found = of_attachments(names);
        assert!(found.is_empty(), "{names:?}\n→ {found:#?}");
    }
}

#[test]
fn the_number_in_a_title_of_an_attachment_is_one_finding() {
    let with = |attachment: &str, path: &str, text: &str| {
        let issue = format!("{ISSUE}附件:\n  - {attachment}\n");
        found(&[("a/2026/1/issue.yaml", issue.into()), (path, text.into())])
    };
    let table = "列: [单位, 数]\n行: [[青禾县, 1]]\n";
    for (attachment, path, text, words) in [
        (
            "表.yaml",
            "a/2026/1/表.yaml",
            format!("标题: 附件1 进度表\n{table}"),
            "JB0039 “附件1”由程序印上",
        ),
        (
            "{文件: 表.yaml, 标题: 附件1 进度表}",
            "a/2026/1/表.yaml",
            format!("标题: 进度表\n{table}"),
            "JB0039 “附件1”由程序印上",
        ),
        (
            "{文件: 办法.md, 标题: 1.管理办法}",
            "a/2026/1/办法.md",
            "---\n标题: 管理办法\n---\n第一条 甲。\n".to_owned(),
            "JB0039 “1.”由程序印上",
        ),
        (
            "{文件: 表.yaml, 标题: 情况表}",
            "a/2026/1/表.yaml",
            format!("标题: 进度表\n{table}"),
            "JB0053 表格文件里的表题“进度表”没有印，印的是“情况表”",
        ),
    ] {
        let found = with(attachment, path, &text);
        assert!(
            found.len() == 1 && found[0].contains(words),
            "{attachment}\n→ {found:#?}"
        );
    }
}

#[test]
fn a_remark_behind_the_name_of_a_file_is_named() {
    let of_name = |name: &str| {
        let issue = format!("{ISSUE}附件:\n  - \"{name}\"\n");
        found(&[
            ("a/2026/1/issue.yaml", issue.into()),
            ("a/2026/1/办法.md", "甲。\n".into()),
        ])
    };
    each_is_said_once(
        of_name,
        &[
            (
                "办法.md（见网站）",
                "JB1001 找不到文件“办法.md（见网站）” 是否为“办法.md”？“（见网站）”不是文件名，删去；要印的，写进 标题",
            ),
            ("办法.md (初稿)", "“(初稿)”不是文件名"),
            ("办法.md 见网站", "“见网站”不是文件名"),
        ],
    );
}

#[test]
fn a_file_with_nothing_in_it_is_not_offered() {
    let with = |bytes: &[u8], text: &str, more: &str| {
        found(&[
            ("a/2026/1/issue.yaml", format!("{ISSUE}{more}").into()),
            ("a/2026/1/正文.md", text.into()),
            ("a/2026/1/报名表.xlsx", bytes.into()),
        ])
    };
    let attached = "附件:\n  - 报名表.xlsx\n";
    for (bytes, words) in [
        (
            &b""[..],
            "JB0011 不能提供“报名表.xlsx”下载：文件是空的（0 字节）",
        ),
        (&[0; 4096], "里面没有内容（全是 0）"),
    ] {
        for found in [
            with(bytes, "正文一段。\n", attached),
            with(bytes, "见[报名表](报名表.xlsx)。\n", ""),
        ] {
            assert!(
                found.len() == 1 && found[0].contains(words),
                "{words}\n→ {found:#?}"
            );
        }
    }
    assert_eq!(
        with(b"PK\x03\x04", "正文一段。\n", attached),
        Vec::<String>::new()
    );
}

#[test]
fn a_fragment_of_which_figures_or_problems_are_taken_is_used() {
    let figures = |fragment: &str| {
        found(&[
            ("units.yaml", "单位:\n  - {代号: qh, 名称: 青禾县}\n".into()),
            ("metrics.yaml", "指标:\n  - 名称: 要约书\n".into()),
            ("a/2026/1/正文.md", "全市推进有力。\n".into()),
            ("a/2026/1/q.md", fragment.into()),
        ])
    };
    none_is_said(
        figures,
        &[
            "---\n单位: 青禾县\n指标: {要约书: 5}\n---\n",
            "---\n单位: 青禾县\n问题: [{编号: 青-1, 内容: 台账不全}]\n---\n",
        ],
    );
    each_is_said_once(
        figures,
        &[
            (
                "---\n单位: 青禾县\n指标: {要约书: 5}\n---\n推进有力。\n",
                "JB1003 “青禾县”的片段 q.md 里的指标收了，文字没有印",
            ),
            (
                "---\n单位: 青禾县\n问题: [{编号: 青-1, 内容: 台账不全}]\n---\n推进有力。\n",
                "里的问题收了，文字没有印",
            ),
            (
                "---\n单位: 青禾县\n---\n推进有力。\n",
                "JB1003 “青禾县”的片段 q.md 没有被用到",
            ),
        ],
    );
}
