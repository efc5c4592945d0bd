//! `jianbao new`: the next issue as an editor finds it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write files and start the program"
)]

use crate::support::project::{Project, Run};

/// A project with a register of four units and a series of bulletins.
fn project() -> Project {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县, 类别: 县（市）区}\n  - {代号: baishi, 名称: 白石区, 类别: 县（市）区}\n  \
         - {代号: jiaotong, 名称: 交通产业, 类别: 产业}\n  - {代号: caimao, 名称: 财贸产业, 类别: 产业}\n\
         分组:\n  联系领导:\n    - {名称: 林致远, 单位: [qinghe, caimao]}\n    - {名称: 周明, 单位: [baishi, jiaotong]}\n",
    );
    project.put(
        "content/ducha/series.yaml",
        "名称: 督查通报\n版式: 公文\n文号: 云工督〔{年}〕{号}号\n署名: 云汀市总工会\n应报单位: [caimao, qinghe, baishi]\n",
    );
    project.put(
        "content/ducha/2025/7/issue.yaml",
        "标题: 关于第二季度情况的通报\n日期: 2025-07-08\n主题: [督查]\n正文:\n  - 导语.md\n  - 按: 联系领导\n    标题: \"{名称}（{单位}）\"\n  \
         - 标题: 存在的问题\n    正文:\n      - 问题.md\n      - 表: 进度.csv\n附件: [方案.md]\n",
    );
    project.put("content/ducha/2025/7/导语.md", "上一期的导语。\n");
    project.put(
        "content/ducha/2025/7/问题.md",
        "---\n标题: 主要问题\n---\n上一期的问题。\n",
    );
    project.put(
        "content/ducha/2025/7/方案.md",
        "---\n标题: 方案\n---\n上一期的方案。\n",
    );
    project.put("content/ducha/2025/7/进度.csv", "单位,数\n青禾县,1\n");
    for (code, name) in [
        ("qinghe", "青禾县"),
        ("baishi", "白石区"),
        ("caimao", "财贸产业"),
    ] {
        project.put(
            &format!("content/ducha/2025/7/units/{code}.md"),
            format!("---\n单位: {name}\n---\n上一期的{name}。\n"),
        );
    }
    project.put(
        "content/jianbao/series.yaml",
        "名称: 工会简报\n版式: 简报\n期号: 第{期}期（总第{总期}期）\n单位: 云汀市总工会办公室\n",
    );
    project
}

/// Everything below a folder of the project.
fn files(project: &Project, folder: &str) -> Vec<String> {
    let root = project.path(folder);
    let mut files: Vec<String> = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(&root).unwrap();
            below.to_string_lossy().replace('\\', "/")
        })
        .collect();
    files.sort();
    files
}

fn new(project: &Project, args: &[&str]) -> Run {
    let args: Vec<&str> = ["new"].iter().chain(args).copied().collect();
    project.run(&args)
}

/// Writes what is left to be written, and takes the mark of a draft away, as an editor does.
fn fill(project: &Project, folder: &str) {
    for file in files(project, folder) {
        let path = format!("{folder}/{file}");
        let text = project.text(&path);
        let filled: Vec<String> = text
            .lines()
            .filter(|line| *line != "草稿: true")
            .map(|line| match line.find("【待填】") {
                Some(0) => "写好的内容。".to_owned(),
                Some(at) => format!("{}写好的标题", &line[..at]),
                None => line.to_owned(),
            })
            .collect();
        project.put(&path, filled.join("\n") + "\n");
    }
}

