//! The five real issues of `../shared/real`: every sentence of every fragment stands in the page and in the PDF, in order, and nothing else
//! does but what the generator adds.
//!
//! What is expected is put together without the program: each issue is described below by hand, as the order of its parts; the words are
//! read from the files line by line. The whole text of a page and of a PDF must be these pieces one after the other. White space is left out of
//! the comparison, because a line of print breaks anywhere.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test reads and writes files, and says so where it does not run"
)]

use crate::support;

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::support::{build_site, html, pdf, squeezed};

/// The real content; none where it is not beside the checkout, which is said. In CI it must be there.
pub fn real_content() -> Option<PathBuf> {
    let content = support::root().join("../shared/real/content");
    if content.join("site.yaml").is_file() {
        return Some(content);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "{} is missing",
        content.display()
    );
    // Not `eprintln!`, which the test harness keeps to itself.
    let note = format!(
        "\n***** NOT RUN: the real issues were NOT tested, {} is missing *****\n",
        content.display()
    );
    let _ = std::io::stderr().write_all(note.as_bytes());
    None
}

// ---- pieces -----------------------------------------------------------------------------------------------------------------

/// One piece of the text that must stand in page and PDF.
#[derive(Clone, Debug, PartialEq)]
struct Piece {
    text: String,
    /// A writer's sentence; otherwise something that the generator adds.
    written: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Medium {
    Page,
    Pdf,
}

/// Pieces in the order in which they are read.
#[derive(Default)]
struct Text(Vec<Piece>);

impl Text {
    /// What the generator adds.
    fn own(&mut self, text: &str) {
        self.push(text, false);
    }

    /// What a writer wrote, sentence by sentence.
    fn written(&mut self, text: &str) {
        for sentence in sentences(text) {
            self.push(sentence, true);
        }
    }

    fn push(&mut self, text: &str, written: bool) {
        let text = squeezed(text);
        if !text.is_empty() {
            self.0.push(Piece { text, written });
        }
    }

    /// A fragment: headings numbered in the styles of `heads` from the first, list items in `list`.
    fn fragment(&mut self, path: &Path, heads: &[Style], list: Style) {
        let (_, body) = front_matter_and_body(path);
        let mut counts = [0_usize; 4];
        let mut items = 0;
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            let level = line.bytes().take_while(|b| *b == b'#').count();
            if level > 0 {
                counts[level - 1] += 1;
                counts[level..].fill(0);
                items = 0;
                self.own(&heads[level - 1].format(counts[level - 1]));
                self.written(line[level..].trim());
            } else if let Some(item) = list_item(line) {
                items += 1;
                self.own(&list.format(items));
                self.written(item);
            } else {
                self.written(line);
            }
        }
    }
}

/// The text of a Markdown list item `1. …`.
fn list_item(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < line.len())
        .then_some(rest)?
        .strip_prefix(". ")
}

#[derive(Clone, Copy)]
enum Style {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1、
    Arabic,
}

impl Style {
    fn format(self, number: usize) -> String {
        let han = || ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][number - 1];
        match self {
            Self::Han => format!("{}、", han()),
            Self::HanInBrackets => format!("（{}）", han()),
            Self::Arabic => format!("{number}、"),
        }
    }
}

/// A text cut behind each sentence; the parts together are the text.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '；', ';', '！', '？'])
        .collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn front_matter_and_body(path: &Path) -> (String, String) {
    let text = read(path);
    assert!(
        !text.contains(['*', '`', '<', '|', '\\', '\r']) && !text.contains("!["),
        "{}: the reader of this test knows headings, lists and paragraphs",
        path.display()
    );
    match text.strip_prefix("---\n") {
        Some(rest) => {
            let (head, body) = rest.split_once("\n---\n").expect("the end of it");
            (head.to_owned(), body.to_owned())
        }
        None => (String::new(), text),
    }
}

