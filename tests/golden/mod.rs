//! Golden cases: small projects, each about one idea, with the page, the text of the PDF and the findings that they must give.
//!
//! `cases/<case>/content/` is the project and `cases/<case>/expected/` what comes of it: `diagnostics.txt`, and for each issue
//! `<series>-<year>-<issue>/page.html` (the `<main>` element) and `pdf.txt` (the lines as printed, page numbers in brackets). A missing file and
//! one too many are faults alike. After a change that is meant, and after reading what changed:
//!
//! ```text
//! SNAPSHOTS=overwrite cargo test --test suite golden
//! ```
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test reads and writes files"
)]

mod mended;

use crate::support;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use snapbox::assert::Action;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use crate::support::{Built, build_site, classified, html, pdf, printed};

macro_rules! cases {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*

        const CASES: &[&str] = &[$(stringify!($name)),*];
    };
}

cases! {
    amendments,
    articles,
    attachment,
    attachments,
    command,
    dates,
    figures,
    elements,
    headings,
    invisible,
    joint,
    ledger,
    lists,
    metrics,
    mistakes,
    notes,
    numbers,
    raw_html,
    recipients,
    slips,
    tables,
    typed_numbers,
    typography,
    units,
    white_paper,
}

fn folder() -> PathBuf {
    support::root().join("tests/golden/cases")
}

/// A folder that no test looks at would be a case that proves nothing.
#[test]
fn every_folder_is_a_case() {
    let folders: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the cases")
        .map(|entry| entry.expect("an entry"))
        .map(|entry| entry.file_name().into_string().expect("ASCII"))
        .collect();
    let cases: BTreeSet<String> = CASES.iter().map(|case| (*case).to_owned()).collect();
    assert_eq!(folders, cases);
}

fn run(case: &str) {
    let case = folder().join(case);
    let content = case.join("content");
    let built = build_site(&content);
    same_again(&content, &built);

    let mut actual = BTreeMap::from([("diagnostics.txt".to_owned(), built.diagnostics.clone())]);
    for issue in built.issues() {
        let name = issue.replace('/', "-");
        let main = html::main(built.page(&issue));
        // Reading it proves that it is well formed.
        html::text(main, &[]);
        let plain = built.text(&format!("{issue}/{name}.txt"));
        nothing_is_dropped(built.page(&issue), plain);
        let lines = plain.strip_prefix('\u{FEFF}').expect("a byte order mark");
        actual.insert(format!("{name}/text.txt"), lines.replace("\r\n", "\n"));
        actual.insert(format!("{name}/page.html"), format!("{main}\n"));
        actual.insert(format!("{name}/pdf.txt"), pdf::readable(built.pdf(&issue)));
    }
    // What no site shows can still be printed.
    for issue in classified(&content) {
        assert!(!built.issues().contains(&issue), "{issue}");
        let printed = printed(&content, &issue).expect("a PDF");
        let name = issue.replace('/', "-");
        actual.insert(format!("{name}/pdf.txt"), pdf::readable(&printed));
    }
    compare(&case.join("expected"), &actual);
}

/// Every character that a reader sees of the issue stands in its plain text, in the same order.
fn nothing_is_dropped(page: &str, plain: &str) {
    let start = page.find("<article class=\"sheet\">").expect("the issue");
    let end = page.rfind("</article>").expect("its end") + "</article>".len();
    // What leads to a file is a name there, and a chart is all its figures in words.
    let seen = html::text(&page[start..end], &["chart", "figures-behind"])
        .replace("下载“", "")
        .replace("”（", "");
    let mut left = plain.chars();
    let mut met = String::new();
    for wanted in seen.chars().filter(|c| !c.is_whitespace()) {
        assert!(
            left.any(|c| c == wanted),
            "{wanted} is missing after {met} in\n{plain}"
        );
        met.push(wanted);
    }
}

/// The same content gives the same bytes: in a second run, and from another folder whose files came in another order.
fn same_again(content: &Path, first: &Built) {
    let elsewhere = tempfile::Builder::new()
        .prefix("别处-")
        .tempdir()
        .expect("a folder");
    let moved = elsewhere.path().join("某项目/内容");
    support::copy(content, &moved);
    for (again, how) in [
        (build_site(content), "a second run"),
        (build_site(&moved), "another folder"),
    ] {
        assert_eq!(first.diagnostics, again.diagnostics, "{how}");
        let names = |built: &Built| built.files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(first), names(&again), "{how}");
        for (path, bytes) in &first.files {
            assert!(*bytes == again.files[path], "{how} changes {path}");
        }
    }
}

/// Compares with the expected files, or writes them where the environment says so.
fn compare(expected: &Path, actual: &BTreeMap<String, String>) {
    let assert = Assert::new().action_env("SNAPSHOTS");
    let overwrite = assert.selected_action() == Action::Overwrite;
    let mut faults = Vec::new();
    for (name, text) in actual {
        let path = expected.join(name);
        // Raw: no wildcards, nothing but line ends is made alike.
        let wanted = Data::read_from(&path, Some(DataFormat::Text)).raw();
        if let Err(fault) = assert.try_eq(Some(&name), Data::text(text.as_str()).raw(), wanted) {
            faults.push(fault.to_string());
        }
    }
    let known = if expected.is_dir() {
        support::files(expected)
    } else {
        BTreeMap::new()
    };
    for name in known.keys().filter(|name| !actual.contains_key(*name)) {
        let path = expected.join(name);
        if overwrite {
            std::fs::remove_file(path).expect("an old file");
        } else {
            faults.push(format!(
                "{} is expected, but nothing makes it",
                path.display()
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
