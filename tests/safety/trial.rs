//! Builds with PDFs, one after the other, each killed at some call or with a call that fails, and the content changed between them. After each everything that
//! stands is whole and leads somewhere; the next build gives what one from nothing gives, byte for byte and file for file.
//! `JIANBAO_KILLS=200` goes on until so many builds were broken.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};

use super::lost::has_strace;
use crate::again::walk::{Chance, edit, metrics, new_issue, same, units};
use crate::support::project::{Project, Run, is_beside_the_site, is_of_manifest, run};
use crate::support::shape::{self, Page};

const OPTIONS: [&str; 4] = ["build", "--remove", "--replace", "--audience"];

/// Where a build can be hit: calls, and about how often it makes them.
const CALLS: &[(&str, usize)] = &[
    ("rename,renameat,renameat2", 160),
    ("write", 700),
    ("openat", 900),
    ("unlink,unlinkat", 60),
    ("mkdir,mkdirat", 40),
    ("fsync,fdatasync", 6),
    ("flock", 4),
    ("execve", 4),
];

const ERRORS: &[&str] = &["ENOSPC", "EIO", "EACCES", "EMFILE", "EROFS"];

/// Breaks the build by `inject`.
fn broken(project: &Project, audience: &str, calls: &str, inject: &str) -> Run {
    let arguments = [&OPTIONS[..], &[audience]].concat();
    let program = project.command(&arguments);
    let mut command = Command::new("strace");
    command
        .args(["-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e"])
        .arg(format!("trace={calls}"))
        .arg("-e")
        .arg(format!("inject={calls}:{inject}"))
        .arg(program.get_program())
        .args(arguments)
        .current_dir(project.root())
        .env_remove("JIANBAO_TYPST")
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null());
    run(command)
}

/// What stands in the folder, wherever the build that wrote it came to its end: no half file, and nothing that leads nowhere.
pub fn is_whole(step: &str, site: &BTreeMap<String, Vec<u8>>) {
    let mut pages: BTreeMap<&str, Page> = BTreeMap::new();
    for (path, bytes) in site {
        let ending = path.rsplit('.').next().unwrap_or_default();
        let text = || std::str::from_utf8(bytes).unwrap_or_else(|e| panic!("{step}: {path} {e}"));
        match ending {
            "html" => {
                let page = shape::check(text()).unwrap_or_else(|e| panic!("{step}: {path} {e}"));
                assert!(text().trim_end().ends_with("</html>"), "{step}: {path}");
                pages.insert(path, page);
            }
            "json" => {
                let value: Result<serde_json::Value, _> = serde_json::from_str(text());
                assert!(value.is_ok(), "{step}: {path}");
            }
            "pdf" => assert!(
                bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
                "{step}: {path}"
            ),
            "docx" | "xlsx" => {
                let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes));
                assert!(archive.is_ok(), "{step}: {path}");
            }
            _ => {}
        }
    }
    // Issues that are new lead to one another and come one after the other, and nothing leads to them before all are there.
    let mut seen = BTreeSet::from(["index.html".to_owned()]);
    let mut rest: Vec<String> = seen.iter().cloned().collect();
    while let Some(path) = rest.pop() {
        let Some(page) = pages.get(path.as_str()) else {
            continue;
        };
        for href in page.links.iter().chain(&page.sources) {
            let Some((file, anchor)) = meant(&path, href) else {
                continue;
            };
            assert!(site.contains_key(&file), "{step}: {path} leads to {href}");
            if let Some(page) = pages.get(file.as_str()).filter(|_| !anchor.is_empty()) {
                let has = page.ids.contains(&anchor);
                assert!(has, "{step}: {path} leads to {href}");
            }
            if seen.insert(file.clone()) {
                rest.push(file);
            }
        }
    }
    assert!(seen.len() > pages.len() / 2, "{step}: {seen:?}");
}

