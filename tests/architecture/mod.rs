//! What `docs/architecture.md` says of the source is true.
//!
//! The files below `src/` are read as text. Each check is a function from that text to a list of complaints, so that it can also be shown to complain.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that reads the source"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

mod graph;

use graph::Graph;

/// What each part of the source may use, as the document says; a file follows the longest entry that its path begins with.
///
/// An entry may always use itself. The phases of `stage` and the backends of `render` have entries of their own: a backend never uses another, and of
/// the phases only `stage/document` knows both assembly and numbering.
type Directions = Vec<(String, Vec<String>)>;

/// Reads the table under the heading 'Which folder may use which'.
fn may_use(document: &str) -> Directions {
    let section = document
        .split_once("\n## Which folder may use which\n")
        .map_or("", |(_, rest)| rest.split("\n## ").next().unwrap_or(rest));
    let names = |cell: &str| -> Vec<String> {
        let words = cell.split('`').skip(1).step_by(2);
        words.map(str::to_owned).collect()
    };
    section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| {
            let mut cells = line.trim_matches('|').split('|');
            let parts = names(cells.next().unwrap_or_default());
            let allowed = names(cells.next().unwrap_or_default());
            parts.into_iter().map(move |part| (part, allowed.clone()))
        })
        .collect()
}

/// The edges to the disk.
const ON_DISK: &[&str] = &[
    "stage/content_reader",
    "stage/discover",
    "stage/opened",
    "stage/whole_files",
    "project",
    "pdf",
    "publish",
    "serve",
    "trace",
    "cli",
];

/// What reaches out of the program, and the edges that may name it.
const EDGES: &[(&str, &[&str])] = &[
    ("std::fs", ON_DISK),
    ("walkdir", &["stage/discover", "project", "pdf"]),
    ("tempfile", &["project", "pdf", "publish", "trace/kept"]),
    ("std::env", &["pdf", "cli", "main"]),
    ("std::process", &["pdf", "publish/holder", "cli", "main"]),
    (
        "Instant",
        &[
            "pdf",
            "publish/beating",
            "publish/lock",
            "publish/staged",
            "serve",
            "cli",
        ],
    ),
    ("SystemTime", &["trace/stamp"]),
    ("Zoned::now", &["publish/holder", "cli"]),
    ("Timestamp::now", &["publish/beating"]),
    // What a path can be asked is asked of the disk.
    (".exists()", ON_DISK),
    (".try_exists()", ON_DISK),
    (".is_file()", ON_DISK),
    (".is_dir()", ON_DISK),
    (".is_symlink()", ON_DISK),
    (".canonicalize()", ON_DISK),
    (".metadata()", ON_DISK),
    (".symlink_metadata()", ON_DISK),
    (".read_dir()", ON_DISK),
    (".read_link()", ON_DISK),
    ("io::stdout", &["cli"]),
    ("io::stderr", &["cli"]),
    ("io::stdin", &["cli"]),
    ("println!", &[]),
    ("eprintln!", &[]),
    ("print!", &[]),
    ("eprint!", &[]),
    ("dbg!", &[]),
    ("std::net", &["serve"]),
    ("tokio", &["serve"]),
    ("axum", &["serve"]),
    ("notify", &["serve"]),
    ("notify_debouncer_full", &["serve"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("tower", &["serve"]),
    ("tower_livereload", &["serve"]),
    ("std::os::unix::net", &[]),
    // One path a line: a group would hide from these checks what it names.
    ("std::{", &[]),
    ("unsafe", &[]),
];

/// Where blocks and inlines are drawn or walked: a new kind must be an error of the compiler there.
const EXHAUSTIVE: &[&str] = &["render", "archive", "catalogue", "pipeline"];

const LONGEST_MAIN: usize = 30;

const LONGEST_FILE: usize = 400;

const DOCUMENT: &str = "docs/architecture.md";

/// The files below `src/` by their path, e.g. `stage/plan.rs`.
type Tree = BTreeMap<String, String>;

fn tree() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.expect("a readable folder");
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "rs")
        {
            let path = entry.path().strip_prefix(&root).expect("below src");
            let text = std::fs::read_to_string(entry.path()).expect("a readable file");
            tree.insert(path.to_string_lossy().replace('\\', "/"), text);
        }
    }
    assert!(tree.len() > 50, "the source is read");
    tree
}

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DOCUMENT);
    std::fs::read_to_string(path).expect("the architecture document")
}

