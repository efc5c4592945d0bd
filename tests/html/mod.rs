//! The site as HTML: whole pages, drawn from documents made by hand.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout
)]

mod lists;
pub mod samples;

use crate::support::shape;

use std::collections::BTreeMap;
use std::sync::Arc;

use jianbao::archive;
use jianbao::catalogue;
use jianbao::model::{Document, Entry, OutputFile, PdfFacts, Series};
use jianbao::render::html::{self, IssueLinks, Templates};

fn templates() -> Templates {
    Templates::new(&[]).expect("the program's own templates are valid")
}

fn page(document: &Document) -> String {
    text(
        html::issue_page(
            &templates(),
            &samples::site(),
            document,
            &IssueLinks::default(),
        )
        .expect("a page"),
    )
}

fn text(file: OutputFile) -> String {
    String::from_utf8(file.bytes).expect("UTF-8")
}

fn entry(document: &Document) -> Entry {
    Entry {
        summary: Arc::new(archive::summary(document)),
        pdf: None,
        formats: Vec::new(),
        phrases: Default::default(),
    }
}

fn index_pages(series: &[Arc<Series>], issues: &[Entry]) -> Vec<OutputFile> {
    archive::pages(&templates(), &samples::site(), series, &[], issues, &[]).expect("index pages")
}

/// The only script of a page without a search.
const SCRIPT: &str = "assets/site.js\"></script>";

fn whole_site() -> Vec<OutputFile> {
    let (templates, site) = (templates(), samples::site());
    let documents = samples::documents();
    let summaries: Vec<_> = documents.iter().map(entry).collect();
    let mut files = html::assets(&templates);
    let pdf = PdfFacts {
        bytes: 312_000,
        pages: 9,
        sha256: "0".repeat(64),
    };
    for (at, document) in documents.iter().enumerate() {
        let same = |index: Option<usize>| {
            summaries
                .get(index?)
                .filter(|other| other.summary.id.series == document.id.series)
        };
        let links = IssueLinks {
            previous: same(at.checked_sub(1)),
            next: same(Some(at + 1)),
            pdf: Some(&pdf),
            related: &summaries.iter().take(3).collect::<Vec<_>>(),
            ..IssueLinks::default()
        };
        files.push(html::issue_page(&templates, &site, document, &links).expect("a page"));
    }
    let series = samples::series();
    files.extend(index_pages(&series, &summaries));
    files.extend(catalogue::files(&site, &series, &summaries, &[]).expect("the catalogue"));
    files
}

#[test]
fn every_page_is_well_formed_and_asks_nothing_of_other_hosts() {
    for file in whole_site() {
        if !file.path.ends_with(".html") {
            continue;
        }
        let path = file.path.clone();
        let html = text(file);
        let page = shape::check(&html).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        assert!(
            // Not deferred: it sets the size of the text before the page is drawn.
            html.matches("<script").count() == 1
                && html.contains(SCRIPT)
                && html.contains("<script src="),
            "{path}"
        );
        assert!(
            !html.contains("<style") && !html.contains(" style="),
            "{path}"
        );
        assert!(
            html.contains("Content-Security-Policy\" content=\"default-src 'none';"),
            "{path}"
        );
        assert_eq!(
            page.headings.iter().filter(|&&level| level == 1).count(),
            1,
            "{path}: one h1"
        );
        let mut last = 0;
        for &level in &page.headings {
            assert!(level <= last + 1, "{path}: h{level} after h{last}");
            last = level;
        }
        for src in &page.sources {
            assert!(!src.contains(':') && !src.starts_with('/'), "{path}: {src}");
        }
    }
}

