//! The years of the sample archive, after which, with one more issue to come, a leader changes, a unit is renamed, one goes and two become one: what was issued keeps its text
//! to the byte, what comes later follows the register, and dossiers are joined.

use std::collections::BTreeMap;

use crate::support::project::Project;

const BEFORE: &[&str] = &["ducha/2026/1", "ducha/2026/2", "tongzhi/2026/1"];

/// The sample archive, with half a year issued.
fn archive() -> Project {
    let project = Project::sample(true);
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

/// The year as it went: half of it was issued, then on 1 July a leader changes, a unit is renamed, one goes, two become one and one becomes two, and the rest of the year
/// follows.
#[test]
fn a_reform_in_the_middle_of_the_year_divides_it() {
    let project = Project::sample(true);
    let first_half = [
        "ducha/2026/1",
        "ducha/2026/2",
        "jianbao/2026/1",
        "jianbao/2026/2",
        "tongzhi/2026/1",
        "tongzhi/2026/2",
        "zhuanti/2026/10",
    ];
    // What has not happened yet is not written yet.
    for later in [
        "ducha/2026/4",
        "ducha/2026/5",
        "zhuanti/2026/11",
        "jindu/2026/7",
        "jindu/2026/8",
        "tongzhi/2026/5",
    ] {
        project.remove(&format!("content/{later}"));
    }
    for issue in first_half {
        let issued = ["issue", issue, "--no-pdf", "--date", "2026-06-30"];
        project.run(&issued).expect(0);
    }
    let build = ["build", "--no-pdf", "--quiet"];
    project.run(&build).expect(0);
    let before = texts(&project);
    replace(
        &project,
        "content/units.yaml",
        &[
            (
                "{代号: shiqiao, 名称: 石桥市, 全称: 石桥市总工会, 类别: 县（市）区}",
                "{代号: shiqiao, 名称: 石桥区, 全称: 石桥区总工会, 类别: 县（市）区, 曾用名: [{名称: 石桥市, 全称: 石桥市总工会, 至: 2026-06-30}]}",
            ),
            (
                "名称: 白石区, 全称: 白石区总工会, 类别: 县（市）区}",
                "名称: 白石区, 全称: 白石区总工会, 类别: 县（市）区, 至: 2026-06-30, 并入: dongting}",
            ),
            (
                "名称: 临江区, 全称: 临江区总工会, 类别: 县（市）区}",
                "名称: 临江区, 全称: 临江区总工会, 类别: 县（市）区, 至: 2026-06-30, 拆分: [jiangdong, jiangxi]}\n  - {代号: jiangdong, 名称: 江东新区, 类别: 县（市）区, 自: 2026-07-01}\n  - {代号: jiangxi, 名称: 江西新区, 类别: 县（市）区, 自: 2026-07-01}",
            ),
            (
                "名称: 交通运输工会, 类别: 产业工会}",
                "名称: 交通运输工会, 类别: 产业工会, 至: 2026-06-30}",
            ),
            (
                "- {名称: 林致远, 单位: [qinghe, baishi, yunneng]}",
                "- {名称: 林致远, 单位: [qinghe, baishi, yunneng], 至: 2026-06-30}\n    - {名称: 周明远, 单位: [qinghe, yunneng], 自: 2026-07-01}",
            ),
            (
                "单位: [shiqiao, linjiang, jiaoke, jianshe]",
                "单位: [shiqiao, linjiang, {名称: jiangdong, 自: 2026-07-01}, {名称: jiangxi, 自: 2026-07-01}, jiaoke, jianshe]",
            ),
        ],
    );
    replace(
        &project,
        "content/ducha/series.yaml",
        &[(
            "份数: 80",
            "份数: [{至: 2026-06-30, 为: 80}, {自: 2026-07-01, 为: 95}]",
        )],
    );
    project.put(
        "content/ducha/2026/4/issue.yaml",
        "标题: 关于第三季度集体协商推进情况的通报\n日期: 2026-10-30\n正文:\n  - {按: 联系领导, 标题: \"{名称}（联系单位：{单位}）\"}\n",
    );
    for (unit, name) in [
        ("qinghe", "青禾县"),
        ("shiqiao", "石桥区"),
        ("dongting", "东汀区"),
        ("jiangdong", "江东新区"),
        ("jiangxi", "江西新区"),
    ] {
        project.put(
            &format!("content/ducha/2026/4/units/{unit}.md"),
            format!("---\n单位: {name}\n---\n{name}签订集体合同38份。\n"),
        );
    }
    let run = project.run(&["build", "--no-pdf"]).expect(0);
    let said = run.said();
    assert!(!said.contains("JB4001"), "{said}");
    let after = texts(&project);
    // Everything dated before the day keeps its text to the byte, whether somebody recorded it or not.
    let mut kept = 0;
    for (path, text) in &before {
        let words = String::from_utf8_lossy(text);
        let of_ducha = path.starts_with("ducha/2026/3");
        if after.get(path) != Some(text) {
            assert!(
                of_ducha && words.contains("2026年8月21日"),
                "{path}\n{said}"
            );
            continue;
        }
        kept += 1;
    }
    assert!(kept > 25, "{kept}");
    for issue in first_half {
        let path = format!("{issue}/{}.txt", issue.replace('/', "-"));
        assert!(
            before.contains_key(&path) && after.get(&path) == before.get(&path),
            "{path}"
        );
    }
    let text = project.text("output/ducha/2026/4/ducha-2026-4.txt");
    for words in ["周明远", "石桥区", "江东新区", "江西新区", "95份"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for words in ["林致远", "石桥市", "白石区", "临江区", "交通运输工会"] {
        assert!(!text.contains(words), "{words}\n{text}");
    }
    // Nobody who is gone is asked for a report.
    for line in said.lines().filter(|line| line.contains("JB1006")) {
        let gone = ["白石区", "交通运输工会", "临江区"];
        assert!(!gone.iter().any(|name| line.contains(name)), "{line}");
    }
    // Both parts have the issues of what they were one of, and its page leads to both.
    let whole = project.text("output/units/linjiang/index.html");
    for words in [
        "临江区：2026年6月30日以后分为江东新区、江西新区",
        "units/jiangdong/",
        "units/jiangxi/",
        "ducha/2026/1/",
    ] {
        assert!(whole.contains(words), "{words}\n{whole}");
    }
    for part in ["jiangdong", "jiangxi"] {
        let page = project.text(&format!("output/units/{part}/index.html"));
        for words in ["ducha/2026/1/", "ducha/2026/4/", "分为江东新区、江西新区"] {
            assert!(page.contains(words), "{part} {words}\n{page}");
        }
    }
    // Search finds the old issue by the new names.
    let text = project.text("output/ducha/2026/1/text.js");
    assert!(text.contains("分为江东新区、江西新区"), "{text}");
    let merged = project.text("output/units/dongting/index.html");
    assert!(
        merged.contains("白石区：2026年6月30日以后并入东汀区"),
        "{merged}"
    );
    // And what was issued can be archived as it was, had it a PDF; without one that is said for each.
    project.put(
        "content/site.yaml",
        format!(
            "{}全宗号: Z109\n保管期限: 30年\n",
            project.text("content/site.yaml")
        ),
    );
    let run = project.run(&["archive", "2026"]).expect(1);
    assert_eq!(
        run.said().matches("没有记下 PDF").count(),
        first_half.len(),
        "{}",
        run.said()
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
