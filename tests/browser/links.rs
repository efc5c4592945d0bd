//! Every link leads somewhere: over the files on disk, as a reader of a shared folder has them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::site::{self, Site};
use super::support::html;

/// Attributes that hold an address, and those that hold ids of the same page.
const ADDRESSES: &[&str] = &["href", "src", "action", "poster", "data"];
const IDS: &[&str] = &[
    "for",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-errormessage",
    "aria-activedescendant",
];

/// What is known of a site while its links are followed.
struct Links<'a> {
    site: &'a Site,
    /// Of each page that was led to: its ids.
    ids: RefCell<BTreeMap<String, BTreeSet<String>>>,
}

impl Links<'_> {
    /// What is wrong with an address that stands in the file `from`.
    fn fault(&self, from: &str, address: &str) -> Option<String> {
        if let Some((scheme, _)) = address.split_once(':')
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'-')
        {
            // What a writer links to outside is theirs; that it is no code is ours.
            let fine = ["http", "https", "mailto", "tel"].contains(&scheme);
            return (!fine).then(|| format!("{address:?} has the scheme {scheme}"));
        }
        if !address.bytes().all(|b| b.is_ascii_graphic()) {
            return Some(format!("{address:?} is not ASCII"));
        }
        if from == site::NOT_FOUND {
            // It may stand at any address, so its links begin at the root of the server.
            let Some(path) = address.strip_prefix('/') else {
                let inside = address.starts_with('#');
                return (!inside).then(|| format!("{address} leads elsewhere from each address"));
            };
            return self.fault("index.html", path);
        }
        if address.starts_with('/') {
            return Some(format!("{address} leads nowhere in a shared folder"));
        }
        let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
        let path = path.split('?').next().unwrap_or_default();
        let target = if path.is_empty() {
            from.to_owned()
        } else {
            let Some(target) = joined(from, path) else {
                return Some(format!("{address} leaves the site"));
            };
            target
        };
        if !self.site.folder().join(&target).is_file() {
            return Some(format!("{address}: there is no file {target}"));
        }
        let anchor = unescaped(anchor);
        if anchor.is_empty() || !target.ends_with(".html") {
            return None;
        }
        let mut ids = self.ids.borrow_mut();
        let ids = ids.entry(target.clone()).or_insert_with(|| {
            html::elements(&self.site.text(&target))
                .iter()
                .filter_map(|element| element.get("id").map(str::to_owned))
                .collect()
        });
        (!ids.contains(&anchor)).then(|| format!("{address}: no id {anchor} in {target}"))
    }

    fn page(&self, path: &str, faults: &mut Vec<String>) -> usize {
        let elements = html::elements(&self.site.text(path));
        let mut ids = BTreeSet::new();
        for id in elements.iter().filter_map(|element| element.get("id")) {
            if id.is_empty() || !ids.insert(id) {
                faults.push(format!("{path}: the id {id:?} twice, or empty"));
            }
        }
        let mut seen = 0;
        for element in &elements {
            let mut address = |address: &str| {
                seen += 1;
                let fault = self.fault(path, address);
                faults.extend(fault.map(|fault| format!("{path}: <{}> {fault}", element.name)));
            };
            for name in ADDRESSES {
                element.get(name).into_iter().for_each(&mut address);
            }
            if element.get("http-equiv") == Some("refresh") {
                let content = element.get("content").unwrap_or_default();
                let (_, target) = content.split_once("url=").expect("an address in a refresh");
                address(target);
            }
            if element.name == "loc" {
                address(&element.inside);
            }
            for name in IDS {
                for id in element.get(name).unwrap_or_default().split_whitespace() {
                    if !ids.contains(id) {
                        faults.push(format!("{path}: {name} names {id}, which is not there"));
                    }
                }
            }
        }
        seen
    }

    /// Strings of a JSON file that are paths of the site: ASCII, with an ending that the site has. They start at the file's own folder or at the site's.
    fn json(&self, path: &str, value: &Value, faults: &mut Vec<String>) {
        match value {
            Value::String(text) => {
                let bare = text.split(['#', '?']).next().unwrap_or_default();
                let is_path = text.bytes().all(|b| b.is_ascii_graphic())
                    && !text.contains("://")
                    && [".html", ".pdf", ".txt", ".json", ".xml", ".csv", ".js"]
                        .iter()
                        .any(|ending| bare.ends_with(ending));
                if is_path
                    && let Some(fault) = self.fault(path, text)
                    && self.fault("index.html", text).is_some()
                {
                    faults.push(format!("{path}: {fault}"));
                }
            }
            Value::Array(list) => list.iter().for_each(|item| self.json(path, item, faults)),
            Value::Object(map) => map.iter().for_each(|(key, item)| {
                self.json(path, &Value::String(key.clone()), faults);
                self.json(path, item, faults);
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// The path of `path` as it stands in the file `from`; none where it leads out of the site.
pub fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(unescaped(&parts.join("/")))
}

/// `%E7%94%B2` as the characters it stands for.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8 in an address")
}

/// Everything that is wrong with the links of a site, and how many there are.
fn check(site: &Site) -> (Vec<String>, usize) {
    let links = Links {
        site,
        ids: RefCell::default(),
    };
    let (mut faults, mut seen) = (Vec::new(), 0);
    for ending in [".html", ".xml", ".atom"] {
        for path in site.files(ending) {
            seen += links.page(&path, &mut faults);
        }
    }
    for path in site.files(".json") {
        let value = serde_json::from_str(&site.text(&path)).expect("JSON");
        links.json(&path, &value, &mut faults);
    }
    (faults, seen)
}

#[track_caller]
fn all_resolve(site: &Site) {
    let (faults, seen) = check(site);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen > 50, "{seen} links");
}

#[test]
fn every_link_and_anchor_of_the_sample_archive_resolves() {
    all_resolve(site::sample());
}

#[test]
fn every_link_and_anchor_resolves_with_pdfs() {
    let Some(site) = site::sample_with_pdfs() else {
        return;
    };
    all_resolve(site);
    let pdfs = site.files(".pdf").len();
    let issues = site::sample().files(".html");
    let issues = issues.iter().filter(|path| path.matches('/').count() == 3);
    assert!(pdfs > 20 && pdfs <= issues.count(), "{pdfs} PDFs");
}

#[test]
fn every_link_and_anchor_of_the_hostile_archive_resolves() {
    all_resolve(super::hostile::archive());
}

#[test]
fn broken_links_are_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("a/index.html", "<p id=\"甲\">甲</p>");
    put("index.html", "");
    let site = Site::of(folder.path());
    let with = |text: &str| {
        put("index.html", text);
        check(&site).0
    };
    for fine in [
        "<a href=\"a/index.html\">甲</a>",
        "<a href=\"a/index.html#%E7%94%B2\">甲</a>",
        "<a href=\"https://example.org/\">甲</a>",
        "<meta http-equiv=\"refresh\" content=\"0; url=a/index.html\">",
        "<p id=\"b\"></p><a href=\"#b\" aria-controls=\"b\">甲</a>",
    ] {
        assert!(with(fine).is_empty(), "{fine}: {:?}", with(fine));
    }
    for bad in [
        "<a href=\"b/index.html\">甲</a>",
        "<a href=\"a/\">甲</a>",
        "<a href=\"a/index.html#b\">甲</a>",
        "<a href=\"../x.html\">甲</a>",
        "<a href=\"/a/index.html\">甲</a>",
        "<a href=\"javascript:x\">甲</a>",
        "<img src=\"甲.png\" alt=\"\">",
        "<a href=\"#b\">甲</a>",
        "<label for=\"b\">甲</label>",
        "<p id=\"b\"></p><p id=\"b\"></p>",
        "<meta http-equiv=\"refresh\" content=\"0; url=b/index.html\">",
    ] {
        assert_eq!(with(bad).len(), 1, "{bad}");
    }
    put("index.html", "");
    put("a.json", "{\"a\": [\"a/index.html\", \"b/index.html\"]}");
    put(
        "a.xml",
        "<?xml version=\"1.0\"?><x><loc>c.html</loc><link href=\"a/index.html\"/></x>",
    );
    let faults = check(&site).0;
    assert_eq!(faults.len(), 2, "{faults:?}");
}