#[test]
fn every_link_leads_to_a_file_or_an_anchor_of_the_site() {
    let files = whole_site();
    let mut paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    // The page of the search is drawn by another part of the archive.
    paths.push("search/index.html".to_owned());
    for document in samples::documents() {
        paths.push(document.id.pdf_path());
        paths.extend(
            document
                .assets
                .iter()
                .map(|asset| format!("{}/{}", document.id.path(), asset.path)),
        );
    }
    let mut seen = 0;
    let pages = files.iter().filter(|file| file.path.ends_with(".html"));
    let ids: BTreeMap<String, Vec<String>> = pages
        .map(|file| {
            let html = text(file.clone());
            let page = shape::check(&html).expect("well-formed");
            (file.path.clone(), page.ids)
        })
        .collect();
    for file in files {
        if !file.path.ends_with(".html") {
            continue;
        }
        let folder = file
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned();
        let path = file.path.clone();
        let html = text(file);
        let page = shape::check(&html).expect("well-formed");
        for href in page.links.iter().chain(&page.sources) {
            if ["https:", "mailto:"]
                .iter()
                .any(|scheme| href.starts_with(scheme))
            {
                continue;
            }
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                shape::resolve(&folder, file)
            };
            assert!(paths.contains(&target), "{path}: {href} leads to {target}");
            assert!(
                !file.ends_with('/'),
                "{path}: {href} does not work from a folder"
            );
            if !anchor.is_empty() {
                let ids = ids.get(&target);
                assert!(
                    ids.is_some_and(|ids| ids.iter().any(|id| id == anchor)),
                    "{path}: {href}: no such anchor"
                );
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn hostile_text_is_inert_everywhere() {
    let evil = "</title><script>alert(1)</script>\"'><img src=x onerror=y>&amp;\u{202E}甲";
    let mut document = samples::everything(evil);
    document.series = samples::hostile_series(evil);
    let mut site = samples::site();
    site.name = evil.to_owned();
    site.organization = Some(evil.to_owned());
    site.description = Some(evil.to_owned());
    let entry = entry(&document);
    let links = IssueLinks {
        previous: Some(&entry),
        next: Some(&entry),
        pdf: None,
        formats: &[],
        related: &[&entry],
        ..IssueLinks::default()
    };
    let templates = templates();
    let mut files = vec![html::issue_page(&templates, &site, &document, &links).expect("a page")];
    let series = [document.series.clone()];
    files.extend(
        archive::pages(
            &templates,
            &site,
            &series,
            &[],
            std::slice::from_ref(&entry),
            &[],
        )
        .expect("index pages"),
    );
    // The page for addresses that lead nowhere, the issue, the home page, its series and year, the months and the month, and the lists by unit, topic, column and number with a page for each.
    let summary = &entry.summary;
    let subjects = summary.topics.len() + summary.units.len() + summary.columns.len();
    let numbers = usize::from(summary.document_number.is_some())
        + usize::from(summary.issue_number.is_some());
    assert_eq!(files.len(), 5 + 2 + 4 + subjects + numbers);
    for file in files {
        let path = file.path.clone();
        let html = text(file);
        let page = shape::check(&html).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let scripts = page.elements.iter().filter(|name| *name == "script");
        assert!(scripts.count() == 0 && html.contains(SCRIPT), "{path}");
        assert!(
            !page
                .attributes
                .iter()
                .any(|name| name.starts_with("on") || name == "style"),
            "{path}"
        );
        assert!(!html.contains('\u{202E}'), "{path}");
        for href in &page.links {
            assert!(
                !href.to_ascii_lowercase().starts_with("javascript:"),
                "{path}: {href}"
            );
        }
        assert!(
            html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "{path}"
        );
    }
}

#[test]
fn every_block_is_drawn() {
    let html = page(&samples::everything("甲"));
    let pieces = [
        "<h2 class=\"level-1\" id=\"h1\"><span class=\"label\">一、</span>甲</h2>",
        "<div class=\"run-in\"><h3 class=\"level-2\" id=\"h2\"><span class=\"label\">（一）</span>甲</h3><p>甲</p></div>",
        "<ol role=\"list\" class=\"hang-1\">\n<li><p><span class=\"label\">1. </span>甲</p>\n<ol role=\"list\" class=\"hang-3\">",
        "<blockquote>\n<p>甲</p>\n</blockquote>",
        "<pre><code>甲</code></pre>",
        "<caption><span class=\"caption-title\"><span class=\"label\">表1</span>　甲</span>",
        "<th scope=\"colgroup\" colspan=\"2\">甲</th>",
        "<td rowspan=\"2\" class=\"left\">甲</td>",
        "<p class=\"table-note\">注：甲</p>",
        "<figure><img src=\"files/tu-1.png\" alt=\"甲\" decoding=\"async\"><figcaption><span class=\"label\">图1</span>　甲</figcaption></figure>",
        "<hr>",
        "<section class=\"column\">\n<h2 id=\"c1\"><span>甲</span></h2>",
        "<h3 id=\"a1\" class=\"article-title\"><span class=\"line\">甲</span><span class=\"line\">甲</span></h3>",
        "<p class=\"source\">（甲）</p>",
        "<strong>甲</strong>",
        "<em>甲</em>",
        "<s>甲</s>",
        "<code>甲</code>",
        "<a href=\"https://example.cn/%E7%94%B2\" rel=\"noopener noreferrer\">甲</a>",
        "<a href=\"files/tai-zhang.xlsx\" download=\"甲\">甲</a>",
        "<br>",
        "<div class=\"note text\" role=\"note\" aria-label=\"编者按\">\n<p>甲</p>",
        "<p class=\"recipients\">甲：</p>",
        "<a href=\"files/biao.xlsx\" download=\"甲\">",
        "共印80份",
        "<p class=\"remark\">（甲）</p>",
    ];
    for piece in pieces {
        assert!(html.contains(piece), "{piece}\n\n{html}");
    }
}

#[test]
fn the_parts_stand_in_the_order_of_the_printed_page() {
    let html = page(&samples::tongzhi());
    let order = [
        "class=\"masthead ",
        "〔2026〕6号",
        "class=\"title\"",
        "class=\"recipients\"",
        "class=\"level-1\"",
        "class=\"attachment-list\"",
        "class=\"signature\"",
        "class=\"remark\"",
        "class=\"attachment\"",
        "class=\"imprint\"",
    ];
    let main = html.find("<main").expect("a main element");
    let places: Vec<_> = order
        .iter()
        .map(|piece| {
            main + html[main..]
                .find(piece)
                .unwrap_or_else(|| panic!("{piece}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn an_issue_of_articles_has_its_masthead_as_title() {
    let html = page(&samples::jianbao());
    assert!(html.contains("<h1 class=\"masthead-title\"><span class=\"masthead short\"><span class=\"line\">工会简报</span></span> <span class=\"head-number\">"), "{html}");
    assert!(html.contains("<title>工会简报第6期（总第226期） - "));
    // A bulletin carries its date in the head only.
    assert!(html.contains("class=\"head-date\"") && !html.contains("signature-date"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(whole_site(), whole_site());
}

/// Writes the site for a look: `JIANBAO_LOOK=/tmp/html-look cargo test --test suite html -- --ignored look`.
#[test]
#[ignore = "writes files for a person to look at"]
fn look() {
    let folder = std::path::PathBuf::from(
        std::env::var_os("JIANBAO_LOOK").expect("JIANBAO_LOOK names a folder"),
    );
    for file in whole_site() {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        std::fs::write(path, file.bytes).expect("written");
    }
    for document in samples::documents() {
        for asset in &document.assets {
            let path = folder.join(document.id.path()).join(&asset.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("created");
            std::fs::write(path, samples::PICTURE).expect("written");
        }
    }
}

/// Prints what a page costs: `cargo test --release --test suite html -- --ignored --nocapture cost`.
#[test]
#[ignore = "measures"]
fn cost() {
    let (templates, site) = (templates(), samples::site());
    for document in samples::documents() {
        let start = std::time::Instant::now();
        let mut bytes = 0;
        for _ in 0..2000 {
            bytes += html::issue_page(&templates, &site, &document, &IssueLinks::default())
                .expect("a page")
                .bytes
                .len();
        }
        println!(
            "{}: {:?} and {} bytes a page",
            document.id,
            start.elapsed() / 2000,
            bytes / 2000
        );
    }
    let issues = lists::archive_of(10_000, 12);
    let start = std::time::Instant::now();
    let files =
        archive::pages(&templates, &site, &lists::series(), &[], &issues, &[]).expect("pages");
    println!(
        "{} index pages over {} issues, {} kB, the largest {} kB: {:?}",
        files.len(),
        issues.len(),
        files.iter().map(|file| file.bytes.len()).sum::<usize>() / 1000,
        files.iter().map(|file| file.bytes.len()).max().unwrap_or(0) / 1000,
        start.elapsed()
    );
    let start = std::time::Instant::now();
    let related = archive::related(&issues);
    println!("related issues of {}: {:?}", related.len(), start.elapsed());
}
