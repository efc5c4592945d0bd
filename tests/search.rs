//! The index, made by the program and read by the script of the page in Node.js: whatever stands in a passage is found, as a plain scan finds it, and
//! what stands nowhere is not. There is no other reader of the index.
//!
//! `tests/data/search/vectors.json` has one archive of each kind with its files, its queries and their results, for whoever changes the format;
//! `SNAPSHOTS=overwrite cargo test --test suite search` writes it anew.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use jianbao::model::{Audience, IssueId, IssueSummary};
use jianbao::search::code::Bits;
use jianbao::search::fold::fold;
use jianbao::search::format::VERSION;
use jianbao::search::passage::{Passage, PassageKind};
use jianbao::search::{IssueText, index, scripts};
use jianbao::zh::date::IssueDate;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

fn summary(number: usize) -> IssueSummary {
    let year = 2001 + u16::try_from(number / 12).expect("a year");
    IssueSummary {
        id: IssueId {
            series: if number < 5 { "ducha" } else { "jianbao" }.to_owned(),
            year,
            folder: format!("{}", number % 12 + 1),
        },
        title: format!("第{number}号通报"),
        subtitle: None,
        date: IssueDate::new(year, 1 + u8::try_from(number % 12).expect("a month"), None)
            .expect("a date"),
        document_number: Some(format!("平工督字〔{year}〕{number}号")),
        issue_number: None,
        topics: Vec::new(),
        units: Vec::new(),
        columns: Vec::new(),
        articles: Vec::new(),
        passages: Vec::new(),
        problems: Vec::new(),
        reported: Vec::new(),
        audience: Audience::Public,
        amendments: Vec::new(),
        former: Vec::new(),
        record: Default::default(),
    }
}

fn issues(texts: &[Vec<String>]) -> Vec<IssueText> {
    let issues = texts.iter().enumerate().map(|(number, texts)| {
        let mut issue = IssueText::kept(&summary(number), "督查通报", None);
        issue.passages.extend(texts.iter().map(|text| Passage {
            anchor: "p-0".to_owned(),
            kind: PassageKind::Text,
            text: text.clone(),
        }));
        issue
    });
    issues.collect()
}

fn scan(issues: &[IssueText], query: &str) -> BTreeSet<u32> {
    let holds = |issue: &IssueText| {
        issue
            .passages
            .iter()
            .any(|passage| fold(&passage.text).contains(query))
    };
    let found = (0..).zip(issues).filter(|(_, issue)| holds(issue));
    found.map(|(number, _)| number).collect()
}

/// The files of an archive and what the script is to find: queries with the folders of the issues.
fn archive(issues: &[IssueText], queries: &BTreeMap<String, BTreeSet<u32>>) -> Value {
    let files = index(issues)
        .files
        .into_iter()
        .chain(issues.iter().map(IssueText::file));
    let files: BTreeMap<String, String> = files
        .map(|file| (file.path, String::from_utf8(file.bytes).expect("UTF-8")))
        .collect();
    let queries: Vec<Value> = queries
        .iter()
        .map(|(query, found)| {
            let found: Vec<String> = found
                .iter()
                .map(|n| issues[*n as usize].id.path())
                .collect();
            json!({ "query": format!("“{query}”"), "found": found })
        })
        .collect();
    json!({ "files": files, "queries": queries })
}

/// Strings of bits with what is read from them.
fn codes() -> Value {
    let lists: [(&[u32], u32, u32); 4] = [
        (&[], 0, 9),
        (&[3], 0, 4),
        (&[0, 1, 2, 3], 0, 4),
        (&[1, 5, 64, 4999], 1, 5000),
    ];
    let mut codes = Vec::new();
    for (list, low, high) in lists {
        let mut bits = Bits::default();
        bits.push(5, 3);
        let mut reads = vec![json!(["take", [3], 5])];
        for number in [1, 2, 3, 127, 128, 70_000, 1 << 30] {
            bits.gamma(number);
            reads.push(json!(["gamma", [], number]));
        }
        for (value, size) in [(0, 1), (0, 2), (1, 3), (2, 3), (699, 700), (65_535, 65_537)] {
            bits.below(value, size);
            reads.push(json!(["below", [size], value]));
        }
        bits.rising(list, low, high);
        reads.push(json!(["rising", [list.len(), low, high, []], list]));
        codes.push(json!({ "text": bits.to_text(), "reads": reads }));
    }
    Value::Array(codes)
}

