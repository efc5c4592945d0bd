//! Opens a page in the browser that the user has chosen.

use std::io;
use std::process::{Command, Stdio};

/// Opens `address`, one of our own, and does not wait for it.
///
/// # Errors
/// A system without such a command.
#[allow(clippy::disallowed_methods, reason = "the edge to the terminal")]
pub fn open(address: &str) -> io::Result<()> {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32.exe", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(|_| ())
}
