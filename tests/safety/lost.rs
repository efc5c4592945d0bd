//! What cannot be known is never taken for what is not there: the site keeps what it shows.

use std::process::{Command, Stdio};

use crate::support::project::{Project, run};

/// Whether the calls of a program can be watched and made to fail; where not, that is said.
pub fn has_strace() -> bool {
    let traced = Command::new("strace")
        .arg("-V")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if traced.is_ok_and(|status| status.success()) {
        return true;
    }
    assert!(std::env::var_os("CI").is_none(), "strace is not installed");
    println!("NOT RUN: calls that fail, as there is no strace");
    false
}

fn site(series: &[&str], issues: u32) -> Project {
    let project = Project::new();
    project.remove("content/a");
    for name in series {
        project.put(
            &format!("content/{name}/series.yaml"),
            "名称: 系列\n版式: 公文\n",
        );
        for number in 1..=issues {
            let folder = format!("content/{name}/2026/{number}");
            let text = format!("标题: 第{number}期\n日期: 2026-07-08\n正文: [正文.md]\n");
            project.put(&format!("{folder}/issue.yaml"), text);
            project.put(&format!("{folder}/正文.md"), "正文。\n");
        }
    }
    project.pages().expect(0);
    project
}

#[test]
fn a_folder_that_cannot_be_listed_changes_nothing() {
    let project = site(&["a", "b"], 2);
    let before = project.output();
    if !has_strace() {
        return;
    }
    for (error, folder) in [("EIO", "a/2026/2"), ("EMFILE", "a/2026"), ("ESTALE", "b")] {
        let program = project.command(&["build", "--no-pdf"]);
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=openat", "-P"])
            .arg(project.path(&format!("content/{folder}")))
            .args(["-e", &format!("inject=openat:error={error}")])
            .arg(program.get_program())
            .args(["build", "--no-pdf"])
            .current_dir(project.root())
            .stdin(Stdio::null());
        let run = run(command).expect(3);
        assert!(
            run.said().contains(&format!("{folder}/ 列不出来")),
            "{}",
            run.said()
        );
        assert_eq!(project.output(), before, "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_series_is_named() {
    let project = site(&["a", "b"], 2);
    let before = project.output();
    std::fs::rename(project.path("content/b"), project.path("elsewhere")).unwrap();
    for target in ["elsewhere", "nowhere"] {
        std::os::unix::fs::symlink(project.path(target), project.path("content/b")).unwrap();
        let run = project.pages().expect(3);
        assert!(run.said().contains("b 是指向别处的链接"), "{}", run.said());
        assert_eq!(project.output(), before, "{target}");
        project.run(&["check"]).expect(3);
        project.remove("content/b");
    }
    // So is one to a file, even where nothing uses it yet.
    std::os::unix::fs::symlink(
        project.path("content/site.yaml"),
        project.path("content/a/2026/1/链接.txt"),
    )
    .unwrap();
    let run = project.run(&["check"]).expect(1);
    assert!(run.said().contains("链接"), "{}", run.said());
}

#[test]
fn much_is_removed_only_on_request() {
    let project = site(&["a", "b"], 12);
    let before = project.output();
    let refused = |words: &str| {
        let run = project.pages().expect(1);
        assert!(
            run.said().contains(words) && run.said().contains("--remove"),
            "{}",
            run.said()
        );
        assert_eq!(project.output(), before);
    };
    project.put("kept/.keep", "");
    std::fs::rename(project.path("content/b"), project.path("kept/b")).unwrap();
    refused("系列 b 的全部 12 期");
    std::fs::rename(project.path("kept/b"), project.path("content/b")).unwrap();
    for number in 1..=3 {
        project.remove(&format!("content/b/2026/{number}"));
    }
    refused("资料库 24 期中的 3 期");
    let part = project
        .run(&["build", "--no-pdf", "--series", "b"])
        .expect(1);
    assert!(part.said().contains("--remove"), "{}", part.said());
    project.run(&["build", "--no-pdf", "--remove"]).expect(0);
    assert!(!project.has("output/b/2026/1") && project.has("output/b/2026/4/index.html"));
    // A few may go at any time, with a word.
    project.remove("content/b/2026/4");
    assert!(
        project
            .pages()
            .expect(0)
            .said()
            .contains("不在内容文件夹里了")
    );
}

#[test]
fn a_series_of_few_issues_goes_only_on_request() {
    let project = site(&["a", "b"], 1);
    let before = project.output();
    project.remove("content/b/2026");
    let run = project.pages().expect(1);
    assert!(run.said().contains("系列 b 的全部 1 期"), "{}", run.said());
    assert_eq!(project.output(), before);
    let run = project.run(&["build", "--no-pdf", "--remove"]).expect(0);
    assert!(run.said().contains("不在内容文件夹里了"), "{}", run.said());
    assert!(!project.has("output/b/2026/1"));
}

#[test]
fn what_stands_under_a_fault_is_not_missed_and_stops_no_other_issue() {
    // A series that cannot be read, with an issue gone from it; a year without a single issue.yaml.
    type Fault = fn(&Project);
    let faults: [Fault; 2] = [
        |project| {
            project.put("content/b/series.yaml", "名称: 系列\n版式: 没有\n");
            project.remove("content/b/2026/2");
        },
        |project| {
            for number in 1..=3 {
                project.remove(&format!("content/b/2026/{number}/issue.yaml"));
            }
        },
    ];
    for fault in faults {
        let project = site(&["a", "b"], 3);
        fault(&project);
        project.put("content/a/2026/1/正文.md", "改了的一段。\n");
        let run = project.pages().expect(1);
        assert!(!run.said().contains("不在内容文件夹里"), "{}", run.said());
        assert!(
            project
                .text("output/a/2026/1/index.html")
                .contains("改了的一段")
        );
        for number in 1..=3 {
            assert!(project.has(&format!("output/b/2026/{number}/index.html")));
        }
    }
}

#[test]
fn a_series_that_moved_and_says_from_where_is_not_missed() {
    let project = site(&["a", "b"], 3);
    std::fs::rename(project.path("content/b"), project.path("content/c")).unwrap();
    project.pages().expect(1);
    for number in 1..=3 {
        let path = format!("content/c/2026/{number}/issue.yaml");
        let text = project.text(&path);
        project.put(&path, format!("{text}原址: [b/2026/{number}]\n"));
    }
    let run = project.pages().expect(0);
    assert!(!run.said().contains("不在内容文件夹里"), "{}", run.said());
    assert!(
        project
            .text("output/b/2026/1/index.html")
            .contains("c/2026/1/")
    );
}

#[test]
fn one_that_moved_and_has_errors_stands_where_it_stood() {
    let project = site(&["a"], 3);
    let page = project.text("output/a/2026/2/index.html");
    std::fs::rename(
        project.path("content/a/2026/2"),
        project.path("content/a/2026/5"),
    )
    .unwrap();
    let issue = "标题: 第2期\n日期: 2026-07-08\n正文: [没有.md]\n原址: [a/2026/2]\n";
    project.put("content/a/2026/5/issue.yaml", issue);
    let run = project.pages().expect(1);
    assert!(run.said().contains("JB1001"), "{}", run.said());
    assert!(project.has("output/a/2026/2/index.html"), "{}", run.said());
    assert_eq!(project.text("output/a/2026/2/index.html"), page);
    assert!(!project.has("output/a/2026/5"));
    project.put(
        "content/a/2026/5/issue.yaml",
        issue.replace("没有.md", "正文.md"),
    );
    project.pages().expect(0);
    assert!(project.has("output/a/2026/5/index.html"));
    let moved = project.text("output/a/2026/2/index.html");
    assert!(moved.contains("2026/5/"), "{moved}");
    // One that nobody may see does not stay anywhere.
    std::fs::rename(
        project.path("content/a/2026/5"),
        project.path("content/a/2026/6"),
    )
    .unwrap();
    let secret = "标题: 第2期\n日期: 2026-07-08\n密级: 机密★1年\n正文: [没有.md]\n原址: [a/2026/5, a/2026/2]\n";
    project.put("content/a/2026/6/issue.yaml", secret);
    project.pages();
    for folder in ["2", "5", "6"] {
        let page = project.path(&format!("output/a/2026/{folder}/index.html"));
        assert!(!page.exists(), "{folder}");
    }
}

#[cfg(unix)]
#[test]
fn the_search_for_a_project_does_not_walk_past_a_content_that_is_away() {
    let project = site(&["a"], 1);
    project.put("inner/deep/.keep", "");
    std::os::unix::fs::symlink("/nowhere/at/all", project.path("inner/content")).unwrap();
    let mut command = project.command(&["check"]);
    command.current_dir(project.path("inner/deep"));
    let found = run(command).expect(3);
    assert!(found.said().contains("inner/content"), "{}", found.said());
}

#[test]
fn a_page_that_is_kept_leads_no_longer_to_what_is_gone() {
    let project = Project::new();
    project.issue(2, "正文一段。\n");
    project.issue(3, "正文一段。\n");
    project.pages().expect(0);
    let page = "output/a/2026/3/index.html";
    let before = project.text(page);
    assert!(
        before.contains("href=\"../../../a/2026/2/index.html\"") && before.contains("第2期"),
        "{before}"
    );
    // The third has a fault now, and stays as it was; the second goes.
    project.put("content/a/2026/3/正文.md", "![图](没有.png)\n");
    project.remove("content/a/2026/2");
    project.pages().expect(1);
    let after = project.text(page);
    assert!(
        !after.contains("a/2026/2/") && after.contains("第2期"),
        "{after}"
    );
    project.run(&["verify", "output"]).expect(0);
    // Nothing else of it has changed, and a third build changes nothing.
    assert_eq!(
        before.replace(" href=\"../../../a/2026/2/index.html\"", ""),
        after
    );
    project.pages().expect(1);
    assert_eq!(project.text(page), after);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_looked_at_is_not_taken_for_removed() {
    // A year of the site was moved to another disk and linked; then its issue is marked.
    let project = Project::new();
    project.issue(2, "正文一段。\n");
    project.pages().expect(0);
    std::fs::rename(project.path("output/a/2026"), project.path("disk")).unwrap();
    std::os::unix::fs::symlink(project.path("disk"), project.path("output/a/2026")).unwrap();
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 第2期通报\n日期: 2026-07-08\n密级: 机密★1年\n正文: [正文.md]\n",
    );
    project.put("content/b/series.yaml", "名称: 乙\n版式: 公文\n");
    let run = project.pages();
    assert!(run.code.is_some_and(|code| code > 1), "{}", run.said());
    assert!(
        run.said().contains("指向别处的链接") && run.said().contains("a/2026/2"),
        "{}",
        run.said()
    );
    // Put right, it goes.
    std::fs::remove_file(project.path("output/a/2026")).unwrap();
    std::fs::rename(project.path("disk"), project.path("output/a/2026")).unwrap();
    project.pages().expect(0);
    assert!(!project.has("output/a/2026/2/index.html"));
}

#[test]
fn nothing_goes_while_the_lists_that_name_it_cannot_be_drawn() {
    let project = Project::new();
    project.issue(2, "正文一段。\n");
    project.issue(3, "正文一段。\n");
    project.put("content/b/series.yaml", "名称: 乙\n版式: 公文\n");
    project.pages().expect(0);
    let before = project.output();
    project.put("content/b/series.yaml", "名称: 乙\n版式: 没有\n");
    project.remove("content/a/2026/2");
    let run = project.pages();
    assert_ne!(run.code, Some(0));
    assert!(run.said().contains("有的系列读不了"), "{}", run.said());
    assert_eq!(project.output(), before);
}
