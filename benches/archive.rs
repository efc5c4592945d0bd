//! The real program on an archive of a thousand issues: how long a build takes, how much memory, and what a change of one word costs.
//!
//! `cargo bench --bench archive` measures; `cargo bench --bench archive -- FOLDER [ISSUES]` only writes the archive to `FOLDER/content`, for other
//! tools: `/usr/bin/time -v target/release/jianbao build --no-pdf --content FOLDER/content --output FOLDER/output`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench: it writes files, starts the program and measures time"
)]

mod content;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const ISSUES: usize = 1000;

/// How often each build is measured.
const ROUNDS: usize = 5;

fn main() {
    // Cargo adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|arg| arg != "--bench");
    if let Some(folder) = arguments.next() {
        let issues = arguments.next().map_or(ISSUES, |number| {
            number.parse().expect("the number of issues")
        });
        write(Path::new(&folder), issues);
        println!("{issues} issues in {folder}/content");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), ISSUES);
    let build = |issues: &str, cold: bool| {
        measure(
            issues,
            || {
                if cold {
                    let _ = fs::remove_dir_all(folder.path().join("output"));
                } else {
                    change_a_word(folder.path());
                }
            },
            || {
                Command::new(env!("CARGO_BIN_EXE_jianbao"))
                    .args(["--quiet", "build", "--no-pdf", "--content"])
                    .arg(folder.path().join("content"))
                    .arg("--output")
                    .arg(folder.path().join("output"))
                    .stdout(Stdio::null())
                    .spawn()
                    .expect("the program")
            },
        );
    };
    println!("{ISSUES} issues, `build --no-pdf`, {ROUNDS} runs each; median (least to most)");
    build("everything new", true);
    build("one word changed", false);
}

fn write(folder: &Path, issues: usize) {
    for (path, text) in content::archive(issues) {
        let path = folder.join("content").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// Appends a sentence to one fragment of the newest 通知.
fn change_a_word(folder: &Path) {
    let path = folder.join("content/tongzhi/2001/1/正文.md");
    let mut text = fs::read_to_string(&path).expect("a fragment");
    text.push_str("\n\n特此通知。\n");
    fs::write(path, text).expect("a file");
}

fn measure(name: &str, prepare: impl Fn(), start: impl Fn() -> Child) {
    let (mut seconds, mut megabytes) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        prepare();
        let clock = Instant::now();
        let mut child = start();
        let mut peak = 0;
        let status = loop {
            peak = peak.max(peak_kilobytes(&child));
            if let Some(status) = child.try_wait().expect("a status") {
                break status;
            }
            thread::sleep(Duration::from_millis(1));
        };
        seconds.push(clock.elapsed().as_secs_f64());
        assert!(status.success(), "{status}");
        megabytes.push(peak as f64 / 1024.0);
    }
    let memory = if megabytes.iter().any(|peak| *peak > 0.0) {
        show(&mut megabytes, "MB")
    } else {
        "memory not measured on this system".to_owned()
    };
    println!("{name}: {}; {memory}", show(&mut seconds, "s"));
}

/// The most memory the process has had at once so far, as Linux tells it; 0 where nothing is told.
fn peak_kilobytes(child: &Child) -> u64 {
    fs::read_to_string(format!("/proc/{}/status", child.id()))
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB"))
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

fn show(figures: &mut [f64], unit: &str) -> String {
    figures.sort_by(f64::total_cmp);
    let at = |index: usize| figures.get(index).copied().unwrap_or_default();
    format!(
        "{:.3} {unit} ({:.3} to {:.3})",
        at(figures.len() / 2),
        at(0),
        at(figures.len().saturating_sub(1))
    )
}
