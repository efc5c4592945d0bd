//! What somebody reads before it is issued (送审稿), and what changed since (改动清单).

use std::path::Path;

use crate::support::{pdf, project::Project};

const FOLDER: &str = "content/a/2026/1";

fn project() -> Project {
    let project = Project::new();
    text(&project, "共签订集体合同38份，覆盖企业112家。");
    project
}

fn text(project: &Project, first: &str) {
    project.put(
        &format!("{FOLDER}/正文.md"),
        format!("# 进展\n\n{first}\n\n# 问题\n\n个别单位报送不及时。\n"),
    );
}

fn printed(project: &Project, arguments: &[&str]) -> String {
    let arguments = [&["print", "a/2026/1", "--to", "稿.pdf"], arguments].concat();
    project.run(&arguments).expect(0);
    pdf::text(&project.read("稿.pdf"))
}

#[test]
fn a_copy_for_review_says_so_on_every_page_and_breaks_no_line_differently() {
    let project = project();
    project.put(
        &format!("{FOLDER}/正文.md"),
        "# 进展\n\n各单位要把这项工作放在心上，抓在手上，落实到每一个岗位。\n\n".repeat(30),
    );
    let lines = |arguments: &[&str]| -> Vec<Vec<String>> {
        printed(&project, arguments);
        let pages = pdf::pages(&project.read("稿.pdf"));
        let lines = |page: Vec<pdf::Line>| page.into_iter().map(|line| line.text).collect();
        pages.into_iter().map(lines).collect()
    };
    let last = lines(&["--final"]);
    let mut review = lines(&[]);
    assert!(review.len() > 1);
    for page in &mut review {
        let marked = page.iter().position(|line| line.contains("送审稿"));
        let mark = page.remove(marked.expect("a mark on every page"));
        assert!(mark.contains("第1稿") && mark.contains('年'), "{mark}");
    }
    assert_eq!(review, last);
}

#[test]
fn what_nobody_has_written_yet_is_marked_and_only_the_last_copy_waits_for_it() {
    let project = project();
    text(&project, "【待填】总体情况。");
    let run = project.run(&["print", "a/2026/1"]).expect(0);
    assert!(run.said().contains("警告[JB1021]"), "{}", run.said());
    assert!(pdf::text(&project.read("a-2026-1.pdf")).contains("【待填】总体情况。"));
    let run = project.run(&["print", "a/2026/1", "--final"]).expect(1);
    assert!(run.said().contains("错误[JB1021]"), "{}", run.said());
}

#[test]
fn what_was_issued_is_no_copy_for_review() {
    let project = project();
    project.run(&["issue", "a/2026/1"]).expect(0);
    assert!(!printed(&project, &[]).contains("送审稿"));
    assert!(!project.has(&format!("{FOLDER}/送审.yaml")));
}

#[test]
fn what_changed_since_it_was_read_is_listed_with_numbers_first() {
    let project = project();
    let run = project.run(&["diff", "a/2026/1"]).expect(1);
    assert!(run.said().contains("没有印过送审稿"), "{}", run.said());
    assert!(printed(&project, &[]).contains("第1稿"));
    let run = project.run(&["diff", "a/2026/1"]).expect(0);
    assert!(run.stdout.contains("没有改动"), "{}", run.said());
    text(&project, "共签订集体合同45份，惠及企业112家。");
    project.put(
        &format!("{FOLDER}/issue.yaml"),
        "标题: 第1期情况通报\n日期: 2026-07-08\n正文: [正文.md]\n",
    );
    let run = project.run(&["diff", "a/2026/1"]).expect(0);
    let said = run.stdout;
    let at = |words: &str| {
        said.find(words)
            .unwrap_or_else(|| panic!("{words}: {said}"))
    };
    assert!(at("共 2 处：数字 1 处，文字 1 处") < at("\n  数字\n"));
    assert!(at("\n  数字\n") < at("【45份】") && at("【45份】") < at("\n  文字\n"));
    assert!(at("\n  文字\n") < at("第1期【情况】"), "{said}");
    assert!(said.contains("一、进展，段"), "{said}");
    // The next copy is another draft, and each can be asked for.
    assert!(printed(&project, &[]).contains("第2稿"));
    assert!(printed(&project, &[]).contains("第2稿"));
    let run = project.run(&["diff", "a/2026/1"]).expect(0);
    assert!(run.stdout.contains("没有改动"), "{}", run.said());
    let first = project
        .run(&["diff", "a/2026/1", "--from", "第一稿"])
        .expect(0);
    let second = project
        .run(&["diff", "a/2026/1", "--from", "1稿", "--to", "第2稿"])
        .expect(0);
    assert!(first.stdout.contains("【45份】") && second.stdout.contains("【45份】"));
    for (wrong, words) in [
        ("第9稿", "没有“第9稿”。有的是：第1稿（"),
        ("2020-01-01", "没有“2020年1月1日以前印的”"),
        ("印发", "没有“印发”"),
        ("昨天", "看不懂“昨天”"),
    ] {
        let run = project.run(&["diff", "a/2026/1", "--from", wrong]);
        assert!(
            run.code != Some(0) && run.said().contains(words),
            "{}",
            run.said()
        );
    }
}