#[test]
fn the_next_issue_has_the_outline_of_the_last_and_a_stub_for_every_unit_that_must_report() {
    let project = project();
    let said = new(&project, &["ducha", "--date", "2026-03-05"]).expect(0);
    let folder = "content/ducha/2026/1";
    assert_eq!(
        files(&project, folder),
        [
            "issue.yaml",
            "units/baishi.md",
            "units/caimao.md",
            "units/qinghe.md",
            "导语.md",
            "问题.md"
        ]
    );
    let issue = project.text(&format!("{folder}/issue.yaml"));
    for line in [
        "草稿: true\n",
        "标题: 【待填】标题\n",
        "日期: 2026-03-05\n",
        "正文:\n  - 导语.md\n  - 按: 联系领导\n    标题: '{名称}（{单位}）'\n  - 标题: 存在的问题\n    正文:\n      - 问题.md\n",
        "# - 表: 进度.csv",
        "#   - 方案.md",
        "# 主题: [督查]",
    ] {
        assert!(issue.contains(line), "{line}: {issue}");
    }
    assert!(
        project
            .text(&format!("{folder}/units/qinghe.md"))
            .starts_with("---\n单位: 青禾县\n---\n【待填】青禾县")
    );
    assert!(
        project
            .text(&format!("{folder}/问题.md"))
            .starts_with("---\n标题: 【待填】标题\n---\n")
    );
    let everything: String = files(&project, folder)
        .iter()
        .map(|file| project.text(&format!("{folder}/{file}")))
        .collect();
    assert!(
        !everything.replace("（上一期的）", "").contains("上一期的"),
        "none of its text: {everything}"
    );
    assert!(
        said.stdout.contains("新建了") && said.stderr.contains("青禾县、白石区、财贸产业"),
        "{}",
        said.said()
    );
    assert!(said.stderr.contains("ducha/2025/7") && said.stderr.contains("jianbao serve"));
}

#[test]
fn units_that_reported_figures_are_asked_for_them_again() {
    let project = project();
    project.put(
        "content/ducha/metrics.yaml",
        "指标:\n  - {代号: yaoyue, 名称: 要约书, 计量单位: 份}\n  - {代号: qiye, 名称: 签订企业, 计量单位: 家}\n  - {代号: mubiao, 名称: 应建企业, 计量单位: 家}\n",
    );
    project.put(
        "content/ducha/2025/7/units/qinghe.md",
        "---\n单位: 青禾县\n指标: {签订企业: 38, yaoyue: 312}\n---\n上一期的青禾县。\n",
    );
    new(
        &project,
        &[
            "ducha",
            "--date",
            "2025-10-09",
            "--title",
            "关于第三季度情况的通报",
        ],
    )
    .expect(0);
    for unit in ["qinghe", "baishi"] {
        let path = format!("content/ducha/2025/8/units/{unit}.md");
        let stub = project.text(&path);
        assert!(
            stub.contains("\n# 指标: {要约书: , 签订企业: }\n"),
            "{stub}"
        );
        // Filled in as it says, it is read.
        let filled = stub
            .replace(
                "# 指标: {要约书: , 签订企业: }",
                "指标: {要约书: 5, 签订企业: 2}",
            )
            .replace("【待填】", "");
        project.put(&path, filled);
    }
    let said = project.run(&["check"]).said();
    assert!(!said.contains("指标"), "{said}");
}

#[test]
fn what_is_not_written_is_an_error_and_once_written_it_builds() {
    let project = project();
    for series in ["ducha", "jianbao"] {
        new(&project, &[series, "--date", "2026-03-05"]).expect(0);
        let issue = format!("{series}/2026/1");
        let folder = format!("content/{issue}");
        let said = project.run(&["check", "--issue", &issue]).expect(1).stderr;
        let found: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("错误"))
            .collect();
        assert!(
            found
                .iter()
                .all(|line| line.contains("JB1021") || line.contains("草稿")),
            "{said}"
        );
        let to_write = files(&project, &folder).len() - usize::from(series == "jianbao");
        assert_eq!(
            found.iter().filter(|line| line.contains("JB1021")).count(),
            to_write,
            "{said}"
        );
        // Nothing of it is published.
        project.run(&["build", "--no-pdf", "--issue", &issue]);
        assert!(!project.has(&format!("output/{issue}/index.html")));

        fill(&project, &folder);
        project.run(&["check", "--issue", &issue]).expect(0);
        project
            .run(&["build", "--no-pdf", "--issue", &issue])
            .expect(0);
        let page = project.text(&format!("output/{issue}/index.html"));
        assert!(
            page.contains("写好的内容。") && !page.contains("待填"),
            "{page}"
        );
    }
}

