//! The folder of the site: never emptied, never half-written, never somebody else's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read and write files and start the program"
)]

use crate::support::project;
use crate::support::shape;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::support::project::{Project, files};

fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    files(folder)
        .into_iter()
        .filter(|path| !project::is_beside_the_site(path))
        .map(|path| {
            let time = folder.join(&path).metadata().unwrap().modified().unwrap();
            (path, time)
        })
        .collect()
}

/// What is wrong with the site in `output`: half-written files and links that lead nowhere.
fn faults(output: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    for path in files(output) {
        let bytes = std::fs::read(output.join(&path)).unwrap();
        if path.split('/').any(|part| part.starts_with(".jianbao-")) {
            continue;
        }
        if path.ends_with(".pdf") && lopdf::Document::load_mem(&bytes).is_err() {
            faults.push(format!("{path} is no whole PDF"));
        }
        if !path.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        let page = match shape::check(&html) {
            Ok(page) => page,
            Err(fault) => {
                faults.push(format!("{path}: {fault}"));
                continue;
            }
        };
        for link in page.links.iter().chain(&page.sources) {
            let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = target.split('?').next().unwrap_or_default();
            if target.is_empty() {
                if !anchor.is_empty() && !page.ids.iter().any(|id| id == anchor) {
                    faults.push(format!("{path}: no anchor {anchor}"));
                }
                continue;
            }
            if target.contains(':') {
                continue;
            }
            let mut place = PathBuf::from(output);
            place.push(path.rsplit_once('/').map_or("", |(folder, _)| folder));
            for part in Path::new(target).components() {
                match part {
                    Component::ParentDir => {
                        place.pop();
                    }
                    Component::Normal(name) => place.push(name),
                    _ => {}
                }
            }
            if !place.is_file() {
                faults.push(format!("{path} → {link}"));
            }
        }
    }
    faults
}

/// What a reader who comes in by the home page meets: the faults of the pages that links lead to from there.
fn faults_for_readers(output: &Path) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let mut waiting = vec!["index.html".to_owned()];
    while let Some(path) = waiting.pop() {
        let Ok(html) = std::fs::read_to_string(output.join(&path)) else {
            continue;
        };
        if !seen.insert(path.clone()) {
            continue;
        }
        let Ok(page) = shape::check(&html) else {
            continue;
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in &page.links {
            let target = link.split(['#', '?']).next().unwrap_or_default();
            if target.is_empty() || target.contains(':') || !target.ends_with(".html") {
                continue;
            }
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in target.split('/') {
                match part {
                    ".." => drop(parts.pop()),
                    part => parts.push(part),
                }
            }
            waiting.push(parts.join("/"));
        }
    }
    faults(output)
        .into_iter()
        .filter(|fault| {
            fault
                .split_once(" → ")
                .is_none_or(|(path, _)| seen.contains(path))
        })
        .collect()
}

fn leftovers(output: &Path) -> Vec<String> {
    files(output)
        .into_iter()
        .filter(|path| path.contains(".jianbao-"))
        .collect()
}

#[test]
fn a_second_build_writes_nothing() {
    let project = Project::new();
    project.put("content/a/2026/1/正文.md", "正文，[表](a.xlsx)。\n");
    project.put("content/a/2026/1/a.xlsx", "PK");
    project.run(&["build"]).expect(0);
    assert_eq!(faults(&project.path("output")), Vec::<String>::new());
    let before = times(&project.path("output"));
    std::thread::sleep(Duration::from_millis(30));
    let run = project.run(&["build"]).expect(0);
    assert!(run.stdout.contains("写入 0 个文件"), "{}", run.stdout);
    assert!(run.stdout.contains("排版 PDF 0 份"), "{}", run.stdout);
    assert_eq!(before, times(&project.path("output")));
    // The same characters, so that the PDF is as large as it was: lists say its size.
    project.put("content/a/2026/1/正文.md", "文正，[表](a.xlsx)。\n");
    let run = project.run(&["build"]).expect(0);
    assert!(run.stdout.contains("排版 PDF 1 份"), "{}", run.stdout);
    let after = times(&project.path("output"));
    let changed: Vec<&String> = before
        .keys()
        // The parts of the search's index and of the manifest are named after what they hold.
        .filter(|path| !path.starts_with("search/") && !path.starts_with("manifest/"))
        .filter(|path| before[*path] != after[*path])
        .collect();
    assert_eq!(
        changed,
        [
            "SHA256SUMS",
            "a/2026/1/a-2026-1.pdf",
            "a/2026/1/a-2026-1.txt",
            "a/2026/1/index.html",
            "a/2026/1/issue.json",
            "a/2026/1/text.js",
            "a/feed.xml",
            "catalogue.csv",
            "catalogue.xlsx",
            "feed.xml",
            "index-2026.json",
            "index.json",
            "manifest.json"
        ]
    );
}