#[test]
fn the_list_for_the_signer_holds_the_same_in_every_form() {
    let project = project();
    printed(&project, &[]);
    text(
        &project,
        "共签订集体合同45份，覆盖企业112家。\n\n新增一段<b>话</b>。",
    );
    for (file, words) in [
        ("改动.pdf", ["改动清单", "45份", "新增一段"]),
        (
            "改动.html",
            ["<h1>改动清单</h1>", "<strong>45份</strong>", "新增一段"],
        ),
        ("改动.txt", ["改动清单", "45份", "新增一段"]),
    ] {
        project
            .run(&["diff", "a/2026/1", "--write", file])
            .expect(0);
        let text = match file.ends_with("pdf") {
            true => pdf::text(&project.read(file)),
            false => project.text(file),
        };
        for words in words {
            assert!(text.contains(words), "{file} {words}: {text}");
        }
        assert!(!file.ends_with("html") || !text.contains("<b>"), "{text}");
    }
    project.pages().expect(0);
    let run = project
        .run(&["diff", "a/2026/1", "--write", "output/改动.html"])
        .expect(2);
    assert!(run.said().contains("在资料库的文件夹"), "{}", run.said());
}

#[test]
fn two_builds_and_two_contents_are_compared() {
    let project = project();
    project.issue(2, "第二期。\n");
    project
        .run(&["build", "--no-pdf", "--output", "旧"])
        .expect(0);
    copy(&project.path("content"), &project.path("旧稿"));
    text(&project, "共签订集体合同45份，覆盖企业112家。");
    project
        .run(&["build", "--no-pdf", "--output", "新"])
        .expect(0);
    for (from, to) in [("旧", "新"), ("旧", "现在"), ("旧稿", "现在")] {
        let run = project.run(&["diff", "--from", from, "--to", to]).expect(0);
        assert!(run.stdout.contains("【45份】"), "{from} {}", run.said());
        assert!(run.stdout.contains("另有 1 期没有改动"), "{}", run.said());
    }
    let run = project.run(&["diff", "--from", "旧"]).expect(0);
    assert!(run.stdout.contains("资料库 旧"), "{}", run.said());
    project
        .run(&["diff", "--from", "旧", "--to", "印发"])
        .expect(2);
}

#[test]
fn a_record_that_cannot_be_read_is_never_written_over() {
    let project = project();
    printed(&project, &[]);
    let record = format!("{FOLDER}/送审.yaml");
    for broken in ["<<<<<<< HEAD\n", "稿: [", "格式: 9\n期: a/2026/1\n稿: []\n"] {
        project.put(&record, broken);
        let run = project.run(&["print", "a/2026/1"]).expect(0);
        assert!(run.said().contains("没有记下"), "{}", run.said());
        assert_eq!(project.text(&record), broken);
        let run = project.run(&["diff", "a/2026/1"]).expect(1);
        assert!(run.said().contains("读不出来"), "{}", run.said());
    }
}

