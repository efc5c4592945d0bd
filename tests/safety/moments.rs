//! What must hold at one moment of a run that hardly ever comes by itself: a signal between two renames, a power cut after them, a disk that is full at the second of
//! two files, a lock that was lost, a parent that was killed.

#![cfg(target_os = "linux")]

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::lost::has_strace;
use crate::support::SET;
use crate::support::project::{PATIENCE, Project, run};

pub const RENAMES: &str = "rename,renameat,renameat2";

/// The program under strace with these options.
pub fn traced(project: &Project, options: &[&str], arguments: &[&str]) -> Command {
    let program = project.command(arguments);
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq"])
        .args(options)
        .arg(program.get_program())
        .args(arguments)
        .current_dir(project.root())
        .env_remove("JIANBAO_TYPST")
        .stdin(Stdio::null());
    command
}

/// Waits until `is_so`.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "never {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A typst that does `first` and then what the real one does.
fn typst(project: &Project, first: &str) -> PathBuf {
    let real = SET.typst.program().display().to_string();
    project.put(
        "typst",
        format!("#!/bin/sh\ncase \"$1\" in --version|-V) exec '{real}' \"$@\";; esac\n{first}\nexec '{real}' \"$@\"\n"),
    );
    let path = project.path("typst");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    path
}

/// The processes that set a page with the typst of this project, by their numbers. One that only tells its version soon ends by itself and is none of them.
fn running(project: &Project) -> Vec<String> {
    let mark = project.path("typst").display().to_string();
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let found = entries.filter_map(|entry| {
        let bytes = std::fs::read(entry.path().join("cmdline")).ok()?;
        let name = entry.file_name().into_string().ok()?;
        let said = String::from_utf8_lossy(&bytes).into_owned();
        let sets = !["\0--version\0", "\0-V\0"]
            .iter()
            .any(|asks| said.contains(asks));
        (said.starts_with("/bin/sh\0") && said.contains(&mark) && sets).then_some(name)
    });
    found.collect()
}

fn quiet(mut command: Command) -> Child {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn fresh(project: &Project, options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    project
        .run(&[&["build", "--output", "fresh", "--full"], options].concat())
        .expect(0);
    let mut site = project.tree("fresh");
    site.retain(|path, _| !path.starts_with(".jianbao"));
    project.remove("fresh");
    site
}

#[test]
fn a_signal_waits_until_every_file_is_at_its_place() {
    if !has_strace() {
        return;
    }
    for signal in ["TERM", "INT"] {
        let project = Project::new();
        project.issue(2, "第二期。\n");
        project.pages().expect(0);
        let manifest = project.read("output/manifest.json");
        project.issue(1, "改了的一段。\n");
        let trace = format!("trace={RENAMES}");
        let slow = format!("inject={RENAMES}:delay_enter=60000");
        let number = project.path("number");
        let program = project.command(&[]);
        let program = program.get_program().to_string_lossy();
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &slow])
            .args(["sh", "-c"])
            .arg(format!(
                "echo $$ > '{}'; exec '{program}' build --no-pdf",
                number.display()
            ))
            .current_dir(project.root())
            .stdin(Stdio::null());
        let mut child = quiet(command);
        let page = "output/a/2026/1/index.html";
        until("a page at its place", || {
            project.text(page).contains("改了")
        });
        let is_last = project.read("output/manifest.json") != manifest;
        let number = project.text("number");
        let sent = Command::new("kill")
            .args([&format!("-{signal}"), number.trim()])
            .status();
        assert!(sent.unwrap().success());
        child.wait().unwrap();
        assert!(!is_last, "the signal came too late to show anything");
        assert!(
            project.read("output/manifest.json") != manifest,
            "{signal}: files are at their places of which the manifest knows nothing"
        );
        assert!(!project.has("output/.jianbao.journal"), "{signal}");
        let site = project.output();
        assert!(site == fresh(&project, &["--no-pdf"]), "{signal}");
    }
}

