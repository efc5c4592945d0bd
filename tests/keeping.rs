//! How issues are kept: for whom (受众), drafts and classified papers, amendments, former addresses, and what must not vanish silently.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read and write files and start the program"
)]

use crate::support::project::Project;
use crate::support::shape;

/// A project whose issues 1 and 3 are public and whose issue 2 has these lines more.
fn with(second: &str) -> Project {
    let project = Project::new();
    for number in [2, 3] {
        project.issue(number, "公开的一段。\n");
    }
    put(
        &project,
        2,
        &format!("标题: 石塘片区欠薪线索摘报\n主题: [欠薪线索]\n{second}"),
    );
    project.put(
        "content/a/2026/2/正文.md",
        "线索涉及柳湾劳务公司。\n\n![现场](xianchang.png)\n\n[名册](mingce.xlsx)\n",
    );
    project.put("content/a/2026/2/xianchang.png", picture());
    project.put("content/a/2026/2/mingce.xlsx", "PK柳湾名册");
    project
}

fn put(project: &Project, number: u32, lines: &str) {
    project.put(
        &format!("content/a/2026/{number}/issue.yaml"),
        format!("{lines}日期: 2026-07-08\n正文: [正文.md]\n"),
    );
}

/// A grey picture of one pixel.
fn picture() -> Vec<u8> {
    std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/content/ducha/2025/2/督查流程.png"
    ))
    .unwrap()
}

/// What of the hidden issue is in the site: paths, and files with any word of it.
fn traces(project: &Project) -> Vec<String> {
    let words = ["石塘片区", "柳湾", "欠薪线索", "a/2026/2", "a-2026-2"];
    let mut traces = Vec::new();
    for (path, bytes) in project.output() {
        if path.starts_with("a/2026/2/") {
            traces.push(path.clone());
        }
        for word in words {
            if bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
            {
                traces.push(format!("{path}: {word}"));
            }
        }
    }
    traces
}

fn faults(project: &Project) -> Vec<String> {
    let mut faults = Vec::new();
    let output = project.output();
    for (path, bytes) in &output {
        if !path.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes.clone()).unwrap();
        let page = shape::check(&html).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        for link in &page.links {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains(':') {
                continue;
            }
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in target.split('/') {
                match part {
                    ".." => drop(parts.pop()),
                    part => parts.push(part),
                }
            }
            if !output.contains_key(&parts.join("/")) {
                faults.push(format!("{path} → {link}"));
            }
        }
    }
    faults
}

#[test]
fn nothing_of_an_internal_issue_is_in_a_public_site() {
    let project = with("受众: 内部\n");
    // Others name it: as what takes their place, and as where they were corrected.
    put(
        &project,
        1,
        "标题: 第1期通报\n废止: {日期: 2026-08-01, 由: a/2026/2, 说明: 另有安排}\n",
    );
    let run = project.run(&["build", "--audience", "public"]).expect(0);
    assert!(
        run.said().contains("未收入资料库：1 期仅供内部。"),
        "{}",
        run.said()
    );
    assert_eq!(traces(&project), Vec::<String>::new());
    // The manifest writes an issue's place in parts.
    assert!(
        !project
            .manifest("output")
            .to_string()
            .contains("\"folder\":\"2\"")
    );
    assert_eq!(faults(&project), Vec::<String>::new());
    let page = project.text("output/a/2026/1/index.html");
    assert!(page.contains("本期已于2026年8月1日废止") && page.contains("说明：另有安排。"));
    assert!(
        page.contains("a/2026/3/index.html"),
        "the neighbour is the next public one"
    );
    assert!(project.text("output/a/index.html").contains("共2期"));
}

#[test]
fn the_series_and_the_site_name_the_audience_of_those_that_do_not() {
    let project = with("");
    project.put("content/site.yaml", "名称: 甲库\n受众: 内部\n");
    put(&project, 3, "标题: 第3期通报\n受众: 公开\n");
    let pages = |project: &Project| -> Vec<bool> {
        (1..=3)
            .map(|number| project.has(&format!("output/a/2026/{number}/index.html")))
            .collect()
    };
    project
        .run(&["build", "--no-pdf", "--audience", "public"])
        .expect(0);
    assert_eq!(pages(&project), [false, false, true]);
    project.put(
        "content/a/series.yaml",
        "名称: 甲系列\n版式: 公文\n受众: 公开\n",
    );
    project
        .run(&["build", "--no-pdf", "--audience", "public"])
        .expect(0);
    assert_eq!(pages(&project), [true, true, true]);
    // The mark on the paper says it too.
    put(&project, 1, "标题: 第1期通报\n密级: 内部资料　注意保存\n");
    project
        .run(&["build", "--no-pdf", "--audience", "public"])
        .expect(0);
    assert_eq!(pages(&project), [false, true, true]);
    project.pages().expect(1);
    project.run(&["build", "--no-pdf", "--replace"]).expect(0);
    assert_eq!(pages(&project), [true, true, true]);
}

