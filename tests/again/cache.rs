//! What is kept for the next build may be gone, halved or garbled at any time: it is as if it had never been. And it is believed only of the folder that stands there
//! once the folder is held.

use std::fs::OpenOptions;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::walk::{same, site};
use super::{ANEW, STANDS};
use crate::support::project::{PATIENCE, Project, Run, run};

fn command(project: &Project, options: &[&str]) -> Command {
    std::fs::create_dir_all(project.path("cache")).unwrap();
    let mut command = project.command(&[&["build", "--no-pdf", "--explain"], options].concat());
    command.env("XDG_CACHE_HOME", project.path("cache"));
    command
}

fn build(project: &Project, options: &[&str]) -> Run {
    run(command(project, options))
}

fn project() -> Project {
    let project = Project::new();
    for number in 2..5 {
        project.issue(number, &format!("第{number}期的一段。\n"));
    }
    project
}

/// The files in the cache in which something is kept of the site.
fn kept(project: &Project) -> Vec<PathBuf> {
    let traces = project.path("cache/jianbao/traces");
    let entries = std::fs::read_dir(traces).into_iter().flatten().flatten();
    let mut kept: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    kept.sort();
    kept
}

fn is_as_fresh(project: &Project, step: &str) {
    build(project, &["--full", "--output", "fresh"]).expect(0);
    same(step, &site(project, "output"), &site(project, "fresh"));
    project.remove("fresh");
}

#[test]
fn what_is_kept_may_be_gone_halved_or_garbled() {
    let project = project();
    build(&project, &[]).expect(0);
    build(&project, &[]).expect(0);
    let files = kept(&project).len();
    assert!(files >= 3, "{:?}", kept(&project));
    type Damage = fn(&[u8]) -> Option<Vec<u8>>;
    let damages: [(&str, Damage); 6] = [
        ("gone", |_| None),
        ("empty", |_| Some(Vec::new())),
        ("halved", |bytes| Some(bytes[..bytes.len() / 2].to_vec())),
        ("another's", |_| Some(b"{}".to_vec())),
        ("garbled", |bytes| {
            let mut bytes = bytes.to_vec();
            let length = bytes.len();
            for at in (0..length).step_by(97) {
                bytes[at] ^= 0x15;
            }
            Some(bytes)
        }),
        // It reads well, and is about other bytes.
        ("other checksums", |bytes| {
            let text = String::from_utf8(bytes.to_vec()).ok()?;
            Some(text.replace('a', "b").replace('3', "4").into_bytes())
        }),
    ];
    let mut number = 0;
    for (how, damage) in damages {
        for which in 0..=files {
            number += 1;
            let step = format!("{how}, {which}");
            if number % 3 != 0 {
                project.issue(2, &format!("第{number}次改过的一段。\n"));
            }
            for (at, path) in kept(&project).into_iter().enumerate() {
                // The last round damages all of them.
                if at != which && which != files {
                    continue;
                }
                match damage(&std::fs::read(&path).unwrap()) {
                    Some(bytes) => std::fs::write(&path, bytes).unwrap(),
                    None => std::fs::remove_file(&path).unwrap(),
                }
            }
            build(&project, &[]).expect(0);
            is_as_fresh(&project, &step);
            build(&project, &[]).expect(0);
            let stands = build(&project, &[]).expect(0);
            assert!(stands.stderr.contains(STANDS), "{step}: {}", stands.said());
        }
    }
    project.remove("cache");
    project.issue(3, "没有缓存。\n");
    build(&project, &[]).expect(0);
    is_as_fresh(&project, "no cache");
}

/// Another build may have been at the folder between the look at it and the lock.
#[test]
fn what_another_build_left_meanwhile_is_not_taken_for_ones_own() {
    let project = project();
    build(&project, &[]).expect(0);
    let before = project.tree("output");
    project.issue(2, "改过的一段。\n");
    build(&project, &[]).expect(0);
    build(&project, &[]).expect(0);
    let lock = OpenOptions::new()
        .write(true)
        .open(project.path("output/.jianbao.lock"))
        .unwrap();
    lock.lock().unwrap();
    // Another text is there to be built, so that the build does not end before it asks for the folder.
    project.issue(4, "又改过的一段。\n");
    let said = std::fs::File::create(project.path("said")).unwrap();
    let mut command = command(&project, &[]);
    command.stdout(Stdio::null()).stderr(said);
    let mut child = command.spawn().unwrap();
    let start = Instant::now();
    while !String::from_utf8_lossy(&project.read("said")).contains("等它写完") {
        assert!(start.elapsed() < PATIENCE, "nobody waits");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    // What the other left: the site of before, whole.
    for path in project.tree("output").keys() {
        if !path.ends_with(".lock") && !before.contains_key(path) {
            project.remove(&format!("output/{path}"));
        }
    }
    for (path, bytes) in &before {
        if !path.ends_with(".lock") {
            project.put(&format!("output/{path}"), bytes);
        }
    }
    drop(lock);
    assert!(child.wait().unwrap().success());
    assert!(
        project
            .text("output/a/2026/2/index.html")
            .contains("改过的一段")
    );
    is_as_fresh(&project, "another build between");
}

/// What was said may be about what nobody may hear of any more, so a build that does not come to its end leaves nothing of the last one.
#[test]
fn the_trace_of_the_last_build_is_gone_before_the_next_one_writes() {
    let project = project();
    build(&project, &[]).expect(0);
    let trace = || {
        let files = kept(&project).into_iter();
        let mut files = files.filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".json") && !name.ends_with(".issues.json")
        });
        files.next()
    };
    assert!(trace().is_some(), "{:?}", kept(&project));
    project.issue(2, "改过的一段。\n");
    // Refused as a whole: the templates cannot be read.
    project.put("templates/html/home.html", "{% if %}");
    let run = build(&project, &[]);
    assert_ne!(run.code, Some(0), "{}", run.said());
    assert_eq!(trace(), None);
    project.remove("templates");
    build(&project, &[]).expect(0);
    assert!(trace().is_some());
}

