//! The manifest as it is written: a main file that says of which archive the site is and has what every build changes, and a part for what else changes together,
//! which the main file names.
//!
//! An issue and a file are a line each, so that two can be compared line by line. All parts are read and written by all cores.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::IssueRecord;
use super::line_json::lines;
use super::manifest::{Manifest, stays_below};
use crate::model::Audience;
use crate::site::Route;

/// Tells our folders from others.
const GENERATOR: &str = "jianbao";

/// The version of the format.
const FORMAT: u32 = 2;

/// The version in which everything stood in the main file.
const UNDIVIDED: u32 = 1;

/// A main file of ours.
pub(super) enum MainFile {
    /// It names the parts by what each is about; what stands in the main file itself comes along.
    Divided(Manifest, BTreeMap<String, String>),
    /// A program that knew no parts wrote it.
    Whole(Manifest),
}

/// What a part holds; the file of which no checksum is known has none.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct ManifestPart<'a> {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    issues: BTreeMap<&'a str, &'a IssueRecord>,
    files: BTreeMap<&'a str, Option<&'a str>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    made_from: BTreeMap<&'a str, &'a str>,
}

/// What a part holds, as it is read.
#[derive(Default, Deserialize)]
pub(super) struct PartContent {
    #[serde(default)]
    issues: BTreeMap<String, IssueRecord>,
    files: BTreeMap<String, Option<String>>,
    #[serde(default)]
    made_from: BTreeMap<String, String>,
}

/// The fields of a main file that names parts.
#[derive(Serialize, Deserialize)]
struct MainFields<Names, Part> {
    generator: String,
    format: u32,
    archive: String,
    audience: Option<Audience>,
    parts: Names,
    #[serde(flatten)]
    own: Part,
}

/// The fields of a main file in which everything stands; `Record` is the JSON of an issue's record.
#[derive(Deserialize)]
struct WholeFields<'a> {
    generator: String,
    format: u32,
    #[serde(default)]
    archive: String,
    #[serde(default)]
    audience: Option<Audience>,
    #[serde(borrow)]
    issues: BTreeMap<String, &'a RawValue>,
    files: BTreeSet<String>,
    #[serde(default)]
    checksums: BTreeMap<String, String>,
    #[serde(default)]
    made_from: BTreeMap<String, String>,
}

/// What the file or issue at `path` stands in one part with: of an issue, the others of its year in its series; of anything else, what lies in the same folder of the
/// root. It is empty for what every build changes, which stands in the main file: the files of the root and of the search.
pub(super) fn part_of(path: &str) -> &str {
    let Some((first, rest)) = path.split_once('/') else {
        return "";
    };
    let is_year = |name: &str| name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    match rest.split_once('/') {
        Some((year, _)) if is_year(year) => &path[..first.len() + 1 + year.len()],
        _ if Route::Search.folder().strip_suffix('/') == Some(first) => "",
        _ => first,
    }
}

impl MainFile {
    /// What stands in `json`; none where that is no main file of ours in a format that we know, or names a path outside the folder.
    pub fn parse(json: &[u8]) -> Option<Self> {
        type Names = BTreeMap<String, String>;
        if let Ok(fields) = serde_json::from_slice::<MainFields<Names, PartContent>>(json) {
            return Self::divided(fields);
        }
        let fields: WholeFields<'_> = serde_json::from_slice(json).ok()?;
        whole(fields).map(Self::Whole)
    }

    fn divided(fields: MainFields<BTreeMap<String, String>, PartContent>) -> Option<Self> {
        let MainFields {
            generator,
            format,
            archive,
            audience,
            parts,
            own,
        } = fields;
        let is_ours = generator == GENERATOR && format == FORMAT;
        let mut names = parts.values();
        if !is_ours || !names.all(|name| Route::manifest_part(name).is_some()) {
            return None;
        }
        let mut manifest = Manifest {
            archive,
            audience,
            ..Manifest::default()
        };
        own.checked()?.add_to(&mut manifest);
        Some(Self::Divided(manifest, parts))
    }
}

/// The main file of `manifest`, which names `parts` and has `own` itself.
pub(super) fn main_file(
    manifest: &Manifest,
    parts: &BTreeMap<&str, String>,
    own: &ManifestPart<'_>,
) -> Vec<u8> {
    lines(&MainFields {
        generator: GENERATOR.to_owned(),
        format: FORMAT,
        archive: manifest.archive.clone(),
        audience: manifest.audience,
        parts,
        own,
    })
}

