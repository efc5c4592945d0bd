//! What every page of the site has in common: title, the ways to browse, the way up, dates and lists of issues.

use serde::Serialize;

use super::meta::{Feed, Meta};
use super::{block, link};
use crate::model::printed::SUBTITLE;
use crate::model::{AmendmentKind, Entry, IssueId, IssueSummary, PdfFacts, RESERVED, Site};
use crate::zh::date::IssueDate;

/// What the frame of a page (`base.html`) needs.
#[derive(Debug, Serialize)]
pub struct Frame<'a> {
    /// The title of the page in the browser's list of windows.
    pub title: String,
    /// The name of the site.
    pub site_name: &'a str,
    /// Who keeps the site.
    pub organization: Option<&'a str>,
    /// `../` as often as the page lies deep.
    pub root: String,
    /// The way from the home page down to this page, without this page.
    pub crumbs: Vec<Link>,
    /// What this page is called at the end of that way; none on the home page.
    pub here: Option<String>,
    /// What the page says to machines.
    pub meta: Meta,
    /// The ways to browse, for the head of the page.
    pub ways: Vec<Way>,
    /// Whether the head has a field to search in; the home page and the page of the search have a larger one of their own.
    pub search_field: bool,
}

/// A way to browse the archive, as the head of every page names it.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// What the reader sees.
    pub text: &'static str,
    /// Its page.
    pub href: String,
    /// What `aria-current` says: `page` on the page itself, `true` on those below it.
    pub current: Option<&'static str>,
}

/// The folders of the lists with the word for each. Every site has all of these pages, so that no page ever depends on what other issues contain.
const LISTS: [(&str, &str); 5] = [
    ("units", "单位"),
    ("topics", "主题"),
    ("columns", "栏目"),
    ("months", "月份"),
    ("numbers", "文号"),
];

impl<'a> Frame<'a> {
    /// The frame of the page at `path`, called `title`.
    #[must_use]
    pub fn new(site: &'a Site, path: &str, title: &str) -> Self {
        Self {
            title: if title == site.name {
                title.to_owned()
            } else {
                format!("{title} - {}", site.name)
            },
            site_name: &site.name,
            organization: site.organization.as_deref(),
            root: link::root_from(path),
            crumbs: Vec::new(),
            here: None,
            meta: Meta::new(site, path, title),
            ways: ways(path),
            search_field: path != "index.html" && !path.starts_with("search/"),
        }
    }

    /// Offers the feed at `path`, counted from the root of the site.
    pub fn offer_feed(&mut self, title: impl Into<String>, path: &str) {
        let Link { text, href } = self.link(title, path);
        self.meta.feeds.push(Feed { title: text, href });
    }

    /// A link from this page to `path`, counted from the root of the site.
    #[must_use]
    pub fn link(&self, text: impl Into<String>, path: &str) -> Link {
        Link {
            text: text.into(),
            href: format!("{}{}", self.root, link::encode_path(path)),
        }
    }
}

fn ways(path: &str) -> Vec<Way> {
    let root = link::root_from(path);
    let folder = path.split_once('/').map(|(folder, _)| folder);
    let mut ways = vec![
        Way {
            text: "首页",
            href: format!("{root}index.html"),
            current: folder.is_none().then_some("page"),
        },
        Way {
            text: "系列",
            href: format!("{root}index.html#{SERIES_ANCHOR}"),
            current: folder
                .is_some_and(|folder| !RESERVED.contains(&folder))
                .then_some("true"),
        },
    ];
    ways.extend(LISTS.iter().map(|&(list, text)| {
        let page = format!("{list}/index.html");
        Way {
            text,
            current: match folder {
                Some(_) if path == page => Some("page"),
                Some(folder) if folder == list => Some("true"),
                _ => None,
            },
            href: format!("{root}{page}"),
        }
    }));
    ways
}

/// The `id` of the list of all series on the home page.
pub const SERIES_ANCHOR: &str = "jb-series";

/// A link inside the site.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What the reader sees.
    pub text: String,
    /// The address, relative to the page.
    pub href: String,
}

/// A date for readers and for machines.
#[derive(Clone, Debug, Serialize)]
pub struct DateText {
    /// `2011-03-16`
    pub iso: String,
    /// `2011年3月16日`
    pub text: String,
}

impl From<IssueDate> for DateText {
    fn from(date: IssueDate) -> Self {
        Self {
            iso: date.iso(),
            text: date.arabic(),
        }
    }
}

