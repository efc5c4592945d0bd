//! What was issued stays in the archive, and where it stands on the page is part of it.

use super::{ISSUE, PAGE, PDF, RECORD, YAML, issued};
use crate::support::project::Project;

#[test]
fn an_issued_issue_does_not_go_with_its_folder() {
    let project = issued();
    project.issue(2, "第二期。\n");
    project.pages().expect(0);
    let record = project.text(RECORD);
    project.remove("content/a/2026/1");
    let run = project.pages();
    let said = run.said();
    assert_ne!(run.code, Some(0), "{said}");
    for words in [
        "a/2026/1 已于2026年7月9日印发",
        "原址: [a/2026/1]",
        "--remove",
    ] {
        assert!(said.contains(words), "{said}");
    }
    assert!(project.has(PAGE) && project.has(PDF));
    // One that was not issued may go, with a word.
    project.put("content/a/2026/1/issue.yaml", YAML);
    project.put("content/a/2026/1/正文.md", "全市签订集体合同128份。\n");
    project.put(RECORD, &record);
    project.remove("content/a/2026/2");
    project.pages().expect(0);
    // Where somebody means it, it goes.
    project.remove("content/a/2026/1");
    project.issue(3, "第三期。\n");
    project.run(&["build", "--no-pdf", "--remove"]).expect(0);
    assert!(!project.has(PAGE) && !project.has(PDF));
}

#[test]
fn a_mark_that_takes_an_issued_issue_off_the_site_is_said() {
    let project = issued();
    project.put("content/a/2026/1/issue.yaml", format!("{YAML}草稿: 是\n"));
    for command in [&["check"][..], &["build", "--no-pdf"][..]] {
        let run = project.run(command).expect(1);
        assert!(run.said().contains("JB4005"), "{}", run.said());
    }
    // A draft is shown nowhere, whatever it was before.
    assert!(!project.has(PAGE));
    let project = issued();
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("{YAML}密级: 机密★1年\n"),
    );
    let run = project.run(&["build", "--no-pdf"]).expect(0);
    let said = run.said();
    assert!(said.contains("a/2026/1 标有密级，已从资料库移除"), "{said}");
    assert!(!project.has(PAGE));
}

/// Two issues with a figure each; the second quotes the sum, and is issued.
fn issued_with_figures() -> Project {
    let project = Project::new();
    project.put(
        "content/metrics.yaml",
        "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
    );
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县}\n",
    );
    for number in [1, 2] {
        project.put(
            &format!("content/a/2026/{number}/issue.yaml"),
            format!("标题: 第{number}期通报\n日期: 2026-0{number}-08\n正文: [qinghe.md]\n"),
        );
        project.put(
            &format!("content/a/2026/{number}/qinghe.md"),
            format!("---\n单位: 青禾县\n指标: {{要约书: {number}2}}\n---\n今年发出要约书{{{{要约书.累计}}}}份。\n"),
        );
    }
    project.run(&["build", "--no-pdf"]).expect(0);
    project
        .run(&["issue", "a/2026/2", "--date", "2026-02-09", "--no-pdf"])
        .expect(0);
    project
}

