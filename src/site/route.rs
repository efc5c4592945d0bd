//! A place in the site, its path, and the way back from a path to the place.

use super::Portion;
use super::list::{ASSETS, CONTRIBUTIONS, ListPage, MANIFEST, PROBLEMS, SEARCH};
use super::root_file::RootFile;
use crate::model::IssueId;
use crate::zh::date::IssueDate;
use crate::zh::text::loosely;

/// The name of a page in its folder.
const PAGE: &str = "index.html";

/// The name of a feed in its folder.
const FEED: &str = "feed.xml";

/// The page for addresses that lead nowhere.
const NOT_FOUND: &str = "404.html";

/// How long the name of a part of the manifest is: half of a BLAKE3 in hexadecimal.
const MANIFEST_NAME: usize = 32;

/// A place in the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// The home page.
    Home,
    /// The page of a series (系列), by its code, or of one of its years.
    Series(String, Portion),
    /// The page of an issue, or the page at a former address (原址) of one.
    Issue(IssueId),
    /// A file beside the page of an issue, by its path from there; never the page itself.
    IssueFile(IssueId, String),
    /// A list over all series.
    List(ListPage),
    /// What a list leads to, by its folder, or a part of that.
    Subject(ListPage, String, Portion),
    /// The problems (问题) that are open; only where issues speak of problems.
    Problems,
    /// Who sent how many texts (供稿统计); only where the office counts them.
    Contributions,
    /// The search page (检索).
    Search,
    /// A file of the search index, by its path in the folder of the search.
    SearchFile(String),
    /// Style sheet, script or icon, by its name.
    Asset(String),
    /// The feed of the site, or of a series by its code.
    Feed(Option<String>),
    /// The feed of what a list leads to, by its folder: of a unit, of a topic.
    SubjectFeed(ListPage, String),
    /// The sitemap, or one of the numbered parts of one that is too long for a file.
    Sitemap(Option<usize>),
    /// The entries of the issues of a year, for other programs.
    IndexOfYear(u16),
    /// A part of the manifest, by its name; not for readers.
    ManifestPart(String),
    /// Another file at the root.
    File(RootFile),
    /// What a web server shows where there is nothing (404). It may stand at any address, so its own links begin at the root of the server.
    NotFound,
}

impl Route {
    /// The page of a series.
    #[must_use]
    pub fn series(code: &str) -> Self {
        Self::Series(code.to_owned(), Portion::Whole)
    }

    /// The page of an issue.
    #[must_use]
    pub fn issue(id: &IssueId) -> Self {
        Self::Issue(id.clone())
    }

    /// The PDF of an issue.
    #[must_use]
    pub fn pdf(id: &IssueId) -> Self {
        Self::IssueFile(id.clone(), id.pdf_name())
    }

    /// The dossier of a unit (单位).
    #[must_use]
    pub fn unit(code: &str) -> Self {
        Self::Subject(ListPage::Units, code.to_owned(), Portion::Whole)
    }

    /// The page of what a list leads to under this name. Its folder is made from the name, so that the address is ASCII and stays.
    #[must_use]
    pub fn named(list: ListPage, name: &str) -> Self {
        Self::Subject(list, hashed(name), Portion::Whole)
    }

    /// The page of a topic (主题), however it is spelt.
    #[must_use]
    pub fn topic(topic: &str) -> Self {
        Self::named(ListPage::Topics, &loosely(topic))
    }

    /// The page of a column (栏目).
    #[must_use]
    pub fn column(title: &str) -> Self {
        Self::named(ListPage::Columns, title)
    }

    /// The page of the document numbers (文号) that begin with `prefix` (代字).
    #[must_use]
    pub fn document_numbers(prefix: &str) -> Self {
        Self::named(ListPage::Numbers, prefix)
    }

    /// The page of the issue numbers (期号) of a series.
    #[must_use]
    pub fn issue_numbers(series: &str) -> Self {
        Self::Subject(
            ListPage::Numbers,
            format!("series-{series}"),
            Portion::Whole,
        )
    }

    /// The page of a month over all series.
    #[must_use]
    pub fn month(date: IssueDate) -> Self {
        let folder = format!("{:04}-{:02}", date.year, date.month);
        Self::Subject(ListPage::Months, folder, Portion::Whole)
    }

    /// The feed of what the page here is about; that of the site where it is not about a series, a unit or a topic.
    #[must_use]
    pub fn feed(&self) -> Self {
        match self {
            Self::Series(code, _) => Self::Feed(Some(code.clone())),
            Self::Subject(list @ (ListPage::Units | ListPage::Topics), folder, _) => {
                Self::SubjectFeed(*list, folder.clone())
            }
            _ => Self::Feed(None),
        }
    }

