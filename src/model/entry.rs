//! An issue as the site shows it: what its lists say, and the files beside its page.

use super::IssueSummary;

/// An issue of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is said about it.
    pub summary: IssueSummary,
    /// Its PDF, where there is one that readers are led to.
    pub pdf: Option<PdfFacts>,
    /// The other forms in which readers find it beside its page.
    pub formats: Vec<Format>,
}

/// A form of an issue besides its page and its PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    /// The name of the file, beside the page.
    pub name: String,
    /// What servers and feeds call it, e.g. `text/plain`.
    pub media_type: &'static str,
    /// What readers call it, e.g. 纯文本版.
    pub word: &'static str,
}

/// What readers want to know of a PDF before they open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfFacts {
    /// Its size in bytes.
    pub bytes: u64,
    /// Its number of pages.
    pub pages: u32,
    /// Its SHA-256 in lower-case hexadecimal, as `sha256sum` and `certutil` print it.
    pub sha256: String,
}