impl<'a> ManifestPart<'a> {
    /// The parts of `manifest`, by what each is about.
    pub fn all(manifest: &'a Manifest) -> BTreeMap<&'a str, Self> {
        let Manifest {
            archive: _,
            audience: _,
            issues,
            files,
            checksums,
            made_from,
        } = manifest;
        let mut parts: BTreeMap<&str, Self> = BTreeMap::new();
        for (path, record) in issues {
            let part = parts.entry(part_of(path)).or_default();
            part.issues.insert(path, record);
        }
        for path in files {
            let part = parts.entry(part_of(path)).or_default();
            let checksum = checksums.get(path).map(String::as_str);
            part.files.insert(path, checksum);
        }
        for (path, from) in made_from {
            let part = parts.entry(part_of(path)).or_default();
            part.made_from.insert(path, from);
        }
        parts
    }

    /// The file of the part.
    pub fn to_json(&self) -> Vec<u8> {
        lines(self)
    }
}

impl PartContent {
    /// What stands in `json`; none where that is no part, or names a path outside the folder.
    pub fn parse(json: &[u8]) -> Option<Self> {
        let content: Self = serde_json::from_slice(json).ok()?;
        content.checked()
    }

    /// The same; none where it names a path outside the folder.
    fn checked(self) -> Option<Self> {
        let mut paths = self.files.keys();
        paths.all(|path| stays_below(path)).then_some(self)
    }

