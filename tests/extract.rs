//! What each unit gets of an issue: its own findings and its rows, and nothing of any other unit.

use std::path::Path;

use crate::support::project::Project;
use crate::support::{pdf, squeezed};
use crate::word::paragraphs;

/// The names of the register.
fn units(project: &Project) -> Vec<String> {
    let register = project.text("content/units.yaml");
    let entries = register.lines().filter(|line| line.contains("代号:"));
    let names = entries.filter_map(|line| {
        let (_, rest) = line.split_once("名称: ")?;
        Some(rest.split([',', '}']).next()?.trim().to_owned())
    });
    names.collect()
}

/// What the fragments of an issue say that are of this unit.
fn own_text(project: &Project, issue: &str, unit: &str) -> String {
    let folder = project.path(&format!("content/{issue}"));
    let mut own = String::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "md")
        {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            if text.contains(&format!("单位: {unit}\n")) {
                own.push_str(&text);
            }
        }
    }
    own
}

#[test]
fn a_unit_gets_its_own_and_no_other_is_named() {
    let project = Project::sample(true);
    let names = units(&project);
    assert!(names.len() >= 14, "{names:?}");
    for issue in ["jindu/2026/6", "ducha/2026/2"] {
        project
            .run(&["extract", issue, "--all", "--to", "摘送"])
            .expect(0);
        let mut seen = 0;
        for unit in &names {
            let name = format!("摘送/{}-{unit}", issue.replace('/', "-"));
            if !project.has(&format!("{name}.docx")) {
                continue;
            }
            seen += 1;
            let word = paragraphs(&project.read(&format!("{name}.docx"))).concat();
            let paper = squeezed(&pdf::text(&project.read(&format!("{name}.pdf"))));
            let own = own_text(&project, issue, unit);
            for text in [&word, &paper] {
                assert!(text.contains(unit.as_str()), "{name}");
                assert!(text.contains("摘送"), "{name}: {text}");
                for other in names.iter().filter(|other| *other != unit) {
                    let told = text.contains(other.as_str()) && !own.contains(other.as_str());
                    assert!(!told, "{name} names {other}: {text}");
                }
            }
        }
        assert!(seen > 8, "{issue}: {seen}");
        project.remove("摘送");
    }
}

#[test]
fn its_rows_keep_head_and_rank_and_what_counts_all_goes() {
    let project = Project::sample(true);
    let args = ["extract", "jindu/2026/6", "--unit", "临江区", "--no-pdf"];
    let run = project.run(&args).expect(0);
    assert!(
        run.said().contains("jindu-2026-6-临江区.docx"),
        "{}",
        run.said()
    );
    let word = project.read("jindu-2026-6-临江区.docx");
    let lines = paragraphs(&word);
    for words in [
        "临江区总工会：",
        "累计完成率",
        "名次",
        "快递网点建会台账与实际不符12处",
        "2026年7月31日",
    ] {
        assert!(
            lines.iter().any(|line| line.contains(words)),
            "{words}: {lines:?}"
        );
    }
    for words in [
        "合计",
        "小计",
        "共5个",
        "下一步要求",
        "云工进字〔2026〕6号摘送，",
    ] {
        assert!(
            !lines.iter().any(|line| line.contains(words)),
            "{words}: {lines:?}"
        );
    }
    assert!(!project.has("jindu-2026-6-临江区.pdf"));
    assert!(!Path::new(&project.path("content/jindu/2026/6/送审.yaml")).exists());
}

#[test]
fn what_cannot_be_extracted_is_said() {
    let project = Project::sample(true);
    project.pages().expect(0);
    for (args, words, code) in [
        (&["--unit", "临江"][..], "是否为“临江区”？", 2),
        (&["--unit", "汀钢公司", "--to", "output/摘"], "资料库", 2),
        (&[], "--unit", 2),
    ] {
        let all = [&["extract", "jindu/2026/6", "--no-pdf"], args].concat();
        let run = project.run(&all).expect(code);
        assert!(run.said().contains(words), "{words}: {}", run.said());
    }
    let run = project
        .run(&["extract", "ling/2026/1", "--all", "--no-pdf"])
        .expect(1);
    assert!(run.said().contains("不用摘送"), "{}", run.said());
    project.put("content/jindu/2026/6/坏.md", "---\n单位: [\n---\n");
    project
        .run(&["extract", "jindu/2026/6", "--all", "--no-pdf"])
        .expect(1);
}

/// A row that names the unit with something in brackets is its own; one that names a part of it is left out and told.
#[test]
fn rows_that_name_the_unit_as_a_part_of_something_are_told() {
    let project = Project::new();
    project.put(
        "content/units.yaml",
        "单位: [{代号: qinghe, 名称: 青禾县}, {代号: baishi, 名称: 白石区}]\n",
    );
    project.issue(
        1,
        "表：进度\n\n| 单位 | 数 |\n|---|---|\n| 青禾县（含高新区） | 6 |\n| 青禾县柳林镇 | 7 |\n| 白石区 | 5 |\n",
    );
    let run = project
        .run(&["extract", "a/2026/1", "--all", "--to", "摘送", "--no-pdf"])
        .expect(0);
    assert!(
        run.said().contains("“青禾县柳林镇”的行没有摘进去"),
        "{}",
        run.said()
    );
    let word = paragraphs(&project.read("摘送/a-2026-1-青禾县.docx")).concat();
    assert!(word.contains("青禾县（含高新区）"), "{word}");
    assert!(
        !word.contains("柳林镇") && !word.contains("白石区"),
        "{word}"
    );
}
