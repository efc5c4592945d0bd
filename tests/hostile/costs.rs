//! What an input can cost: none of these makes the program take more memory than any clerk's machine has, take minutes, or say more than anybody reads.
//!
//! Each is the worst of its kind that fits into a file of the size that is read. A release build takes a few seconds and at most a few hundred megabytes for the worst of them.

use crate::support::project::{Project, run};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The bound on the memory of a run, in kilobytes of address space; the program itself maps a part of it.
const MEMORY: u32 = 2_000_000;
/// The bound on its time, far above what a slow machine needs without optimisation.
const TIME: Duration = Duration::from_secs(90);
/// The bound on what it says, in bytes.
const WORDS: usize = 300_000;

const YAML: &str = "标题: 甲\n日期: 2026-07-08\n正文: [正文.md]\n";
const FRAGMENT: &str = "content/a/2026/1/正文.md";
const ISSUE: &str = "content/a/2026/1/issue.yaml";

/// Checks the project within the bounds, and returns what was said.
fn checked(project: &Project, name: &str) -> String {
    let program = project.command(&["check"]);
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" check")])
        .arg(program.get_program())
        .current_dir(project.root())
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null());
    let start = Instant::now();
    let run = run(command);
    assert!(start.elapsed() < TIME, "{name}: {:?}", start.elapsed());
    let said = run.said();
    let beginning: String = said.chars().take(2000).collect();
    assert!(
        matches!(run.code, Some(0 | 1)),
        "{name}: {:?} {beginning}",
        run.code
    );
    assert!(said.len() < WORDS, "{name}: {} bytes", said.len());
    said
}

/// The project with this file, and what is said of it.
fn with(path: &str, text: impl AsRef<[u8]>, name: &str) -> String {
    let project = Project::new();
    project.put(path, text);
    checked(&project, name)
}

#[test]
fn what_yaml_repeats_is_bounded() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..10 {
        let line = [format!("*a{}", n - 1).as_str(); 9].join(", ");
        laughs.push_str(&format!("a{n}: &a{n} [{line}]\n"));
    }
    let wide = format!(
        "甲: &a [{}]\n乙: [{}]\n",
        ["x"; 4_000].join(","),
        ["*a"; 4_000].join(",")
    );
    let keys: Vec<String> = (0..4_000).map(|n| format!("k{n}: {n}")).collect();
    let merged: String = (0..3000).map(|n| format!("b{n}: {{<<: *a}}\n")).collect();
    let merged = format!("甲: &a {{{}}}\n{merged}", keys.join(", "));
    for (name, text) in [("laughs", laughs), ("wide", wide), ("merged", merged)] {
        let said = with(ISSUE, format!("{YAML}{text}"), name);
        assert!(said.contains("引用的内容合起来太多"), "{name}: {said}");
    }
    let units = "单位:\n  - &a {代号: u1, 名称: 甲".to_owned() + &"乙".repeat(5000) + "}\n";
    with(
        "content/units.yaml",
        units + &"  - *a\n".repeat(4_000),
        "units",
    );
}

#[test]
fn findings_of_a_kind_are_counted_and_not_all_told() {
    let numbered = |from: fn(usize) -> String| -> String { (0..4_900).map(from).collect() };
    let unknown = format!("{YAML}{}", numbered(|n| format!("键{n}: 1\n")));
    let said = with(ISSUE, unknown, "unknown keys");
    assert!(said.contains("这个文件里还有 4800 处同样的问题"), "{said}");
    // A hundred and one are all told.
    let few: String = (0..101).map(|n| format!("键{n}: 1\n")).collect();
    let said = with(ISSUE, format!("{YAML}{few}"), "a few");
    assert!(
        said.contains("键100") && !said.contains("同样的问题"),
        "{said}"
    );
}

#[test]
fn long_lists_are_refused() {
    let topics: Vec<String> = (0..5_001).map(|n| format!("题{n}")).collect();
    let said = with(
        ISSUE,
        format!("{YAML}主题: [{}]\n", topics.join(", ")),
        "topics",
    );
    assert!(said.contains("超过 5000 项"), "{said}");
    // Each topic has a feed, and all topics of an issue stand in it.
    for (count, is_refused) in [(100, false), (101, true)] {
        let text = format!("{YAML}主题: [{}]\n", topics[..count].join(", "));
        let said = with(ISSUE, text, "topics");
        assert_eq!(said.contains("不能超过 100 个"), is_refused, "{said}");
    }
}

