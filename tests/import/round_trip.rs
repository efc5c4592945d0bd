//! Every issue of the sample archive comes back out of its own Word file: the same text, the same numbers, the same structure.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::project::Project;

/// Lines that no Word file holds: what became of the issue later, files for download, and charts, which are pictures there.
const NOT_IN_WORD: [&str; 7] = [
    "〔本期已于",
    "〔受众：",
    "　　〔图",
    "（电子件：",
    "附件",
    "　　附件：",
    "　　　　　",
];

/// The lines of an issue's plain text that its Word file holds.
fn lines(text: &str) -> Vec<String> {
    let lines = text.trim_start_matches('\u{FEFF}').lines();
    let lines = lines.filter(|line| !line.trim().is_empty());
    let is_not_in_word = |line: &str| {
        let starts = NOT_IN_WORD.iter();
        starts.into_iter().any(|start| line.starts_with(start))
    };
    let lines = lines.filter(|line| !is_not_in_word(line));
    // What leads to a file for download leads nowhere in Word.
    let lines = lines.map(|line| line.replace(char::is_whitespace, ""));
    lines.collect()
}

/// The kinds of blocks in their order, with levels and labels.
fn shape(issue: &Value) -> Vec<String> {
    fn add(nodes: &Value, shape: &mut Vec<String>) {
        for node in nodes.as_array().into_iter().flatten() {
            let kind = node["type"].as_str().unwrap_or_default();
            // A chart comes back as the picture that it is.
            let kind = if kind == "chart" { "figure" } else { kind };
            let said = [&node["level"], &node["label"], &node["columns"]];
            shape.push(format!("{kind} {} {} {}", said[0], said[1], said[2]));
            add(&node["body"], shape);
            for item in node["items"].as_array().into_iter().flatten() {
                shape.push(format!("item {}", item["label"]));
                add(&item["body"], shape);
            }
        }
    }
    let mut all = Vec::new();
    add(&issue["text"]["body"], &mut all);
    for attachment in issue["text"]["attachments"]
        .as_array()
        .into_iter()
        .flatten()
    {
        all.push("attachment".to_owned());
        add(&attachment["body"], &mut all);
    }
    all
}

#[test]
fn every_sample_issue_comes_back_from_its_word_file() {
    let original = Project::sample(true);
    original.run(&["build", "--no-pdf", "--docx"]).expect(0);
    let back = Project::new();
    back.remove("content");
    let mut issues: BTreeMap<String, String> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(original.path("content")) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(original.root()).unwrap();
        let path = path.to_str().unwrap().to_owned();
        let name = path.rsplit('/').next().unwrap();
        if ["site.yaml", "units.yaml", "series.yaml", "metrics.yaml"].contains(&name) {
            back.put(&path, original.read(&path));
        } else if let Some(folder) = path.strip_suffix("/issue.yaml") {
            let id = folder.trim_start_matches("content/").to_owned();
            let stem = format!("output/{id}/{}", id.replace('/', "-"));
            // What no site shows has no Word file there.
            if original.path(&format!("{stem}.docx")).exists() {
                issues.insert(id, stem);
            }
        }
    }
    assert!(issues.len() >= 40, "{issues:?}");
    for (id, stem) in &issues {
        back.put("稿.docx", original.read(&format!("{stem}.docx")));
        let args = ["import", "稿.docx", "--as", "issue", "--to", id, "--write"];
        let said = back.run(&args).expect(0).stdout;
        assert!(!said.contains("没有找到去处"), "{id}: {said}");
    }
    let built = back.run(&["build", "--no-pdf"]).said();
    for (id, stem) in &issues {
        let text = |project: &Project| project.text(&format!("{stem}.txt"));
        assert!(back.path(&format!("{stem}.txt")).exists(), "{id}: {built}");
        let (before, after) = (lines(&text(&original)), lines(&text(&back)));
        let has_files = text(&original).contains("（电子件：");
        let mut rest = before.iter();
        for line in &after {
            // The name of a file that a word leads to stands behind it.
            let is_same = |other: &&String| {
                let begin = |line: &str| line.chars().take(12).collect::<String>();
                *other == line || other.contains('〔') && begin(other) == begin(line)
            };
            let found = rest.find(is_same);
            assert!(found.is_some(), "{id}: {line}\n{before:#?}");
        }
        if !has_files {
            assert_eq!(before.len(), after.len(), "{id}");
            let json = |project: &Project| -> Value {
                let path = format!("output/{id}/issue.json");
                serde_json::from_str(&project.text(&path)).expect("JSON")
            };
            assert_eq!(shape(&json(&original)), shape(&json(&back)), "{id}");
        }
    }
}