/// The value of the one line `key: value` of a text, without a comment.
fn value(text: &str, key: &str) -> String {
    let prefix = format!("{key}: ");
    let mut found = text.lines().filter_map(|line| line.strip_prefix(&prefix));
    let value = found.next().unwrap_or_else(|| panic!("no {key}"));
    assert_eq!(found.next(), None, "two {key}");
    let value = value.split_once(" #").map_or(value, |(value, _)| value);
    value.trim().trim_matches('"').to_owned()
}

/// The value of a line `key: [a, b]`, or of `key: a`.
fn values(text: &str, key: &str) -> Vec<String> {
    items(&value(text, key))
}

fn items(value: &str) -> Vec<String> {
    let inner = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    match inner {
        Some(inner) => inner.split(", ").map(str::to_owned).collect(),
        None => vec![value.to_owned()],
    }
}

// ---- the five issues, by hand ------------------------------------------------------------------------------------------------

type Describe = fn(&Path, Medium) -> Text;

const ISSUES: &[(&str, Describe)] = &[
    ("pds-ducha/2011/3", ducha),
    ("sz-jianbao/2011/1", jianbao),
    ("ly-tongzhi/2017/1", tongzhi),
    ("qhd-zongjie/2019/1", zongjie),
    ("my-jianbao/2011/27", zhuanti),
];

/// 督查通报: masthead, 文号, six leaders with their units in the order of the register, signature, date.
fn ducha(content: &Path, _: Medium) -> Text {
    let folder = content.join("pds-ducha/2011/3");
    let series = read(&content.join("pds-ducha/series.yaml"));
    let units = read(&content.join("pds-ducha/units.yaml"));
    let mut text = Text::default();
    text.own(&value(&series, "报头"));
    let number = value(&series, "文号")
        .replace("{年}", "2011")
        .replace("{号}", "3");
    text.own(&number);
    text.written(&value(&read(&folder.join("issue.yaml")), "标题"));
    let heads = &[Style::Han, Style::HanInBrackets];
    text.fragment(&folder.join("导语.md"), heads, Style::Arabic);
    let groups: [&[&str]; 6] = [
        &["wugang", "zhongping"],
        &["jiaxian", "gaoxin", "wugang-gs", "wuyang"],
        &["lushan", "caimao", "jianghe", "luyang"],
        &["ruzhou", "weidong", "shilong", "qingfang", "yaomeng"],
        &["baofeng", "yexian", "gongjiao", "gongdian"],
        &["xinhua", "zhanhe", "jianshe", "reli"],
    ];
    for (group, codes) in groups.iter().enumerate() {
        let names: Vec<String> = codes.iter().map(|code| unit_name(&units, code)).collect();
        text.own(&Style::Han.format(group + 1));
        text.own(&leader(&units, codes));
        text.own(&format!("（联系单位：{}）", names.join("、")));
        for (unit, code) in codes.iter().enumerate() {
            text.own(&Style::HanInBrackets.format(unit + 1));
            text.own(&names[unit]);
            let path = folder.join(format!("units/{code}.md"));
            text.fragment(&path, &[], Style::Arabic);
        }
    }
    text.fragment(&folder.join("结语.md"), heads, Style::Arabic);
    text.own(&values(&series, "署名").concat());
    text.own("2011年3月16日");
    text
}

fn unit_name(units: &str, code: &str) -> String {
    let start = format!("  - {{代号: {code}, 名称: ");
    let line = units.lines().find_map(|line| line.strip_prefix(&start));
    let (name, _) = line.expect("a unit").split_once(", 类别").expect("its end");
    name.to_owned()
}

fn leader(units: &str, codes: &[&str]) -> String {
    let end = format!(", 单位: [{}]}}", codes.join(", "));
    let line = units.lines().find_map(|line| line.strip_suffix(&end));
    let (_, name) = line
        .expect("the group of exactly these units")
        .split_once("{名称: ")
        .expect("its name");
    name.to_owned()
}