#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// That a check complains about the file at `path` with this text, and names it and `word`.
#[track_caller]
fn complains(check: impl Fn(&Tree) -> Vec<String>, path: &str, text: &str, word: &str) {
    let complaints = check(&Tree::from([(path.to_owned(), text.to_owned())]));
    assert!(
        complaints
            .iter()
            .any(|line| line.contains(path) && line.contains(word)),
        "{path} passes, or not for {word}: {complaints:?}"
    );
}

#[test]
fn every_folder_uses_only_what_it_may() {
    let table = may_use(&document());
    assert!(table.len() > 20, "the table of directions is read");
    let directions = |tree: &Tree| directions(tree, &table);
    none(&directions(&tree()));
    let with = |path: &str, line: &str, word: &str| {
        complains(directions, path, &format!("//! A file.\n{line}\n"), word);
    };
    with("zh/date.rs", "use crate::model::Span;", "model");
    with("model/block.rs", "use crate::source::Sources;", "source");
    with("diag/mod.rs", "use crate::source::Sources;", "source");
    with("source/yaml.rs", "use crate::stage::plan;", "stage");
    with(
        "stage/number.rs",
        "let x = crate::render::html::assets;",
        "render/html",
    );
    with(
        "render/html/page.rs",
        "use super::super::typst;",
        "render/typst",
    );
    with(
        "render/html/page.rs",
        "use crate::render::typst::data;",
        "render/typst",
    );
    with("render/typst.rs", "use super::html::escape;", "render/html");
    with(
        "archive/home.rs",
        "use crate::render::typst;",
        "render/typst",
    );
    with("pdf/run.rs", "use crate::diag::Sink;", "diag");
    with("publish/mod.rs", "use super::stage::plan;", "stage");
    with("project/mod.rs", "use crate::model::Span;", "model");
    with("pipeline/mod.rs", "use crate::cli::Exit;", "cli");
    with("stage/plan.rs", "use crate::{model, cli};", "crate::{");
    with(
        "zh/text.rs",
        "#[cfg(test)]\nmod tests { const A: &str = r#\"}\"#; }\nuse crate::model::Span;",
        "model",
    );
    with("nowhere/mod.rs", "use crate::model::Span;", DOCUMENT);
    // What may be used, words in comments and strings, and tests.
    let fine = "//! See crate::cli.\nuse crate::source::Sources;\nuse super::{code, Sink};\nconst A: &str = \"crate::cli\";\n#[cfg(test)]\n#[path = \"a.rs\"]\nmod tests {\n    use crate::stage;\n}\n#[cfg(test)]\nmod more;\n";
    let tree = Tree::from([("diag/human.rs".to_owned(), fine.to_owned())]);
    none(&directions(&tree));
}

#[test]
fn only_the_edges_reach_out() {
    none(&edges(&tree()));
    let with = |path: &str, line: &str, word: &str| {
        complains(edges, path, &format!("//! A file.\n{line}\n"), word);
    };
    with("stage/plan.rs", "use std::fs::File;", "std::fs");
    with(
        "stage/discover.rs",
        "use std::process::Command;",
        "std::process",
    );
    with(
        "source/files.rs",
        "let x = std::env::var(\"X\");",
        "std::env",
    );
    with("pipeline/mod.rs", "use std::time::Instant;", "Instant");
    with("cli/build.rs", "use std::time::SystemTime;", "SystemTime");
    with("pdf/run.rs", "use std::net::TcpStream;", "std::net");
    with("pdf/run.rs", "use hyper::Request;", "hyper");
    with("zh/date.rs", "use std::{fs, io};", "std::{");
    with("model/span.rs", "use walkdir::WalkDir;", "walkdir");
    with(
        "archive/mod.rs",
        "let f = tempfile::tempfile();",
        "tempfile",
    );
    with("publish/write.rs", "unsafe { x() }", "unsafe");
    with("stage/plan.rs", "let t = jiff::Zoned::now();", "Zoned::now");
    with(
        "render/html/page.rs",
        "let t = Timestamp::now();",
        "Timestamp::now",
    );
    with("picture/kind.rs", "path.exists()", ".exists()");
    with("stage/plan.rs", "path.canonicalize()", ".canonicalize()");
    with("pipeline/mod.rs", "writeln!(io::stderr(), x)", "io::stderr");
    with("pdf/run.rs", "println!(x)", "println!");
}

