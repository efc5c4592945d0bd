//! Which file and line made the text another: where the new words stand, among the files that changed since the issue went out.

use super::past_figures::PastFigures;
use super::record::{IssuanceRecord, fingerprints};
use crate::model::{FileId, IssueId, Span};
use crate::source::Sources;
use crate::zh::difference::inserted;

/// Looks for what is to blame.
#[derive(Debug)]
pub(super) struct Blame<'a> {
    sources: &'a Sources,
    /// The files that changed since, registers first.
    pub changed: Vec<FileId>,
    /// The earlier issues whose figures changed since.
    pub figures: Vec<&'a PastFigures>,
    /// Files that the issue was made from and that are gone.
    pub gone: Vec<String>,
}

impl<'a> Blame<'a> {
    pub(super) fn new(
        sources: &'a Sources,
        id: &IssueId,
        record: &IssuanceRecord,
        figures: &'a [PastFigures],
    ) -> Self {
        let now = fingerprints(sources, id);
        let folder = format!("{}/", id.path());
        let mut changed: Vec<(bool, FileId)> = now
            .iter()
            .filter(|(path, checksum)| record.sources.get(*path) != Some(*checksum))
            .filter_map(|(path, _)| Some((path.starts_with(&folder), sources.find(path)?)))
            .collect();
        changed.sort_unstable();
        let gone = record
            .sources
            .keys()
            .filter(|path| sources.find(path).is_none() && !path.ends_with('）'));
        let figures = figures.iter().filter(|past| past.changed(&record.sources));
        Self {
            sources,
            changed: changed.into_iter().map(|(_, file)| file).collect(),
            gone: gone.cloned().collect(),
            figures: figures.collect(),
        }
    }

    /// The place that made the line `before` into `after`, which was typed at `span`.
    pub(super) fn place(&self, before: &str, after: &str, span: Option<Span>) -> Option<Span> {
        let words = inserted(words_of(before), words_of(after));
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        let long_enough = words.chars().count() >= 2;
        if long_enough && let Some(span) = span {
            let typed = self.sources.text(span.file).get(span.range());
            if let Some(at) = typed.and_then(|typed| typed.find(words)) {
                return Some(span.part(at, at + words.len()));
            }
        }
        if long_enough && let Some(place) = self.first_place(words) {
            return Some(place);
        }
        if let Some(span) = span.filter(|span| self.changed.contains(&span.file)) {
            return Some(span);
        }
        // Words that went cannot be found; those that stood beside them may.
        let around = match long_enough {
            true => None,
            false => self.place_around(words_of(before), words_of(after)),
        };
        around
            .or_else(|| {
                let beside = words_of(after).split(['、', '，', '（', '）', '：', '。', '；', ' ']);
                beside
                    .filter(|words| words.chars().count() >= 2)
                    .find_map(|words| self.first_place(words))
            })
            .or(self.changed.first().map(|file| Span::file_start(*file)))
            .or(self.past_place())
            .or(span)
    }

    /// The place of the longest words over the point at which `after` departs from `before`, where they stand in a file that changed.
    fn place_around(&self, before: &str, after: &str) -> Option<Span> {
        let same = before.chars().zip(after.chars());
        let point = same.take_while(|(old, new)| old == new).count();
        let after: Vec<char> = after.chars().collect();
        let longest = AROUND.min(after.len());
        (2..=longest).rev().find_map(|length| {
            let first = (point + 1).saturating_sub(length);
            let last = point.min(after.len() - length);
            (first..=last).find_map(|start| {
                let words: String = after[start..start + length].iter().collect();
                self.first_place(&words)
            })
        })
    }

    fn past_place(&self) -> Option<Span> {
        self.figures.first()?.places.first().copied()
    }

    fn first_place(&self, words: &str) -> Option<Span> {
        self.changed.iter().find_map(|file| {
            let at = self.sources.text(*file).find(words)?;
            Some(Span::new(*file, at, at + words.len()))
        })
    }
}

/// So many characters are looked for at most.
const AROUND: usize = 12;

/// A line without the word for what it is.
fn words_of(line: &str) -> &str {
    line.split_once('：').map_or(line, |(_, words)| words)
}