/// Whom the last issue went to, its 副题 and the names of its files come along; examples name this office's units.
#[test]
fn what_the_last_issue_says_itself_comes_along() {
    let project = project();
    let first = new(&project, &["jianbao", "--date", "2026-03-05"]).expect(0);
    assert!(first.stdout.contains("jianbao"), "{}", first.said());
    let bulletin = project.text("content/jianbao/2026/1/issue.yaml");
    assert!(bulletin.contains("# 主送: [青禾县, 白石区]"), "{bulletin}");
    let article = project.text("content/jianbao/2026/1/01.md");
    assert!(article.contains("# 来源: 青禾县\n"), "{article}");

    let last = "content/ducha/2025/7";
    let issue = project.text(&format!("{last}/issue.yaml"));
    project.put(
        &format!("{last}/issue.yaml"),
        format!("{issue}副题: 截至6月30日\n主送: [各县总工会, \"甲、乙（,）\"]\n抄送: {{增加: [市财政局]}}\n"),
    );
    for (code, name) in [("qinghe", "青禾县"), ("caimao", "财贸产业")] {
        let text = project.text(&format!("{last}/units/{code}.md"));
        project.put(&format!("{last}/units/{name}.md"), text);
        std::fs::remove_file(project.path(&format!("{last}/units/{code}.md"))).unwrap();
    }
    project.put(
        "content/ducha/series.yaml",
        "名称: 督查通报\n版式: 公文\n文号: 云工督〔{年}〕{号}号\n署名: 云汀市总工会\n应报单位: [caimao, qinghe, baishi, jiaotong]\n",
    );
    new(&project, &["ducha", "--date", "2026-03-05"]).expect(0);
    let folder = "content/ducha/2026/1";
    assert_eq!(
        files(&project, folder),
        [
            "issue.yaml",
            "units/baishi.md",
            "units/交通产业.md",
            "units/财贸产业.md",
            "units/青禾县.md",
            "导语.md",
            "问题.md"
        ],
        "as in the last issue, and a new one as most of them"
    );
    let issue = project.text(&format!("{folder}/issue.yaml"));
    for line in [
        "# 上一期的副题：截至6月30日\n副题: 【待填】副题\n",
        "# 下面的主送、抄送同上一期，不对就改\n",
        "主送: [各县总工会, \"甲、乙（,）\"]\n",
        "抄送: {增加: [市财政局]}\n",
    ] {
        assert!(issue.contains(line), "{line}: {issue}");
    }
    fill(&project, folder);
    project.run(&["check", "--issue", "ducha/2026/1"]).expect(0);
}

#[test]
fn numbers_go_on_within_the_year_and_begin_anew_where_the_rule_says_so() {
    let project = project();
    let folder = |args: &[&str]| {
        let said = new(&project, args).expect(0).stdout;
        said.trim()
            .rsplit("content")
            .next()
            .unwrap()
            .replace('\\', "/")
    };
    assert_eq!(folder(&["ducha", "--date", "2025-12-30"]), "/ducha/2025/8");
    assert_eq!(folder(&["ducha", "--date", "2025-12-31"]), "/ducha/2025/9");
    assert_eq!(
        folder(&["ducha", "--date", "2026年1月5日", "--title", "通报: 一"]),
        "/ducha/2026/1"
    );
    assert!(
        project
            .text("content/ducha/2026/1/issue.yaml")
            .contains("标题: '通报: 一'\n")
    );
    assert_eq!(folder(&["jianbao", "--date", "2026-03"]), "/jianbao/2026/1");
    // A series that has counted on over a new year does so again.
    project.put(
        "content/lian/series.yaml",
        "名称: 联播\n版式: 简报\n期号: 第{期}期\n单位: 办公室\n",
    );
    for (year, number) in [(2024, 8), (2025, 9)] {
        let place = format!("content/lian/{year}/{number}");
        project.put(
            &format!("{place}/issue.yaml"),
            format!("日期: {year}-05-01\n正文: [{{文章: [a.md]}}]\n"),
        );
        project.put(&format!("{place}/a.md"), "---\n标题: 甲\n---\n乙。\n");
    }
    assert_eq!(folder(&["lian", "--date", "2026-05-01"]), "/lian/2026/10");
}

