//! `jianbao status`, and what of the ledger of problems (问题台账) changes when other issues do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write files and start the program"
)]

use std::collections::BTreeSet;
use std::sync::Arc;

use jianbao::pipeline::preview::Preview;
use jianbao::stage::discover::discover;

use crate::support::project::Project;

fn project() -> Project {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县}\n  - {代号: baishi, 名称: 白石区}\n  - {代号: shiqiao, 名称: 石桥市}\n",
    );
    project.put(
        "content/ducha/series.yaml",
        "名称: 督查通报\n版式: 公文\n署名: 云汀市总工会\n",
    );
    project.put(
        "content/ducha/2026/1/issue.yaml",
        "标题: 关于第一季度情况的通报\n日期: 2026-04-08\n正文: [qinghe.md, {表: 整改清单, 问题: 全部}]\n",
    );
    project.put(
        "content/ducha/2026/1/qinghe.md",
        "---\n单位: 青禾县\n问题: {编号: 青禾-1, 内容: 台账不全, 时限: 2026-05-31}\n---\n青禾县有一个问题。\n",
    );
    project.put(
        "content/ducha/2026/2/issue.yaml",
        "标题: 关于第二季度情况的通报\n日期: 2026-07-08\n截止: 2026-07-01\n草稿: 是\n正文: [{按: 单位}, {表: 整改清单, 问题: 全部}]\n",
    );
    project.put(
        "content/ducha/2026/2/qinghe.md",
        "---\n单位: 青禾县\n报送日期: 2026-07-03\n---\n青禾县新建工会三家。\n",
    );
    project.put(
        "content/ducha/2026/2/baishi.md",
        "---\n单位: 白石区\n---\n【待填】白石区报送的内容。写好后删去这一行。\n",
    );
    project
}

#[test]
fn status_says_what_is_missing_from_whom_until_nothing_is() {
    let project = project();
    for which in [
        &["status"][..],
        &["status", "ducha"],
        &["status", "ducha/2026/2"],
    ] {
        let said = project.run(which).expect(1).stdout;
        for words in [
            "ducha/2026/2　关于第二季度情况的通报（草稿）",
            "截止2026年7月1日，应报3个单位，已报1个（其中迟报1个），未报2个。",
            "未报：白石区、石桥市",
            "已报：青禾县（迟2天）",
            "问题台账：共1个：逾期1个。",
            "没有下文：青禾县的 青禾-1（逾期38天）",
            "还没有齐",
        ] {
            assert!(said.contains(words), "{words} is not in\n{said}");
        }
    }
    project.put(
        "content/ducha/2026/2/qinghe.md",
        "---\n单位: 青禾县\n问题: {编号: 青禾-1, 状态: 已整改}\n---\n青禾县新建工会三家。\n",
    );
    project.put(
        "content/ducha/2026/2/baishi.md",
        "---\n单位: 白石区\n---\n白石区新建工会两家。\n",
    );
    project.put(
        "content/ducha/2026/2/shiqiao.md",
        "---\n单位: 石桥市\n零报: 是\n---\n",
    );
    let said = project.run(&["status"]).expect(0).stdout;
    for words in ["全部报送", "零报：石桥市", "共1个：已整改1个。", "齐了"] {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
}

#[test]
fn status_knows_series_and_issues() {
    let project = project();
    assert!(
        project
            .run(&["status", "duchа"])
            .expect(2)
            .stderr
            .contains("没有系列")
    );
    assert!(
        project
            .run(&["status", "ducha/2026/9"])
            .expect(2)
            .stderr
            .contains("没有")
    );
    // One that is named is told of though it is no draft.
    let said = project.run(&["status", "ducha/2026/1"]).expect(0).stdout;
    assert!(said.contains("没有哪个单位必须报送"), "{said}");
}

/// What was issued and would say something else because an earlier issue was changed is an error that names the line.
#[test]
fn an_issued_ledger_does_not_change_in_silence() {
    let project = project();
    project.put(
        "content/ducha/2026/2/issue.yaml",
        "标题: 关于第二季度情况的通报\n日期: 2026-07-08\n正文: [qinghe.md, {表: 整改清单, 问题: 全部}]\n",
    );
    project.put("content/ducha/2026/2/baishi.md", "");
    std::fs::remove_file(project.path("content/ducha/2026/2/baishi.md")).unwrap();
    project
        .run(&["issue", "ducha/2026/2", "--no-pdf", "--date", "2026-07-09"])
        .expect(0);
    project.run(&["check"]).expect(0);
    project.put(
        "content/ducha/2026/1/qinghe.md",
        "---\n单位: 青禾县\n问题: {编号: 青禾-1, 内容: 台账不全不实, 时限: 2026-05-31}\n---\n青禾县有一个问题。\n",
    );
    let said = project.run(&["check"]).expect(1).stderr;
    assert!(said.contains("JB4001"), "{said}");
    assert!(said.contains("ducha/2026/1/qinghe.md:3"), "{said}");
}

/// A preview draws an issue again when another issue of its series says something else of a problem.
#[test]
fn a_preview_follows_the_issues_that_a_ledger_is_made_of() {
    let project = project();
    let read = || Arc::new(discover(&project.path("content")).unwrap());
    let before = Preview::new(read());
    let path = "ducha/2026/1/qinghe.md";
    project.put(
        &format!("content/{path}"),
        "---\n单位: 青禾县\n问题: {编号: 青禾-1, 内容: 台账不全, 时限: 2026-06-30}\n---\n青禾县有一个问题。\n",
    );
    let after = before.again(read(), &BTreeSet::from([path.to_owned()]));
    assert_eq!(after.assembled(), 2);
    let said = |preview: &Preview| {
        let findings = preview.issues()["ducha/2026/2"].findings.iter();
        let words: Vec<String> = findings.map(|finding| finding.message.clone()).collect();
        words.join("\n")
    };
    assert!(
        said(&before).contains("青禾-1（逾期38天）"),
        "{}",
        said(&before)
    );
    assert!(
        said(&after).contains("青禾-1（逾期8天）"),
        "{}",
        said(&after)
    );
}

/// The dossiers and the list of open problems show what the issues of the site say, and nothing that others say.
#[test]
fn open_problems_are_listed_for_those_who_may_read_of_them() {
    let project = project();
    project.put(
        "content/ducha/2026/3/issue.yaml",
        "标题: 关于慰问费的通报\n日期: 2026-07-20\n受众: 内部\n正文: [baishi.md]\n",
    );
    project.put(
        "content/ducha/2026/3/baishi.md",
        "---\n单位: 白石区\n问题: {编号: 白石-1, 内容: 两笔慰问费没有签收单, 责任单位: [白石区, 石桥市]}\n---\n白石区有一个问题。\n",
    );
    let page = |path: &str| std::fs::read_to_string(project.path(&format!("output/{path}")));
    project.run(&["build", "--no-pdf"]).expect(0);
    let all = page("problems/index.html").unwrap();
    for words in [
        "台账不全",
        "逾期50天",
        "两笔慰问费没有签收单",
        "截至2026年7月20日",
        "共2个",
    ] {
        assert!(all.contains(words), "{words} is not in\n{all}");
    }
    assert!(all.find("台账不全") < all.find("两笔慰问费"), "{all}");
    // What becomes of a problem changes with every issue: the page of one that went out says nothing of it.
    for (path, bytes) in project.output() {
        let is_issue = path.starts_with("ducha/2026/") && path.ends_with(".html");
        let leads = String::from_utf8_lossy(&bytes).contains("problems/index.html");
        assert!(
            !is_issue || path.matches('/').count() < 3 || !leads,
            "{path}"
        );
    }
    assert!(
        page("units/qinghe/index.html")
            .unwrap()
            .contains("台账不全")
    );
    assert!(
        page("units/baishi/index.html")
            .unwrap()
            .contains("两笔慰问费")
    );
    assert!(
        !page("units/baishi/index.html")
            .unwrap()
            .contains("台账不全")
    );
    assert!(page("index.html").unwrap().contains("problems/index.html"));

    project
        .run(&["build", "--no-pdf", "--audience", "public", "--replace"])
        .expect(0);
    for (path, bytes) in project.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("慰问费"), "{path}");
        assert!(!text.contains("白石-1"), "{path}");
    }
    let public = page("problems/index.html").unwrap();
    assert!(
        public.contains("台账不全") && public.contains("逾期"),
        "{public}"
    );

    // An archive in which nobody speaks of problems has no such page.
    for issue in ["ducha/2026/1", "ducha/2026/2"] {
        let name = format!("content/{issue}/qinghe.md");
        project.put(&name, "---\n单位: 青禾县\n---\n青禾县新建工会三家。\n");
    }
    project
        .run(&["build", "--no-pdf", "--audience", "public"])
        .expect(0);
    assert!(page("problems/index.html").is_err());
    assert!(!page("index.html").unwrap().contains("problems"));
}

