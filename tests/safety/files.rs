//! Drawings and files for download: what is in the site only draws, and is of a known kind.

use crate::support::project::Project;

const OPEN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">";

fn with(drawing: &str) -> Project {
    let project = Project::new();
    project.put("content/a/2026/1/图.svg", drawing);
    project.put("content/a/2026/1/正文.md", "正文。\n\n![甲](图.svg)\n");
    project
}

#[test]
fn a_drawing_with_harmless_words_is_published() {
    let project = with(&format!(
        "{OPEN}<desc>A description of Subscriptions</desc><text y=\"5\">on</text></svg>"
    ));
    project.run(&["check"]).expect(0);
    project.pages().expect(0);
}

#[test]
fn a_drawing_that_runs_or_reaches_elsewhere_is_refused_with_its_place() {
    let of = |inside: &str| format!("{OPEN}\n {inside}</svg>");
    for (drawing, words) in [
        (of("<image href=\"http://a.example/x.png\"/>"), "图.svg:2:9"),
        (of("<use xlink:href=\"b.svg#g\"/>"), "图.svg:2:7"),
        (of("<filter><feImage href=\"x\"/></filter>"), "图.svg:2:10"),
        (of("<style>@import 'x.css';</style>"), "图.svg:2:9"),
        (of("<rect fill=\"url(http://a.example/x)\"/>"), "图.svg:2:8"),
        (of("<foreignObject/>"), "图.svg:2:2"),
        (of("<g onclick=\"x()\"/>"), "图.svg:2:5"),
        (format!("{OPEN}<g>"), "图片不完整"),
        (
            format!("<?xml-stylesheet href='x'?>{}", of("")),
            "图.svg:1:1",
        ),
        (format!("<!DOCTYPE svg>\n{}", of("")), "图.svg:1:1"),
    ] {
        let project = with(&drawing);
        for run in [project.run(&["check"]), project.pages()] {
            let run = run.expect(1);
            assert!(
                run.said().contains("图片不能使用") && run.said().contains(words),
                "{drawing}\n{}",
                run.said()
            );
        }
        assert!(!project.has("output/a/2026/1/index.html"), "{drawing}");
    }
}

#[test]
fn files_of_unknown_kinds_are_offered_only_where_the_site_names_them() {
    let project = Project::new();
    project.put("content/a/2026/1/图纸.dwg", "AC1032");
    project.put("content/a/2026/1/正文.md", "正文，[图纸](图纸.dwg)。\n");
    let run = project.pages().expect(1);
    assert!(run.said().contains("下载: [dwg]"), "{}", run.said());
    project.put("content/site.yaml", "名称: 甲库\n下载: [DWG, .mp4]\n");
    project.pages().expect(0);
    let kept = project.output();
    assert!(kept.keys().any(|path| path.ends_with(".dwg")));
    project.put("content/site.yaml", "名称: 甲库\n下载: [html]\n");
    let run = project.pages().expect(1);
    assert!(run.said().contains("会运行里面的程序"), "{}", run.said());
    // An attachment is a file for download too.
    project.put("content/site.yaml", "名称: 甲库\n");
    project.put("content/a/2026/1/正文.md", "正文。\n");
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 第1期通报\n日期: 2026-07-08\n正文: [正文.md]\n附件: [图纸.dwg]\n",
    );
    project.pages().expect(1);
}

#[cfg(unix)]
#[test]
fn a_link_of_the_disk_offers_nothing_for_download() {
    let project = Project::new();
    project.put("outside.txt", "外面的话\n");
    project.put("outside.csv", "甲,乙\n外面的话,2\n");
    let issue = "标题: 第1期通报\n日期: 2026-07-08\n正文: [正文.md]\n";
    for name in ["outside.txt", "outside.csv"] {
        let place = project.path(&format!("content/a/2026/1/{name}"));
        std::os::unix::fs::symlink(project.path(name), &place).unwrap();
        for (yaml, text) in [
            (format!("{issue}附件: [{name}]\n"), "正文。\n".to_owned()),
            (issue.to_owned(), format!("见[甲]({name})。\n")),
        ] {
            project.put("content/a/2026/1/issue.yaml", yaml);
            project.put("content/a/2026/1/正文.md", text);
            let run = project.pages().expect(1);
            assert!(run.said().contains("不跟着链接走"), "{}", run.said());
            let output = project.output();
            let leaks = output
                .values()
                .any(|bytes| String::from_utf8_lossy(bytes).contains("外面的话"));
            assert!(!leaks, "{name}");
        }
        std::fs::remove_file(place).unwrap();
    }
}
