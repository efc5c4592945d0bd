//! The manifest in its parts: a build writes those that changed, one that is damaged is known by its copy, and a build that is killed among them leaves a manifest.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::project::{Project, files};

/// A site with issues of two years.
fn project() -> Project {
    let project = Project::new();
    for number in [1, 2] {
        project.issue(number, &format!("第{number}期。\n"));
        project.put(
            &format!("content/a/2025/{number}/issue.yaml"),
            "标题: 往年通报\n日期: 2025-07-08\n正文: [正文.md]\n",
        );
        project.put(&format!("content/a/2025/{number}/正文.md"), "往年的。\n");
    }
    project.pages().expect(0);
    project
}

/// The names of the parts that the main file names, by what they are about.
fn parts(project: &Project) -> BTreeMap<String, String> {
    let main: serde_json::Value =
        serde_json::from_slice(&project.read("output/manifest.json")).unwrap();
    let parts = main["parts"].as_object().unwrap().iter();
    let parts = parts.map(|(about, name)| (about.clone(), name.as_str().unwrap().to_owned()));
    parts.collect()
}

/// Each part stands twice, and nothing else does.
fn stand_twice(project: &Project) {
    let names: BTreeSet<String> = parts(project)
        .values()
        .map(|name| format!("{name}.json"))
        .collect();
    for folder in ["output/manifest", "output/.jianbao.parts"] {
        let found: BTreeSet<String> = files(&project.path(folder)).into_iter().collect();
        assert_eq!(found, names, "{folder}");
        for name in &names {
            let bytes = project.read(&format!("{folder}/{name}"));
            let checksum = blake3::hash(&bytes).to_hex();
            assert_eq!(name[..32], checksum[..32], "{folder}");
        }
    }
    assert!(project.read("output/manifest.json") == project.read("output/.jianbao.manifest"));
    project.run(&["verify", "output"]).expect(0);
}

#[test]
fn a_build_after_a_change_writes_only_the_parts_that_changed() {
    let project = project();
    stand_twice(&project);
    let before = parts(&project);
    let about: Vec<&str> = before.keys().map(String::as_str).collect();
    assert!(about.contains(&"a/2025"), "{about:?}");
    let time = |path: &str| project.path(path).metadata().unwrap().modified().unwrap();
    let kept = [
        format!("output/manifest/{}.json", before["a/2025"]),
        format!("output/.jianbao.parts/{}.json", before["a/2025"]),
        "output/index-2025.json".to_owned(),
    ];
    let times = kept.each_ref().map(|path| time(path));
    std::thread::sleep(std::time::Duration::from_millis(30));
    project.issue(2, "第2期，改了的一段。\n");
    project.pages().expect(0);
    let after = parts(&project);
    let changed = after
        .iter()
        .filter(|(about, name)| before[*about] != **name);
    let changed: Vec<&str> = changed.map(|(about, _)| about.as_str()).collect();
    assert!(
        changed.contains(&"a/2026") && !changed.contains(&"a/2025"),
        "{changed:?}"
    );
    assert_eq!(times, kept.each_ref().map(|path| time(path)));
    stand_twice(&project);
    // A year that is gone goes with its part.
    project.remove("content/a/2025");
    project.run(&["build", "--no-pdf", "--remove"]).expect(0);
    assert!(!parts(&project).contains_key("a/2025") && !project.has("output/index-2025.json"));
    stand_twice(&project);
}

#[test]
fn a_part_that_is_gone_half_or_changed_is_mended() {
    let project = project();
    let whole = project.output();
    let said = |what: &str| {
        let run = project.pages().expect(0);
        let said = run.said();
        assert!(
            said.contains("manifest.json 不见了或不完整") && said.contains(what),
            "{said}"
        );
        let now = project.output();
        let differ: Vec<&String> = now.keys().chain(whole.keys()).collect();
        let differ = differ
            .into_iter()
            .filter(|path| now.get(*path) != whole.get(*path));
        assert_eq!(differ.collect::<Vec<_>>(), Vec::<&String>::new(), "{said}");
        stand_twice(&project);
    };
    let damage = |path: &str, kind: usize| {
        let mut bytes = project.read(path);
        match kind {
            0 => return project.remove(path),
            1 => bytes.clear(),
            2 => bytes.truncate(bytes.len() / 2),
            // It is still JSON, and as long as it was.
            _ => {
                let text = String::from_utf8(bytes).unwrap();
                let changed = text.replacen("\"files\"", "\"filed\"", 1);
                assert_ne!(changed, text);
                bytes = changed.into_bytes();
            }
        }
        project.put(path, bytes);
    };
    for (about, name) in parts(&project) {
        let [own, copy] =
            ["manifest", ".jianbao.parts"].map(|folder| format!("output/{folder}/{name}.json"));
        for kind in 0..4 {
            damage(&own, kind);
            let run = project.run(&["verify", "output"]).expect(1);
            let said_by_verify = if kind == 0 {
                "少了：manifest/"
            } else {
                "改动过：manifest/"
            };
            assert!(
                run.said().contains(said_by_verify),
                "{about}: {}",
                run.said()
            );
            said("已用它的备份补上");
            // Of the copy nobody is told: the next build that writes puts it right.
            damage(&copy, kind);
            let run = project.run(&["verify", "output"]).expect(1);
            assert!(
                run.said().contains("：.jianbao.parts/"),
                "{about}: {}",
                run.said()
            );
            project.run(&["build", "--no-pdf", "--full"]).expect(0);
            stand_twice(&project);
        }
        // Where both are damaged, only the files know it.
        damage(&own, 3);
        damage(&copy, 2);
        said("已照文件夹里的");
    }
    // The main file with a part, and the copy of the main file with another.
    let name = parts(&project)["a/2026"].clone();
    damage("output/manifest.json", 2);
    damage(&format!("output/.jianbao.parts/{name}.json"), 0);
    said("已用它的备份补上");
    damage("output/manifest.json", 0);
    damage(&format!("output/manifest/{name}.json"), 0);
    said("已用它的备份补上");
    damage("output/.jianbao.manifest", 1);
    damage(&format!("output/manifest/{name}.json"), 1);
    said("已用它的备份补上");
}

