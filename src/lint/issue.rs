//! One issue as the rules see it.

use std::cell::OnceCell;

use super::prose::{Prose, prose_of};
use crate::model::{
    Block, Collected, Document, FileId, ISSUANCE_RECORD, IssueId, Noticed, Span, is_record,
};
use crate::source::{Content, Sources};

/// One issue, with what it was made from.
#[derive(Clone, Debug)]
pub struct FinishedIssue<'a> {
    /// All texts.
    pub sources: &'a Sources,
    /// Its place.
    pub id: &'a IssueId,
    /// The document as far as it could be made; none where its `issue.yaml` cannot be used.
    pub document: Option<&'a Document>,
    /// What assembly noticed.
    pub noticed: &'a Noticed,
    /// What its fragments brought besides text, and those of the issue before.
    pub collected: &'a Collected,
    /// Its words, once a rule has asked for them.
    pub prose: OnceCell<Vec<Prose<'a>>>,
}

impl<'a> FinishedIssue<'a> {
    /// Whether it went out (印发): nobody is waited for any more.
    #[must_use]
    pub fn went_out(&self) -> bool {
        let record = format!("{}/{ISSUANCE_RECORD}", self.id.path());
        self.sources.find(&record).is_some()
    }

    /// The texts of its folder with one of these endings, in the order of their paths.
    pub fn texts(
        &self,
        endings: &'static [&'static str],
    ) -> impl Iterator<Item = (FileId, &'a str)> {
        texts_below(self.sources, &self.id.path(), endings)
    }

    /// The place that stands for the issue as a whole: its date, or its file.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        let date = self.document.map(|document| document.head.date.span);
        date.or_else(|| {
            let file = self
                .sources
                .find(&format!("{}/issue.yaml", self.id.path()))?;
            Some(Span::file_start(file))
        })
    }

    /// Every run of words that readers see, but for text kept as it was typed (code): the head and the end of the issue, then its blocks.
    #[must_use]
    pub fn prose(&self) -> &[Prose<'a>] {
        self.prose.get_or_init(|| {
            let document = self.document.into_iter();
            document
                .flat_map(|document| prose_of(document, self.collected, self.sources))
                .collect()
        })
    }

    /// Every block of the document in reading order, those in lists, quotations, articles and attachments too.
    pub fn blocks(&self) -> impl Iterator<Item = &'a Block> + use<'a> {
        self.document.into_iter().flat_map(Document::blocks)
    }
}

/// The texts below `folder` with one of these endings, in the order of their paths; without the records that the program keeps.
pub fn texts_below<'a>(
    sources: &'a Sources,
    folder: &str,
    endings: &'static [&'static str],
) -> impl Iterator<Item = (FileId, &'a str)> + use<'a> {
    sources.below(folder).filter_map(move |(file, path)| {
        let ending = crate::source::files::extension(path);
        match sources.file(file).map(|file| &file.content) {
            Some(Content::Text(text)) if endings.contains(&ending.as_str()) && !is_record(path) => {
                Some((file, text.as_str()))
            }
            _ => None,
        }
    })
}