#[test]
fn a_signal_leaves_no_folder_that_has_not_come_to_its_place() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    let trace = format!("trace={RENAMES}");
    let slow = format!("inject={RENAMES}:delay_enter=5000000");
    let number = project.path("number");
    let program = project.command(&[]);
    let program = program.get_program().to_string_lossy();
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &slow])
        .args(["sh", "-c"])
        .arg(format!(
            "echo $$ > '{}'; exec '{program}' new a --date 2026-07-20",
            number.display()
        ))
        .current_dir(project.root())
        .stdin(Stdio::null());
    let mut child = quiet(command);
    let names = || -> Vec<String> {
        let entries = std::fs::read_dir(project.path("content/a/2026")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    };
    until("a folder beside its place", || names().len() > 1);
    let number = project.text("number");
    let sent = Command::new("kill").args(["-TERM", number.trim()]).status();
    assert!(sent.unwrap().success());
    child.wait().unwrap();
    assert_eq!(names(), ["1"]);
}

/// What a power cut may not take: PDFs, attachments and pictures of which a page says that they are there, and what the next build must know.
#[test]
fn what_is_not_made_again_is_on_the_disk_before_anything_is_put_at_its_place() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    project.issue(1, "见[名册](mingce.xlsx)。\n\n![会场](huichang.png)\n");
    project.put("content/a/2026/1/mingce.xlsx", "PK名册");
    project.put(
        "content/a/2026/1/huichang.png",
        std::fs::read(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/content/ducha/2025/2/督查流程.png"
        ))
        .unwrap(),
    );
    let log = project.path("log").display().to_string();
    let calls = format!("trace={RENAMES},fsync,fdatasync");
    let options = ["-y", "-o", &log, "-e", &calls];
    run(traced(&project, &options, &["build"])).expect(0);
    let log = project.text("log");
    let mut synced = BTreeSet::new();
    let mut placed = BTreeSet::new();
    let mut missed = Vec::new();
    for line in log.lines() {
        if line.contains("sync(") {
            let name = line
                .split('<')
                .nth(1)
                .and_then(|rest| rest.split('>').next());
            synced.insert(name.unwrap_or_default().to_owned());
            continue;
        }
        let mut names = line.split('"').skip(1).step_by(2);
        let (Some(from), Some(to)) = (names.next(), names.next()) else {
            continue;
        };
        if !to.contains("/output/") {
            continue;
        }
        let is_journal_safe = synced.iter().any(|name| name.ends_with(".jianbao.journal"));
        assert!(
            is_journal_safe || to.ends_with("/manifest.json"),
            "before the journal is on the disk: {line}"
        );
        let ending = to.rsplit('.').next().unwrap_or_default();
        if ["pdf", "xlsx", "png"].contains(&ending) && to.contains("/a/2026/1/")
            || to.ends_with("/manifest.json")
            || to.ends_with("/.jianbao.manifest")
            || to.contains("/manifest/")
            || to.contains("/.jianbao.parts/")
        {
            placed.insert(ending.to_owned());
            if !synced.contains(from) {
                missed.push(to.to_owned());
            }
        }
    }
    assert_eq!(
        missed,
        Vec::<String>::new(),
        "put at its place unsynced\n{log}"
    );
    let expected = ["json", "manifest", "pdf", "png", "xlsx"].map(str::to_owned);
    assert_eq!(placed, BTreeSet::from(expected), "{log}");
}

#[test]
fn a_pdf_is_looked_at_byte_by_byte_after_a_build_that_did_not_end() {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    project.run(&["build"]).expect(0);
    let whole = project.output();
    let path = "output/a/2026/1/a-2026-1.pdf";
    let mut torn = project.read(path);
    let middle = torn.len() / 2;
    torn[middle..middle + 512].fill(0);
    project.put(path, &torn);
    project.put("output/.jianbao.journal", "\n受众 内部\n");
    project.run(&["build"]).expect(0);
    assert!(project.output() == whole);
    // One of another size is seen after any build.
    for bytes in [
        [&whole["a/2026/1/a-2026-1.pdf"][..], b"\n"].concat(),
        torn[1..].to_vec(),
    ] {
        project.put(path, bytes);
        project.run(&["build"]).expect(0);
        assert!(project.output() == whole);
    }
}

