//! The lists of large archives: bounded, in order, and leading to the right places.

use std::collections::BTreeMap;
use std::sync::Arc;

use jianbao::archive;
use jianbao::model::{
    Amendment, AmendmentKind, ArticleTitle, ColumnTitle, Entry, FileId, IssueId, OutputFile,
    PdfFacts, Series, Span, Unit, UnitPassage, UnitRegistry,
};
use jianbao::zh::date::IssueDate;

use super::{entry, index_pages, samples, shape, templates, text};

/// How many issues one page may list: those of a full year, or a front page.
const MOST: usize = 400;

pub fn series() -> Vec<Arc<Series>> {
    samples::series().into_iter().take(4).collect()
}

/// `count` issues in four series over `years`, each on three of forty units, one of a dozen topics, and with two articles in two columns.
pub fn archive_of(count: usize, years: usize) -> Vec<Entry> {
    let mut issues = Vec::new();
    for (at, series) in series().iter().enumerate() {
        let in_series = count / 4;
        for number in 0..in_series {
            let place = number * years * 336 / in_series;
            let (year, day) = (2015 + place / 336, place % 336);
            let mut entry = entry(&samples::ducha());
            let summary = Arc::make_mut(&mut entry.summary);
            summary.id = IssueId {
                series: series.code.clone(),
                year: u16::try_from(year).expect("a year"),
                folder: (number + 1).to_string(),
            };
            summary.date = IssueDate::new(
                u16::try_from(year).expect("a year"),
                u8::try_from(day / 28 + 1).expect("a month"),
                Some(u8::try_from(day % 28 + 1).expect("a day")),
            )
            .expect("a date");
            summary.title = format!("关于第{}号督查事项办理情况的通报", number + 1);
            summary.document_number =
                (at % 2 == 0).then(|| format!("云工督字〔{year}〕{number}号"));
            summary.issue_number = (at % 2 == 1).then(|| format!("第{number}期"));
            summary.topics = vec![format!("主题{}", number % 12)];
            summary.units.clear();
            summary.passages.clear();
            for unit in [number % 40, number * 7 % 40, 1] {
                let code = format!("unit{unit}");
                summary.passages.push(UnitPassage {
                    unit: code.clone(),
                    title: None,
                    anchor: format!("p-{unit:08x}"),
                    excerpt: "对露天作业场所逐一登记，共建立台账312处，安排资金86万元。".to_owned(),
                });
                summary.units.push((code, format!("第{unit}单位")));
            }
            summary.units.dedup();
            summary.columns = ["工作动态", "基层经验"]
                .map(|title| ColumnTitle {
                    title: title.to_owned(),
                    anchor: "c-1".to_owned(),
                })
                .to_vec();
            summary.articles = ["工作动态", "基层经验"]
                .map(|column| ArticleTitle {
                    title: "全市高温劳动保护专项监督检查情况".to_owned(),
                    anchor: "a-1".to_owned(),
                    column: Some(column.to_owned()),
                    source: Some("青禾县总工会".to_owned()),
                })
                .to_vec();
            entry.pdf = Some(PdfFacts {
                bytes: 122_880,
                pages: 3,
                sha256: "0".repeat(64),
            });
            issues.push(entry);
        }
    }
    issues
}

fn by_path(files: Vec<OutputFile>) -> BTreeMap<String, String> {
    let pairs = files
        .into_iter()
        .map(|file| (file.path.clone(), text(file)));
    pairs.collect()
}

#[test]
fn no_list_is_endless_and_every_issue_is_in_each_of_its_lists() {
    // More a year than fit on a page: of a series, of one unit, of one run of numbers.
    let issues = archive_of(3600, 2);
    let pages = by_path(index_pages(&series(), &issues));
    for (path, html) in &pages {
        let items = html.matches("<span class=\"when\">").count();
        assert!(items <= MOST, "{path} lists {items}");
    }
    // Every issue stands on the page of its year or month, of its unit, topic, column and number.
    for issue in issues.iter().step_by(97) {
        let page = format!("{}/index.html\"", issue.summary.id.path());
        for list in ["units/", "topics/", "columns/", "numbers/", "months/"] {
            let listed = pages
                .iter()
                .any(|(path, html)| path.starts_with(list) && html.contains(&page));
            assert!(listed, "{page} in {list}");
        }
    }
    // A link that leads to no page would be in every page of its kind.
    let links: usize = pages
        .iter()
        .step_by(7)
        .map(|(path, html)| {
            let page = shape::check(html).unwrap_or_else(|fault| panic!("{path}: {fault}"));
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            for href in &page.links {
                let (file, _) = href.split_once('#').unwrap_or((href, ""));
                let target = shape::resolve(folder, file);
                let ours = target.matches('/').count() < 3 || target.starts_with("units/");
                assert!(
                    !ours
                        || !target.ends_with("/index.html")
                        || target.starts_with("search/")
                        || pages.contains_key(&target),
                    "{path}: {href}"
                );
            }
            page.links.len()
        })
        .sum();
    assert!(links > 5_000);
}

