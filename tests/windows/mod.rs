//! The package for Windows, run under wine: what an office does with it, and whether its files are those of Linux to the byte.
//!
//! `bash .dist/make.sh` makes the package. Where it is not there, is older than the sources, or wine is missing, that is said loudly, as nothing was tested then.

mod same;
mod used;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::support::root;

/// The package as it is unpacked, where it can be run here.
fn package() -> Option<PathBuf> {
    let folder = root().join("target/dist/windows/jianbao");
    let reason = match std::fs::read_to_string(folder.join("../commit")) {
        Err(_) => "there is no package: bash .dist/make.sh",
        Ok(commit) if !is_of_these_sources(commit.trim()) => {
            "the package is not of these sources: bash .dist/make.sh"
        }
        Ok(_) if !has_wine() => "there is no wine: the package wine64",
        Ok(_) => return Some(folder),
    };
    // Past the test runner, which keeps to itself what a test says that does not fail.
    let _ = writeln!(
        std::io::stderr(),
        "NOT RUN: tests/windows (the program under wine), as {reason}"
    );
    None
}

/// Whether nothing that gets into the program has changed since.
fn is_of_these_sources(commit: &str) -> bool {
    let parts = ["src", "templates", "Cargo.toml", "Cargo.lock"];
    let run = Command::new("git")
        .args(["diff", "--quiet", commit, "--"])
        .args(parts)
        .current_dir(root())
        .status();
    run.is_ok_and(|status| status.success())
}

fn has_wine() -> bool {
    let known = Path::new("/usr/lib/wine/wine64").exists();
    known
        || ["wine64", "wine"]
            .into_iter()
            .any(|name| Command::new(name).arg("--version").output().is_ok())
}

/// A program of Windows, started in `folder`.
fn wine(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new("bash");
    command
        .arg(root().join(".dist/wine.sh"))
        .arg(program)
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

/// What came of a command, its lines as elsewhere.
struct Ran {
    code: Option<i32>,
    said: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        Self {
            code: output.status.code(),
            said: format!("{}{}", text(&output.stdout), text(&output.stderr)),
        }
    }
}

/// Runs `jianbao.exe` of a package in a folder.
fn jianbao(package: &Path, folder: &Path, args: &[&str]) -> Ran {
    let mut command = wine(&package.join("jianbao.exe"), folder);
    command.args(args).output().expect("wine").into()
}

/// The files below a folder by their path.
fn files(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    entries
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below it");
            let name = path.to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("a file"))
        })
        .collect()
}
