//! Five real documents as plain text, as they were sent round: every character is in the result or named, and the structure is that of `../shared/real/content`.

use std::collections::BTreeMap;

use jianbao::import::{ImportOptions, past_issue};
use serde_json::Value;

use crate::support::project::Project;
use crate::support::{root, squeezed};

/// A seed and the issue that people made of it.
const SEEDS: [(&str, &str); 5] = [
    ("000_3014528c997630da.txt", "pds-ducha/2011/3"),
    ("001_2f514715af739b0a.txt", "sz-jianbao/2011/1"),
    ("002_ce3af9cdcd2b3b45.txt", "ly-tongzhi/2017/1"),
    ("003_5cb574f85c31e7a0.txt", "qhd-zongjie/2019/1"),
    ("004_d41a5958a9d69e5c.txt", "my-jianbao/2011/27"),
];

/// The words of a heading, however it is closed.
fn words(text: &str) -> String {
    squeezed(text)
        .trim_end_matches(['。', '.', '：', ':'])
        .to_owned()
}

/// The headings of a text in `issue.json`, with titles of columns and articles.
fn headings(nodes: &Value, all: &mut Vec<String>) {
    for node in nodes.as_array().into_iter().flatten() {
        match node["type"].as_str() {
            Some("heading") => all.push(words(node["text"].as_str().unwrap())),
            Some("column" | "article") => all.push(words(node["title"].as_str().unwrap())),
            _ => {}
        }
        headings(&node["body"], all);
    }
}

#[test]
fn the_five_seeds_keep_every_character_and_their_headings() {
    let shared = root().join("../shared");
    if !shared.join("seeds").is_dir() {
        assert!(std::env::var_os("CI").is_none(), "../shared is missing");
        println!("NOT RUN: import::seeds, as ../shared is missing");
        return;
    }
    let project = Project::new();
    project.remove("content");
    for entry in walkdir::WalkDir::new(shared.join("real/content")) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(shared.join("real")).unwrap();
            project.put(path.to_str().unwrap(), std::fs::read(entry.path()).unwrap());
        }
    }
    project.run(&["build", "--no-pdf"]).expect(0);
    let (mut found, mut wanted, mut right) = (0, 0, 0);
    for (seed, issue) in SEEDS {
        let bytes = std::fs::read(shared.join("seeds").join(seed)).unwrap();
        let made = past_issue(seed, &bytes, &ImportOptions::default()).expect(seed);
        assert!(
            made.report.lost.is_empty(),
            "{seed}: {:?}",
            made.report.lost
        );
        let mut expected: BTreeMap<String, usize> = BTreeMap::new();
        let json = project.text(&format!("output/{issue}/issue.json"));
        let json: Value = serde_json::from_str(&json).unwrap();
        let mut all = Vec::new();
        headings(&json["text"]["body"], &mut all);
        for words in all {
            *expected.entry(words).or_default() += 1;
        }
        let texts = made.files.iter().filter(|file| file.name.ends_with(".md"));
        let text: String = texts
            .map(|file| String::from_utf8_lossy(&file.bytes))
            .collect();
        // Titles of articles stand in their front matter, names of columns in the outline.
        let issue_yaml = made.files.last().expect("issue.yaml");
        let outline = String::from_utf8_lossy(&issue_yaml.bytes);
        let named = |line: &str| {
            let line = line.trim_start_matches(['#', ' ', '-']);
            let line = line
                .strip_prefix("标题: ")
                .or(line.strip_prefix("栏目: "))
                .unwrap_or(line);
            words(&line.trim_matches(['[', ']']).replace(", ", ""))
        };
        let columns = outline
            .lines()
            .filter(|line| line.starts_with("  - 栏目: "));
        let own: Vec<String> = text
            .lines()
            .filter(|line| {
                line.starts_with('#') || line.starts_with("标题: ") && outline.contains("文章")
            })
            .chain(columns)
            .map(named)
            .collect();
        let (mut same, all) = (0, expected.values().sum::<usize>());
        for heading in &own {
            match expected.get_mut(heading) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    same += 1;
                }
                _ => println!("{seed}: 多 {heading}"),
            }
        }
        for (heading, count) in expected {
            if count > 0 {
                println!("{seed}: 少 {heading} × {count}");
            }
        }
        println!("{issue}: {same} of {all} headings, {} in all", own.len());
        found += own.len();
        wanted += all;
        right += same;
    }
    let share = 200 * right / (found + wanted);
    println!("F1 {share} % ({right} right, {found} found, {wanted} there)");
    assert!(share >= 90, "F1 {share} %");
}