/// What is for `tests/fuzz` is compiled for tests and fuzzers only.
#[test]
fn the_program_has_nothing_of_the_fuzzers() {
    let tree = tree();
    let lib = &tree["lib.rs"];
    assert!(lib.contains("#[cfg(any(test, feature = \"fuzzing\"))]\npub mod fuzzing;"));
    let default = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let default = default.expect("a manifest");
    let features = default.lines().find(|line| line.starts_with("default = "));
    assert!(features.is_some_and(|features| !features.contains("fuzzing")));
}

/// Whoever writes `&lt;` makes markup of text, or takes it back.
#[test]
fn text_becomes_markup_in_known_places_only() {
    none(&escapes(&tree()));
    let wrong = "//! A file.\nfn f() { text.replace('<', \"&lt;\"); }";
    complains(escapes, "archive/home.rs", wrong, "&lt;");
    let wrong = "//! A file.\nfn f() { match c { '&' => \"&amp;\", c => c } }";
    complains(escapes, "render/html/page.rs", wrong, "&amp;");
    let fine = "//! Not `&lt;`.\nfn f() {} // \"&lt;\"\n#[cfg(test)]\nmod tests { const A: &str = \"&lt;\"; }";
    none(&escapes(&Tree::from([(
        "archive/home.rs".to_owned(),
        fine.to_owned(),
    )])));
}

/// Whoever could hand text of writers to these would write markup with it.
#[test]
fn markup_is_written_by_the_program_alone() {
    let tree = tree();
    for (path, signature) in [
        (
            "render/html/escape.rs",
            "fn tag(&mut self, markup: &'static str)",
        ),
        (
            "render/word/xml.rs",
            "fn raw(&mut self, markup: &'static str)",
        ),
    ] {
        assert!(tree[path].contains(signature), "{path}: {signature}");
    }
}

/// What writers type can become nothing that a backend would take for its own language.
#[test]
fn no_block_and_no_inline_is_markup() {
    let tree = tree();
    let mut kinds = 0;
    for path in ["model/block.rs", "model/inline.rs"] {
        let file = syn::parse_file(&tree[path]).expect("Rust");
        let variants = file.items.iter().filter_map(|item| match item {
            syn::Item::Enum(item) => Some(&item.variants),
            _ => None,
        });
        for variant in variants.flatten() {
            kinds += 1;
            let name = variant.ident.to_string().to_lowercase();
            let is_markup = ["raw", "html", "typst", "markup"]
                .iter()
                .any(|word| name.contains(word));
            assert!(!is_markup, "{path}: {name}");
        }
    }
    assert!(kinds > 15, "{kinds}");
}

/// A file that the document names by the way is there: so much moves that nobody reads the document for it.
#[test]
fn every_file_that_the_document_names_is_there() {
    let (tree, document) = (tree(), document());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = document.split('`').skip(1).step_by(2);
    for word in words.filter(|word| word.ends_with(".rs") && !word.contains([' ', '*'])) {
        let below = format!("/{word}");
        let is_known = tree
            .keys()
            .any(|path| path == word || path.ends_with(&below));
        assert!(
            is_known || root.join(word).is_file(),
            "{DOCUMENT} names {word}, which there is not"
        );
    }
}

/// A file that no program of tests has is never run, and nobody would notice: `autotests` is off.
#[test]
fn every_file_of_tests_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let list = std::fs::read_to_string(folder.join("suite.rs")).expect("the list");
    let mut known = 0;
    for entry in std::fs::read_dir(&folder).expect("the tests") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy();
        let is_module =
            path.extension().is_some_and(|ending| ending == "rs") || path.join("mod.rs").is_file();
        if is_module && name != "suite" {
            known += 1;
            let is_listed = list.contains(&format!("\nmod {name};\n"));
            assert!(is_listed, "{name} is in no program");
        }
    }
    assert!(known > 40, "{known}");
}