/// The first version of an archive, and the second with much that is new, changed and gone.
fn archive(project: &Project, second: bool) {
    let range = if second { 3..=40 } else { 1..=12 };
    for number in range {
        let text = if second && number % 2 == 0 {
            "改过的正文"
        } else {
            "正文"
        };
        project.issue(
            number,
            &format!(
                "# {text}\n\n{}\n",
                format!("第{number}期的{text}。").repeat(200)
            ),
        );
    }
    if second {
        project.remove("content/a/2026/2");
        for series in ["b", "c"] {
            project.put(
                &format!("content/{series}/series.yaml"),
                "名称: 新系列\n版式: 简报\n",
            );
            for number in 1..=5 {
                project.put(
                    &format!("content/{series}/2025/{number}/issue.yaml"),
                    "日期: 2025-07-08\n正文: [{栏目: 动态, 文章: [正文.md]}]\n",
                );
                project.put(
                    &format!("content/{series}/2025/{number}/正文.md"),
                    "---\n标题: 甲\n---\n正文，[表](a.xlsx)。\n",
                );
                project.put(
                    &format!("content/{series}/2025/{number}/a.xlsx"),
                    vec![7; 300_000],
                );
            }
        }
    }
}

/// Kills a build of the second version over the first at many moments, and returns every fault that a reader would meet.
fn killed(args: &[&str], times: u32) -> Vec<String> {
    let project = Project::new();
    archive(&project, false);
    project.run(args).expect(0);
    archive(&project, true);
    let first = tempfile::tempdir().unwrap();
    copy(&project.path("output"), first.path());
    let start = Instant::now();
    project.run(args).expect(0);
    let longest = start.elapsed();
    let mut faults_seen = Vec::new();
    let mut hits = 0;
    // A machine that was busy with something else at the first build gets more rounds.
    for round in 0..times * 4 {
        if round >= times && hits > 0 {
            break;
        }
        let moment = round % times;
        project.remove("output");
        copy(first.path(), &project.path("output"));
        let mut command = project.command(args);
        // What typst was working on when the build was killed goes with the test.
        std::fs::create_dir_all(project.path("tmp")).unwrap();
        command
            .env("TMPDIR", project.path("tmp"))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(longest * moment / times);
        // SIGKILL on Unix.
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        let after = project.output();
        let began = after.iter().any(|(path, bytes)| {
            std::fs::read(first.path().join(path)).ok().as_ref() != Some(bytes)
        });
        hits += u32::from(began && !ended);
        for fault in faults_for_readers(&project.path("output")) {
            faults_seen.push(format!("killed at moment {moment}: {fault}"));
        }
        project.run(args).expect(0);
        assert_eq!(faults(&project.path("output")), Vec::<String>::new());
        let left = leftovers(&project.path("output"));
        if !left.is_empty() {
            faults_seen.push(format!(
                "killed at moment {moment}, left after the next build: {left:?}"
            ));
        }
        assert!(!project.has("output/a/2026/2"));
    }
    assert!(hits > 0, "no build was killed while it wrote");
    faults_seen
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        std::fs::create_dir_all(to.join(&path).parent().unwrap()).unwrap();
        std::fs::copy(from.join(&path), to.join(&path)).unwrap();
    }
}

#[test]
fn a_build_that_is_killed_leaves_a_site_that_works() {
    let faults = killed(&["build", "--no-pdf"], 40);
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults[..faults.len().min(20)].join("\n")
    );
}

#[test]
fn a_build_that_is_killed_leaves_whole_pdfs() {
    let faults = killed(&["build"], 16);
    let pdf: Vec<&String> = faults
        .iter()
        .filter(|fault| fault.contains("is no whole"))
        .collect();
    assert!(pdf.is_empty(), "{pdf:?}");
}

