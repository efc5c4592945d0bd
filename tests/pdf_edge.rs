//! The PDF edge with the real typst. Where typst is missing these tests fail: `jianbao setup` installs it.

#![allow(clippy::expect_used, clippy::panic, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "tests prepare their own files")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jianbao::pdf::{
    Cancel, Compiled, Failure, Fonts, Job, JobFile, Options, PictureFault, Places, Template, Typst,
    Work, compile, find,
};

/// Templates as small as can be; `{"loop": n}` keeps them busy (a `while` is stopped by typst itself after 10,000 rounds).
const ISSUE: &str = r##"
#let issue(data) = {
  set document(title: data.title, date: datetime(year: data.year, month: 3, day: 16))
  set page(paper: "a4")
  set text(font: data.at("font", default: "Noto Serif CJK SC"), lang: "zh", region: "cn")
  for i in range(data.at("loop", default: 0)) { for j in range(10000) { let k = i * j } }
  for text in data.text { par(text) }
  for path in data.at("files", default: ()) { image(path, alt: "图") }
}
"##;
const SINGLE: &str = "#import \"lib/issue.typ\": issue\n#issue(json(sys.inputs.data))\n";
const BUNDLE: &str = "#import \"lib/issue.typ\": issue\n\
    #for entry in json(sys.inputs.batch).issues { document(entry.output, issue(json(entry.data))) }\n";

fn templates() -> Vec<Template> {
    [
        ("lib/issue.typ", ISSUE),
        ("single.typ", SINGLE),
        ("bundle.typ", BUNDLE),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .to_vec()
}

fn typst() -> Typst {
    find(&Places::of_this_process(None, None)).unwrap_or_else(|error| panic!("{error}"))
}

fn fonts() -> Fonts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/fonts");
    Fonts::read(&[folder]).expect("the project's fonts")
}

fn job(number: usize, text: &[&str], rest: &str) -> Job {
    let text = serde_json::to_string(text).expect("JSON");
    let year = 2011 + number;
    Job {
        name: format!("ducha/{year}/1"),
        data: format!(r#"{{"title":"第{number}期","year":{year},"text":{text}{rest}}}"#)
            .into_bytes(),
        files: Vec::new(),
    }
}

fn picture(mut job: Job, files: &[(&str, &Path)]) -> Job {
    job.files = files
        .iter()
        .map(|(path, source)| JobFile {
            preparation: None,
            path_in_root: (*path).into(),
            source: PathBuf::from(source),
        })
        .collect();
    job
}

type Results = Vec<Result<Compiled, Failure>>;

fn run(jobs: &[Job], options: &Options) -> (Results, Work) {
    run_with(&templates(), jobs, options)
}

fn run_with(templates: &[Template], jobs: &[Job], options: &Options) -> (Results, Work) {
    let mut results: Vec<Option<Result<Compiled, Failure>>> = vec![None; jobs.len()];
    let work = compile(
        &typst(),
        templates,
        &fonts(),
        jobs,
        options,
        &mut |index, result| {
            assert!(
                results[index].replace(result).is_none(),
                "{index} was done twice"
            );
        },
    );
    let results = results
        .into_iter()
        .map(|result| result.expect("every job is done"));
    (results.collect(), work)
}

fn batched(parallel: usize, issues_per_batch: usize) -> Options {
    Options {
        parallel,
        issues_per_batch,
        ..Options::default()
    }
}

fn ordinary(count: usize) -> Vec<Job> {
    (0..count)
        .map(|number| {
            let long = "推进工资集体协商工作，成效明显。".repeat(1 + number * 200);
            job(number, &["关于对全市工作推进情况的通报", &long], "")
        })
        .collect()
}

const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c,
    0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D',
    0xae, 0x42, 0x60, 0x82,
];