#[test]
fn a_folder_that_changes_its_audience_loses_what_is_internal() {
    let project = with("受众: 内部\n");
    project.run(&["build"]).expect(0);
    assert!(!traces(&project).is_empty());
    // A part of the archive would leave pages that speak of it.
    let run = project
        .run(&[
            "build",
            "--no-pdf",
            "--audience",
            "public",
            "--replace",
            "--issue",
            "a/2026/1",
        ])
        .expect(1);
    assert!(run.said().contains("完整生成一次"), "{}", run.said());
    // Nor does an issue with errors keep a page that speaks of it.
    put(&project, 1, "标题: 第1期通报\n不是键: 1\n");
    let run = project
        .run(&["build", "--audience", "public", "--replace"])
        .expect(1);
    assert!(
        run.said()
            .contains("a/2026/1 有错误没有生成；它以前的网页和 PDF"),
        "{}",
        run.said()
    );
    assert_eq!(traces(&project), Vec::<String>::new());
    assert!(project.has("output/a/2026/3/index.html"));
    assert!(!project.has("output/a/2026/1/index.html"));
}

#[test]
fn an_issue_that_becomes_internal_is_taken_out_whole() {
    let project = with("");
    let public = ["build", "--no-pdf", "--audience", "public"];
    project.run(&public).expect(0);
    assert!(!traces(&project).is_empty());
    put(&project, 2, "标题: 石塘片区欠薪线索摘报\n受众: 内部\n");
    let part = [&public[..], &["--issue", "a/2026/3"]].concat();
    project.run(&part).expect(1);
    // With a series that cannot be read the lists could not be drawn anew.
    project.put("content/b/series.yaml", "版式: 公文\n");
    let run = project.run(&public).expect(1);
    assert!(run.said().contains("不再收入资料库"), "{}", run.said());
    project.remove("content/b");
    project.run(&public).expect(0);
    assert_eq!(traces(&project), Vec::<String>::new());
    assert_eq!(faults(&project), Vec::<String>::new());
}

#[test]
fn what_is_classified_or_a_draft_is_in_no_site() {
    for (lines, said) in [
        ("密级: 机密★1年\n", "1 期标有密级"),
        ("草稿: 是\n", "1 期是草稿"),
    ] {
        let project = with(lines);
        let run = project.pages().expect(0);
        assert!(run.said().contains(said), "{}", run.said());
        assert_eq!(traces(&project), Vec::<String>::new());
        // A mark that is misspelt is no reason to publish the issue.
        put(&project, 2, "标题: 石塘片区欠薪线索摘报\n密级: 机密 1年\n");
        project.pages();
        assert_eq!(traces(&project), Vec::<String>::new());
        assert!(
            project
                .run(&["check"])
                .expect(1)
                .said()
                .contains("不是密级的写法")
        );
    }
}

#[test]
fn one_issue_is_printed_outside_the_site() {
    let project = with("密级: 机密★1年\n草稿: 是\n受众: 内部\n");
    project.pages().expect(0);
    project.run(&["print", "a/2026/2"]).expect(0);
    let pdf = project.read("a-2026-2.pdf");
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    assert!(!document.get_pages().is_empty());
    assert_eq!(traces(&project), Vec::<String>::new());
    // Elsewhere, and again the same bytes.
    project.put("稿/.keep", "");
    project
        .run(&["print", "a/2026/2", "--to", "稿/印.pdf"])
        .expect(0);
    assert!(project.read("稿/印.pdf") == pdf);
    // As text too, which says what it is.
    project
        .run(&["print", "a/2026/2", "--to", "稿/印.txt"])
        .expect(0);
    let text = project.text("稿/印.txt");
    for words in [
        "\u{FEFF}〔送审稿　第1稿　",
        "\r\n〔草稿〕\r\n",
        "〔受众：内部〕",
        "机密★1年",
    ] {
        assert!(text.contains(words), "{text}");
    }
    assert_eq!(traces(&project), Vec::<String>::new());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = project
            .path("a-2026-2.pdf")
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
    for (arguments, words) in [
        (
            ["print", "a/2026/2", "--to", "output/a.pdf"],
            "在资料库的文件夹",
        ),
        (
            ["print", "a/2026/2", "--to", "稿/../output/a/印.pdf"],
            "在资料库的文件夹",
        ),
        (
            ["print", "a/2026/2", "--to", "content/a/2026/2/issue.yaml"],
            "要写成 .txt、.docx、.pdf 或 .html 文件",
        ),
        (["print", "a/2026/2", "--to", "无/印.pdf"], "没有文件夹"),
        (
            ["print", "a/2026/9", "--to", "印.pdf"],
            "没有“a/2026/9”这一期",
        ),
    ] {
        let run = project.run(&arguments).expect(2);
        assert!(run.said().contains(words), "{}", run.said());
    }
    assert_eq!(traces(&project), Vec::<String>::new());
    // Another site, whatever its folder is called.
    project
        .run(&["build", "--no-pdf", "--output", "别处"])
        .expect(0);
    project
        .run(&["print", "a/2026/2", "--to", "别处/印.pdf"])
        .expect(2);
    // Errors leave the older file as it is.
    put(&project, 2, "标题: 石塘片区欠薪线索摘报\n密级: 机密 1年\n");
    project.run(&["print", "a/2026/2"]).expect(1);
    assert!(project.read("a-2026-2.pdf") == pdf);
}

