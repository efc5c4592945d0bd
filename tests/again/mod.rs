//! A build after which nothing has changed does nothing and says the same; one after which anything has changed gives what a whole build gives.

use std::fs::{File, OpenOptions};
use std::time::SystemTime;

use crate::support::project::{Project, Run};

mod cache;
mod typst;
pub mod walk;

/// What `--explain` says where the last build stands for this one.
const STANDS: &str = "不用重新生成";

/// What `--explain` says otherwise.
const ANEW: &str = "重新生成，因为";

/// What `--explain` says where a part of the issues stands.
const IN_PART: &str = "其余各期不动";

/// A project with an issue that has an error.
fn faulty() -> Project {
    let project = Project::new();
    project.issue(3, "好的一段。\n");
    project.put(
        "content/a/2026/4/issue.yaml",
        "标题: 没有正文\n日期: 2026-07-09\n正文: [不在.md]\n",
    );
    project
}

/// Puts a draft.
fn draft(project: &Project) {
    project.put(
        "content/a/2026/5/issue.yaml",
        "标题: 还在写\n草稿: 是\n日期: 2026-07-10\n正文: [正文.md]\n",
    );
    project.put("content/a/2026/5/正文.md", "草稿的一段。\n");
}

fn build(project: &Project, options: &[&str]) -> Run {
    project.run(&[&["build", "--no-pdf", "--explain"], options].concat())
}

/// What was said without the line that explains.
fn said(run: &Run) -> String {
    let lines = run.stderr.lines();
    let rest: Vec<&str> = lines
        .filter(|line| !line.contains(STANDS) && !line.contains(ANEW) && !line.contains(IN_PART))
        .collect();
    format!("{}\n{}", rest.join("\n"), run.stdout)
}

#[test]
fn what_a_whole_build_says_is_said_again_and_nothing_is_written() {
    let drafts = Project::new();
    draft(&drafts);
    for (project, code, words) in [(faulty(), 1, "a/2026/4"), (drafts, 0, "1 期是草稿")] {
        build(&project, &[]).expect(code);
        let whole = build(&project, &["--full"]).expect(code);
        let before = project.output();
        for _ in 0..2 {
            let again = build(&project, &[]).expect(code);
            assert!(again.stderr.contains(STANDS), "{}", again.said());
            assert_eq!(said(&again), said(&whole));
            assert!(again.said().contains(words), "{}", again.said());
        }
        let quiet = project.run(&["--quiet", "build", "--no-pdf"]).expect(code);
        let whole = project.run(&["--quiet", "build", "--no-pdf", "--full"]);
        assert_eq!(quiet.said(), whole.said());
        assert_eq!(project.output(), before);
    }
}

/// Findings may be about what nobody may hear of, and are not kept where an issue is left out.
#[test]
fn nothing_is_kept_that_may_be_about_what_is_left_out() {
    let project = faulty();
    draft(&project);
    for _ in 0..3 {
        let run = build(&project, &[]).expect(1);
        assert!(run.stderr.contains(ANEW), "{}", run.said());
        assert!(run.said().contains("1 期是草稿") && run.said().contains("不在.md"));
    }
}

#[test]
fn who_holds_the_folder_is_waited_for() {
    let project = Project::new();
    build(&project, &[]).expect(0);
    let lock = OpenOptions::new()
        .write(true)
        .open(project.path("output/.jianbao.lock"));
    let lock = lock.unwrap();
    lock.lock().unwrap();
    let holder = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(1));
        drop(lock);
    });
    let run = build(&project, &[]).expect(0);
    assert!(run.stderr.contains("等它写完"), "{}", run.said());
    holder.join().unwrap();
}

/// Writes `text` over a file and gives it the time that it had.
fn rewritten_in_the_past(project: &Project, path: &str, text: &str) {
    let place = project.path(path);
    let time = std::fs::metadata(&place).unwrap().modified().unwrap();
    assert_eq!(std::fs::metadata(&place).unwrap().len(), text.len() as u64);
    std::fs::write(&place, text).unwrap();
    let file = OpenOptions::new().write(true).open(&place).unwrap();
    file.set_modified(time).unwrap();
}

