//! Nothing that was typed may silently become something else: fragments made by a program, and the page and the PDF that come of them.
//!
//! `TYPED=100000 cargo test --test suite typed` tries so many fragments, from number `TYPED_FROM` on.

mod examined;
mod examined_again;
mod examined_fields;
mod examined_prose;
mod examined_tables;
mod fields;
mod generator;
mod guide;
mod kinds;
mod mistakes;
mod page;
mod precision;
mod print;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::LazyLock;

use guide::Typed;
use jianbao::diag::{Diagnostic, Severity};
use jianbao::model::Document;
use jianbao::pipeline::assembly;
use jianbao::render::html::{self, IssueLinks, Templates};
use jianbao::source::files::decode;
use jianbao::source::{Content, SourceFile, Sources};
use page::{Kind, Line, Style, Token};

static TEMPLATES: LazyLock<Templates> =
    LazyLock::new(|| Templates::new(&[]).expect("valid templates"));

/// What comes of one fragment.
struct Outcome {
    /// The lines of its page; none where it is refused.
    lines: Option<Vec<Line>>,
    /// Its notes (注释).
    notes: Vec<Line>,
    findings: Vec<Finding>,
}

/// A finding in the fragment.
struct Finding {
    code: &'static str,
    severity: Severity,
    range: Range<usize>,
    /// Whether it counts what is alike from there on.
    counts: bool,
    has_help: bool,
}

fn file(path: String, bytes: Vec<u8>) -> SourceFile {
    let content = if path.ends_with(".png") {
        Content::Binary {
            head: b"\x89PNG\r\n\x1a\n".to_vec(),
            size: 8,
        }
    } else {
        decode(bytes)
    };
    SourceFile { path, content }
}