/// 简报: masthead, office and month, two columns of nine articles, each with its source, the list of who gets it.
fn jianbao(content: &Path, medium: Medium) -> Text {
    let folder = content.join("sz-jianbao/2011/1");
    let series = read(&content.join("sz-jianbao/series.yaml"));
    let issue = read(&folder.join("issue.yaml"));
    let mut text = Text::default();
    text.own(&value(&series, "报头"));
    text.own(&value(&series, "单位"));
    text.own("2011年8月");
    let columns = [1..=5, 6..=9];
    let names: Vec<&str> = issue
        .lines()
        .filter_map(|line| line.strip_prefix("  - 栏目: "))
        .collect();
    assert_eq!(names.len(), columns.len());
    for (name, articles) in names.into_iter().zip(columns) {
        // The page draws the brackets with its style sheet.
        match medium {
            Medium::Page => text.own(name),
            Medium::Pdf => text.own(&format!("【{name}】")),
        }
        for article in articles {
            let path = folder.join(format!("0{article}.md"));
            let (head, _) = front_matter_and_body(&path);
            for line in values(&head, "标题") {
                text.written(&line);
            }
            text.fragment(&path, &[], Style::Arabic);
            text.own("（");
            text.written(&value(&head, "来源"));
            text.own("）");
        }
    }
    text.own("本期印发：");
    text.own(&values(&issue, "印发").join("、"));
    text.own("。");
    text
}

/// 通知 without masthead: 主送, headings of which the second level is run in, four signatures, and a table as attachment.
fn tongzhi(content: &Path, medium: Medium) -> Text {
    let folder = content.join("ly-tongzhi/2017/1");
    let series = read(&content.join("ly-tongzhi/series.yaml"));
    let issue = read(&folder.join("issue.yaml"));
    let table = read(&folder.join("统计表.yaml"));
    let mut text = Text::default();
    for line in values(&issue, "标题") {
        text.written(&line);
    }
    text.written(&value(&issue, "主送"));
    text.own("：");
    let heads = &[Style::Han, Style::HanInBrackets];
    text.fragment(&folder.join("正文.md"), heads, Style::Arabic);
    text.own("附件：");
    text.own(&value(&table, "标题"));
    for signature in values(&series, "署名") {
        text.own(&signature);
    }
    text.own("2017年3月7日");

    text.own("附件");
    text.written(&value(&table, "标题"));
    for part in values(&table, "表前") {
        text.written(&part);
    }
    let mut columns = table.lines().skip_while(|line| *line != "列:").skip(1);
    let first = columns.next().and_then(|line| line.strip_prefix("  - "));
    let first = first.expect("the first column");
    let groups: Vec<(&str, Vec<String>)> = columns
        .map_while(|line| line.strip_prefix("  - "))
        .map(|line| {
            let (head, below) = line.split_once(": ").expect("a group of columns");
            (head, items(below))
        })
        .collect();
    assert_eq!(groups.len(), 3);
    // The cell over two rows: typst draws it after the first row.
    if medium == Medium::Page {
        text.written(first);
    }
    for (head, _) in &groups {
        text.written(head);
    }
    if medium == Medium::Pdf {
        text.written(first);
    }
    for head in groups.iter().flat_map(|(_, below)| below) {
        text.written(head);
    }
    let rows = table.lines().skip_while(|line| *line != "行:").skip(1);
    for row in rows.map_while(|line| line.strip_prefix("  - ")) {
        for cell in items(row) {
            text.written(cell.trim_matches('"'));
        }
    }
    text.own("注：");
    text.written(&value(&table, "注"));
    text
}

/// 总结: a title of two lines, 副题, the month under the title, nothing at the end.
fn zongjie(content: &Path, _: Medium) -> Text {
    let folder = content.join("qhd-zongjie/2019/1");
    let issue = read(&folder.join("issue.yaml"));
    let mut text = Text::default();
    for line in values(&issue, "标题") {
        text.written(&line);
    }
    text.own("——");
    text.written(&value(&issue, "副题"));
    text.own("（2019年7月）");
    text.fragment(&folder.join("正文.md"), &[Style::Han], Style::Arabic);
    text
}