/// The file and the anchor that `href` means on the page at `path`; none outside the site.
fn meant(path: &str, href: &str) -> Option<(String, String)> {
    if href.contains(':') || href.starts_with("//") {
        return None;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (target, anchor) = href.split_once('#').unwrap_or((href, ""));
    let target = target.split('?').next().unwrap_or_default();
    let file = match target {
        "" => path.to_owned(),
        _ => shape::resolve(folder, target),
    };
    let file = match file.as_str() {
        "" => "index.html".to_owned(),
        file if target.ends_with('/') => format!("{file}/index.html"),
        file => file.to_owned(),
    };
    Some((file, anchor.to_owned()))
}

/// The files that the manifest knows.
fn known(project: &Project) -> BTreeSet<String> {
    let manifest = project.manifest("output");
    let files = manifest["files"].as_array().unwrap().iter();
    files
        .map(|file| file.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn whatever_breaks_a_build_the_next_gives_what_one_from_nothing_gives() {
    if !has_strace() {
        return;
    }
    let wanted = std::env::var("JIANBAO_KILLS");
    let wanted: usize = wanted.map_or(4, |number| number.parse().unwrap());
    let mut chance = Chance(0x1F3D_5B79_A2C4_E685);
    let project = Project::new();
    project.put("content/b/series.yaml", "名称: 乙系列\n版式: 简报\n");
    project.put("content/units.yaml", units("青禾县"));
    project.put("content/metrics.yaml", metrics("家"));
    for _ in 0..4 {
        new_issue(&project, &mut chance);
    }
    let _kept = Kept(&project);
    let (mut kills, mut faults, mut spared, mut compared) = (0, 0, 0, 0);
    let mut audience = "internal";
    let mut number = 0;
    while kills + faults < wanted {
        number += 1;
        let what = edit(&project, &mut chance);
        mend(&project);
        if chance.below(8) == 0 {
            audience = chance.of(&["internal", "public"]);
        }
        let (calls, most) = CALLS[chance.below(CALLS.len())];
        let most = 1 + chance.below(most);
        let n = 1 + chance.below(most);
        let inject = match chance.below(3) {
            0 => format!("error={}:when={n}", chance.of(ERRORS)),
            1 => format!("error={}:when={n}+", chance.of(ERRORS)),
            _ => format!("signal=KILL:when={n}"),
        };
        let step = format!("{number}, {what}, {calls}:{inject}");
        let hit = broken(&project, audience, calls, &inject);
        assert!(!hit.said().contains("panicked"), "{step}: {}", hit.said());
        match hit.code {
            None => kills += 1,
            Some(0) => spared += 1,
            Some(_) => faults += 1,
        }
        is_whole(&step, &project.output());
        let what = edit(&project, &mut chance);
        mend(&project);
        let step = format!("{step}, then {what}");
        let with = |more: &[&str]| project.run(&[&OPTIONS[..], &[audience], more].concat());
        let next = with(&[]);
        assert!(matches!(next.code, Some(0 | 1)), "{step}: {}", next.said());
        let site = project.output();
        is_whole(&step, &site);
        let files = site.keys().filter(|path| !is_of_manifest(path));
        let files: BTreeSet<String> = files.cloned().collect();
        assert_eq!(files, known(&project), "{step}");
        project.run(&["verify", "output"]).expect(0);
        // An issue with an error keeps what stands, and one from nothing has nothing to keep.
        if next.code == Some(0) {
            with(&["--output", "fresh"]).expect(0);
            let mut fresh = project.tree("fresh");
            fresh.retain(|path, _| !is_beside_the_site(path));
            same(&step, &site, &fresh);
            project.remove("fresh");
            compared += 1;
        }
    }
    println!(
        "{kills} kills, {faults} faults, {spared} builds that came through; {compared} compared with one from nothing"
    );
    assert!(compared * 2 >= wanted, "{compared} of {wanted} compared");
}

/// Takes out what the walk may put in as an error, so that most builds can be held against one from nothing.
fn mend(project: &Project) {
    for path in crate::support::project::files(&project.path("content")) {
        let path = format!("content/{path}");
        if path.ends_with("issue.yaml") {
            let text = project.text(&path).replace("附件: [没有.yaml]\n", "");
            project.put(&path, text);
        } else if path.ends_with("正文.md") {
            let text = project.text(&path);
            let is_kept = |line: &&str| {
                !line.contains("{{") && !line.starts_with(['问', '指']) && !line.starts_with("  -")
            };
            let kept: Vec<&str> = text.lines().filter(is_kept).collect();
            project.put(&path, kept.join("\n") + "\n");
        }
    }
}

/// Keeps the folder of a trial that failed, to look at.
struct Kept<'a>(&'a Project);

impl Drop for Kept<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let place = std::env::temp_dir().join("jianbao-trial");
            let _ = std::fs::remove_dir_all(&place);
            crate::support::copy(self.0.root(), &place);
            println!("what was left lies in {}", place.display());
        }
    }
}