#[test]
fn a_figure_of_an_earlier_issue_that_changes_is_blamed() {
    let project = issued_with_figures();
    let earlier = "content/a/2026/1/qinghe.md";
    project.put(earlier, project.text(earlier).replace("12", "13"));
    let said = project.run(&["check"]).expect(1).said();
    for words in [
        "a/2026/2 已印发，文字不能再变：段“今年发出要约书34份。”会成为“今年发出要约书35份。”",
        "a/2026/1/qinghe.md:3:",
        "a/2026/1 的指标印发以后改过",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    // A record of an older program knows nothing of them, and accuses nobody.
    project.put(earlier, project.text(earlier).replace("13", "12"));
    project.run(&["check"]).expect(0);
}

#[test]
fn words_that_went_are_blamed_where_the_rest_stands_and_nobody_is_chased_any_more() {
    let project = Project::new();
    let register = |leader: &str| {
        format!(
            "单位:\n  - {{代号: qinghe, 名称: 青禾县}}\n  - {{代号: baishi, 名称: 白石区}}\n分组:\n  联系领导:\n    - {{名称: {leader}, 单位: [qinghe, baishi]}}\n"
        )
    };
    project.remove("content/a/2026/1/正文.md");
    project.put("content/units.yaml", register("林致远"));
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 第1期通报\n日期: 2026-07-08\n正文:\n  - {按: 联系领导, 标题: \"{名称}联系单位\"}\n",
    );
    project.put(
        "content/a/2026/1/qinghe.md",
        "---\n单位: 青禾县\n---\n签订合同12份。\n",
    );
    let said = project.run(&["check"]).said();
    assert!(said.contains("没有交片段：白石区"), "{said}");
    project.run(&["issue", ISSUE, "--no-pdf"]).expect(0);
    let said = project.run(&["check"]).said();
    assert!(!said.contains("没有交片段"), "{said}");
    project.put("content/units.yaml", register("林远"));
    let said = project.run(&["check"]).expect(1).said();
    assert!(said.contains("units.yaml:6:"), "{said}");
}

#[test]
fn a_changed_register_of_metrics_is_blamed() {
    let project = issued_with_figures();
    let register = "content/metrics.yaml";
    project.put(
        register,
        project
            .text(register)
            .replace("汇总: 合计", "汇总: 合计, 小数: 1"),
    );
    let said = project.run(&["check"]).expect(1).said();
    assert!(
        said.contains("JB4001") && said.contains("metrics.yaml:"),
        "{said}"
    );
}

#[test]
fn a_line_that_moves_on_the_page_is_a_change() {
    for (key, words) in [
        ("日期位置: 题下", "日期"),
        ("主送位置: 版记", "主送"),
        ("要目: true", "要目"),
    ] {
        let project = Project::new();
        let yaml = format!("{YAML}主送: [各县（市）区总工会]\n");
        project.issue(1, "# 基本情况\n\n全市签订集体合同128份。\n");
        project.put("content/a/2026/1/issue.yaml", &yaml);
        project
            .run(&["issue", ISSUE, "--date", "2026-07-09", "--no-pdf"])
            .expect(0);
        project.pages().expect(0);
        project.put("content/a/2026/1/issue.yaml", format!("{yaml}{key}\n"));
        let run = project.pages().expect(1);
        assert!(run.said().contains("JB4001"), "{}", run.said());
        assert!(run.said().contains(words), "{}", run.said());
    }
}

#[test]
fn a_file_is_named_as_its_writer_named_it() {
    let project = Project::new();
    project.issue(1, "[名册](会员 名册.xlsx)\n");
    project.put("content/a/2026/1/会员 名册.xlsx", "PK一");
    project
        .run(&["issue", ISSUE, "--date", "2026-07-09", "--no-pdf"])
        .expect(0);
    let record = project.text(RECORD);
    assert!(
        record.contains("随文文件：会员 名册.xlsx sha256:"),
        "{record}"
    );
    project.pages().expect(0);
    project.put("content/a/2026/1/会员 名册.xlsx", "PK二");
    let run = project.pages().expect(1);
    let said = run.said();
    assert!(said.contains("文件“会员 名册.xlsx”的内容换了"), "{said}");
    assert!(!said.contains("文字来源没有改"), "{said}");
}

/// What fewer may read, and what has been taken back or is not finished, is in no sum and no comparison of what more may read.
#[test]
fn figures_of_an_issue_that_fewer_may_read_are_never_quoted() {
    let marks = [
        ("", ""),
        ("受众: 内部\n", ""),
        ("密级: 机密★1年\n", ""),
        ("密级: 机密★1年\n", "受众: 内部\n"),
        ("密级: 机密★1年\n", "密级: 秘密★1年\n"),
        ("草稿: 是\n", ""),
        ("草稿: 是\n", "密级: 绝密★1年\n"),
        ("撤回: {日期: 2026-01-20, 说明: 数据有误}\n", ""),
        // A mark that cannot be read.
        ("密级：机密\n", ""),
        ("受众: 内步\n", ""),
    ];
    let quotes = [("累计", "13473"), ("较上期", "3219")];
    for (earlier, own) in marks {
        for (quote, answer) in quotes {
            let project = Project::new();
            project.put(
                "content/metrics.yaml",
                "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份, 汇总: 合计}\n",
            );
            project.put(
                "content/units.yaml",
                "单位:\n  - {代号: qinghe, 名称: 青禾县}\n",
            );
            project.remove("content/a/2026/1/正文.md");
            for (number, mark, figure, words) in [
                (1, earlier, 5127, "今年发出要约书。".to_owned()),
                (
                    2,
                    own,
                    8346,
                    format!("今年发出要约书{{{{要约书.{quote}}}}}份。"),
                ),
            ] {
                project.put(
                    &format!("content/a/2026/{number}/issue.yaml"),
                    format!(
                        "标题: 第{number}期通报\n日期: 2026-0{number}-08\n{mark}正文: [qinghe.md]\n"
                    ),
                );
                project.put(
                    &format!("content/a/2026/{number}/qinghe.md"),
                    format!("---\n单位: 青禾县\n指标: {{要约书: {figure}}}\n---\n{words}\n"),
                );
            }
            let step = format!("{earlier}{own}{quote}");
            let print = ["print", "a/2026/2", "--final", "--to", "x.txt"];
            let run = project.run(&print);
            let text = match project.has("x.txt") {
                true => project.text("x.txt"),
                false => String::new(),
            };
            if earlier.is_empty() {
                assert!(text.contains(answer), "{step}: {text}{}", run.said());
                continue;
            }
            for figure in ["5127", "13473", "3219", "62.", "63%"] {
                assert!(!text.contains(figure), "{step}: {text}");
                assert!(!run.said().contains(figure), "{step}: {}", run.said());
            }
            let built = project.run(&["build", "--no-pdf", "--audience", "public"]);
            for (path, bytes) in project.output() {
                let page = String::from_utf8_lossy(&bytes);
                let is_own = path.starts_with("a/2026/2/");
                let found = ["5127", "13473", "3219"]
                    .iter()
                    .any(|figure| page.contains(figure));
                assert!(!(is_own && found), "{step}: {path} {}", built.said());
            }
        }
    }
}

/// A record changes by `jianbao issue` alone, and by nothing that reads, checks, tidies, imports or files.
#[test]
fn only_an_act_changes_a_record() {
    let project = issued();
    project.issue(2, "第二期。\n");
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("{YAML}更正: {{日期: 2026-07-20, 说明: 数字有误}}\n"),
    );
    project.put(
        "content/site.yaml",
        "名称: 甲库\n单位: 云汀市总工会\n全宗号: z109\n",
    );
    let record = project.read(RECORD);
    for text in ["全市签订集体合同128份。\n", "全市签订集体合同138份。\n"] {
        project.issue(1, text);
        project
            .run(&["print", "a/2026/2", "--final", "--to", "二期.docx"])
            .expect(0);
        for arguments in [
            &["build"][..],
            &["build", "--full", "--embed-sources"],
            &["check"],
            &["status"],
            &["print", ISSUE, "--to", "一期.pdf"],
            &["print", ISSUE, "--to", "一期.docx"],
            &["diff", ISSUE],
            &["tidy", "--write"],
            &["tidy", "--write", RECORD],
            &["tidy", "--write", "content/a/2026/1"],
            &["merge", "二期.docx", ISSUE, "--write"],
            &["import", "二期.docx", "--to", ISSUE, "--write"],
            &["new", "a", "--date", "2026-08-08"],
            &["archive", "2026", "--to", "归档"],
            &["verify", "output"],
            &["schema"],
        ] {
            let run = project.run(arguments);
            assert!(!run.said().contains("panicked"), "{}", run.said());
            assert!(
                project.read(RECORD) == record,
                "{arguments:?}: {}",
                run.said()
            );
        }
    }
    // Even where it would be easy to put right.
    project.put(RECORD, [&record[..record.len() - 5], b"0000\n"].concat());
    let damaged = project.read(RECORD);
    for arguments in [&["build"][..], &["issue", ISSUE]] {
        project.run(arguments);
        assert!(project.read(RECORD) == damaged, "{arguments:?}");
    }
}

