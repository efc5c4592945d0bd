//! The script of the search page: its files joined to one, as a page from a folder may not import modules. It reads what [`format`](super::format)
//! describes and is of the same program as the index, so no template takes its place.

use crate::model::OutputFile;
use crate::site::Route;

/// The files in the order in which they are joined; without a form on the page there are only the functions.
const FILES: [&str; 9] = [
    include_str!("script/load.js"),
    include_str!("script/reader.js"),
    include_str!("script/words.js"),
    include_str!("script/query.js"),
    include_str!("script/rank.js"),
    include_str!("script/nothing.js"),
    include_str!("script/results.js"),
    include_str!("script/page.js"),
    include_str!("script/history.js"),
];

/// The script that does the searching; [`OPENING`] reads it when somebody is about to search.
const WHOLE: &str = "search.js";

/// The small script that the page itself names.
const OPENING: &str = "search-open.js";

/// Both scripts as they are published.
#[must_use]
pub fn scripts() -> [OutputFile; 2] {
    let body: String = FILES.iter().map(|file| plain(file)).collect();
    let whole = format!("/* 检索 */\n(function () {{\n\"use strict\";\n{body}}})();\n");
    let opening = format!("/* 检索 */\n{}", plain(include_str!("script/opening.js")));
    [(WHOLE, whole), (OPENING, opening)].map(|(name, text)| OutputFile {
        path: Route::Asset(name.to_owned()).path(),
        bytes: text.into_bytes(),
    })
}

/// A file without what only those read who change it: indents, blank lines, and comments that have their lines for themselves.
fn plain(file: &str) -> String {
    let mut plain = String::with_capacity(file.len());
    let mut in_comment = false;
    for line in file.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            let code = line.split_once("; // ").map_or(line, |(code, _)| code);
            plain.push_str(code);
            if code.len() < line.len() {
                plain.push(';');
            }
            plain.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    plain
}

/// What tells the scripts from those of another version of the program, for their addresses in the page.
#[must_use]
pub fn script_version() -> String {
    let mut hash = blake3::Hasher::new();
    for script in scripts() {
        hash.update(&script.bytes);
    }
    hash.finalize().to_hex()[..8].to_owned()
}