/// Whoever made a document by another way would show what departs from its record, or what no rule has judged.
#[test]
fn one_file_makes_documents() {
    let tree = tree();
    let named = |word: &str, but: &str| -> Vec<String> {
        let files = tree.iter().filter(|(path, _)| *path != but);
        let files = files.filter(|(_, text)| code(text).contains(word));
        files.map(|(path, _)| path.clone()).collect()
    };
    assert_eq!(named("stage::document(", ""), ["pipeline/assembly.rs"]);
    assert_eq!(
        named("assemble_anew(", "pipeline/assembly.rs"),
        ["pipeline/issuing.rs", "pipeline/revision.rs"]
    );
}

#[test]
fn only_the_table_of_addresses_knows_paths() {
    none(&addresses(&tree()));
    let with = |path: &str, line: &str, word: &str| {
        complains(addresses, path, &format!("//! A file.\n{line}\n"), word);
    };
    with("archive/home.rs", "let a = \"index.html\";", "index.html");
    with(
        "serve/answer.rs",
        "path.ends_with(\"/index.html\")",
        "index.html",
    );
    with("catalogue/feed.rs", "format!(\"{a}/feed.xml\")", "feed.xml");
    with(
        "pipeline/shared.rs",
        "path.matches('/').count()",
        ".matches('/')",
    );
    with(
        "pipeline/preview.rs",
        "path.split('/').next()",
        ".split('/')",
    );
    with(
        "render/html/link.rs",
        "bytes().filter(|&b| b == b'/')",
        "b'/'",
    );
    with("archive/gather.rs", "folder: \"units\"", "units");
    let fine = "//! Makes `index.html`.\nlet a = \"ducha\"; // a/b, split('/')\n#[cfg(test)]\nmod tests { const A: &str = \"index.html\"; }";
    let tree = Tree::from([("archive/home.rs".to_owned(), fine.to_owned())]);
    none(&addresses(&tree));
}

#[test]
fn a_new_block_is_an_error_wherever_blocks_are_drawn() {
    none(&wildcards(&tree()));
    let with = |path: &str, arms: &str| {
        let text = format!("//! A file.\nfn f(b: &Block) {{ match b {{ {arms} }} }}\n");
        complains(wildcards, path, &text, "match");
    };
    with("render/html/block.rs", "Block::Rule(_) => {} _ => {}");
    with(
        "render/html/inline.rs",
        "InlineKind::Text(t) => { match t { _ => x } } other => y,",
    );
    with(
        "render/typst.rs",
        "Block::Rule(_) => json!({\"a\": {}}), _ if x => y",
    );
    with(
        "archive/mod.rs",
        "Some(Block::Rule(_)) | None => 1, Some(_) => 2",
    );
    with(
        "pipeline/pdfs.rs",
        "Block::Quote(b) if x => 'a', (_) => '}'",
    );
    // Matches over other things may have such an arm, and so may arms inside those of a block.
    let fine = "//! A file.\nfn f() { match n { 1 => Block::Rule(_), _ => x } match b { Block::Quote(_) => match n { _ => 1 }, Block::Rule(_) | Block::Code(..) => 2 } }";
    none(&wildcards(&Tree::from([(
        "render/typst.rs".to_owned(),
        fine.to_owned(),
    )])));
}

/// `let IssueHead { title, .. }` would not notice a key more.
#[test]
fn what_stands_around_a_text_is_taken_apart_whole() {
    none(&heads(&tree()));
    let wrong = "//! A file.\nfn f() { let IssueHead { title, .. } = head; }";
    complains(heads, "render/word/a.rs", wrong, "IssueHead");
    let fine = "//! A file.\nfn f() { let ArticleHead { title, subtitle: _ } = head; }";
    none(&heads(&Tree::from([("a.rs".to_owned(), fine.to_owned())])));
    // And it is taken apart at all: who only asks for fields would not notice a key more either.
    none(&heads_unseen(&tree()));
    let mut tree = tree();
    tree.retain(|path, _| path != "render/fragment/head.rs");
    let complaints = heads_unseen(&tree);
    assert_eq!(
        complaints,
        ["render/fragment does not take IssueHead apart"]
    );
}

