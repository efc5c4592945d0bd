//! What other programs read of the archive: feeds, sitemap, JSON, tables, checksums. Each is read by a reader that is not ours.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read files, start the program and measure time"
)]

use crate::html::samples;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::Arc;
use std::time::Instant;

use crate::support::project::{Project, is_of_manifest};
use calamine::{Data, Reader, Xlsx};
use jianbao::model::{
    Amendment, AmendmentKind, Audience, Document, Entry, IssueId, PdfFacts, Series, Signer, Site,
};
use jianbao::render::html::{self, IssueLinks, Templates};
use jianbao::zh::date::IssueDate;
use jianbao::{archive, catalogue};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const ADDRESS: &str = "https://gonghui.example.cn/jianbao/";

fn sum() -> String {
    "0123456789abcdef".repeat(4)
}

fn entry(document: &Document) -> Entry {
    Entry {
        summary: Arc::new(archive::summary(document)),
        pdf: Some(PdfFacts {
            bytes: 312_000,
            pages: 9,
            sha256: sum(),
        }),
        formats: Vec::new(),
        phrases: Default::default(),
    }
}

fn date(text: &str) -> IssueDate {
    IssueDate::parse(text).expect(text)
}

fn amendment(kind: AmendmentKind, on: &str, note: &str, by: Option<&str>) -> Amendment {
    Amendment {
        kind,
        date: date(on),
        note: Some(note.to_owned()),
        by: by.map(|folder| IssueId {
            series: "ducha".to_owned(),
            year: 2026,
            folder: folder.to_owned(),
        }),
        changes: Vec::new(),
    }
}

/// Every file of the catalogue by its path.
fn files_of(site: &Site, series: &[Arc<Series>], entries: &[Entry]) -> BTreeMap<String, Vec<u8>> {
    let pages = ["index.html".to_owned(), "ducha/index.html".to_owned()];
    catalogue::files(site, series, entries, &pages)
        .expect("the files")
        .into_iter()
        .map(|file| (file.path, file.bytes))
        .collect()
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).expect("UTF-8")
}

fn published() -> Site {
    Site {
        address: Some(ADDRESS.to_owned()),
        ..samples::site()
    }
}

fn sample_files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let entries: Vec<Entry> = samples::documents().iter().map(entry).collect();
    files_of(site, &samples::series(), &entries)
}

/// The sheet 目录 without its head, and its head.
fn workbook(bytes: &[u8]) -> (Vec<String>, Vec<Vec<Data>>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    assert_eq!(book.sheet_names(), ["目录", "说明"]);
    let range = book.worksheet_range("目录").expect("the sheet");
    let mut rows = range.rows().map(<[Data]>::to_vec);
    let head = rows.next().expect("a head");
    let head = head.iter().map(ToString::to_string).collect();
    (head, rows.collect())
}

/// The rows of the CSV as maps from head to cell.
fn table(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let bytes = bytes
        .strip_prefix("\u{FEFF}".as_bytes())
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    reader
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect()
}

/// A 简报 with everything that a catalogue asks for.
fn full() -> Document {
    let mut document = samples::everything("甲乙");
    document.publication.index_number = Some("YT0012/2026-00017".to_owned());
    document.publication.abstract_text = Some("编辑写的概述。".to_owned());
    document.publication.audience = Audience::Internal;
    document.publication.amendments = vec![
        amendment(
            AmendmentKind::Superseded,
            "2026-09-01",
            "另有规定",
            Some("5"),
        ),
        amendment(AmendmentKind::Corrected, "2026-08-02", "数字有误。", None),
    ];
    document.publication.former = vec![IssueId {
        series: "jianbao".to_owned(),
        year: 2025,
        folder: "s1".to_owned(),
    }];
    document.head.elements.approvers = vec![samples::typed("林致远")];
    document
}

