//! The index: how long it takes to make over an archive of 10,000 issues, how large it is beside the text, and how large its files are.
//!
//! `cargo bench --bench search` measures the archive that is made up; `cargo bench --bench search -- FOLDER` an archive of texts, one issue a file
//! `FOLDER/*.txt`, its lines the paragraphs, and those with `# ` the headings. `cargo bench --bench search -- 10000 OUT` writes the search of the archive
//! that is made up to `OUT`, to be measured in a browser.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench: what goes wrong ends it, and its words are its result"
)]

mod content;

use std::fs;
use std::time::Instant;

use jianbao::model::{IssueId, IssueSummary, OutputFile};
use jianbao::pipeline::assembly;
use jianbao::render::html::{self, IssueLinks, Templates};
use jianbao::search::{self, IssueText};
use jianbao::zh::date::IssueDate;
use rayon::prelude::*;

const ISSUES: usize = 10_000;

fn main() {
    // Cargo adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|arg| arg != "--bench");
    match arguments.next() {
        None => made_up(ISSUES, None),
        Some(number) if number.parse::<usize>().is_ok() => {
            let out = arguments.next();
            made_up(number.parse().expect("a number"), out.as_deref());
        }
        Some(folder) => {
            let issues = from_folder(&folder);
            let out = arguments.next();
            let _ = measure(&issues, out.as_deref());
        }
    }
}

/// Pages and index of the archive that is made up; with a folder, its search is written there.
fn made_up(issues: usize, out: Option<&str>) {
    let sources = content::sources(content::archive(issues));
    let plan = assembly::plan(&sources);
    let site = plan.site.clone().expect("a site");
    let templates = Templates::new(&[]).expect("our templates");
    let start = Instant::now();
    let documents: Vec<_> = plan
        .issues
        .par_iter()
        .map(|issue| {
            let assembled = assembly::assemble(&sources, &plan, issue);
            assembled.document.expect("a document")
        })
        .collect();
    println!("{issues} issues assembled in {:.1?}", start.elapsed());
    let start = Instant::now();
    let bytes: usize = documents
        .par_iter()
        .map(|document| {
            let links = IssueLinks::default();
            let page = html::issue_page(&templates, &site, document, &links).expect("a page");
            page.bytes.len()
        })
        .sum();
    println!("pages: {:.1?}, {:.1} MB", start.elapsed(), megabytes(bytes));
    let start = Instant::now();
    let mut texts: Vec<IssueText> = documents.par_iter().map(IssueText::of).collect();
    texts.sort_by(|a, b| (&a.id.series, a.date, &a.id).cmp(&(&b.id.series, b.date, &b.id)));
    println!("texts: {:.1?}", start.elapsed());
    drop(documents);
    let index = measure(&texts, out);
    if let Some(out) = out {
        let page = search::search_page(&templates, &site, &index, texts.len()).expect("a page");
        let assets = templates.assets().map(|(name, source)| OutputFile {
            path: format!("assets/{name}"),
            bytes: source.as_bytes().to_owned(),
        });
        write(out, assets.chain([page]).chain(search::scripts()));
    }
}

fn from_folder(folder: &str) -> Vec<IssueText> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    let issues = paths.iter().zip(1..).map(|(path, number): (_, u32)| {
        let text = fs::read_to_string(path).expect("a text");
        let title = text
            .lines()
            .find(|line| line.starts_with("# "))
            .unwrap_or("#");
        let year = 2005 + u16::try_from(number / 250).expect("a year");
        let summary = IssueSummary {
            id: IssueId {
                series: "wen".to_owned(),
                year,
                folder: (number % 250 + 1).to_string(),
            },
            title: title.trim_start_matches("# ").to_owned(),
            subtitle: None,
            date: IssueDate::new(year, 1, Some(1)).expect("a date"),
            document_number: Some(format!("闻字〔{year}〕{number}号")),
            issue_number: None,
            topics: Vec::new(),
            units: Vec::new(),
            columns: Vec::new(),
            articles: Vec::new(),
            passages: Vec::new(),
            problems: Vec::new(),
            reported: Vec::new(),
            audience: Default::default(),
            amendments: Vec::new(),
            former: Vec::new(),
            record: Default::default(),
        };
        let mut issue = IssueText::kept(&summary, "新闻", None);
        for line in text.lines() {
            issue.passages.push(search::passage::Passage {
                anchor: format!("p-{:08x}", issue.passages.len()),
                kind: if line.starts_with("# ") {
                    search::passage::PassageKind::Heading
                } else {
                    search::passage::PassageKind::Text
                },
                text: line.trim_start_matches("# ").to_owned(),
            });
        }
        issue
    });
    issues.collect()
}

fn measure(issues: &[IssueText], out: Option<&str>) -> search::Index {
    let text: usize = issues.iter().map(IssueText::text_bytes).sum();
    let start = Instant::now();
    let index = search::index(issues);
    let time = start.elapsed();
    let bytes: usize = index.files.iter().map(|file| file.bytes.len()).sum();
    println!("index of {} issues: {time:.1?}", issues.len());
    println!(
        "text {:.1} MB, index {:.1} MB in {} files: {:.1} %",
        megabytes(text),
        megabytes(bytes),
        index.files.len(),
        bytes as f64 * 100.0 / text as f64
    );
    let is_head = |path: &str| path.ends_with(&format!("{}.js", index.head));
    let (heads, others): (Vec<_>, Vec<_>) =
        index.files.iter().partition(|file| is_head(&file.path));
    let largest =
        |files: &[&OutputFile]| files.iter().map(|file| file.bytes.len()).max().unwrap_or(0);
    println!(
        "head {} bytes, largest other file {} bytes",
        largest(&heads),
        largest(&others)
    );
    if let Some(out) = out {
        let texts = issues.iter().map(IssueText::file);
        write(out, index.files.iter().cloned().chain(texts));
    }
    index
}

fn write(out: &str, files: impl IntoIterator<Item = OutputFile>) {
    for file in files {
        let path = std::path::Path::new(out).join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, file.bytes).expect("a file");
    }
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