#[test]
fn every_file_says_what_it_is_and_none_is_long() {
    none(&shape(&tree()));
    complains(shape, "zh/date.rs", "use std::fmt;\n", "//!");
    complains(
        shape,
        "main.rs",
        &"//! A line.\n".repeat(LONGEST_MAIN + 1),
        "lines",
    );
    complains(
        shape,
        "zh/date.rs",
        &"//! A line.\n".repeat(LONGEST_FILE + 1),
        "lines",
    );
}

#[test]
fn the_document_names_every_folder_and_no_other() {
    let (tree, document) = (tree(), document());
    none(&names(&document, &tree));
    // The same with a folder more, and a folder less.
    let differ = |change: &dyn Fn(&mut Tree), word: &str| {
        let mut changed = tree.clone();
        change(&mut changed);
        let complaints = names(&document, &changed);
        assert!(
            complaints.iter().any(|line| line.contains(word)),
            "{word}: {complaints:?}"
        );
    };
    differ(
        &|tree| drop(tree.insert("nowhere/mod.rs".to_owned(), String::new())),
        "src/nowhere/",
    );
    differ(
        &|tree| tree.retain(|path, _| !path.starts_with("archive/")),
        "src/archive/",
    );
}

#[test]
fn no_files_go_round_in_a_circle() {
    none(&Graph::of(&tree()).circles());
    let circles = |files: &[(&str, &str)]| {
        let files = files.iter();
        let tree: Tree = files
            .map(|&(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        Graph::of(&tree).circles()
    };
    let lib = ("lib.rs", "pub mod a;");
    let found = circles(&[
        lib,
        ("a/mod.rs", "mod b; mod c; pub use b::One;"),
        ("a/b.rs", "use super::c::Two; pub struct One(Two);"),
        (
            "a/c.rs",
            "use crate::a; pub struct Two; fn f() -> a::One { todo!() }",
        ),
    ]);
    assert_eq!(found, ["a/b.rs -> a/c.rs -> a/b.rs"]);
    // What is only handed on is no use, and neither is a test.
    let fine = [
        lib,
        ("a/mod.rs", "mod b; mod c; pub use b::One;"),
        ("a/b.rs", "use super::c::Two; pub struct One(Two);"),
        (
            "a/c.rs",
            "pub struct Two; #[cfg(test)] mod tests { use super::super::One; }",
        ),
    ];
    none(&circles(&fine));
}

#[test]
fn a_name_is_one_type() {
    none(&Graph::of(&tree()).types_twice());
    let twice = [("lib.rs", "mod a; struct One;"), ("a.rs", "enum One {}")];
    let twice = twice.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let found = Graph::of(&Tree::from(twice)).types_twice();
    assert_eq!(found, ["One is defined in a.rs and in lib.rs"]);
}

#[test]
fn no_error_is_only_words() {
    none(&Graph::of(&tree()).words_for_errors());
    let check = |tree: &Tree| Graph::of(tree).words_for_errors();
    complains(
        check,
        "a.rs",
        "fn f() -> Result<(), String> { todo!() }",
        "String",
    );
}

/// Names of pages, and guesses from paths of the site, outside the table of addresses.
///
/// What takes apart the paths of the content folder or of the disk (`source`, `stage`, `scaffold`, `pdf`, `publish`) is not meant.
fn addresses(tree: &Tree) -> Vec<String> {
    const NAMES: &[&str] = &[
        "index.html",
        "feed.xml",
        "sitemap.xml",
        "manifest.json",
        "SHA256SUMS",
    ];
    const GUESSES: &[&str] = &[
        "\"units\"",
        "\"topics\"",
        "\"months\"",
        "\"numbers\"",
        ".split('/')",
        ".split(\"/\")",
        ".matches('/')",
        ".match_indices('/')",
        ".rsplit_once('/')",
        "== b'/')",
    ];
    const DRAW: &[&str] = &[
        "archive",
        "catalogue",
        "render",
        "search",
        "pipeline",
        "serve",
        "cli",
    ];
    let mut complaints = Vec::new();
    for (path, text) in tree {
        let folder = path.split('/').next().unwrap_or_default();
        if folder == "site" {
            continue;
        }
        let own = &text[..text.find("#[cfg(test)]").unwrap_or(text.len())];
        let lines = || own.lines().filter_map(|line| line.split("//").next());
        let named = lines().flat_map(|line| NAMES.iter().filter(|name| line.contains(**name)));
        let guessed = lines()
            .filter(|_| DRAW.contains(&folder))
            .flat_map(|line| GUESSES.iter().filter(|guess| line.contains(**guess)));
        for word in named.chain(guessed) {
            complaints.push(format!("src/{path}: {word} is for src/site/ to know"));
        }
    }
    complaints
}

/// Uses of parts that may not be used.
fn directions(tree: &Tree, table: &Directions) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree {
        let Some((part, allowed)) = rule(path, table) else {
            complaints.push(format!(
                "src/{path}: its folder is not in the table of {DOCUMENT}"
            ));
            continue;
        };
        let code = code(text);
        if code.contains("crate::{") {
            complaints.push(format!(
                "src/{path}: write one line for each folder, not crate::{{"
            ));
        }
        for used in uses(path, &code) {
            let within = |whole: &str| used == whole || used.starts_with(&format!("{whole}/"));
            if !within(part) && !allowed.iter().any(|allowed| within(allowed)) {
                complaints.push(format!("src/{path} uses {used}, which {part} may not"));
            }
        }
    }
    complaints
}

/// The entry of the table for the file at `path`.
fn rule<'t>(path: &str, table: &'t Directions) -> Option<(&'t str, &'t [String])> {
    table
        .iter()
        .filter(|(part, _)| covers(part, path))
        .max_by_key(|(part, _)| part.len())
        .map(|(part, allowed)| (part.as_str(), allowed.as_slice()))
}