/// Texts as people write them, with what they type for it.
fn by_hand() -> (Vec<IssueText>, BTreeMap<String, BTreeSet<u32>>) {
    let lines = [
        "各单位：张　三、李四光　同志到会。",
        "按 GB/T 9704 的要求，见云工督查字〔2026〕4号。",
        "第二十七期刊登了總工會關於“重点”工作的报道，完成３．７５％。",
        "单元\t甲　乙\t1,234",
        "𠀀字与①㎡",
    ];
    let texts: Vec<Vec<String>> = lines.iter().map(|line| vec![(*line).to_owned()]).collect();
    let issues = issues(&texts);
    let queries = [
        ("张三", 0),
        ("李四光", 0),
        ("四光同志", 0),
        ("GB/T9704", 1),
        ("ｇｂ/t 9704", 1),
        ("云工督查字（2026）4号", 1),
        ("云工督查字(2026)4号", 1),
        ("云工督查字〔2026〕4号", 1),
        ("云工督查字【2026】4号", 1),
        ("云工督查字2026年4号", 1),
        ("云工督查字2026年第4号", 1),
        ("2026年4号", 1),
        ("2026-4", 1),
        ("（2026）4号", 1),
        ("第27期", 2),
        ("第二十七期", 2),
        ("总工会关于", 2),
        ("3.75%", 2),
        ("1,234", 3),
        ("𠀀", 4),
        ("1m2", 4),
    ];
    let mut wanted: BTreeMap<String, BTreeSet<u32>> = queries
        .into_iter()
        .map(|(query, issue)| (query.to_owned(), BTreeSet::from([issue])))
        .collect();
    for nothing in ["乙1", "张三丰", "第二十八期", "2026年5号", "龘"] {
        wanted.insert(nothing.to_owned(), BTreeSet::new());
    }
    (issues, wanted)
}

/// The file of vectors.
fn vectors() -> Value {
    let (issues, queries) = by_hand();
    let folds: BTreeMap<&str, String> = [
        "ＧＢ／Ｔ　９７０４",
        "總工會",
        "〔2026〕【】［］",
        "“重点”「」",
        "lǜ É",
        "㈱",
        "張\u{3000}三",
    ]
    .into_iter()
    .map(|text| (text, fold(text)))
    .collect();
    json!({ "format": VERSION, "codes": codes(), "folds": folds, "archives": [archive(&issues, &queries)] })
}

/// What the script says of the vectors in `file`; none where there is no Node.js, which is said.
fn answered_by_script(file: &Path) -> Option<()> {
    let root = super::support::root();
    let folder = tempfile::tempdir().expect("a folder");
    let published = folder.path().join("search.js");
    std::fs::write(&published, &scripts()[0].bytes).expect("a file");
    let run = Command::new("node")
        .arg(root.join("tests/data/search/check.js"))
        .arg(&published)
        .arg(file)
        .output();
    let run = match run {
        Ok(run) => run,
        Err(error) => {
            // On a line of its own: the test runner may be in the middle of one.
            let _ = writeln!(
                std::io::stderr(),
                "\nNOT RUN: tests of the search's script: node: {error} (apt-get install nodejs)"
            );
            assert!(std::env::var_os("CI").is_none(), "no Node.js");
            return None;
        }
    };
    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    Some(())
}

#[test]
fn the_script_reads_the_vectors_and_they_are_current() {
    let file = super::support::root().join("tests/data/search/vectors.json");
    let current = serde_json::to_string_pretty(&vectors()).expect("JSON") + "\n";
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        std::fs::write(&file, &current).expect("a file");
    }
    let kept = std::fs::read_to_string(&file).expect("the vectors");
    assert_eq!(
        kept, current,
        "the format has changed: raise VERSION, and bless the vectors"
    );
    answered_by_script(&file);
}

