//! Diagnostics as people read them: the line quoted, the place underlined, the advice under it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::quote::visible;
use super::{Diagnostic, Severity};
use crate::model::{FileId, Span};
use crate::source::Sources;
use crate::zh::text::is_invisible_control;

/// `diagnostics` as text; `color` puts terminal colours in.
///
/// Columns count characters, so that an editor jumps to the right place in a Chinese line.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut printer = Printer {
        sources,
        lines: BTreeMap::new(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[printer.group(diagnostic)]));
        text.push_str("\n\n");
    }
    text
}

/// The last line of a run: how many errors, warnings and notices there were; empty where there were none.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|d| d.code.severity == severity)
            .count()
    };
    let parts: Vec<String> = [
        (Severity::Error, "个错误"),
        (Severity::Warning, "个警告"),
        (Severity::Info, "条提示"),
    ]
    .into_iter()
    .filter_map(|(severity, word)| {
        let number = count(severity);
        (number > 0).then(|| format!("{number} {word}"))
    })
    .collect();
    parts.join("，")
}

/// Where the lines of each file begin is found once; a file may have thousands of findings.
struct Printer<'a> {
    sources: &'a Sources,
    lines: BTreeMap<FileId, Vec<usize>>,
}

impl<'a> Printer<'a> {
    fn group(&mut self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let level = match diagnostic.code.severity {
            Severity::Error => Level::ERROR.with_name("错误"),
            Severity::Warning => Level::WARNING.with_name("警告"),
            Severity::Info => Level::NOTE.with_name("提示"),
        };
        let mut group = Group::with_title(
            level
                .primary_title(harmless(&diagnostic.message))
                .id(diagnostic.code.id),
        );
        if let Some(place) = diagnostic.place {
            let (here, elsewhere): (Vec<_>, Vec<_>) = diagnostic
                .related
                .iter()
                .partition(|(span, _)| span.file == place.file);
            let mut marks = vec![(place, diagnostic.label.as_str(), AnnotationKind::Primary)];
            marks.extend(
                here.iter()
                    .map(|(span, label)| (*span, label.as_str(), AnnotationKind::Context)),
            );
            group = group.element(self.snippet(place.file, &marks));
            for (span, label) in elsewhere {
                let marks = [(*span, label.as_str(), AnnotationKind::Context)];
                group = group.element(self.snippet(span.file, &marks));
            }
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.with_name("改法").message(harmless(help)));
        }
        group
    }

    /// The lines that hold `marks`, and nothing else of the file.
    fn snippet(
        &mut self,
        file: FileId,
        marks: &[(Span, &'a str, AnnotationKind)],
    ) -> Snippet<'a, Annotation<'a>> {
        let text = self.sources.text(file);
        let starts = self.lines.entry(file).or_insert_with(|| {
            std::iter::once(0)
                .chain(text.match_indices('\n').map(|(place, _)| place + 1))
                .collect()
        });
        let spans: Vec<_> = marks.iter().map(|(span, ..)| shown(*span, text)).collect();
        let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
        let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let line = starts.partition_point(|start| *start <= first).max(1) - 1;
        let begin = starts.get(line).copied().unwrap_or(0);
        let end = text[last..]
            .find('\n')
            .map_or(text.len(), |length| last + length);
        let end = end.min(text.ceil_char_boundary(last + MOST_SHOWN));
        let annotations = marks.iter().zip(spans).map(|((_, label, kind), span)| {
            kind.span(span.start - begin..span.end - begin)
                .label(harmless(label))
        });
        Snippet::source(&text[begin..end])
            .line_start(line + 1)
            .path(harmless(self.sources.path(file)))
            .annotations(annotations.collect::<Vec<_>>())
    }
}

/// So many bytes of a line are shown from the place on, and so many are marked: far more than fit beside one another.
const MOST_SHOWN: usize = 4_000;

/// As [`visible`], cut where nobody reads on.
fn shown(place: Span, text: &str) -> std::ops::Range<usize> {
    let range = visible(place, text);
    let most = text.floor_char_boundary(range.start + MOST_SHOWN);
    range.start..range.end.min(most)
}

/// `text` without characters that could steer a terminal or turn the line round.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.contains(is_invisible_control) {
        text.chars()
            .map(|c| {
                if is_invisible_control(c) {
                    '\u{FFFD}'
                } else {
                    c
                }
            })
            .collect::<String>()
            .into()
    } else {
        text.into()
    }
}