/// One issue in a list.
#[derive(Clone, Debug, Serialize)]
pub struct IssueItem {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its subtitle.
    pub subtitle: Option<String>,
    /// Its date.
    pub date: DateText,
    /// Its 文号 and 期号, without what the title says already.
    pub number: Option<String>,
    /// What has become of it.
    pub state: Option<State>,
    /// Its PDF.
    pub pdf: Option<PdfLink>,
    /// The first of its articles in one line, where it consists of articles.
    pub digest: Option<String>,
}

/// What has become of an issue, as a mark before its title.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct State {
    /// The name in the style sheet.
    pub kind: &'static str,
    /// 已更正, 已废止, 已撤回
    pub word: &'static str,
}

impl From<AmendmentKind> for State {
    fn from(kind: AmendmentKind) -> Self {
        Self {
            kind: kind.name(),
            word: kind.state(),
        }
    }
}

impl IssueItem {
    /// How many articles the digest names.
    const ARTICLES: usize = 3;

    /// The line for `issue` on a page with the frame `frame`.
    #[must_use]
    pub fn new(frame: &Frame<'_>, entry: &Entry) -> Self {
        let issue = &entry.summary;
        let numbers = [&issue.document_number, &issue.issue_number];
        let number = numbers
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|number| !issue.title.contains(number))
            .collect::<Vec<_>>()
            .join(" ");
        let digest = (!issue.articles.is_empty()).then(|| {
            let named = issue.articles.iter().take(Self::ARTICLES);
            let titles: Vec<&str> = named.map(|article| article.title.as_str()).collect();
            let mut digest = titles.join("；");
            if issue.articles.len() > titles.len() {
                digest.push_str(&format!("……共{}篇", issue.articles.len()));
            }
            digest
        });
        Self {
            href: frame.link("", &page_path(issue)).href,
            title: issue.title.clone(),
            subtitle: issue.subtitle.as_ref().map(|text| SUBTITLE.text(text)),
            date: issue.date.into(),
            number: (!number.is_empty()).then_some(number),
            pdf: entry.pdf.as_ref().map(|pdf| PdfLink {
                href: frame.link("", &issue.id.pdf_path()).href,
                ..PdfLink::new(&issue.id, pdf)
            }),
            state: issue.state().map(State::from),
            digest,
        }
    }
}

/// A link to a PDF, with what readers want to know before they open it.
#[derive(Clone, Debug, Serialize)]
pub struct PdfLink {
    /// Its address.
    pub href: String,
    /// Its size, e.g. `120 KB`.
    pub size: String,
    /// Its number of pages.
    pub pages: u32,
    /// Its checksum (校验码), where it is known.
    pub sha256: Option<String>,
}

impl PdfLink {
    /// The link from the page of the issue `id` to its PDF.
    #[must_use]
    pub fn new(id: &IssueId, pdf: &PdfFacts) -> Self {
        Self {
            href: link::encode_path(&id.pdf_name()),
            size: block::file_size(pdf.bytes),
            pages: pdf.pages,
            sha256: Some(pdf.sha256.clone()).filter(|sum| !sum.is_empty()),
        }
    }
}

/// The page of `issue`, from the root of the site.
#[must_use]
pub fn page_path(issue: &IssueSummary) -> String {
    format!("{}/index.html", issue.id.path())
}

/// The folder of a topic's (主题) pages, from the root of the site: a name made from the topic, so that the address is ASCII and stays.
#[must_use]
pub fn topic_folder(topic: &str) -> String {
    format!("topics/{}", hashed(topic))
}

/// The folder of a unit's (单位) pages.
#[must_use]
pub fn unit_folder(code: &str) -> String {
    format!("units/{code}")
}

/// The folder of a column's (栏目) pages.
#[must_use]
pub fn column_folder(title: &str) -> String {
    format!("columns/{}", hashed(title))
}

/// The folder of the pages of the document numbers (文号) that begin with `prefix` (代字).
#[must_use]
pub fn number_folder(prefix: &str) -> String {
    format!("numbers/{}", hashed(prefix))
}

/// The folder of the pages of a series' issue numbers (期号).
#[must_use]
pub fn issue_number_folder(series: &str) -> String {
    format!("numbers/series-{series}")
}

/// The page of a month over all series.
#[must_use]
pub fn month_path(date: IssueDate) -> String {
    format!("months/{:04}-{:02}/index.html", date.year, date.month)
}

fn hashed(name: &str) -> String {
    blake3::hash(name.as_bytes()).to_hex()[..8].to_owned()
}