    /// The page about a part of what the page here is about. Only series and subjects have such pages; of anything else there is the whole.
    #[must_use]
    pub fn portion(&self, portion: Portion) -> Self {
        match self {
            Self::Series(code, _) => Self::Series(code.clone(), portion),
            Self::Subject(list, folder, _) => Self::Subject(*list, folder.clone(), portion),
            _ => self.clone(),
        }
    }

    /// The part of the manifest of this name, which is a checksum; none where it is no such name.
    #[must_use]
    pub fn manifest_part(name: &str) -> Option<Self> {
        let is_checksum = name.len() == MANIFEST_NAME
            && name
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_checksum.then(|| Self::ManifestPart(name.to_owned()))
    }

    /// The folder that it lies in, from the root of the site, ending in a slash; empty at the root. It is how a web server names a page.
    #[must_use]
    pub fn folder(&self) -> String {
        match self {
            Self::Home
            | Self::Feed(None)
            | Self::Sitemap(_)
            | Self::IndexOfYear(_)
            | Self::File(_)
            | Self::NotFound => String::new(),
            Self::Series(code, portion) => folder(&[code, &portion.folder()]),
            Self::Issue(id) | Self::IssueFile(id, _) => folder(&[&id.path()]),
            Self::List(list) => folder(&[list.folder()]),
            Self::Subject(list, name, portion) => folder(&[list.folder(), name, &portion.folder()]),
            Self::Problems => folder(&[PROBLEMS]),
            Self::Contributions => folder(&[CONTRIBUTIONS]),
            Self::Search | Self::SearchFile(_) => folder(&[SEARCH]),
            Self::Asset(_) => folder(&[ASSETS]),
            Self::ManifestPart(_) => folder(&[MANIFEST]),
            Self::Feed(Some(code)) => folder(&[code]),
            Self::SubjectFeed(list, name) => folder(&[list.folder(), name]),
        }
    }

    /// The path of the file, from the root of the site, with forward slashes and without one at its beginning.
    #[must_use]
    pub fn path(&self) -> String {
        let folder = self.folder();
        match self {
            Self::Home
            | Self::Series(..)
            | Self::Issue(_)
            | Self::List(_)
            | Self::Subject(..)
            | Self::Problems
            | Self::Contributions
            | Self::Search => folder + PAGE,
            Self::IssueFile(_, name) | Self::SearchFile(name) | Self::Asset(name) => {
                format!("{folder}{name}")
            }
            Self::Feed(_) | Self::SubjectFeed(..) => folder + FEED,
            Self::Sitemap(None) => "sitemap.xml".to_owned(),
            Self::Sitemap(Some(number)) => format!("sitemap-{number}.xml"),
            Self::IndexOfYear(year) => format!("index-{year}.json"),
            Self::ManifestPart(name) => format!("{folder}{name}.json"),
            Self::File(file) => file.name().to_owned(),
            Self::NotFound => NOT_FOUND.to_owned(),
        }
    }

