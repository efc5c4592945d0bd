//! The text of an issue as search reads it: a script beside the issue's page, for the browser and for the next build.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::passage::{Passage, PassageKind, passages};
use crate::model::{Amendment, AmendmentKind, Document, IssueId, IssueSummary, OutputFile, values};
use crate::site::Route;
use crate::zh::date::IssueDate;

/// Begins every file: the function that takes the text in the browser.
const CALL: &str = "jianbaoSearch.text(";

const CALL_END: &str = ");\n";

/// What search knows about one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueText {
    /// Its place in the archive.
    pub id: IssueId,
    /// When it was issued (成文日期); results are listed and bounded by it.
    pub date: IssueDate,
    /// What a result says of it.
    pub head: ResultHead,
    /// Its topics (主题), by which results can be filtered.
    pub topics: Vec<String>,
    /// Code and name of its units.
    pub units: Vec<(String, String)>,
    /// What has become of it.
    pub amendments: BTreeSet<AmendmentKind>,
    /// Its text.
    pub passages: Vec<Passage>,
    /// What [`IssueText::file_length`] keeps.
    length: FileLength,
}

/// The length of a file of text once it is known.
#[derive(Clone, Debug, Default)]
struct FileLength(OnceLock<usize>);

impl PartialEq for FileLength {
    /// It follows from all else.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for FileLength {}

/// What a result says of an issue before the passages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultHead {
    #[serde(rename = "t")]
    pub title: String,
    /// 文号, or else 期号, unless the title says it.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The date as readers see it.
    #[serde(rename = "d")]
    pub date: String,
    /// The name of the series.
    #[serde(rename = "s")]
    pub series: String,
    /// What has become of it: 更正, 废止, 撤回 with the dates.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<String>,
}

/// The file's content: an object of plain values.
#[derive(Deserialize)]
struct File {
    #[serde(flatten)]
    head: ResultHead,
    /// Anchor, kind (its place in [`PassageKind::ALL`]) and text of each passage; an anchor like the one before it is left empty, and `-` is the page's
    /// top.
    p: Vec<(String, u8, String)>,
}

/// As [`File`], to be written.
#[derive(Serialize)]
struct FileContent<'a> {
    #[serde(flatten)]
    head: &'a ResultHead,
    p: Vec<(&'a str, u8, &'a str)>,
}

impl IssueText {
    /// The name of the file, beside the issue's page.
    pub const FILE: &'static str = "text.js";

    /// The text of `document`.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self {
            id: document.id.clone(),
            date: document.head.date.value,
            head: head(
                &document.full_title(),
                document.head.numbers.main(),
                document.head.date.value,
                &document.series.name,
                &document.publication.amendments,
            ),
            topics: values(&document.head.topics),
            units: document.units.clone(),
            amendments: kinds(&document.publication.amendments),
            passages: passages(document),
            length: FileLength::default(),
        }
    }

    /// The text of an issue that stays as an earlier build left it, from its file; from what the lists say of it where there is no such file.
    #[must_use]
    pub fn kept(summary: &IssueSummary, series_name: &str, file: Option<&[u8]>) -> Self {
        let parsed = file.and_then(parse);
        let (head, passages) = parsed.unwrap_or_else(|| from_summary(summary, series_name));
        Self {
            id: summary.id.clone(),
            date: summary.date,
            head,
            topics: summary.topics.clone(),
            units: summary.units.clone(),
            amendments: kinds(&summary.amendments),
            passages,
            length: FileLength::default(),
        }
    }

    /// The path of the file, from the root of the site.
    #[must_use]
    pub fn path(id: &IssueId) -> String {
        Route::IssueFile(id.clone(), Self::FILE.to_owned()).path()
    }

    /// The file beside the page from which the search's script verifies hits and cuts snippets.
    #[must_use]
    pub fn file(&self) -> OutputFile {
        let bytes = self.content().into_bytes();
        // Where it has been asked for before, it was this.
        let _ = self.length.0.set(bytes.len());
        OutputFile {
            path: Self::path(&self.id),
            bytes,
        }
    }

    /// The length of the file in bytes, by which the search's script knows how much it asks for.
    pub(super) fn file_length(&self) -> usize {
        *self.length.0.get_or_init(|| self.content().len())
    }

    /// What stands in the file.
    fn content(&self) -> String {
        let mut before = "-";
        let p = self.passages.iter().map(|passage| {
            let anchor = match passage.anchor.as_str() {
                "" => "-",
                anchor => anchor,
            };
            let written = if anchor == before { "" } else { anchor };
            before = anchor;
            let mut kinds = PassageKind::ALL.iter().zip(0_u8..);
            let kind = kinds.find(|(kind, _)| **kind == passage.kind);
            let kind = kind.map_or(0, |(_, number)| number);
            (written, kind, passage.text.as_str())
        });
        let file = FileContent {
            head: &self.head,
            p: p.collect(),
        };
        format!(
            "{CALL}{},{}{CALL_END}",
            script_json(&self.id.path()),
            script_json(&file)
        )
    }

    /// The length of the text in bytes, which the index is measured against.
    #[must_use]
    pub fn text_bytes(&self) -> usize {
        self.passages.iter().map(|passage| passage.text.len()).sum()
    }
}

