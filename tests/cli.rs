//! The command line as people and scripts meet it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read and write files and start the program"
)]

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::support::project::{Project, english, run};

fn usage(args: &[&str]) -> String {
    let run = Project::new().run(args).expect(2);
    assert_eq!(run.stdout, "");
    run.stderr
}

/// The commands that the help lists: two blanks, a word of small letters.
fn commands() -> Vec<String> {
    let help = Project::new().run(&["--help"]).expect(0).stdout;
    let lines = help
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let words =
        lines.filter(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
    let commands: Vec<String> = words.map(str::to_owned).collect();
    assert!(commands.len() > 20, "{commands:?}");
    commands
}

/// Whatever command there is stands in README.md.
#[test]
fn every_command_is_in_the_readme() {
    let readme = include_str!("../README.md");
    for command in commands() {
        assert!(
            readme.contains(&format!("| `jianbao {command}")),
            "{command}"
        );
    }
}

#[test]
fn help_and_errors_are_chinese() {
    let mut asked: Vec<Vec<String>> = commands()
        .into_iter()
        .map(|command| vec![command, "-h".to_owned()])
        .collect();
    asked.extend(
        [
            &["--help"][..],
            &["-h"],
            &["build", "--help"],
            &["check", "--help"],
        ]
        .map(|args| args.iter().map(|&word| word.to_owned()).collect()),
    );
    for args in &asked {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let said = Project::new().run(&args).expect(0);
        assert_eq!(said.stderr, "");
        // Names of commands and options, and the values of options, are no words.
        let words: Vec<String> = english(&said.stdout)
            .into_iter()
            .filter(|word| {
                ![
                    "build",
                    "check",
                    "print",
                    "explain",
                    "serve",
                    "new",
                    "setup",
                    "fonts",
                    "tidy",
                    "merge",
                    "extract",
                    "import",
                    "fragment",
                    "table",
                    "issue",
                    "verify",
                    "archive",
                    "classified",
                    "templates",
                    "schema",
                    "contributions",
                    "yaml",
                    "xlsx",
                    "json",
                    "vs",
                    "vscode",
                    "content",
                    "ducha",
                    "warnings",
                    "public",
                    "internal",
                    "init",
                    "name",
                    "editor",
                    "code",
                    "kinds",
                    "diff",
                    "status",
                    "html",
                    "doctor",
                    "completion",
                    "completions",
                    "bash",
                    "zsh",
                    "fish",
                    "powershell",
                    "elvish",
                    "local",
                    "share",
                    "PROFILE",
                    "tab",
                    "jianbao",
                ]
                .contains(&word.as_str())
            })
            .collect();
        assert_eq!(words, Vec::<String>::new(), "{}", said.stdout);
        assert!(
            said.stdout.contains("用法：") && said.stdout.contains("选项："),
            "{}",
            said.stdout
        );
    }
    for args in [
        &[][..],
        &["--quiet"],
        &["-x"],
        &["build", "-x"],
        &["build", "x"],
        &["help"],
        &["甲"],
        &["build", "--jobs"],
        &["build", "--jobs", "0"],
        &["build", "--jobs", "甲"],
        &["build", "--jobs", "99999999999"],
        &["build", "--deny", "errors"],
        &["build", "--no-pdf=1"],
        &["build", "--no-pdf", "--no-pdf"],
        &["build", "--series"],
        &["build", "--series", "没有"],
        &["build", "--series", "../a"],
        &["build", "--issue", "a"],
        &["build", "--issue", ""],
        &["build", "--issue", "a/2026/99"],
        &["build", "--issue", "a/../a/2026/1"],
        &["check", "--no-pdf"],
        &["build", "--content"],
    ] {
        let said = usage(args);
        assert!(said.starts_with("错误："), "{said}");
        let words: Vec<String> = english(&said)
            .into_iter()
            .filter(|word| !["build", "help", "ducha", "warnings"].contains(&word.as_str()))
            .collect();
        assert_eq!(words, Vec::<String>::new(), "{args:?}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf8_are_refused_in_chinese() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new();
    let mut command = project.command(&["build", "--series"]);
    command.arg(std::ffi::OsStr::from_bytes(b"\xb5\xbc"));
    assert!(run(command).expect(2).stderr.starts_with("错误："));
}

#[test]
fn a_wrong_option_or_command_gets_the_nearest() {
    for (args, meant) in [
        (&["build", "--contnt", "x"][..], "--content"),
        (&["build", "--nopdf"], "--no-pdf"),
        (&["build", "--deny-warnings"], "--deny"),
        (&["biuld"], "build"),
        (&["chek"], "check"),
        (&["build", "--verbos"], "--verbose"),
    ] {
        assert!(
            usage(args).contains(&format!("是否为“{meant}”")),
            "{args:?}: {}",
            usage(args)
        );
    }
    let run = Project::new().run(&["--version"]).expect(0);
    assert_eq!(
        run.stdout,
        format!("jianbao {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn exit_statuses_tell_content_from_usage_and_environment() {
    let project = Project::new();
    project.run(&["check"]).expect(0);
    project.pages().expect(0);
    project.run(&["check", "--content", "没有"]).expect(3);
    project.run(&["build", "--content", "没有"]).expect(3);
    project
        .run(&["build", "--content", "content/site.yaml"])
        .expect(3);
    project.run(&["build", "--typst", "没有"]).expect(3);
    project.put("content/a/2026/1/多余.md", "甲\n");
    project.run(&["check"]).expect(0);
    project.pages().expect(0);
    project.put("content/a/2026/1/正文.md", "[甲](javascript:x)\n");
    let check = project.run(&["check"]).expect(1);
    assert!(check.stdout.contains("1 个错误"), "{}", check.stdout);
    let build = project.pages().expect(1);
    assert!(build.stderr.contains("a/2026/1"), "{}", build.stderr);
    // What is wrong is said once, on standard error, and the same by both.
    let finding = |said: &str| {
        said.split("\n\n")
            .find(|part| part.contains("JB0011"))
            .unwrap()
            .trim()
            .to_owned()
    };
    assert_eq!(finding(&check.stderr), finding(&build.stderr));
    assert_eq!(build.said().matches("JB0011").count(), 1);
}

#[test]
fn warnings_can_be_denied() {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    project.pages().expect(0);
    project.put("content/a/2026/1/正文.md", "改了<br>甲\n");
    project.put("content/a/2026/2/正文.md", "改了。\n");
    let before = project.output();
    let run = project
        .run(&["build", "--no-pdf", "--deny", "warnings"])
        .expect(1);
    assert!(
        run.stderr.contains("JB0010") && run.stderr.contains("a/2026/1"),
        "{}",
        run.stderr
    );
    let after = project.output();
    assert!(before["a/2026/1/index.html"] == after["a/2026/1/index.html"]);
    assert!(before["a/2026/2/index.html"] != after["a/2026/2/index.html"]);
    project.pages().expect(0);
    assert!(project.text("output/a/2026/1/index.html").contains("改了"));
}

#[test]
fn a_project_is_found_from_any_folder_in_it() {
    let project = Project::new();
    let mut command = project.command(&["build", "--no-pdf"]);
    command.current_dir(project.path("content/a/2026/1"));
    run(command).expect(0);
    assert!(project.has("output/a/2026/1/index.html"));
    assert!(!project.has("content/a/2026/1/output"));
    // Outside any project nothing is made.
    let empty = tempfile::tempdir().unwrap();
    let mut command = project.command(&["build", "--no-pdf"]);
    command.current_dir(empty.path());
    let said = run(command).expect(3).stderr;
    assert!(said.contains("内容文件夹"), "{said}");
    assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn folders_can_be_named() {
    let project = Project::new();
    std::fs::rename(project.path("content"), project.path("内容")).unwrap();
    project.run(&["check"]).expect(3);
    std::fs::create_dir(project.path("模板")).unwrap();
    project
        .run(&[
            "build",
            "--no-pdf",
            "--content",
            "内容",
            "--output",
            "网 站",
            "--templates",
            "模板",
        ])
        .expect(0);
    assert!(project.has("网 站/a/2026/1/index.html") && !project.has("output"));
}

#[test]
fn no_pdf_makes_none_and_names_none() {
    let project = Project::new();
    project.pages().expect(0);
    assert!(!project.has("output/a/2026/1/a-2026-1.pdf"));
    assert!(!project.text("output/a/2026/1/index.html").contains(".pdf"));
    project.run(&["build"]).expect(0);
    assert!(
        project
            .text("output/a/2026/1/index.html")
            .contains("a-2026-1.pdf")
    );
    // A PDF of an older text stays on disk, but nothing leads to it.
    project.put("content/a/2026/1/正文.md", "改了。\n");
    project.pages().expect(0);
    assert!(project.has("output/a/2026/1/a-2026-1.pdf"));
    assert!(!project.text("output/a/2026/1/index.html").contains(".pdf"));
}

#[test]
fn quiet_says_nothing_that_is_well() {
    let project = Project::new();
    assert_eq!(
        project
            .run(&["build", "--no-pdf", "--quiet"])
            .expect(0)
            .said(),
        ""
    );
    assert_eq!(project.run(&["check", "-q"]).expect(0).said(), "");
    project.put("content/a/2026/1/正文.md", "甲<br>\n");
    assert!(
        project
            .run(&["build", "--no-pdf", "-q"])
            .expect(0)
            .stderr
            .contains("JB0010")
    );
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let project = Project::new();
    project.put("content/a/2026/1/正文.md", "<b>甲</b>\n\n".repeat(2_000));
    for (args, both) in [
        ("--help", false),
        ("check", true),
        ("build --no-pdf", true),
        ("build --help", true),
    ] {
        let redirect = if both { "2>&1" } else { "" };
        let script = format!("{{ \"$0\" {args} {redirect}; echo $? > code; }} | head -c 0");
        let mut command = Command::new("sh");
        command
            .args(["-c", &script, env!("CARGO_BIN_EXE_jianbao")])
            .current_dir(project.root());
        let said = run(command).said();
        assert_eq!(said, "", "{args}");
        assert_eq!(project.text("code"), "0\n", "{args}");
    }
    assert!(project.has("output/a/2026/1/index.html"));
    // Closed altogether.
    let mut command = Command::new("sh");
    command
        .args([
            "-c",
            "\"$0\" check >&- 2>&- <&-",
            env!("CARGO_BIN_EXE_jianbao"),
        ])
        .current_dir(project.root());
    run(command).expect(0);
}

/// On a terminal of its own, made by `script`; none where that program is missing.
fn on_a_terminal(project: &Project, args: &str, variables: &[(&str, &str)]) -> Option<String> {
    let mut command = Command::new("script");
    command
        .args([
            "-qec",
            &format!("{} {args}", env!("CARGO_BIN_EXE_jianbao")),
            "/dev/null",
        ])
        .current_dir(project.root())
        .env_remove("NO_COLOR")
        .envs(variables.iter().copied())
        .stdin(Stdio::null());
    command
        .output()
        .ok()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let project = Project::new();
    project.put("content/a/2026/1/正文.md", "甲<br>\n");
    assert!(!project.run(&["check"]).said().contains('\u{1b}'));
    let Some(said) = on_a_terminal(&project, "check", &[]) else {
        return;
    };
    assert!(said.contains("\u{1b}["), "{said:?}");
    let said = on_a_terminal(&project, "check", &[("NO_COLOR", "1")]).unwrap();
    assert!(
        said.contains("JB0010") && !said.contains('\u{1b}'),
        "{said:?}"
    );
}

/// The program where there is neither typst nor cargo.
fn bare(project: &Project, args: &[&str]) -> Command {
    let mut command = project.command(args);
    let cache = project.path("cache");
    std::fs::create_dir_all(&cache).unwrap();
    command
        .env_clear()
        .env("PATH", "")
        .env("HOME", &cache)
        .env("XDG_CACHE_HOME", &cache);
    command
}

#[test]
fn without_typst_and_cargo_the_pages_are_built_and_the_way_is_shown() {
    let project = Project::new();
    project.issue(2, "第二期。\n");
    let said = run(bare(&project, &["build"])).expect(3);
    for pdf in ["a/2026/1/a-2026-1.pdf", "a/2026/2/a-2026-2.pdf"] {
        assert!(said.stderr.contains(pdf), "{}", said.stderr);
        assert!(!project.has(&format!("output/{pdf}")));
    }
    assert!(
        said.stderr.contains("cargo install")
            && said.stderr.contains("typst-cli")
            && said.stderr.contains("0.15.1"),
        "{}",
        said.stderr
    );
    assert!(project.has("output/a/2026/2/index.html") && project.has("output/index.html"));
    assert!(!project.text("output/a/2026/1/index.html").contains(".pdf"));
    let setup = run(bare(&project, &["setup"])).expect(3);
    assert!(setup.stderr.contains("cargo install"), "{}", setup.stderr);

    // With typst again, one PDF there: only what is missing is made, and the pages lead to it.
    project.run(&["build", "--issue", "a/2026/1"]).expect(0);
    let first = project.read("output/a/2026/1/a-2026-1.pdf");
    let said = project.run(&["build"]).expect(0);
    assert!(said.stdout.contains("排版 PDF 1 份"), "{}", said.stdout);
    assert_eq!(first, project.read("output/a/2026/1/a-2026-1.pdf"));
    for number in [1, 2] {
        assert!(
            project
                .text(&format!("output/a/2026/{number}/index.html"))
                .contains(&format!("a-2026-{number}.pdf"))
        );
    }
    // And without it once more nothing is missing.
    let said = run(bare(&project, &["build"])).expect(0);
    assert!(said.stdout.contains("写入 0 个文件"), "{}", said.stdout);
}

#[test]
fn a_typst_that_is_none_is_named() {
    let project = Project::new();
    project.put("typst", "#!/bin/sh\necho typst 0.14.0\n");
    let path: PathBuf = project.path("typst");
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let said = project.run(&["build", "--typst", "typst"]).expect(3).stderr;
    assert!(
        said.contains("版本不对") && said.contains("--typst"),
        "{said}"
    );
    assert!(project.has("output/a/2026/1/index.html"));
    let mut command = project.command(&["build"]);
    command.env("JIANBAO_TYPST", &path);
    let said = run(command).expect(3).stderr;
    assert!(said.contains("JIANBAO_TYPST"), "{said}");
}

/// An office that must not print with a substitute is told which font it lacks; without the option the substitute serves.
#[test]
fn a_font_that_is_not_there_is_named_and_stops_a_strict_build() {
    let project = Project::new();
    project.put(
        "templates/fonts/fonts.yaml",
        "仿宋: [Zhuque Fangsong (technical preview)]\n楷体: [Bulletin Kai]\n黑体: [Noto Sans CJK SC]\n\
         小标宋: [方正小标宋简体, Noto Serif CJK SC]\n宋体: [Noto Serif CJK SC]\n西文: [Liberation Serif]\n",
    );
    let said = project.run(&["fonts"]).expect(0);
    assert!(
        said.stdout
            .contains("小标宋：Noto Serif CJK SC（代替 方正小标宋简体）"),
        "{}",
        said.stdout
    );
    let strict = project.run(&["build", "--strict-fonts"]).expect(3);
    assert!(strict.stderr.contains("小标宋要用“方正小标宋简体”"));
    project.run(&["build"]).expect(0);
}

/// The sources travel with the PDF only where that is asked for; the page stays the same.
#[test]
fn the_sources_of_an_issue_can_travel_with_its_pdf() {
    let project = Project::new();
    project.run(&["build"]).expect(0);
    let plain = project.read("output/a/2026/1/a-2026-1.pdf");
    project.run(&["build", "--embed-sources"]).expect(0);
    // What writers keep for themselves is not for the public.
    project
        .run(&["build", "--embed-sources", "--audience", "public"])
        .expect(2);
    let carrying = project.read("output/a/2026/1/a-2026-1.pdf");
    let names = |bytes: &[u8]| -> String {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        let mut names: Vec<String> = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| dict.has_type(b"Filespec"))
            .filter_map(|dict| lopdf::decode_text_string(dict.get(b"UF").ok()?).ok())
            .collect();
        names.sort();
        names.join(" ")
    };
    assert_eq!(names(&plain), "");
    assert_eq!(
        names(&carrying),
        "a/2026/1/issue.yaml a/2026/1/正文.md a/series.yaml site.yaml"
    );
}

/// What is wrong in a draft is listed and stops nobody; asked for by name, it counts.
#[test]
fn check_does_not_fail_for_drafts() {
    let project = Project::new();
    project.put(
        "content/a/2026/2/issue.yaml",
        "标题: 第2期通报\n日期: 2026-07-09\n草稿: 是\n正文: [没有.md]\n",
    );
    let said = project.run(&["check"]).expect(0).said();
    assert!(
        said.contains("没有.md") && said.contains("其中 1 个错误在草稿里"),
        "{said}"
    );
    project.run(&["check", "--issue", "a/2026/2"]).expect(1);
}

/// What editors and office programs leave behind is no file of the issue; and a site never lies among the content.
#[test]
fn what_is_left_behind_is_silent_and_templates_are_said() {
    let project = Project::new();
    for name in ["~WRL0001.tmp", "a.bak", "#x#", "正文.md~", "~$b.docx"] {
        project.put(&format!("content/a/2026/1/{name}"), "x");
    }
    assert!(!project.run(&["check"]).expect(0).said().contains("JB1003"));
    let said = project
        .run(&["build", "--no-pdf", "--output", "content/o"])
        .expect(2)
        .said();
    assert!(said.contains("不能在内容文件夹里"), "{said}");
    let said = project
        .run(&["build", "--no-pdf", "--templates", "nope"])
        .expect(2)
        .said();
    assert!(said.contains("没有模板文件夹“nope”"), "{said}");
    project.run(&["templates", "own"]).expect(0);
    assert!(project.path("own/html/issue.html").is_file());
    project.run(&["templates", "own"]).expect(2);
    // What somebody has made their own stays, and the others are written.
    project.put("own/html/issue.html", "甲");
    project.remove("own/html/home.html");
    let said = project.run(&["templates", "own"]).expect(0).said();
    assert!(
        said.contains("写了 1 个文件") && said.contains("issue.html 已经有了，没有动"),
        "{said}"
    );
    assert_eq!(project.text("own/html/issue.html"), "甲");
    project.put("other/html/isue.html", "x");
    let said = project
        .run(&["build", "--no-pdf", "--templates", "other"])
        .expect(0)
        .said();
    assert!(
        said.contains("html/isue.html 没有用到") && said.contains("是不是 issue.html"),
        "{said}"
    );
    // A file where nothing is read, or one that is no font, is said with the place where it would count; notes and leftovers are not.
    for path in [
        "issue.html",
        "blocks.typ",
        "方正小标宋.TTF",
        "logo.png",
        "htm/style.css",
        "fonts.yaml",
        "fonts/仿宋.woff2",
        "fonts/font.yml",
    ] {
        project.put(&format!("third/{path}"), "x");
    }
    for path in [
        "README.md",
        "说明.txt",
        ".gitkeep",
        "issue.html.bak",
        "fonts/OFL.txt",
        "fonts/local/README.md",
    ] {
        project.put(&format!("third/{path}"), "x");
    }
    let said = project
        .run(&["build", "--no-pdf", "--templates", "third"])
        .expect(0)
        .said();
    for line in [
        "里的 issue.html 没有用到：要用的，放到 html/issue.html",
        "里的 blocks.typ 没有用到：要用的，放到 typst/parts/blocks.typ",
        "里的 方正小标宋.TTF 没有用到：要用的，放到 fonts/local/方正小标宋.TTF",
        "里的 logo.png 没有用到：只读 html、typst、fonts",
        "里的 htm/style.css 没有用到：要用的，放到 html/style.css",
        "里的 fonts.yaml 没有用到：要用的，放到 fonts/fonts.yaml",
        "里的 fonts/仿宋.woff2 没有用到：字体文件是 ttf、otf、ttc",
        "里的 fonts/font.yml 没有用到：要用的，放到 fonts/fonts.yaml",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(said.matches("没有用到").count(), 8, "{said}");
}
