//! Atom feeds (RFC 4287): one of all series, one of each, and one of each unit and topic.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use quick_xml::events::BytesText;

use super::catalogued::{Catalogue, CataloguedIssue};
use super::text::clean;
use super::xml::{self, Xml};
use crate::model::{AmendmentKind, IssueSummary, OutputFile, Site};
use crate::render::html::link;
use crate::site::Route;
use crate::zh::date::IssueDate;

/// How many issues a feed has: those that came out, or were amended, last.
const NEWEST: usize = 50;

/// The feed of the whole archive, and one of each series, unit and topic; none where there is no issue, as a feed without one has no date.
pub(super) fn files(catalogue: &Catalogue<'_>) -> io::Result<Vec<OutputFile>> {
    let mut issues = catalogue.newest_first();
    // Stable: what was said on one day stays newest first.
    issues.sort_by_key(|issue| Reverse(issue.entry.summary.updated()));
    let site = catalogue.site;
    let mut files = Vec::new();
    let whole = Feed {
        site,
        page: Route::Home,
        title: site.name.clone(),
        subtitle: site.description.as_deref(),
    };
    files.extend(whole.file(&issues)?);
    for series in catalogue.series {
        let feed = Feed {
            site,
            page: Route::series(&series.code),
            title: format!("{} - {}", series.name, site.name),
            subtitle: series.description.as_deref(),
        };
        let of_series = issues.iter().filter(|i| i.series.code == series.code);
        let of_series: Vec<CataloguedIssue<'_>> = of_series.copied().collect();
        files.extend(feed.file(&of_series)?);
    }
    for (page, (name, of_subject)) in subjects(&issues) {
        let feed = Feed {
            site,
            page,
            title: format!("{name} - {}", site.name),
            subtitle: None,
        };
        files.extend(feed.file(&of_subject)?);
    }
    Ok(files)
}

/// By the page of each unit and topic, its name as the newest issue has it and its issues in the order of `issues`.
fn subjects<'a>(
    issues: &[CataloguedIssue<'a>],
) -> BTreeMap<Route, (&'a str, Vec<CataloguedIssue<'a>>)> {
    let mut subjects: BTreeMap<Route, (&'a str, Vec<CataloguedIssue<'a>>)> = BTreeMap::new();
    for issue in issues {
        let summary = &issue.entry.summary;
        let topics = summary
            .topics
            .iter()
            .map(|topic| (Route::topic(topic), topic));
        let units = summary
            .units
            .iter()
            .map(|(code, name)| (Route::unit(code), name));
        let own: BTreeMap<Route, &String> = topics.chain(units).collect();
        for (page, name) in own {
            let (_, list) = subjects.entry(page).or_insert((name, Vec::new()));
            list.push(*issue);
        }
    }
    subjects
}

struct Feed<'a> {
    site: &'a Site,
    /// The page of what it is about.
    page: Route,
    title: String,
    subtitle: Option<&'a str>,
}

