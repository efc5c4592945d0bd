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

#[test]
fn a_page_of_another_origin_reads_nothing_and_the_preview_searches() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let preview = Preview::start();
    let home = preview.address.clone();
    // The person has been on the preview: whatever it makes the browser remember is there.
    tab.open(&format!("{home}tongzhi/2026/4/index.html"));
    tab.wait_for(
        "typeof jianbaoStolen === 'undefined' && document.querySelector('.sheet') !== null",
    );
    let foreign = tempfile::tempdir().expect("a folder");
    let page = foreign.path().join("page.html");
    let script = format!(
        "<!doctype html><meta charset=utf-8><title>甲</title><script>
window.stolen = []; window.asked = 0;
const take = (what) => (...all) => stolen.push(what + JSON.stringify(all));
window.jianbaoSearch = {{ text: take('text'), current: take('current'), part: take('part') }};
for (const path of ['search/current.js', 'assets/search.js', 'tongzhi/2026/4/text.js', 'assets/site.js']) {{
  const script = document.createElement('script');
  script.src = '{home}' + path;
  script.onload = () => {{ stolen.push('ran ' + path); asked += 1; }};
  script.onerror = () => {{ asked += 1; }};
  document.head.append(script);
}}
</script>"
    );
    fs::write(&page, script).expect("a page");
    tab.open(&format!("file://{}", page.display()));
    tab.wait_for("window.asked === 4");
    assert_eq!(tab.evaluate("JSON.stringify(window.stolen)"), "[]");
    // The preview's own search page reads the same files, also after it is loaded again.
    for _ in 0..2 {
        tab.open(&format!("{home}search/index.html?q=%E9%80%9A%E7%9F%A5"));
        tab.wait_for("document.querySelector('main').textContent.includes('tongzhi') || document.querySelectorAll('main a[href*=\"/2026/\"]').length > 0");
    }
}
