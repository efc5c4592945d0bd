//! Changed words as they are typed where they stand: in Markdown, as a value of YAML, in a cell.

use std::collections::BTreeMap;

use crate::import::{escaped, escaped_cell};
use crate::model::{FileId, Span};
use crate::source::files::extension;
use crate::source::yaml_text::scalar;
use crate::source::{Content, Sources};

/// A stretch of a file with what is to stand there instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceEdit {
    /// What goes; empty where something is only put in.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// The texts of the files with `edits` in them. Of edits that overlap the first stands.
#[must_use]
pub fn applied(sources: &Sources, edits: &[SourceEdit]) -> BTreeMap<FileId, String> {
    let mut sorted: Vec<&SourceEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.file, edit.span.start, edit.span.end));
    sorted.dedup();
    let mut texts: BTreeMap<FileId, String> = BTreeMap::new();
    let mut ends: BTreeMap<FileId, usize> = BTreeMap::new();
    for edit in sorted {
        let old = sources.text(edit.span.file);
        let (text, end) = (
            texts.entry(edit.span.file).or_default(),
            ends.entry(edit.span.file).or_default(),
        );
        let range = edit.span.range();
        if range.start < *end {
            continue;
        }
        text.push_str(old.get(*end..range.start).unwrap_or_default());
        text.push_str(&edit.text);
        *end = range.end;
    }
    for (file, text) in &mut texts {
        let end = ends.get(file).copied().unwrap_or_default();
        text.push_str(sources.text(*file).get(end..).unwrap_or_default());
    }
    texts
}

/// What must stand at `span`, where now `before` is printed, so that `after` is printed: the stretch to be replaced and its new text. None where it cannot
/// be typed there.
pub(super) fn retyped(sources: &Sources, span: Span, after: &str) -> Option<SourceEdit> {
    // A table in another encoding is not written anew.
    let Content::Text(text) = &sources.file(span.file)?.content else {
        return None;
    };
    let range = span.range();
    let typed = text.get(range.clone())?;
    let path = sources.path(span.file);
    let ending = extension(path);
    let in_front_matter = ending == "md" && is_in_front_matter(text, range.start);
    if ending == "yaml" || ending == "yml" || in_front_matter {
        return as_value(text, span, after);
    }
    if ending == "csv" {
        let quoted = text[..range.start].ends_with('"') && text[range.end..].starts_with('"');
        let typed = match (quoted, after.contains(['"', ',', '\n', '\r'])) {
            (true, _) => after.replace('"', "\"\""),
            (false, true) => format!("\"{}\"", after.replace('"', "\"\"")),
            (false, false) => after.to_owned(),
        };
        return Some(SourceEdit { span, text: typed });
    }
    if ending != "md" || after.contains('\n') {
        return None;
    }
    // Marks around nothing would be text.
    if after.is_empty() {
        return Some(without_marks(text, span));
    }
    let is_in_table = text[..range.start]
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.trim_start().starts_with('|'));
    let signs = |text: &str| text.matches(SIGNS).count();
    let words = match (is_in_table, signs(after) > signs(typed)) {
        (true, _) => escaped_cell(after),
        (false, true) => escaped(after),
        (false, false) => after.to_owned(),
    };
    // An empty cell is typed as blanks.
    let text = match typed.trim().is_empty() {
        true => format!(" {words} "),
        false => words,
    };
    Some(SourceEdit { span, text })
}

/// Takes out what stands at `span`, with the marks right around it.
fn without_marks(text: &str, span: Span) -> SourceEdit {
    let mut range = span.range();
    let is_around = |range: &std::ops::Range<usize>, mark: &str| {
        text[..range.start].ends_with(mark) && text[range.end..].starts_with(mark)
    };
    while let Some(mark) = ["**", "~~", "*"]
        .iter()
        .find(|mark| is_around(&range, mark))
    {
        range = range.start - mark.len()..range.end + mark.len();
    }
    SourceEdit {
        span: Span::new(span.file, range.start, range.end),
        text: String::new(),
    }
}

/// Signs that may be marks.
const SIGNS: &[char] = &['*', '~', '[', '<', '`', '&', '|'];

/// Whether this place is in the keys at the head of a fragment (片头).
fn is_in_front_matter(text: &str, place: usize) -> bool {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return false;
    };
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return place < at;
        }
        at += line.len();
    }
    false
}

/// As a value of YAML: in the quotation marks that it has, or in some where it needs them.
fn as_value(text: &str, span: Span, after: &str) -> Option<SourceEdit> {
    let range = span.range();
    let (before, behind) = (text.get(..range.start)?, text.get(range.end..)?);
    for (mark, escaped) in [
        (
            '"',
            after
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n"),
        ),
        ('\'', after.replace('\'', "''")),
    ] {
        if before.ends_with(mark) && behind.starts_with(mark) {
            return (mark == '"' || !after.contains('\n')).then_some(SourceEdit {
                span,
                text: escaped,
            });
        }
    }
    if after.contains('\n') {
        return None;
    }
    // A line of a longer text, or a part of a value, is typed as it is: the whole is read again before it is written.
    let line = before.rsplit('\n').next().unwrap_or_default();
    let begins = line.trim().is_empty() || line.trim_end().ends_with([':', '-', '[', ',', '{']);
    let ends = behind.trim_start_matches(' ').is_empty()
        || behind
            .trim_start_matches(' ')
            .starts_with(['\n', '\r', ',', ']', '}', '#']);
    let is_whole = begins && ends && !line.trim().is_empty();
    let is_flow = after.contains(['[', ']', '{', '}', ',']);
    let text = match is_whole && (scalar(after) != after || is_flow) {
        true => serde_json::Value::from(after).to_string(),
        false => after.to_owned(),
    };
    Some(SourceEdit { span, text })
}