#[test]
fn what_is_no_part_of_ours_stays() {
    let project = project();
    for folder in ["output/manifest", "output/.jianbao.parts"] {
        project.put(&format!("{folder}/{}.json", "0".repeat(32)), "{}");
        project.put(&format!("{folder}/说明.txt"), "别人的");
    }
    let run = project.run(&["verify", "output"]).expect(1);
    assert!(run.said().contains("共 4 处不符"), "{}", run.said());
    project.issue(2, "改了。\n");
    project.pages().expect(0);
    for folder in ["output/manifest", "output/.jianbao.parts"] {
        assert!(
            !project.has(&format!("{folder}/{}.json", "0".repeat(32))),
            "{folder}"
        );
        project.remove(&format!("{folder}/说明.txt"));
    }
    stand_twice(&project);
}

#[test]
fn a_site_of_a_program_that_knew_no_parts_is_divided_by_the_next_build() {
    let project = project();
    let whole = project.output();
    let undivided = project.manifest("output").to_string();
    for without in ["output/manifest", "output/.jianbao.parts"] {
        project.remove(without);
    }
    for path in ["output/manifest.json", "output/.jianbao.manifest"] {
        project.put(path, &undivided);
    }
    project.run(&["verify", "output"]).expect(0);
    // What is not built is known by it.
    project.put("content/a/2025/1/issue.yaml", "标题: [\n");
    let run = project.pages().expect(1);
    assert!(!run.said().contains("不见了"), "{}", run.said());
    assert!(project.has("output/a/2025/1/index.html"));
    stand_twice(&project);
    project.put(
        "content/a/2025/1/issue.yaml",
        "标题: 往年通报\n日期: 2025-07-08\n正文: [正文.md]\n",
    );
    project.pages().expect(0);
    assert!(project.output() == whole);
}

#[cfg(target_os = "linux")]
#[test]
fn a_build_that_is_killed_while_the_manifest_is_put_at_its_place_leaves_one() {
    use super::lost::has_strace;
    use super::moments::{RENAMES, traced};
    use crate::support::project::run;

    if !has_strace() {
        return;
    }
    let project = project();
    let log = project.path("log").display().to_string();
    let build = ["build", "--no-pdf"];
    let calls = format!("{RENAMES},unlink,unlinkat");
    project.issue(2, "改了0次。\n");
    run(traced(
        &project,
        &["-o", &log, "-e", &format!("trace={calls}")],
        &build,
    ))
    .expect(0);
    let steps = project.text("log");
    let steps: Vec<&str> = steps
        .lines()
        .filter(|line| line.contains("/output/"))
        .collect();
    let of_manifest = |line: &&str| line.contains("/manifest") || line.contains(".jianbao.");
    let first = steps.iter().position(of_manifest).unwrap();
    // Parts and their copies, two main files, parts and copies that go, the journal.
    assert!(steps.len() - first >= 11, "{steps:#?}");
    let mut of_old = 0;
    for moment in first..=steps.len() {
        let before = project.read("output/manifest.json");
        project.issue(2, &format!("改了{moment}次。\n"));
        let inject = format!("inject={calls}:signal=KILL:when={}", moment + 1);
        run(traced(
            &project,
            &[
                "-o",
                "/dev/null",
                "-e",
                &format!("trace={calls}"),
                "-e",
                &inject,
            ],
            &build,
        ));
        // Every part that the main file names is there, and whole.
        project.manifest("output");
        of_old += u32::from(project.read("output/manifest.json") == before);
        let next = project.pages().expect(0);
        assert!(!next.said().contains("不见了"), "{moment}: {}", next.said());
        stand_twice(&project);
        let site = project.output();
        project
            .run(&["build", "--no-pdf", "--output", "fresh"])
            .expect(0);
        let mut fresh = project.tree("fresh");
        fresh.retain(|path, _| !path.starts_with(".jianbao"));
        assert!(site == fresh, "{moment}");
        project.remove("fresh");
    }
    assert!(of_old > 1, "{of_old}");
}
