//! Diagnostics as people read them: the line quoted, the place underlined, the advice under it.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::model::Span;
use crate::source::Sources;

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
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(diagnostic, sources)]));
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

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.code.severity {
        Severity::Error => Level::ERROR.with_name("错误"),
        Severity::Warning => Level::WARNING.with_name("警告"),
        Severity::Info => Level::NOTE.with_name("提示"),
    };
    let mut group = Group::with_title(
        level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code.id),
    );
    if let Some(place) = diagnostic.place {
        let mut same_file = vec![];
        let mut elsewhere = vec![];
        for (span, label) in &diagnostic.related {
            if span.file == place.file {
                same_file.push((*span, label.as_str()));
            } else {
                elsewhere.push((*span, label.as_str()));
            }
        }
        let text = sources.text(place.file);
        let mut snippet = Snippet::source(text)
            .path(sources.path(place.file))
            .annotation(
                AnnotationKind::Primary
                    .span(visible(place, text))
                    .label(diagnostic.label.as_str()),
            );
        for (span, label) in same_file {
            snippet = snippet.annotation(
                AnnotationKind::Context
                    .span(visible(span, text))
                    .label(label),
            );
        }
        group = group.element(snippet);
        for (span, label) in elsewhere {
            let text = sources.text(span.file);
            group = group.element(
                Snippet::source(text)
                    .path(sources.path(span.file))
                    .annotation(
                        AnnotationKind::Context
                            .span(visible(span, text))
                            .label(label),
                    ),
            );
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name("改法").message(help.as_str()));
    }
    group
}

/// The range within `text`, on character boundaries and cut at the end of its first line, so that a long block is not printed whole.
fn visible(span: Span, text: &str) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.range().start.min(text.len()));
    let end = text.ceil_char_boundary(span.range().end.min(text.len()));
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |offset| start + offset);
    start..end.min(line_end).max(start)
}