/// `value` as JSON that every JavaScript takes for the same.
pub(super) fn script_json(value: &impl Serialize) -> String {
    // Values of ours always have a JSON form.
    let json = serde_json::to_string(value).unwrap_or_default();
    if !json.contains(['\u{2028}', '\u{2029}']) {
        return json;
    }
    json.replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Text of [`Bits::to_text`](super::code::Bits::to_text) as a string of JavaScript: it has no character that would need more than the quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn kinds(amendments: &[Amendment]) -> BTreeSet<AmendmentKind> {
    amendments.iter().map(|amendment| amendment.kind).collect()
}

fn head(
    title: &str,
    number: Option<&str>,
    date: IssueDate,
    series: &str,
    amendments: &[Amendment],
) -> ResultHead {
    ResultHead {
        title: title.to_owned(),
        number: number
            .filter(|number| !title.contains(number))
            .map(str::to_owned),
        date: date.arabic(),
        series: series.to_owned(),
        amendments: amendments
            .iter()
            .map(|amendment| format!("{}{}", amendment.date.arabic(), amendment.kind.word()))
            .collect(),
    }
}

fn from_summary(summary: &IssueSummary, series_name: &str) -> (ResultHead, Vec<Passage>) {
    let numbers = [&summary.document_number, &summary.issue_number];
    let head = head(
        &summary.title,
        numbers.into_iter().flatten().next().map(String::as_str),
        summary.date,
        series_name,
        &summary.amendments,
    );
    let units = summary.units.iter().map(|(_, name)| name);
    let columns = summary.columns.iter().map(|column| &column.title);
    let articles = summary.articles.iter().map(|article| &article.title);
    let of = |kind: PassageKind| move |text| (kind, text);
    let texts = [&summary.title].into_iter().chain(&summary.subtitle);
    let texts = texts
        .map(of(PassageKind::Title))
        .chain(numbers.into_iter().flatten().map(of(PassageKind::Number)))
        .chain(
            summary
                .topics
                .iter()
                .chain(units)
                .map(of(PassageKind::Subject)),
        )
        .chain(columns.chain(articles).map(of(PassageKind::Heading)));
    let passages = texts.map(|(kind, text): (PassageKind, &String)| Passage {
        anchor: String::new(),
        kind,
        text: text.clone(),
    });
    (head, passages.collect())
}

fn parse(bytes: &[u8]) -> Option<(ResultHead, Vec<Passage>)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let values = text.strip_prefix(CALL)?.strip_suffix(CALL_END)?;
    let (_, file): (String, File) = serde_json::from_str(&format!("[{values}]")).ok()?;
    let mut before = String::new();
    let passages = file.p.into_iter().map(|(anchor, kind, text)| {
        match anchor.as_str() {
            "" => {}
            "-" => before.clear(),
            anchor => anchor.clone_into(&mut before),
        }
        Passage {
            anchor: before.clone(),
            kind: PassageKind::ALL
                .get(usize::from(kind))
                .copied()
                .unwrap_or(PassageKind::Text),
            text,
        }
    });
    Some((file.head, passages.collect()))
}
