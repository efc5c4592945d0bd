//! The names of bookmarks, by which a paragraph that comes back from Word is known again.
//!
//! A name leads to one place of the document and, by the place where that was typed, to one text of the content: what has an anchor in the page is named after it, what
//! stands around the text by what it is. Anchors are made from the text and stay while their neighbours change, so a name means the same paragraph as long as that
//! paragraph has not changed; nothing in it says how files are called. Word keeps bookmarks through editing and saving, hides those that begin with `_`, and takes
//! at most 40 letters, digits and `_`.

/// How every name begins.
pub(crate) const PREFIX: &str = "_jb_";
/// The most characters of a name.
const LONGEST: usize = 40;

/// What has this anchor in the page.
pub(crate) fn of_anchor(anchor: &str) -> String {
    named(anchor)
}

/// A part of what has this anchor: the caption of a table, the source of an article.
pub(crate) fn part_of(anchor: &str, part: &str) -> String {
    named(&format!("{anchor}-{part}"))
}

/// A cell of the table with this anchor; rows count from 1 at the head's first, columns from 1.
pub(crate) fn cell_of(anchor: &str, row: usize, column: usize) -> String {
    named(&format!("{anchor}-r{row}c{column}"))
}

/// What stands around the text: the title, a signature.
pub(crate) fn of_head(what: &str) -> String {
    named(&format!("k-{what}"))
}

/// One of several such.
pub(crate) fn of_head_at(what: &str, at: usize) -> String {
    named(&format!("k-{what}-{}", at + 1))
}

fn named(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if plain && name.len() + PREFIX.len() <= LONGEST {
        return format!("{PREFIX}{}", name.replace('-', "_"));
    }
    let hash = blake3::hash(name.as_bytes()).to_hex();
    format!("{PREFIX}x_{}", &hash[..24])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_word_takes() {
        let names = [
            of_anchor("p-1a2b3c4d-2"),
            cell_of("t-1a2b3c4d", 120, 14),
            of_head_at("signature", 0),
            of_anchor("附件一"),
            part_of("an-anchor-that-is-longer-than-any-bookmark", "caption"),
        ];
        for name in &names {
            assert!(name.starts_with("_jb_") && name.len() <= 40, "{name}");
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
        }
        assert_eq!(names[0], "_jb_p_1a2b3c4d_2");
        assert_eq!(names[2], "_jb_k_signature_1");
    }
}
