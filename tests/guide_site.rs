//! The guide as a site (docs/site/make.py): its first hour is acted out by the program, and every chapter builds.

use std::process::Command;

use crate::support::project::{Project, files};

#[test]
fn the_first_hour_takes_at_most_twelve_steps_and_every_chapter_builds() {
    let project = Project::new();
    let to = project.path("guide");
    let run = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/site/make.py"))
        .args(["--no-pictures", "--no-pdf", "--program"])
        .arg(env!("CARGO_BIN_EXE_jianbao"))
        .arg("--to")
        .arg(&to)
        .output();
    let Ok(run) = run else {
        println!("\nNOT RUN: guide_site, as there is no python3");
        assert!(std::env::var_os("CI").is_none(), "NOT RUN: guide_site");
        return;
    };
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let errors = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}{errors}");
    assert!(said.contains("the first hour: 9 steps"), "{said}");
    let pages = files(&to);
    let chapters = pages
        .iter()
        .filter(|path| path.starts_with("zhinan/2026/") && path.ends_with("/issue.json"));
    let guide = include_str!("../docs/guide.md");
    assert_eq!(chapters.count(), guide.matches("\n## ").count() + 1);
}