#[test]
fn every_field_of_an_issue_is_in_the_index() {
    let document = full();
    let files = files_of(&samples::site(), &samples::series(), &[entry(&document)]);
    let index: Value = serde_json::from_slice(&files["index.json"]).expect("JSON");
    assert_eq!(index["format"], 2);
    assert_eq!(index["site"]["name"], "云汀市总工会简报资料库");
    assert_eq!(index["site"]["count"], 1);
    assert_eq!(index["site"]["updated"], "2026-09-01");
    assert_eq!(index["series"][1]["code"], "jianbao");
    assert_eq!(index["series"][1]["genre"], "简报");
    assert_eq!(index["series"][1]["feed"], "jianbao/feed.xml");
    assert_eq!(index["series"][0].get("feed"), None, "no issue, no feed");
    let of_year = &files["index-2026.json"];
    let digest = Sha256::digest(of_year);
    let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        index["years"],
        json!([{
            "year": 2026,
            "count": 1,
            "series": ["jianbao"],
            "href": "index-2026.json",
            "bytes": of_year.len(),
            "sha256": sha256,
        }])
    );
    let of_year: Value = serde_json::from_slice(of_year).expect("JSON");
    assert_eq!(
        (&of_year["format"], &of_year["year"]),
        (&json!(2), &json!(2026))
    );
    let expected = json!({
        "id": "jianbao/2026/7",
        "index_number": "YT0012/2026-00017",
        "series": "jianbao",
        "series_name": "工会简报",
        "genre": "简报",
        "document_number": "甲乙",
        "issue_number": "甲乙2",
        "supplement": false,
        "title": "甲乙甲乙",
        "subtitle": "甲乙",
        "date": "2026-07-01",
        "publishers": ["云汀市总工会办公室"],
        "approvers": ["林致远"],
        "recipients": "甲乙",
        "distribution": [{"label": "甲乙", "names": "甲乙"}],
        "printed_by": "甲乙",
        "printed_on": "2026-07-02",
        "copies": 80,
        "units": (0..8).map(|at| json!({"code": format!("u{at}"), "name": "甲乙"})).collect::<Vec<_>>(),
        "topics": ["甲乙"],
        "columns": ["甲乙"],
        "articles": [{"title": "甲乙甲乙", "anchor": "a1", "source": "甲乙"}],
        "attachments": [
            {"label": "附件1", "title": "甲乙", "anchor": "f1"},
            {"label": "附件2", "title": "甲乙", "anchor": "f2",
             "file": {"href": "jianbao/2026/7/files/biao.xlsx", "name": "甲乙", "bytes": 5000}},
        ],
        "abstract": "编辑写的概述。",
        "characters": of_year["issues"][0]["characters"],
        "audience": "internal",
        "validity": "superseded",
        "amendments": [
            {"kind": "superseded", "date": "2026-09-01", "note": "另有规定", "by": "ducha/2026/5"},
            {"kind": "corrected", "date": "2026-08-02", "note": "数字有误。"},
        ],
        "former": ["jianbao/2025/s1"],
        "page": "jianbao/2026/7/index.html",
        "data": "jianbao/2026/7/issue.json",
        "pdf": {"href": "jianbao/2026/7/jianbao-2026-7.pdf", "pages": 9, "bytes": 312_000, "sha256": sum()},
    });
    assert_eq!(of_year["issues"][0], expected);
    assert!(expected["characters"].as_u64() > Some(50));
    assert_eq!(
        text(&files, "SHA256SUMS"),
        format!("{}  jianbao/2026/7/jianbao-2026-7.pdf\n", sum())
    );
}

/// Whatever a program can read of an issue has its line in the document for those who write such programs.
#[test]
fn every_field_has_its_line_in_the_document() {
    let words = include_str!("../docs/data.md")
        .split('`')
        .skip(1)
        .step_by(2);
    let known: std::collections::BTreeSet<&str> = words.collect();
    let document = full();
    let files = files_of(&samples::site(), &samples::series(), &[entry(&document)]);
    let mut fields = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("index")) {
        if !path.ends_with(".json") {
            continue;
        }
        let value: Value = serde_json::from_slice(bytes).expect("JSON");
        let mut open = vec![&value];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(map) => {
                    for (key, value) in map {
                        fields += 1;
                        assert!(known.contains(key.as_str()), "{path}: {key}");
                        open.push(value);
                    }
                }
                Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
    }
    assert!(fields > 60, "{fields}");
}