/// The fragments, each as an issue of its own.
fn outcomes(fragments: &[String]) -> Vec<Outcome> {
    let mut files = vec![
        file("site.yaml".to_owned(), "名称: 资料库\n".into()),
        file(
            "a/series.yaml".to_owned(),
            "名称: 通报\n版式: 公文\n".into(),
        ),
    ];
    for (index, fragment) in fragments.iter().enumerate() {
        let folder = format!("a/2026/{}", index + 1);
        let issue = format!("标题: 第{index}号通报\n日期: 2026-07-08\n正文: [正文.md]\n");
        files.push(file(format!("{folder}/issue.yaml"), issue.into()));
        files.push(file(format!("{folder}/正文.md"), fragment.clone().into()));
        for name in ["现场.png", "现场 照片.png"] {
            files.push(file(format!("{folder}/{name}"), Vec::new()));
        }
        for name in ["台账.csv", "进度 台账.csv"] {
            files.push(file(
                format!("{folder}/{name}"),
                "单位,数量\n青禾县,12\n".into(),
            ));
        }
    }
    let sources = Sources::new("", files);
    let plan = assembly::plan(&sources);
    let site = plan.site.as_ref().expect("a site");
    let mut outcomes: Vec<(usize, Outcome)> = plan
        .issues
        .iter()
        .map(|issue| {
            let (document, sink) = assembly::assemble(&sources, &plan, issue).finished();
            let name = format!("{}/正文.md", issue.id.path());
            let findings = sink
                .into_sorted()
                .iter()
                .filter_map(|found| finding(found, &sources, &name))
                .collect();
            let index: usize = issue.id.folder.parse().expect("a number");
            (
                index,
                Outcome {
                    notes: document
                        .as_ref()
                        .map_or_else(Vec::new, |document| page::notes(&page_of(site, document))),
                    lines: document.map(|document| lines(&page_of(site, &document))),
                    findings,
                },
            )
        })
        .collect();
    assert_eq!(outcomes.len(), fragments.len());
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn page_of(site: &jianbao::model::Site, document: &Document) -> String {
    let page = html::issue_page(&TEMPLATES, site, document, &IssueLinks::default());
    String::from_utf8(page.expect("a page").bytes).expect("UTF-8")
}

fn lines(page: &str) -> Vec<Line> {
    let mut lines = page::lines(page);
    // The number of a table without a caption is the program's own, and an empty line of code nobody sees.
    lines.retain(|line| !(line.is_blank() && matches!(line.kind, Kind::Caption | Kind::Code)));
    lines
}

fn finding(found: &Diagnostic, sources: &Sources, name: &str) -> Option<Finding> {
    let place = found.place.filter(|place| sources.path(place.file) == name);
    // A refusal counts wherever it is said.
    if place.is_none() && found.code.severity != Severity::Error {
        return None;
    }
    Some(Finding {
        code: found.code.id,
        severity: found.code.severity,
        range: place.map_or(0..0, |place| place.range()),
        counts: found.message.contains("（共 ") && found.message.ends_with(" 处）"),
        has_help: found.help.is_some(),
    })
}

/// Findings that say of the very characters they point at that these are not printed.
const DROPS: &[&str] = &["JB0009", "JB0031", "JB0037"];

/// Findings that say of a line that it is understood as something else than it looks.
const CHANGES: &[&str] = &[
    "JB0033", "JB0035", "JB0039", "JB1010", "JB1011", "JB1014", "JB1017", "JB1019", "JB3010",
];

/// What is wrong with what came of `fragment`; none where nothing is silent.
fn fault(fragment: &str, outcome: &Outcome) -> Option<String> {
    if let Some(bare) = outcome.findings.iter().find(|finding| !finding.has_help) {
        return Some(format!("{} says not what to write instead", bare.code));
    }
    let Some(lines) = &outcome.lines else {
        let refused = outcome
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Error);
        return (!refused).then(|| "no page, and nobody is told why".to_owned());
    };
    let lines = &without_pictures_of_tables(fragment, outcome, lines);
    let mut reached: BTreeSet<usize> = BTreeSet::from([0]);
    let mut fence: Option<usize> = None;
    let mut notes = outcome.notes.clone();
    let ranges = line_ranges(fragment);
    let all: Vec<&str> = ranges
        .iter()
        .map(|range| &fragment[range.clone()])
        .collect();
    // What is left of each line without its remarks.
    let kept_of = |range: &Range<usize>| {
        let drops = outcome.findings.iter();
        let drops = drops.filter(|finding| finding.code == "JB0031");
        drops.fold(fragment[range.clone()].to_owned(), |kept, drop| {
            let remark = fragment.get(drop.range.clone()).unwrap_or_default();
            kept.replace(remark, "")
        })
    };
    let kept: Vec<String> = ranges.iter().map(kept_of).collect();
    // A line that is a remark and nothing else parts nothing.
    let is_remark =
        |(typed, kept): (&&str, &String)| !typed.trim().is_empty() && kept.trim().is_empty();
    let remarks: Vec<bool> = all.iter().zip(&kept).map(is_remark).collect();
    for (number, (typed, range)) in all.iter().zip(&ranges).enumerate() {
        let here: Vec<&Finding> = outcome
            .findings
            .iter()
            .filter(|finding| {
                finding.range.start <= range.end
                    && (finding.counts
                        || finding.range.end.max(finding.range.start + 1) > range.start)
            })
            .collect();
        let dropped: Vec<Range<usize>> = here
            .iter()
            .filter(|finding| DROPS.contains(&finding.code))
            .map(|finding| {
                finding.range.start.max(range.start) - range.start
                    ..finding.range.end.min(range.end) - range.start
            })
            .collect();
        let changed = here.iter().any(|finding| CHANGES.contains(&finding.code));
        let told = !here.is_empty();
        let line = Typed::new(typed, &dropped, told);
        let mut next: BTreeSet<usize> = BTreeSet::new();
        let only_pictures = told && line.is_pictures();
        if line.is_empty()
            || only_pictures
            || is_consumed(
                &line.text(),
                told,
                (0..number)
                    .rev()
                    .find(|before| !remarks[*before])
                    .map_or("", |before| all[before].trim()),
                &mut fence,
                &kept[number + 1..]
                    .iter()
                    .zip(&remarks[number + 1..])
                    .filter(|(_, remark)| !**remark)
                    .map(|(line, _)| line.as_str())
                    .collect::<Vec<_>>(),
            )
        {
            next.clone_from(&reached);
        }
        if let Some(note) = notes.iter().position(|note| {
            fence.is_none() && (line.defines(note) || (changed && line.is_definition()))
        }) {
            notes.remove(note);
            next.clone_from(&reached);
        }
        for place in &reached {
            for after in ends(&line, typed, &lines[*place..], told, fence.is_some()) {
                next.insert(place + after);
            }
        }
        if changed {
            next.extend(
                reached
                    .iter()
                    .flat_map(|place| *place..=(place + 6).min(lines.len())),
            );
        }
        if next.is_empty() {
            let furthest = reached.last().copied().unwrap_or(0);
            let seen = lines
                .get(furthest)
                .map_or("nothing".to_owned(), Line::readable);
            return Some(format!("line {}: {typed:?}\n  became {seen}", number + 1));
        }
        reached = next;
    }
    if let Some(note) = notes.first() {
        return Some(format!("nobody typed the note {}", note.readable()));
    }
    if reached.contains(&lines.len()) {
        return None;
    }
    let furthest = reached.last().copied().unwrap_or(0);
    Some(format!("nobody typed {}", lines[furthest].readable()))
}