/// Where the program puts the main recipients (主送) may be found otherwise by a later one; an issue that went out keeps the place that they had.
#[test]
fn recipients_stay_where_they_stood_when_the_issue_went_out() {
    for (count, title) in [(4, false), (60, true)] {
        let project = Project::new();
        let names: Vec<String> = (1..=count)
            .map(|number| format!("云汀市第{number:02}工作部门"))
            .collect();
        let names = names.join("、");
        let yaml = format!("{YAML}主送: {names}\n抄送: 市委办公室\n");
        project.put("content/a/2026/1/issue.yaml", &yaml);
        project
            .run(&["issue", ISSUE, "--date", "2026-07-09", "--no-pdf"])
            .expect(0);
        // As a program would have written it that has another estimate of the first page.
        let record = project.text(RECORD);
        let (under_title, in_imprint) =
            (format!("  主送：{names}\n"), format!("  主送：{names}。\n"));
        let first = "  标题：第1期通报\n";
        let moved = if title {
            assert!(record.contains(&in_imprint), "{record}");
            record
                .replace(&in_imprint, "")
                .replace(first, &format!("{first}{under_title}"))
        } else {
            let copies = "  抄送：";
            assert!(record.contains(&under_title), "{record}");
            record
                .replace(&under_title, "")
                .replace(copies, &format!("{in_imprint}{copies}"))
        };
        let (body, _) = moved.rsplit_once("校验: ").unwrap();
        let sum = super::sha256(body.as_bytes());
        project.put(RECORD, format!("{body}校验: {sum}\n"));
        let said = project.run(&["check"]).expect(0).said();
        assert!(
            !said.contains("JB4001") && !said.contains("移到版记"),
            "{said}"
        );
        project.pages().expect(0);
        let page = project.text(PAGE);
        assert_eq!(page.contains("<p class=\"recipients\">"), title, "{page}");
        // Moved by somebody, it is another paper.
        let place = if title { "版记" } else { "题下" };
        project.put(
            "content/a/2026/1/issue.yaml",
            format!("{yaml}主送位置: {place}\n"),
        );
        let run = project.run(&["check"]);
        assert_eq!(run.said().contains("JB4001"), title, "{}", run.said());
    }
}
