//! Every page is valid HTML, every style sheet valid CSS and every drawing valid SVG: by the Nu HTML Checker (vnu), all files in one process.

use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use super::site::{self, Site};
use super::tools;

/// Remarks of the checker that are no faults of the pages, each with its reason.
const KNOWN: &[&str] = &[
    // Safari takes a list without bullets for no list, unless it says that it is one.
    "The “list” role is unnecessary for element “ol”.",
    "The “list” role is unnecessary for element “ul”.",
    // The checker knows no address of a page on disk, and so nothing that 'self' stands for.
    "Resource violates Content Security Policy",
    // It guesses languages, and hostile text is of none.
    "This document appears to be written in",
];

/// What the checker says of the sample archive, the hostile archive and of files with faults; none where it is not installed.
static SAID: LazyLock<Option<Vec<String>>> = LazyLock::new(|| {
    let java = tools::program("java")?;
    let vnu = tools::fetched("vnu-jar")?;
    let (bad, _keep) = faulty();
    let sample = site::sample_with_pdfs().unwrap_or_else(site::sample);
    let mut files = Vec::new();
    for site in [sample, super::hostile::archive(), &bad] {
        for ending in [".html", ".css", ".svg"] {
            let found = site.files(ending).into_iter();
            files.extend(found.map(|path| site.folder().join(path)));
        }
    }
    // Its grammar recurses deeper than Java's usual stack.
    let run = Command::new(java)
        .args(["-Xss8m", "-XX:TieredStopAtLevel=1", "-jar"])
        .arg(vnu)
        .args([
            "--format",
            "json",
            "--stdout",
            "--also-check-css",
            "--also-check-svg",
        ])
        .args(&files)
        .output()
        .expect("java runs");
    let said = String::from_utf8_lossy(&run.stdout);
    let report: Value = serde_json::from_str(&said)
        .unwrap_or_else(|_| panic!("{said}\n{}", String::from_utf8_lossy(&run.stderr)));
    let messages = report["messages"].as_array().expect("a list").iter();
    let ours = messages.filter(|message| {
        let text = message["message"].as_str().unwrap_or_default();
        !KNOWN.iter().any(|known| text.starts_with(known))
    });
    let line = |message: &Value| {
        format!(
            "{}:{}: {}: {} {}",
            message["url"].as_str().unwrap_or_default(),
            message["lastLine"],
            message["type"],
            message["message"],
            message["extract"]
        )
    };
    Some(ours.map(line).collect())
});

/// A page, a style sheet and a drawing that are not valid.
fn faulty() -> (Site, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file");
    };
    put(
        "bad.html",
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>甲</title></head><body><p><ul><li>甲</ul></p></body></html>",
    );
    put("bad.css", "p { colour: red }");
    put("bad.svg", "<svg><x/></svg>");
    (Site::of(folder.path()), folder)
}

/// What the checker says of a site's files, or that it was not asked.
#[track_caller]
fn said() -> Option<&'static [String]> {
    if SAID.is_none() {
        tools::not_run(
            "HTML validity: no Java or no vnu (apt-get install default-jre-headless; bash tests/tools.sh)",
        );
    }
    SAID.as_deref()
}

#[test]
fn every_page_is_valid() {
    let Some(said) = said() else { return };
    let faults: Vec<&str> = said
        .iter()
        .map(String::as_str)
        .filter(|line| !line.contains("/bad."))
        // The checker is older than the CSS Custom Highlight API, which marks words without a change to the page.
        .filter(|line| !(line.contains("CSS: Parse Error.") && line.contains("hlight(jb-words)")))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_not_valid_is_noticed() {
    let Some(said) = said() else { return };
    for file in ["/bad.html:", "/bad.css:", "/bad.svg:"] {
        assert!(said.iter().any(|line| line.contains(file)), "{file}");
    }
}