/// 专题简报: a number in Chinese, two offices, headings 一、 and 1、.
fn zhuanti(content: &Path, _: Medium) -> Text {
    let folder = content.join("my-jianbao/2011/27");
    let series = read(&content.join("my-jianbao/series.yaml"));
    let mut text = Text::default();
    text.own(&value(&series, "报头"));
    text.own("第二十七期");
    for office in values(&series, "单位") {
        text.own(&office);
    }
    text.own("2011年12月28日");
    text.written(&value(&read(&folder.join("issue.yaml")), "标题"));
    let heads = &[Style::Han, Style::Arabic];
    text.fragment(&folder.join("正文.md"), heads, Style::Arabic);
    text
}

// ---- the check ---------------------------------------------------------------------------------------------------------------

/// What a reader of the page sees between masthead and imprint; the links to other issues are no part of the issue.
fn page_text(page: &str) -> String {
    squeezed(&html::text(html::main(page), &["pager", "related"]))
}

fn pdf_text(bytes: &[u8]) -> String {
    squeezed(&pdf::text(bytes))
}

/// Whether `text` is exactly the pieces, one after the other.
fn check(text: &str, pieces: &[Piece]) -> Result<(), String> {
    let mut rest = text;
    let shown = |text: &str| -> String { text.chars().take(40).collect() };
    for (index, piece) in pieces.iter().enumerate() {
        rest = rest.strip_prefix(piece.text.as_str()).ok_or_else(|| {
            let what = if piece.written {
                "missing"
            } else {
                "not added"
            };
            let before = index.checked_sub(1).map_or("", |i| pieces[i].text.as_str());
            format!(
                "{what} or out of place: “{}”\n  after “{before}” there is: “{}”",
                piece.text,
                shown(rest)
            )
        })?;
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(format!("at the end there is more: “{}”", shown(rest)))
    }
}

