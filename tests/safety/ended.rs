//! Whoever ends the program ends everything that it has started, and nothing half done is left.

#![cfg(target_os = "linux")]

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::project::{PATIENCE, Project};

/// A program that goes on for ever, and so does what it has started. Both have `mark` in their arguments.
fn endless(project: &Project, name: &str, version: &str, mark: &str) -> std::path::PathBuf {
    let script = format!(
        "#!/bin/sh\ncase \"$1\" in --version|-V) echo '{version}'; exit;; esac\nsh -c 'sleep 300; :' {mark} &\nwait\n"
    );
    project.put(name, script);
    let path = project.path(name);
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    path
}

/// The processes that have `words` in their arguments.
fn processes(words: &str) -> Vec<String> {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let arguments = entries.filter_map(|entry| {
        let bytes = std::fs::read(entry.path().join("cmdline")).ok()?;
        Some(String::from_utf8_lossy(&bytes).replace('\0', " "))
    });
    arguments.filter(|line| line.contains(words)).collect()
}

/// What is left below the folders for what is temporary.
fn left(project: &Project) -> Vec<String> {
    let all = walkdir::WalkDir::new(project.root()).into_iter().flatten();
    all.map(|entry| entry.path().to_string_lossy().into_owned())
        .filter(|path| {
            path.contains("/.jianbao-")
                || path.contains("jianbao-work-")
                || path.contains("jianbao-new-")
                || path.contains(".partial-")
        })
        .collect()
}

#[test]
fn a_signal_ends_what_was_started_and_removes_what_is_half_done() {
    for (signal, number, arguments) in [
        ("TERM", 15, &["build"][..]),
        ("INT", 2, &["build"]),
        ("HUP", 1, &["print", "a/2026/1"]),
        ("TERM", 15, &["print", "a/2026/1"]),
        ("TERM", 15, &["issue", "a/2026/1"]),
        ("TERM", 15, &["setup"]),
        ("INT", 2, &["setup"]),
    ] {
        let project = Project::new();
        project.issue(2, "第二期。\n");
        project.run(&["build", "--no-pdf"]).expect(0);
        // Written beside its place, and waiting for the PDF.
        project.issue(2, "第二期改了，见[名册](mingce.xlsx)。\n");
        project.put("content/a/2026/2/mingce.xlsx", "PK名册");
        let before = project.output();
        let mark = format!(
            "mark-{}",
            project.root().file_name().unwrap().to_string_lossy()
        );
        let typst = endless(&project, "typst", "typst 0.15.1", &mark);
        endless(&project, "bin/cargo", "cargo 1.95.0", &mark);
        for folder in ["cache", "tmp"] {
            std::fs::create_dir_all(project.path(folder)).unwrap();
        }
        let mut command = project.command(arguments);
        command
            .env("XDG_CACHE_HOME", project.path("cache"))
            .env("TMPDIR", project.path("tmp"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if arguments == ["setup"] {
            let path = std::env::var("PATH").unwrap();
            let path = format!("{}:{path}", project.path("bin").display());
            command.env("PATH", path);
        } else {
            command.env("JIANBAO_TYPST", typst);
        }
        let mut child = command.spawn().unwrap();
        let start = Instant::now();
        while processes(&mark).is_empty() {
            assert!(start.elapsed() < PATIENCE, "{arguments:?} started nothing");
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(!left(&project).is_empty(), "{arguments:?}");
        let asked = Instant::now();
        let id = child.id().to_string();
        let sent = Command::new("kill")
            .args([&format!("-{signal}"), &id])
            .status();
        assert!(sent.unwrap().success());
        let status = child.wait().unwrap();
        assert_eq!(
            status.signal(),
            Some(number),
            "{arguments:?} {signal}: {status}"
        );
        assert!(asked.elapsed() < Duration::from_secs(20), "{arguments:?}");
        // What was killed is still listed for a moment.
        while !processes(&mark).is_empty() && asked.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(
            processes(&mark),
            Vec::<String>::new(),
            "{arguments:?} {signal}"
        );
        assert_eq!(
            left(&project),
            Vec::<String>::new(),
            "{arguments:?} {signal}"
        );
        let mut after = project.output();
        // What a build was about to write is for the next one to know.
        after.remove(".jianbao.journal");
        assert!(after == before, "{arguments:?}");
        assert!(!project.has("a-2026-1.pdf"));
    }
}