impl Feed<'_> {
    fn file(&self, issues: &[CataloguedIssue<'_>]) -> io::Result<Option<OutputFile>> {
        let Some(newest) = issues.first() else {
            return Ok(None);
        };
        let updated = newest.entry.summary.updated();
        let route = self.page.feed();
        let path = route.path();
        xml::file(&path, |xml| {
            let feed = [
                ("xmlns", "http://www.w3.org/2005/Atom"),
                ("xml:lang", "zh-CN"),
            ];
            xml.create_element("feed")
                .with_attributes(feed)
                .write_inner_content(|xml| {
                    xml::text(xml, "id", &urn(self.site, &path))?;
                    xml::text(xml, "title", &self.title)?;
                    if let Some(subtitle) = self.subtitle {
                        xml::text(xml, "subtitle", subtitle)?;
                    }
                    xml::text(xml, "updated", &moment(updated))?;
                    let keeper = self.site.organization.as_ref();
                    author(xml, keeper.unwrap_or(&self.site.name))?;
                    self.link(xml, "alternate", "text/html", &self.page, None)?;
                    // Only a feed with a known address can say where it is.
                    if self.site.address.is_some() {
                        self.link(xml, "self", "application/atom+xml", &route, None)?;
                    }
                    for issue in issues.iter().take(NEWEST) {
                        xml.create_element("entry")
                            .write_inner_content(|xml| self.entry(xml, issue))?;
                    }
                    Ok(())
                })?;
            Ok(())
        })
        .map(Some)
    }

    fn entry(&self, xml: &mut Xml, issue: &CataloguedIssue<'_>) -> io::Result<()> {
        let summary = &issue.entry.summary;
        let id = &summary.id;
        xml::text(xml, "id", &urn(self.site, &id.path()))?;
        xml::text(xml, "title", &title(summary))?;
        xml::text(xml, "published", &moment(summary.date))?;
        xml::text(xml, "updated", &moment(summary.updated()))?;
        for publisher in summary.record.issued_by(self.site) {
            author(xml, publisher)?;
        }
        let page = Route::issue(id);
        self.link(xml, "alternate", "text/html", &page, None)?;
        if let Some(pdf) = &issue.entry.pdf {
            self.link(
                xml,
                "enclosure",
                "application/pdf",
                &Route::pdf(id),
                Some(pdf.bytes),
            )?;
        }
        xml::empty(xml, "category", &[("term", &issue.series.name)])?;
        for topic in &summary.topics {
            xml::empty(xml, "category", &[("term", topic)])?;
        }
        if let Some(text) = abstract_of(summary) {
            xml.create_element("summary")
                .with_attribute(("type", "text"))
                .write_text_content(BytesText::new(&clean(&text)))?;
        }
        Ok(())
    }

    /// A link to `route`: whole where the site has an address, and from the feed otherwise.
    fn link(
        &self,
        xml: &mut Xml,
        relation: &str,
        kind: &str,
        route: &Route,
        bytes: Option<u64>,
    ) -> io::Result<()> {
        let href = match &self.site.address {
            Some(address) => link::published(address, route),
            None => {
                let feed = self.page.feed();
                let below = route.below(&feed.folder());
                if below == route.path() {
                    link::encode_path(&format!("{}{below}", feed.root()))
                } else {
                    link::encode_path(&below)
                }
            }
        };
        let length = bytes.map(|bytes| bytes.to_string());
        let mut attributes = vec![("rel", relation), ("type", kind), ("href", &*href)];
        attributes.extend(length.as_deref().map(|length| ("length", length)));
        xml::empty(xml, "link", &attributes)
    }
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author")
        .write_inner_content(|xml| xml::text(xml, "name", name))?;
    Ok(())
}

/// The title, after a word for what has become of the issue.
fn title(summary: &IssueSummary) -> String {
    match summary.state() {
        None => summary.title.clone(),
        Some(status) => format!("〔已{}〕{}", status.word(), summary.title),
    }
}

/// What has become of the issue, and then what is in it, unless it has been taken back.
fn abstract_of(summary: &IssueSummary) -> Option<String> {
    let mut text = String::new();
    for amendment in &summary.amendments {
        text.push_str(&format!(
            "{}{}",
            amendment.date.arabic(),
            amendment.kind.word()
        ));
        if let Some(note) = &amendment.note {
            text.push('：');
            text.push_str(note);
        }
        if !text.ends_with(['。', '！', '？']) {
            text.push('。');
        }
    }
    let about = summary.record.abstract_text.as_ref();
    let taken_back = summary.state() == Some(AmendmentKind::Withdrawn);
    if let Some(about) = about.filter(|_| !taken_back) {
        text.push_str(about);
    }
    (!text.is_empty()).then_some(text)
}

/// The beginning of the day in China; of the month, where the day is not known.
fn moment(date: IssueDate) -> String {
    let (year, month, day) = (date.year, date.month, date.day.unwrap_or(1));
    format!("{year:04}-{month:02}-{day:02}T00:00:00+08:00")
}

/// A name that is the same in every build: a UUID (version 8 of RFC 9562) made from the name of the site and a path in it.
fn urn(site: &Site, path: &str) -> String {
    let hash = blake3::hash(format!("jianbao\0{}\0{path}", site.name).as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}