#[test]
fn a_lock_that_was_lost_is_noticed_before_anything_is_put_at_its_place() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    project.run(&["build"]).expect(0);
    let before = project.output();
    project.issue(1, "改了的一段。\n");
    let busy = project.path("output/.jianbao.busy").display().to_string();
    let typst = typst(
        &project,
        &format!("/bin/rm -f '{busy}'; printf '电脑 乙，进程 1' > '{busy}'"),
    );
    let options = [
        "-o",
        "/dev/null",
        "-e",
        "trace=flock",
        "-e",
        "inject=flock:error=ENOLCK",
    ];
    let mut command = traced(&project, &options, &["build"]);
    // A cache of its own: to others, which have locks, its temporary folder looks like one that was left behind.
    command
        .env("JIANBAO_TYPST", typst)
        .env("XDG_CACHE_HOME", project.path("cache"));
    let run = run(command).expect(3);
    assert!(
        run.said().contains("已由另一个 jianbao 接着写"),
        "{}",
        run.said()
    );
    let mut after = project.output();
    after.remove(".jianbao.journal");
    assert!(after.remove(".jianbao.busy").is_some(), "the other's stays");
    assert!(after == before);
    project.remove("output/.jianbao.busy");
    project.run(&["build"]).expect(0);
    assert!(project.output() == fresh(&project, &[]));
}

#[test]
fn a_typst_whose_parent_was_killed_is_ended_by_the_next_run() {
    let project = Project::new();
    let slow = typst(&project, "while :; do sleep 1; done");
    for folder in ["cache", "tmp"] {
        std::fs::create_dir_all(project.path(folder)).unwrap();
    }
    let with = |arguments: &[&str], typst: &std::path::Path| {
        let mut command = project.command(arguments);
        command
            .env("XDG_CACHE_HOME", project.path("cache"))
            .env("TMPDIR", project.path("tmp"))
            .env("JIANBAO_TYPST", typst);
        command
    };
    for next in [&["build"][..], &["check"]] {
        project.issue(1, &format!("第一期，{}。\n", next[0]));
        let mut child = quiet(with(&["build"], &slow));
        until("a typst that runs", || !running(&project).is_empty());
        child.kill().unwrap();
        child.wait().unwrap();
        let left = running(&project);
        assert!(!left.is_empty(), "typst ended with its parent");
        run(with(next, SET.typst.program())).expect(0);
        let still = running(&project);
        for number in &still {
            let _ = Command::new("kill").args(["-9", number]).status();
        }
        assert!(still.is_empty(), "{next:?}: {left:?} still runs");
        let cache = project.tree("cache");
        let stays = cache.keys().find(|path| path.contains("jianbao-work-"));
        assert_eq!(stays, None, "{next:?}");
    }
}

#[test]
fn who_waits_is_told_who_holds_the_folder() {
    let project = Project::new();
    let slow = typst(&project, "while :; do sleep 1; done");
    let mut command = project.command(&["build"]);
    command.env("JIANBAO_TYPST", slow);
    let mut holder = quiet(command);
    until("a typst that runs", || !running(&project).is_empty());
    let said = std::fs::File::create(project.path("said")).unwrap();
    let mut command = project.command(&["build", "--no-pdf"]);
    command.stdout(Stdio::null()).stderr(said);
    let mut second = command.spawn().unwrap();
    let words = format!("进程 {}，", holder.id());
    until("told who holds it", || {
        String::from_utf8_lossy(&project.read("said")).contains("等它写完")
    });
    let said = project.text("said");
    let _ = Command::new("kill")
        .args(["-TERM", &holder.id().to_string()])
        .status();
    holder.wait().unwrap();
    assert!(said.contains(&words), "{words}: {said}");
    assert!(second.wait().unwrap().success());
}

/// The content after a command that met a full disk at its `n`-th write or its `n`-th file.
fn with_full_disk(project: &Project, inject: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let trace = format!("trace={}", inject.split(':').next().unwrap());
    let inject = format!("inject={inject}");
    let options = ["-o", "/dev/null", "-e", &trace, "-e", &inject];
    let run = run(traced(project, &options, arguments));
    assert!(!run.said().contains("panicked"), "{}", run.said());
    (run.code, run.said())
}

/// A project with a past issue as a Word file, and one that may be issued.
fn with_word_file() -> Project {
    let project = Project::new();
    project.issue(1, "全市签订集体合同128份。\n\n又一段话。\n");
    project
        .run(&["print", "a/2026/1", "--to", "一期.docx"])
        .expect(0);
    project.remove("content/a/2026/1/送审.yaml");
    project
}