/// Text of few characters, so that sequences are frequent and the trie is deep, with digits, Latin, traditional and full-width forms and cells.
fn text() -> impl Strategy<Value = String> {
    "[工会會督查2０0１1.，。　 Ａab〔〕\t𠀀]{0,40}"
}

#[test]
fn random_archives_are_searched_as_a_scan_searches() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let texts = proptest::collection::vec(proptest::collection::vec(text(), 0..4), 1..90);
    let strange = proptest::collection::vec("[工会查201.，a\\[𠀀]{1,6}", 40);
    let mut archives = Vec::new();
    for _ in 0..24 {
        let issues = issues(&texts.new_tree(&mut runner).expect("texts").current());
        let mut queries =
            BTreeSet::from_iter(strange.new_tree(&mut runner).expect("queries").current());
        for passage in issues.iter().flat_map(|issue| &issue.passages).take(40) {
            for cell in passage.text.split('\t') {
                let letters: Vec<char> = fold(cell).chars().collect();
                for (from, length) in (0..letters.len()).step_by(3).zip((1..=7).cycle()) {
                    queries.insert(
                        letters[from..letters.len().min(from + length)]
                            .iter()
                            .collect(),
                    );
                }
            }
        }
        let wanted = queries
            .into_iter()
            .filter(|query| !query.is_empty() && !query.contains('"'))
            .map(|query| (query.clone(), scan(&issues, &fold(&query))))
            .collect();
        archives.push(archive(&issues, &wanted));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("vectors.json");
    let content = json!({ "format": VERSION, "codes": [], "folds": {}, "archives": archives });
    std::fs::write(&file, content.to_string()).expect("a file");
    answered_by_script(&file);
}

/// 10,000 issues that cite one another's numbers: a number in any of its spellings leads to the document that bears it, and never to an empty first page.
#[test]
fn numbers_in_every_spelling_lead_to_their_document_among_ten_thousand() {
    let bulletin = |number: usize| format!("第{}期", number % 250 + 1);
    let texts: Vec<IssueText> = (0..10_000_usize)
        .map(|index| {
            let mut summary = summary(0);
            let (of, place) = (index / 5000, index % 5000);
            let year = 1990 + u16::try_from(place / 250).expect("a year");
            summary.id = IssueId {
                series: ["ducha", "jianbao"][of].to_owned(),
                year,
                folder: format!("{}", place % 250 + 1),
            };
            summary.date = IssueDate::new(
                year,
                1 + u8::try_from(place % 250 / 21).expect("a month"),
                None,
            )
            .expect("a date");
            summary.title = "关于工作情况的通报".to_owned();
            let own = if of == 0 {
                format!("云工督查字〔{year}〕{}号", place % 250 + 1)
            } else {
                bulletin(place)
            };
            summary.document_number = (of == 0).then(|| own.clone());
            summary.issue_number = (of == 1).then(|| own.clone());
            let mut issue = IssueText::kept(&summary, "督查通报", None);
            issue.passages.push(Passage {
                anchor: String::new(),
                kind: PassageKind::Number,
                text: own,
            });
            // What comes later cites what came before.
            for back in [1, 3, 40, 251] {
                let cited = place.saturating_sub(back);
                issue.passages.push(Passage {
                    anchor: "p-0".to_owned(),
                    kind: PassageKind::Text,
                    text: format!(
                        "按照云工督查字〔{}〕{}号和工会简报{}的要求抓好落实。",
                        1990 + cited / 250,
                        cited % 250 + 1,
                        bulletin(cited)
                    ),
                });
            }
            issue
        })
        .collect();
    let mut firsts = Vec::new();
    for place in (7..5000).step_by(199) {
        let (year, number) = (1990 + place / 250, place % 250 + 1);
        let path = format!("ducha/{year}/{number}");
        for typed in [
            format!("云工督查字〔{year}〕{number}号"),
            format!("云工督查字（{year}）{number}号"),
            format!("云工督查字({year}){number}号"),
            format!("云工督查字[{year}]{number}号"),
            format!("云工督查字【{year}】{number}号"),
            format!("云工督查字{year}年{number}号"),
            format!("云工督查字{year}年第{number}号"),
            format!("云工督查字〔{year}〕{number}"),
            format!("（{year}）{number}号"),
            format!("{year}年{number}号"),
            format!("{year}年第{number}号"),
            format!("{year}-{number}"),
        ] {
            firsts.push(json!({ "query": typed, "first": [path] }));
        }
    }
    for (number, chinese) in [
        (27, "二十七"),
        (105, "一百零五"),
        (110, "一百一十"),
        (9, "九"),
    ] {
        let bearers: Vec<String> = (1990..2010)
            .map(|year| format!("jianbao/{year}/{number}"))
            .collect();
        for typed in [format!("第{number}期"), format!("第{chinese}期")] {
            firsts.push(json!({ "query": typed, "first": bearers }));
        }
    }
    let mut large = archive(&texts, &BTreeMap::new());
    large["firsts"] = Value::Array(firsts);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("vectors.json");
    let content = json!({ "format": VERSION, "codes": [], "folds": {}, "archives": [large] });
    std::fs::write(&file, content.to_string()).expect("a file");
    answered_by_script(&file);
}