#[test]
fn the_file_of_an_issue_has_its_whole_text() {
    let document = full();
    let summary = archive::summary(&document);
    let file =
        catalogue::issue_file(&samples::site(), &document, &summary, None, &[]).expect("a file");
    assert_eq!(file.path, "jianbao/2026/7/issue.json");
    let issue: Value = serde_json::from_slice(&file.bytes).expect("JSON");
    assert_eq!(issue["format"], 1);
    assert_eq!(
        issue["page"], "index.html",
        "addresses are relative to the file"
    );
    assert_eq!(issue["attachments"][1]["file"]["href"], "files/biao.xlsx");
    assert_eq!(issue.get("pdf"), None);
    let body = &issue["text"]["body"];
    assert_eq!(
        body[0],
        json!({"type": "heading", "level": 1, "label": "一、", "text": "甲乙", "anchor": "h1"})
    );
    assert_eq!(body[1]["run_in"], json!({"text": "甲乙"}));
    assert_eq!(
        body[2]["content"][0],
        json!({"type": "strong", "content": ["甲乙"]})
    );
    assert_eq!(body[2]["content"][4], json!({"type": "break"}));
    let links: Vec<&str> = (5..8)
        .map(|at| body[2]["content"][at]["href"].as_str().unwrap())
        .collect();
    assert_eq!(
        links,
        [
            "https://example.cn/%E7%94%B2%E4%B9%99",
            "files/tai-zhang.xlsx",
            "javascript%3A%E7%94%B2%E4%B9%99"
        ]
    );
    assert_eq!(body[3]["items"][0]["label"], "1.");
    let table = body
        .as_array()
        .unwrap()
        .iter()
        .find(|block| block["type"] == "table")
        .expect("a table");
    assert_eq!(
        table["head"],
        json!([[{"text": "甲乙", "colspan": 2}, "甲乙"]])
    );
    assert_eq!(table["rows"][1], json!(["甲乙", "甲乙"]));
    let column = body.as_array().unwrap().last().unwrap();
    assert_eq!(column["body"][0]["body"][3]["anchor"], "a1-4");
    assert_eq!(issue["text"]["attachments"][0]["body"][1]["text"], "甲乙");
    assert_eq!(
        issue["text"]["attachments"].as_array().unwrap().len(),
        1,
        "a file has no text"
    );
    let kinds: BTreeSet<&str> = body
        .as_array()
        .unwrap()
        .iter()
        .map(|block| block["type"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        BTreeSet::from([
            "heading",
            "paragraph",
            "list",
            "quote",
            "code",
            "table",
            "figure",
            "rule",
            "column"
        ])
    );
}

#[test]
fn the_newest_come_first_and_each_stands_on_a_line() {
    let files = sample_files(&samples::site());
    let index: Value = serde_json::from_str(text(&files, "index.json")).expect("JSON");
    let years = index["years"].as_array().unwrap().iter();
    let years: Vec<&str> = years
        .map(|year| text(&files, year["href"].as_str().unwrap()))
        .collect();
    assert!(years.len() > 1);
    let of_years = years
        .iter()
        .map(|json| serde_json::from_str(json).expect("JSON"));
    let of_years: Vec<Value> = of_years.collect();
    for (year, said) in of_years.iter().zip(index["years"].as_array().unwrap()) {
        assert_eq!(year["year"], said["year"]);
        assert_eq!(year["issues"].as_array().unwrap().len(), said["count"]);
    }
    let dates: Vec<&str> = of_years
        .iter()
        .flat_map(|year| year["issues"].as_array().unwrap())
        .map(|issue| issue["date"].as_str().unwrap())
        .collect();
    let mut sorted = dates.clone();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(dates, sorted);
    assert_eq!(dates.len(), samples::documents().len());
    let lines = years.iter().flat_map(|json| json.lines());
    let lines: Vec<&str> = lines.filter(|line| line.starts_with("{\"id\"")).collect();
    for line in &lines {
        let issue: Value =
            serde_json::from_str(line.trim_end_matches(',')).expect("an issue a line");
        assert!(issue["title"].is_string());
    }
    assert_eq!(lines.len(), dates.len());
}

#[test]
fn table_and_workbook_say_the_same() {
    let files = files_of(&samples::site(), &samples::series(), &[entry(&full())]);
    let csv = &files["catalogue.csv"];
    assert!(csv.ends_with(b"\r\n"));
    let rows = table(csv);
    let row = &rows[0];
    let expected = [
        ("序号", "1"),
        ("索引号", "YT0012/2026-00017"),
        ("系列", "工会简报"),
        ("体裁", "简报"),
        ("文号", "甲乙"),
        ("标题", "甲乙甲乙"),
        ("成文日期", "2026-07-01"),
        ("发布机构", "云汀市总工会办公室"),
        ("签发人", "林致远"),
        ("抄送及分送", "甲乙：甲乙"),
        ("印发日期", "2026-07-02"),
        ("供稿单位", "甲乙"),
        ("内容概述", "编辑写的概述。"),
        ("附件", "甲乙；甲乙"),
        ("页数", "9"),
        ("受众", "内部"),
        ("有效性", "已废止"),
        (
            "有效性说明",
            "2026年9月1日废止，另有规定（见ducha/2026/5）；2026年8月2日更正，数字有误",
        ),
        ("网页", "jianbao/2026/7/index.html"),
        ("PDF", "jianbao/2026/7/jianbao-2026-7.pdf"),
        ("PDF校验码（SHA-256）", &sum()),
    ];
    for (head, cell) in expected {
        assert_eq!(row[head], cell, "{head}");
    }
    let (head, cells) = workbook(&files["catalogue.xlsx"]);
    assert_eq!(head.len(), row.len());
    assert_eq!(cells.len(), 1);
    for (head, cell) in head.iter().zip(&cells[0]) {
        match (head.as_str(), cell) {
            ("成文日期" | "印发日期", Data::DateTime(day)) => {
                let day = day.as_f64();
                // 1 July 2026 is day 46,204 of the calendar of Excel.
                assert!((46_204.0..=46_205.0).contains(&day), "{day}");
            }
            ("序号" | "份数" | "字数" | "页数" | "PDF字节数", Data::Float(number)) => {
                assert_eq!(number.to_string(), row[head], "{head}");
            }
            ("网页" | "PDF", Data::String(word)) => assert_eq!(word, head),
            (_, Data::String(text)) => assert_eq!(text, &row[head], "{head}"),
            (_, cell) => panic!("{head}: {cell:?}"),
        }
    }
}

#[test]
fn a_month_without_a_day_stays_one() {
    let mut document = full();
    document.head.date.value = date("2026-07");
    document.publication.amendments.clear();
    let files = files_of(&samples::site(), &samples::series(), &[entry(&document)]);
    assert_eq!(table(&files["catalogue.csv"])[0]["成文日期"], "2026-07");
    let (head, cells) = workbook(&files["catalogue.xlsx"]);
    let at = head.iter().position(|head| head == "成文日期").unwrap();
    assert_eq!(cells[0][at], Data::String("2026-07".to_owned()));
    let feed = roxmltree::Document::parse(text(&files, "feed.xml")).expect("XML");
    let published = feed
        .descendants()
        .find(|node| node.has_tag_name((ATOM, "published")))
        .unwrap();
    assert_eq!(published.text(), Some("2026-07-01T00:00:00+08:00"));
}

/// What RFC 4287 demands of a feed, as far as ours could fail to.
fn check_feed(xml: &str, entries: usize) {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let one = |node: roxmltree::Node<'_, '_>, name: &str| -> String {
        let found: Vec<_> = node
            .children()
            .filter(|child| child.has_tag_name((ATOM, name)))
            .collect();
        assert_eq!(found.len(), 1, "{name}");
        found[0].text().unwrap_or_default().to_owned()
    };
    let nodes: Vec<_> = feed
        .children()
        .filter(|node| node.has_tag_name((ATOM, "entry")))
        .collect();
    assert_eq!(nodes.len(), entries);
    let mut ids = BTreeSet::new();
    let mut newest = String::new();
    for node in nodes.iter().copied().chain([feed]) {
        let id = one(node, "id");
        let uuid = id.strip_prefix("urn:uuid:").expect("a UUID");
        let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12], "{uuid}");
        assert!(uuid.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()));
        assert!(ids.insert(id), "an id twice");
        one(node, "title");
        let updated = one(node, "updated");
        let (day, time) = updated.split_once('T').expect("a moment");
        assert!(
            IssueDate::parse(day).is_ok_and(|date| date.day.is_some()),
            "{updated}"
        );
        assert_eq!(time, "00:00:00+08:00");
        if node != feed {
            newest = newest.max(updated.clone());
        }
        let alternates = node.children().filter(|child| {
            child.has_tag_name((ATOM, "link")) && child.attribute("rel") == Some("alternate")
        });
        assert_eq!(alternates.count(), 1);
        for author in node
            .children()
            .filter(|child| child.has_tag_name((ATOM, "author")))
        {
            assert!(!one(author, "name").is_empty());
        }
        let text = |name| {
            node.children()
                .any(|child| child.has_tag_name((ATOM, name)))
        };
        assert!(node == feed || text("published"));
    }
    assert!(
        feed.children()
            .any(|child| child.has_tag_name((ATOM, "author")))
    );
    assert_eq!(one(feed, "updated"), newest);
}