#[test]
fn what_is_written_into_the_content_is_whole_or_not_there() {
    if !has_strace() {
        return;
    }
    for arguments in [
        &["issue", "a/2026/1", "--date", "2026-07-09", "--no-pdf"][..],
        &["new", "a", "--date", "2026-08-08"],
        &["import", "一期.docx", "--to", "a/2026/1", "--write"],
    ] {
        // What the command makes where there is room.
        let project = with_word_file();
        project.run(arguments).expect(0);
        let whole = project.tree("content");
        let mut refused = 0;
        for call in ["write", "openat", "fsync,fdatasync", RENAMES, "mkdir"] {
            for n in 1..9 {
                let project = with_word_file();
                let before = project.tree("content");
                assert!(whole.len() > before.len(), "{arguments:?}");
                let inject = match call {
                    // The program's own files are opened with the same call: only new ones find no room.
                    "openat" => continue,
                    call => format!("{call}:error=ENOSPC:when={n}+"),
                };
                let (code, said) = with_full_disk(&project, &inject, arguments);
                let after = project.tree("content");
                let step = format!("{arguments:?} {inject} {code:?}: {said}");
                refused += u32::from(after == before);
                let is_import = arguments[0] == "import";
                for (path, bytes) in &after {
                    // An import that was begun says so in a list of its own until it is finished.
                    let is_whole = before.get(path) == Some(bytes)
                        || whole.get(path) == Some(bytes)
                        || path.ends_with("没有做完.txt");
                    assert!(is_whole, "{path} is neither old nor whole: {step}");
                }
                for path in before.keys() {
                    assert!(after.contains_key(path), "{path} is gone: {step}");
                }
                if !is_import {
                    assert!(after == before || after == whole, "{step}");
                }
                if code == Some(0) {
                    assert!(after == whole, "{step}");
                } else if after != whole {
                    project.run(arguments).expect(0);
                    assert!(project.tree("content") == whole, "done again: {step}");
                }
            }
        }
        assert!(refused > 1, "{arguments:?}: {refused}");
    }
}

#[test]
fn changes_that_came_back_are_all_written_out_before_the_first_is_put_in_place() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 第1期通报\n日期: 2026-07-08\n正文: [甲.md, 乙.md]\n",
    );
    project.remove("content/a/2026/1/正文.md");
    project.put("content/a/2026/1/甲.md", "甲的一段进展平稳。\n");
    project.put("content/a/2026/1/乙.md", "乙的一段进展缓慢。\n");
    project
        .run(&["print", "a/2026/1", "--to", "稿.docx"])
        .expect(0);
    project.remove("content/a/2026/1/送审.yaml");
    let mut file = crate::merge::file::WordFile::of(&project.read("稿.docx"));
    file.replace("进展平稳", "进展总体平稳");
    file.replace("进展缓慢", "进展比较缓慢");
    project.put("改.docx", file.bytes());
    let before = project.tree("content");
    let merge = ["merge", "改.docx", "a/2026/1", "--write"];
    // The second of the two files finds no room.
    let (code, said) = with_full_disk(&project, "fsync:error=ENOSPC:when=2+", &merge);
    assert_ne!(code, Some(0), "{said}");
    assert!(project.tree("content") == before, "{said}");
    project.run(&merge).expect(0);
    for (path, words) in [("甲", "总体平稳"), ("乙", "比较缓慢")] {
        let text = project.text(&format!("content/a/2026/1/{path}.md"));
        assert!(text.contains(words), "{text}");
    }
}

/// A file that could not be read once is read by the next build, whatever that build finds unchanged.
#[test]
fn what_could_not_be_read_once_is_read_by_the_next_build() {
    if !has_strace() {
        return;
    }
    for path in [
        "content/a/2026/2/正文.md",
        "content/a/2026/2",
        "content/a/series.yaml",
    ] {
        let project = Project::new();
        project.issue(2, "第二期。\n");
        project.pages().expect(0);
        project.pages().expect(0);
        project.issue(2, "改了的第二期。\n");
        let place = project.path(path).display().to_string();
        let options = [
            "-o",
            "/dev/null",
            "-e",
            "trace=openat",
            "-P",
            &place,
            "-e",
            "inject=openat:error=EIO",
        ];
        let run = run(traced(&project, &options, &["build", "--no-pdf"]));
        assert_ne!(run.code, Some(0), "{path}: {}", run.said());
        project.pages().expect(0);
        let page = project.text("output/a/2026/2/index.html");
        assert!(page.contains("改了的第二期"), "{path}");
        assert!(project.output() == fresh(&project, &["--no-pdf"]), "{path}");
    }
}

