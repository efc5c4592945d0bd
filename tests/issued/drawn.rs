//! However templates, layouts and fonts are edited after issuing, the page shows the words that went out and the PDF is the one that went out, or the build
//! names the template, the issue and the words.
//!
//! `ROUNDS=1000 cargo test --test suite no_template` goes more rounds; `SEED=7` other ones.

use std::cell::Cell;
use std::path::Path;

use jianbao::model::Audience;
use jianbao::pdf::{Fonts, Options, Template, Typst, TypstUnavailable};
use jianbao::pipeline::{
    BuildError, BuildEvent, Outcome, Reporter, Request, Selection, Visibility, build,
};
use jianbao::project::TemplateFiles;
use jianbao::render::html::Templates;
use jianbao::source::Sources;

use super::sha256;
use super::slips::{Dice, Files, issued, sources};

/// What stands in the text of each issue, as its files have it and in its own order.
const WORDS: &[(&str, &[&str])] = &[
    (
        "ducha/2026/1",
        &[
            "云工督查字〔2026〕1号",
            "推进情况的通报",
            "各县（市）区总工会",
            "应发出要约的企业2912家",
            "398",
            "召开启动大会，168人参加。",
            "仍有21家未签。",
            "签订合同",
            "38份",
            "应签尽签。",
            "市人力资源和社会保障局",
            "云汀市总工会办公室",
        ],
    ),
    (
        "jianbao/2026/1",
        &[
            "第1期（总第101期）",
            "青禾县开展送岗位活动",
            "提供岗位1200个。",
            "以石桥镇为例",
            "培训班组长86人。",
        ],
    ),
    ("jianbao/2026/2", &["一季度工作综述", "走访企业520家。"]),
];

/// Says whether anybody asked for typst: what went out is never set again.
#[derive(Default)]
struct NoTypst {
    asked: Cell<bool>,
}

impl Reporter for NoTypst {
    fn report(&self, _: BuildEvent<'_>) {}
    fn typst(&self) -> Result<Typst, TypstUnavailable> {
        self.asked.set(true);
        Err(TypstUnavailable::NoCache)
    }
}

/// The bytes that stand for the PDF of an issue.
fn pdf(id: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{id}\n").into_bytes()
}

/// The files of the project, with records that know a PDF.
fn files() -> Files {
    let mut files = issued();
    for (id, _) in WORDS {
        let record = files.get_mut(&format!("{id}/印发.yaml")).unwrap();
        let pdf = pdf(id);
        let facts = format!(
            "PDF: {{页数: 1, 字节: {}, sha256: {}}}\n",
            pdf.len(),
            sha256(&pdf)
        );
        let text = record.replace("PDF: 无\n", &facts);
        let (body, _) = text.rsplit_once("校验: ").unwrap();
        *record = format!("{body}校验: {}\n", sha256(body.as_bytes()));
    }
    files
}

struct Looks<'a> {
    html: Vec<(String, String)>,
    layouts: Vec<Template>,
    fonts: &'a Fonts,
}

fn built(
    sources: &Sources,
    looks: &Looks<'_>,
    output: &Path,
    pdf: bool,
) -> Result<(Outcome, bool), BuildError> {
    let reporter = NoTypst::default();
    let request = Request {
        sources,
        templates: &Templates::new(&looks.html)?,
        layouts: &looks.layouts,
        fonts: looks.fonts,
        output,
        selection: &Selection::default(),
        visibility: Visibility::of_site(Audience::Internal),
        remove: false,
        replace: false,
        pdf,
        word: false,
        deny_warnings: false,
        options: &Options::default(),
        reuse: None,
    };
    let outcome = build(&request, &reporter)?;
    Ok((outcome, reporter.asked.get()))
}

/// One edit of one template or layout.
fn edit(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = dice.throw(lines.len());
    match dice.throw(6) {
        0 => {
            lines.remove(line);
            lines.concat()
        }
        1 => {
            let end = (line + 1 + dice.throw(12)).min(lines.len());
            lines.drain(line..end);
            lines.concat()
        }
        2 => {
            let other = dice.throw(lines.len());
            lines.swap(line, other);
            lines.concat()
        }
        3 | 4 => {
            // One variable less.
            let places: Vec<usize> = text.match_indices("{{").map(|(at, _)| at).collect();
            if places.is_empty() {
                return text.to_owned();
            }
            let at = places[dice.throw(places.len())];
            let end = text[at..].find("}}").map_or(text.len(), |end| at + end + 2);
            format!("{}{}", &text[..at], &text[end..])
        }
        _ => {
            let places: Vec<(usize, char)> = text.char_indices().collect();
            let (at, c) = places[dice.throw(places.len())];
            format!("{}{}", &text[..at], &text[at + c.len_utf8()..])
        }
    }
}

