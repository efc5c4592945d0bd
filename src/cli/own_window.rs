//! The program opened by a double click in Windows: a window of its own, in which nobody has typed anything yet.
//!
//! It says what the window is for, shows the content beside the program in the browser, and stays open until somebody has read why it ends.

use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::console::Console;
use super::questions;

/// The folder of the package with the sample archive.
const SAMPLE: &str = "样例";
/// What is typed to begin an archive.
const NEW: &str = "新建";

/// The folder of the program where it was opened by a double click: no arguments, and no shell around it.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn folder_of_program(arguments: usize) -> Option<PathBuf> {
    let is_seen = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let is_alone = cfg!(windows) && arguments <= 1 && is_seen;
    if !is_alone || comes_from_shell(&|name| std::env::var_os(name)) {
        return None;
    }
    let program = std::env::current_exe().ok()?;
    program.parent().map(Path::to_owned)
}

/// Whether a shell has started us: each leaves its mark in the environment (`cmd` PROMPT, the terminal of Windows WT_SESSION, the shells of
/// Unix SHLVL, PowerShell the user's own folder in PSModulePath), which what Explorer starts does not have.
fn comes_from_shell(variable: &dyn Fn(&str) -> Option<OsString>) -> bool {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let home = variable("USERPROFILE").filter(|home| !home.is_empty());
    let modules = variable("PSModulePath").unwrap_or_default();
    ["PROMPT", "WT_SESSION", "SHLVL"].into_iter().any(is_set)
        || home.is_some_and(|home| holds(&modules, &home))
}

fn holds(text: &OsStr, part: &OsStr) -> bool {
    let lower = |text: &OsStr| text.to_string_lossy().to_lowercase();
    lower(text).contains(&lower(part))
}

/// What is run, one after the other, as it would be typed.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "the terminal")]
pub fn commands(folder: &Path, console: &Console) -> Vec<Vec<OsString>> {
    console.print(&format!(
        "简报 jianbao {}\n\n这个窗口开着，浏览器里的预览就能用；用完关上窗口就行。预览只看，不改任何文件。",
        env!("CARGO_PKG_VERSION")
    ));
    let own = folder.join("content");
    let sample = folder.join(SAMPLE).join("content");
    if own.join("site.yaml").is_file() {
        console.print(&format!("内容在 {}\n", own.display()));
        return vec![preview(&own)];
    }
    if !sample.join("site.yaml").is_file() {
        console.print(&format!(
            "旁边还没有内容（{}），先回答几个问题，新建一份。\n",
            own.display()
        ));
        return vec![begin(folder), preview(&own)];
    }
    let answer = questions::ask(&format!(
        "旁边还没有您自己的内容。\n  直接按回车：在浏览器里看样例\n  输入“{NEW}”再按回车：回答几个问题，在这里新建自己的内容\n请选择："
    ));
    match answer.as_deref() {
        Some(typed) if typed.contains(NEW) => vec![begin(folder), preview(&own)],
        _ => vec![preview(&sample)],
    }
}

fn begin(folder: &Path) -> Vec<OsString> {
    vec!["jianbao".into(), "init".into(), folder.into()]
}

fn preview(content: &Path) -> Vec<OsString> {
    vec![
        "jianbao".into(),
        "serve".into(),
        "--open".into(),
        "--content".into(),
        content.into(),
    ]
}

/// Keeps the window open until somebody has read it.
pub fn hold() {
    let _ = questions::ask("\n按回车键关闭这个窗口。");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_shell(set: &[(&str, &str)]) -> bool {
        comes_from_shell(&|name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).into())
        })
    }

    #[test]
    fn what_explorer_starts_bears_no_mark_of_a_shell() {
        let of_the_system = (
            "PSModulePath",
            r"C:\Program Files\WindowsPowerShell\Modules;C:\Windows\system32\WindowsPowerShell\v1.0\Modules",
        );
        let home = ("USERPROFILE", r"C:\Users\王芳");
        assert!(!from_shell(&[of_the_system, home]));
        assert!(from_shell(&[home, ("PROMPT", "$P$G")]));
        assert!(from_shell(&[home, ("WT_SESSION", "0b3c")]));
        assert!(from_shell(&[
            home,
            (
                "PSModulePath",
                r"C:\users\王芳\Documents\WindowsPowerShell\Modules;C:\Windows"
            )
        ]));
        assert!(!from_shell(&[("USERPROFILE", ""), of_the_system]));
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a test with files")]
    fn the_own_content_is_shown_and_without_one_it_is_begun() {
        let folder = tempfile::tempdir().expect("a folder");
        let console = Console::new(true, false);
        let names = |commands: Vec<Vec<OsString>>| -> Vec<String> {
            let second = |command: Vec<OsString>| command[1].to_string_lossy().into_owned();
            commands.into_iter().map(second).collect()
        };
        assert_eq!(names(commands(folder.path(), &console)), ["init", "serve"]);
        let own = folder.path().join("content");
        std::fs::create_dir_all(&own).expect("a folder");
        std::fs::write(own.join("site.yaml"), "").expect("a file");
        assert_eq!(commands(folder.path(), &console), [preview(&own)]);
    }
}
