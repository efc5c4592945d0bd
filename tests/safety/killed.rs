//! What a build wrote that did not come to its end is known to the next one, whatever has become of the content meanwhile.

use std::process::{Command, Stdio};

use super::lost;
use crate::support::project::{Project, files, is_beside_the_site};

const WORDS: [&str; 2] = ["石塘片区", "柳湾的线索"];

fn add(project: &Project, lines: &str) {
    project.put(
        "content/a/2026/2/issue.yaml",
        format!(
            "标题: 石塘片区摘报\n{lines}日期: 2026-07-08\n正文: [正文.md]\n附件: [名册.xlsx]\n"
        ),
    );
    project.put("content/a/2026/2/正文.md", "柳湾的线索。\n");
    project.put("content/a/2026/2/名册.xlsx", "PK柳湾的线索");
}

fn traces(project: &Project) -> Vec<String> {
    let output = project.output().into_iter();
    output
        .filter(|(path, bytes)| {
            path.starts_with("a/2026/2/")
                || WORDS.iter().any(|word| {
                    let word = word.as_bytes();
                    bytes.windows(word.len()).any(|part| part == word)
                })
        })
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn nothing_of_an_issue_stays_that_was_marked_after_the_kill() {
    type Change = (&'static str, fn(&Project));
    let changes: [Change; 4] = [
        ("marked", |project| add(project, "密级: 机密★1年\n")),
        ("draft", |project| add(project, "草稿: 是\n")),
        ("a slip", |project| add(project, "密级：机密\n")),
        ("gone", |project| project.remove("content/a/2026/2")),
    ];
    if !lost::has_strace() {
        return;
    }
    let project = Project::new();
    for number in 3..20 {
        project.issue(number, "公开的一段。\n");
    }
    project.pages().expect(0);
    let before = project.output();
    add(&project, "");
    let mut hits = 0;
    const MOMENTS: u32 = 8;
    for moment in 0..MOMENTS {
        let (name, change) = changes[moment as usize % changes.len()];
        project.remove("output");
        for (path, bytes) in &before {
            project.put(&format!("output/{path}"), bytes);
        }
        add(&project, "");
        // Killed at one of the moments at which files come to their places.
        let program = project.command(&["build", "--no-pdf"]);
        let mut command = Command::new("strace");
        command
            .args([
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=rename,renameat,renameat2",
            ])
            .arg("-e")
            .arg(format!(
                "inject=rename,renameat,renameat2:signal=KILL:when={}+",
                2 + moment * 9
            ))
            .arg(program.get_program())
            .args(["build", "--no-pdf"])
            .current_dir(project.root())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().unwrap();
        let is_known = project.manifest("output").to_string().contains("石塘片区");
        hits += u32::from(!is_known && !traces(&project).is_empty());
        change(&project);
        let run = project.pages();
        assert_eq!(
            traces(&project),
            Vec::<String>::new(),
            "{name}: {}",
            run.said()
        );
        assert!(!project.has("output/.jianbao.journal"));
        // File for file what a fresh build makes.
        project.run(&["build", "--no-pdf", "--output", "fresh"]);
        let listed = |folder: &str| -> Vec<String> {
            let all = files(&project.path(folder)).into_iter();
            all.filter(|path| !is_beside_the_site(path)).collect()
        };
        assert_eq!(listed("output"), listed("fresh"), "{name}");
        project.remove("fresh");
    }
    assert!(
        hits > 0,
        "no build was killed between a page and the manifest"
    );
}

#[test]
fn a_journal_is_believed_and_a_part_is_not_built_over_it() {
    let project = Project::new();
    project.pages().expect(0);
    project.put("output/a/2026/2/index.html", "<title>石塘片区</title>");
    project.put("output/search/dead/1.js", "柳湾的线索");
    project.put("output/别人的.txt", "不是我们的");
    let journal = "\n受众 内部\n文件 a/2026/2/index.html\n文件 search/dead/1.js\n文件 ../content/site.yaml\n文件 /etc/hosts\n文件 a/20";
    project.put("output/.jianbao.journal", journal);
    let part = ["build", "--no-pdf", "--issue", "a/2026/1"];
    let run = project.run(&part).expect(1);
    assert!(run.said().contains("没有做完"), "{}", run.said());
    project
        .run(&["build", "--no-pdf", "--audience", "public", "--replace"])
        .expect(0);
    assert_eq!(traces(&project), Vec::<String>::new());
    assert!(project.has("content/site.yaml") && project.has("output/别人的.txt"));
    assert!(!project.has("output/.jianbao.journal") && !project.has("output/search/dead"));
    project
        .run(&[&part[..], &["--audience", "public"]].concat())
        .expect(0);
}

#[test]
fn a_page_that_speaks_of_what_is_written_again_stays() {
    for is_there in [true, false] {
        let project = Project::new();
        project.issue(3, "详见 a/2026/2 一期。\n");
        project.pages().expect(0);
        // Killed when it had written the second issue; the third has an error now.
        project.put("output/a/2026/2/index.html", "<title>第2期通报</title>");
        project.put(
            "output/.jianbao.journal",
            "\n受众 内部\n文件 a/2026/2/index.html\n",
        );
        project.put("content/a/2026/3/正文.md", "![图](没有.png)\n");
        if is_there {
            project.issue(2, "公开的一段。\n");
        }
        project.pages().expect(1);
        assert_eq!(project.has("output/a/2026/2/index.html"), is_there);
        assert_eq!(project.has("output/a/2026/3/index.html"), is_there);
    }
}