#[test]
fn refusals_say_why_and_leave_nothing() {
    let project = project();
    let before = files(&project, "content");
    let refuse = |args: &[&str], words: &[&str]| {
        let said = new(&project, args).expect(2).stderr;
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
    };
    refuse(
        &["ducah", "--date", "2026-03-05"],
        &["没有系列“ducah”，是否为“ducha”？", "jianbao（工会简报）"],
    );
    refuse(&["督查通报"], &["是否为“ducha”？"]);
    refuse(&["../ducha"], &["没有系列"]);
    refuse(&[], &["请写明系列", "ducha"]);
    refuse(&["ducha", "--date", "2026-02-30"], &["这个月只有 28 天"]);
    refuse(&["ducha", "--date", "明天"], &["--date 2026-03-05"]);
    refuse(
        &["ducha", "--date", "2025-07-01"],
        &["早于最近一期 ducha/2025/7", "2025年7月8日"],
    );
    assert_eq!(files(&project, "content"), before);

    // A folder without an issue.yaml is somebody's work as well.
    project.put("content/ducha/2026/1/笔记.md", "别动。\n");
    refuse(
        &["ducha", "--date", "2026-03-05"],
        &["ducha/2026/1/ 已经有了，什么也没有改动"],
    );
    assert_eq!(files(&project, "content/ducha/2026/1"), ["笔记.md"]);

    project.put("content/jianbao/series.yaml", "名称: 工会简报\n版式: 报\n");
    let said = new(&project, &["jianbao"]).expect(1).stderr;
    assert!(said.contains("有错误，先改正"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_left_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let project = project();
    let year = project.path("content/ducha/2026");
    std::fs::create_dir_all(&year).unwrap();
    std::fs::set_permissions(&year, PermissionsExt::from_mode(0o555)).unwrap();
    let is_root = std::fs::create_dir(year.join("x")).is_ok();
    if !is_root {
        new(&project, &["ducha", "--date", "2026-03-05"]).expect(3);
        assert_eq!(std::fs::read_dir(&year).unwrap().count(), 0);
    }
    std::fs::set_permissions(&year, PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn an_order_is_begun_without_a_title_and_with_a_word_about_its_stamp() {
    let project = project();
    let series = "名称: 市政府令\n版式: 命令\n报头: 云汀市人民政府\n报头后缀: 令\n期号: 第{总期}号\n总期起点: 46\n";
    project.put("content/ling/series.yaml", series);
    new(&project, &["ling", "--date", "2026-09-28"]).expect(0);
    let folder = "content/ling/2026/1";
    assert_eq!(files(&project, folder), ["issue.yaml", "正文.md"]);
    let issue = project.text(&format!("{folder}/issue.yaml"));
    for line in [
        "# 标题: 命令一般没有标题",
        "签名章:\n  - 职务: 【待填】职务\n    姓名: 【待填】姓名\n",
        "正文:\n  - 正文.md\n",
    ] {
        assert!(issue.contains(line), "{line}: {issue}");
    }
    // What is filled in is no error.
    fill(&project, folder);
    let this = ["--issue", "ling/2026/1"];
    project.run(&["check", this[0], this[1]]).expect(0);
    let typed = project.text(&format!("{folder}/issue.yaml"));
    assert!(
        typed.contains("  - 职务: 写好的标题\n    姓名: 写好的标题\n"),
        "{typed}"
    );
    // Where the series says whose it is, it is not asked for.
    project.remove("content/ling/2026");
    project.put(
        "content/ling/series.yaml",
        format!("{series}签名章: {{职务: 市长, 姓名: 陆明远}}\n"),
    );
    new(&project, &["ling", "--date", "2026-09-28"]).expect(0);
    let again = project.text(&format!("{folder}/issue.yaml"));
    assert!(!again.contains("职务: 【"), "{again}");
    fill(&project, folder);
    project
        .run(&["build", "--no-pdf", this[0], this[1]])
        .expect(0);
    let page = project.text("output/ling/2026/1/index.html");
    assert!(page.contains("云汀市人民政府令") && page.contains("第47号"));
}

#[test]
fn the_first_issue_of_a_series_has_a_stub_for_every_unit_that_must_report() {
    let project = project();
    project.put(
        "content/metrics.yaml",
        "指标:\n  - {代号: ruhui, 名称: 新增入会, 计量单位: 人}\n",
    );
    for (layout, author, series) in [
        ("公文", "署名", "gongwen"),
        ("简报", "单位", "dongtai"),
        ("信函", "署名", "han"),
    ] {
        project.put(
            &format!("content/{series}/series.yaml"),
            format!("名称: {series}\n版式: {layout}\n{author}: 云汀市总工会\n应报单位: [财贸产业, 青禾县, 白石区]\n"),
        );
        let said = new(&project, &[series, "--date", "2026-09-28"]).expect(0);
        assert!(said.said().contains("有 3 个单位要报送"), "{}", said.said());
        let folder = format!("content/{series}/2026/1");
        let files = files(&project, &folder);
        for (code, name) in [
            ("qinghe", "青禾县"),
            ("baishi", "白石区"),
            ("caimao", "财贸产业"),
        ] {
            assert!(files.contains(&format!("{code}.md")), "{series}: {files:?}");
            let stub = project.text(&format!("{folder}/{code}.md"));
            assert!(
                stub.contains(&format!("单位: {name}\n")),
                "{series}: {stub}"
            );
            assert!(
                stub.contains(&format!("【待填】{name}报送的内容")),
                "{series}: {stub}"
            );
            assert_eq!(
                stub.contains("# 指标: {新增入会: }"),
                layout != "简报",
                "{stub}"
            );
        }
        fill(&project, &folder);
        let check = project
            .run(&["check", "--issue", &format!("{series}/2026/1")])
            .expect(0);
        assert!(!check.stderr.contains("警告"), "{}", check.said());
    }
}

#[test]
fn nothing_of_another_office_stands_in_what_is_begun() {
    let project = Project::new();
    project.remove("content");
    project.put("名单.txt", "望岚区教育局\n澄江县教育局\n");
    let kinds = "通报,简报,专题简报,通知,函,纪要,总结";
    project
        .run(&[
            "init",
            "--name",
            "安岭市教育局",
            "--code",
            "安教",
            "--kinds",
            kinds,
            "--unit-list",
            "名单.txt",
        ])
        .expect(0);
    for folder in ["jianbao", "zhuanti", "tongzhi", "han", "jiyao", "zongjie"] {
        new(&project, &[folder, "--date", "2026-11-30"]).expect(0);
    }
    for (path, bytes) in project.tree("content") {
        let text = String::from_utf8(bytes).expect("UTF-8");
        for word in ["工会", "云汀", "青禾", "林致远", "陆明远", "市委", "市长"] {
            assert!(!text.contains(word), "{path}: {word}\n{text}");
        }
        if path.ends_with("series.yaml") {
            assert!(
                text.contains("主送: [望岚区教育局, 澄江县教育局]"),
                "{path}: {text}"
            );
        }
    }
    for folder in [
        "tongbao", "jianbao", "zhuanti", "tongzhi", "han", "jiyao", "zongjie",
    ] {
        fill(&project, &format!("content/{folder}/2026/1"));
    }
    let check = project.run(&["check"]).expect(0);
    assert!(!check.stderr.contains("警告"), "{}", check.said());
}
