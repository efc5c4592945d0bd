//! A disk that is full, for good and at any moment: what stands on it is whole, what is said of it is true, and the next build with room gives what one from
//! nothing gives.

use std::path::PathBuf;
use std::process::Command;

use super::trial::is_whole;
use crate::support::project::Project;

/// A small disk in memory at `output/`; none where the system gives none, which is said.
struct Disk(PathBuf);

impl Disk {
    fn at(place: PathBuf, options: &str) -> Option<Self> {
        std::fs::create_dir_all(&place).unwrap();
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", options, "tmpfs"]);
        let mounted = command.arg(&place).output();
        if mounted.is_ok_and(|run| run.status.success()) {
            return Some(Self(place));
        }
        println!("NOT RUN: disks that are full, as only root may mount one");
        None
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

const MARKED: &str = "标题: 石塘片区摘报\n密级: 机密★1年\n日期: 2026-07-08\n正文: [正文.md]\n";

fn project() -> Project {
    let project = Project::new();
    for number in 2..6 {
        project.issue(number, "公开的一段。\n");
    }
    project.put(
        "content/a/2026/6/issue.yaml",
        MARKED.replace("密级: 机密★1年\n", ""),
    );
    project.put("content/a/2026/6/正文.md", "柳湾的线索。\n");
    project
}

/// What changes before the build for which there is no room: an issue is marked, others say something else, one is new and one is gone.
fn change(project: &Project) {
    project.put("content/a/2026/6/issue.yaml", MARKED);
    for number in [1, 2, 9] {
        let text = format!("另写的一段{}。\n\n又一段。\n", "长".repeat(2_000));
        project.issue(number, &text);
    }
    project.remove("content/a/2026/5");
}

#[test]
fn on_a_full_disk_nothing_is_half_and_what_is_said_is_true() {
    let mut fulls = 0;
    for (options, is_of_names) in [("size=24m", false), ("size=24m,nr_inodes=2000", true)] {
        for free in [0, 3, 20, 90, 200] {
            let project = project();
            let Some(_disk) = Disk::at(project.path("output"), options) else {
                return;
            };
            project.run(&["build"]).expect(0);
            change(&project);
            let filled = fill(&project, free, is_of_names);
            let step = format!("{options}, {free} left");
            let full = project.run(&["build"]);
            let said = full.said();
            assert!(!said.contains("panicked"), "{step}: {said}");
            std::fs::remove_dir_all(&filled).unwrap();
            let site = project.output();
            is_whole(&step, &site);
            let stands = site.keys().any(|path| path.starts_with("a/2026/6/"));
            let is_told = said.contains("a/2026/6 标有密级，已从资料库移除");
            assert!(!(stands && is_told), "{step}: {said}");
            if full.code != Some(0) {
                fulls += 1;
                assert!(said.contains("磁盘"), "{step}: {:?} {said}", full.code);
                assert!(
                    !stands || said.contains("a/2026/6 不再收入资料库，这一次却没有做完"),
                    "{step}: {said}"
                );
            } else {
                assert!(is_told && !stands, "{step}: {said}");
            }
            project.run(&["build"]).expect(0);
            project.run(&["build", "--output", "fresh"]).expect(0);
            let fresh = run_of(&project);
            let now: Vec<(String, Vec<u8>)> = project.output().into_iter().collect();
            for (ours, theirs) in now.iter().zip(&fresh) {
                assert!(ours == theirs, "{step}: {} {}", ours.0, theirs.0);
            }
            assert_eq!(now.len(), fresh.len(), "{step}");
            project.run(&["verify", "output"]).expect(0);
        }
    }
    assert!(fulls >= 4, "only {fulls} builds found no room");
}

fn run_of(project: &Project) -> Vec<(String, Vec<u8>)> {
    let files = project.tree("fresh").into_iter();
    files
        .filter(|(path, _)| !crate::support::project::is_beside_the_site(path))
        .collect()
}

/// Leaves room for so many kilobytes, or names.
fn fill(project: &Project, free: usize, is_of_names: bool) -> PathBuf {
    let folder = project.path("output/.filler");
    std::fs::create_dir_all(&folder).unwrap();
    let mut made = Vec::new();
    let piece = vec![b'x'; 4096];
    loop {
        let path = folder.join(made.len().to_string());
        let bytes = if is_of_names { &[][..] } else { &piece[..] };
        if std::fs::write(&path, bytes).is_err() {
            let _ = std::fs::remove_file(&path);
            break;
        }
        made.push(path);
    }
    let take = if is_of_names { free } else { free.div_ceil(4) };
    for path in made.iter().rev().take(take) {
        std::fs::remove_file(path).unwrap();
    }
    folder
}