#[test]
fn a_moved_issue_leaves_a_page_that_leads_to_it() {
    let project = with("");
    project.run(&["build"]).expect(0);
    std::fs::rename(
        project.path("content/a/2026/2"),
        project.path("content/a/2026/4"),
    )
    .unwrap();
    put(
        &project,
        4,
        "标题: 石塘片区欠薪线索摘报\n原址: [a/2026/2, b/2025/7]\n",
    );
    let run = project.run(&["build"]).expect(0);
    assert!(!run.said().contains("不在内容文件夹里"), "{}", run.said());
    let check = |when: &str| {
        for place in ["a/2026/2", "b/2025/7"] {
            let page = project.text(&format!("output/{place}/index.html"));
            for words in [
                "<meta http-equiv=\"refresh\" content=\"0; url=../../../a/2026/4/index.html\">",
                "<link rel=\"canonical\" href=\"../../../a/2026/4/index.html\">",
                "<meta name=\"robots\" content=\"noindex\">",
                "Content-Security-Policy",
                "本期已移到",
                "石塘片区欠薪线索摘报",
                "a-2026-4.pdf",
            ] {
                assert!(page.contains(words), "{when}, {place}: {words}\n{page}");
            }
        }
        assert!(!project.has("output/a/2026/2/a-2026-2.pdf"), "{when}");
        for list in ["index.html", "a/index.html", "a/2026/index.html"] {
            let html = project.text(&format!("output/{list}"));
            assert!(
                !html.contains("a/2026/2/") && !html.contains("b/2025"),
                "{when}: {list}"
            );
        }
        assert_eq!(faults(&project), Vec::<String>::new(), "{when}");
    };
    check("at first");
    project.run(&["build"]).expect(0);
    check("again");
    project
        .run(&["build", "--no-pdf", "--issue", "a/2026/1"])
        .expect(0);
    check("another issue");
    project.put(
        "content/site.yaml",
        "名称: 甲库\n网址: https://ku.example//\n",
    );
    project.pages().expect(0);
    let page = project.text("output/b/2025/7/index.html");
    assert!(
        page.contains("href=\"https://ku.example/a/2026/4/\""),
        "{page}"
    );
    // What is not shown has no former address either.
    put(
        &project,
        4,
        "标题: 石塘片区欠薪线索摘报\n原址: [b/2025/7]\n受众: 内部\n",
    );
    project
        .run(&["build", "--no-pdf", "--audience", "public", "--replace"])
        .expect(0);
    assert!(!project.has("output/b"));
    assert_eq!(traces(&project), Vec::<String>::new());
}

#[test]
fn an_issue_that_is_gone_is_missed_aloud() {
    let project = with("");
    project.pages().expect(0);
    project.remove("content/a/2026/2");
    // A part of the archive leaves it where it is.
    let part = project
        .run(&["build", "--no-pdf", "--issue", "a/2026/1"])
        .expect(0);
    assert!(!part.said().contains("不在内容文件夹里"));
    let run = project.run(&["build", "--no-pdf", "--quiet"]).expect(0);
    for words in [
        "a/2026/2《石塘片区欠薪线索摘报》不在内容文件夹里了",
        "原址: [a/2026/2]",
        "撤回: {日期",
        "恢复 a/2026/2/ 文件夹",
    ] {
        assert!(run.said().contains(words), "{}", run.said());
    }
    assert!(!project.has("output/a/2026/2"));
    assert!(
        !project
            .pages()
            .expect(0)
            .said()
            .contains("不在内容文件夹里")
    );
}

