//! What is kept of a build that had no typst, or in which somebody typed while typst ran: nothing that the next one could believe.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::walk::{same, site};
use super::{ANEW, STANDS};
use crate::support::SET;
use crate::support::project::{Project, Run, is_of_manifest, run};

/// A build with a cache of the project's own and this program for typst.
fn build(project: &Project, typst: &Path, options: &[&str]) -> Run {
    std::fs::create_dir_all(project.path("cache")).unwrap();
    let mut command = project.command(&[&["build", "--explain"], options].concat());
    command
        .env("XDG_CACHE_HOME", project.path("cache"))
        .env("JIANBAO_TYPST", typst);
    run(command)
}

/// A typst that does `first` and then, where it ends well, what the real one does. It says the version of the real one.
fn typst_after(project: &Project, first: &str) -> std::path::PathBuf {
    let real = SET.typst.program().display().to_string();
    let version = format!("case \"$1\" in --version|-V) exec '{real}' \"$@\";; esac");
    project.put(
        "typst",
        format!("#!/bin/sh\n{version}\n{first} || exit 1\nexec '{real}' \"$@\"\n"),
    );
    let path = project.path("typst");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    path
}

/// The files of the site in which `words` stand, but for what no reader is led by.
fn naming(project: &Project, words: &str) -> Vec<String> {
    let files = project.output().into_iter();
    let naming = files.filter(|(path, bytes)| {
        let has = bytes
            .windows(words.len())
            .any(|part| part == words.as_bytes());
        has && !is_of_manifest(path)
    });
    naming.map(|(path, _)| path).collect()
}

#[test]
fn what_is_typed_while_a_build_runs_is_in_the_next_one() {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    let text = project.path("content/a/2026/1/正文.md");
    let done = project.path("done");
    let typst = typst_after(
        &project,
        &format!(
            "[ -e '{0}' ] || {{ printf '\\n又写的一段。\\n' >> '{1}'; : > '{0}'; }}",
            done.display(),
            text.display()
        ),
    );
    build(&project, &typst, &[]).expect(0);
    assert!(project.has("done") && project.text("content/a/2026/1/正文.md").contains("又写"));
    let page = "output/a/2026/1/index.html";
    assert!(!project.text(page).contains("又写的一段"));
    let next = build(&project, &typst, &[]).expect(0);
    assert!(!next.stderr.contains(STANDS), "{}", next.said());
    assert!(next.stderr.contains(ANEW), "{}", next.said());
    assert!(project.text(page).contains("又写的一段"));
    build(&project, &typst, &["--full", "--output", "fresh"]).expect(0);
    same("typed", &site(&project, "output"), &site(&project, "fresh"));
}

#[test]
fn a_build_without_typst_leaves_nothing_to_believe() {
    let killed = |project: &Project| typst_after(project, "kill -9 $$");
    type Missing = fn(&Project) -> std::path::PathBuf;
    let missing: [(&str, Missing); 2] = [
        ("missing", |project| project.path("nowhere/typst")),
        ("killed", killed),
    ];
    for (how, typst) in missing {
        let project = Project::new();
        project.issue(2, "第二期。\n");
        let (typst, real) = (typst(&project), SET.typst.program());
        build(&project, &typst, &[]).expect(3);
        let led = [
            naming(&project, "a-2026-1.pdf"),
            naming(&project, "a-2026-2.pdf"),
        ]
        .concat();
        assert!(led.is_empty(), "{how}: {led:?}");
        build(&project, real, &[]).expect(0);
        for number in [1, 2] {
            let pdf = format!("a/2026/{number}/a-2026-{number}.pdf");
            assert!(project.has(&format!("output/{pdf}")), "{how}: {pdf}");
            let page = project.text(&format!("output/a/2026/{number}/index.html"));
            assert!(page.contains(&format!("a-2026-{number}.pdf")), "{how}");
        }
        // The PDF that stands is older than the page, and nothing leads to it.
        let pdf = project.read("output/a/2026/1/a-2026-1.pdf");
        project.issue(1, "改了的一段。\n");
        for _ in 0..2 {
            let run = build(&project, &typst, &[]).expect(3);
            assert!(run.stderr.contains(ANEW), "{how}: {}", run.said());
            assert!(project.text("output/a/2026/1/index.html").contains("改了"));
            assert!(
                project.read("output/a/2026/1/a-2026-1.pdf") == pdf,
                "{how}: the older PDF"
            );
            let naming = naming(&project, "a-2026-1.pdf");
            assert!(naming.is_empty(), "{how}: {naming:?}");
            assert!(project.text("output/a/2026/2/index.html").contains(".pdf"));
        }
        build(&project, real, &[]).expect(0);
        build(&project, real, &["--full", "--output", "fresh"]).expect(0);
        same(how, &site(&project, "output"), &site(&project, "fresh"));
        assert!(project.read("output/a/2026/1/a-2026-1.pdf") != pdf, "{how}");
    }
}
