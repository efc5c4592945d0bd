//! Every issue of the sample archive comes back out of its own Word file: the same text, the same numbers, the same structure.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::project::Project;

/// Lines that no Word file holds: what became of the issue later, and charts, which are pictures there.
const NOT_IN_WORD: [&str; 3] = ["〔本期已于", "〔受众：", "　　〔图"];

/// Files for download, in the list of attachments and behind the text; without them the others are counted otherwise.
const FILES: [&str; 4] = ["（电子件：", "附件", "　　附件：", "　　　　　"];

/// The lines of an issue's plain text that its Word file holds.
fn lines(text: &str, has_files: bool) -> Vec<String> {
    let lines = text.trim_start_matches('\u{FEFF}').lines();
    let lines = lines.filter(|line| !line.trim().is_empty());
    let is_not_in_word = |line: &str| {
        let files = if has_files { &FILES[..] } else { &[] };
        let mut starts = NOT_IN_WORD.iter().chain(files);
        starts.any(|start| line.starts_with(start))
    };
    let lines = lines.filter(|line| !is_not_in_word(line));
    let lines = lines.map(|line| match has_files {
        // What leads to a file for download leads nowhere in Word.
        true => without_file_names(line),
        false => line.to_owned(),
    });
    lines
        .map(|line| line.replace(char::is_whitespace, ""))
        .collect()
}

/// The line without the names of the files that its words lead to.
fn without_file_names(line: &str) -> String {
    let mut pieces = line.split("〔文件：");
    let mut rest = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        rest.push_str(piece.split_once('〕').map_or(piece, |(_, after)| after));
    }
    rest
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
        let has_files = text(&original).contains("（电子件：");
        let before = lines(&text(&original), has_files);
        let after = lines(&text(&back), has_files);
        // The title of a file for download stands on a line of its own, and goes with it.
        let mut rest = before.iter();
        for line in &after {
            assert!(rest.any(|other| other == line), "{id}: {line}\n{before:#?}");
        }
        let files = text(&original).matches("（电子件：").count();
        assert_eq!(before.len(), after.len() + files, "{id}");
        if !has_files {
            let json = |project: &Project| -> Value {
                let path = format!("output/{id}/issue.json");
                serde_json::from_str(&project.text(&path)).expect("JSON")
            };
            assert_eq!(shape(&json(&original)), shape(&json(&back)), "{id}");
        }
    }
}