/// The lines of the page without the pictures and tables of which it is said that they stand after their table.
fn without_pictures_of_tables(fragment: &str, outcome: &Outcome, lines: &[Line]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for finding in outcome
        .findings
        .iter()
        .filter(|finding| finding.code == "JB0033")
    {
        let cell = fragment.get(finding.range.clone()).unwrap_or_default();
        let mut cell = cell.to_owned();
        let drops = outcome
            .findings
            .iter()
            .filter(|other| DROPS.contains(&other.code));
        for drop in drops {
            cell = cell.replace(fragment.get(drop.range.clone()).unwrap_or_default(), "");
        }
        let cell = cell
            .replace('！', "!")
            .replace('（', "(")
            .replace('）', ")");
        for picture in Typed::new(&cell, &[], true).pictures {
            let caption: String = picture
                .caption
                .chars()
                .filter(|c| !"()（）!！".contains(*c))
                .collect();
            let same = |line: &Line| {
                let seen = line.tokens.iter().filter_map(|token| match token {
                    page::Token::Char(c) if !c.is_whitespace() && !"()（）!！".contains(*c) => {
                        Some(*c)
                    }
                    _ => None,
                });
                seen.eq(caption.chars().filter(|c| !c.is_whitespace()))
            };
            let kind = if picture.is_table {
                Kind::Caption
            } else {
                Kind::Figure
            };
            let place = lines
                .iter()
                .position(|line| line.kind == kind && same(line));
            // Only a cell is as short as its picture.
            let before = &fragment[..finding.range.start];
            let is_cell = before.is_empty()
                || before
                    .trim_end_matches(' ')
                    .ends_with(['|', '｜', '\t', '\n']);
            if let Some(place) = place.filter(|_| is_cell) {
                // A table is its caption, its head and its one row.
                let rows = if picture.is_table { 2 } else { 0 };
                lines.drain(place..(place + 1 + rows).min(lines.len()));
            }
        }
    }
    lines
}

/// Where the lines of a text stand, without their ends.
fn line_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start <= text.len() {
        let end = text[start..]
            .find(['\n', '\r'])
            .map_or(text.len(), |length| start + length);
        ranges.push(start..end);
        start = end
            + if text[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
    }
    ranges
}

