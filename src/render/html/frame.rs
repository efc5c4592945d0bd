//! What every page of the site has in common: title, the way up, dates and lists of issues.

use serde::Serialize;

use super::link;
use super::meta::{Feed, Meta};
use crate::model::{AmendmentKind, Entry, IssueSummary, Site};
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
}

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
    /// Its 文号 or 期号, unless the title says it already.
    pub number: Option<String>,
    /// What has become of it.
    pub state: Option<State>,
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
        let number = issue
            .document_number
            .as_ref()
            .or(issue.issue_number.as_ref())
            .filter(|number| !issue.title.contains(number.as_str()));
        let digest = (!issue.articles.is_empty()).then(|| {
            let named = issue.articles.len().min(Self::ARTICLES);
            let mut digest = issue.articles[..named].join("；");
            if issue.articles.len() > named {
                digest.push_str(&format!("……共{}篇", issue.articles.len()));
            }
            digest
        });
        Self {
            href: frame.link("", &page_path(issue)).href,
            title: issue.title.clone(),
            subtitle: issue.subtitle.clone(),
            date: issue.date.into(),
            number: number.cloned(),
            state: issue.state().map(State::from),
            digest,
        }
    }
}

/// The page of `issue`, from the root of the site.
#[must_use]
pub fn page_path(issue: &IssueSummary) -> String {
    format!("{}/index.html", issue.id.path())
}

/// The page of a topic (主题), from the root of the site: a name made from the topic, so that the address is ASCII and stays.
#[must_use]
pub fn topic_path(topic: &str) -> String {
    let hash = blake3::hash(topic.as_bytes()).to_hex();
    format!("topics/{}/index.html", &hash[..8])
}

/// The page of a unit (单位), from the root of the site.
#[must_use]
pub fn unit_path(code: &str) -> String {
    format!("units/{code}/index.html")
}