    /// Adds what it holds to `manifest`.
    pub fn add_to(self, manifest: &mut Manifest) {
        let Self {
            issues,
            files,
            made_from,
        } = self;
        manifest.issues.extend(issues);
        manifest.made_from.extend(made_from);
        for (path, checksum) in files {
            if let Some(checksum) = checksum {
                manifest.checksums.insert(path.clone(), checksum);
            }
            manifest.files.insert(path);
        }
    }
}

/// The manifest of which everything stands in the main file.
fn whole(fields: WholeFields<'_>) -> Option<Manifest> {
    let WholeFields {
        generator,
        format,
        archive,
        audience,
        issues,
        files,
        checksums,
        made_from,
    } = fields;
    let is_ours = generator == GENERATOR && format == UNDIVIDED;
    if !is_ours || !files.iter().all(|path| stays_below(path)) {
        return None;
    }
    let records = issues.into_par_iter().map(|(path, record)| {
        let record: IssueRecord = serde_json::from_str(record.get()).ok()?;
        Some((path, record))
    });
    let records: Option<Vec<(String, IssueRecord)>> = records.collect();
    Some(Manifest {
        archive,
        audience,
        issues: records?.into_iter().collect(),
        files,
        checksums,
        made_from,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two issues, one with what only some have, as a program wrote them that knew no parts.
    fn undivided() -> String {
        let json = r#"{"generator":"jianbao","format":1,"archive":"资料库 \"甲\"","audience":"public","issues":{
"a/2026/1":{"summary":{"id":{"series":"a","year":2026,"folder":"1"},"title":"甲, {乙}","subtitle":null,"date":{"year":2026,"month":1,"day":5},"document_number":null,"issue_number":null,"topics":[],"units":[],"columns":[],"articles":[],"passages":[],"audience":"public","amendments":[],"former":[],"record":RECORD},"pdf":null},
"a/2027/2":{"summary":{"id":{"series":"a","year":2027,"folder":"2"},"title":"乙","subtitle":null,"date":{"year":2027,"month":2,"day":null},"document_number":null,"issue_number":null,"topics":["甲"],"units":[["u","青禾县"]],"columns":[],"articles":[],"passages":[],"audience":"public","amendments":[],"former":[],"record":RECORD},"pdf":{"key":"k","bytes":3,"pages":1,"sha256":"s"},"text":"t"}},"files":[
"a/2026/1/index.html",
"a/2026/1/p.png",
"a/2026/index.html",
"a/2027/2/index.html",
"a/feed.xml",
"index.html",
"units/u1/2026/index.html"],"checksums":{
"index.html":"c"},"made_from":{"a/2026/1/p.png":"f"}}
"#;
        let record = serde_json::to_string(&crate::model::Record::default()).expect("JSON");
        json.replace("RECORD", &record)
    }

    fn manifest() -> Manifest {
        let Some(MainFile::Whole(manifest)) = MainFile::parse(undivided().as_bytes()) else {
            panic!("a whole manifest");
        };
        assert_eq!((manifest.issues.len(), manifest.files.len()), (2, 7));
        manifest
    }

    #[test]
    fn what_is_written_in_parts_is_read_again_and_an_issue_and_a_file_are_a_line() {
        let manifest = manifest();
        let parts = ManifestPart::all(&manifest);
        let about: Vec<&str> = parts.keys().copied().collect();
        assert_eq!(about, ["", "a", "a/2026", "a/2027", "units"]);
        let names = parts.keys().filter(|about| !about.is_empty());
        let names: BTreeMap<&str, String> = names.map(|about| (*about, "0".repeat(32))).collect();
        let main = main_file(&manifest, &names, &parts[""]);
        let Some(MainFile::Divided(mut read, named)) = MainFile::parse(&main) else {
            panic!("a main file");
        };
        assert!(named.keys().eq(names.keys()));
        assert_eq!((read.files.len(), read.checksums.len()), (1, 1));
        for about in names.keys() {
            let part = &parts[about];
            let json = part.to_json();
            PartContent::parse(&json).expect("a part").add_to(&mut read);
        }
        assert_eq!(read, manifest);
        let text = String::from_utf8(parts["a/2026"].to_json()).expect("UTF-8");
        let starts = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        for start in [
            "\"a/2026/1\":",
            "\"a/2026/1/index.html\":",
            "\"a/2026/index.html\":",
        ] {
            assert_eq!(starts(start), 1, "{text}");
        }
        assert!(!String::from_utf8_lossy(&parts["a"].to_json()).contains("made_from"));
    }

    /// A main file with a part and a file.
    fn main() -> String {
        let manifest = Manifest {
            archive: "资料库 \"甲\"".to_owned(),
            audience: Some(Audience::Public),
            files: BTreeSet::from(["search/1.js".to_owned()]),
            ..Manifest::default()
        };
        let parts = BTreeMap::from([("a/2026", "0".repeat(32))]);
        let own = &ManifestPart::all(&manifest)[""];
        String::from_utf8(main_file(&manifest, &parts, own)).expect("UTF-8")
    }

    #[test]
    fn the_main_file_names_parts_by_checksums_and_leads_nowhere_else() {
        let text = main();
        let parse = |text: &str| match MainFile::parse(text.as_bytes()) {
            Some(MainFile::Divided(manifest, parts)) => Some((manifest, parts)),
            _ => None,
        };
        let (manifest, parts) = parse(&text).expect("a main file");
        assert_eq!(manifest.archive, "资料库 \"甲\"");
        assert_eq!(parts["a/2026"], "0".repeat(32));
        for start in ["\"a/2026\":", "\"search/1.js\":"] {
            assert!(text.lines().any(|line| line.starts_with(start)), "{text}");
        }
        for (from, to) in [
            ("00000000000000000000000000000000", "../../../etc/passwd"),
            ("search/1.js", "../1.js"),
            ("\"format\":2", "\"format\":3"),
            ("\"generator\":\"jianbao\"", "\"generator\":\"hugo\""),
        ] {
            assert!(text.contains(from));
            assert_eq!(parse(&text.replacen(from, to, 1)), None, "{to}");
        }
    }

    #[test]
    fn half_a_file_is_none() {
        let manifest = manifest();
        let parts = ManifestPart::all(&manifest);
        let part = parts["a/2026"].to_json();
        let head = main().into_bytes();
        let undivided = undivided();
        for cut in [0, 1, 2, 3] {
            let half = |bytes: &[u8]| bytes[..(bytes.len() - 2) * cut / 3].to_vec();
            assert!(PartContent::parse(&half(&part)).is_none(), "{cut}");
            assert!(MainFile::parse(&half(&head)).is_none(), "{cut}");
            assert!(
                MainFile::parse(&half(undivided.as_bytes())).is_none(),
                "{cut}"
            );
        }
        // A record of which one field is no value of ours, and a path that leads elsewhere.
        for (from, to) in [
            ("2026,\"month\":1", "\"x\",\"month\":1"),
            ("\"index.html", "\"../x"),
        ] {
            assert!(undivided.contains(from));
            assert!(
                MainFile::parse(undivided.replace(from, to).as_bytes()).is_none(),
                "{to}"
            );
        }
        let outside = String::from_utf8(part)
            .expect("UTF-8")
            .replace("a/2026/1/p.png\":null", "../p.png\":null");
        assert!(outside.contains("../p.png"));
        assert!(PartContent::parse(outside.as_bytes()).is_none());
    }
}
