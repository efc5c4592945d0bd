//! The data between the program and the printed layouts: whatever is missing of it is an error there, and nothing of it is idle.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests read their own files"
)]

use std::collections::BTreeMap;

use jianbao::model::Document;
use jianbao::pdf::{Job, JobFile};
use jianbao::pipeline::assembly;
use jianbao::render::typst;
use jianbao::source::Sources;
use jianbao::stage::discover::discover;
use rayon::prelude::*;
use serde_json::Value;

use crate::support::{self, SET};

/// A default for a key of the data, or a question whether it is there, would make silence of a fault in the program.
#[test]
fn no_layout_asks_whether_a_key_is_there() {
    for (path, text) in &SET.files.typst {
        let text = String::from_utf8_lossy(text);
        for line in text.lines() {
            let code = line.split("//").next().unwrap_or_default();
            let asks = code.contains(".at(\"") && code.contains("default:")
                || code.contains("\" in data")
                || code.contains("\" not in data");
            assert!(!asks, "{path}: {line}");
        }
    }
}

/// Cases that together have everything that the data can hold.
const CASES: [&str; 8] = [
    "articles",
    "attachments",
    "command",
    "dates",
    "figures",
    "elements",
    "lists",
    "tables",
];

#[test]
fn every_key_is_missed_where_it_is_not() {
    let jobs: Vec<Job> = CASES.iter().flat_map(|case| jobs(case)).collect();
    let data: Vec<Value> = jobs
        .iter()
        .map(|job| serde_json::from_slice(&job.data).expect("JSON"))
        .collect();
    let stage = Stage::new(&jobs);
    jobs.par_iter()
        .for_each(|job| assert_eq!(stage.fault(&job.name, &job.data), None, "{}", job.name));
    // For each key the issues that have it, the shortest first.
    let mut having: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|index| jobs[*index].data.len());
    for index in order {
        let mut paths = Vec::new();
        keys(&data[index], "", &mut paths);
        paths.sort();
        paths.dedup();
        for path in paths {
            having.entry(path).or_default().push(index);
        }
    }
    assert!(having.len() > 90, "{}", having.len());
    let idle: Vec<&String> = having
        .par_iter()
        .filter(|(path, issues)| {
            let missed = issues.iter().any(|index| {
                let mut without = data[*index].clone();
                remove(&mut without, path, "");
                let without = serde_json::to_vec(&without).expect("JSON");
                let fault = stage.fault(path, &without);
                fault.is_some_and(|fault| fault.contains("does not contain key"))
            });
            !missed
        })
        .map(|(path, _)| path)
        .collect();
    assert!(idle.is_empty(), "nothing misses {idle:?}");
}

/// The issues of a golden case as typst gets them.
fn jobs(case: &str) -> Vec<Job> {
    let folder = support::root().join("tests/golden/cases").join(case);
    let sources: Sources = discover(&folder.join("content")).expect("a content folder");
    let plan = assembly::plan(&sources);
    let issues = plan.issues.iter();
    issues
        .filter_map(|issue| assembly::assemble(&sources, &plan, issue).document)
        .map(|document| job(&document, &sources))
        .collect()
}

fn job(document: &Document, sources: &Sources) -> Job {
    let root = format!("/i/{}", document.id.path());
    let files = document.assets.iter().map(|asset| JobFile {
        preparation: None,
        path_in_root: format!("{root}/{}", asset.path),
        source: sources.disk_path(asset.source),
    });
    Job {
        name: document.id.path(),
        data: typst::data(document, &root, &[("issue.yaml", "标题: 甲\n")]),
        files: files.collect(),
    }
}

/// Typst's folder: the layouts, the data of the issues and their pictures.
struct Stage(tempfile::TempDir);

impl Stage {
    fn new(jobs: &[Job]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        support::copy(
            &support::root().join("templates/typst"),
            &folder.path().join("templates"),
        );
        for file in jobs.iter().flat_map(|job| &job.files) {
            let path = folder
                .path()
                .join(file.path_in_root.trim_start_matches('/'));
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::copy(&file.source, path).expect("a picture");
        }
        Self(folder)
    }

    /// What typst says of `data`, where it does not make a PDF of it.
    fn fault(&self, name: &str, data: &[u8]) -> Option<String> {
        let root = self.0.path();
        let json = format!("{}.json", name.replace(['/', '[', ']'], "-"));
        std::fs::write(root.join(&json), data).expect("a file");
        let run = std::process::Command::new(SET.typst.program())
            .args(["compile", "--root"])
            .arg(root)
            .args([
                "--ignore-system-fonts",
                "--ignore-embedded-fonts",
                "--font-path",
            ])
            .arg(support::root().join("templates/fonts"))
            .args(["--diagnostic-format", "short", "--jobs", "1", "--input"])
            .arg(format!("data=/{json}"))
            .arg(root.join("templates/single.typ"))
            .arg(root.join(format!("{json}.pdf")))
            .output()
            .expect("typst");
        (!run.status.success()).then(|| String::from_utf8_lossy(&run.stderr).into_owned())
    }
}

/// The keys below `value`, each as `body[paragraph].content[text].s`: what stands in a list is told apart by its kind.
fn keys(value: &Value, path: &str, paths: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let path = format!("{path}.{key}");
                paths.push(path.clone());
                keys(value, &path, paths);
            }
        }
        Value::Array(items) => {
            for item in items {
                keys(item, &item_path(path, item), paths);
            }
        }
        _ => {}
    }
}

/// Blocks and inlines are the same wherever they stand.
fn item_path(path: &str, item: &Value) -> String {
    if let Some(kind) = item.get("kind").and_then(Value::as_str)
        && !path.ends_with("contents")
    {
        return format!("[{kind}]");
    }
    if let Some(kind) = item.get("t").and_then(Value::as_str) {
        return format!("[{kind}]");
    }
    format!("{path}[]")
}

/// Removes the key at `gone` wherever it stands.
fn remove(value: &mut Value, gone: &str, path: &str) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| format!("{path}.{key}") != gone);
            for (key, value) in fields {
                remove(value, gone, &format!("{path}.{key}"));
            }
        }
        Value::Array(items) => {
            for item in items {
                let path = item_path(path, item);
                remove(item, gone, &path);
            }
        }
        _ => {}
    }
}