fn hrefs(xml: &str, relation: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).expect("XML");
    let links = document
        .descendants()
        .filter(|node| node.has_tag_name((ATOM, "link")));
    links
        .filter(|node| node.attribute("rel") == Some(relation))
        .filter_map(|node| node.attribute("href").map(str::to_owned))
        .collect()
}

#[test]
fn feeds_are_valid_and_lead_to_the_pages() {
    let documents = samples::documents();
    let of = |series: &str| {
        documents
            .iter()
            .filter(|document| document.id.series == series)
            .count()
    };
    let files = sample_files(&samples::site());
    check_feed(text(&files, "feed.xml"), documents.len().min(50));
    let mut feeds = 0;
    for series in samples::series() {
        let path = format!("{}/feed.xml", series.code);
        if of(&series.code) == 0 {
            assert!(
                !files.contains_key(&path),
                "a feed without an issue has no date"
            );
            continue;
        }
        feeds += 1;
        check_feed(text(&files, &path), of(&series.code));
        for href in hrefs(text(&files, &path), "alternate") {
            assert!(
                !href.starts_with(&series.code) && !href.contains(':'),
                "{href} does not resolve against {path}"
            );
        }
    }
    assert!(feeds > 2);
    assert_eq!(
        hrefs(text(&files, "feed.xml"), "self"),
        [""; 0],
        "no address, no self"
    );
    let pages: BTreeSet<String> = documents
        .iter()
        .map(|document| format!("{}/index.html", document.id.path()))
        .collect();
    let found: BTreeSet<String> = hrefs(text(&files, "feed.xml"), "alternate")
        .into_iter()
        .filter(|href| href != "index.html")
        .collect();
    assert_eq!(found, pages);

    let files = sample_files(&published());
    check_feed(text(&files, "ducha/feed.xml"), of("ducha"));
    assert_eq!(
        hrefs(text(&files, "ducha/feed.xml"), "self"),
        [format!("{ADDRESS}ducha/feed.xml")]
    );
    for href in hrefs(text(&files, "ducha/feed.xml"), "alternate") {
        assert!(
            href.starts_with(&format!("{ADDRESS}ducha/")) && href.ends_with('/'),
            "{href}"
        );
    }
    for href in hrefs(text(&files, "ducha/feed.xml"), "enclosure") {
        assert!(
            href.starts_with(ADDRESS) && href.ends_with(".pdf"),
            "{href}"
        );
    }
}