#[test]
fn the_record_of_review_is_no_part_of_the_issue() {
    let project = project();
    text(&project, "【待填】总体情况。");
    printed(&project, &[]);
    text(&project, "共签订集体合同45份。");
    // It says 【待填】 still, is published nowhere, and changes nothing that was issued.
    project.run(&["build", "--embed-sources"]).expect(0);
    for (path, bytes) in project.output() {
        let everything = match path.ends_with(".pdf") {
            true => pdf::attachments(&bytes).concat(),
            false => bytes,
        };
        let text = String::from_utf8_lossy(&everything).into_owned();
        assert!(!text.contains("【待填】"), "{path}");
    }
    project.run(&["issue", "a/2026/1", "--no-pdf"]).expect(0);
    project.remove(&format!("{FOLDER}/送审.yaml"));
    project.run(&["check"]).expect(0);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
}

#[test]
fn a_table_that_goes_on_overleaf_with_its_last_row_can_be_read_for_review() {
    let project = project();
    let table = "| 序号 | 存在问题 | 整改时限 |\n|---|---|---|\n| 1 | 甲 | 7月31日 |\n| 2 | 乙 | 8月31日 |\n";
    for lines in 13..20 {
        let text = "第一段文字。\n\n".repeat(lines);
        project.put(
            &format!("{FOLDER}/正文.md"),
            format!("{text}表：整改清单\n\n{table}"),
        );
        printed(&project, &[]);
    }
}

#[test]
fn a_name_that_no_font_has_keeps_nobody_from_reading_a_draft_and_is_never_issued_so() {
    let project = project();
    text(&project, "由𠮷田、瞾琳两名同志负责，共签订集体合同38份。");
    let run = project
        .run(&["print", "a/2026/1", "--to", "稿.pdf"])
        .expect(0);
    for (character, number) in [("𠮷", "U+20BB7"), ("瞾", "U+77BE")] {
        let message = format!("字体里没有“{character}”（{number}），送审稿里印成了“〓”");
        assert!(run.said().contains(&message), "{}", run.said());
    }
    assert!(
        run.said().contains("警告[JB9001]") && run.said().contains("正文.md:3:2"),
        "{}",
        run.said()
    );
    let printed = pdf::text(&project.read("稿.pdf"));
    assert!(printed.contains("由〓田、〓琳两名同志负责"), "{printed}");
    // Other forms keep the character.
    project
        .run(&["print", "a/2026/1", "--to", "稿.txt"])
        .expect(0);
    assert!(project.text("稿.txt").contains("由𠮷田、瞾琳"));
    for arguments in [
        &["print", "a/2026/1", "--to", "末.pdf", "--final"][..],
        &["build"],
        &["issue", "a/2026/1"],
    ] {
        let run = project.run(arguments);
        assert_ne!(run.code, Some(0), "{arguments:?}: {}", run.said());
        assert!(
            run.said().contains("错误[JB9001]"),
            "{arguments:?}: {}",
            run.said()
        );
    }
    assert!(!project.has("末.pdf") && !project.has("output/a/2026/1/a-2026-1.pdf"));
}

/// The full cut of 思源宋体, which the packages of Debian have.
const FULL: &str = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";

#[test]
fn a_font_that_is_put_in_brings_the_characters_that_were_lacking() {
    if !Path::new(FULL).is_file() {
        println!("NOT RUN: no {FULL}");
        return;
    }
    let project = project();
    // Characters of GBK that no face of the program has.
    text(
        &project,
        "由𠮷田、㛃琳、堃、喆、昇、淼、峯、甡、龑、仝、瞾负责，共签订集体合同38份。",
    );
    project.run(&["build"]).expect(1);
    std::fs::create_dir_all(project.path("templates/fonts/local")).expect("a folder");
    std::fs::copy(
        FULL,
        project.path("templates/fonts/local/NotoSerifCJK-Regular.ttc"),
    )
    .expect("a font");
    let run = project.run(&["build"]).expect(0);
    assert!(
        run.said()
            .contains("仿宋字体里没有“𠮷”（U+20BB7），印成了别的字体"),
        "{}",
        run.said()
    );
    let printed = pdf::text(&project.read("output/a/2026/1/a-2026-1.pdf"));
    assert!(printed.contains("由𠮷田、㛃琳、"), "{printed}");
}
