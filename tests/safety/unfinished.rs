//! Commands that write into the content, or a folder of the user's own, and are killed: what they leave is neither published nor taken for content, the next run
//! takes it away, and the same command done again gives what it would have given at once.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;

use super::lost::has_strace;
use super::moments::{RENAMES, traced};
use crate::support::project::{Project, run};

/// A project in which each of the commands has something to write.
fn project() -> Project {
    let project = Project::new();
    project.put(
        "content/site.yaml",
        "名称: 甲库\n单位: 云汀市总工会\n全宗号: z109\n机构: BGS\n",
    );
    project.put(
        "content/a/series.yaml",
        "名称: 甲系列\n版式: 公文\n文号: 云工督查字〔{年}〕{号}号\n保管期限: 30年\n署名: [云汀市总工会]\n",
    );
    project.issue(1, "# 一、概况\n\n全市签订集体合同128份。\n");
    project.put(
        "来稿.md",
        "# 青禾县总工会\n\n全县签订合同12份。\n\n表：签约情况\n\n|单位|份数|\n|---|---|\n|甲|5|\n|乙|7|\n",
    );
    project
}

/// Whatever lies in the folder, hidden or not, but for what a site has beside it.
fn everything(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(project.root()).min_depth(1);
    let entries = walk.into_iter().flatten();
    let mut found = BTreeMap::new();
    for entry in entries {
        let path = entry.path().strip_prefix(project.root()).unwrap();
        let path = path.to_string_lossy().into_owned();
        if ["cache", "output", "home"]
            .iter()
            .any(|own| path.starts_with(own))
        {
            continue;
        }
        let bytes = match entry.file_type().is_file() {
            true => std::fs::read(entry.path()).unwrap(),
            false => Vec::new(),
        };
        found.insert(path, bytes);
    }
    found
}

fn temporary(found: &BTreeMap<String, Vec<u8>>) -> Vec<&String> {
    let names = found.keys();
    names.filter(|path| path.contains(".jianbao-")).collect()
}

#[test]
fn what_a_killed_command_left_is_taken_away_and_the_command_can_be_done_again() {
    if !has_strace() {
        return;
    }
    let commands: [&[&str]; 5] = [
        &["import", "来稿.md", "--to", "a/2026/1", "--write"],
        &["new", "a", "--date", "2026-08-08"],
        &["tidy", "a/2026/1", "--write"],
        &["issue", "a/2026/1", "--date", "2026-07-09", "--no-pdf"],
        &["print", "a/2026/1", "--to", "送审.docx"],
    ];
    for arguments in commands {
        let at_once = project();
        at_once.run(arguments).expect(0);
        let whole = everything(&at_once);
        let mut left_something = 0;
        for calls in [RENAMES, "fsync,fdatasync"] {
            for n in 1..9 {
                let project = project();
                let inject = format!("inject={calls}:signal=KILL:when={n}");
                let trace = format!("trace={calls}");
                let options = ["-o", "/dev/null", "-e", &trace, "-e", &inject];
                let killed = run(traced(&project, &options, arguments));
                let step = format!("{arguments:?} {calls} {n}");
                if killed.code == Some(0) {
                    break;
                }
                let found = everything(&project);
                left_something += usize::from(!temporary(&found).is_empty());
                // The next build takes away what lies in the content, and makes the same site as one that never saw it.
                let said = project.pages().said();
                assert!(!said.contains(".jianbao-"), "{step}: {said}");
                let mut left = everything(&project);
                left.retain(|path, _| path.starts_with("content") && !path.contains("来稿"));
                assert_eq!(temporary(&left), Vec::<&String>::new(), "{step}");
                if project.has("content/a/2026/1/来稿/没有做完.txt") {
                    project.put("另一份.md", "# 柳湾市总工会\n\n全市签订合同3份。\n");
                    let other = project
                        .run(&["import", "另一份.md", "--to", "a/2026/1"])
                        .expect(0);
                    assert!(other.said().contains("上次没有导入完"), "{}", other.said());
                    project.remove("另一份.md");
                }
                let again = project.run(arguments).expect(0);
                let after = everything(&project);
                let names: Vec<&String> = after.keys().collect();
                assert_eq!(
                    names,
                    whole.keys().collect::<Vec<_>>(),
                    "{step}: {}",
                    again.said()
                );
            }
        }
        assert!(left_something > 0, "{arguments:?} never left anything");
    }
}

/// A year's folder that gives way to a newer one is moved aside, and the new one to its place: a kill between the two leaves neither.
#[test]
fn a_filed_year_that_was_moved_aside_comes_back() {
    if !has_strace() {
        return;
    }
    let file = ["archive", "2026", "--to", "归档"];
    let mut was_aside = 0;
    for n in 1..6 {
        let project = project();
        let issue = |number: &str| {
            let id = format!("a/2026/{number}");
            project
                .run(&["issue", &id, "--date", "2026-07-09"])
                .expect(0);
        };
        issue("1");
        project.run(&["build"]).expect(0);
        project.run(&file).expect(0);
        let first = project.tree("归档");
        project.issue(2, "第二期。\n");
        issue("2");
        project.run(&["build"]).expect(0);
        let inject = format!("inject={RENAMES}:signal=KILL:when={n}");
        let trace = format!("trace={RENAMES}");
        let options = ["-o", "/dev/null", "-e", &trace, "-e", &inject];
        let killed = run(traced(&project, &options, &file));
        if killed.code == Some(0) {
            break;
        }
        let is_aside = !project.has("归档");
        was_aside += u32::from(is_aside);
        // The disk has no room for a new one: what stood there stands again all the same.
        let full = [
            "-o",
            "/dev/null",
            "-e",
            "trace=mkdir",
            "-e",
            "inject=mkdir:error=ENOSPC",
        ];
        assert_ne!(run(traced(&project, &full, &file)).code, Some(0), "{n}");
        if is_aside {
            assert!(project.tree("归档") == first, "{n}");
        }
        project.run(&file).expect(0);
        assert!(project.tree("归档").len() > first.len(), "{n}");
        let found = everything(&project);
        assert_eq!(temporary(&found), Vec::<&String>::new(), "{n}");
    }
    assert!(was_aside > 0);
}