/// The bytes of the parts by their paths.
fn parts(issues: &[IssueText]) -> BTreeMap<String, Vec<u8>> {
    index(issues)
        .files
        .into_iter()
        .map(|file| (file.path, file.bytes))
        .collect()
}

/// A word that changes leaves the parts as they are that do not hold it: same name, same bytes.
#[test]
fn a_change_makes_few_parts_new() {
    let line = |number: u32| -> String {
        // Characters by a power law, as in prose.
        let pick = |at: u32| {
            let dice = (number * 7919 + at).wrapping_mul(2_654_435_761) >> 8;
            let share = f64::from(dice) / f64::from(u32::MAX >> 8);
            char::from_u32(0x4E00 + (share.powi(3) * 2500.0).floor() as u32).expect("a character")
        };
        (0..600).map(pick).collect()
    };
    let texts: Vec<Vec<String>> = (0..400).map(|number| vec![line(number)]).collect();
    let before = parts(&issues(&texts));
    let mut changed = texts;
    let word: String = changed[200][0].chars().skip(40).take(2).collect();
    changed[100][0].push_str(&word);
    let after = parts(&issues(&changed));
    for (path, bytes) in &after {
        if path.starts_with("search/parts/")
            && let Some(old) = before.get(path)
        {
            assert_eq!(old, bytes, "{path}");
        }
    }
    let new = after
        .keys()
        .filter(|path| !before.contains_key(*path))
        .count();
    println!("{new} of {} parts are new", after.len());
    assert!(after.len() > 30 && new <= 6, "{new} of {}", after.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_text_is_read_back_as_it_was_written(texts in proptest::collection::vec("\\PC{0,30}", 0..6)) {
        for issue in issues(&[texts]) {
            let file = issue.file();
            let again = IssueText::kept(&summary(0), "督查通报", Some(&file.bytes));
            prop_assert_eq!(again, issue);
        }
    }
}

/// Hostile text stays inside its string, and the same archive gives the same files.
#[test]
fn the_files_are_scripts_whatever_the_text_is() {
    let hostile = "</script><script>alert(1)</script>\"\\\u{2028}\u{2029}'`${x}";
    let issues = issues(&[vec![hostile.to_owned()], vec!["工会".to_owned()]]);
    let text = String::from_utf8(issues[0].file().bytes).expect("UTF-8");
    assert!(
        !text.contains(['\u{2028}', '\u{2029}']) && text.lines().count() == 1,
        "{text}"
    );
    let (a, b) = (index(&issues), index(&issues));
    assert_eq!(a.files, b.files);
    for file in &a.files {
        let text = String::from_utf8(file.bytes.clone()).expect("UTF-8");
        assert!(
            text.starts_with("jianbaoSearch.") && text.ends_with(");\n"),
            "{text}"
        );
        assert_eq!(text.lines().count(), 1, "{}", file.path);
    }
}

#[test]
fn an_empty_archive_has_an_index() {
    let index = index(&[]);
    assert!(!index.head.is_empty());
    assert!(
        index
            .files
            .iter()
            .any(|file| file.path == "search/current.js")
    );
}