/// Numbers that look random and are the same in every run.
struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn every_sentence_stands_in_page_and_pdf_in_order_and_nothing_else() {
    let Some(content) = real_content() else {
        return;
    };
    let built = build_site(&content);
    assert_eq!(built.diagnostics, "", "the real issues give no findings");
    assert_eq!(built.outcome.built, ISSUES.len());
    let mut expected: Vec<&str> = ISSUES.iter().map(|(issue, _)| *issue).collect();
    expected.sort_unstable();
    assert_eq!(built.issues(), expected);

    let mut faults = Vec::new();
    for (issue, describe) in ISSUES {
        let texts = [
            ("page", Medium::Page, page_text(built.page(issue))),
            ("PDF", Medium::Pdf, pdf_text(built.pdf(issue))),
        ];
        for (name, medium, text) in texts {
            if let Err(fault) = check(&text, &describe(&content, medium).0) {
                faults.push(format!("{issue}, {name}: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every fragment of the real content is in one of the descriptions: none can be forgotten by this test and by the program alike.
#[test]
fn the_descriptions_hold_every_fragment() {
    let Some(content) = real_content() else {
        return;
    };
    let mut seen = 0;
    for (path, bytes) in support::files(&content) {
        if !path.ends_with(".md") {
            continue;
        }
        let (_, describe) = ISSUES
            .iter()
            .find(|(issue, _)| path.starts_with(issue))
            .unwrap_or_else(|| panic!("{path} belongs to no issue"));
        let described = describe(&content, Medium::Page);
        let written: String = described.0.iter().map(|p| p.text.as_str()).collect();
        let text = String::from_utf8(bytes).expect("UTF-8");
        let last = text.lines().rfind(|line| !line.is_empty()).expect("text");
        let last = squeezed(list_item(last).unwrap_or(last));
        assert!(written.contains(&last), "{path}: “{last}” is not described");
        seen += 1;
    }
    assert_eq!(seen, 37);
}

/// The check sees a sentence that is left out, doubled or exchanged with another, wherever it stands.
#[test]
fn a_sentence_dropped_doubled_or_moved_is_seen() {
    let Some(content) = real_content() else {
        return;
    };
    let built = build_site(&content);
    let mut seed = Seed(20_261_120);
    for (issue, describe) in ISSUES {
        let texts = [
            (Medium::Page, page_text(built.page(issue))),
            (Medium::Pdf, pdf_text(built.pdf(issue))),
        ];
        for (medium, text) in texts {
            let pieces = describe(&content, medium).0;
            // The places of the pieces in the text as it came out, so that the text is damaged and not the expectation.
            let mut places = Vec::new();
            let mut at = 0;
            for piece in &pieces {
                places.push(at..at + piece.text.len());
                at += piece.text.len();
            }
            let written: Vec<usize> = (0..pieces.len()).filter(|i| pieces[*i].written).collect();
            assert!(written.len() > 10, "{issue}");
            let damaged = |order: &dyn Fn(usize) -> Vec<usize>| -> String {
                (0..pieces.len())
                    .flat_map(order)
                    .map(|index| &text[places[index].clone()])
                    .collect()
            };
            assert_eq!(damaged(&|index| vec![index]), text, "{issue}");
            for &one in &written {
                let lost = damaged(&|index| if index == one { vec![] } else { vec![index] });
                assert!(check(&lost, &pieces).is_err(), "{issue}: {one} lost");
                let twice = damaged(&|index| vec![index; 1 + usize::from(index == one)]);
                assert!(check(&twice, &pieces).is_err(), "{issue}: {one} doubled");

                let other = written[seed.below(written.len())];
                if pieces[one].text != pieces[other].text {
                    let moved = damaged(&|index| match index {
                        index if index == one => vec![other],
                        index if index == other => vec![one],
                        index => vec![index],
                    });
                    assert!(
                        check(&moved, &pieces).is_err(),
                        "{issue}: {one} and {other} exchanged"
                    );
                }
            }
        }
    }
}

/// The whole way from a file to the PDF: a sentence taken out of a fragment before the build is missed in the page and in the PDF.
#[test]
fn a_sentence_dropped_before_the_build_is_missed() {
    let Some(content) = real_content() else {
        return;
    };
    let fragments = [
        "pds-ducha/2011/3/units/yexian.md",
        "sz-jianbao/2011/1/08.md",
        "ly-tongzhi/2017/1/正文.md",
        "qhd-zongjie/2019/1/正文.md",
        "my-jianbao/2011/27/正文.md",
    ];
    let folder = tempfile::tempdir().expect("a folder");
    support::copy(&content, folder.path());
    let mut seed = Seed(27);
    let mut dropped = Vec::new();
    for path in fragments {
        let text = read(&folder.path().join(path));
        let (_, body) = front_matter_and_body(&content.join(path));
        let candidates: Vec<&str> = body
            .lines()
            .filter(|line| !line.starts_with('#') && list_item(line).is_none())
            .chain(body.lines().filter_map(list_item))
            .flat_map(|line| {
                let parts = sentences(line);
                // A paragraph is not taken away as a whole.
                if parts.len() > 1 { parts } else { Vec::new() }
            })
            .filter(|sentence| text.matches(sentence).count() == 1)
            .collect();
        let sentence = candidates[seed.below(candidates.len())];
        std::fs::write(folder.path().join(path), text.replacen(sentence, "", 1)).expect("a file");
        dropped.push(squeezed(sentence));
    }
    let built = build_site(folder.path());
    assert_eq!(built.outcome.built, ISSUES.len(), "{}", built.diagnostics);
    for (path, dropped) in fragments.iter().zip(dropped) {
        let (issue, describe) = ISSUES
            .iter()
            .find(|(issue, _)| path.starts_with(issue))
            .expect("its issue");
        for (medium, text) in [
            (Medium::Page, page_text(built.page(issue))),
            (Medium::Pdf, pdf_text(built.pdf(issue))),
        ] {
            let fault = check(&text, &describe(&content, medium).0)
                .expect_err("the sentence is not there any more");
            assert!(fault.contains(&dropped), "{issue}: {fault}\n{dropped}");
        }
    }
}
