//! A mark (密级, 受众, 草稿) that cannot be read counts as the stricter one, also where the issue is published already.

use crate::support::project::Project;

fn put(project: &Project, lines: &str) {
    project.put(
        "content/a/2026/2/issue.yaml",
        format!("标题: 石塘片区摘报\n{lines}日期: 2026-07-08\n正文: [正文.md]\n"),
    );
}

fn traces(project: &Project) -> Vec<String> {
    let words = ["石塘", "柳湾"].map(str::as_bytes);
    let files = project.output().into_iter();
    files
        .filter(|(path, bytes)| {
            path.starts_with("a/2026/2/")
                || words
                    .iter()
                    .any(|word| bytes.windows(word.len()).any(|part| part == *word))
        })
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn what_cannot_be_read_is_held_back_and_taken_off_the_site() {
    for lines in [
        "密级:\n",
        "密级：机密\n",
        "密极: 机密\n",
        "  密级: 机密\n",
        "密级: 机密\n密级: 内部资料\n",
        "密级: 内部资料\nsecrecy: 机密★1年\n",
        "密级: 内部机密★1年\n",
        "密级: 机密 1年\n",
        "受众:\n",
        "受众：内部\n",
        "受从: 内部\n",
        "受众: 内布\n",
        "草稿:\n",
        "草稿：是\n",
        "草搞: 是\n",
    ] {
        let project = Project::new();
        project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
        put(&project, "");
        project.pages().expect(0);
        assert!(!traces(&project).is_empty());
        put(&project, lines);
        let run = project.run(&["check"]).expect(1);
        assert!(
            run.said().contains("issue.yaml:2:") || run.said().contains("issue.yaml:3:"),
            "{lines}{}",
            run.said()
        );
        let run = project.pages();
        assert_eq!(
            traces(&project),
            Vec::<String>::new(),
            "{lines}{}",
            run.said()
        );
        let is_classified = run.said().contains("标有密级") || run.said().contains("是草稿");
        assert!(
            is_classified || (run.code == Some(1) && run.said().contains("已从资料库移除")),
            "{lines}{}",
            run.said()
        );
        assert!(project.has("output/a/2026/1/index.html"));
        // And it never gets there.
        project.remove("output");
        project.pages();
        assert_eq!(traces(&project), Vec::<String>::new(), "{lines}");
    }
}

#[test]
fn a_mark_in_another_encoding_is_not_overlooked() {
    let project = Project::new();
    project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
    put(&project, "");
    project.pages().expect(0);
    // 密级: 机密 in GBK, as an old editor saves it.
    project.put(
        "content/a/2026/2/issue.yaml",
        b"\xc3\xdc\xbc\xb6: \xbb\xfa\xc3\xdc\n",
    );
    project.pages().expect(1);
    assert_eq!(traces(&project), Vec::<String>::new());
}

#[test]
fn a_mark_in_a_file_that_cannot_be_used_counts() {
    for lines in ["密级: 机密★1年\n", "草稿: 是\n"] {
        let project = Project::new();
        project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
        put(&project, "");
        project.pages().expect(0);
        for rest in ["副题: [乙\n", "不是键: 1\n"] {
            let text = format!("标题: 石塘片区摘报\n{lines}{rest}");
            project.put("content/a/2026/2/issue.yaml", text);
            project.pages();
            assert_eq!(traces(&project), Vec::<String>::new(), "{lines}{rest}");
        }
    }
}

#[test]
fn a_slip_in_the_series_publishes_nothing() {
    for lines in ["受众：内部\n", "受众:\n", "密级: 机密\n", "受从: 内部\n"] {
        let project = Project::new();
        project.put("content/b/series.yaml", "名称: 乙\n版式: 公文\n");
        project.put(
            "content/a/series.yaml",
            format!("名称: 甲系列\n版式: 公文\n{lines}"),
        );
        project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
        put(&project, "");
        for audience in ["public", "internal"] {
            project
                .run(&[
                    "build",
                    "--no-pdf",
                    "--audience",
                    audience,
                    "--output",
                    audience,
                ])
                .expect(1);
            assert!(
                !project.has(&format!("{audience}/a/2026/2/index.html")),
                "{lines}"
            );
        }
    }
}

#[test]
fn a_page_that_is_kept_names_no_issue_that_was_taken_off() {
    // It comes after it in the series, was replaced by it, or has its topic; now it has a fault, so nobody can draw it anew.
    let other = "标题: 旧办法\n日期: 2026-07-01\n正文: [正文.md]\n";
    for (kept, yaml) in [
        (
            "a/2026/3",
            "标题: 七月通报\n日期: 2026-07-09\n正文: [正文.md]\n".to_owned(),
        ),
        (
            "b/2026/1",
            format!("{other}废止: {{日期: 2026-08-01, 由: a/2026/2}}\n"),
        ),
        ("b/2026/2", format!("{other}主题: [安全生产]\n")),
    ] {
        let project = Project::new();
        project.put("content/b/series.yaml", "名称: 文件\n版式: 公文\n");
        project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
        // In a page the title stands with its signs escaped.
        let hidden = |lines: &str| {
            project.put(
                "content/a/2026/2/issue.yaml",
                format!("标题: 石塘“甲&乙”摘报\n{lines}主题: [安全生产]\n日期: 2026-07-08\n正文: [正文.md]\n"),
            );
        };
        hidden("");
        project.put(&format!("content/{kept}/issue.yaml"), yaml);
        let text = format!("content/{kept}/正文.md");
        project.put(&text, "正文一段。\n");
        project.pages().expect(0);
        let page = format!("output/{kept}/index.html");
        assert!(project.text(&page).contains("2/index.html"), "{kept}");
        project.put(&text, "![图](没有.png)\n");
        project.pages().expect(1);
        assert!(project.has(&page), "{kept}");
        hidden("密级: 机密★1年\n");
        project.pages().expect(1);
        assert_eq!(traces(&project), Vec::<String>::new(), "{kept}");
        assert!(!project.has(&page), "{kept}");
    }
}

#[test]
fn a_page_that_is_kept_speaks_of_no_issue_that_was_taken_off() {
    // Somebody typed its title there, and nothing leads to it. In a page the title stands with its signs escaped; the beginning of the text is in the lists too.
    let project = Project::new();
    let hidden = |lines: &str| {
        project.put(
            "content/a/2026/2/issue.yaml",
            format!("标题: 石塘甲&乙摘报\n{lines}日期: 2026-07-08\n正文: [正文.md]\n"),
        );
    };
    hidden("");
    project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
    project.put("content/b/series.yaml", "名称: 文件\n版式: 公文\n");
    for (number, words) in [(1, "石塘甲&乙摘报"), (2, "别的摘报")] {
        let folder = format!("content/b/2026/{number}");
        project.put(
            &format!("{folder}/issue.yaml"),
            "标题: 月报\n日期: 2026-07-01\n正文: [正文.md]\n",
        );
        let text = format!("{}\n\n详见《{words}》。\n", "正文一段。".repeat(200));
        project.put(&format!("{folder}/正文.md"), text);
    }
    project.pages().expect(0);
    let page = |number: u32| format!("output/b/2026/{number}/index.html");
    assert!(project.text(&page(1)).contains("石塘甲&amp;乙摘报"));
    for number in [1, 2] {
        project.put(
            &format!("content/b/2026/{number}/正文.md"),
            "![图](没有.png)\n",
        );
    }
    hidden("密级: 机密★1年\n");
    project.pages().expect(1);
    assert_eq!(traces(&project), Vec::<String>::new());
    assert!(!project.has(&page(1)) && project.has(&page(2)));
}

#[test]
fn what_is_kept_of_an_issue_is_nothing_of_another_whose_number_begins_like_its() {
    let project = Project::new();
    let write = |number: u32, lines: &str| {
        project.put(
            &format!("content/a/2026/{number}/issue.yaml"),
            format!("标题: 第{number}期\n{lines}日期: 2026-07-{number:02}\n正文: [正文.md]\n"),
        );
        project.put(
            &format!("content/a/2026/{number}/正文.md"),
            "柳湾的线索。\n",
        );
    };
    // Another one between them, so that no page of the first leads to the tenth.
    for number in [1, 3, 10] {
        write(number, "");
    }
    for number in [1, 3] {
        project.put(&format!("content/a/2026/{number}/正文.md"), "正文。\n");
    }
    project.pages().expect(0);
    write(10, "密级: 机密★1年\n");
    project.put("content/a/2026/1/正文.md", "![图](没有.png)\n");
    project.pages().expect(1);
    assert!(project.has("output/a/2026/1/index.html"));
    assert!(!project.has("output/a/2026/10"));
    assert_eq!(traces(&project), Vec::<String>::new());
}

#[test]
fn what_was_taken_off_is_said_once_with_its_reason() {
    for (line, why) in [
        ("密级: 机密★1年\n", "标有密级"),
        ("草稿: 是\n", "标着草稿"),
        ("受众: 内部\n", "仅供内部"),
    ] {
        let project = Project::new();
        let public = ["build", "--no-pdf", "--audience", "public"];
        project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
        put(&project, "");
        project.run(&public).expect(0);
        put(&project, line);
        let said = project.run(&public).expect(0).said();
        let named: Vec<&str> = said.lines().filter(|l| l.contains("a/2026/2")).collect();
        assert_eq!(named.len(), 1, "{line}{said}");
        assert!(named[0].contains(why), "{line}{said}");
    }
}

#[test]
fn what_could_not_be_taken_off_is_named() {
    // The site's own file has a fault, or the removal of others is refused: nothing is taken off, and that is said of the issue that was marked.
    for (site, loses_others) in [("名称: 甲库\n不是键: 1\n", false), ("名称: 甲库\n", true)]
    {
        let project = Project::new();
        for number in 3..=6 {
            project.issue(number, "正文。\n");
        }
        project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
        put(&project, "");
        project.pages().expect(0);
        put(&project, "密级: 机密★1年\n");
        project.put("content/site.yaml", site);
        if loses_others {
            for number in 3..=6 {
                project.remove(&format!("content/a/2026/{number}"));
            }
        }
        let run = project.pages();
        assert_ne!(run.code, Some(0));
        assert!(project.has("output/a/2026/2/index.html"));
        let said = run.said();
        let may_stay = said
            .lines()
            .any(|line| line.contains("a/2026/2") && line.contains("可能"));
        assert!(may_stay, "{said}");
    }
}

#[test]
fn only_what_may_still_be_there_is_named() {
    let project = Project::new();
    let write = |number: u32, date: &str, lines: &str| {
        let folder = format!("content/a/2026/{number}");
        project.put(
            &format!("{folder}/issue.yaml"),
            format!("标题: 月报\n日期: {date}\n{lines}正文: [正文.md]\n"),
        );
        project.put(&format!("{folder}/正文.md"), "正文。\n");
    };
    for (number, date) in [(2, "2026-07-08"), (3, "2026-07-08"), (4, "2026-06-08")] {
        write(number, date, "");
    }
    project.pages().expect(0);
    // One is marked. Another has its title and its date, one that is gone only the title; at its former address (原址) stands another, and one that is marked
    // too has never been on the site.
    write(
        2,
        "2026-07-08",
        "密级: 机密★1年\n原址: [a/2026/1, a/2026/9]\n",
    );
    project.remove("content/a/2026/4");
    write(5, "2026-08-08", "密级: 机密★1年\n");
    project.put("content/site.yaml", "名称: 甲库\n不是键: 1\n");
    let said = project.pages().said();
    let named = said.lines().filter(|line| line.contains("可能还在那里"));
    let named: Vec<&str> = named.filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(named, ["注意：a/2026/2"], "{said}");
}

#[test]
fn a_page_that_is_kept_quotes_nothing_of_an_issue_that_was_taken_off() {
    for moved in [false, true] {
        let project = Project::new();
        let write = |place: &str, lines: &str| {
            project.put(
                &format!("content/a/2026/{place}/issue.yaml"),
                format!("{lines}标题: 二月摘报\n日期: 2026-02-01\n正文: [{{按: 单位}}]\n"),
            );
            let text = "---\n单位: 青禾县\n问题: [{编号: p1, 内容: 柳湾欠薪线索, 时限: 2026-03-10}]\n---\n话。\n";
            project.put(&format!("content/a/2026/{place}/x.md"), text);
        };
        project.put("content/units.yaml", "单位:\n  - {代号: q, 名称: 青禾县}\n");
        project.remove("content/a/2026/1");
        write("2", "");
        for number in 3..=9 {
            project.put(
                &format!("content/a/2026/{number}/issue.yaml"),
                format!("标题: 第{number}期通报\n日期: 2026-0{number}-08\n正文: [正文.md]\n"),
            );
            project.put(&format!("content/a/2026/{number}/正文.md"), "话。\n");
        }
        let list = "标题: 清单\n日期: 2026-11-01\n正文: [{表: 清单, 问题: 全部}]\n";
        project.put("content/a/2026/12/issue.yaml", list);
        project.pages().expect(0);
        assert!(
            project
                .text("output/a/2026/12/index.html")
                .contains("柳湾欠薪线索")
        );
        project.put("content/a/2026/12/issue.yaml", format!("{list}不是键: 1\n"));
        project.remove("content/a/2026/2");
        write(if moved { "10" } else { "2" }, "密级: 机密★1年\n");
        project.run(&["build", "--no-pdf", "--remove"]).expect(1);
        let traces: Vec<String> = project
            .output()
            .into_iter()
            .filter(|(_, bytes)| {
                let text = String::from_utf8_lossy(bytes);
                text.contains("柳湾") || text.contains("二月摘报")
            })
            .map(|(path, _)| path)
            .collect();
        assert_eq!(traces, Vec::<String>::new(), "moved: {moved}");
    }
}
