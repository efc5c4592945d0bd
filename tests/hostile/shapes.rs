//! Shapes that make a reader run out of stack, memory or patience.

use std::time::{Duration, Instant};

use crate::support::project::Project;

/// Far more than any of these takes, even without optimisation on a loaded machine.
const LIMIT: Duration = Duration::from_secs(20);

fn check(project: &Project) -> String {
    let start = Instant::now();
    let run = project.run(&["check"]);
    let code = run.code;
    assert!(
        code == Some(0) || code == Some(1),
        "{code:?} {:.2000}",
        run.said()
    );
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
    run.said()
}

fn with_text(text: &str) -> String {
    let project = Project::new();
    project.put("content/a/2026/1/正文.md", text);
    check(&project)
}

fn with_issue(text: &str) -> String {
    let project = Project::new();
    project.put("content/a/2026/1/issue.yaml", text);
    check(&project)
}

#[test]
fn markdown_of_any_shape_is_read() {
    let nested_lists: String = (0..1000)
        .map(|depth| format!("{}- 甲\n", "  ".repeat(depth)))
        .collect();
    let ticks: String = (1..800)
        .map(|count| format!("{}甲", "`".repeat(count)))
        .collect();
    let shapes = [
        ("quotations", ">".repeat(10_000) + " 甲\n"),
        ("brackets", "[".repeat(4_000) + "甲\n"),
        ("pictures", "![".repeat(4_000) + "甲\n"),
        (
            "closed brackets",
            "[".repeat(1_500) + "甲" + "](a)".repeat(1_500).as_str(),
        ),
        ("open links", "[a](b ".repeat(4_000)),
        ("lists in a line", "- ".repeat(5_000) + "甲\n"),
        ("lists", nested_lists),
        ("stars", "*甲 ".repeat(50_000)),
        ("strong", "**甲：**乙".repeat(15_000)),
        (
            "underscores",
            "_甲_ ".repeat(20_000) + "*_".repeat(10_000).as_str(),
        ),
        ("ticks", ticks),
        ("a line of a megabyte", "甲乙丙丁".repeat(90_000)),
        (
            "a wide table",
            format!(
                "表：甲\n\n|{}\n|{}\n{}",
                "a|".repeat(2000),
                "-|".repeat(2000),
                format!("|{}\n", "1|".repeat(2000)).repeat(15)
            ),
        ),
        (
            "a table of gaps",
            format!(
                "表：甲\n\n|{}\n|{}\n{}",
                "a|".repeat(2000),
                "-|".repeat(2000),
                "|1|\n".repeat(10_000)
            ),
        ),
        ("entities", "&amp;&#x202e;&nbsp;&#0;".repeat(300)),
        ("lines", "\n".repeat(500_000)),
        ("carriage returns", "甲\r".repeat(30_000)),
    ];
    for (name, text) in shapes {
        let start = Instant::now();
        with_text(&text);
        assert!(start.elapsed() < LIMIT, "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn yaml_of_any_shape_is_read() {
    let bomb = |levels: u8| {
        let mut text = "a0: &a0 [甲,甲,甲,甲,甲,甲,甲,甲,甲]\n".to_owned();
        for level in 1..=levels {
            let refs = vec![format!("*a{}", level - 1); 9].join(",");
            text.push_str(&format!("a{level}: &a{level} [{refs}]\n"));
        }
        text + format!("标题: *a{levels}\n").as_str()
    };
    let shapes = [
        (
            "lists",
            format!("标题: {}{}", "[".repeat(3_000), "]".repeat(3_000)),
            "套得太深",
        ),
        ("open lists", "[".repeat(3_000), "套得太深"),
        (
            "mappings",
            format!("标题: {}1{}", "{甲: ".repeat(1_000), "}".repeat(1_000)),
            "套得太深",
        ),
        ("items in a line", "- ".repeat(50_000) + "甲", "套得太深"),
        (
            "lines to the right",
            (0..1_000)
                .map(|depth| format!("{}甲:\n", " ".repeat(depth)))
                .collect(),
            "套得太深",
        ),
        ("keys in a line", "? ".repeat(50_000) + "甲", "套得太深"),
        ("aliases", bomb(9), "引用的内容合起来太多"),
        (
            "an alias of itself",
            "标题: &a [*a]\n".to_owned(),
            "套得太深",
        ),
        (
            "merged keys",
            "甲: &a {标题: 乙}\n<<: *a\n日期: 2026-07-08\n正文: 正文.md\n".to_owned(),
            "JB0003",
        ),
        (
            "tags",
            "标题: !!binary 甲\n日期: !乙 2026\n正文: !!set {正文.md}\n".to_owned(),
            "issue.yaml:2:",
        ),
    ];
    for (name, text, said) in shapes {
        let start = Instant::now();
        let all = with_issue(&text);
        assert!(all.contains(said), "{name}: {all}");
        let text = format!("---\n{text}\n---\n正文。\n");
        with_text(&text);
        assert!(start.elapsed() < LIMIT, "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn tables_of_any_shape_are_read() {
    let tables = [
        ("表.yaml", "列: [甲, 乙]\n行:\n  - [{文: 1, 跨行: 4000000000, 跨列: 4000000000}]\n  - [{跨行: 0}, {文: [1]}]\n  - 1\n".to_owned()),
        ("表.yaml", "列: [[甲], {乙: [丙, 丁: [戊]]}, {}, []]\n行: []\n对齐: [左, 上]\n".to_owned()),
        ("表.yaml", format!("列: [甲]\n行:\n{}", "  - [1]\n".repeat(20_000))),
        ("表.csv", "a,,,,\n".repeat(20_000)),
        ("表.csv", format!("{}\n", ",".repeat(100_000))),
        ("表.csv", "\"".to_owned() + "甲\n".repeat(10_000).as_str()),
        ("表.csv", "\u{FEFF}\u{FEFF}甲\n\r\r\n乙,丙\r丁".to_owned()),
        ("表.csv", "甲,甲\n".repeat(3_000)),
    ];
    for (name, text) in tables {
        let project = Project::new();
        project.put(
            "content/a/2026/1/issue.yaml",
            format!("标题: 甲\n日期: 2026-07-08\n正文: [正文.md, {{表: {name}, 标题: 乙, 表头: 2000}}]\n"),
        );
        project.put(&format!("content/a/2026/1/{name}"), text);
        check(&project);
    }
}

#[test]
fn lists_of_recipients_that_go_round_are_refused() {
    let project = Project::new();
    project.put(
        "content/a/series.yaml",
        "名称: 甲\n版式: 公文\n名单:\n  甲: [{名单: 乙}, 丁]\n  乙: [{名单: 甲}]\n常用发送:\n  抄送: {名单: 甲}\n",
    );
    assert!(check(&project).contains("JB1008"));
}

#[test]
fn numbers_of_any_size_are_read() {
    let project = Project::new();
    project.put(
        "content/a/series.yaml",
        "名称: 甲\n版式: 公文\n期号: 第{期}期（总第{总期}期）\n总期起点: 4294967295\n",
    );
    for folder in ["1", "x", "y"] {
        project.put(
            &format!("content/a/2026/{folder}/issue.yaml"),
            "标题: 甲\n期: 4294967295\n总期: 4294967295\n日期: 2026-07-08\n正文: [正文.md]\n",
        );
        project.put(&format!("content/a/2026/{folder}/正文.md"), "甲。\n");
    }
    check(&project);
}

#[cfg(unix)]
#[test]
fn lists_of_recipients_do_not_explode() {
    let project = Project::new();
    let twelve = ["{名单: 甲}"; 12].join(", ");
    project.put(
        "content/a/series.yaml",
        format!("名称: 甲\n版式: 公文\n名单:\n  甲: [{twelve}]\n常用发送:\n  抄送: {{名单: 甲}}\n"),
    );
    // With a limit, so that the fault takes no other program with it.
    let mut command = std::process::Command::new("sh");
    command
        .args([
            "-c",
            "ulimit -v 4000000; exec \"$0\" check",
            env!("CARGO_BIN_EXE_jianbao"),
        ])
        .current_dir(project.root());
    let run = crate::support::project::run(command);
    assert_eq!(run.code, Some(1), "{:.500}", run.said());
    assert!(run.said().contains("JB1008"));
}

#[test]
fn thousands_of_findings_in_one_file_are_said_in_time() {
    let said = with_text(&"<b>甲</b>\n\n".repeat(20_000));
    assert!(said.contains("JB0010"));
}

#[test]
fn a_key_twice_among_many_is_found_in_time() {
    let keys: String = (0..4_000).map(|key| format!("k{key}: 1\n")).collect();
    assert!(with_issue(&format!("{keys}k1: 2\n")).contains("JB0007"));
}

#[test]
fn brackets_nested_very_deep_are_refused_in_time() {
    let deep = 150_000;
    assert!(
        with_issue(&format!("标题: {}{}", "[".repeat(deep), "]".repeat(deep))).contains("套得太深")
    );
}
