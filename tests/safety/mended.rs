//! A manifest that is gone with its copy: what only the files know is neither thrown away nor taken for ours.

use crate::support::project::Project;

fn without_manifest(project: &Project) {
    project.remove("output/manifest.json");
    project.remove("output/.jianbao.manifest");
}

#[test]
fn what_only_the_files_know_is_not_thrown_away() {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    project.issue(3, "第三期。\n");
    project.pages().expect(0);
    without_manifest(&project);
    let before = project.output();
    let refused = |arguments: &[&str]| {
        let run = project.run(arguments).expect(1);
        assert!(
            run.said().contains("manifest.json 不见了"),
            "{}",
            run.said()
        );
        assert_eq!(project.output(), before, "{arguments:?} {}", run.said());
    };
    for part in [["--issue", "a/2026/1"], ["--series", "a"]] {
        refused(&["build", "--no-pdf", part[0], part[1]]);
        refused(&["build", "--no-pdf", "--remove", part[0], part[1]]);
    }
    // One issue has an error, another is gone.
    project.put("content/a/2026/2/issue.yaml", "标题: 甲\n正文: [没有.md]\n");
    refused(&["build", "--no-pdf"]);
    project.issue(2, "第二期。\n");
    project.remove("content/a/2026/3");
    refused(&["build", "--no-pdf"]);
    project.run(&["build", "--no-pdf", "--remove"]).expect(0);
    assert!(!project.has("output/a/2026/3") && project.has("output/a/2026/2/index.html"));
}

#[test]
fn what_others_put_beside_ours_is_theirs() {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    project.pages().expect(0);
    let ours = project.output();
    let theirs = [
        "a/2026/2/别人的.pdf",
        "a/2026/2/盖章件/a-2026-2.pdf",
        "a/2026/1/盖章件.pdf",
        "a/2026/2/files/盖章件.pdf",
        "a/2026/2/files/扫描/1.pdf",
        "search/说明.txt",
        "search/parts/说明.js",
        "assets/别人的.css",
    ];
    for path in theirs {
        project.put(&format!("output/{path}"), "别人的");
    }
    without_manifest(&project);
    project.pages().expect(0);
    for path in theirs {
        assert_eq!(project.text(&format!("output/{path}")), "别人的");
        project.remove(&format!("output/{path}"));
    }
    assert_eq!(project.output(), ours);
}

#[test]
fn a_former_address_of_a_file_stays() {
    let project = Project::new();
    project.put("content/a/2026/1/名册.xlsx", "PK");
    project.put("content/a/2026/1/正文.md", "见[名册](名册.xlsx)。\n");
    project.pages().expect(0);
    let paths = project.output().into_keys();
    let now: Vec<String> = paths.filter(|path| path.ends_with("名册.xlsx")).collect();
    let folder = now[0].strip_suffix("/名册.xlsx").unwrap();
    // Sites of earlier versions have it here, and readers may have kept the address.
    let former = format!("output/{folder}.xlsx");
    project.put(&former, "PK");
    without_manifest(&project);
    for _ in 0..2 {
        project.pages().expect(0);
        assert_eq!(project.text(&former), "PK");
    }
}
