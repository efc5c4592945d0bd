//! The abstract (内容概述) that the program makes never passes the figures of one unit off as those of all, in whatever form units' texts come.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test"
)]

use crate::support::project::Project;

const UNITS: &str = "单位:\n  - {代号: qinghe, 名称: 青禾县, 全称: 青禾县总工会, 类别: 县区}\n  - {代号: baishi, 名称: 白石区, 类别: 县区}\n  - {代号: jiaotong, 名称: 交通产业, 类别: 产业}\n分组:\n  联系领导:\n    - {名称: 甲组, 单位: [qinghe, jiaotong]}\n    - {名称: 乙组, 单位: [baishi]}\n";

/// What one unit reports; none of it may be said of the whole.
const QINGHE: &str = "新增入会120人，建会率98.5%。";
const BAISHI: &str = "新增入会77人，建会率88.8%。";

/// The abstract of an issue with this outline and these files, as its page gives it.
fn abstract_of(outline: &str, files: &[(&str, String)]) -> String {
    let project = Project::new();
    project.put("content/units.yaml", UNITS);
    project.put(
        "content/a/series.yaml",
        "名称: 通报\n版式: 公文\n署名: 云汀市总工会\n",
    );
    project.put(
        "content/a/2026/1/issue.yaml",
        format!("标题: 关于第三季度入会情况的通报\n日期: 2026-09-30\n正文:\n{outline}"),
    );
    for (name, text) in files {
        project.put(&format!("content/a/2026/1/{name}"), text);
    }
    project
        .run(&["build", "--no-pdf", "--issue", "a/2026/1"])
        .expect(0);
    let page = project.text("output/a/2026/1/index.html");
    let (_, rest) = page
        .split_once("<meta name=\"description\" content=\"")
        .expect("a description");
    rest.split('"').next().expect("text").to_owned()
}

fn of(unit: &str, text: &str) -> String {
    format!("---\n单位: {unit}\n---\n{text}\n")
}

fn both() -> Vec<(&'static str, String)> {
    vec![
        ("qinghe.md", of("青禾县", QINGHE)),
        ("baishi.md", of("白石区", BAISHI)),
    ]
}

fn with(name: &'static str, text: &str) -> Vec<(&'static str, String)> {
    let mut files = both();
    files.push((name, text.to_owned()));
    files
}

/// What it is, the outline, the files, and the abstract that is wanted.
type Form = (&'static str, String, Vec<(&'static str, String)>, String);

#[test]
fn no_abstract_takes_one_units_figures_for_the_whole() {
    let lead = "现将全市第三季度入会情况通报如下。";
    let end = "各单位要对照任务抓好落实。";
    let several = "本期是青禾县、白石区的情况。";
    let forms: [Form; 14] = [
        (
            "a lead, then the units",
            "  - 导语.md\n  - 按: 单位\n".into(),
            with("导语.md", lead),
            lead.into(),
        ),
        (
            "units by category",
            "  - 导语.md\n  - 按: 类别\n".into(),
            with("导语.md", lead),
            lead.into(),
        ),
        (
            "units by leader, the whole after them",
            "  - 按: 联系领导\n  - 导语.md\n".into(),
            with("导语.md", lead),
            lead.into(),
        ),
        (
            "units and nothing else",
            "  - 按: 单位\n".into(),
            both(),
            several.into(),
        ),
        (
            "fragments of units by name",
            "  - qinghe.md\n  - baishi.md\n".into(),
            both(),
            several.into(),
        ),
        (
            "fragments of units under headings of the outline",
            "  - 标题: 进展\n    正文: [qinghe.md, baishi.md]\n  - 标题: 要求\n    正文: [要求.md]\n".into(),
            with("要求.md", end),
            end.into(),
        ),
        (
            "headings of units in one fragment",
            "  - 正文.md\n".into(),
            vec![(
                "正文.md",
                format!("{lead}\n\n## 青禾县\n\n{QINGHE}\n\n## 白石区\n\n{BAISHI}\n\n# 下一步\n\n{end}\n"),
            )],
            format!("{lead}{end}"),
        ),
        (
            "headings of units with more words, by their full name",
            "  - 正文.md\n".into(),
            vec![(
                "正文.md",
                format!("## 青禾县总工会：进度领先\n\n### 做法\n\n{QINGHE}\n\n## 白石区（滞后）\n\n{BAISHI}\n"),
            )],
            several.replace("青禾县", "青禾县总工会"),
        ),
        (
            "headings that run in",
            "  - 正文.md\n".into(),
            vec![(
                "正文.md",
                format!("{lead}\n\n## 青禾县。{QINGHE}\n\n## 白石区。{BAISHI}\n\n{end}\n"),
            )],
            format!("{lead}{end}"),
        ),
        (
            "paragraphs that begin with a unit",
            "  - 正文.md\n".into(),
            vec![(
                "正文.md",
                format!("{lead}\n\n**青禾县**{QINGHE}\n\n白石区：{BAISHI}\n\n{end}\n"),
            )],
            format!("{lead}{end}"),
        ),
        (
            "lists and quotations of units",
            "  - 正文.md\n".into(),
            vec![(
                "正文.md",
                format!("{lead}\n\n- 青禾县{QINGHE}\n- 白石区{BAISHI}\n\n> 青禾县反映：{QINGHE}\n"),
            )],
            lead.into(),
        ),
        (
            "a sentence about several units is about the whole",
            "  - 正文.md\n".into(),
            vec![(
                "正文.md",
                format!("青禾县、白石区等地进展较快，全市新增入会197人。\n\n青禾县{QINGHE}\n"),
            )],
            "青禾县、白石区等地进展较快，全市新增入会197人。".into(),
        ),
        (
            "an issue about one unit is its text",
            "  - qinghe.md\n".into(),
            vec![("qinghe.md", of("青禾县", QINGHE))],
            QINGHE.into(),
        ),
        (
            "many units",
            "  - 按: 单位\n".into(),
            with("jiaotong.md", &of("交通产业", "新增入会5人。")),
            "本期是青禾县、白石区等3个单位的情况。".into(),
        ),
    ];
    let mut wrong = Vec::new();
    for (form, outline, files, wanted) in forms {
        let made = abstract_of(&outline, &files);
        if made != wanted {
            wrong.push(format!("{form}:\n  {made}\n  not\n  {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