/// Writes the trace of a project's site anew.
fn rewrite_trace(project: &Project, edit: &dyn Fn(&str) -> String) {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(std::path::PathBuf::from);
    let cache = cache.unwrap_or_else(|| std::env::home_dir().unwrap().join(".cache"));
    let site = project.path("output").canonicalize().unwrap();
    let site = site.to_str().unwrap();
    let traces = std::fs::read_dir(cache.join("jianbao/traces")).unwrap();
    let places = traces.map(|trace| trace.unwrap().path());
    let is_trace = |path: &std::path::PathBuf| !path.to_string_lossy().ends_with(".issues.json");
    let mut places = places.filter(is_trace);
    let reads = |path: &std::path::PathBuf| std::fs::read_to_string(path).unwrap_or_default();
    let place = places.find(|path| reads(path).contains(&format!("\"site\":\"{site}\"")));
    let place = place.unwrap();
    std::fs::write(&place, edit(&reads(&place))).unwrap();
}

#[test]
fn whatever_changes_is_seen() {
    type Change = (&'static str, fn(&Project));
    let changes: [Change; 14] = [
        ("内容有变化：a/2026/1", |project| {
            project.issue(1, "改过一字。\n");
        }),
        // As many bytes.
        ("内容有变化：a/2026/1", |project| {
            project.issue(1, "改过二字。\n");
        }),
        ("内容有变化：a/2026/1", |project| {
            rewritten_in_the_past(project, "content/a/2026/1/正文.md", "改过三字。\n");
        }),
        ("内容有变化：a/2026/8", |project| {
            project.issue(8, "又一期。\n");
        }),
        // What is gone has no name any more.
        ("内容有变化：a/2026", |project| {
            project.remove("content/a/2026/8")
        }),
        ("内容有变化：b", |project| {
            project.put("content/b/series.yaml", "名称: 乙系列\n版式: 简报\n");
        }),
        ("内容有变化", |project| {
            project.put("content/site.yaml", "名称: 丙库\n");
        }),
        ("模板或字体有变化：html", |project| {
            project.put("templates/html/style.css", "body { color: #111 }\n");
        }),
        ("生成的文件夹", |project| {
            let page = project.text("output/index.html");
            project.put("output/index.html", page.replacen("丙", "丁", 1));
        }),
        ("生成的文件夹", |project| {
            project.remove("output/a/2026/1/index.html")
        }),
        ("生成的文件夹", |project| {
            project.put("output/.jianbao.journal", "\n受众 内部\n")
        }),
        ("没有上一次生成的记录", |project| {
            project.remove("output");
        }),
        ("电脑的时钟", |project| {
            rewrite_trace(project, &|text| text.replacen("\"secs\":", "\"secs\":9", 1));
        }),
        // What can be read no more is no trace.
        ("没有上一次生成的记录", |project| {
            rewrite_trace(project, &|text| text[..text.len() / 2].to_owned());
        }),
    ];
    let project = Project::new();
    let run = |options: &[&str]| build(&project, &[&["--remove"], options].concat());
    run(&[]).expect(0);
    for (index, (why, change)) in changes.iter().enumerate() {
        let stands = run(&[]).expect(0);
        assert!(stands.stderr.contains(STANDS), "{index}: {}", stands.said());
        change(&project);
        let anew = run(&[]).expect(0);
        assert!(anew.stderr.contains(why), "{index}: {}", anew.said());
        run(&["--output", "fresh"]).expect(0);
        let fresh = crate::support::project::files(&project.path("fresh"));
        for path in fresh.iter().filter(|path| !path.starts_with('.')) {
            let (ours, theirs) = (format!("output/{path}"), format!("fresh/{path}"));
            assert!(
                project.read(&ours) == project.read(&theirs),
                "{index}: {path}"
            );
        }
        project.remove("fresh");
        // What was said once is not said again, and leaves no trace.
        run(&[]).expect(0);
    }
}

#[test]
fn another_option_is_another_build() {
    let project = Project::new();
    build(&project, &[]).expect(0);
    for options in [
        &["--audience", "public", "--replace"][..],
        &["--audience", "public"],
        &["--audience", "public", "--deny", "warnings"],
    ] {
        let first = build(&project, options);
        assert!(first.stderr.contains(ANEW), "{}", first.said());
        build(&project, options);
        let again = build(&project, options);
        assert!(again.stderr.contains(STANDS), "{}", again.said());
    }
    // A part has no short way, and does not stand for the whole.
    project.issue(1, "别的一段。\n");
    let part = ["build", "--no-pdf", "--audience", "public", "--issue"];
    project.run(&[&part[..], &["a/2026/1"]].concat()).expect(0);
    let whole = build(&project, &["--audience", "public"]);
    assert!(whole.stderr.contains(ANEW), "{}", whole.said());
}

#[test]
fn another_program_is_another_build() {
    let project = Project::new();
    build(&project, &[]).expect(0);
    std::fs::copy(env!("CARGO_BIN_EXE_jianbao"), project.path("jianbao")).unwrap();
    let mut other = std::process::Command::new(project.path("jianbao"));
    other.args(["build", "--no-pdf", "--explain"]);
    other.current_dir(project.root());
    let run = crate::support::project::run(other).expect(0);
    assert!(run.stderr.contains("程序"), "{}", run.said());
}

#[test]
fn what_is_touched_is_built_and_gives_the_same() {
    let project = Project::new();
    build(&project, &[]).expect(0);
    let before = project.output();
    let file = File::open(project.path("content/a/2026/1/正文.md")).unwrap();
    file.set_modified(SystemTime::now()).unwrap();
    let run = build(&project, &[]).expect(0);
    assert!(run.stderr.contains(ANEW) && run.stdout.contains("写入 0 个文件"));
    assert_eq!(project.output(), before);
}

/// typst is given hard links to fonts, which changes when something about them was changed last.
#[test]
fn a_font_that_is_linked_from_elsewhere_is_the_same_font() {
    let project = Project::new();
    project.put("templates/fonts/local/a.ttf", "no font at all");
    build(&project, &[]).expect(0);
    let font = project.path("templates/fonts/local/a.ttf");
    std::fs::hard_link(&font, project.path("elsewhere")).unwrap();
    let run = build(&project, &[]).expect(0);
    assert!(run.stderr.contains(STANDS), "{}", run.said());
    project.put("templates/fonts/local/a.ttf", "another font yet");
    let run = build(&project, &[]).expect(0);
    assert!(run.stderr.contains("模板或字体有变化"), "{}", run.said());
}

/// A link in the place of an issue is refused by a build, whatever it leads to: it must not be passed over.
#[cfg(unix)]
#[test]
fn a_link_has_no_short_way() {
    let project = Project::new();
    build(&project, &[]).expect(0);
    std::os::unix::fs::symlink(project.path("nowhere"), project.path("content/a/2026/9")).unwrap();
    let run = build(&project, &[]).expect(3);
    assert!(
        run.stderr.contains("指向别处的链接，jianbao 不跟"),
        "{}",
        run.said()
    );
}

/// A path out of an issue's folder may be spelt in more than one way, and whatever it leads to is a part of the issue.
#[test]
fn what_an_issue_uses_of_another_folder_is_seen_however_that_is_spelt() {
    let drawing = |width: usize| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><rect width=\"{width}\" height=\"50\"/></svg>\n"
        )
    };
    let table = |number: usize| format!("单位,数\n甲县,{number}\n");
    let issue = |item: &str| format!("标题: 第2期\n日期: 2026-07-08\n正文: [正文.md{item}]\n");
    for (text, item) in [
        ("![现场](../3/图.svg)", ""),
        ("![现场](%2E%2E/3/图.svg)", ""),
        ("![现场](&#46;&#46;/3/图.svg)", ""),
        ("![现场](.&period;/3/图.svg)", ""),
        ("甲段。", ", {表: ../3/表.csv}"),
        ("甲段。", ", {表: \"\\x2E\\x2E/3/表.csv\"}"),
        ("甲段。", ", {表: \"\\u002e./3/表.csv\"}"),
    ] {
        let step = format!("{text} {item}");
        let project = Project::new();
        project.issue(3, "第三期。\n");
        project.put("content/a/2026/3/图.svg", drawing(100));
        project.put("content/a/2026/3/表.csv", table(128));
        project.put("content/a/2026/2/正文.md", format!("乙段。\n\n{text}\n"));
        project.put("content/a/2026/2/issue.yaml", issue(item));
        for (number, width) in [(137, 101), (148, 199)] {
            build(&project, &[]).expect(0);
            let stands = build(&project, &[]).expect(0);
            assert!(stands.stderr.contains(STANDS), "{step}: {}", stands.said());
            project.put("content/a/2026/3/图.svg", drawing(width));
            project.put("content/a/2026/3/表.csv", table(number));
            let run = build(&project, &[]).expect(0);
            assert!(run.stderr.contains(ANEW), "{step}: {}", run.said());
            build(&project, &["--output", "fresh"]).expect(0);
            walk::same(
                &step,
                &walk::site(&project, "output"),
                &walk::site(&project, "fresh"),
            );
            project.remove("fresh");
        }
    }
}
