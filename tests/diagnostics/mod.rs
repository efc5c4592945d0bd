//! What a writer reads when something is wrong: one small project a case, and every word that is said about it.
//!
//! `cases/<name>.txt` holds the files of a project, each after a line `=== path`; what a case does not name comes from [`BASE`]. A path may be
//! followed by `| hex` (the bytes as hexadecimal digits), `| repeat 5000` (the text so often), `| none` (leave it out) or `| unreadable …` (the
//! system refuses, with these words). Text before the first `===` says what the case is about. `cases/<name>.out` holds what is said;
//! `SNAPSHOTS=overwrite cargo test --test suite diagnostics` writes it anew, and then somebody has to read it.
//!
//! Cases whose name begins with `build-` are built with typst, those with `archive-` are filed (a path may begin with `../output/`), and all others are checked as `jianbao check`
//! does.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read and write files and start the program"
)]

use crate::support::project;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jianbao::diag::{code, human};
use jianbao::source::files::{decode_file, is_text_name};
use jianbao::source::{Content, SourceFile, Sources};

pub const BASE: &[(&str, &str)] = &[
    ("site.yaml", "名称: 云汀市总工会简报资料库\n"),
    (
        "units.yaml",
        "单位:\n  - {代号: qinghe, 名称: 青禾县, 类别: 县（市）区}\n  - {代号: baishi, 名称: 白石区, 类别: 县（市）区}\n",
    ),
    ("ducha/series.yaml", "名称: 督查通报\n版式: 公文\n"),
    (
        "ducha/2026/1/issue.yaml",
        "标题: 关于第二季度集体协商推进情况的通报\n日期: 2026-07-08\n正文: [正文.md]\n",
    ),
    ("ducha/2026/1/正文.md", "各县区推进有力。\n"),
];

/// Codes that no content can produce: typst refuses what we hand it only where we are at fault.
const IMPOSSIBLE: &[&str] = &["JB9002"];

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/cases");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_stem().unwrap().to_string_lossy().into_owned()
}

enum Text {
    Bytes(Vec<u8>),
    Unreadable(String),
}

/// The files of a case by their path below `content/`.
fn files(case: &Path) -> BTreeMap<String, Text> {
    let text = std::fs::read_to_string(case).unwrap();
    let mut files: BTreeMap<String, Text> = BASE
        .iter()
        .map(|(path, text)| ((*path).to_owned(), Text::Bytes(text.as_bytes().to_vec())))
        .collect();
    let mut sections = format!("\n{text}");
    if let Some(start) = sections.find("\n=== ") {
        sections.drain(..start);
    } else {
        sections.clear();
    }
    for section in sections.split("\n=== ").skip(1) {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        // The line break before the next `===` belongs to the text.
        let body = if body.is_empty() || body.ends_with('\n') {
            body.to_owned()
        } else {
            format!("{body}\n")
        };
        let (path, how) = head.split_once(" | ").unwrap_or((head, ""));
        let path = path.trim().to_owned();
        let content = match how.split_once(' ').unwrap_or((how, "")) {
            ("none", _) => {
                files.remove(&path);
                continue;
            }
            ("unreadable", reason) => Text::Unreadable(reason.to_owned()),
            ("repeat", times) => Text::Bytes(body.repeat(times.parse().unwrap()).into_bytes()),
            ("hex", _) => Text::Bytes(
                body.split_whitespace()
                    .map(|byte| u8::from_str_radix(byte, 16).unwrap())
                    .collect(),
            ),
            ("", _) => Text::Bytes(body.into_bytes()),
            (other, _) => panic!("{}: {other}?", case.display()),
        };
        files.insert(path, content);
    }
    files
}

