//! Every page is valid HTML, every style sheet valid CSS and every drawing valid SVG: by the Nu HTML Checker (vnu), all files in one process.

use std::process::Command;

use serde_json::Value;

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

/// What the checker says of all pages, style sheets and drawings of a site; none where it is not installed, which is then said.
#[track_caller]
fn check(site: &Site) -> Option<Vec<String>> {
    let (Some(java), Some(vnu)) = (tools::program("java"), tools::fetched("vnu-jar")) else {
        tools::not_run(
            "HTML validity: no Java or no vnu (apt-get install default-jre-headless; bash tests/tools.sh)",
        );
        return None;
    };
    let mut files = site.files(".html");
    files.extend(site.files(".css"));
    files.extend(site.files(".svg"));
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
        .current_dir(site.folder())
        .output()
        .expect("java runs");
    let said = String::from_utf8_lossy(&run.stdout);
    let report: Value = serde_json::from_str(&said)
        .unwrap_or_else(|_| panic!("{said}\n{}", String::from_utf8_lossy(&run.stderr)));
    let messages = report["messages"].as_array().expect("a list").iter();
    Some(
        messages
            .filter(|message| {
                let text = message["message"].as_str().unwrap_or_default();
                !KNOWN.iter().any(|known| text.starts_with(known))
            })
            .map(|message| {
                let url = message["url"].as_str().unwrap_or_default();
                let place = files.iter().find(|file| url.ends_with(file.as_str()));
                format!(
                    "{}:{}: {}: {} {}",
                    place.map_or(url, String::as_str),
                    message["lastLine"],
                    message["type"],
                    message["message"],
                    message["extract"]
                )
            })
            .collect(),
    )
}

#[test]
fn every_page_of_the_sample_archive_is_valid() {
    let site = site::sample_with_pdfs().unwrap_or_else(site::sample);
    if let Some(faults) = check(site) {
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_page_of_the_hostile_archive_is_valid() {
    if let Some(faults) = check(super::hostile::archive()) {
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn what_is_not_valid_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>甲</title></head><body><p><ul><li>甲</ul></p></body></html>";
    std::fs::write(folder.path().join("index.html"), page).expect("a file");
    std::fs::write(folder.path().join("a.css"), "p { colour: red }").expect("a file");
    std::fs::write(folder.path().join("a.svg"), "<svg><x/></svg>").expect("a file");
    let Some(faults) = check(&Site::of(folder.path())) else {
        return;
    };
    for file in ["index.html:", "a.css:", "a.svg:"] {
        assert!(
            faults.iter().any(|fault| fault.starts_with(file)),
            "{file} {faults:?}"
        );
    }
}
