//! The preview (`jianbao serve`) in the browser: what is saved is on screen without a hand on the page, and what is wrong is said over it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::browser::{self, Key};
use super::support;

/// A preview of a copy of the sample archive; it ends with the value.
struct Preview {
    child: Child,
    address: String,
    content: PathBuf,
    _folder: tempfile::TempDir,
}

impl Preview {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let content = folder.path().join("content");
        copy(&support::root().join("content"), &content);
        let mut child = Command::new(env!("CARGO_BIN_EXE_jianbao"))
            .args(["serve", "--content"])
            .arg(&content)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the preview");
        let stdout = child.stdout.take().expect("its output");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let at = line.find("http://").expect("an address");
        Self {
            child,
            address: line[at..].trim().to_owned(),
            content,
            _folder: folder,
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself; then the test has failed already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

#[test]
fn what_is_saved_is_on_screen_and_what_is_wrong_is_said() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let preview = Preview::start();
    let issue = preview.content.join("tongzhi/2026/4/issue.yaml");
    let text = preview.content.join("tongzhi/2026/4/正文.md");
    let home = preview.address.clone();
    tab.open(&format!("{home}tongzhi/2026/4/index.html"));
    tab.wait_for("document.querySelector('.sheet') !== null");
    assert_eq!(
        tab.evaluate("document.body.textContent.includes('预览时新写的一句')"),
        false
    );

    let mut saved = fs::read_to_string(&text).expect("the text");
    saved.push_str("\n预览时新写的一句。\n");
    fs::write(&text, saved).expect("saved");
    tab.wait_for("document.body.textContent.includes('预览时新写的一句')");

    let right = fs::read_to_string(&issue).expect("the issue");
    fs::write(&issue, format!("{right}\n抄宋: 市委\n")).expect("saved");
    tab.wait_for("document.querySelector('dialog[open]') !== null");
    assert_eq!(
        tab.evaluate("document.querySelector('dialog[open]').textContent.includes('抄宋')"),
        true
    );
    // The last good state stays under the findings, and Esc gives it back.
    assert_eq!(
        tab.evaluate("document.body.textContent.includes('预览时新写的一句')"),
        true
    );
    tab.press(Key::Escape);
    tab.wait_for("document.querySelector('dialog[open]') === null");

    fs::write(&issue, right).expect("saved");
    tab.wait_for("document.querySelector('dialog') === null");
    let mut faults = tab.faults(&home);
    // A page that is left ends its stream of news.
    faults.retain(|fault| !(fault.contains("event-stream") && fault.contains("ERR_ABORTED")));
    assert_eq!(faults, Vec::<String>::new());
}
