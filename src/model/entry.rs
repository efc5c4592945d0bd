//! An issue as the site shows it: what its lists say, and the files beside its page.

use std::sync::{Arc, OnceLock};

use super::IssueSummary;
use crate::zh::phrases::screen_phrases;

/// An issue of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is said about it, which the manifest says too.
    pub summary: Arc<IssueSummary>,
    /// Its PDF, where there is one that readers are led to.
    pub pdf: Option<PdfFacts>,
    /// The other forms in which readers find it beside its page.
    pub formats: Vec<Format>,
    /// What [`Entry::title_phrases`] keeps.
    pub phrases: TitlePhrases,
}

/// The pieces of a title once they are known: an issue stands in many lists, and cutting its title takes longer than writing it.
#[derive(Debug, Default)]
pub struct TitlePhrases(OnceLock<Vec<String>>);

impl Clone for TitlePhrases {
    /// A copy may get another title, so it knows nothing yet.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for TitlePhrases {
    /// They follow from the title.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for TitlePhrases {}

impl Entry {
    /// The title in the pieces between which a narrow screen may break it.
    pub fn title_phrases(&self) -> &[String] {
        self.phrases
            .0
            .get_or_init(|| screen_phrases(&self.summary.title))
    }
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
