//! The years of the sample archive, after which, with one more issue to come, a leader changes, a unit is renamed, one goes and two become one: what was issued keeps its text
//! to the byte, what comes later follows the register, and dossiers are joined.

use std::collections::BTreeMap;

use crate::support::project::Project;

const BEFORE: &[&str] = &["ducha/2026/1", "ducha/2026/2", "tongzhi/2026/1"];

/// The sample archive, with half a year issued.
fn archive() -> Project {
    let project = Project::new();
    project.remove("content");
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for entry in walkdir::WalkDir::new(&sample) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&sample).unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            project.put(&format!("content/{}", path.display()), bytes);
        }
    }
    for issue in BEFORE {
        let issued = ["issue", *issue, "--no-pdf", "--date", "2026-11-30"];
        project.run(&issued).expect(0);
    }
    project
}

fn replace(project: &Project, path: &str, pairs: &[(&str, &str)]) {
    let mut text = project.text(path);
    for (from, to) in pairs {
        assert!(text.contains(from), "{path}: {from}");
        text = text.replacen(from, to, 1);
    }
    project.put(path, text);
}

/// What 2026-12-01 brought.
fn reform(project: &Project) {
    replace(
        project,
        "content/units.yaml",
        &[
            (
                "{代号: shiqiao, 名称: 石桥市, 全称: 石桥市总工会, 类别: 县（市）区}",
                "{代号: shiqiao, 名称: 石桥区, 全称: 石桥区总工会, 类别: 县（市）区, 曾用名: [{名称: 石桥市, 全称: 石桥市总工会, 至: 2026-11-30}]}",
            ),
            (
                "名称: 白石区, 全称: 白石区总工会, 类别: 县（市）区}",
                "名称: 白石区, 全称: 白石区总工会, 类别: 县（市）区, 至: 2026-11-30, 并入: dongting}",
            ),
            (
                "名称: 交通运输工会, 类别: 产业工会}",
                "名称: 交通运输工会, 类别: 产业工会, 至: 2026-11-30}",
            ),
            (
                "- {名称: 林致远, 单位: [qinghe, baishi, yunneng]}",
                "- {名称: 林致远, 单位: [qinghe, baishi, yunneng], 至: 2026-11-30}\n    - {名称: 周明远, 单位: [qinghe, yunneng], 自: 2026-12-01}",
            ),
        ],
    );
    replace(
        project,
        "content/ducha/series.yaml",
        &[
            (
                "份数: 80",
                "份数: [{至: 2026-11-30, 为: 80}, {自: 2026-12-01, 为: 95}]",
            ),
            (
                "省总工会办公室]",
                "省总工会办公室, {名称: 市委社会工作部, 自: 2026-12-01}]",
            ),
            (
                "文号: 云工督查字〔{年}〕{号}号",
                "文号:\n  - {至: 2026-11-30, 为: \"云工督查字〔{年}〕{号}号\"}\n  - {自: 2026-12-01, 为: \"云工督〔{年}〕{号}号\"}",
            ),
        ],
    );
}

/// The text of every issue that is out.
fn texts(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let output = project.output().into_iter();
    output.filter(|(path, _)| path.ends_with(".txt")).collect()
}

#[test]
fn a_reform_leaves_what_was_issued_to_the_byte_and_what_comes_follows_the_register() {
    let project = archive();
    let build = ["build", "--no-pdf", "--quiet"];
    project.run(&build).expect(0);
    let before = texts(&project);
    assert!(before.len() > 25, "{:?}", before.keys());
    reform(&project);
    project.remove("content/ducha/2026/5/正文.md");
    project.put(
        "content/ducha/2026/5/issue.yaml",
        "标题: 关于第四季度集体协商推进情况的通报\n日期: 2026-12-11\n正文:\n  - {按: 联系领导, 标题: \"{名称}（联系单位：{单位}）\"}\n",
    );
    for (unit, name) in [
        ("qinghe", "青禾县"),
        ("shiqiao", "石桥区"),
        ("dongting", "东汀区"),
    ] {
        project.put(
            &format!("content/ducha/2026/5/units/{unit}.md"),
            format!("---\n单位: {name}\n---\n签订集体合同38份。\n"),
        );
    }
    let run = project.run(&["build", "--no-pdf"]).expect(0);
    let said = run.said();
    let after = texts(&project);
    for (path, text) in &before {
        assert!(after.get(path) == Some(text), "{path}\n{said}");
    }
    assert!(!said.contains("JB4001"), "{said}");

    // The new issue has the new leader, names, copies, recipients and number, and chases nobody who is gone.
    let text = project.text("output/ducha/2026/5/ducha-2026-5.txt");
    for words in [
        "周明远（联系单位：青禾县、云汀能源集团）",
        "石桥区",
        "市委社会工作部",
        "云工督〔2026〕5号",
        "95份",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(
        !text.contains("林致远") && !text.contains("石桥市"),
        "{text}"
    );
    let silent = said.lines().filter(|line| line.contains("JB1006"));
    for line in silent {
        assert!(
            !line.contains("白石区") && !line.contains("交通运输工会"),
            "{line}"
        );
    }

    // One dossier under all names; what the unit was merged into has its issues too.
    let renamed = project.text("output/units/shiqiao/index.html");
    assert!(renamed.contains("<h1>石桥区"), "{renamed}");
    assert!(
        renamed.contains("石桥区：到2026年11月30日为止叫“石桥市”"),
        "{renamed}"
    );
    assert!(
        renamed.contains("ducha/2026/1/") && renamed.contains("ducha/2026/5/"),
        "{renamed}"
    );
    let merged = project.text("output/units/dongting/index.html");
    assert!(
        merged.contains("白石区：2026年11月30日以后并入东汀区"),
        "{merged}"
    );
    let gone = project.text("output/units/baishi/index.html");
    let link = "ducha/2026/1/";
    assert!(merged.contains(link) && gone.contains(link), "{merged}");
    assert!(gone.contains("units/dongting/"), "{gone}");
    assert!(
        project
            .text("output/units/index.html")
            .contains("曾用名：石桥市")
    );
    // Search finds the issue of a time under the name of the other.
    let text = project.text("output/ducha/2026/5/text.js");
    assert!(
        text.contains("石桥区：到2026年11月30日为止叫“石桥市”"),
        "{text}"
    );
    let text = project.text("output/ducha/2026/1/text.js");
    assert!(
        text.contains("石桥区") && text.contains("并入东汀区"),
        "{text}"
    );
}

#[test]
fn a_new_issue_asks_those_who_are_there_on_its_date() {
    let project = archive();
    reform(&project);
    let new = ["new", "ducha", "--date", "2026-12-21"];
    project.run(&new).expect(0);
    let made = project.path("content/ducha/2026/6");
    let names: Vec<String> = walkdir::WalkDir::new(made)
        .into_iter()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        !names.iter().any(|name| name.contains("baishi")),
        "{names:?}"
    );
}
