//! Word files: what the page says stands in them and nothing else, Word can open them, and they are the same bytes every time.

mod office;
mod order;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;

use crate::support::project::{Project, Run};
use crate::support::{root, squeezed};

/// The parts of a Word file, by name.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..package.len())
        .map(|at| {
            let mut file = package.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("the part");
            let name = file.name().expect("a name").into_owned();
            (name, bytes)
        })
        .collect()
}

/// One part as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(own, _)| own == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("{name}")).1).expect("UTF-8")
}

/// The paragraphs of the text, of text boxes and of notes, each without white space.
pub fn paragraphs(bytes: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    for name in ["word/document.xml", "word/footnotes.xml"] {
        let xml = part(bytes, name);
        let xml = roxmltree::Document::parse(&xml).expect("well formed");
        let own = |node: roxmltree::Node<'_, '_>| node.has_tag_name((WORD, "p"));
        for paragraph in xml.descendants().filter(|node| own(*node)) {
            let runs = paragraph.descendants().filter(|node| {
                let nearest = node.ancestors().skip(1).find(|node| own(*node));
                node.has_tag_name((WORD, "t")) && nearest == Some(paragraph)
            });
            let text: String = runs.filter_map(|node| node.text()).collect();
            let text = squeezed(&text);
            if !text.is_empty() {
                texts.push(text);
            }
        }
    }
    texts
}

pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Builds `content` with Word files and without PDFs.
pub fn built(content: &Path) -> Project {
    let project = Project::new();
    let content = content.to_str().expect("a path");
    let run: Run = project.run(&["build", "--content", content, "--docx", "--no-pdf"]);
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.said());
    project
}

/// The Word files of a site, by their path without the ending.
pub fn word_files(project: &Project) -> Vec<(String, Vec<u8>)> {
    let files = project.output().into_iter();
    files
        .filter(|(path, _)| !path.contains("/files/"))
        .filter_map(|(path, bytes)| Some((path.strip_suffix(".docx")?.to_owned(), bytes)))
        .collect()
}

/// The sample archive and every golden case.
fn contents() -> Vec<std::path::PathBuf> {
    let cases = std::fs::read_dir(root().join("tests/golden/cases")).expect("the cases");
    let mut folders: Vec<_> = cases
        .map(|case| case.expect("a case").path().join("content"))
        .collect();
    folders.sort();
    folders.push(root().join("content"));
    folders
}