    /// The place of the file at `path`; none where the site can have no such file. It is the inverse of [`Route::path`].
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').collect();
        if segments.iter().any(|name| matches!(*name, "" | "." | "..")) {
            return None;
        }
        let route = match segments.as_slice() {
            [name] => Self::at_root(name)?,
            [ASSETS, name] => Self::Asset((*name).to_owned()),
            [MANIFEST, name] => Self::manifest_part(name.strip_suffix(".json")?)?,
            [PROBLEMS, PAGE] => Self::Problems,
            [CONTRIBUTIONS, PAGE] => Self::Contributions,
            [SEARCH, PAGE] => Self::Search,
            [SEARCH, ..] => Self::SearchFile(segments[1..].join("/")),
            [first, rest @ ..] => match ListPage::ALL.iter().find(|list| list.folder() == *first) {
                Some(list) => Self::below_list(*list, rest)?,
                None if super::is_reserved(first) => return None,
                None => Self::below_series(first, rest)?,
            },
            [] => return None,
        };
        Some(route)
    }

    /// The place that a browser asks a web server for: `address` begins with a slash, and a folder stands for the page in it.
    #[must_use]
    pub fn asked(address: &str) -> Option<Self> {
        let path = address.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            return Self::parse(&format!("{path}{PAGE}"));
        }
        Self::parse(path)
    }

    fn at_root(name: &str) -> Option<Self> {
        match name {
            PAGE => return Some(Self::Home),
            FEED => return Some(Self::Feed(None)),
            NOT_FOUND => return Some(Self::NotFound),
            _ => {}
        }
        if let Some(file) = RootFile::ALL.iter().find(|file| file.name() == name) {
            return Some(Self::File(*file));
        }
        if let Some(year) = name.strip_prefix("index-") {
            let route = Self::IndexOfYear(year.strip_suffix(".json")?.parse().ok()?);
            return (route.path() == name).then_some(route);
        }
        let number = name.strip_prefix("sitemap")?.strip_suffix(".xml")?;
        let route = match number.strip_prefix('-') {
            Some(number) => Self::Sitemap(Some(number.parse().ok()?)),
            None => Self::Sitemap(None),
        };
        (route.path() == name).then_some(route)
    }

    fn below_list(list: ListPage, rest: &[&str]) -> Option<Self> {
        match rest {
            [PAGE] => Some(Self::List(list)),
            [name, PAGE] => Some(Self::Subject(list, (*name).to_owned(), Portion::Whole)),
            [name, FEED] => Some(Self::SubjectFeed(list, (*name).to_owned())),
            [name, portion, PAGE] => {
                let portion = Portion::parse(portion)?;
                Some(Self::Subject(list, (*name).to_owned(), portion))
            }
            _ => None,
        }
    }

    fn below_series(series: &str, rest: &[&str]) -> Option<Self> {
        match rest {
            [PAGE] => Some(Self::series(series)),
            [FEED] => Some(Self::Feed(Some(series.to_owned()))),
            [portion, PAGE] => Some(Self::Series(series.to_owned(), Portion::parse(portion)?)),
            [year, folder, name @ ..] if !name.is_empty() => {
                let id = IssueId::parse(&[series, year, folder].join("/"))?;
                Some(match name {
                    [PAGE] => Self::Issue(id),
                    _ => Self::IssueFile(id, name.join("/")),
                })
            }
            _ => None,
        }
    }

    /// The way from the file to the root of the site: nothing, `../`, `../../`, …
    #[must_use]
    pub fn root(&self) -> String {
        let path = self.path();
        "../".repeat(path.matches('/').count())
    }

    /// The path from `folder`, in which it lies at any depth.
    #[must_use]
    pub fn below(&self, folder: &str) -> String {
        let path = self.path();
        path.strip_prefix(folder).unwrap_or(&path).to_owned()
    }

    /// How a published site names it: a page by its folder, as readers of a web server see it, anything else by its path.
    #[must_use]
    pub fn published(&self) -> String {
        if self.is_page() && *self != Self::NotFound {
            self.folder()
        } else {
            self.path()
        }
    }

    /// Whether it is a page that readers open.
    #[must_use]
    pub fn is_page(&self) -> bool {
        match self {
            Self::Home
            | Self::Series(..)
            | Self::Issue(_)
            | Self::List(_)
            | Self::Subject(..)
            | Self::Problems
            | Self::Contributions
            | Self::Search
            | Self::NotFound => true,
            Self::IssueFile(..)
            | Self::SearchFile(_)
            | Self::Asset(_)
            | Self::Feed(_)
            | Self::SubjectFeed(..)
            | Self::Sitemap(_)
            | Self::IndexOfYear(_)
            | Self::ManifestPart(_)
            | Self::File(_) => false,
        }
    }

    /// Whether it is of the search: its page, or a file of its index.
    #[must_use]
    pub fn is_of_search(&self) -> bool {
        matches!(self, Self::Search | Self::SearchFile(_))
    }

    /// The issue whose page it is, or beside whose page it lies.
    #[must_use]
    pub fn of_issue(&self) -> Option<&IssueId> {
        match self {
            Self::Issue(id) | Self::IssueFile(id, _) => Some(id),
            _ => None,
        }
    }

    /// Whether it is drawn from all issues together: neither of one issue nor one of the assets, which are the program's own.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.of_issue().is_none() && !matches!(self, Self::Asset(_))
    }
}

/// The folders one below the other, with a slash after each; empty ones are left out.
fn folder(names: &[&str]) -> String {
    let mut path = String::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        path.push_str(name);
        path.push('/');
    }
    path
}

/// A name in ASCII for a name in any writing.
fn hashed(name: &str) -> String {
    blake3::hash(name.as_bytes()).to_hex()[..8].to_owned()
}

#[cfg(test)]
#[path = "route_tests.rs"]
mod tests;
