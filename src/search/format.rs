//! The format of the search index: what its files hold, as `script/load.js` and `script/reader.js` read them. This is the description;
//! `tests/data/search/vectors.json` holds examples, which a test makes with this program and reads with that script.
//!
//! Every file is a classic script that calls back, because a page from a folder may neither fetch nor import:
//!
//! | file | content |
//! |---|---|
//! | `search/current.js` | `jianbaoSearch.current(VERSION,"NAME")`: the format, and the part that is the head. The only file that changes under its path |
//! | `search/parts/NAME.js` | `jianbaoSearch.part("NAME",DATA)`: named by its own content, so that it never changes, and what a build did not change it does not write |
//! | `…/text.js` | `jianbaoSearch.text("PATH",DATA)`: the text of an issue, see [`text`](super::text); what kind each passage is, [`passage`](super::passage) |
//!
//! The script asks for `current.js` with the time in the address, and for texts with the head's name, so that no cache answers with what was there
//! before; and it asks again where a part is gone. No part of an earlier build is kept.
//!
//! # Values in bits
//! A string of bits holds seven in each character, the first the highest, in the lowest seven bits of its code ([`code`](super::code)): `take(n)` are n
//! bits, `gamma` is Elias gamma (from 1), `below(n)` truncated binary, `rising(count, low, high)` a rising list by interpolative coding, and `signed` a gamma
//! code g for the number (g − 1) / 2 where g is odd, −g / 2 where it is even.
//!
//! # The head
//! An object. `n` issues are numbered in reading order; `m` is `n` rounded up ([`bound`]), and the bound of all lists of issues, so that a new issue at the end
//! changes no list. `a` is the alphabet, the first character number 1, U+007F a number without a character (`alphabet.rs`); `f` folds each character
//! of the texts ([`fold`](mod@super::fold)). `q`, `l`, `k` say which sequences there are ([`gram`](super::gram)): a sequence in more than `q` issues is continued, up to `l`
//! characters, never across those of `k`. `b` is the first sequence of each shard and `h` their names, one after another. `u` is the number of the first list in
//! each file of lists, `g` their names. `c`, `r`, `w` name the choices, the rare folds and the 文号.
//! `s` has folder, name and first issue of each series. `d` has in bits for each issue: `signed` the year of its folder less that of the issue before (2000); `gamma` 1 for a
//! number, 2 for `s` and a number, 3 for the next of `x`; where it is a number, `signed` that less the number before (0 in a new year) less 1; `signed` the year of
//! its date less that of its folder; `take(4)` month, `take(5)` day; `gamma` the length of `text.js` in units of 512 bytes.
//!
//! # The parts
//! - **A shard**: a string of bits. `gamma` blocks; each has `gamma` the number of characters of its sequence, for each of them `below(alphabet)` the character less 1 and its
//!   entry, and then what continues it. The entry of a single character: `below(m)` the number of issues less 1, `rising(0, m)` the issues. Of a longer one: where the sequence
//!   above has more than one issue, from the third character on `take(1)` whether all have it, and unless they do `gamma` the number; `rising` their places in the list above.
//!   After either, `gamma` less 1 the number of issues that have it in what they are about, and `rising` their places in the entry; where there are such issues,
//!   `gamma` less 1 the number of those that have it in their title, and `rising` their places among them. What continues: `gamma` less 1 the number of
//!   characters, `rising(1, alphabet + 1)` these, and for each its entry, followed by what continues it if it is continued.
//! - **Lists**: a string of bits: for each unit, then each topic, then 更正, 废止 and 撤回, `gamma` less 1 the number of issues and `rising(0, m)` these.
//! - **Choices**: an object with `series`, `years`, `units` and `topics`, the latter in the order of the lists, each an array that ends with the number of issues: folder and
//!   name, year, code and name, name and folder; and `amended`, the numbers of issues of the last three lists.
//! - **Rare folds**: `["cC…", {…}]`: characters that no text has, in pairs with that which they are folded to, and those that are folded to several.
//! - **文号**: a string of bits, for each issue: `take(1)` whether it has a 文号, `signed` its year less the folder's, `signed` its number less the folder's (0 where that has none);
//!   `take(1)` whether it has a 期号, `signed` that less the folder's number.

use crate::model::OutputFile;
use crate::site::Route;

/// The version of the format. The script says so where it meets another; it is raised with every change of what is described here.
pub const VERSION: u32 = 3;

/// The characters of a part's name: 50 bits, and none that a disk without case could mix up.
const NAME: usize = 10;

/// What such a name is written in.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The file that names the head, in the folder of the search.
const CURRENT: &str = "current.js";

/// The folder of the parts there.
const PARTS: &str = "parts/";

/// The bound of the issues' numbers in lists: how many there are, rounded up.
#[must_use]
pub const fn bound(issues: u32) -> u32 {
    issues.div_ceil(64) * 64
}

/// A part with the value `json`, and its name.
pub(super) fn part(json: &str) -> (String, OutputFile) {
    let hash = blake3::hash(json.as_bytes());
    let name: String = hash.as_bytes()[..NAME]
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect();
    let file = OutputFile {
        path: Route::SearchFile(format!("{PARTS}{name}.js")).path(),
        bytes: format!("jianbaoSearch.part(\"{name}\",{json});\n").into_bytes(),
    };
    (name, file)
}

/// Whether a file of the index has this path in the folder of the search.
#[must_use]
pub fn is_of_index(path: &str) -> bool {
    let part = path.strip_prefix(PARTS);
    let part = part.and_then(|name| name.strip_suffix(".js"));
    let is_name = |name: &str| name.len() == NAME && name.bytes().all(|b| LETTERS.contains(&b));
    path == CURRENT || part.is_some_and(is_name)
}

/// The file that names the head.
pub(super) fn current(head: &str) -> OutputFile {
    OutputFile {
        path: Route::SearchFile(CURRENT.to_owned()).path(),
        bytes: format!("jianbaoSearch.current({VERSION},\"{head}\");\n").into_bytes(),
    }
}
