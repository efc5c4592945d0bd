//! What the tests need from outside: programs on the path, and the files that `tests/tools.sh` keeps in the user's cache.

use std::io::Write as _;
use std::path::PathBuf;

/// Says that something was not tested, past the test runner, so that `tests/run.sh` repeats it at its end; a failure where `CI` is set.
#[track_caller]
pub fn not_run(what: &str) {
    // On a line of its own: the test runner may be in the middle of one.
    let _ = writeln!(std::io::stderr(), "\nNOT RUN: {what}");
    assert!(std::env::var_os("CI").is_none(), "NOT RUN: {what}");
}

/// Where a program of this name is on the path.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// The list that `tests/tools.sh` fetches by.
const TOOLS: &str = include_str!("tools.txt");

/// The file of this npm package that `tests/tools.sh` has put into the user's cache.
pub fn fetched(package: &str) -> Option<PathBuf> {
    let mut words = TOOLS
        .lines()
        .map(|line| line.split(' ').collect::<Vec<_>>());
    let line = words
        .find(|words| words[0] == package)
        .expect("in the list");
    let name = line[2].rsplit('/').next().expect("a name");
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))?;
    let folder = format!("jianbao/test-tools/{package}-{}", line[1]);
    let file = cache.join(folder).join(name);
    file.is_file().then_some(file)
}
