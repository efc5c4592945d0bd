//! A reader of the program's own pages: strict, so that a page that is not well formed fails and nothing is passed over.

/// Elements that have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr",
];

/// Elements whose text runs on in the line around them.
const IN_LINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "img", "small", "span", "strong", "sub",
    "sup", "time", "wbr",
];

/// The `<main>` element of a page, from its first tag to its last.
pub fn main(page: &str) -> &str {
    assert_eq!(page.matches("<main").count(), 1, "one <main> in a page");
    let start = page.find("<main").expect("<main>");
    let end = page.find("</main>").expect("</main>") + "</main>".len();
    &page[start..end]
}

/// What a reader sees of a piece of a page, block by block in lines. Elements of the class `skip` and what is in them are left out.
pub fn text(html: &str, skip: &[&str]) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut skipped_from: Option<usize> = None;
    let mut rest = html;
    while !rest.is_empty() {
        let Some(after) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            if skipped_from.is_none() {
                out.push_str(&decoded(&rest[..end]));
            }
            rest = &rest[end..];
            continue;
        };
        let end = tag_end(after);
        let tag = &after[..end];
        rest = &after[end + 1..];
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()
            .expect("a name");
        assert!(
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()),
            "no element: <{tag}>"
        );
        if !IN_LINE.contains(&name) && skipped_from.is_none() {
            out.push('\n');
        }
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "<{tag}> closes another element");
            if skipped_from == Some(open.len()) {
                skipped_from = None;
            }
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            if skipped_from.is_none() && classes(tag).any(|class| skip.contains(&class)) {
                skipped_from = Some(open.len());
            }
            open.push(name);
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// An element as its first tag has it.
#[derive(Debug)]
pub struct Element {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes in the order of the tag, their values decoded; one without a value has an empty one.
    pub attributes: Vec<(String, String)>,
    /// Only for `<script>`, `<style>` and `<loc>`: the text inside, not decoded.
    pub inside: String,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// All elements of a page or of an XML file, in order.
pub fn elements(text: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let after = &rest[at + 1..];
        let end = tag_end(after);
        rest = &after[end + 1..];
        if after.starts_with(['!', '?', '/']) {
            continue;
        }
        let mut element = element(&after[..end]);
        if ["script", "style", "loc"].contains(&element.name.as_str()) {
            let close = format!("</{}", element.name);
            let end = rest.find(&close).expect("an end tag");
            element.inside = rest[..end].to_owned();
            rest = &rest[end..];
        }
        found.push(element);
    }
    found
}

/// A first tag without its angle brackets.
fn element(tag: &str) -> Element {
    let tag = tag.trim_end_matches('/');
    let (name, mut rest) = tag
        .split_once(|c: char| c.is_whitespace())
        .unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let key = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let (quoted, left) = after.split_once('"').expect("a value that ends");
            value = decoded(quoted);
            rest = left;
        } else {
            assert!(!rest.starts_with('='), "a value without \": <{tag}>");
        }
        attributes.push((key, value));
    }
    Element {
        name: name.to_ascii_lowercase(),
        attributes,
        inside: String::new(),
    }
}

/// Where the tag that `text` begins with ends: at the first `>` outside an attribute's value.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    text.char_indices()
        .find(|(_, c)| {
            if *c == '"' {
                quoted = !quoted;
            }
            *c == '>' && !quoted
        })
        .map(|(at, _)| at)
        .expect("a tag that ends")
}

fn classes(tag: &str) -> impl Iterator<Item = &str> {
    let value = tag.split_once(" class=\"").map_or("", |(_, rest)| {
        rest.split_once('"').expect("a value that ends").0
    });
    value.split_whitespace()
}

/// Characters for the references that the program writes; any other is a fault.
fn decoded(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().expect("a first part").to_owned();
    for part in parts {
        let (name, after) = part
            .split_once(';')
            .unwrap_or_else(|| panic!("a bare & before “{part}”"));
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" | "#x27" | "apos" => '\'',
            _ => panic!("&{name}; is not known here"),
        });
        out.push_str(after);
    }
    out
}