fn said(case: &Path) -> String {
    let files = files(case);
    let commands: [(&str, &[&str]); 2] = [
        ("build-", &["build", "--quiet"]),
        ("archive-", &["archive", "2026", "--quiet"]),
    ];
    let command = commands
        .iter()
        .find(|(prefix, _)| name(case).starts_with(prefix));
    if let Some((_, arguments)) = command {
        let project = project::Project::new();
        project.remove("content");
        for (path, text) in files {
            let Text::Bytes(bytes) = text else {
                panic!("{path} must be on disk")
            };
            project.put(&format!("content/{path}"), bytes);
        }
        let run = project.run(arguments);
        let root = project.root().display().to_string();
        return run.stderr.replace(&root, "[项目]");
    }
    let sources = files
        .into_iter()
        .map(|(path, text)| {
            let content = match text {
                Text::Bytes(bytes) if !is_text_name(&path) => Content::Binary {
                    size: bytes.len() as u64,
                    head: bytes.into_iter().take(1024).collect(),
                },
                Text::Bytes(bytes) if bytes.len() > 4 << 20 => Content::TooLarge {
                    size: bytes.len() as u64,
                },
                Text::Bytes(bytes) => decode_file(&path, bytes),
                Text::Unreadable(reason) => Content::Unreadable(reason),
            };
            SourceFile { path, content }
        })
        .collect();
    let sources = Sources::new("", sources);
    let found = jianbao::pipeline::check(&sources, &jianbao::pipeline::Selection::default(), None);
    let summary = human::summary(&found);
    format!("{}共 {summary}\n", human::render(&found, &sources, false))
}

#[test]
fn everything_is_said_as_it_was_read_and_found_good() {
    let assert = snapbox::Assert::new().action_env("SNAPSHOTS");
    let mut wrong = Vec::new();
    for case in cases() {
        // Raw: a back slash is a back slash.
        let expected = snapbox::Data::read_from(&case.with_extension("out"), None).raw();
        let actual = snapbox::Data::text(said(&case)).raw();
        if let Err(error) = assert.try_eq(Some(&name(&case)), actual, expected) {
            wrong.push(error.to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let all: Vec<(String, String)> = cases()
        .iter()
        .map(|case| {
            let expected = std::fs::read_to_string(case.with_extension("out")).unwrap_or_default();
            (name(case), expected)
        })
        .collect();
    for code in code::ALL {
        let shown = all
            .iter()
            .any(|(_, said)| said.contains(&format!("[{}]", code.id)));
        assert_eq!(
            shown,
            !IMPOSSIBLE.contains(&code.id),
            "{} has no case that shows it",
            code.id
        );
    }
    for (name, said) in all {
        if let Some(at) = name.find("JB") {
            assert!(
                said.contains(&format!("[{}]", &name[at..at + 6])),
                "{name} does not show its code"
            );
        }
    }
}

#[test]
fn nothing_is_said_in_english() {
    for case in cases() {
        is_chinese(&case);
    }
}

fn is_chinese(case: &Path) {
    let expected = std::fs::read_to_string(case.with_extension("out")).unwrap_or_default();
    let words: Vec<String> = project::english(&expected)
        .into_iter()
        .filter(|word| !["qinghe", "baishi", "ducha", "tidy", "build"].contains(&word.as_str()))
        .collect();
    assert!(words.is_empty(), "{}: {words:?}", name(case));
}

/// Each finding names a file, a line and a column, quotes that line, and underlines the place in it; columns count characters.
#[test]
fn every_place_is_in_the_line_that_is_quoted() {
    let mut places = 0;
    for case in cases() {
        let expected = std::fs::read_to_string(case.with_extension("out")).unwrap_or_default();
        for finding in expected.split("\n\n") {
            let Some(place) = finding
                .lines()
                .find_map(|line| line.trim_start().strip_prefix("--> "))
            else {
                continue;
            };
            let mut parts = place.rsplitn(3, ':');
            let column: usize = parts.next().unwrap().parse().unwrap();
            let line: usize = parts.next().unwrap().parse().unwrap();
            let path = parts.next().unwrap();
            let quoted = finding
                .lines()
                .find_map(|text| text.trim_start().strip_prefix(&format!("{line} |")))
                .unwrap_or_else(|| panic!("{}: line {line} of {path} is not quoted", name(&case)));
            assert!(finding.contains('^'), "{}: nothing underlined", name(&case));
            if let Some(Text::Bytes(bytes)) = files(&case).get(path)
                && let Ok(text) = std::str::from_utf8(bytes)
                && text.len() <= 4 << 20
                && is_text_name(path)
            {
                let source = text
                    .trim_start_matches('\u{FEFF}')
                    .lines()
                    .nth(line - 1)
                    .unwrap_or_default();
                let characters = source.chars().count();
                assert!(
                    column <= characters + 1,
                    "{}: column {column} of {characters}",
                    name(&case)
                );
                let start: String = source.chars().take(3).collect();
                if !quoted.contains("...") && !start.contains('\t') {
                    assert!(quoted.contains(&start), "{}: {quoted:?}", name(&case));
                }
                places += 1;
            }
        }
    }
    assert!(places > 40, "only {places}");
}
