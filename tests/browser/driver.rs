//! chromedriver, started once for all tests, and the folder that the tests work in; both end with this process, however it ends.

#![allow(
    clippy::zombie_processes,
    reason = "these end after this process, and so cannot be waited for"
)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};

use super::tools;

/// Waits until nobody holds its standard input any more, then ends the process groups that it was told and removes the folder.
///
/// Statics of a test binary are never dropped, and a test that is killed drops nothing at all; but the system always closes a pipe.
const WATCH: &str = r#"
while read -r group; do groups="$groups $group"; done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
rm -rf -- "$1" || { sleep 1; rm -rf -- "$1"; }
"#;

struct Workplace {
    folder: PathBuf,
    watcher: Mutex<ChildStdin>,
}

static WORKPLACE: LazyLock<Workplace> = LazyLock::new(|| {
    let folder = tempfile::Builder::new()
        .prefix("jianbao-browser-")
        .tempdir();
    let folder = folder.expect("a folder").keep();
    let mut child = Command::new("sh")
        .args(["-c", WATCH, "sh"])
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Not ended with the others where somebody types Ctrl-C.
        .process_group(0)
        .spawn()
        .expect("a shell");
    Workplace {
        watcher: Mutex::new(child.stdin.take().expect("its input")),
        folder,
    }
});

/// A folder for what this process keeps to its end; it is removed then.
pub fn workplace() -> &'static Path {
    &WORKPLACE.folder
}

/// Ends the process group `group` when this process ends.
pub fn ends_with_us(group: u32) {
    let mut watcher = WORKPLACE
        .watcher
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    writeln!(watcher, "{group}").expect("a watcher");
}

/// A chromedriver that runs as long as this process.
pub struct Driver {
    /// The port on loopback that it listens at.
    pub port: u16,
    /// The browser's executable.
    pub chromium: PathBuf,
}

impl Driver {
    /// Starts chromedriver, or says what is missing.
    pub fn start() -> Result<Self, String> {
        let find = |name| tools::program(name).ok_or_else(|| format!("no {name}"));
        let chromium = find("chromium")?;
        let mut child = Command::new(find("chromedriver")?)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("chromedriver runs");
        ends_with_us(child.id());
        let mut said = String::new();
        for line in BufReader::new(child.stdout.take().expect("its output")).lines() {
            let line = line.expect("a line of chromedriver");
            if let Some((_, port)) = line.split_once("successfully on port ") {
                let port = port.trim_end_matches('.').parse().expect("a port");
                return Ok(Self { port, chromium });
            }
            said.push_str(&line);
        }
        panic!("chromedriver does not start: {said}");
    }
}