#[test]
fn a_feed_says_what_has_become_of_an_issue() {
    let mut document = full();
    let files = files_of(&samples::site(), &samples::series(), &[entry(&document)]);
    let feed = text(&files, "feed.xml");
    assert!(feed.contains("<title>〔已废止〕甲乙甲乙</title>"), "{feed}");
    assert!(
        feed.contains("2026年9月1日废止：另有规定。2026年8月2日更正：数字有误。编辑写的概述。"),
        "{feed}"
    );
    assert!(feed.contains("<updated>2026-09-01T00:00:00+08:00</updated>"));
    document.publication.amendments.push(amendment(
        AmendmentKind::Withdrawn,
        "2026-10-01",
        "发布有误",
        None,
    ));
    let files = files_of(&samples::site(), &samples::series(), &[entry(&document)]);
    let feed = text(&files, "feed.xml");
    assert!(feed.contains("<title>〔已撤回〕甲乙甲乙</title>"), "{feed}");
    assert!(
        !feed.contains("编辑写的概述"),
        "what was taken back is not told"
    );
}

#[test]
fn an_amended_issue_comes_back_to_the_top_of_the_feed() {
    let many: Vec<Entry> = (1..=60)
        .map(|number| {
            let mut document = samples::everything(&format!("第{number}期"));
            document.id.folder = number.to_string();
            document.head.date.value =
                IssueDate::new(2026, 1 + number / 30, Some(1 + number % 28)).unwrap();
            if number == 1 {
                document.publication.amendments = vec![amendment(
                    AmendmentKind::Corrected,
                    "2026-12-01",
                    "一处有误",
                    None,
                )];
            }
            entry(&document)
        })
        .collect();
    let files = files_of(&samples::site(), &samples::series(), &many);
    check_feed(text(&files, "feed.xml"), 50);
    let first = hrefs(text(&files, "feed.xml"), "alternate");
    assert_eq!(first[1], "jianbao/2026/1/index.html");
}

