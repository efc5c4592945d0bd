//! A strict reader of the HTML that we write: every element closed, every attribute quoted.

/// What a page consists of.
#[derive(Debug, Default)]
pub struct Page {
    /// Without those of the site itself: its script and its search field.
    pub elements: Vec<String>,
    pub attributes: Vec<String>,
    pub headings: Vec<u32>,
    pub ids: Vec<String>,
    pub links: Vec<String>,
    pub sources: Vec<String>,
}

const VOID: &[&str] = &["meta", "link", "br", "hr", "img", "input", "wbr"];

/// Elements that HTML closes by itself before a block, so that what we wrote would not be what the browser sees.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "ol",
    "ul",
    "table",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "figure",
    "hr",
    "dl",
    "nav",
];

/// Reads `html`, or says what is wrong with it.
pub fn check(html: &str) -> Result<Page, String> {
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    while let Some(at) = rest.find('<') {
        if rest[..at].contains('>') {
            return Err(format!("a stray > in {:?}", &rest[..at]));
        }
        rest = &rest[at + 1..];
        let end = tag_end(rest)?;
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> closes nothing; open: {open:?}"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if open
            .last()
            .is_some_and(|outer| outer == "p" || outer.starts_with('h') && outer.len() == 2)
            && BLOCKS.contains(&name)
        {
            return Err(format!("<{name}> inside {open:?}"));
        }
        if !is_ours(tag) {
            page.elements.push(name.to_owned());
        }
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            page.headings.push(level);
        }
        read_attributes(attributes, &mut page)?;
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    if !open.is_empty() {
        return Err(format!("left open: {open:?}"));
    }
    // The page for addresses that lead nowhere lies at the root of the site, and its links begin there.
    if html.contains("<body class=\"not-found\">") {
        for address in page.links.iter_mut().chain(&mut page.sources) {
            *address = address.strip_prefix('/').unwrap_or(address).to_owned();
        }
    }
    let mut ids = page.ids.clone();
    ids.sort();
    if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(format!("two elements with the id {:?}", pair[0]));
    }
    Ok(page)
}

/// Whether this is the tag of the site's own script or search field, which every page has; any other script or form is of the content.
fn is_ours(tag: &str) -> bool {
    let value = |start: &str| Some(tag.strip_prefix(start)?.split_once('"')?.0);
    let below = |path: &str| {
        let path = path.trim_start_matches("../");
        let path = path.strip_prefix('/').unwrap_or(path);
        path.split('?').next().unwrap_or_default().to_owned()
    };
    let script = [
        ("script src=\"", "assets/site.js"),
        ("script defer=\"\" src=\"", "assets/search-open.js"),
    ]
    .iter()
    .any(|(start, asset)| {
        value(start)
            .is_some_and(|path| below(path) == *asset && tag.len() == start.len() + path.len() + 1)
    });
    let form = tag.strip_prefix("form class=\"search").is_some_and(|rest| {
        let action = rest.split_once("\" role=\"search\" action=\"");
        action.is_some_and(|(class, rest)| {
            let class = class
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b"- ".contains(&b));
            class && below(rest) == "search/index.html\" method=\"get\""
        })
    });
    let whole_form = tag.starts_with(
        "form class=\"search-form\" id=\"jb-search\" role=\"search\" method=\"get\" action=\"index.html\"",
    );
    script || form || whole_form
}

fn tag_end(rest: &str) -> Result<usize, String> {
    let mut quoted = false;
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return Ok(at),
            '<' => return Err(format!("< inside a tag: {:?}", &rest[..at])),
            _ => {}
        }
    }
    Err("a tag without an end".to_owned())
}

fn read_attributes(mut attributes: &str, page: &mut Page) -> Result<(), String> {
    loop {
        attributes = attributes.trim_start();
        if attributes.is_empty() {
            return Ok(());
        }
        let (name, rest) = attributes
            .split_once("=\"")
            .ok_or_else(|| format!("no value: {attributes:?}"))?;
        if !name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
            return Err(format!("an attribute called {name:?}"));
        }
        let (value, rest) = rest
            .split_once('"')
            .ok_or_else(|| format!("no end: {attributes:?}"))?;
        page.attributes.push(name.to_owned());
        match name {
            "id" => page.ids.push(value.to_owned()),
            "href" => page.links.push(value.to_owned()),
            "src" => page.sources.push(value.to_owned()),
            _ => {}
        }
        attributes = rest;
    }
}

/// The path that `href` means on a page in `folder`.
pub fn resolve(folder: &str, href: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            ".." => {
                assert!(parts.pop().is_some(), "{href} leaves the site");
            }
            "." => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