#[test]
fn what_a_killed_build_left_is_swept_everywhere() {
    let project = Project::new();
    project.pages().expect(0);
    for folder in ["", "a/", "a/2026/", "a/2026/1/", "assets/"] {
        project.put(&format!("output/{folder}.jianbao-XYZ123"), "half");
    }
    project.pages().expect(0);
    assert_eq!(leftovers(&project.path("output")), Vec::<String>::new());
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_untouched() {
    let project = Project::new();
    project.put("output/重要.docx", "甲");
    project.put("output/index.html", "乙");
    let before = project.output();
    let run = project.pages().expect(3);
    assert!(
        run.stderr.contains("不是 jianbao 生成的文件夹"),
        "{}",
        run.stderr
    );
    assert_eq!(before, project.output());
    assert_eq!(files(&project.path("output")), ["index.html", "重要.docx"]);
    // The content folder itself, the project, a file, and a folder in which only something hidden lies.
    for (folder, exit) in [("content", 2), (".", 3)] {
        project
            .run(&["build", "--no-pdf", "--output", folder])
            .expect(exit);
    }
    project.put("文件", "丙");
    project
        .run(&["build", "--no-pdf", "--output", "文件"])
        .expect(3);
    project.put("隐/.ssh", "丁");
    project
        .run(&["build", "--no-pdf", "--output", "隐"])
        .expect(3);
    assert_eq!(files(&project.path("隐")), [".ssh"]);
    // Placeholders are no content of anybody.
    project.put("空/.gitkeep", "");
    project
        .run(&["build", "--no-pdf", "--output", "空"])
        .expect(0);
    assert!(project.has("空/.gitkeep"));
}

#[test]
fn a_manifest_that_is_not_ours_is_refused() {
    for manifest in [
        "{}",
        "{\"generator\":\"jianbao\",\"format\":3,\"issues\":{},\"files\":[]}",
        "{\"generator\":\"hugo\",\"format\":1,\"issues\":{},\"files\":[]}",
        "{\"generator\":\"jianbao\",\"format\":3,\"archive\":\"\",\"audience\":null,\"parts\":{},\"files\":{}}",
        "{\"generator\":\"hugo\",\"format\":2,\"archive\":\"\",\"audience\":null,\"parts\":{},\"files\":{}}",
        "{\"name\":\"别的网站\"}",
    ] {
        let project = Project::new();
        project.pages().expect(0);
        project.put("output/manifest.json", manifest);
        project.put("content/a/2026/1/正文.md", "改了。\n");
        let before = project.output();
        let run = project.pages().expect(3);
        assert!(
            run.stderr.contains("manifest.json") && run.stderr.contains("没有写入"),
            "{}",
            run.stderr
        );
        assert_eq!(before, project.output());
    }
}

#[test]
fn a_folder_with_a_manifest_of_others_is_untouched() {
    let project = Project::new();
    project.put("output/manifest.json", "{\"name\":\"别的网站\"}");
    project.put("output/index.html", "甲");
    project.pages().expect(3);
    assert_eq!(
        files(&project.path("output")),
        ["index.html", "manifest.json"]
    );
}

#[test]
fn a_manifest_cannot_lead_out_of_the_folder() {
    let project = Project::new();
    project.pages().expect(0);
    project.put("甲.txt", "甲");
    let mut manifest = project.manifest("output");
    let files = manifest["files"].as_array_mut().unwrap();
    files.push("../甲.txt".into());
    project.put("output/manifest.json", manifest.to_string());
    project.pages();
    assert!(project.has("甲.txt"));
}

#[test]
fn what_is_removed_from_the_content_is_removed_from_the_site() {
    let project = Project::new();
    project.issue(2, "第二期，[表](a.xlsx)。\n");
    project.put("content/a/2026/2/a.xlsx", "PK");
    project.put(
        "content/a/2025/1/issue.yaml",
        "标题: 旧\n日期: 2025-07-08\n正文: [正文.md]\n",
    );
    project.put("content/a/2025/1/正文.md", "旧。\n");
    project.pages().expect(0);
    project.put("output/a/2026/2/别人放的.txt", "甲");
    project.put("output/别人放的.txt", "甲");
    project.put("output/a/2025/.htaccess", "甲");
    let before = project.output();
    project.remove("content/a/2026/2");
    project.remove("content/a/2025");
    let run = project.pages().expect(0);
    let after = project.output();
    let removed = before.keys().filter(|path| !project::is_of_manifest(path));
    let removed = removed.filter(|path| !after.contains_key(*path));
    let removed = format!("移除 {} 个", removed.count());
    assert!(run.stdout.contains(&removed), "{}", run.stdout);
    assert!(!project.has("output/a/2026/2/index.html") && !project.has("output/a/2026/2/files"));
    assert!(!project.has("output/a/2025/index.html") && !project.has("output/a/2025/1"));
    for kept in ["a/2026/2/别人放的.txt", "别人放的.txt", "a/2025/.htaccess"] {
        assert_eq!(project.text(&format!("output/{kept}")), "甲");
    }
    assert_eq!(faults(&project.path("output")), Vec::<String>::new());
    project.remove("content/a");
    project.run(&["build", "--no-pdf", "--remove"]).expect(0);
    assert!(!project.has("output/a/index.html") && !project.has("output/a/2026/1"));
    assert_eq!(faults(&project.path("output")), Vec::<String>::new());
}

#[test]
fn a_file_that_somebody_changed_or_removed_is_put_right() {
    let project = Project::new();
    project.run(&["build"]).expect(0);
    let before = project.output();
    project.put("output/index.html", "甲");
    project.remove("output/a/2026/1/index.html");
    project.remove("output/a/2026/1/a-2026-1.pdf");
    project.run(&["build"]).expect(0);
    assert_eq!(before, project.output());
}

#[test]
fn a_file_for_download_follows_its_source_byte_by_byte() {
    let project = Project::new();
    project.issue(1, "见[名册](mingce.xlsx)。\n");
    let source = "content/a/2026/1/mingce.xlsx";
    let long = "PK".repeat(100_000);
    // Of the same length, longer, shorter, and different only at the end of a long one.
    for text in [
        "PK1",
        "PK2",
        "PK22",
        "PK",
        &long,
        &format!("{}1", &long[1..]),
    ] {
        project.put(source, text);
        project.pages().expect(0);
        assert!(project.read("output/a/2026/1/files/mingce.xlsx") == text.as_bytes());
        project.run(&["verify", "output"]).expect(0);
    }
}

#[test]
fn two_builds_at_once_both_succeed() {
    let project = Project::new();
    for number in 2..=20 {
        project.issue(number, &format!("第{number}期。\n").repeat(50));
    }
    let results = std::thread::scope(|scope| {
        let builds: Vec<_> = (0..4).map(|_| scope.spawn(|| project.pages())).collect();
        builds
            .into_iter()
            .map(|build| build.join().unwrap())
            .collect::<Vec<_>>()
    });
    for run in results {
        run.expect(0);
    }
    assert_eq!(faults(&project.path("output")), Vec::<String>::new());
    assert_eq!(leftovers(&project.path("output")), Vec::<String>::new());
    let run = project.pages().expect(0);
    assert!(run.stdout.contains("写入 0 个文件"), "{}", run.stdout);
}

/// A part knows the texts of all others: the index stays whole, to the byte.
#[test]
fn a_part_of_the_archive_leaves_the_index_whole() {
    let project = Project::new();
    (2..=6).for_each(|number| project.issue(number, &format!("第{number}期，推进集体协商。\n")));
    project.pages().expect(0);
    let part = ["build", "--no-pdf", "--issue", "a/2026/2"];
    let before = project.output();
    project.run(&part).expect(0);
    assert!(project.output() == before);
    project.issue(2, "走访企业九十家。\n");
    project.run(&part).expect(0);
    project
        .run(&["build", "--no-pdf", "--output", "fresh"])
        .expect(0);
    let index = |folder: &str| {
        let mut tree = project.tree(folder);
        tree.retain(|path, _| path.starts_with("search/"));
        tree
    };
    assert!(index("output") == index("fresh"));
}

#[test]
fn a_part_of_the_archive_leaves_everything_else() {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    project.put("content/b/series.yaml", "名称: 乙系列\n版式: 公文\n");
    project.put(
        "content/b/2026/1/issue.yaml",
        "标题: 乙\n日期: 2026-07-08\n正文: [正文.md]\n",
    );
    project.put("content/b/2026/1/正文.md", "乙。\n");
    project.pages().expect(0);
    for (path, text) in [
        ("a/2026/1", "改一"),
        ("a/2026/2", "改二"),
        ("b/2026/1", "改三"),
    ] {
        project.put(&format!("content/{path}/正文.md"), format!("{text}。\n"));
    }
    let changed = |args: &[&str]| -> Vec<String> {
        let [before, after] = [false, true].map(|build| {
            if build {
                project.run(args).expect(0);
            }
            let mut files = project.output();
            // The parts of the search's index and of the manifest are named after what they hold.
            files.retain(|path, _| !path.starts_with("search/") && !path.starts_with("manifest/"));
            files
        });
        assert_eq!(faults(&project.path("output")), Vec::<String>::new());
        assert!(before.keys().eq(after.keys()));
        before
            .into_iter()
            .filter(|(path, bytes)| after[path] != *bytes)
            .map(|(path, _)| path)
            // What is drawn from all issues tells of the changed one.
            .filter(|path| path.matches('/').count() > 2)
            .collect()
    };
    assert_eq!(
        changed(&["build", "--no-pdf", "--issue", "a/2026/2"]),
        [
            "a/2026/2/a-2026-2.txt",
            "a/2026/2/index.html",
            "a/2026/2/issue.json",
            "a/2026/2/text.js"
        ]
    );
    assert_eq!(
        changed(&["build", "--no-pdf", "--series", "b"]),
        [
            "b/2026/1/b-2026-1.txt",
            "b/2026/1/index.html",
            "b/2026/1/issue.json",
            "b/2026/1/text.js"
        ]
    );
    assert_eq!(
        changed(&["build", "--no-pdf", "--series", "a", "--issue", "b/2026/1"]),
        [""; 0]
    );
    assert_eq!(
        changed(&["build", "--no-pdf", "--issue", "a/2026/1/"]),
        [
            "a/2026/1/a-2026-1.txt",
            "a/2026/1/index.html",
            "a/2026/1/issue.json",
            "a/2026/1/text.js"
        ]
    );
    project.remove("content/b");
    project.run(&["build", "--no-pdf", "--remove"]).expect(0);
    assert!(!project.has("output/b"));
}

#[test]
fn a_part_of_the_archive_leaves_what_has_gone_from_the_content() {
    let project = Project::new();
    project.put("content/b/series.yaml", "名称: 乙系列\n版式: 公文\n");
    project.put(
        "content/b/2026/1/issue.yaml",
        "标题: 乙\n日期: 2026-07-08\n正文: [正文.md]\n",
    );
    project.put("content/b/2026/1/正文.md", "乙。\n");
    project.pages().expect(0);
    project.remove("content/b");
    project
        .run(&["build", "--no-pdf", "--issue", "a/2026/1"])
        .expect(0);
    assert_eq!(faults(&project.path("output")), Vec::<String>::new());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;

    #[test]
    fn files_are_for_the_web_server_to_read() {
        let project = Project::new();
        project.put("content/a/2026/1/正文.md", "正文，[表](a.xlsx)。\n");
        project.put("content/a/2026/1/a.xlsx", "PK");
        std::fs::set_permissions(
            project.path("content/a/2026/1/a.xlsx"),
            PermissionsExt::from_mode(0o600),
        )
        .unwrap();
        project.run(&["build"]).expect(0);
        for path in files(&project.path("output")) {
            let mode = project
                .path("output")
                .join(&path)
                .metadata()
                .unwrap()
                .permissions()
                .mode()
                & 0o777;
            if path != ".jianbao.lock" {
                assert_eq!(mode, 0o644, "{path}");
            }
        }
    }

    #[test]
    fn a_folder_that_is_a_link_is_not_followed() {
        let project = Project::new();
        project.pages().expect(0);
        let elsewhere = tempfile::tempdir().unwrap();
        for (folder, link) in [
            ("a", "output/a"),
            ("1", "output/a/2026/1"),
            ("assets", "output/assets"),
        ] {
            let project = Project::new();
            project.pages().expect(0);
            let outside = elsewhere.path().join(folder);
            std::fs::rename(project.path(link), &outside).unwrap();
            symlink(&outside, project.path(link)).unwrap();
            let before = times(&outside);
            project.put("content/a/2026/1/正文.md", "改了。\n");
            let run = project.pages().expect(3);
            assert!(run.stderr.contains("指向别处的链接"), "{}", run.stderr);
            assert_eq!(before, times(&outside));
        }
        // A page that is a link is replaced, and what it led to stays.
        let outside = elsewhere.path().join("x.html");
        std::fs::write(&outside, "甲").unwrap();
        project.remove("output/index.html");
        symlink(&outside, project.path("output/index.html")).unwrap();
        project.pages().expect(0);
        assert_eq!(std::fs::read_to_string(&outside).unwrap(), "甲");
        assert!(
            project
                .path("output/index.html")
                .symlink_metadata()
                .unwrap()
                .is_file()
        );
    }

    #[test]
    fn nothing_is_removed_through_a_folder_that_is_a_link() {
        let project = Project::new();
        project.issue(2, "第二期。\n");
        project.pages().expect(0);
        let elsewhere = tempfile::tempdir().unwrap();
        let outside = elsewhere.path().join("2");
        std::fs::rename(project.path("output/a/2026/2"), &outside).unwrap();
        symlink(&outside, project.path("output/a/2026/2")).unwrap();
        project.remove("content/a/2026/2");
        // It is said, and the site still knows what lies there.
        let run = project.pages().expect(3);
        assert!(run.said().contains("指向别处的链接"), "{}", run.said());
        assert!(outside.join("index.html").is_file());
        std::fs::remove_file(project.path("output/a/2026/2")).unwrap();
        std::fs::rename(&outside, project.path("output/a/2026/2")).unwrap();
        project.pages().expect(0);
        assert!(!project.has("output/a/2026/2"));
    }

    /// The program as a user who owns nothing here; root may write everywhere.
    fn as_nobody(project: &Project, args: &[&str]) -> project::Run {
        let mut command = project.command(args);
        if project
            .root()
            .metadata()
            .is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0)
        {
            command
                .uid(65534)
                .gid(65534)
                .env("HOME", "/nonexistent")
                .env("XDG_CACHE_HOME", project.path("cache"));
        }
        project::run(command)
    }

    #[test]
    fn a_site_that_cannot_be_written_stays() {
        let project = Project::new();
        std::fs::set_permissions(project.root(), PermissionsExt::from_mode(0o755)).unwrap();
        project.put("cache/x", "");
        std::fs::set_permissions(project.path("cache"), PermissionsExt::from_mode(0o777)).unwrap();
        project.pages().expect(0);
        project.put("content/a/2026/1/正文.md", "改了。\n");
        for path in [
            "output/a/2026/1",
            "output/a/2026",
            "output/a",
            "output",
            "output/.jianbao.lock",
        ] {
            let mode = if path.ends_with("lock") { 0o444 } else { 0o555 };
            std::fs::set_permissions(project.path(path), PermissionsExt::from_mode(mode)).unwrap();
        }
        let before = project.output();
        let run = as_nobody(&project, &["build", "--no-pdf"]).expect(3);
        assert!(run.stderr.contains("没有权限"), "{}", run.stderr);
        assert_eq!(
            project::english(&run.stderr),
            Vec::<String>::new(),
            "{}",
            run.stderr
        );
        assert_eq!(before, project.output());
        // A folder that cannot even be made.
        let run = as_nobody(&project, &["build", "--no-pdf", "--output", "/proc/site"]).expect(3);
        assert!(run.stderr.contains("新建文件夹"), "{}", run.stderr);
    }

    #[test]
    fn a_manifest_that_cannot_be_read_is_not_overwritten() {
        let project = Project::new();
        project.put("cache/x", "");
        project.pages().expect(0);
        for path in [
            ".",
            "cache",
            "output",
            "output/a",
            "output/a/2026",
            "output/a/2026/1",
            "output/assets",
        ] {
            std::fs::set_permissions(project.path(path), PermissionsExt::from_mode(0o777)).unwrap();
        }
        std::fs::set_permissions(
            project.path("output/.jianbao.lock"),
            PermissionsExt::from_mode(0o666),
        )
        .unwrap();
        std::fs::set_permissions(
            project.path("output/manifest.json"),
            PermissionsExt::from_mode(0o000),
        )
        .unwrap();
        project.put("content/a/2026/1/正文.md", "[甲](javascript:x)\n");
        as_nobody(&project, &["build", "--no-pdf"]).expect(3);
    }
}
