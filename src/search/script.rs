//! The script of the search page: its files joined to one, as a page from a folder may not import modules. It reads what [`format`](super::format)
//! describes and is of the same program as the index, so no template takes its place.

use crate::model::OutputFile;
use crate::site::Route;

/// The files in the order in which they are joined; without the last two there is no page, only the functions.
const FILES: [&str; 6] = [
    include_str!("script/load.js"),
    include_str!("script/reader.js"),
    include_str!("script/words.js"),
    include_str!("script/query.js"),
    include_str!("script/results.js"),
    include_str!("script/page.js"),
];

/// The script as it is published.
#[must_use]
pub fn script() -> OutputFile {
    let body = FILES.join("\n");
    OutputFile {
        path: Route::Asset("search.js".to_owned()).path(),
        bytes: format!("/* 检索 */\n(function () {{\n  \"use strict\";\n\n{body}}})();\n")
            .into_bytes(),
    }
}

/// What tells the script from that of another version of the program, for its address in the page.
#[must_use]
pub fn script_version() -> String {
    blake3::hash(&script().bytes).to_hex()[..8].to_owned()
}
