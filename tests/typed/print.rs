//! The same fragments printed: the PDF says what the page says, in the same order, and nothing else.

use std::path::Path;

use super::page::{self, Kind, Line};
use super::{generator, outcomes};
use crate::support::{self, build_site, pdf, squeezed};

/// How many fragments one issue has.
const OF_AN_ISSUE: usize = 90;

/// Characters that no font of the project has.
const WITHOUT_GLYPH: &[char] = &['\u{FFFD}', '➢', '𠮷', '\u{FE0F}'];

/// Where the lines of the page do not follow one another in the text of the PDF. The head of a table stands again on each page that it reaches.
fn missing(lines: &[Line], printed: &str) -> Option<String> {
    let mut rest = printed;
    let mut head = String::new();
    let mut in_table = false;
    for line in lines {
        let text = line.squeezed();
        if line.kind == Kind::Row && !in_table {
            head.clone_from(&text);
        }
        in_table = line.kind == Kind::Row;
        let again = rest
            .strip_prefix(&head)
            .filter(|_| in_table && !head.is_empty());
        match rest
            .strip_prefix(&text)
            .or_else(|| again?.strip_prefix(&text))
        {
            Some(after) => rest = after,
            None => {
                let seen: String = rest.chars().take(60).collect();
                return Some(format!("{}\n  is printed as {seen}", line.readable()));
            }
        }
    }
    None
}

#[test]
fn the_pdf_says_what_the_page_says() {
    let count: usize = std::env::var("TYPED_PDF")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(2 * OF_AN_ISSUE);
    let picture = support::root().join("tests/golden/cases/figures/content");
    let picture = support::files(&picture)
        .into_iter()
        .find(|(name, _)| name.ends_with(".png"))
        .map(|(_, bytes)| bytes)
        .expect("a picture");
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    put("site.yaml", "名称: 资料库\n".as_bytes());
    put("a/series.yaml", "名称: 通报\n版式: 公文\n".as_bytes());
    // Only fragments that are not refused, and whose page [`super::fault`] has been asked about.
    let mut number = 1_000_000;
    let mut good = Vec::new();
    while good.len() < count {
        let fragments: Vec<String> = (number..number + 50).map(generator::fragment).collect();
        for (fragment, outcome) in fragments.iter().zip(outcomes(&fragments)) {
            assert_eq!(super::fault(fragment, &outcome), None, "{fragment}");
            // Numbers go on from one fragment of an issue to the next, so that a typed one would be wrong.
            let numbered = outcome
                .findings
                .iter()
                .any(|finding| finding.code == "JB1011");
            let glyphs = |line: &Line| !line.squeezed().contains(WITHOUT_GLYPH);
            let lines = outcome.lines.unwrap_or_default();
            if !numbered
                && outcome.notes.is_empty()
                && !lines.is_empty()
                && lines.iter().all(glyphs)
            {
                good.push(fragment.clone());
            }
        }
        number += 50;
    }
    good.truncate(count);
    for (issue, fragments) in good.chunks(OF_AN_ISSUE).enumerate() {
        let names: Vec<String> = (0..fragments.len())
            .map(|index| format!("{index}.md"))
            .collect();
        let id = format!("a/2026/{}", issue + 1);
        let text = format!(
            "标题: 第{issue}号通报\n日期: 2026-07-08\n正文: [{}]\n",
            names.join(", ")
        );
        put(&format!("{id}/issue.yaml"), text.as_bytes());
        for (name, fragment) in names.iter().zip(fragments) {
            put(&format!("{id}/{name}"), fragment.as_bytes());
        }
        for name in ["现场.png", "现场 照片.png"] {
            put(&format!("{id}/{name}"), &picture);
        }
        for name in ["台账.csv", "进度 台账.csv"] {
            put(&format!("{id}/{name}"), "单位,数量\n青禾县,12\n".as_bytes());
        }
    }
    let site = build_site(folder.path());
    let errors: Vec<&str> = site
        .diagnostics
        .split("\n\n")
        .filter(|finding| finding.starts_with("错误"))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n\n"));
    let mut faults = Vec::new();
    for issue in site.issues() {
        let lines = page::lines(site.page(&issue));
        let printed = squeezed(&pdf::text(site.pdf(&issue)));
        let (_, body) = printed.split_once("号通报").expect("the title");
        faults.extend(missing(&lines, body).map(|fault| format!("{issue}: {fault}")));
        // A line that is not printed would be missed.
        let mut more = lines.clone();
        more.insert(lines.len() / 2, lines[0].clone());
        assert!(missing(&more, body).is_some());
    }
    println!("{count} fragments printed");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
