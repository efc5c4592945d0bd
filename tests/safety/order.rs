//! In which order files come to their places and go: at every moment whatever leads somewhere leads to what is there.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;

use super::lost::has_strace;
use super::moments::{RENAMES, traced};
use crate::support::project::{Project, run};

/// What a build did to files of the site, one after the other.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Placed(String),
    Removed(String),
}

fn steps(project: &Project) -> Vec<Step> {
    let log = project.path("log").display().to_string();
    let calls = format!("trace={RENAMES},unlink,unlinkat");
    let options = ["-o", &log, "-e", &calls];
    run(traced(
        project,
        &options,
        &["build", "--no-pdf", "--remove"],
    ))
    .expect(0);
    let log = project.text("log");
    let steps = log.lines().filter(|line| line.ends_with("= 0"));
    let steps = steps.filter_map(|line| {
        let names = line.split('"').skip(1).step_by(2);
        let (_, path) = names.last()?.split_once("/output/")?;
        let path = path.to_owned();
        let is_placed = line.contains("rename");
        let is_ours = !path.contains(".jianbao") && !line.contains("AT_REMOVEDIR");
        is_ours.then_some(match is_placed {
            true => Step::Placed(path),
            false => Step::Removed(path),
        })
    });
    steps.collect()
}

fn issue(project: &Project, place: &str, text: &str) {
    let year = place.split('/').next().unwrap();
    project.put(
        &format!("content/a/{place}/issue.yaml"),
        format!("标题: 通报\n日期: {year}-07-08\n正文: [正文.md]\n"),
    );
    project.put(&format!("content/a/{place}/正文.md"), text);
    project.put(&format!("content/a/{place}/mingce.xlsx"), "PK名册");
}

/// The folder of an issue, where the file at `path` lies in one.
fn issue_of(path: &str) -> Option<&str> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_issue = parts.len() > 3 && parts[0] == "a";
    is_issue.then(|| &path[..parts[..3].join("/").len()])
}

#[test]
fn what_leads_to_others_comes_after_them_and_goes_before_them() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    project.issue(2, "见[名册](mingce.xlsx)。\n");
    project.put("content/a/2026/2/mingce.xlsx", "PK名册");
    issue(&project, "2025/1", "见[名册](mingce.xlsx)。\n");
    issue(&project, "2025/2", "见[名册](mingce.xlsx)。\n");
    project.pages().expect(0);
    let before: BTreeSet<String> = project.output().into_keys().collect();
    // Two issues go with the list of their year, two come in a year of their own, one changes, and what lies beside another.
    project.remove("content/a/2025");
    issue(&project, "2024/1", "见[名册](mingce.xlsx)。\n");
    issue(&project, "2024/2", "见[名册](mingce.xlsx)。\n");
    project.issue(1, "改了的一段。\n");
    project.put("content/a/2026/2/mingce.xlsx", "PK新的名册");
    let steps = steps(&project);
    let rank = |step: &Step| match step {
        Step::Placed(path) if path.starts_with("manifest/") => 8,
        Step::Placed(path) if path == "manifest.json" => 9,
        Step::Removed(path) if path.starts_with("manifest/") => 10,
        Step::Placed(path) if path.starts_with("assets/") => 0,
        Step::Placed(path) => match (issue_of(path), before.contains(path)) {
            (Some(_), false) => 1,
            (None, false) => 2,
            (Some(_), true) => 3,
            (None, true) => 4,
        },
        Step::Removed(path) => match issue_of(path) {
            None => 5,
            Some(_) if path.ends_with("/index.html") => 6,
            Some(_) => 7,
        },
    };
    let ranks: Vec<i32> = steps.iter().map(rank).collect();
    assert!(ranks.is_sorted(), "{steps:#?}");
    for (kind, name) in [
        (1, "a new issue"),
        (2, "a new list"),
        (3, "a known issue"),
        (4, "a known list"),
        (5, "a list that goes"),
        (6, "a page that goes"),
        (7, "a file that goes"),
        (8, "a part of the manifest"),
        (9, "the manifest"),
        (10, "a part that goes"),
    ] {
        assert!(ranks.contains(&kind), "{name}: {steps:#?}");
    }
    // The page of an issue comes after what lies beside it, and the home page after all other lists.
    let place = |path: &str| {
        let step = Step::Placed(path.to_owned());
        steps.iter().position(|other| *other == step)
    };
    for number in [1, 2] {
        let page = place(&format!("a/2024/{number}/index.html"));
        assert!(page > place(&format!("a/2024/{number}/files/mingce.xlsx")));
        assert!(page > place(&format!("a/2024/{number}/issue.json")));
    }
    assert!(place("a/2026/2/files/mingce.xlsx").is_some());
    let mut lists = steps.iter().filter(|step| rank(step) == 4);
    assert_eq!(
        lists.next_back(),
        Some(&Step::Placed("index.html".to_owned()))
    );
}
