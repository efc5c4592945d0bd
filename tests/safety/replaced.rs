//! A folder belongs to one archive and to one audience; what it holds gives way to another's only on request, and then whole.

use crate::support::pdf;
use crate::support::project::Project;

const PUBLIC: [&str; 4] = ["build", "--no-pdf", "--audience", "public"];

#[test]
fn another_audience_is_refused_unless_it_is_asked_for() {
    let project = Project::new();
    for (first, then) in [("internal", "public"), ("public", "internal")] {
        let build = |audience, more: &[&str]| {
            project.run(&[&["build", "--no-pdf", "--audience", audience], more].concat())
        };
        build(first, &[]).expect(0);
        let before = project.output();
        let run = build(then, &[]).expect(1);
        assert!(run.said().contains("受众生成的资料库"), "{}", run.said());
        assert!(run.said().contains("--replace") && run.said().contains("--output"));
        assert_eq!(project.output(), before);
        // A part of it would be mixed with the other.
        let run = build(then, &["--replace", "--issue", "a/2026/1"]).expect(1);
        assert!(run.said().contains("不能只换一部分"), "{}", run.said());
        assert_eq!(project.output(), before);
        // With a series that cannot be read, pages of before would stay.
        project.put("content/z/series.yaml", "版式: 公文\n");
        let run = build(then, &["--replace"]).expect(1);
        assert!(run.said().contains("系列 z 现在读不了"), "{}", run.said());
        assert_eq!(project.output(), before);
        project.remove("content/z");
        build(then, &["--replace"]).expect(0);
        build(then, &[]).expect(0);
        project.remove("output");
    }
}

#[test]
fn another_archive_is_refused_and_the_same_one_is_not() {
    let project = Project::new();
    for number in 2..=6 {
        project.issue(number, "正文。\n");
    }
    project.pages().expect(0);
    // Another name, some dates put right, some issues gone: it is still the same.
    project.put("content/site.yaml", "名称: 甲市资料库\n");
    for number in [1, 2] {
        project.put(
            &format!("content/a/2026/{number}/issue.yaml"),
            "标题: 通报\n日期: 2026-07-09\n正文: [正文.md]\n",
        );
    }
    project.pages().expect(0);
    // Another project that happens to use the same folders.
    let before = project.output();
    project.put("content/site.yaml", "名称: 乙市资料库\n");
    for number in 1..=6 {
        project.put(
            &format!("content/a/2026/{number}/issue.yaml"),
            "标题: 通报\n日期: 2026-03-01\n正文: [正文.md]\n",
        );
    }
    for part in [&[][..], &["--issue", "a/2026/1"]] {
        let run = project
            .run(&[&["build", "--no-pdf"], part].concat())
            .expect(1);
        assert!(
            run.said().contains("另一个资料库“甲市资料库”"),
            "{}",
            run.said()
        );
        assert_eq!(project.output(), before);
    }
    project.run(&["build", "--no-pdf", "--replace"]).expect(0);
    project.pages().expect(0);
    // Of another archive nothing is left, however much that is.
    std::fs::rename(project.path("content/a"), project.path("content/b")).unwrap();
    project.put("content/site.yaml", "名称: 丙市资料库\n");
    project.pages().expect(1);
    project.run(&["build", "--no-pdf", "--replace"]).expect(0);
    assert!(!project.has("output/a") && project.has("output/b/2026/1/index.html"));
    // A first build, a moved project and a copied site are none of these.
    let moved = Project::new();
    for (path, bytes) in project.output() {
        moved.put(&format!("output/{path}"), bytes);
    }
    moved.remove("content");
    std::fs::rename(project.path("content"), moved.path("content")).unwrap();
    moved.pages().expect(0);
}

#[test]
fn under_the_same_name_most_issues_with_other_dates_are_those_of_another_archive() {
    let project = Project::new();
    let dated = |number: u32, date: &str| {
        project.put(
            &format!("content/a/2026/{number}/issue.yaml"),
            format!("标题: 通报\n日期: {date}\n正文: [正文.md]\n"),
        );
        project.put(&format!("content/a/2026/{number}/正文.md"), "正文。\n");
    };
    (1..=4).for_each(|number| dated(number, "2026-07-08"));
    project.pages().expect(0);
    // Two may have been dated anew.
    (1..=2).for_each(|number| dated(number, "2026-03-01"));
    project.pages().expect(0);
    let before = project.output();
    (1..=3).for_each(|number| dated(number, "2026-02-02"));
    let run = project.pages().expect(1);
    let said = run.said();
    assert!(said.contains("另一个资料库“甲库”"), "{said}");
    assert!(said.contains("--replace"), "{said}");
    assert_eq!(project.output(), before);
}