#[test]
fn no_template_layout_or_font_changes_what_went_out() {
    let number = |name: &str, default: u64| {
        std::env::var(name).map_or(default, |value| value.parse().unwrap())
    };
    let (rounds, seed) = (number("ROUNDS", 8), number("SEED", 20260409));
    let sources = sources(&files());
    let own = TemplateFiles::read(Path::new("no/templates")).unwrap();
    let html: Vec<(String, String)> = jianbao::render::html::BUILTIN_PAGES
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let all_fonts = [
        Fonts::read(&[]).unwrap(),
        Fonts::read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/fonts")]).unwrap(),
    ];
    let looks = |html: &[(String, String)], layouts: &[Template], fonts: usize| Looks {
        html: html.to_vec(),
        layouts: layouts.to_vec(),
        fonts: &all_fonts[fonts],
    };
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    built(&sources, &looks(&html, &own.typst, 0), &output, false).unwrap();
    for (id, _) in WORDS {
        let name = format!("{id}/{}.pdf", id.replace('/', "-"));
        std::fs::write(output.join(name), pdf(id)).unwrap();
    }
    let (_, asked) = built(&sources, &looks(&html, &own.typst, 0), &output, true).unwrap();
    assert!(!asked, "what went out would be set again");
    let (mut same, mut stopped) = (0, 0);
    for round in 0..rounds {
        let mut dice = Dice::new(seed, round);
        let (mut html, mut layouts) = (html.clone(), own.typst.clone());
        for _ in 0..=dice.throw(2) {
            // The page of an issue, and what all pages have around them, most of all.
            let wanted = ["issue.html", "base.html"];
            let at = match dice.throw(3) {
                0 => dice.throw(html.len()),
                which => html
                    .iter()
                    .position(|(name, _)| *name == wanted[which - 1])
                    .unwrap(),
            };
            html[at].1 = edit(&html[at].1, &mut dice);
        }
        if !layouts.is_empty() {
            let at = dice.throw(layouts.len());
            layouts[at].1.push(b'\n');
        }
        let fonts = usize::from(dice.throw(8) == 0);
        let what = |html: &[(String, String)]| {
            let changed = html.iter().zip(jianbao::render::html::BUILTIN_PAGES);
            let changed: Vec<&str> = changed
                .filter(|((_, text), (_, own))| text != own)
                .map(|((name, _), _)| name.as_str())
                .collect();
            format!("round {round}: {changed:?}")
        };
        match built(&sources, &looks(&html, &layouts, fonts), &output, true) {
            Ok((outcome, asked)) => {
                assert!(!asked && outcome.typeset_pdfs == 0, "{}", what(&html));
                assert!(
                    outcome.failed.is_empty(),
                    "{}: {:?}",
                    what(&html),
                    outcome.failed
                );
                for (id, words) in WORDS {
                    let page = std::fs::read_to_string(output.join(id).join("index.html")).unwrap();
                    for words in *words {
                        assert!(page.contains(words), "{}, {id}: {words}", what(&html));
                    }
                    same += 1;
                }
            }
            Err(BuildError::Template(error)) => {
                let said = error.to_string();
                assert!(said.starts_with("网页模板"), "{}: {said}", what(&html));
                stopped += 1;
            }
            Err(other) => panic!("{}: {other}", what(&html)),
        }
        for (id, _) in WORDS {
            let name = format!("{id}/{}.pdf", id.replace('/', "-"));
            assert_eq!(
                std::fs::read(output.join(name)).unwrap(),
                pdf(id),
                "{}",
                what(&html)
            );
        }
    }
    println!(
        "{rounds} rounds: {same} pages with the words that went out, {stopped} templates named"
    );
    assert!(same > 0 && stopped > 0);
}

#[test]
fn a_template_that_drops_words_is_named_with_the_issue_and_the_words() {
    let sources = sources(&files());
    let source = |name: &str| {
        let pages = jianbao::render::html::BUILTIN_PAGES.iter();
        let mut found = pages.filter(|(known, _)| *known == name);
        found.next().unwrap().1.to_owned()
    };
    for (variable, words) in [
        ("{{ body }}", "截至3月20日"),
        ("{{ recipients }}", "各县（市）区总工会"),
        ("{{ title_lines }}", "关于集体协商"),
        ("{{ row.text }}", "市委办公室"),
    ] {
        let html = vec![(
            "issue.html".to_owned(),
            source("issue.html").replace(variable, ""),
        )];
        let looks = Looks {
            html,
            layouts: Vec::new(),
            fonts: &Fonts::read(&[]).unwrap(),
        };
        let folder = tempfile::tempdir().unwrap();
        let error = built(&sources, &looks, &folder.path().join("output"), false).unwrap_err();
        let said = error.to_string();
        assert!(
            said.contains("网页模板 issue.html没有印出 ducha/2026/1"),
            "{said}"
        );
        assert!(said.contains(words), "{variable}: {said}");
    }
}