/// Whether the file at `path` is `part`, or in it.
fn covers(part: &str, path: &str) -> bool {
    path.strip_prefix(part)
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// What the code of a file names by way of `crate::` and `super::`, to the second name: `model/Span`, `render/html`.
fn uses(path: &str, code: &str) -> BTreeSet<String> {
    let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let own: Vec<&str> = module.split('/').collect();
    let mut found = BTreeSet::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let mut rest = &code[at..];
            let mut whole: Vec<&str> = Vec::new();
            if let Some(after) = rest.strip_prefix("crate::") {
                rest = after;
            } else {
                whole.clone_from(&own);
                while let Some(after) = rest.strip_prefix("super::") {
                    whole.pop();
                    rest = after;
                }
            }
            for name in rest.split("::").take(2) {
                let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
                let end = end.unwrap_or(name.len());
                if end > 0 {
                    whole.push(&name[..end]);
                }
                if end < name.len() {
                    break;
                }
            }
            whole.truncate(2);
            if !whole.is_empty() {
                found.insert(whole.join("/"));
            }
        }
    }
    found
}

/// What reaches out of the program where it should not.
fn edges(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree {
        let code = code(text);
        for (word, allowed) in EDGES {
            let letter = |c: char| c.is_alphanumeric() || c == '_';
            let named = code.match_indices(word).any(|(at, _)| {
                let (before, after) = (&code[..at], &code[at + word.len()..]);
                !(word.starts_with(letter) && before.ends_with(letter)
                    || word.ends_with(letter) && after.starts_with(letter))
            });
            if named && !allowed.iter().any(|part| covers(part, path)) {
                complaints.push(format!("src/{path} names {word}: only {allowed:?} may"));
            }
        }
    }
    complaints
}

/// Matches over blocks or inlines with an arm that would swallow a new kind.
fn wildcards(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree {
        if !EXHAUSTIVE.iter().any(|part| covers(part, path)) {
            continue;
        }
        let code = code(text);
        for (at, _) in code.match_indices("match ") {
            let patterns = patterns(&code[at..]);
            let over_blocks = patterns
                .iter()
                .any(|pattern| pattern.contains("Block::") || pattern.contains("InlineKind::"));
            if let Some(pattern) = patterns.iter().find(|pattern| swallows(pattern))
                && over_blocks
            {
                let line = code[..at].lines().count();
                complaints.push(format!(
                    "src/{path}:{line}: a match over blocks or inlines has the arm `{pattern}`"
                ));
            }
        }
    }
    complaints
}

