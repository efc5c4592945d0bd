//! What the file says of its own text: for each paragraph that can be known again a checksum of its words, so that what came back is held against what went out,
//! whatever has become of the fragments meanwhile.

use super::xml::WordXml;

/// The name of the part, below `customXml/`.
pub const EXPORTED_PART: &str = "item1.xml";

/// The name of the property that holds [`digest`].
pub const EXPORTED_PROPERTY: &str = "文字";

/// A short checksum of the words of a paragraph; blanks, which office programs set anew, do not count.
#[must_use]
pub fn words_checksum(words: &str) -> String {
    let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    blake3::hash(plain.as_bytes()).to_hex()[..8].to_owned()
}

/// One checksum over those of all paragraphs, each with the name of its bookmark, in any order.
#[must_use]
pub fn digest(paragraphs: &[(String, String)]) -> String {
    let mut lines: Vec<String> = paragraphs
        .iter()
        .map(|(name, checksum)| format!("{name} {checksum}\n"))
        .collect();
    lines.sort_unstable();
    blake3::hash(lines.concat().as_bytes()).to_hex()[..16].to_owned()
}

/// The part.
pub(super) fn part(paragraphs: &[(String, String)]) -> WordXml {
    let mut xml = WordXml::default();
    xml.raw("<exported xmlns=\"urn:jianbao:exported\">");
    for (name, checksum) in paragraphs {
        xml.raw("<p");
        xml.attribute(" name=\"", name);
        xml.attribute(" words=\"", checksum);
        xml.raw("/>");
    }
    xml.raw("</exported>");
    xml
}

/// The words in runs of text.
pub(super) fn words_of(runs: &str) -> String {
    let mut words = String::new();
    let mut rest = runs;
    while let Some(at) = rest.find("<w:t") {
        rest = &rest[at..];
        let Some(open) = rest.find('>') else { break };
        let is_text = rest[4..].starts_with(['>', ' ']);
        rest = &rest[open + 1..];
        if !is_text {
            continue;
        }
        let end = rest.find("</w:t>").unwrap_or(rest.len());
        words.push_str(&quick_xml::escape::unescape(&rest[..end]).unwrap_or_default());
        rest = &rest[end..];
    }
    words
}
