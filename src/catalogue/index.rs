//! `index.json`: the archive with its years, and the entries of the issues of each year in a file of their own.

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::catalogued::{Catalogue, CataloguedIssue};
use super::data::IssueData;
use super::error::CatalogueError;
use super::text::{Text, texts};
use crate::model::{OutputFile, Site};
use crate::site::{RootFile, Route};

/// The version of the format of `index.json` and the files of its years; a field may be added without a new one.
const FORMAT: u32 = 2;

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

/// A year of the dates of issue (成文日期).
#[derive(Serialize)]
struct YearData<'a> {
    year: u16,
    count: usize,
    /// Codes of the series that have issues in it, in the order of the home page.
    series: Vec<&'a str>,
    href: String,
    bytes: usize,
    sha256: String,
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

/// The entry, and a file for each year, the newest first: of an archive of decades only that of the year changes in which something has changed.
pub(super) fn files(catalogue: &Catalogue<'_>) -> Result<Vec<OutputFile>, CatalogueError> {
    let issues = catalogue.newest_first();
    let years: Vec<&[CataloguedIssue<'_>]> =
        issues.chunk_by(|a, b| year_of(*a) == year_of(*b)).collect();
    let drawn: Vec<Result<OutputFile, CatalogueError>> = years
        .par_iter()
        .map(|issues| of_year(catalogue.site, issues))
        .collect();
    let drawn: Vec<OutputFile> = drawn.into_iter().collect::<Result<_, _>>()?;
    let mut out = beginning(FORMAT).into_bytes();
    serde_json::to_writer(&mut out, &site(catalogue))?;
    out.extend_from_slice(b",\n\"series\":[");
    lines(&mut out, series(catalogue))?;
    out.extend_from_slice(b"],\n\"years\":[");
    let said = years.iter().zip(&drawn);
    let said = said.map(|(issues, file)| year(catalogue, issues, file));
    lines(&mut out, said)?;
    out.extend_from_slice(b"]}\n");
    let mut files = vec![OutputFile {
        path: RootFile::Index.name().to_owned(),
        bytes: out,
    }];
    files.extend(drawn);
    Ok(files)
}

fn year_of(issue: CataloguedIssue<'_>) -> u16 {
    issue.entry.summary.date.year
}

/// The file of a year. Each issue stands on a line of its own, so that the file can be compared and read line by line.
fn of_year(site: &Site, issues: &[CataloguedIssue<'_>]) -> Result<OutputFile, CatalogueError> {
    let year = issues.first().map_or(0, |issue| year_of(*issue));
    let mut out = Vec::with_capacity(1024 * (issues.len() + 1));
    out.extend_from_slice(
        format!("{{\"format\":{FORMAT},\n\"year\":{year},\n\"issues\":[").as_bytes(),
    );
    let said = issues.iter();
    lines(
        &mut out,
        said.map(|issue| IssueData::in_index(site, *issue)),
    )?;
    out.extend_from_slice(b"]}\n");
    Ok(OutputFile {
        path: Route::IndexOfYear(year).path(),
        bytes: out,
    })
}

/// What `index.json` says of a year.
fn year<'a>(
    catalogue: &Catalogue<'a>,
    issues: &[CataloguedIssue<'a>],
    file: &OutputFile,
) -> YearData<'a> {
    let series = catalogue.series.iter().map(|series| series.code.as_str());
    let has = |code: &&str| issues.iter().any(|issue| issue.series.code == *code);
    let sha256 = Sha256::digest(&file.bytes);
    YearData {
        year: issues.first().map_or(0, |issue| year_of(*issue)),
        count: issues.len(),
        series: series.filter(has).collect(),
        href: file.path.clone(),
        bytes: file.bytes.len(),
        sha256: sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
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
