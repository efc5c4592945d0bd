//! What every page of the site has in common: title, the ways to browse, the way up, dates and lists of issues.

use serde::Serialize;

use super::link;
use super::meta::{FeedLink, Meta};
use crate::model::printed::{self, SUBTITLE};
use crate::model::{AmendmentKind, Entry, IssueId, PdfFacts, Site};
use crate::site::{ListPage, Route};
use crate::zh::date::IssueDate;

/// What the frame of a page (`base.html`) needs.
#[derive(Debug, Serialize)]
pub struct Frame<'a> {
    /// The title of the page in the browser's list of windows.
    pub title: String,
    pub site_name: &'a str,
    /// Who keeps the site.
    pub organization: Option<&'a str>,
    /// `../` as often as the page lies deep; the address of the site's folder on the server for the page that may stand anywhere.
    pub root: String,
    /// The way from the home page down to this page, without this page.
    pub crumbs: Vec<SiteLink>,
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

impl<'a> Frame<'a> {
    /// The frame of the page `route`, called `title`.
    #[must_use]
    pub fn new(site: &'a Site, route: &Route, title: &str) -> Self {
        let root = match route {
            Route::NotFound => server_folder(site),
            _ => route.root(),
        };
        Self {
            title: if title == site.name {
                title.to_owned()
            } else {
                format!("{title} - {}", site.name)
            },
            site_name: &site.name,
            organization: site.organization.as_deref(),
            ways: ways(route, &root),
            root,
            crumbs: Vec::new(),
            here: None,
            meta: Meta::new(site, route, title),
            search_field: *route != Route::Home && !route.is_of_search(),
        }
    }

    /// Offers the feed at `route`.
    pub fn offer_feed(&mut self, title: impl Into<String>, route: &Route) {
        let SiteLink { text, href } = self.link(title, route);
        self.meta.feeds.push(FeedLink { title: text, href });
    }

    /// A link from this page to `route`.
    #[must_use]
    pub fn link(&self, text: impl Into<String>, route: &Route) -> SiteLink {
        SiteLink {
            text: text.into(),
            href: self.href(route),
        }
    }

    /// The address of `route`, relative to this page.
    #[must_use]
    pub fn href(&self, route: &Route) -> String {
        format!("{}{}", self.root, link::encode_path(&route.path()))
    }
}

/// The folder of the site on its server, with a slash at both ends, as its address (网址) says it.
fn server_folder(site: &Site) -> String {
    let address = site.address.as_deref().unwrap_or_default();
    let path = address
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'));
    let path = path.map_or("", |(_, path)| path.trim_matches('/'));
    match link::encode_path(path) {
        path if path.is_empty() => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

fn ways(route: &Route, root: &str) -> Vec<Way> {
    let home = Route::Home.path();
    let is_below_series = match route {
        Route::Series(..) | Route::Issue(_) | Route::IssueFile(..) => true,
        Route::Home
        | Route::List(_)
        | Route::Subject(..)
        | Route::Problems
        | Route::Contributions
        | Route::Search
        | Route::SearchFile(_)
        | Route::Asset(_)
        | Route::Feed(_)
        | Route::SubjectFeed(..)
        | Route::Sitemap(_)
        | Route::IndexOfYear(_)
        | Route::ManifestPart(_)
        | Route::File(_)
        | Route::NotFound => false,
    };
    let mut ways = vec![
        Way {
            text: "首页",
            href: format!("{root}{home}"),
            current: (*route == Route::Home).then_some("page"),
        },
        Way {
            text: "系列",
            href: format!("{root}{home}#{SERIES_ANCHOR}"),
            current: is_below_series.then_some("true"),
        },
    ];
    ways.extend(ListPage::ALL.iter().map(|&list| Way {
        text: list.title(),
        current: match route {
            Route::List(here) if *here == list => Some("page"),
            Route::Subject(of, ..) if *of == list => Some("true"),
            _ => None,
        },
        href: format!("{root}{}", Route::List(list).path()),
    }));
    ways
}

/// The `id` of the list of all series on the home page.
pub const SERIES_ANCHOR: &str = "jb-series";

/// A link inside the site.
#[derive(Clone, Debug, Serialize)]
pub struct SiteLink {
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
    pub title: String,
    /// The title in the pieces between which a narrow screen may break it.
    pub phrases: Vec<String>,
    pub subtitle: Option<String>,
    pub date: DateText,
    /// Its 文号 and 期号, without what the title says already.
    pub number: Option<String>,
    /// What has become of it.
    pub state: Option<StandingMark>,
    pub pdf: Option<PdfLink>,
    /// The first of its articles in one line, where it consists of articles.
    pub digest: Option<String>,
}

/// What has become of an issue, as a mark before its title.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StandingMark {
    /// The name in the style sheet.
    pub kind: &'static str,
    /// 已更正, 已废止, 已撤回
    pub word: &'static str,
}

impl From<AmendmentKind> for StandingMark {
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
            href: frame.href(&Route::issue(&issue.id)),
            title: issue.title.clone(),
            phrases: entry.title_phrases().to_vec(),
            subtitle: issue.subtitle.as_ref().map(|text| SUBTITLE.text(text)),
            date: issue.date.into(),
            number: (!number.is_empty()).then_some(number),
            pdf: entry.pdf.as_ref().map(|pdf| PdfLink {
                href: frame.href(&Route::pdf(&issue.id)),
                ..PdfLink::new(&issue.id, pdf)
            }),
            state: issue.state().map(StandingMark::from),
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
            size: printed::file_size(pdf.bytes),
            pages: pdf.pages,
            sha256: Some(pdf.sha256.clone()).filter(|sum| !sum.is_empty()),
        }
    }
}
