//! The manifest as it is written: an issue and a file a line. The records of issues, nearly all of it, are read and written by all cores.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Serializer;
use serde_json::ser::Formatter;
use serde_json::value::{RawValue, to_raw_value};

use super::IssueRecord;
use super::manifest::{FORMAT, GENERATOR, Manifest, stays_below};
use crate::model::Audience;

/// The fields of a manifest in their order; `Record` is the JSON of an issue's record.
#[derive(Serialize, Deserialize)]
struct ManifestFields<'a, Record> {
    generator: Cow<'a, str>,
    format: u32,
    #[serde(default)]
    archive: Cow<'a, str>,
    #[serde(default)]
    audience: Option<Audience>,
    issues: BTreeMap<Cow<'a, str>, Record>,
    files: Cow<'a, BTreeSet<String>>,
    #[serde(default, skip_serializing_if = "is_empty")]
    checksums: Cow<'a, BTreeMap<String, String>>,
    #[serde(default, skip_serializing_if = "is_empty")]
    made_from: Cow<'a, BTreeMap<String, String>>,
}

fn is_empty(map: &BTreeMap<String, String>) -> bool {
    map.is_empty()
}

impl Manifest {
    /// The manifest in `json`; none where it is not one of ours in a format that we know, or names a path outside the folder.
    #[must_use]
    pub fn parse(json: &[u8]) -> Option<Self> {
        parse(json)
            .filter(|manifest| manifest.generator == GENERATOR && manifest.format == FORMAT)
            .filter(|manifest| manifest.files.iter().all(|path| stays_below(path)))
    }

    /// The manifest as it is written: an issue and a file a line, so that two can be compared line by line, and nothing between that takes room.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        // Values of ours always have a JSON form.
        lines(self).unwrap_or_default()
    }
}

/// The manifest in `json`; none where it is not one, whoever made it.
fn parse(json: &[u8]) -> Option<Manifest> {
    let ManifestFields {
        generator,
        format,
        archive,
        audience,
        issues,
        files,
        checksums,
        made_from,
    } = serde_json::from_slice::<ManifestFields<'_, &RawValue>>(json).ok()?;
    let issues: Vec<(Cow<'_, str>, &RawValue)> = issues.into_iter().collect();
    let records = issues.into_par_iter().map(|(path, record)| {
        let record: IssueRecord = serde_json::from_str(record.get()).ok()?;
        Some((path.into_owned(), record))
    });
    let records: Option<Vec<(String, IssueRecord)>> = records.collect();
    Some(Manifest {
        generator: generator.into_owned(),
        format,
        archive: archive.into_owned(),
        audience,
        issues: records?.into_iter().collect(),
        files: files.into_owned(),
        checksums: checksums.into_owned(),
        made_from: made_from.into_owned(),
    })
}

fn lines(manifest: &Manifest) -> serde_json::Result<Vec<u8>> {
    let Manifest {
        generator,
        format,
        archive,
        audience,
        issues,
        files,
        checksums,
        made_from,
    } = manifest;
    let records: Vec<(&String, &IssueRecord)> = issues.iter().collect();
    let records = records.into_par_iter().map(|(path, record)| {
        let json = to_raw_value(record)?;
        Ok((Cow::from(path), json))
    });
    let records: serde_json::Result<Vec<(Cow<'_, str>, Box<RawValue>)>> = records.collect();
    let fields = ManifestFields {
        generator: Cow::from(generator),
        format: *format,
        archive: Cow::from(archive),
        audience: *audience,
        issues: records?.into_iter().collect(),
        files: Cow::Borrowed(files),
        checksums: Cow::Borrowed(checksums),
        made_from: Cow::Borrowed(made_from),
    };
    let mut lines = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut lines, LineFormatter::default());
    fields.serialize(&mut serializer)?;
    lines.push(b'\n');
    Ok(lines)
}

/// Ends a line before each value of the two outermost levels.
#[derive(Default)]
struct LineFormatter {
    depth: usize,
}

impl LineFormatter {
    fn open<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(bracket)?;
        match self.depth {
            2 => writer.write_all(b"\n"),
            _ => Ok(()),
        }
    }

    fn close<W: Write + ?Sized>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        writer.write_all(bracket)
    }

    fn part<W: Write + ?Sized>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        match (first, self.depth) {
            (true, _) => Ok(()),
            (false, ..=2) => writer.write_all(b",\n"),
            (false, _) => writer.write_all(b","),
        }
    }
}

impl Formatter for LineFormatter {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.part(writer, first)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.part(writer, first)
    }
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    /// Two issues, one with what only some have.
    fn manifest() -> Manifest {
        let json = r#"{"generator":"jianbao","format":1,"archive":"资料库 \"甲\"","audience":"public","issues":{
"a/2026/1":{"summary":{"id":{"series":"a","year":2026,"folder":"1"},"title":"甲, {乙}","subtitle":null,"date":{"year":2026,"month":1,"day":5},"document_number":null,"issue_number":null,"topics":[],"units":[],"columns":[],"articles":[],"passages":[],"audience":"public","amendments":[],"former":[],"record":RECORD},"pdf":null},
"a/2026/2":{"summary":{"id":{"series":"a","year":2026,"folder":"2"},"title":"乙","subtitle":null,"date":{"year":2026,"month":2,"day":null},"document_number":null,"issue_number":null,"topics":["甲"],"units":[["u","青禾县"]],"columns":[],"articles":[],"passages":[],"audience":"public","amendments":[],"former":[],"record":RECORD},"pdf":{"key":"k","bytes":3,"pages":1,"sha256":"s"},"text":"t"}},"files":[
"a/2026/1/index.html",
"index.html"],"checksums":{
"index.html":"c"}}
"#;
        let record = serde_json::to_string(&crate::model::Record::default()).expect("JSON");
        Manifest::parse(json.replace("RECORD", &record).as_bytes()).expect("a manifest")
    }

    #[test]
    fn what_is_written_is_read_again_and_an_issue_and_a_file_are_a_line() {
        let manifest = manifest();
        let lines = manifest.to_json();
        assert_eq!(Manifest::parse(&lines).as_ref(), Some(&manifest));
        let text = String::from_utf8(lines).expect("UTF-8");
        let starts = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!(
            (starts("\"a/2026/1\":"), starts("\"a/2026/2\":")),
            (1, 1),
            "{text}"
        );
        assert_eq!(starts("\"index.html\""), 2, "{text}");
        assert!(!text.contains("made_from"), "{text}");
    }

    #[test]
    fn half_a_manifest_is_none() {
        let lines = manifest().to_json();
        for end in [0, 1, lines.len() / 2, lines.len() - 3] {
            assert_eq!(Manifest::parse(&lines[..end]), None, "{end}");
        }
        let text = String::from_utf8(lines).expect("UTF-8");
        // A record of which one field is no value of ours.
        assert_eq!(
            Manifest::parse(
                text.replace("2026,\"month\":1", "\"x\",\"month\":1")
                    .as_bytes()
            ),
            None
        );
    }
}