#[test]
fn of_another_archive_nothing_stays_in_the_place_of_an_issue_with_errors() {
    let project = Project::new();
    project.issue(2, "石塘的线索。\n");
    project.pages().expect(0);
    project.put("content/site.yaml", "名称: 乙库\n");
    for (number, text) in [(1, "正文.md"), (2, "没有.md")] {
        project.put(
            &format!("content/a/2026/{number}/issue.yaml"),
            format!("标题: 简讯\n日期: 2026-03-01\n正文: [{text}]\n"),
        );
    }
    project.run(&["build", "--no-pdf", "--replace"]).expect(1);
    assert!(project.has("output/a/2026/1/index.html"));
    assert!(!project.has("output/a/2026/2"));
}

#[test]
fn a_site_of_a_program_that_did_not_ask_for_whom_counts_as_one_for_those_inside() {
    let project = Project::new();
    project.run(&PUBLIC).expect(0);
    let mut manifest: serde_json::Value =
        serde_json::from_slice(&project.read("output/manifest.json")).unwrap();
    manifest.as_object_mut().unwrap().remove("audience");
    project.put("output/manifest.json", manifest.to_string());
    let before = project.output();
    let run = project.run(&PUBLIC).expect(1);
    assert!(
        run.said().contains("为“内部”受众生成的资料库"),
        "{}",
        run.said()
    );
    assert_eq!(project.output(), before);
    project.pages().expect(0);
}

#[test]
fn where_the_site_becomes_public_only_what_was_marked_meanwhile_is_named() {
    let project = Project::new();
    for number in [2, 3] {
        project.issue(number, "正文一段。\n");
    }
    let mark = |number: u32, line: &str| {
        project.put(
            &format!("content/a/2026/{number}/issue.yaml"),
            format!("标题: 第{number}期通报\n日期: 2026-07-08\n正文: [正文.md]\n{line}"),
        );
    };
    mark(2, "受众: 内部\n");
    project.pages().expect(0);
    mark(3, "密级: 机密★1年\n");
    let run = project
        .run(&[&PUBLIC[..], &["--replace"]].concat())
        .expect(0);
    let said = run.said();
    assert!(said.contains("a/2026/3 标有密级，已从资料库移除"), "{said}");
    assert!(!said.contains("a/2026/2"), "{said}");
    assert!(!project.has("output/a/2026/2") && !project.has("output/a/2026/3"));
}

#[test]
fn sources_embedded_for_those_inside_do_not_stay_in_a_public_folder() {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位:\n  - {代号: u1, 名称: 石塘专班}\n",
    );
    project.put("content/a/2026/1/没用.md", "石塘底稿\n");
    let embed = ["build", "--embed-sources"];
    for error in [false, true] {
        project.issue(1, "正文一段。\n");
        project.run(&embed).expect(0);
        assert!(!pdf::attachments(&project.read("output/a/2026/1/a-2026-1.pdf")).is_empty());
        if error {
            project.put("content/a/2026/1/issue.yaml", "标题: 甲\n不是键: 1\n");
        }
        project
            .run(&[&PUBLIC[..], &["--replace"]].concat())
            .expect(i32::from(error));
        assert!(!project.has("output/a/2026/1/a-2026-1.pdf"));
        assert_eq!(project.has("output/a/2026/1/index.html"), !error);
        project.remove("output");
    }
}

#[test]
fn an_issued_pdf_with_sources_is_never_public() {
    const PDF: &str = "output/a/2026/1/a-2026-1.pdf";
    let project = Project::new();
    project.put("content/a/2026/1/没用.md", "石塘底稿\n");
    // One that was recorded as issued is kept by its checksum, but not for the public with the sources in it.
    project.issue(1, "正文一段。\n");
    project
        .run(&[
            "issue",
            "a/2026/1",
            "--embed-sources",
            "--date",
            "2026-07-09",
        ])
        .expect(0);
    let inside = ["build", "--embed-sources"];
    let outside = ["build", "--audience", "public"];
    project.run(&inside).expect(0);
    let issued = project.read(PDF);
    assert!(!pdf::attachments(&issued).is_empty());
    let is_without = || {
        assert!(!project.has(PDF));
        let page = project.text("output/a/2026/1/index.html");
        assert!(!page.contains("a-2026-1.pdf"), "{page}");
    };
    project
        .run(&[&outside[..], &["--replace"]].concat())
        .expect(0);
    is_without();
    // Nothing else is set in its place, and no build after that is at fault.
    for more in [&[][..], &["--no-pdf"]] {
        let run = project.run(&[&outside[..], more].concat()).expect(0);
        assert!(run.said().contains("嵌有源文件"), "{}", run.said());
        is_without();
    }
    // Somebody puts it back, or the site was made by a program that did not ask.
    project.put(PDF, &issued);
    project.run(&outside).expect(0);
    is_without();
    project
        .run(&[&inside[..], &["--replace"]].concat())
        .expect(0);
    assert!(project.read(PDF) == issued);
    let manifest = project.text("output/manifest.json");
    let public = manifest.replace("\"audience\":\"internal\"", "\"audience\":\"public\"");
    assert_ne!(public, manifest);
    project.put("output/manifest.json", public);
    project.run(&outside).expect(0);
    is_without();
}

