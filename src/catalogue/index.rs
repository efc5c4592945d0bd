//! `index.json`: the archive with the entry of every issue.

use serde::Serialize;

use super::catalogued::Catalogue;
use super::data::IssueData;
use super::error::CatalogueError;
use super::text::{Text, texts};
use crate::model::OutputFile;
use crate::site::{RootFile, Route};

/// The version of the format of `index.json` and `issue.json`; a field may be added without a new one.
pub(super) const FORMAT: u32 = 1;

/// How the file begins in a version of the format.
fn beginning(format: u32) -> String {
    format!("{{\"format\":{format},\n\"site\":")
}

/// Whether these are the bytes of an `index.json` of ours, of this version of the format or an older one.
#[must_use]
pub fn is_index(bytes: &[u8]) -> bool {
    (1..=FORMAT).any(|format| bytes.starts_with(beginning(format).as_bytes()))
}

#[derive(Serialize)]
struct SiteData<'a> {
    name: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Text<'a>>,
    language: &'static str,
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
}

#[derive(Serialize)]
struct SeriesData<'a> {
    code: &'a str,
    name: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    genre: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    publishers: Vec<Text<'a>>,
    count: usize,
    page: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed: Option<String>,
}

/// Each issue stands on a line of its own, so that the file can be compared and read line by line.
pub(super) fn file(catalogue: &Catalogue<'_>) -> Result<OutputFile, CatalogueError> {
    let mut out = Vec::with_capacity(1024 * (catalogue.issues.len() + 1));
    out.extend_from_slice(beginning(FORMAT).as_bytes());
    serde_json::to_writer(&mut out, &site(catalogue))?;
    out.extend_from_slice(b",\n\"series\":[");
    lines(&mut out, series(catalogue))?;
    out.extend_from_slice(b"],\n\"issues\":[");
    let issues = catalogue.newest_first().into_iter();
    let issues = issues.map(|issue| IssueData::in_index(catalogue.site, issue));
    lines(&mut out, issues)?;
    out.extend_from_slice(b"]}\n");
    Ok(OutputFile {
        path: RootFile::Index.name().to_owned(),
        bytes: out,
    })
}

fn lines<T: Serialize>(
    out: &mut Vec<u8>,
    values: impl Iterator<Item = T>,
) -> Result<(), CatalogueError> {
    for (at, value) in values.enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut *out, &value)?;
    }
    out.push(b'\n');
    Ok(())
}

fn site<'a>(catalogue: &Catalogue<'a>) -> SiteData<'a> {
    let site = catalogue.site;
    let updated = catalogue.issues.iter();
    SiteData {
        name: Text(&site.name),
        organization: site.organization.as_deref().map(Text),
        description: site.description.as_deref().map(Text),
        address: site.address.as_deref().map(Text),
        language: "zh-CN",
        count: catalogue.issues.len(),
        updated: updated
            .map(|issue| issue.entry.summary.updated())
            .max()
            .map(|date| date.iso()),
    }
}

fn series<'a>(catalogue: &Catalogue<'a>) -> impl Iterator<Item = SeriesData<'a>> {
    catalogue.series.iter().map(|series| {
        let issues = catalogue.issues.iter();
        let count = issues
            .filter(|issue| issue.series.code == series.code)
            .count();
        SeriesData {
            code: &series.code,
            name: Text(&series.name),
            description: series.description.as_deref().map(Text),
            genre: series.layout.rules().word,
            publishers: texts(&series.publishers),
            count,
            page: Route::series(&series.code).path(),
            feed: (count > 0).then(|| Route::Feed(Some(series.code.clone())).path()),
        }
    })
}
