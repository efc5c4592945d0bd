//! What belongs together changes together; what the folder should know of itself is known again; one fault stops one issue.

use std::process::{Command, Stdio};

use super::lost::has_strace;
use crate::support::project::{Project, run};

/// The program under strace, with calls made to fail or the process killed at them.
fn traced(project: &Project, calls: &str, inject: &str, arguments: &[&str]) -> Command {
    let program = project.command(arguments);
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o", "/dev/null", "-e"])
        .arg(format!("trace={calls}"))
        .arg("-e")
        .arg(format!("inject={calls}:{inject}"))
        .arg(program.get_program())
        .args(arguments)
        .current_dir(project.root())
        .env_remove("JIANBAO_TYPST")
        .stdin(Stdio::null());
    command
}

#[test]
fn page_and_pdf_stand_together_whenever_a_build_is_killed() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    project.issue(2, "第二期。\n");
    project.run(&["build"]).expect(0);
    let kept = project.output();
    let mut changed = 0;
    for moment in (1..60).step_by(6) {
        for number in [1, 2] {
            project.issue(number, &format!("改了{moment}次。\n\n又一段。\n"));
        }
        project.remove("output");
        for (path, bytes) in &kept {
            project.put(&format!("output/{path}"), bytes);
        }
        let calls = "rename,renameat,renameat2";
        let mut command = traced(
            &project,
            calls,
            &format!("signal=KILL:when={moment}+"),
            &["build"],
        );
        let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        for number in [1, 2] {
            let page = project.text(&format!("output/a/2026/{number}/index.html"));
            let pdf = project.read(&format!("output/a/2026/{number}/a-2026-{number}.pdf"));
            let is_new = page.contains(&format!("改了{moment}次"));
            changed += u32::from(is_new);
            let old = &kept[&format!("a/2026/{number}/a-2026-{number}.pdf")];
            // Between two renames the PDF may be newer than its page, never by more than the files of one issue.
            if is_new {
                assert_ne!(&pdf, old, "a new page with the old PDF");
            }
        }
        // The next build mends whatever was caught between two renames.
        project.run(&["build"]).expect(0);
        project.run(&["verify", "output"]).expect(0);
    }
    assert!(changed > 0);
}

#[test]
fn nothing_stands_before_everything_is_written() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    project.pages().expect(0);
    let before = project.output();
    project.issue(1, "改了。\n");
    project.issue(2, "又一期。\n");
    // The disk is full from the n-th write on.
    for n in [5, 15, 25, 40] {
        let inject = format!("error=ENOSPC:when={n}+");
        let run = run(traced(&project, "write", &inject, &["build", "--no-pdf"]));
        if run.code == Some(0) {
            break;
        }
        let mut left = project.output();
        left.remove(".jianbao.journal");
        assert!(left == before, "{n}: {}", run.said());
    }
    project.pages().expect(0);
}

#[test]
fn a_manifest_that_is_gone_empty_or_half_is_mended() {
    for has_copy in [true, false] {
        let project = Project::new();
        project.issue(2, "第二期。\n");
        project.pages().expect(0);
        let whole = project.output();
        let text = project.text("output/manifest.json");
        let cuts = [
            None,
            Some(0),
            Some(1),
            Some(text.len() / 2),
            Some(text.len() - 3),
        ];
        for cut in cuts {
            match cut {
                None => project.remove("output/manifest.json"),
                Some(length) => project.put("output/manifest.json", &text[..length]),
            }
            if !has_copy {
                project.remove("output/.jianbao.manifest");
            }
            let run = project.pages().expect(0);
            assert!(
                run.said().contains("manifest.json 不见了或不完整"),
                "{cut:?} {}",
                run.said()
            );
            assert_eq!(project.output(), whole, "{cut:?}");
            // What is no longer wanted goes all the same.
            project.put("output/manifest.json", "");
            if !has_copy {
                project.remove("output/.jianbao.manifest");
            }
            project.put("output/a/2026/别人的.txt", "不是我们的");
            project.put(
                "content/a/2026/2/issue.yaml",
                "密级: 机密★1年\n标题: 甲\n日期: 2026-07-08\n正文: [正文.md]\n",
            );
            project.pages().expect(0);
            assert!(!project.has("output/a/2026/2/index.html"));
            assert!(project.has("output/a/2026/别人的.txt"));
            project.remove("output/a/2026/别人的.txt");
            project.issue(2, "第二期。\n");
            project.pages().expect(0);
        }
    }
    // A folder of others is none of ours, whatever lies in it.
    let project = Project::new();
    project.put("output/a/2026/1/index.html", "别人的");
    project.pages().expect(3);
    project.put("output/manifest.json", "");
    project.pages().expect(3);
    assert_eq!(project.text("output/a/2026/1/index.html"), "别人的");
}