/// Whether a pattern takes whatever comes: `_`, a name, or one of these in `Some(…)`, with or without a condition.
fn swallows(pattern: &str) -> bool {
    let pattern = pattern.split(" if ").next().unwrap_or(pattern);
    pattern.split('|').any(|choice| {
        let bare = choice
            .trim()
            .trim_start_matches("Some")
            .trim_matches(['(', ')', '&', ' ']);
        let first = bare.chars().next();
        bare == "_"
            || (first.is_some_and(char::is_lowercase)
                && bare.chars().all(|c| c.is_alphanumeric() || c == '_')
                && !matches!(bare, "true" | "false"))
    })
}

/// The patterns of the match that `code` begins with.
fn patterns(code: &str) -> Vec<String> {
    let Some(open) = code.find('{') else {
        return Vec::new();
    };
    let mut patterns = Vec::new();
    let mut pattern = String::new();
    let (mut depth, mut in_pattern) = (0_usize, true);
    let mut characters = code[open + 1..].chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => {
                depth -= 1;
                if c == '}' && depth == 0 && !in_pattern {
                    // A block ends its arm, with a comma or without; a brace inside an expression is followed by more of it.
                    let mut ahead = characters.clone();
                    let next = ahead.find(|c| !c.is_whitespace());
                    if !matches!(next, Some('.' | '?' | '[' | ')')) {
                        in_pattern = true;
                    }
                    continue;
                }
            }
            ',' if depth == 0 => {
                in_pattern = true;
                continue;
            }
            '=' if depth == 0 && in_pattern && characters.peek() == Some(&'>') => {
                characters.next();
                patterns.push(std::mem::take(&mut pattern).trim().to_owned());
                in_pattern = false;
                continue;
            }
            _ => {}
        }
        if in_pattern {
            pattern.push(c);
        }
    }
    patterns
}

/// Heads that are taken apart with something left out.
fn heads(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree {
        for head in ["IssueHead", "ArticleHead", "AttachmentHead"] {
            let code = code(text);
            for pattern in code.split(&format!("let {head} {{")).skip(1) {
                let fields = pattern.split('}').next().unwrap_or_default();
                if fields.contains("..") {
                    complaints.push(format!("{path} leaves out what a {head} has more"));
                }
            }
        }
    }
    complaints
}

/// Where heads are shown or kept, and not taken apart.
fn heads_unseen(tree: &Tree) -> Vec<String> {
    const WHERE: &[&str] = &[
        "render/html",
        "render/fragment",
        "render/text",
        "render/typst",
        "render/word",
        "search",
        "issuance",
    ];
    let has = |part: &str, pattern: &str| {
        let mut files = tree.iter().filter(|(path, _)| covers(part, path));
        files.any(|(_, text)| code(text).contains(pattern))
    };
    let mut complaints = Vec::new();
    for part in WHERE {
        for head in ["IssueHead", "AttachmentHead"] {
            if !has(part, &format!("let {head} {{")) {
                complaints.push(format!("{part} does not take {head} apart"));
            }
        }
    }
    let lines = "pub fn lines(&self) -> ArticleLines<'_> {\n        let Self {\n";
    let own = tree.get("model/head.rs").map(|text| text.split_once(lines));
    if !matches!(own, Some(Some((_, after))) if !after.split('}').next().unwrap_or_default().contains(".."))
    {
        complaints.push("ArticleHead::lines does not take it apart".to_owned());
    }
    let words = [
        ("issuance/wording.rs", "Document"),
        ("issuance/wording.rs", "Imprint"),
        ("issuance/wording.rs", "ArticleHead"),
    ];
    for (path, name) in words {
        let text = tree.get(path).map(|text| code(text)).unwrap_or_default();
        let after = text.split_once(&format!("let {name} {{"));
        let fields = after.map(|(_, after)| after.split('}').next().unwrap_or_default());
        if fields.is_none_or(|fields| fields.contains("..")) {
            complaints.push(format!("{path} does not take {name} apart"));
        }
    }
    complaints
}