/// A line that begins as many marks as fit into it and ends none takes no square of its length.
#[test]
fn a_line_of_nothing_but_marks_is_read_once() {
    for (name, line) in [
        ("[", "[".repeat(25_000)),
        ("![", "![".repeat(12_000)),
        ("[a…](b)", "[a".repeat(12_000) + "](b)"),
        ("【", "【".repeat(8_000)),
        ("【a…】", "【a".repeat(7_000) + "】"),
        ("<!--", "<!-- ".repeat(5_000)),
        ("<!—", "<!—— ".repeat(2_500) + &"—".repeat(2_500)),
        ("<!--…>", "<!-- ".repeat(3_000) + &">".repeat(9_000)),
        ("`", "` ``".repeat(6_000)),
        ("%%", "%%a ".repeat(6_000)),
        ("\\*", "\\*".repeat(14_000)),
    ] {
        let start = Instant::now();
        with(FRAGMENT, line + "\n", name);
        // Without optimisation; with it, a fiftieth.
        let passed = start.elapsed();
        assert!(passed < Duration::from_secs(20), "{name}: {passed:?}");
    }
}

/// So do lines that each begin text as it stands, none of which ends.
#[test]
fn fences_that_do_not_end_are_looked_for_once() {
    for (name, line) in [
        ("fences", "```a\n"),
        ("among quotations", "```a\n> ```a\n"),
        ("in items", "1. 甲\n   ```a\n"),
    ] {
        let start = Instant::now();
        with(FRAGMENT, line.repeat(160_000 / line.len()), name);
        let passed = start.elapsed();
        assert!(passed < Duration::from_secs(25), "{name}: {passed:?}");
    }
    let notes: String = (0..15_000)
        .map(|n| format!("[^{n}]: 见[^{}]\n\n", n + 1))
        .collect();
    let start = Instant::now();
    with(FRAGMENT, notes, "notes");
    let passed = start.elapsed();
    assert!(passed < Duration::from_secs(25), "notes: {passed:?}");
}

/// What is quoted of a line is cut, its zero-width characters too.
#[test]
fn no_finding_quotes_a_whole_line() {
    for (name, text) in [
        ("zero width", "\u{200B}".repeat(340_000)),
        ("the name of a note", format!("甲[^{}]", "a".repeat(25_000))),
        ("a figure", format!("{{{{{}}}}}", "甲".repeat(25_000))),
        ("a picture", format!("![图]({}.png)", "甲".repeat(25_000))),
        ("a link", format!("[图]({}.pdf)", "甲".repeat(25_000))),
    ] {
        let said = with(FRAGMENT, text + "\n", name);
        assert!(said.len() < 25_000, "{name}: {} bytes", said.len());
    }
    let key = format!("{YAML}{}: 1\n", "长".repeat(15_000));
    let said = with(ISSUE, key, "a key");
    assert!(said.len() < 25_000, "a key: {} bytes", said.len());
}

/// Each table is offered as two files more.
#[test]
fn an_issue_has_no_more_tables_than_anybody_reads() {
    let table = "| 甲 |\n|---|\n| 1 |\n\n";
    let said = with(FRAGMENT, table.repeat(40_000), "tables");
    assert!(
        said.contains("JB0008") && said.contains("1000 张"),
        "{said}"
    );
    let said = with(FRAGMENT, table.repeat(1_000), "a thousand tables");
    assert!(!said.contains("JB0008"), "{said}");
}

