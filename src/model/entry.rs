//! An issue as the site shows it: what its lists say, and the PDF beside its page.

use super::IssueSummary;

/// An issue of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is said about it.
    pub summary: IssueSummary,
    /// Its PDF, where there is one that readers are led to.
    pub pdf: Option<PdfFacts>,
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