/// Places that turn text into markup, or markup into text, besides those that are known.
fn escapes(tree: &Tree) -> Vec<String> {
    // The page; the words of a chart; the way back, for what a page says of itself; Markdown, whose entities are kept.
    const KNOWN: &[&str] = &[
        "render/html/escape.rs",
        "chart/canvas.rs",
        "publish/page_links.rs",
        "import/escape.rs",
    ];
    let mut complaints = Vec::new();
    for (path, text) in tree {
        if KNOWN.contains(&path.as_str()) || path.ends_with("tests.rs") {
            continue;
        }
        let own = &text[..text.find("#[cfg(test)]").unwrap_or(text.len())];
        let lines = own.lines().filter_map(|line| line.split("//").next());
        for word in ["&lt;", "&amp;", "&#60;", "&#x3c;"] {
            if lines.clone().any(|line| line.contains(word)) {
                complaints.push(format!("src/{path} has {word}: only {KNOWN:?} may"));
            }
        }
    }
    complaints
}

/// Files without a heading, and long ones.
fn shape(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree {
        if !text.starts_with("//! ") {
            complaints.push(format!(
                "src/{path} does not begin with `//!` and what it is"
            ));
        }
        let longest = if path == "main.rs" {
            LONGEST_MAIN
        } else {
            LONGEST_FILE
        };
        let lines = text.lines().count();
        if lines > longest {
            complaints.push(format!("src/{path} has {lines} lines: at most {longest}"));
        }
    }
    complaints
}

/// Folders of the source that the code map of the document does not name, and the other way round. The index of files is rustdoc's.
fn names(document: &str, tree: &Tree) -> Vec<String> {
    let map = document
        .split_once("\n## Code map\n")
        .map_or("", |(_, rest)| rest.split("\n## ").next().unwrap_or(rest));
    let named: BTreeSet<String> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.starts_with("src/") && word.ends_with('/'))
        .map(str::to_owned)
        .collect();
    let mut present = BTreeSet::from(["src/".to_owned()]);
    for path in tree.keys() {
        if let Some((folder, _)) = path.rsplit_once('/') {
            present.insert(format!("src/{folder}/"));
        }
    }
    let missing = present.difference(&named);
    let gone = named.difference(&present);
    missing
        .map(|path| format!("{DOCUMENT} does not name {path}"))
        .chain(gone.map(|path| format!("{DOCUMENT} names {path}, which there is not")))
        .collect()
}

/// The code of a file without its test modules, its comments and what stands in its literals.
fn code(text: &str) -> String {
    const TEST: &str = "#[cfg(test)]";
    let code = without_literals(text);
    let mut kept = String::with_capacity(code.len());
    let mut rest = code.as_str();
    while let Some((before, after)) = rest.split_once(TEST) {
        kept.push_str(before);
        let item = after.lines().map(str::trim_start);
        let item = item.filter(|line| !line.is_empty() && !line.starts_with("#["));
        let length = match item.take(1).next() {
            Some(first) if first.starts_with("mod ") => module(after),
            _ => 0,
        };
        // Keeps the number of lines.
        kept.push_str(&"\n".repeat(after[..length].matches('\n').count()));
        rest = &after[length..];
    }
    kept + rest
}

/// The length of the text up to the end of the module that begins in it.
fn module(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

fn without_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let raw_name = c == 'r' && (before.is_alphanumeric() || before == '_');
        if let Some(length) = literal(rest).filter(|_| !raw_name) {
            code.push_str(if rest.starts_with("//") { "" } else { "\"\"" });
            code.push_str(&"\n".repeat(rest[..length].matches('\n').count()));
            rest = &rest[length..];
            before = ' ';
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
            before = c;
        }
    }
    code
}

/// The length of the comment, string or character literal that `text` begins with.
fn literal(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if let Some(rest) = text.strip_prefix('r') {
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        if let Some(inside) = rest[hashes..].strip_prefix('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let length = inside
                .find(&close)
                .map_or(inside.len(), |at| at + close.len());
            return Some(2 + hashes + length);
        }
    }
    if let Some(rest) = text.strip_prefix('"') {
        let mut escaped = false;
        for (at, c) in rest.char_indices() {
            if c == '"' && !escaped {
                return Some(at + 2);
            }
            escaped = c == '\\' && !escaped;
        }
        return Some(text.len());
    }
    // `'a` is a lifetime, `'a'` a character.
    let rest = text.strip_prefix('\'')?;
    let first = rest.chars().next()?;
    let length = if first == '\\' {
        1 + rest[1..]
            .find('\'')
            .map(|at| if at == 0 { 1 } else { at })?
    } else {
        first.len_utf8()
    };
    rest.get(length..)?.starts_with('\'').then_some(length + 2)
}