#[test]
fn a_sitemap_is_only_where_the_site_has_an_address() {
    let files = sample_files(&samples::site());
    assert!(!files.contains_key("sitemap.xml") && !files.contains_key("robots.txt"));
    let files = sample_files(&published());
    let map = roxmltree::Document::parse(text(&files, "sitemap.xml")).expect("XML");
    let found: BTreeMap<String, Option<String>> = map
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
        .map(|url| {
            assert!(url.has_tag_name((SITEMAP, "url")));
            let child = |name| {
                url.children()
                    .find(|node| node.has_tag_name((SITEMAP, name)))
                    .and_then(|node| node.text())
                    .map(str::to_owned)
            };
            (child("loc").expect("an address"), child("lastmod"))
        })
        .collect();
    assert_eq!(found[ADDRESS], None);
    for document in samples::documents() {
        let address = format!("{ADDRESS}{}/", document.id.path());
        let date = document.head.date.value;
        let day = date.day.map(|_| date.iso());
        assert_eq!(found[&address], day, "a month alone is no date there");
    }
    assert_eq!(found.len(), 2 + samples::documents().len());
    assert!(
        !files.contains_key("robots.txt"),
        "it is not at the root of the host"
    );
    let root = Site {
        address: Some("https://gonghui.example.cn/".to_owned()),
        ..samples::site()
    };
    let files = sample_files(&root);
    assert!(
        text(&files, "robots.txt").ends_with("Sitemap: https://gonghui.example.cn/sitemap.xml\n")
    );
}

#[test]
fn the_same_archive_gives_the_same_bytes() {
    let once = sample_files(&published());
    // The workbook's parts carry times of two seconds' resolution.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let twice = sample_files(&published());
    for (path, bytes) in &once {
        assert!(twice[path] == *bytes, "{path}");
    }
    assert_eq!(once.len(), twice.len());
}

#[test]
fn hostile_text_is_inert_and_every_file_whole() {
    let long = format!("=HYPERLINK(\"http://evil.example\"){}", "长".repeat(4000));
    let evils = [
        "</title><script>alert(1)</script>]]>\"'><img src=x onerror=y>&amp;\u{202E}甲\u{0}\u{1B}\u{FFFF}\u{8}",
        "=cmd|'/c calc'!A0",
        "@SUM(1)\r\n甲,乙;丙\t",
        "<!--\u{2028}-->\u{FEFF}{{ frame.title }}",
        &long,
    ];
    for evil in evils {
        let mut document = samples::everything(evil);
        document.series = samples::hostile_series(evil);
        document.publication.index_number = Some(evil.to_owned());
        document.publication.amendments = vec![amendment(
            AmendmentKind::Corrected,
            "2026-08-01",
            evil,
            None,
        )];
        document.head.elements.approvers = vec![samples::typed(evil)];
        document.head.elements.seal = jianbao::model::Seal::Stamps(vec![Signer {
            post: samples::typed(evil),
            name: samples::typed(evil),
        }]);
        let site = Site {
            name: evil.to_owned(),
            organization: Some(evil.to_owned()),
            description: Some(evil.to_owned()),
            address: Some(ADDRESS.to_owned()),
        };
        let series = [document.series.clone()];
        let files = files_of(&site, &series, &[entry(&document)]);
        let summary = archive::summary(&document);
        let issue = catalogue::issue_file(&site, &document, &summary, None, &[]).expect("a file");
        let shown: String = evil
            .chars()
            .filter(|c| !jianbao::zh::text::is_invisible_control(*c) && *c != '\u{FFFF}')
            .collect();
        for bytes in files
            .iter()
            .filter(|(path, _)| !path.ends_with(".xlsx"))
            .map(|(_, bytes)| bytes)
            .chain([&issue.bytes])
        {
            let text = std::str::from_utf8(bytes).expect("UTF-8");
            assert!(!text.contains(['\u{202E}', '\u{0}', '\u{1B}', '\u{FFFF}', '\u{2028}']));
        }
        check_feed(text(&files, "feed.xml"), 1);
        check_feed(text(&files, "jianbao/feed.xml"), 1);
        let feed = roxmltree::Document::parse(text(&files, "feed.xml")).expect("XML");
        assert!(!feed.descendants().any(|node| node.has_tag_name("script")));
        let title = feed
            .root_element()
            .children()
            .find(|node| node.has_tag_name((ATOM, "title")))
            .unwrap();
        // An XML reader takes every end of a line for a line feed.
        assert_eq!(
            title.text().unwrap_or_default().replace("\r\n", "\n"),
            shown.replace("\r\n", "\n")
        );
        roxmltree::Document::parse(text(&files, "sitemap.xml")).expect("XML");
        let index: Value = serde_json::from_slice(&files["index-2026.json"]).expect("JSON");
        assert_eq!(index["issues"][0]["subtitle"], *shown);
        let whole: Value = serde_json::from_slice(&issue.bytes).expect("JSON");
        assert_eq!(whole["text"]["body"][0]["text"], *shown);
        for (head, cell) in &table(&files["catalogue.csv"])[0] {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{head}: {cell}"
            );
        }
        let (head, cells) = workbook(&files["catalogue.xlsx"]);
        let at = head.iter().position(|head| head == "副题").unwrap();
        assert_eq!(
            cells[0][at]
                .to_string()
                .replace("_x000D_", "\r")
                .replace("\r\n", "\n"),
            shown.replace("\r\n", "\n")
        );
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(files["catalogue.xlsx"].clone())).unwrap();
        let formulas = book.worksheet_formula("目录").expect("the sheet");
        assert!(
            formulas.cells().all(|(_, _, formula)| formula.is_empty()),
            "a formula"
        );
    }
}

