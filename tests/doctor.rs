//! `jianbao doctor` and `jianbao completion`, as people run them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests write files and start programs"
)]

use std::process::Command;

use crate::support::project::Project;

#[test]
fn what_is_missing_is_said_with_what_to_do_and_nothing_is_changed() {
    let project = Project::new();
    let before = project.tree(".");
    let said = project.run(&["doctor", "--typst", "没有/typst"]).expect(3);
    let line = |words: &str| {
        let found = said.stdout.lines().find(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("{words}: {}", said.stdout))
    };
    assert!(line("typst").starts_with("缺"), "{}", said.stdout);
    assert!(line("jianbao setup").contains("--no-pdf"));
    assert!(line("内容文件夹").starts_with("正常"));
    assert!(line("可以写").starts_with("正常"));
    assert!(line("1 项要处理").contains("办法"));
    assert_eq!(project.tree("."), before);
}

#[test]
fn a_folder_without_content_and_a_document_that_is_open_are_said() {
    let project = Project::new();
    let said = project.run(&["doctor", "--content", "别处"]).expect(3);
    assert!(
        said.stdout.contains("读不了内容文件夹 别处"),
        "{}",
        said.stdout
    );
    project.put("content/a/2026/1/~$来稿.docx", "x");
    let said = project.run(&["doctor", "--typst", "没有/typst"]).expect(3);
    assert!(said.stdout.contains("~$来稿.docx"), "{}", said.stdout);
}

#[test]
fn a_shell_that_has_the_script_knows_every_command() {
    let project = Project::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = project.run(&["completion", shell]).expect(0).stdout;
        for command in ["init", "build", "doctor", "completion"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let script = project.run(&["completion", "bash"]).expect(0).stdout;
    project.put("jianbao.bash", script);
    // What the shell itself offers behind `jianbao pri` and `jianbao print --fi`.
    for (words, at, offered) in [
        ("jianbao pri", 1, "print"),
        ("jianbao print --fi", 2, "--final"),
    ] {
        let ask = format!(
            "source jianbao.bash; COMP_WORDS=({words}); COMP_CWORD={at}; \
             _jianbao jianbao \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{}]}}\"; echo \"${{COMPREPLY[*]}}\"",
            at - 1
        );
        let told = Command::new("bash")
            .args(["--norc", "-c", &ask])
            .current_dir(project.root())
            .output()
            .expect("bash");
        assert_eq!(
            String::from_utf8_lossy(&told.stdout).trim(),
            offered,
            "{}",
            String::from_utf8_lossy(&told.stderr)
        );
    }
    let refused = project.run(&["completion", "cmd"]).expect(2).stderr;
    assert!(refused.contains("powershell"), "{refused}");
}