/// Whether the guide names the line as a mark of which nothing is printed by itself: a fence, the rule of a table.
fn is_consumed(
    typed: &str,
    told: bool,
    before: &str,
    fence: &mut Option<usize>,
    rest: &[&str],
) -> bool {
    let body = typed.trim();
    let ticks = body.len() - body.trim_start_matches('`').len();
    if fence.is_some() {
        if ticks >= 3 && ticks == body.len() {
            *fence = None;
            return true;
        }
        return false;
    }
    let closes = |line: &&str| line.trim().len() >= 3 && line.trim().bytes().all(|b| b == b'`');
    if ticks == 3
        && !body[ticks..].contains('`')
        && (told
            || body[ticks..]
                .trim()
                .bytes()
                .all(|b| b.is_ascii_alphanumeric()))
        && rest.iter().any(closes)
    {
        *fence = Some(ticks);
        return true;
    }
    // An empty line of a quotation.
    let quoted = |line: &str| line.trim().starts_with('>');
    if !body.is_empty()
        && body.chars().all(|c| c == '>' || c.is_whitespace())
        && (quoted(before) || rest.first().is_some_and(|line| quoted(line)))
    {
        return true;
    }
    body.contains('|')
        && body.contains('-')
        && body
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// How many lines of the page a typed line may have become.
fn ends(line: &Typed, typed: &str, page: &[Line], told: bool, fenced: bool) -> Vec<usize> {
    let mut found = Vec::new();
    let text = page.first().filter(|first| {
        let exact = told
            || fenced
            || (guide::must_be(typed).is_none_or(|what| guide::is(first, what))
                && (guide::left_standing(first).is_none()
                    || typed.contains('\\')
                    || !line.pictures.is_empty())
                && (first.kind == Kind::Row
                    || !guide::content(typed).contains('\t')
                    || typed.contains('`')));
        (first.kind == Kind::Code) == fenced
            && exact
            && (line.explains(first) || (told && line.without_pictures().explains(first)))
    });
    found.extend(text.map(|_| 1));
    // A heading with its text on one line is printed on one line.
    if let [heading, rest, ..] = page
        && matches!(heading.kind, Kind::Heading(_))
        && rest.kind == Kind::Text
    {
        let mut whole = heading.clone();
        whole.tokens.extend(rest.tokens.iter().cloned());
        let ends_there = heading
            .tokens
            .iter()
            .rev()
            .any(|token| *token == Token::Char('。'));
        if ends_there
            && line.explains(&whole)
            && (told || guide::left_standing(&whole).is_none() || typed.contains('\\'))
        {
            found.push(2);
            // The pictures of a heading follow its text, and that is said.
            if told && !line.pictures.is_empty() {
                found.extend(pictures(line, page, 2));
            }
        }
    }
    if !fenced && !line.pictures.is_empty() {
        // Its text, if there is any, and then its pictures and tables.
        for start in text
            .map(|_| 1)
            .into_iter()
            .chain(line.is_pictures().then_some(0))
        {
            if !told {
                found.retain(|end| *end != start);
            }
            found.extend(pictures(line, page, start));
        }
    }
    found
}

/// Where the pictures of a line end that begin at `place`.
fn pictures(line: &Typed, page: &[Line], mut place: usize) -> Option<usize> {
    for picture in &line.pictures {
        let kind = if picture.is_table {
            Kind::Caption
        } else {
            Kind::Figure
        };
        let caption = Typed::new(&picture.caption, &[], true);
        match page.get(place) {
            Some(line)
                if line.kind == kind
                    && caption.explains(
                        &Line {
                            quotes: 0,
                            item: false,
                            ..line.clone()
                        }
                        .as_text(),
                    ) =>
            {
                place += 1
            }
            _ if picture.is_table && caption.is_empty() => {}
            _ => return None,
        }
        if picture.is_table {
            // Its head and its one row.
            let rows = page[place..]
                .iter()
                .take_while(|line| line.kind == Kind::Row);
            if rows.count() < 2 {
                return None;
            }
            place += 2;
        }
    }
    Some(place)
}

fn tried() -> u64 {
    std::env::var("TYPED")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(3000)
}

#[test]
fn every_visible_character_stands_in_the_page() {
    let from: u64 = std::env::var("TYPED_FROM")
        .ok()
        .and_then(|from| from.parse().ok())
        .unwrap_or(0);
    let count = tried();
    let mut refused: BTreeMap<&str, usize> = BTreeMap::new();
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let mut faults = String::new();
    let mut wrong = 0;
    for batch in (from..from + count).collect::<Vec<_>>().chunks(50) {
        let fragments: Vec<String> = batch
            .iter()
            .map(|number| generator::fragment(*number))
            .collect();
        for ((number, fragment), outcome) in batch.iter().zip(&fragments).zip(outcomes(&fragments))
        {
            for finding in &outcome.findings {
                *said.entry(finding.code).or_default() += 1;
                if outcome.lines.is_none() && finding.severity == Severity::Error {
                    *refused.entry(finding.code).or_default() += 1;
                }
            }
            if let Some(fault) = fault(fragment, &outcome) {
                wrong += 1;
                if wrong <= 40 {
                    let all: Vec<String> = outcome
                        .findings
                        .iter()
                        .map(|finding| {
                            let line = fragment
                                .get(..finding.range.start)
                                .map_or(0, |before| before.matches('\n').count() + 1);
                            format!("{}:{line}", finding.code)
                        })
                        .collect();
                    let _ = writeln!(faults, "--- {number} {all:?}\n{fragment}\n=== {fault}\n");
                    if std::env::var_os("TYPED_SHOW").is_some() {
                        for line in outcome.lines.iter().flatten() {
                            let _ = writeln!(faults, "    {}", line.readable());
                        }
                    }
                }
            }
        }
    }
    println!("{count} fragments, refused: {refused:?}, said: {said:?}");
    assert!(wrong == 0, "{faults}\n{wrong} of {count} silent");
}

/// What a page could do to a text without a word is seen by the test above.
#[test]
fn a_page_that_says_something_else_is_seen() {
    let mut seen = 0;
    for number in 0..400 {
        let fragment = generator::fragment(number);
        let outcome = outcomes(std::slice::from_ref(&fragment)).remove(0);
        let Some(lines) = outcome.lines.filter(|_| outcome.findings.is_empty()) else {
            continue;
        };
        let mut seed = generator::Seed::new(number);
        let long = |line: &&Line| line.kind == Kind::Text && line.tokens.len() > 3;
        let Some(place) = lines.iter().position(|line| long(&line)) else {
            continue;
        };
        for change in 0..5 {
            let mut lines = lines.clone();
            let tokens = &mut lines[place].tokens;
            let at = seed.below(tokens.len());
            let is_seen = matches!(&tokens[at], Token::Char(c) if !c.is_whitespace());
            match change {
                // A sign is dropped, doubled, or set in another face; two lines are joined; one comes twice.
                0 if is_seen => drop(tokens.remove(at)),
                1 if is_seen => tokens.insert(at, tokens[at].clone()),
                2 if is_seen => {
                    tokens.insert(at + 1, Token::Close(Style::Strong));
                    tokens.insert(at, Token::Open(Style::Strong));
                }
                3 if place + 1 < lines.len() && !lines[place + 1].is_blank() => {
                    let next = lines.remove(place + 1);
                    lines[place].tokens.extend(next.tokens);
                }
                4 => lines.insert(place, lines[place].clone()),
                _ => continue,
            }
            let outcome = Outcome {
                lines: Some(lines),
                notes: outcome.notes.clone(),
                findings: Vec::new(),
            };
            assert!(
                fault(&fragment, &outcome).is_some(),
                "{change} in\n{fragment}"
            );
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen}");
}