#[test]
fn a_page_says_what_it_is() {
    let document = full();
    let pdf = entry(&document).pdf.expect("a PDF");
    let page = |site: &Site| {
        let templates = Templates::new(&[]).expect("templates");
        let links = IssueLinks {
            pdf: Some(&pdf),
            ..IssueLinks::default()
        };
        let page = html::issue_page(&templates, site, &document, &links).expect("a page");
        String::from_utf8(page.bytes).expect("UTF-8")
    };
    let html = page(&published());
    let head = html.split("</head>").next().unwrap();
    for line in [
        "<meta name=\"SiteName\" content=\"云汀市总工会简报资料库\">",
        "<meta name=\"SiteDomain\" content=\"gonghui.example.cn\">",
        "<meta name=\"ColumnName\" content=\"工会简报\">",
        "<meta name=\"ArticleTitle\" content=\"甲乙甲乙\">",
        "<meta name=\"PubDate\" content=\"2026-07-01\">",
        "<meta name=\"ContentSource\" content=\"云汀市总工会办公室\">",
        "<meta name=\"description\" content=\"编辑写的概述。\">",
        "<meta name=\"keywords\" content=\"甲乙\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"article:published_time\" content=\"2026-07-01\">",
        "<meta property=\"article:modified_time\" content=\"2026-09-01\">",
        "<link rel=\"canonical\" href=\"https://gonghui.example.cn/jianbao/jianbao/2026/7/\">",
    ] {
        assert!(head.contains(line), "{line}\n{head}");
    }
    // The names of metadata are the same in capitals and small letters, and each of HTML may stand once.
    assert_eq!(
        head.to_lowercase().matches("name=\"description\"").count(),
        1
    );
    for piece in [
        "itemtype=\"https://schema.org/Report\"",
        "<meta itemprop=\"identifier\" content=\"YT0012/2026-00017\">",
        &format!("<meta itemprop=\"sha256\" content=\"{}\">", sum()),
        "<link itemprop=\"contentUrl\" href=\"jianbao-2026-7.pdf\">",
        &format!("<code>{}</code>", sum()),
    ] {
        assert!(html.contains(piece), "{piece}");
    }
    let html = page(&samples::site());
    assert!(
        !html.contains("canonical") && !html.contains("og:url") && !html.contains("SiteDomain")
    );
    let scripts = html.matches("<script").count();
    assert_eq!(
        scripts,
        html.matches("<script src=\"").count(),
        "a script of the content"
    );
}

#[test]
fn lists_lead_to_their_feeds() {
    let templates = Templates::new(&[]).expect("templates");
    let entries: Vec<Entry> = samples::documents().iter().map(entry).collect();
    let pages = archive::pages(
        &templates,
        &samples::site(),
        &samples::series(),
        &[],
        &entries,
        &[],
    )
    .expect("pages");
    for (path, href) in [
        ("index.html", "feed.xml"),
        ("ducha/index.html", "../ducha/feed.xml"),
    ] {
        let page = pages.iter().find(|page| page.path == path).expect(path);
        let html = String::from_utf8_lossy(&page.bytes);
        assert!(
            html.contains("<link rel=\"alternate\" type=\"application/atom+xml\""),
            "{path}"
        );
        assert!(
            html.contains(&format!("<a href=\"{href}\""))
                || html.contains(&format!(
                    "href=\"{href}\" type=\"application/atom+xml\">订阅</a>"
                )),
            "{path}"
        );
    }
}