#[test]
fn old_years_of_a_long_series_are_linked_not_listed() {
    let mut issues = Vec::new();
    for year in 2001..=2026 {
        for number in 1..=24 {
            let mut entry = entry(&samples::ducha());
            let id = &mut Arc::make_mut(&mut entry.summary).id;
            id.year = year;
            id.folder = number.to_string();
            issues.push(entry);
        }
    }
    let pages = by_path(index_pages(&samples::series(), &issues));
    let years = pages.keys().filter(|path| path.starts_with("ducha/"));
    assert_eq!(years.count(), 1 + 26);
    let html = &pages["ducha/index.html"];
    assert!(
        html.contains("2026/24/index.html") && html.contains("href=\"../ducha/2001/index.html\"")
    );
    assert!(!html.contains("2001/1/index.html"));
    assert!(html.find("2026/24/index.html") < html.find("2026/1/index.html"));
}

#[test]
fn a_dossier_has_every_passage_of_the_unit_and_the_issues_that_only_name_it() {
    let issues = &archive_of(48, 12)[..12];
    let mut issues = issues.to_vec();
    for issue in &mut issues[..3] {
        Arc::make_mut(&mut issue.summary).passages.clear();
    }
    let pages = by_path(index_pages(&series(), &issues));
    let html = &pages["units/unit1/index.html"];
    for issue in &issues {
        let page = format!("../../{}/index.html", issue.summary.id.path());
        assert!(html.contains(&format!("href=\"{page}\"")), "{page}");
        for passage in &issue.summary.passages {
            let link = format!("href=\"{page}#{}\"", passage.anchor);
            assert_eq!(html.contains(&link), passage.unit == "unit1", "{link}");
        }
    }
    assert!(html.contains("PDF 3页 120 KB"), "{html}");
}

#[test]
fn units_stand_in_the_order_of_their_register_under_their_category() {
    let unit = |code: &str, category: &str| Unit {
        code: code.to_owned(),
        name: code.to_owned(),
        other_names: Vec::new(),
        category: Some(category.to_owned()),
        span: Span::file_start(FileId(0)),
    };
    let register = Arc::new(UnitRegistry {
        units: vec![
            unit("unit7", "县（市）区"),
            unit("unit0", "企业"),
            unit("unit3", "县（市）区"),
        ],
        ..UnitRegistry::default()
    });
    let pages = archive::pages(
        &templates(),
        &samples::site(),
        &series(),
        &[register],
        &archive_of(160, 12),
        &[],
    );
    let html = &by_path(pages.expect("pages"))["units/index.html"];
    let order = [
        "<h2>县（市）区</h2>",
        ">第7单位<",
        ">第3单位<",
        "<h2>企业</h2>",
        ">第0单位<",
        "<h2>其他单位</h2>",
        ">第1单位<",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|piece| {
            html.find(piece)
                .unwrap_or_else(|| panic!("{piece}: {html}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn related_issues_share_most_then_are_nearest_and_leave_out_neighbours_and_what_was_withdrawn() {
    let mut issues = archive_of(40, 12);
    for issue in &mut issues {
        let summary = Arc::make_mut(&mut issue.summary);
        summary.topics.clear();
        summary.units.clear();
    }
    let give = |issue: &mut Entry, topics: &[&str], units: &[&str]| {
        let summary = Arc::make_mut(&mut issue.summary);
        summary.topics = topics.iter().map(|&topic| topic.to_owned()).collect();
        summary.units = units
            .iter()
            .map(|&unit| (unit.to_owned(), unit.to_owned()))
            .collect();
    };
    // The tenth to nineteenth are one series, in the order of their dates.
    give(&mut issues[12], &["甲", "甲"], &["一", "二", "三"]);
    give(&mut issues[13], &["甲"], &["一", "二", "三"]);
    give(&mut issues[14], &[], &["一"]);
    give(&mut issues[15], &["甲"], &[]);
    give(&mut issues[16], &["甲"], &["二"]);
    give(&mut issues[17], &["甲"], &["一", "二", "三"]);
    give(&mut issues[18], &[], &["二"]);
    give(&mut issues[19], &["乙"], &["四"]);
    Arc::make_mut(&mut issues[17].summary).amendments = vec![Amendment {
        kind: AmendmentKind::Withdrawn,
        date: issues[18].summary.date,
        note: None,
        by: None,
        changes: Vec::new(),
    }];
    let related = archive::related(&issues);
    // 13 is the next issue, 17 was withdrawn, 19 shares nothing.
    assert_eq!(related[12], [16, 15, 14, 18]);
    assert_eq!(related[19], [0_usize; 0]);
    assert_eq!(related[0], [0_usize; 0]);
}

#[test]
fn an_empty_archive_has_all_its_lists() {
    let pages = by_path(index_pages(&series(), &[]));
    for list in ["units", "topics", "columns", "months", "numbers"] {
        let html = &pages[&format!("{list}/index.html")];
        assert!(html.contains("class=\"empty\""), "{list}: {html}");
    }
}