#[test]
fn a_batch_gives_the_bytes_of_the_issues_alone_and_so_does_every_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let png = folder.path().join("会场.png");
    std::fs::write(&png, PNG).expect("a picture");
    let mut jobs = ordinary(7);
    jobs.push(picture(
        job(8, &["有图"], r#","files":["/files/a/1/tu-1.png"]"#),
        &[("/files/a/1/tu-1.png", &png)],
    ));
    let (together, work) = run(&jobs, &batched(1, 24));
    assert_eq!(work.processes, 1, "{work:?}");
    let (again, _) = run(&jobs, &batched(1, 24));
    let (mixed, work) = run(&jobs, &batched(2, 3));
    assert_eq!(work.processes, 3, "{work:?}");
    let (alone, work) = run(&jobs, &batched(2, 1));
    assert_eq!((work.processes, work.failed_batches.len()), (8, 0));
    assert_eq!(together, again);
    assert_eq!(together, mixed);
    assert_eq!(together, alone);

    for (job, result) in jobs.iter().zip(together) {
        let pdf = result.unwrap_or_else(|failure| panic!("{}: {failure}", job.name));
        let read = lopdf::Document::load_mem(&pdf.bytes).expect("a PDF");
        assert_eq!(read.get_pages().len(), pdf.pages as usize, "{}", job.name);
    }
}

#[test]
fn many_pages_are_counted() {
    let text = vec!["甲。"; 4000];
    let (results, _) = run(&[job(0, &text, "")], &Options::default());
    let pdf = results[0].as_ref().expect("a PDF");
    let read = lopdf::Document::load_mem(&pdf.bytes).expect("a PDF");
    assert!(pdf.pages > 60, "{}", pdf.pages);
    assert_eq!(read.get_pages().len(), pdf.pages as usize);
}