/// What a unit reported the last time and not now is missing from it (缺项); a table shows the year, issue by issue.
#[test]
fn what_is_missing_from_a_report_and_the_reports_of_the_year_are_told() {
    let project = project();
    project.put(
        "content/metrics.yaml",
        "指标:\n  - {名称: 入会, 计量单位: 人}\n  - {名称: 建会, 计量单位: 家}\n",
    );
    project.put(
        "content/ducha/2026/1/指标.csv",
        "单位,入会,建会\n青禾县,30,2\n白石区,20,1\n石桥市,10,—\n",
    );
    project.put(
        "content/ducha/2026/2/issue.yaml",
        "标题: 关于第二季度情况的通报\n日期: 2026-07-08\n截止: 2026-07-01\n正文: [正文.md, {按: 单位}, {表: 报送情况, 报送: 全部, 列: [单位, 各期, 今年未报, 今年迟报, 报送情况]}]\n",
    );
    project.put("content/ducha/2026/2/正文.md", "缺项的有{{缺项单位}}。\n");
    project.put(
        "content/ducha/2026/2/指标.csv",
        "单位,入会,建会\n白石区,20,—\n石桥市,10,\n",
    );
    project.remove("content/ducha/2026/2/baishi.md");
    let run = project.run(&["status", "ducha/2026/2"]);
    let said = run.said();
    run.expect(1);
    for line in ["缺项：青禾县缺入会、建会", "缺项：白石区缺建会", "缺项2个"]
    {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert!(!said.contains("石桥市缺"), "it never reported that: {said}");
    project.run(&["build", "--no-pdf"]).expect(0);
    let page = project.text("output/ducha/2026/2/index.html");
    let text = crate::support::html::text(crate::support::html::main(&page), &[]);
    let squeezed: String = text.split_whitespace().collect();
    for row in [
        "单位4月7月今年未报今年迟报报送情况",
        "青禾县—迟2天01迟报2天，缺入会、建会",
        "白石区—已报00已报，缺建会",
        "缺项的有青禾县、白石区。",
    ] {
        assert!(squeezed.contains(row), "{row} in {text}");
    }
}
