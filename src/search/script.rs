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

/// The script as it is published.
#[must_use]
pub fn script() -> OutputFile {
    let body: String = FILES.iter().map(|file| plain(file)).collect();
    OutputFile {
        path: Route::Asset("search.js".to_owned()).path(),
        bytes: format!("/* 检索 */\n(function () {{\n\"use strict\";\n{body}}})();\n").into_bytes(),
    }
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

/// What tells the script from that of another version of the program, for its address in the page.
#[must_use]
pub fn script_version() -> String {
    blake3::hash(&script().bytes).to_hex()[..8].to_owned()
}
