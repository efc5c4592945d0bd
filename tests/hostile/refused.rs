//! What would never end, take all memory, or be left out without a word: it is refused at its place instead.

use crate::support::project::Project;
use std::time::{Duration, Instant};

const UNITS: &str = "单位:\n  - {代号: u, 名称: 甲}\n";
const FRAGMENT: &str = "content/a/2026/1/正文.md";
const ISSUE: &str = "content/a/2026/1/issue.yaml";

/// A project with these metrics, quoted as `quoted`; what its check says, and how it ended.
fn with_metrics(metrics: &str, quoted: &str) -> (String, Option<i32>) {
    let project = Project::new();
    project.put("content/units.yaml", UNITS);
    project.put("content/metrics.yaml", format!("指标:\n{metrics}"));
    project.put(
        FRAGMENT,
        format!("---\n单位: 甲\n指标: {{丙数: 1}}\n---\n共{quoted}。\n"),
    );
    let run = project.run(&["check"]);
    (run.said(), run.code)
}

#[test]
fn a_circle_of_metrics_is_an_error_in_the_register() {
    for (name, metrics, circle) in [
        (
            "ratios",
            "  - {名称: 甲数, 分子: 乙数, 分母: 丙数}\n  - {名称: 乙数, 分子: 甲数, 分母: 丙数}\n  - {名称: 丙数}\n",
            "甲数 → 乙数 → 甲数",
        ),
        (
            "a quotient and a score",
            "  - {名称: 丙数}\n  - {名称: 甲数, 汇总: 丙数÷乙数}\n  - {名称: 乙数, 计分: [{指标: 丁数, 分值: 1}]}\n  - {名称: 丁数, 分子: 甲数, 分母: 丙数}\n",
            "甲数 → 乙数 → 丁数 → 甲数",
        ),
        (
            "a weight",
            "  - {名称: 丙数}\n  - {名称: 甲数, 权数: 乙数}\n  - {名称: 乙数, 分子: 甲数, 分母: 丙数}\n",
            "甲数 → 乙数 → 甲数",
        ),
        (
            "an alias",
            "  - {名称: 丙数}\n  - {名称: 甲数, 别名: [子数], 分子: 乙数, 分母: 丙数}\n  - {名称: 乙数, 分子: 子数, 分母: 丙数}\n",
            "甲数 → 乙数 → 甲数",
        ),
        (
            "itself",
            "  - {名称: 丙数}\n  - {名称: 甲数, 分子: 甲数, 分母: 丙数}\n",
            "“甲数”要用它自己来算",
        ),
    ] {
        for quoted in ["{{甲数.合计}}", "{{甲数@甲}}", "{{甲数.累计}}"] {
            let (said, code) = with_metrics(metrics, quoted);
            assert_eq!(code, Some(1), "{name}: {said}");
            assert!(
                said.contains(circle) && said.contains("metrics.yaml:"),
                "{name}: {said}"
            );
        }
    }
    // Computed from one that stands behind it, and no circle.
    let (said, code) = with_metrics(
        "  - {名称: 甲数, 分子: 乙数, 分母: 丙数}\n  - {名称: 乙数, 分子: 丙数, 分母: 丙数}\n  - {名称: 丙数}\n",
        "{{甲数.合计}}",
    );
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_metric_that_is_named_and_not_used_is_said() {
    for (typed, key) in [
        ("汇总: 合计, 分子: 丙数", "分子"),
        ("汇总: 平均, 分母: 丙数", "分母"),
        ("汇总: 末期值, 权数: 丙数", "权数"),
        ("分子: 丙数, 分母: 丙数, 权数: 丙数", "权数"),
        ("汇总: 合计, 计分: [{指标: 丙数, 分值: 1}]", "计分"),
    ] {
        let register = format!("  - {{名称: 丙数}}\n  - {{名称: 甲数, {typed}}}\n");
        let (said, code) = with_metrics(&register, "{{丙数.合计}}");
        assert_eq!(code, Some(1), "{typed}: {said}");
        assert!(said.contains(&format!("写了“{key}”")), "{typed}: {said}");
    }
}

/// A score whose parts are each computed once for every score above them would take a power of two.
#[test]
fn scores_of_scores_are_computed_once() {
    let register = |layers: usize| -> String {
        let scores = (0..layers).map(|n| {
            let part = match n {
                0 => "丙数".to_owned(),
                n => format!("分{}", n - 1),
            };
            format!("  - {{名称: 分{n}, 计分: [{{指标: {part}, 分值: 1}}, {{指标: {part}, 分值: 1}}]}}\n")
        });
        format!("  - {{名称: 丙数}}\n{}", scores.collect::<String>())
    };
    let start = Instant::now();
    let (said, code) = with_metrics(&register(32), "{{分31.合计}}");
    assert_eq!(code, Some(0), "{said}");
    let (said, code) = with_metrics(&register(4_000), "{{分3999.合计}}");
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(said.matches("一层套一层超过32层").count(), 1, "{said}");
    let passed = start.elapsed();
    assert!(passed < Duration::from_secs(30), "{passed:?}");
}

#[test]
fn a_fragment_of_another_issue_is_an_error_where_it_is_named() {
    let head = "标题: 甲\n日期: 2026-07-08\n";
    for (name, outline) in [
        ("text", "正文: [正文.md, ../2/别处.md]\n"),
        (
            "below a heading",
            "正文:\n  - 标题: 情况\n    正文: [正文.md, ../2/别处.md]\n",
        ),
        ("file", "正文: [正文.md, {文件: ../2/别处.md}]\n"),
        ("articles", "正文: [正文.md, {文章: [../2/别处.md]}]\n"),
        (
            "a column",
            "正文: [正文.md, {栏目: 工作动态, 文章: [../2/别处.md]}]\n",
        ),
        ("a note", "正文: [正文.md]\n按语: ../2/别处.md\n"),
        ("an attachment", "正文: [正文.md]\n附件: [../2/别处.md]\n"),
        ("round about", "正文: [正文.md, ../../../b/别处.md]\n"),
    ] {
        let project = Project::new();
        project.issue(2, "另一期。\n");
        project.put(
            "content/a/2026/2/别处.md",
            "---\n标题: 别处\n---\n别处的文字。\n",
        );
        project.put("content/b/别处.md", "别处的文字。\n");
        project.put(ISSUE, format!("{head}{outline}"));
        let run = project.run(&["check"]).expect(1);
        let said = run.said();
        assert!(
            said.contains("不在这一期的文件夹里") && said.contains("a/2026/1/issue.yaml:"),
            "{name}: {said}"
        );
    }
    // The same place by a longer way.
    let project = Project::new();
    project.put(ISSUE, format!("{head}正文: [../1/正文.md]\n"));
    project.run(&["check"]).expect(0);
}

#[cfg(unix)]
#[test]
fn pipes_on_the_command_line_are_not_waited_for() {
    let project = Project::new();
    let status = std::process::Command::new("mkfifo")
        .arg(project.path("管道"))
        .status();
    assert!(status.unwrap().success());
    for args in [
        &["merge", "管道", "a/2026/1"] as &[&str],
        &["init", "新库", "--name", "甲办公室", "--unit-list", "管道"],
        &["import", "管道", "--to", "a/2026/1"],
        &["tidy", "管道"],
        &["verify", "管道"],
        &["diff", "管道", "a/2026/1"],
    ] {
        let run = project.run(args);
        assert!(matches!(run.code, Some(1 | 2)), "{args:?}: {run:?}");
        assert!(!run.said().is_empty(), "{args:?}");
        if ["merge", "init"].contains(&args[0]) {
            assert!(run.said().contains("不是普通的文件"), "{run:?}");
        }
    }
}