#[test]
fn why_an_issue_is_made_again_is_said() {
    let project = Project::new();
    project.put("content/metrics.yaml", super::walk::metrics("家"));
    project.put("content/units.yaml", super::walk::units("青禾县"));
    let put = |number: usize, lines: &str, front: &str, text: &str| {
        let folder = format!("content/a/2026/{number}");
        project.put(
            &format!("{folder}/issue.yaml"),
            format!("标题: 第{number}期\n日期: 2026-0{number}-08\n{lines}正文: [正文.md]\n"),
        );
        project.put(
            &format!("{folder}/正文.md"),
            format!("---\n单位: qinghe\n{front}---\n\n{text}\n"),
        );
    };
    put(1, "", "指标: {走访: 12}\n", "第一期。");
    put(
        2,
        "更正: {日期: 2026-08-01, 见: a/2026/5}\n",
        "",
        "第二期。",
    );
    put(
        3,
        "",
        "指标: {走访: 30}\n",
        "今年走访{{走访.合计.累计}}家。",
    );
    put(5, "", "", "![现场](../1/图.svg)");
    put(6, "", "", "第六期。");
    project.put("content/b/series.yaml", "名称: 乙系列\n版式: 简报\n");
    project.put(
        "content/b/2026/1/issue.yaml",
        "标题: 乙刊\n日期: 2026-01-09\n正文: [正文.md]\n",
    );
    project.put("content/b/2026/1/正文.md", "乙刊的一段。\n");
    let drawing = |width: usize| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><rect width=\"{width}\" height=\"50\"/></svg>\n"
        )
    };
    project.put("content/a/2026/1/图.svg", drawing(10));
    build(&project, &[]).expect(0);
    let expect = |issue: &str, words: &str| {
        let run = build(&project, &[]);
        let said = run.stderr.clone();
        assert!(said.contains(ANEW), "{words}: {said}");
        let told = said
            .split(['；', '\n'])
            .any(|part| part.contains(words) && part.contains(issue));
        assert!(told, "{issue}: {words}\n{said}");
        is_as_fresh(&project, words);
    };
    put(
        2,
        "更正: {日期: 2026-08-01, 见: a/2026/5}\n",
        "",
        "第二期改了。",
    );
    expect("a/2026/2", "它的文件夹变了");
    put(
        2,
        "更正: {日期: 2026-08-01, 见: a/2026/5}\n",
        "",
        "第二期又改了。",
    );
    expect("a/2026/3", "同一系列的上一期变了");
    put(1, "", "指标: {走访: 13}\n", "第一期。");
    expect("a/2026/3", "以前各期的问题或指标变了");
    project.put("content/a/2026/1/图.svg", drawing(99));
    expect("a/2026/5", "它引用的别处的文件变了");
    project.put("content/a/series.yaml", "名称: 丙系列\n版式: 公文\n");
    expect("a/2026/1", "站点、系列或登记表变了");
    put(5, "草稿: 是\n", "", "![现场](../1/图.svg)");
    expect("a/2026/2", "编号、受众，或与别的各期对照的结果变了");
}

/// A word that changes makes parts of the index new under new names; no reader is told of them by anything but the one file that names the head.
#[test]
fn one_file_of_the_index_changes_under_its_path() {
    let project = project();
    build(&project, &[]).expect(0);
    let before = project.tree("output/search");
    project.issue(2, "推进工资集体协商，走访企业九十家。\n");
    build(&project, &[]).expect(0);
    let after = project.tree("output/search");
    let changed: Vec<&String> = before
        .iter()
        .filter(|(path, bytes)| {
            path.ends_with(".js") && after.get(*path).is_some_and(|now| now != *bytes)
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["current.js"]);
    let new = after.keys().filter(|path| !before.contains_key(*path));
    assert!(new.count() > 0);
}