#[test]
fn what_was_recorded_as_internal_is_not_kept_in_a_public_site() {
    // A public site never has such a record, unless somebody or something else wrote it. The issue has a fault now, so its page would stay as it was.
    let project = Project::new();
    project.issue(2, "正文一段。\n");
    project.run(&PUBLIC).expect(0);
    project.put("content/a/2026/2/正文.md", "![图](没有.png)\n");
    project.run(&PUBLIC).expect(1);
    assert!(project.has("output/a/2026/2/index.html"));
    let mut manifest = project.manifest("output");
    let record = &mut manifest["issues"]["a/2026/2"]["summary"];
    assert_eq!(record["audience"], "public");
    record["audience"] = "internal".into();
    project.put("output/manifest.json", manifest.to_string());
    project.run(&PUBLIC).expect(1);
    assert!(!project.has("output/a/2026/2/index.html"));
    let lists = project.text("output/a/index.html");
    assert!(
        !lists.contains("a/2026/2") && !lists.contains("第2期"),
        "{lists}"
    );
}

#[test]
fn what_a_killed_build_for_those_inside_wrote_is_not_taken_for_public() {
    let project = Project::new();
    project.run(&PUBLIC).expect(0);
    project.put(
        "output/.jianbao.journal",
        "\n受众 内部\n文件 a/2026/9/index.html\n",
    );
    let run = project.run(&PUBLIC).expect(1);
    assert!(run.said().contains("--replace"), "{}", run.said());
}

#[test]
fn an_internal_series_is_not_named_in_a_public_site() {
    const MARKS: [&str; 3] = ["石塘专报", "柳湾片区", "维稳专班"];
    let traces = |project: &Project| -> Vec<String> {
        let output = project.output().into_iter();
        output
            .filter(|(_, bytes)| {
                let text = String::from_utf8_lossy(bytes);
                MARKS.iter().any(|mark| text.contains(mark)) || text.contains("secret")
            })
            .map(|(path, _)| path)
            .collect()
    };
    let project = Project::new();
    let series = "名称: 石塘专报\n简介: 报送柳湾片区线索\n单位: 维稳专班\n版式: 公文\n";
    project.put(
        "content/secret/series.yaml",
        format!("{series}受众: 内部\n"),
    );
    project.put(
        "content/secret/units.yaml",
        "单位:\n  - {代号: u1, 名称: 维稳专班}\n",
    );
    // Without issues, with issues, and where the site or the issues say it.
    let issue = "标题: 第1期\n日期: 2026-07-08\n正文: [正文.md]\n";
    project.run(&PUBLIC).expect(0);
    assert_eq!(traces(&project), Vec::<String>::new());
    project.put("content/secret/2026/1/issue.yaml", issue);
    project.put("content/secret/2026/1/正文.md", "正文。\n");
    project.run(&PUBLIC).expect(0);
    assert_eq!(traces(&project), Vec::<String>::new());
    project.put("content/secret/series.yaml", series);
    project.put(
        "content/secret/2026/1/issue.yaml",
        format!("{issue}受众: 内部\n"),
    );
    project.run(&PUBLIC).expect(0);
    assert_eq!(traces(&project), Vec::<String>::new());
    project.put(
        "content/secret/2026/1/issue.yaml",
        format!("{issue}密级: 机密★1年\n"),
    );
    project.run(&PUBLIC).expect(0);
    assert_eq!(traces(&project), Vec::<String>::new());
    // An issue that is public names its series, and what is said about that stays inside.
    project.put(
        "content/secret/series.yaml",
        format!("{series}受众: 内部\n"),
    );
    project.put(
        "content/secret/2026/1/issue.yaml",
        format!("{issue}受众: 公开\n"),
    );
    project.run(&PUBLIC).expect(0);
    assert!(project.text("output/index.html").contains("石塘专报"));
    assert!(
        !project
            .text("output/secret/index.html")
            .contains("柳湾片区")
    );
    // Those inside see all of it.
    project
        .run(&["build", "--no-pdf", "--output", "inside"])
        .expect(0);
    assert!(project.text("inside/index.html").contains("柳湾片区"));
}

#[test]
fn a_new_issue_is_for_those_for_whom_the_last_one_was() {
    let project = Project::new();
    let last = "标题: 第1期\n日期: 2026-07-08\n正文: [正文.md]\n";
    for (mark, words) in [
        ("受众: 内部\n", Some("\n受众: 内部\n")),
        ("密级: 机密★1年\n", Some("\n密级: 机密★1年\n")),
        ("受众：内部\n", Some("\n受众: 内部\n")),
        ("", None),
    ] {
        project.put("content/a/2026/1/issue.yaml", format!("{last}{mark}"));
        project.run(&["new", "a", "--date", "2026-07-20"]).expect(0);
        let text = project.text("content/a/2026/2/issue.yaml");
        match words {
            Some(words) => assert!(text.contains(words), "{mark}{text}"),
            None => assert!(!text.contains("受众") && !text.contains("\n密级"), "{text}"),
        }
        project.remove("content/a/2026/2");
    }
}