fn shared(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let files = project.output().into_iter();
    files
        .filter(|(path, _)| {
            path.matches('/').count() < 2
                && !path.ends_with(".html")
                && !path.starts_with("assets/")
                && !is_of_manifest(path)
                && !path.starts_with("search/")
        })
        .collect()
}

#[test]
fn an_issue_that_is_not_built_stays_in_every_file() {
    let project = Project::new();
    project.issue(2, "第二期的正文。\n");
    project.issue(3, "第三期的正文。\n");
    project.pages().expect(0);
    let all = shared(&project);
    let paths: Vec<&str> = all.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "SHA256SUMS",
            "a/feed.xml",
            "catalogue.csv",
            "catalogue.xlsx",
            "feed.xml",
            "index-2026.json",
            "index.json"
        ]
    );
    let index: Value = serde_json::from_slice(&all["index-2026.json"]).expect("JSON");
    assert_eq!(index["issues"].as_array().unwrap().len(), 3);
    assert_eq!(index["issues"][0]["abstract"], "第三期的正文。");
    for issue in index["issues"].as_array().unwrap() {
        assert!(project.has(&format!("output/{}", issue["data"].as_str().unwrap())));
        assert!(project.has(&format!("output/{}", issue["page"].as_str().unwrap())));
    }

    // One issue only; and then one that has an error.
    project
        .run(&["build", "--no-pdf", "--issue", "a/2026/2"])
        .expect(0);
    assert!(
        shared(&project) == all,
        "a build of one issue changed the catalogue"
    );
    let before = project.read("output/a/2026/2/issue.json");
    project.put("content/a/2026/2/issue.yaml", "标题: [\n");
    project.pages().expect(1);
    assert!(
        shared(&project) == all,
        "an issue with an error fell out of the catalogue"
    );
    assert_eq!(project.read("output/a/2026/2/issue.json"), before);

    // A series that cannot be read takes nothing from the files either.
    project.put("content/a/series.yaml", "名称: [\n");
    project.pages().expect(1);
    assert!(
        shared(&project) == all,
        "a broken series fell out of the catalogue"
    );

    // An issue that is gone is gone everywhere.
    project.put("content/a/series.yaml", "名称: 甲系列\n版式: 公文\n");
    project.remove("content/a/2026/2");
    project.run(&["build", "--no-pdf"]);
    let after = shared(&project);
    assert!(!project.has("output/a/2026/2/issue.json"));
    for path in ["a/feed.xml", "catalogue.csv", "feed.xml", "index-2026.json"] {
        assert!(
            !String::from_utf8_lossy(&after[path]).contains("a/2026/2/") || path == "a/feed.xml",
            "{path}"
        );
    }
    assert!(!String::from_utf8_lossy(&after["a/feed.xml"]).contains("2026/2/"));
}

/// Figures for the note of a release: `cargo test --release --test suite catalogue -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn ten_thousand_issues() {
    let title = "关于对全市工资集体协商工作推进情况的督查通报";
    let sentence = "全市各级工会认真落实年初部署，围绕重点行业和重点企业开展集体协商，要约行动覆盖面稳步扩大，协商质量明显提高。";
    let entries: Vec<Entry> = (0..10_000)
        .map(|number: u32| {
            let mut document = samples::everything(title);
            document.head.title = vec![samples::typed(title)];
            document.id.year = u16::try_from(1980 + number / 200).unwrap();
            document.id.folder = (number % 200 + 1).to_string();
            document.publication.abstract_text = Some(sentence.repeat(3));
            entry(&document)
        })
        .collect();
    let series = samples::series();
    let clock = Instant::now();
    let files = files_of(&published(), &series, &entries);
    println!("all files: {} ms", clock.elapsed().as_millis());
    for (path, bytes) in &files {
        println!("{path}: {} kB", bytes.len() / 1000);
    }
    assert!(files["index.json"].len() < 100_000);
    assert!(files["index-1980.json"].len() < 1_000_000);
}
