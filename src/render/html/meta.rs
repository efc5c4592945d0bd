//! What a page says to machines in its head and on its article: descriptions for search engines, the tags of Chinese government sites, Open Graph,
//! and schema.org as microdata. None of it is a script, as nothing of the content ever is.

use serde::Serialize;

use super::link;
use crate::model::{Document, PdfFacts, Record, Site, printed};
use crate::site::Route;

/// What stands in the head of a page.
#[derive(Debug, Serialize)]
pub struct Meta {
    /// `<meta name="…">`: the names of HTML, and those of the 网页标签规范 (annex 2 of 国办发〔2017〕47号). Names are the same in capitals and small letters,
    /// so what the latter calls `Description` and `Keywords` stands once, as HTML spells it.
    named: Vec<Tag>,
    /// `<meta property="…">` of Open Graph.
    properties: Vec<Tag>,
    /// The whole address of the page, where the site has one.
    canonical: Option<String>,
    /// Feeds that tell of what is new here.
    pub feeds: Vec<FeedLink>,
}

/// A name and what it has.
#[derive(Debug, Serialize)]
struct Tag {
    key: &'static str,
    content: String,
}

/// A feed that a reader may subscribe to.
#[derive(Debug, Serialize)]
pub struct FeedLink {
    /// What it is about.
    pub title: String,
    /// Its address, relative to the page.
    pub href: String,
}

fn tag(key: &'static str, content: impl Into<String>) -> Tag {
    Tag {
        key,
        content: content.into(),
    }
}

impl Meta {
    /// For the page `route` of the site, called `title`.
    #[must_use]
    pub fn new(site: &Site, route: &Route, title: &str) -> Self {
        let canonical = site.address.as_deref();
        let canonical = canonical.filter(|_| *route != Route::NotFound);
        let canonical = canonical.map(|address| link::published(address, route));
        let mut meta = Self {
            named: vec![tag("SiteName", &*site.name)],
            properties: vec![
                tag("og:type", "website"),
                tag("og:site_name", &*site.name),
                tag("og:title", title),
                tag("og:locale", "zh_CN"),
            ],
            canonical: None,
            feeds: Vec::new(),
        };
        if let Some(host) = site.address.as_deref().and_then(host) {
            meta.named.push(tag("SiteDomain", host));
        }
        if let Some(canonical) = canonical {
            meta.properties.push(tag("og:url", &*canonical));
            meta.canonical = Some(canonical);
        }
        meta
    }

    /// Says what the page is about.
    pub fn describe(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.named.push(tag("description", text));
            self.properties.push(tag("og:description", text));
        }
    }

    /// Says that the page is that of a series, which a government site calls a column (栏目).
    pub fn column(&mut self, name: &str, description: Option<&str>) {
        self.named.push(tag("ColumnName", name));
        if let Some(description) = description {
            self.named.push(tag("ColumnDescription", description));
        }
        self.describe(description);
    }

    /// Says that the page is that of an issue.
    pub(super) fn issue(&mut self, site: &Site, document: &Document, record: &Record) {
        let title = document.full_title();
        let date = document.head.date.value.iso();
        let source = record.issued_by(site).join(" ");
        self.named.push(tag("ColumnName", &*document.series.name));
        self.named.push(tag("ArticleTitle", title));
        self.named.push(tag("PubDate", &*date));
        if !source.is_empty() {
            self.named.push(tag("ContentSource", source));
        }
        if !document.head.topics.is_empty() {
            self.named
                .push(tag("keywords", document.head.topics.join(",")));
        }
        if let Some(canonical) = &self.canonical {
            self.named.push(tag("Url", &**canonical));
        }
        if let Some(kind) = self.properties.first_mut() {
            *kind = tag("og:type", "article");
        }
        self.properties.push(tag("article:published_time", date));
        if let Some(modified) = modified(document) {
            self.properties.push(tag("article:modified_time", modified));
        }
        self.properties
            .push(tag("article:section", &*document.series.name));
        for topic in &document.head.topics {
            self.properties.push(tag("article:tag", &**topic));
        }
        self.describe(record.abstract_text.as_deref());
    }
}

/// The host in an address, without a port.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    rest.split(['/', ':', '?', '#']).next()
}

/// The date of the last thing that was done to an issue after it had come out.
fn modified(document: &Document) -> Option<String> {
    let amendments = document.publication.amendments.iter();
    amendments
        .map(|amendment| amendment.date)
        .max()
        .map(|date| date.iso())
}

/// Something of schema.org in microdata.
#[derive(Debug, Serialize)]
pub(super) struct Microdata {
    /// What it is to the item that it is part of; empty for the issue itself.
    role: &'static str,
    /// The name of its type. A name only: nothing is fetched from there.
    kind: &'static str,
    properties: Vec<Tag>,
    links: Vec<Tag>,
    parts: Vec<Microdata>,
}

impl Microdata {
    pub(super) fn issue(
        site: &Site,
        document: &Document,
        record: &Record,
        meta: &Meta,
        pdf: Option<&PdfFacts>,
    ) -> Self {
        let mut properties = vec![
            tag("name", document.full_title()),
            tag("inLanguage", "zh-CN"),
            tag("datePublished", document.head.date.value.iso()),
        ];
        properties.extend(modified(document).map(|date| tag("dateModified", date)));
        let numbers = [
            &record.index_number,
            &document.head.numbers.document,
            &document.head.numbers.issue,
        ];
        let numbers = numbers.into_iter().flatten();
        properties.extend(numbers.map(|number| tag("identifier", &**number)));
        if let Some(text) = &record.abstract_text {
            properties.push(tag("abstract", &**text));
        }
        if !document.head.topics.is_empty() {
            properties.push(tag("keywords", document.head.topics.join(",")));
        }
        let named = |role, kind, name: &str| Self {
            role,
            kind,
            properties: vec![tag("name", name)],
            links: Vec::new(),
            parts: Vec::new(),
        };
        let mut parts: Vec<Self> = record
            .issued_by(site)
            .into_iter()
            .map(|name| named("publisher", "https://schema.org/Organization", name))
            .collect();
        parts.push(named(
            "isPartOf",
            "https://schema.org/Periodical",
            &document.series.name,
        ));
        parts.extend(pdf.map(|pdf| Self::pdf(document, pdf)));
        let canonical = meta.canonical.as_ref();
        Self {
            role: "",
            kind: document.series.layout.rules().schema_type,
            properties,
            links: canonical
                .map(|url| tag("url", &**url))
                .into_iter()
                .collect(),
            parts,
        }
    }

    fn pdf(document: &Document, pdf: &PdfFacts) -> Self {
        let mut properties = vec![
            tag("encodingFormat", "application/pdf"),
            tag("contentSize", printed::file_size(pdf.bytes)),
        ];
        if !pdf.sha256.is_empty() {
            properties.push(tag("sha256", &*pdf.sha256));
        }
        Self {
            role: "encoding",
            kind: "https://schema.org/MediaObject",
            properties,
            links: vec![tag(
                "contentUrl",
                link::encode_path(&document.id.pdf_name()),
            )],
            parts: Vec::new(),
        }
    }
}