#[test]
fn an_attachment_that_vanishes_stops_its_issue_and_no_other() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    project.pages().expect(0);
    project.put("content/a/2026/2/表.xlsx", "PK");
    project.put("content/a/2026/2/正文.md", "第二期，[表](表.xlsx)。\n");
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 第2期\n日期: 2026-07-08\n正文: [正文.md]\n",
    );
    project.issue(1, "改了。\n");
    // It is there when the content is read, and not when it is copied.
    for error in ["ENOENT", "EIO", "EACCES"] {
        let mut command = traced(
            &project,
            "openat",
            &format!("error={error}:when=2+"),
            &["build", "--no-pdf"],
        );
        let path = project.path("content/a/2026/2/表.xlsx");
        command = {
            let mut with = Command::new("strace");
            with.arg("-P")
                .arg(path)
                .args(command.get_args())
                .current_dir(project.root())
                .stdin(Stdio::null());
            with
        };
        let run = run(command).expect(1);
        assert!(
            run.said().contains("表.xlsx") && run.said().contains("这一期没有生成"),
            "{}",
            run.said()
        );
        assert!(project.text("output/a/2026/1/index.html").contains("改了"));
        assert!(!project.has("output/a/2026/2/index.html"));
    }
    project.pages().expect(0);
    assert!(project.has("output/a/2026/2/index.html"));
}

#[test]
fn a_disk_without_locks_is_built_on_one_after_the_other() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    for error in ["ENOLCK", "EOPNOTSUPP"] {
        let arguments = ["build", "--no-pdf"];
        run(traced(
            &project,
            "flock",
            &format!("error={error}"),
            &arguments,
        ))
        .expect(0);
        assert!(!project.has("output/.jianbao.busy"));
        // Left by a process that is gone, and held by one that is not.
        project.put("output/.jianbao.busy", "电脑 甲，进程 1，昨天起");
        let busy = std::fs::File::options()
            .write(true)
            .open(project.path("output/.jianbao.busy"))
            .unwrap();
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(600);
        busy.set_modified(long_ago).unwrap();
        run(traced(
            &project,
            "flock",
            &format!("error={error}"),
            &arguments,
        ))
        .expect(0);
        project.put("output/.jianbao.busy", "电脑 甲，进程 1，昨天起");
        let holder = std::thread::spawn({
            let path = project.path("output/.jianbao.busy");
            move || {
                std::thread::sleep(std::time::Duration::from_secs(2));
                std::fs::remove_file(path).unwrap();
            }
        });
        let run = run(traced(
            &project,
            "flock",
            &format!("error={error}"),
            &arguments,
        ))
        .expect(0);
        assert!(
            run.said().contains("电脑 甲，进程 1，昨天起"),
            "{}",
            run.said()
        );
        holder.join().unwrap();
    }
}

#[test]
fn a_cache_that_cannot_be_written_stops_no_build() {
    let project = Project::new();
    project.put("nofolder", "");
    std::fs::create_dir_all(project.path("tmp")).unwrap();
    for cache in ["nofolder", "nofolder/deeper"] {
        let build = |arguments: &[&str]| {
            let mut command = project.command(arguments);
            command
                .env("XDG_CACHE_HOME", project.path(cache))
                .env("HOME", project.path(cache))
                .env("TMPDIR", project.path("tmp"))
                .env("JIANBAO_TYPST", crate::support::SET.typst.program());
            run(command)
        };
        build(&["build", "--no-pdf"]).expect(0);
        build(&["build"]).expect(0);
        assert!(project.has("output/a/2026/1/a-2026-1.pdf"));
        // Others sweep while they lay out their own.
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| build(&["check"]).expect(0));
            }
        });
        let left = std::fs::read_dir(project.path("tmp")).unwrap().count();
        assert_eq!(left, 0);
        project.remove("output");
    }
}