#[test]
fn one_issue_at_fault_does_not_stop_the_others_and_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("good.png"), PNG).expect("a picture");
    std::fs::write(at("bad.png"), "no picture").expect("a file");
    std::fs::write(at("bad.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"x.png\" width=\"5\" height=\"5\"/></svg>").expect("a file");
    let mut jobs = ordinary(8);
    jobs[1] = job(1, &["龙行𪚥𪚥，猫🐱。", "甲😀\u{fe0f}乙"], "");
    jobs[3] = picture(
        job(
            3,
            &["图"],
            r#","files":["/f/3/1.png","/f/3/2.png","/f/3/3.svg"]"#,
        ),
        &[
            ("/f/3/1.png", &at("good.png")),
            ("/f/3/2.png", &at("bad.png")),
            ("/f/3/3.svg", &at("bad.svg")),
        ],
    );
    jobs[4] = picture(
        job(4, &["图"], r#","files":["/f/4/1.png"]"#),
        &[("/f/4/1.png", &at("none.png"))],
    );
    jobs[5] = job(5, &["字体"], r#","font":"方正小标宋""#);
    jobs[6].data = b"{\"title\": 1".to_vec();
    let (results, work) = run(&jobs, &batched(2, 24));
    assert_eq!(work.failed_batches.len(), 2, "{work:?}");

    for good in [0, 2, 7] {
        assert!(results[good].is_ok(), "{good}: {:?}", results[good]);
    }
    let failure = |index: usize| results[index].clone().expect_err("a failure");
    let Failure::MissingGlyph { characters } = failure(1) else {
        panic!("{:?}", failure(1));
    };
    assert!(
        characters.starts_with(&['𪚥', '🐱', '😀']),
        "{characters:?}"
    );
    assert!(
        !characters.contains(&'甲'),
        "an innocent neighbour: {characters:?}"
    );
    let Failure::Pictures { pictures } = failure(3) else {
        panic!("{:?}", failure(3));
    };
    assert_eq!(pictures.len(), 2, "{pictures:?}");
    assert_eq!(pictures[0].path, at("bad.png"));
    assert!(matches!(pictures[0].fault, PictureFault::Undecodable(_)));
    assert!(matches!(pictures[1].fault, PictureFault::Linked(_)));
    assert!(
        failure(4)
            .to_string()
            .contains("none.png 读不出来：没有这个文件")
    );
    let Failure::Template { text } = failure(5) else {
        panic!("{:?}", failure(5));
    };
    assert!(
        text.contains("unknown font family"),
        "a warning is an error: {text}"
    );
    assert!(matches!(failure(6), Failure::Template { .. }));
}

#[test]
fn a_loop_is_killed_and_the_others_are_set() {
    let mut jobs = ordinary(3);
    jobs[1] = job(1, &["循环"], r#","loop":20000"#);
    let mut options = batched(2, 24);
    options.timeout = Duration::from_secs(2);
    let start = Instant::now();
    let (results, _) = run(&jobs, &options);
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    assert!(results[0].is_ok() && results[2].is_ok(), "{results:?}");
    assert_eq!(results[1], Err(Failure::Timeout { seconds: 2 }));
}

#[test]
fn what_was_not_waited_for_is_not_said_to_have_taken_long() {
    let mut jobs: Vec<Job> = (0..4)
        .map(|n| job(n, &["循环"], r#","loop":20000"#))
        .collect();
    jobs.push(job(4, &["甲"], ""));
    let mut options = batched(1, 1);
    options.timeout = Duration::from_secs(4);
    let start = Instant::now();
    let (results, _) = run(&jobs, &options);
    assert!(start.elapsed() < Duration::from_secs(20));
    let long = Err(Failure::Timeout { seconds: 4 });
    let short = Err(Failure::Hurried { seconds: 1 });
    assert_eq!(results[..4], [long.clone(), long, short.clone(), short]);
    // A slow machine may not be done in a second.
    let hurried = matches!(results[4], Err(Failure::Hurried { .. }));
    assert!(results[4].is_ok() || hurried, "{:?}", results[4]);
}

/// A typst that is held up by something else: an antivirus program, a share that does not answer.
#[cfg(unix)]
#[test]
fn a_typst_that_sets_nothing_is_not_blamed_on_the_text() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("typst");
    let real = typst().program().display().to_string();
    let text = format!(
        "#!/bin/sh\ncase \"$1\" in --version|-V) exec '{real}' \"$@\";; esac\nexec sleep 100\n"
    );
    std::fs::write(&path, text).expect("a file");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).expect("permissions");
    let stuck = find(&Places::of_this_process(Some(path), None)).expect("a typst");
    let mut options = batched(1, 1);
    options.timeout = Duration::from_secs(1);
    let mut said = Vec::new();
    compile(
        &stuck,
        &templates(),
        &fonts(),
        &ordinary(2),
        &options,
        &mut |_, result| said.push(result),
    );
    for result in said {
        let Err(Failure::Environment { reason, .. }) = result else {
            panic!("{result:?}");
        };
        assert!(reason.contains("不是稿件的问题"), "{reason}");
    }
}

#[test]
fn a_stop_ends_everything_at_once() {
    let jobs: Vec<Job> = (0..6)
        .map(|n| job(n, &["循环"], r#","loop":20000"#))
        .collect();
    let options = batched(2, 2);
    let cancel: Cancel = options.cancel.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(500));
        cancel.cancel();
    });
    let start = Instant::now();
    let (results, _) = run(&jobs, &options);
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
    assert!(
        results
            .iter()
            .all(|result| *result == Err(Failure::Cancelled)),
        "{results:?}"
    );
}

#[test]
fn templates_without_bundles_and_broken_ones() {
    let mut templates = templates();
    templates.retain(|(path, _)| path != "bundle.typ");
    let (results, work) = run_with(&templates, &ordinary(3), &batched(1, 24));
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(
        (work.processes, work.failed_batches.len()),
        (4, 1),
        "{work:?}"
    );

    templates.retain(|(path, _)| path != "lib/issue.typ");
    let (results, _) = run_with(&templates, &ordinary(2), &Options::default());
    assert!(
        results
            .iter()
            .all(|result| matches!(result, Err(Failure::Template { .. }))),
        "{results:?}"
    );
}

#[test]
fn nothing_outside_the_stage_can_be_read_and_no_package_is_fetched() {
    let outside = [
        "#image(\"/../../../../../../../../etc/hostname\")",
        "#read(\"/etc/hostname\")",
        "#import \"@preview/example:0.1.0\": *",
    ];
    for text in outside {
        let templates = [("single.typ".to_owned(), text.as_bytes().to_vec())];
        let start = Instant::now();
        let (results, _) = run_with(&templates, &ordinary(1), &Options::default());
        assert!(
            matches!(results[0], Err(Failure::Template { .. })),
            "{text}: {results:?}"
        );
        assert!(start.elapsed() < Duration::from_secs(30), "{text}");
    }
}

#[test]
fn nothing_to_do_is_no_trouble() {
    assert_eq!(run(&[], &Options::default()), (Vec::new(), Work::default()));
}

#[cfg(unix)]
#[test]
fn a_typst_without_bundles_is_asked_once_and_a_broken_one_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("typst");
    let put = |script: String| {
        std::fs::write(
            &program,
            format!("#!/bin/sh\n[ \"$1\" = --version ] && echo typst 0.15.1 && exit 0\n{script}"),
        )
        .expect("a script");
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("a mode");
        find(&Places {
            option: Some(program.clone()),
            ..Places::default()
        })
        .expect("a typst")
    };
    let run = |typst: &Typst, jobs: &[Job]| {
        let mut results = Vec::new();
        let work = compile(
            typst,
            &templates(),
            &fonts(),
            jobs,
            &batched(1, 3),
            &mut |_, result| results.push(result),
        );
        (results, work)
    };
    let real = typst().program().display().to_string();
    let old = put(format!(
        "case \"$*\" in *bundle*) echo 'error: invalid value' >&2; exit 2;; esac\nexec '{real}' \"$@\""
    ));
    let (results, work) = run(&old, &ordinary(6));
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(
        (work.processes, work.failed_batches.len()),
        (7, 1),
        "{work:?}"
    );

    let truncating = put("for last; do :; done\nprintf '%%PDF-1.7 cut' > \"$last\"".into());
    let (results, _) = run(&truncating, &ordinary(1));
    let failure = results[0].clone().expect_err("a cut PDF");
    assert!(failure.to_string().contains("不完整"), "{failure}");

    let killed = put("kill -9 $$".into());
    let (results, _) = run(&killed, &ordinary(1));
    assert!(
        matches!(results[0], Err(Failure::Environment { .. })),
        "{results:?}"
    );
}

/// What a PDF is made with beside its data. Whoever changes a call changes this list, and `CALL` in `src/pdf/key.rs` with it: PDFs that stand are made anew then.
#[cfg(unix)]
#[test]
fn typst_is_called_as_the_key_of_a_pdf_says() {
    use std::os::unix::fs::PermissionsExt;
    let project = crate::support::project::Project::new();
    let real = typst().program().display().to_string();
    let log = project.path("log").display().to_string();
    project.put(
        "typst",
        format!("#!/bin/sh\ncase \"$1\" in --version|-V) exec '{real}' \"$@\";; esac\nprintf '%s\\n' \"$@\" > '{log}'\nexec '{real}' \"$@\"\n"),
    );
    let program = project.path("typst");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("a program");
    let called = || {
        let mut command = project.command(&["build", "--jobs", "1"]);
        command.env("JIANBAO_TYPST", &program);
        crate::support::project::run(command).expect(0);
        let text = project.text("log");
        let mut called = Vec::new();
        let mut arguments = text.lines();
        let mut fonts = 0;
        while let Some(argument) = arguments.next() {
            match argument {
                "--font-path" => {
                    fonts += 1;
                    arguments.next();
                }
                // As many as the machine has processors.
                "--jobs" => {
                    arguments.next();
                }
                // What lies in a folder of this run only.
                path if path.starts_with('/') => {
                    called.push(path.rsplit('/').next().unwrap_or_default().to_owned());
                }
                argument => called.push(argument.to_owned()),
            }
        }
        assert!(fonts > 1, "{text}");
        called.join(" ")
    };
    let common = "compile --root root --ignore-system-fonts --ignore-embedded-fonts --package-path none --package-cache-path none \
        --creation-timestamp 0 --pdf-standard a-2a,ua-1 --diagnostic-format short";
    assert_eq!(
        called(),
        format!("{common} --format pdf --input data=/i/0.json single.typ 0.pdf")
    );
    project.issue(1, "改了的第一期。\n");
    project.issue(2, "第二期。\n");
    assert_eq!(
        called(),
        format!(
            "{common} --features bundle --format bundle --input batch=/batch.json bundle.typ out"
        )
    );
    let key = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pdf/key.rs"));
    assert!(
        key.expect("a source")
            .contains("const CALL: &str = \"jianbao pdf 1\";")
    );
}

#[test]
fn a_pdf_has_the_date_of_its_issue_and_no_other() {
    let project = crate::support::project::Project::new();
    project.put(
        "content/a/2011/2/issue.yaml",
        "标题: 第2期通报\n日期: 2011-03-09\n正文: [正文.md]\n",
    );
    project.put("content/a/2011/2/正文.md", "第二期。\n");
    project.put(
        "content/a/2026/3/issue.yaml",
        "标题: 第3期通报\n日期: 2026-05\n正文: [正文.md]\n",
    );
    project.put("content/a/2026/3/正文.md", "第三期。\n");
    project.run(&["build"]).expect(0);
    for (year, number, day) in [
        (2026, 1, "20260708"),
        (2011, 2, "20110309"),
        (2026, 3, "202605"),
    ] {
        let pdf = project.read(&format!("output/a/{year}/{number}/a-{year}-{number}.pdf"));
        let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
        let info = document
            .trailer
            .get(b"Info")
            .and_then(|info| info.as_reference());
        let info = document
            .get_dictionary(info.expect("information"))
            .expect("a dictionary");
        let mut dates = 0;
        for key in [&b"CreationDate"[..], b"ModDate"] {
            let Ok(date) = info.get(key).and_then(|date| date.as_str()) else {
                continue;
            };
            let date = String::from_utf8_lossy(date).into_owned();
            assert!(date.starts_with(&format!("D:{day}")), "{number}: {date}");
            dates += 1;
        }
        assert!(dates > 0, "{number}");
        // What else says when it was made says the same day.
        let text: Vec<String> = crate::support::pdf::everything(&pdf)
            .iter()
            .map(|part| String::from_utf8_lossy(part).into_owned())
            .collect();
        let xmp = text.iter().filter(|part| part.contains("<x:xmpmeta"));
        let mut seen = 0;
        for part in xmp {
            for tag in ["CreateDate", "ModifyDate", "MetadataDate"] {
                for said in part.split(&format!("{tag}>")).skip(1).step_by(2) {
                    let said: String = said.chars().take(10).filter(|c| *c != '-').collect();
                    let said = said.split('<').next().unwrap_or_default();
                    assert!(
                        said.starts_with(day) || day.starts_with(said),
                        "{number}: {tag} {said}"
                    );
                    seen += 1;
                }
            }
        }
        assert!(seen > 0, "{number}");
    }
}

/// In whatever order `serde_json` keeps them: that depends on what else a program is compiled with.
#[test]
fn the_keys_of_what_typst_reads_are_sorted() {
    /// Keys of one object in the order in which they stand; those of what lies in it are looked at on the way.
    struct InOrder(usize);
    struct Seen;
    impl<'de> serde::Deserialize<'de> for InOrder {
        fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            from.deserialize_any(Seen)
        }
    }
    impl<'de> serde::de::Visitor<'de> for Seen {
        type Value = InOrder;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("JSON")
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<InOrder, A::Error> {
            let mut before: Option<String> = None;
            let mut count = 0;
            while let Some((key, InOrder(inside))) = map.next_entry::<String, InOrder>()? {
                if let Some(before) = before.filter(|before| *before >= key) {
                    return Err(serde::de::Error::custom(format!("{before} before {key}")));
                }
                before = Some(key);
                count += 1 + inside;
            }
            Ok(InOrder(count))
        }
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<InOrder, A::Error> {
            let mut count = 0;
            while let Some(InOrder(inside)) = list.next_element()? {
                count += inside;
            }
            Ok(InOrder(count))
        }
        fn visit_bool<E>(self, _: bool) -> Result<InOrder, E> {
            Ok(InOrder(0))
        }
        fn visit_i64<E>(self, _: i64) -> Result<InOrder, E> {
            Ok(InOrder(0))
        }
        fn visit_u64<E>(self, _: u64) -> Result<InOrder, E> {
            Ok(InOrder(0))
        }
        fn visit_f64<E>(self, _: f64) -> Result<InOrder, E> {
            Ok(InOrder(0))
        }
        fn visit_str<E>(self, _: &str) -> Result<InOrder, E> {
            Ok(InOrder(0))
        }
        fn visit_unit<E>(self) -> Result<InOrder, E> {
            Ok(InOrder(0))
        }
    }
    let wrong = serde_json::from_str::<InOrder>(r#"{"a":[{"c":1,"b":2}]}"#);
    assert!(wrong.is_err());
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let sources = jianbao::stage::discover::discover(&content).expect("a content folder");
    let plan = jianbao::pipeline::assembly::plan(&sources);
    let mut keys = 0;
    for issue in &plan.issues {
        let made = jianbao::pipeline::assembly::assemble(&sources, &plan, issue);
        let Some(document) = made.document else {
            continue;
        };
        let root = format!("/i/{}", document.id.path());
        let data =
            jianbao::render::typst::data(&document, &root, &[("甲.md", "一"), ("乙.md", "二")]);
        let read = serde_json::from_slice::<InOrder>(&data);
        keys += read.unwrap_or_else(|error| panic!("{root}: {error}")).0;
    }
    assert!(keys > 1000, "{keys}");
}