/// A text without what only the plain text has: words in 〔〕 for what characters cannot show, and the heads of what is not printed.
fn shown(line: &str) -> Vec<String> {
    let mut kept = String::new();
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find('〔') {
        let (before, after) = rest.split_at(at);
        kept.push_str(before);
        let Some(end) = after.find('〕') else { break };
        let inner = &after['〔'.len_utf8()..end];
        rest = &after[end + '〕'.len_utf8()..];
        let year = inner.len() == 4 && inner.bytes().all(|b| b.is_ascii_digit());
        if year {
            kept.push_str(&format!("〔{inner}〕"));
        } else if let Some(gone) = inner.strip_prefix("删去：") {
            kept.push_str(gone);
        } else if before.is_empty() && rest.trim().is_empty() {
            // A picture by its caption, or what has become of the issue.
            return Vec::new();
        }
    }
    kept.push_str(rest);
    for piece in kept.split(['\t', '　']) {
        let piece = squeezed(piece);
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

#[test]
fn what_the_plain_text_says_stands_in_the_word_file_and_nothing_else() {
    let mut compared = 0;
    for content in contents() {
        let project = built(&content);
        for (path, bytes) in word_files(&project) {
            let plain = project.text(&format!("output/{path}.txt"));
            let plain = plain.trim_start_matches('\u{FEFF}');
            let paragraphs = paragraphs(&bytes);
            let all = paragraphs.concat();
            let mut wanted = Vec::new();
            for line in plain.lines() {
                wanted.extend(shown(line));
            }
            let mut of_file = BTreeSet::new();
            for (at, piece) in wanted.iter().enumerate() {
                if all.contains(piece.as_str()) {
                    continue;
                }
                // What is only offered beside the page is named in the list of attachments and has no page of its own; stamps bear the names of those who
                // press them; a rule is a line; notes stand at the foot of pages and need no title.
                let next = wanted.get(at + 2).map_or("", String::as_str);
                let is_of_a_file = piece.starts_with("（电子件：")
                    || (piece.starts_with("附件") && next.starts_with("（电子件："));
                let is_drawn = ["＊", "注释"].contains(&piece.as_str());
                if is_of_a_file || is_drawn {
                    of_file.insert(piece.clone());
                    continue;
                }
                let content = project.text(&format!("output/{path}.txt"));
                let signs = content.contains(&format!("长　{piece}"));
                // Without title and masthead the plain text calls an issue by its series and number.
                let is_named = at < 3 && paragraphs.iter().any(|own| piece.ends_with(own.as_str()));
                assert!(signs || is_named, "{path}: the Word file lacks {piece}");
            }
            let said = squeezed(&wanted.concat()) + &squeezed(plain);
            for paragraph in paragraphs {
                let paragraph = paragraph.trim_start_matches('◇');
                let begin = |end: &str| paragraph.split(end).next().unwrap_or_default();
                let is_there = said.contains(begin("（电子件："))
                    // Numbers and marks that share a line on paper, in the order of the paper.
                    || paragraph.contains('〔') && said.contains(begin("号"))
                    || paragraph.ends_with("000036") && said.contains("000036");
                assert!(is_there, "{path}: only in the Word file: {paragraph}");
            }
            compared += 1;
        }
    }
    assert!(compared > 80, "{compared}");
}

#[test]
fn the_same_issue_gives_the_same_bytes_and_no_clock() {
    let content = root().join("content");
    let (first, second) = (word_files(&built(&content)), word_files(&built(&content)));
    assert!(first.len() > 30);
    assert!(first == second);
    let mut package = zip::ZipArchive::new(Cursor::new(&*first[0].1)).expect("a package");
    for at in 0..package.len() {
        let file = package.by_index(at).expect("a part");
        let time = file.last_modified().expect("a time");
        assert_eq!((time.year(), time.month(), time.day()), (1980, 1, 1));
    }
}

#[test]
fn an_issue_has_a_word_file_where_somebody_asked_for_it() {
    let project = Project::new();
    let there = |project: &Project| project.has("output/a/2026/1/a-2026-1.docx");
    let says = |project: &Project, file: &str| {
        let text = project.text(&format!("output/a/2026/1/{file}"));
        text.contains("a-2026-1.docx")
    };
    project.pages().expect(0);
    assert!(!there(&project) && !says(&project, "index.html") && !says(&project, "issue.json"));
    project.run(&["build", "--no-pdf", "--docx"]).expect(0);
    assert!(there(&project) && says(&project, "index.html") && says(&project, "issue.json"));
    assert!(
        project
            .manifest("output")
            .to_string()
            .contains("a-2026-1.docx")
    );
    // Without a word it goes again, and nothing leads to it any more.
    project.pages().expect(0);
    assert!(!there(&project) && !says(&project, "index.html"));

    project.put("content/site.yaml", "名称: 甲库\nWord版: 是\n");
    project.pages().expect(0);
    assert!(there(&project) && says(&project, "index.html"));
    project.put(
        "content/a/series.yaml",
        "名称: 甲系列\n版式: 公文\nWord版: 否\n",
    );
    project.pages().expect(0);
    assert!(!there(&project));
    project.put(
        "content/a/series.yaml",
        "名称: 甲系列\n版式: 公文\nWord版: 随便\n",
    );
    let said = project.pages().expect(1).said();
    assert!(said.contains("Word版"), "{said}");
}

#[test]
fn what_a_site_may_not_show_has_no_word_file_there() {
    let project = Project::new();
    project.put("content/site.yaml", "名称: 甲库\nWord版: 是\n");
    for (number, key) in [(1, "受众: 内部"), (2, "密级: 机密★1年"), (3, "草稿: 是")] {
        project.issue(number, "不可外传的一段。\n");
        let path = format!("content/a/2026/{number}/issue.yaml");
        let text = project.text(&path);
        project.put(&path, format!("{text}{key}\n"));
    }
    project
        .run(&["build", "--no-pdf", "--audience", "public"])
        .expect(0);
    assert!(word_files(&project).is_empty());
    project.run(&["build", "--no-pdf", "--replace"]).expect(0);
    let files: Vec<String> = word_files(&project)
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(files, ["a/2026/1/a-2026-1"]);
}

#[test]
fn what_was_typed_is_text_and_never_markup() {
    let project = Project::new();
    let typed = "</w:t></w:r><w:p/> & \"甲\" 'b' ]]> <!-- x --> &amp; {{\n";
    let escaped = typed
        .replace('<', "\\<")
        .replace("{{", "\\{\\{")
        .replace('&', "\\&");
    project.issue(1, &escaped);
    project.put(
        "content/a/2026/1/issue.yaml",
        "标题: 关于<w:br/>和&quot;的通报\n日期: 2026-07-08\n正文: [正文.md]\n附注: '</w:p>此件'\n",
    );
    project.run(&["build", "--no-pdf", "--docx"]).expect(0);
    let bytes = project.read("output/a/2026/1/a-2026-1.docx");
    let text = paragraphs(&bytes).concat();
    for words in ["关于<w:br/>和&quot;的通报", "（</w:p>此件）"] {
        assert!(text.contains(&squeezed(words)), "{words}: {text}");
    }
    assert!(text.contains("</w:t></w:r><w:p/>"), "{text}");
}

#[test]
fn a_copy_for_review_says_so_in_every_word_file_that_leaves_the_office() {
    let project = Project::new();
    project.issue(1, "正文一段，还有【待填】。\n");
    project
        .run(&["print", "a/2026/1", "--to", "稿.docx"])
        .expect(0);
    let bytes = project.read("稿.docx");
    assert!(part(&bytes, "word/header1.xml").contains("送审稿"));
    assert!(part(&bytes, "word/document.xml").contains("w:fill=\"D0D0D0\""));
    project.issue(1, "正文一段。\n");
    project
        .run(&["print", "a/2026/1", "--final", "--to", "定稿.docx"])
        .expect(0);
    let bytes = project.read("定稿.docx");
    let names: Vec<String> = parts(&bytes).into_iter().map(|(name, _)| name).collect();
    assert!(
        !names.iter().any(|name| name.contains("header")),
        "{names:?}"
    );
}

/// What is pasted brings its styles along and nothing that could run, and says what the plain text says.
#[test]
fn a_piece_of_html_stands_alone_and_says_everything() {
    let content = root().join("content");
    let content = content.to_str().expect("a path");
    let project = Project::new();
    for issue in [
        "ducha/2026/3",
        "jianbao/2026/2",
        "ling/2026/1",
        "zhuanti/2026/12",
    ] {
        let mut texts = Vec::new();
        for ending in ["html", "txt"] {
            let target = format!("稿.{ending}");
            let print = [
                "print",
                issue,
                "--content",
                content,
                "--final",
                "--to",
                &target,
            ];
            project.run(&print).expect(0);
            texts.push(project.text(&target));
        }
        let (html, plain) = (&texts[0], texts[1].trim_start_matches('\u{FEFF}'));
        for word in [
            "<script",
            "<style",
            "<link",
            " class=",
            " id=",
            "src=\"http",
            "javascript:",
        ] {
            assert!(!html.contains(word), "{issue}: {word}");
        }
        let (_, body) = html.split_once("<section").expect("a section");
        let said = squeezed(&crate::support::html::text(&format!("<section{body}"), &[]));
        let said = shown(&said).concat();
        for line in plain.lines() {
            for piece in shown(line) {
                assert!(
                    piece == "＊＊＊" || said.contains(&piece),
                    "{issue}: {piece}"
                );
            }
        }
    }
    assert!(!project.has("output/manifest.json"), "no site was made");
}