/// What of the content is opened by a run with these arguments that ends with `code`, as strace tells it.
fn opened_content(project: &Project, arguments: &[&str], code: i32) -> Vec<String> {
    let log = project.path("log").display().to_string();
    let options = ["-o", &log, "-e", "trace=openat,open"];
    run(traced(project, &options, arguments)).expect(code);
    let text = project.text("log");
    let opened = text.lines().filter(|line| {
        line.contains("/content/") && !line.contains("O_DIRECTORY") && !line.contains("O_PATH")
    });
    opened.map(str::to_owned).collect()
}

/// A build after which nothing changed opens no text: it looks at stamps.
#[test]
fn a_build_that_stands_reads_nothing_of_the_content() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    project.put("content/a/2026/1/biao.csv", "单位,数\n甲县,3\n");
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 第1期通报\n日期: 2026-07-08\n正文: [正文.md, {表: biao.csv, 标题: 进度}]\n",
    );
    project.pages().expect(0);
    assert!(!opened_content(&project, &["build", "--no-pdf", "--full"], 0).is_empty());
    let opened = opened_content(&project, &["build", "--no-pdf"], 0);
    assert!(opened.is_empty(), "{opened:#?}");
    let output = project.text("log");
    let pages = output
        .lines()
        .filter(|line| line.contains("/output/") && line.contains(".html"));
    assert_eq!(pages.count(), 0);
}

/// One after a word has changed opens the texts of the issue that has it, and of any other only `issue.yaml`; but all of one that says something of who may see it.
#[test]
fn a_build_after_a_change_opens_no_text_of_other_issues() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    for number in 1..=4 {
        project.issue(number, &format!("第{number}期的正文。\n"));
    }
    project.put("content/a/2026/2/biao.csv", "单位,数\n甲县,3\n");
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 第2期通报\n日期: 2026-07-08\n正文: [正文.md, {表: biao.csv, 标题: 进度}]\n",
    );
    project.issue(3, "机密★1年\n\n第三期的正文。\n");
    // Of what is marked and does not say so in issue.yaml that is said each time.
    let texts_opened = || {
        let opened = opened_content(&project, &["build", "--no-pdf"], 1);
        [1, 2, 3, 4].map(|number| {
            let folder = format!("/content/a/2026/{number}/");
            let own = opened.iter().filter(|line| line.contains(&folder));
            own.filter(|line| !line.contains("issue.yaml")).count()
        })
    };
    assert_eq!(texts_opened(), [1, 2, 1, 1]);
    project.issue(4, "第4期改了。\n");
    assert_eq!(texts_opened(), [0, 0, 1, 1]);
    project.put("content/a/2026/2/biao.csv", "单位,数\n甲县,4\n");
    assert_eq!(texts_opened(), [0, 2, 1, 0]);
}

/// Nothing of the site that stands is opened: neither files of other issues nor, where only a word far down has changed, the pages of the lists.
#[test]
fn a_build_after_a_change_opens_nothing_of_the_site_that_stands() {
    if !has_strace() {
        return;
    }
    let project = Project::new();
    let text = |word: &str| {
        let sentences = "各单位要把这项工作落实到每一个岗位。\n\n".repeat(60);
        format!("{sentences}最后一段{word}。\n")
    };
    (1..=8).for_each(|number| project.issue(number, &text("甲")));
    project.pages().expect(0);
    project.pages().expect(0);
    project.issue(4, &text("乙"));
    let log = project.path("log").display().to_string();
    let options = ["-o", &log, "-e", "trace=openat,open"];
    run(traced(&project, &options, &["build", "--no-pdf"])).expect(0);
    let said = project.text("log");
    let lines = said
        .lines()
        .filter(|line| line.contains("O_RDONLY") && !line.contains("O_DIRECTORY"));
    let opened: BTreeSet<&str> = lines
        .filter_map(|line| Some(line.split('"').nth(1)?.split_once("/output/")?.1))
        .collect();
    // The issue that changed, and the one whose page leads to it.
    let own = ["a/2026/4/", "a/2026/5/", "a/2026/3/"];
    let other = opened.iter().find(|path| {
        let is_of_issue = path.starts_with("a/2026/") && path.matches('/').count() > 2;
        is_of_issue && !own.iter().any(|own| path.starts_with(own))
    });
    assert_eq!(other, None);
    for list in [
        "index.html",
        "a/index.html",
        "a/2026/index.html",
        "months/index.html",
    ] {
        assert!(!opened.contains(list), "{list} was looked at");
    }
    assert!(opened.contains("a/2026/4/index.html"), "{opened:?}");
}