/// A word that asks for a table costs what the table holds, however often it stands there.
#[test]
fn tables_that_are_asked_for_are_bounded_together() {
    let project = Project::new();
    project.put("content/units.yaml", "单位:\n  - {代号: u, 名称: 甲}\n");
    let problems: String = (0..2000)
        .map(|n| format!("  - {{编号: p{n}, 内容: 甲}}\n"))
        .collect();
    project.put(
        FRAGMENT,
        format!("---\n单位: 甲\n问题:\n{problems}---\n文。\n"),
    );
    project.put(
        "content/a/2026/1/t.csv",
        "a,b\n".to_owned() + &"1,2\n".repeat(20_000),
    );
    for (name, word) in [
        ("problems", "  - {表: 甲, 问题: 全部}\n"),
        ("a file", "  - {表: t.csv}\n"),
    ] {
        let outline = format!("  - {{按: 单位}}\n{}", word.repeat(500));
        project.put(ISSUE, YAML.replace("[正文.md]", &format!("\n{outline}")));
        let said = checked(&project, name);
        assert!(said.contains("合起来超过 400000 格"), "{name}: {said}");
    }
    project.put(ISSUE, YAML);
    project.put(FRAGMENT, "![表](t.csv)\n\n".repeat(900));
    let said = checked(&project, "in a fragment");
    assert!(said.contains("合起来超过 400000 格"), "{said}");
}

#[test]
fn a_fragment_of_more_than_a_megabyte_is_not_read() {
    let said = with(FRAGMENT, "长".repeat(350_000), "a long fragment");
    assert!(said.contains("JB0008") && said.contains("1.0 MB"), "{said}");
}

#[test]
fn tables_and_drawings_are_bounded() {
    let project = Project::new();
    project.put(FRAGMENT, "文\n\n![表](t.csv)\n\n![图](d.svg)\n");
    let svg = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">{inside}</svg>"
        )
    };
    project.put("content/a/2026/1/d.svg", svg("<path d=\"M0 0\"/>"));
    for (name, text) in [
        ("rows", "a,b\n".to_owned() + &"1,2\n".repeat(900_000)),
        ("columns", "a,".repeat(1_900_000)),
        ("a cell", "a,b\n1,".to_owned() + &"长".repeat(1_300_000)),
        ("quotation marks", "\"".repeat(3_000_000)),
    ] {
        project.put("content/a/2026/1/t.csv", text);
        checked(&project, name);
    }
    project.put("content/a/2026/1/t.csv", "a,b\n1,2\n");
    let uses: String = (1..9)
        .map(|n| {
            let inside = format!("<use href=\"#a{}\"/>", n - 1).repeat(10);
            format!("<g id=\"a{n}\">{inside}</g>")
        })
        .collect();
    let entities: String = (1..10)
        .map(|n| {
            let inside = format!("&a{};", n - 1).repeat(10);
            format!("<!ENTITY a{n} \"{inside}\">")
        })
        .collect();
    let laughs = format!("<!DOCTYPE svg [<!ENTITY a0 \"aaaaaaaaaa\">{entities}]>");
    for (name, text) in [
        (
            "depth",
            svg(&("<g>".repeat(290_000) + &"</g>".repeat(290_000))),
        ),
        ("width", svg(&"<path d=\"M0 0\"/>".repeat(240_000))),
        (
            "uses",
            svg(&format!(
                "<defs><g id=\"a0\"/>{uses}</defs><use href=\"#a8\"/>"
            )),
        ),
        ("entities", laughs + &svg("<text>&a9;</text>")),
    ] {
        project.put("content/a/2026/1/d.svg", text);
        checked(&project, name);
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_neither_read_nor_waited_for() {
    let project = Project::new();
    let made = |path: &str| {
        let status = Command::new("mkfifo").arg(project.path(path)).status();
        assert!(status.unwrap().success());
    };
    let link = |to: &str, path: &str| {
        std::os::unix::fs::symlink(to, project.path(path)).unwrap();
    };
    for path in [
        "a/2026/1/管道.md",
        "a/2026/1/管道.png",
        "a/units.yaml",
        "管道.csv",
    ] {
        made(&format!("content/{path}"));
    }
    for (to, path) in [
        ("/dev/zero", "content/a/2026/1/零.md"),
        ("/dev/zero", "content/a/2026/1/零.png"),
        ("/dev/tty", "content/a/2026/1/终端.yaml"),
    ] {
        link(to, path);
    }
    project.put(
        FRAGMENT,
        "文\n\n![图](管道.png)\n\n![图](零.png)\n\n[表](管道.png)\n",
    );
    let start = Instant::now();
    project.run(&["check"]).expect(1);
    project.run(&["build", "--no-pdf"]).expect(1);
    assert!(start.elapsed() < TIME);
    project.put(FRAGMENT, "文。\n");
    project.run(&["check"]);
}
