//! A file with a mark that could not be read, but for that mark: what else it says may be known all the same.

use std::collections::BTreeMap;
use std::ops::Range;

use super::site::{self, SiteSpec};
use crate::diag::Sink;
use crate::model::{Audience, Span};
use crate::source::Sources;

/// Whether nothing is known of the archive by its `site.yaml`, which was read as `site` with what is in `sink`. Where only the mark at `mark` is wrong, it counts as the
/// stricter one, for every issue of which neither series nor issue says it.
pub fn is_lost(
    sources: &Sources,
    mark: Option<Span>,
    site: &mut Option<SiteSpec>,
    sink: &Sink,
) -> bool {
    let Some(mark) = mark else {
        return sink.has_errors();
    };
    if site.is_none() {
        // What is wrong with it has been said.
        *site = site::parse(&without(sources, mark), mark.file, &mut Sink::default());
    }
    let Some(site) = site else {
        return true;
    };
    site.audience = Some(Audience::Internal);
    !are_about(sources, mark, sink)
}

/// Whether all errors are about the mark at `mark` and what stands further in below it.
fn are_about(sources: &Sources, mark: Span, sink: &Sink) -> bool {
    let lines = lines_of(sources.text(mark.file), mark);
    sink.errors().all(|finding| {
        finding
            .place
            .is_some_and(|place| place.file == mark.file && lines.contains(&(place.start as usize)))
    })
}

/// The same files, the one with the mark at `mark` as it would be without: blanks stand there.
fn without(sources: &Sources, mark: Span) -> Sources {
    let mut text = sources.text(mark.file).to_owned();
    let lines = lines_of(&text, mark);
    let blank = |c: char| match c {
        '\n' => "\n".to_owned(),
        c => " ".repeat(c.len_utf8()),
    };
    let blanks: String = text
        .get(lines.clone())
        .unwrap_or_default()
        .chars()
        .map(blank)
        .collect();
    text.replace_range(lines, &blanks);
    sources.with_texts(&BTreeMap::from([(mark.file, text)]))
}

/// The line of the mark at `mark`, with what stands further in below it.
fn lines_of(text: &str, mark: Span) -> Range<usize> {
    let above = text.get(..mark.start as usize).unwrap_or_default();
    let start = above.rfind('\n').map_or(0, |end| end + 1);
    let mut lines = text.get(start..).unwrap_or_default().split_inclusive('\n');
    let own = lines.next().map_or(0, str::len);
    let is_further_in = |line: &&str| line.starts_with([' ', '\t', '-']) || line.trim().is_empty();
    let below: usize = lines.take_while(is_further_in).map(str::len).sum();
    start..start + own + below
}