#[test]
fn what_has_become_of_an_issue_is_said_in_every_list() {
    let project = with("");
    put(
        &project,
        2,
        "标题: 石塘片区欠薪线索摘报\n主题: [欠薪线索]\n撤回: {日期: 2026-08-01, 说明: 数据有误}\n更正: {日期: 2026-07-20, 说明: 第一段有误}\n",
    );
    project.pages().expect(0);
    let topic = project
        .output()
        .into_keys()
        .find(|path| {
            path.starts_with("topics/") && path.matches('/').count() == 2 && path.ends_with(".html")
        })
        .unwrap();
    for list in ["index.html", "a/index.html", "a/2026/index.html", &topic] {
        let html = project.text(&format!("output/{list}"));
        let mark = html.find("<span class=\"state withdrawn\">已撤回</span>");
        let title = html.find("石塘片区欠薪线索摘报</a>");
        assert!(mark.is_some() && mark < title, "{list}");
        assert!(!html.contains("已更正"), "{list}");
    }
    let page = project.text("output/a/2026/2/index.html");
    assert!(page.contains("线索涉及柳湾劳务公司"), "its text stays");
}

#[test]
fn index_numbers_come_from_the_rule_and_are_on_the_page() {
    let project = with("索引号: YHG01/2026-90001\n");
    project.put(
        "content/a/series.yaml",
        "名称: 甲系列\n版式: 公文\n文号: 甲发〔{年}〕{号}号\n索引号: YHG01/{年}-1{号}\n",
    );
    project.issue(12, "第十二期。\n");
    project.run(&["build", "--no-pdf"]).expect(0);
    for (number, index) in [
        (1, "YHG01/2026-10001"),
        (2, "YHG01/2026-90001"),
        (12, "YHG01/2026-10012"),
    ] {
        let page = project.text(&format!("output/a/2026/{number}/index.html"));
        assert!(page.contains(&format!("<dd>{index}</dd>")), "{number}");
    }
}

/// Nothing in quotation marks is nothing typed: no dash and no brackets stand around it.
#[test]
fn a_field_with_nothing_in_it_prints_nothing() {
    let project = with("副题: \"\"\n附注: ''\n");
    project
        .run(&["print", "a/2026/2", "--final", "--to", "空.txt"])
        .expect(0);
    let text = project.text("空.txt");
    assert!(!text.contains("——") && !text.contains("（）"), "{text}");
}

/// What is no page of the site is written into no site, by whatever command.
#[test]
fn only_a_build_writes_into_the_folder_of_a_site() {
    let project = Project::new();
    project.put("content/units.yaml", "单位:\n  - {代号: jia, 名称: 甲县}\n");
    project.put(
        "content/计分.yaml",
        "名称: 甲办法\n本刊:\n  - {系列: a, 种类: 片段, 分值: 1}\n",
    );
    project.remove("content/a/2026/1/正文.md");
    project.put("content/a/2026/1/甲县.md", "---\n单位: 甲县\n---\n一段。\n");
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 第1期通报\n日期: 2026-07-08\n正文: [{按: 单位}]\n",
    );
    project.pages().expect(0);
    project
        .run(&["build", "--no-pdf", "--output", "别处"])
        .expect(0);
    project
        .run(&["print", "a/2026/1", "--to", "一期.docx"])
        .expect(0);
    let before = [project.tree("output"), project.tree("别处")];
    for site in ["output", "别处", "output/a", "content/../output/新建/更深"] {
        for arguments in [
            &["schema", "{}"][..],
            &["templates", "{}"],
            &["contributions", "--to", "{}/供稿.xlsx"],
            &["print", "a/2026/1", "--to", "{}/一期.pdf"],
            &["extract", "a/2026/1", "--all", "--no-pdf", "--to", "{}"],
            &[
                "diff",
                "a/2026/1",
                "--from",
                "别处",
                "--write",
                "{}/改动.html",
            ],
            &["archive", "2026", "--to", "{}"],
            &["import", "一期.docx", "--write", "--to", "../{}"],
            &["init", "{}", "--name", "甲县总工会"],
        ] {
            let filled: Vec<String> = arguments.iter().map(|it| it.replace("{}", site)).collect();
            let filled: Vec<&str> = filled.iter().map(String::as_str).collect();
            let run = project.run(&filled);
            assert_ne!(run.code, Some(0), "{filled:?}: {}", run.said());
            assert!(!run.said().contains("panicked"), "{}", run.said());
            let after = [project.tree("output"), project.tree("别处")];
            assert!(after == before, "{filled:?} wrote: {}", run.said());
            assert!(!project.has("output/新建"), "{filled:?} made a folder");
        }
    }
}

/// Whatever is built, checked, printed or asked for: content and templates are left as they are.
#[test]
fn content_and_templates_are_only_read() {
    let project = with("");
    project.put("templates/html/style.css", "body { color: #111 }\n");
    project.put("templates/typst/.keep", "");
    let times = |project: &Project| {
        let mut all = Vec::new();
        for folder in ["content", "templates"] {
            for path in crate::support::project::files(&project.path(folder)) {
                let path = project.path(&format!("{folder}/{path}"));
                all.push((path.metadata().unwrap().modified().unwrap(), path));
            }
        }
        all
    };
    // And nothing lands elsewhere in the project but where somebody asked for it.
    let elsewhere = |project: &Project| {
        let mut tree = project.tree(".");
        let own = ["content/", "templates/", "output/", "cache/", "一期."];
        tree.retain(|path, _| !own.iter().any(|own| path.starts_with(own)));
        tree
    };
    let state = |project: &Project| {
        let trees = ["content", "templates"].map(|folder| project.tree(folder));
        (trees, elsewhere(project), times(project))
    };
    let before = state(&project);
    for (arguments, codes) in [
        (&["build"][..], &[0][..]),
        (&["build", "--full", "--docx", "--embed-sources"], &[0]),
        (&["build", "--audience", "public", "--replace"], &[0]),
        (&["check"], &[0]),
        (&["status"], &[0, 1]),
        (&["verify", "output"], &[0, 1]),
        (&["print", "a/2026/1", "--final", "--to", "一期.pdf"], &[0]),
        (&["print", "a/2026/1", "--final", "--to", "一期.docx"], &[0]),
        (&["extract", "a/2026/1", "--all", "--no-pdf"], &[0, 1, 2]),
        (&["merge", "一期.docx", "a/2026/1"], &[0, 1, 2]),
        (&["import", "一期.docx", "--to", "a/2026/1"], &[0, 1]),
        (&["tidy", "content/a/2026/1/正文.md"], &[0, 1]),
        (&["archive", "2026"], &[0, 1]),
        (&["contributions"], &[0, 1, 2]),
        (&["doctor"], &[0, 1, 3]),
        (&["diff", "a/2026/1", "--from", "output"], &[0, 1, 2]),
        (&["explain", "JB4001"], &[0]),
    ] {
        let run = project.run(arguments);
        assert!(
            run.code.is_some_and(|code| codes.contains(&code)),
            "{arguments:?} {:?}: {}",
            run.code,
            run.said()
        );
        assert!(state(&project) == before, "{arguments:?}: {}", run.said());
    }
}

/// A Word file goes to others, and how the texts are kept is no business of theirs.
#[test]
fn no_name_of_a_source_file_goes_out_in_a_word_file() {
    let project = with("");
    project.remove("content/a/2026/2/正文.md");
    put_text(&project, "暗号甲.md", "线索一段。\n\n![现场](anhao.png)\n");
    put_text(&project, "暗号乙.csv", "单位,数\n甲县,3\n");
    put_text(
        &project,
        "units/暗号丙.md",
        "---\n单位: 甲县\n---\n又一段。\n",
    );
    put_text(&project, "暗号丁.md", "---\n标题: 方案\n---\n方案一段。\n");
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: anhaoxian, 名称: 甲县}\n",
    );
    project.put("content/a/2026/2/anhao.png", picture());
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 线索摘报\n日期: 2026-07-08\n正文: [暗号甲.md, {表: 暗号乙.csv, 标题: 进度}, {按: 单位}]\n附件: [暗号丁.md]\n",
    );
    project
        .run(&["print", "a/2026/2", "--to", "一期.docx"])
        .expect(0);
    let bytes = project.read("一期.docx");
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).unwrap();
        all.push_str(&format!("\n{:?}\n", part.name()));
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    assert!(all.contains("线索一段") && all.contains("方案一段") && all.contains("甲县"));
    for name in [
        "暗号",
        "anhao",
        ".md",
        ".csv",
        "issue.yaml",
        "/tmp",
        "content/",
    ] {
        let at = all.find(name);
        let around = at.map(|at| {
            let start = all[..at]
                .char_indices()
                .rev()
                .nth(60)
                .map_or(0, |(at, _)| at);
            all[start..].chars().take(140).collect::<String>()
        });
        assert_eq!(around, None, "{name}");
    }
}

fn put_text(project: &Project, name: &str, text: &str) {
    project.put(&format!("content/a/2026/2/{name}"), text);
}
