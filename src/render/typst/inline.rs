//! Texts with their marking as the typst layouts read them.

use serde_json::{Value, json};

use crate::model::{ComputedText, Inline, InlineKind, LinkTarget};
use crate::zh::text::is_wide;
use crate::zh::words::{name_parts, short_words};

/// A word so long is given in its parts (`[石桥县, 总工会]`), for columns that are narrower than it.
const IN_PARTS: usize = 5;

/// Words as the layouts read them: a text, or a list of the parts that a word may be parted into where it has no room, which are such words again.
pub(super) fn in_parts(words: Vec<String>) -> Vec<Value> {
    words
        .into_iter()
        .map(|word| parted(&word, LEVELS))
        .collect()
}

/// A word, or the list of its parts by one of these ways, the first of which parts it into the largest.
fn parted(word: &str, levels: &[fn(&str) -> Vec<String>]) -> Value {
    let Some((way, finer)) = levels.split_first() else {
        return json!(word);
    };
    if word.chars().count() < IN_PARTS {
        return json!(word);
    }
    match way(word).as_slice() {
        [] | [_] => parted(word, finer),
        parts => parts.iter().map(|part| parted(part, finer)).collect(),
    }
}

/// An office's name by its place and what it is, a unit in brackets off its word, and a long word by those that it is made of.
const LEVELS: &[fn(&str) -> Vec<String>] = &[
    |word| {
        let parts = name_parts(word);
        parts.iter().flat_map(|part| off_bracket(part)).collect()
    },
    short_words,
];

/// A word and what stands in brackets behind it: `企业（家）` in a narrow column is 企业 above （家）.
fn off_bracket(word: &str) -> Vec<String> {
    match word.find(['（', '(']).filter(|at| *at > 0) {
        Some(at) => vec![word[..at].to_owned(), word[at..].to_owned()],
        None => vec![word.to_owned()],
    }
}

/// How a text is cut into the words that no line tears.
pub(super) type Cut<'a> = &'a dyn Fn(&str) -> Vec<String>;

/// A text with its marking.
pub(super) fn inlines(content: &[Inline]) -> Vec<Value> {
    marked(content, None)
}

/// A text with its marking, whose words stay whole also where they are marked.
pub(super) fn whole_words(content: &[Inline], cut: Cut<'_>) -> Vec<Value> {
    marked(content, Some(cut))
}

fn marked(content: &[Inline], cut: Option<Cut<'_>>) -> Vec<Value> {
    content.iter().map(|one| inline(one, cut)).collect()
}

fn inline(inline: &Inline, cut: Option<Cut<'_>>) -> Value {
    let inlines = |content: &[Inline]| marked(content, cut);
    match &inline.kind {
        InlineKind::Text(text) => match cut {
            Some(cut) if text.chars().any(is_wide) => {
                json!({"t": "words", "w": in_parts(cut(text))})
            }
            _ => json!({"t": "text", "s": text}),
        },
        InlineKind::Computed(ComputedText {
            text,
            light: Some(light),
            ..
        }) => json!({"t": "light", "s": text, "light": light.name()}),
        InlineKind::Computed(computed) => json!({"t": "text", "s": computed.text}),
        InlineKind::Strong(content) => json!({"t": "strong", "c": inlines(content)}),
        InlineKind::Emphasis(content) => json!({"t": "emph", "c": inlines(content)}),
        InlineKind::Strike(content) => json!({"t": "strike", "c": inlines(content)}),
        InlineKind::Code(text) => json!({"t": "code", "s": text}),
        InlineKind::Link { target, content } => match target {
            LinkTarget::Address(address) => {
                json!({"t": "link", "href": address, "c": inlines(content)})
            }
            // A file beside the page cannot be reached from paper: its words stand without a link.
            LinkTarget::File { .. } => json!({"t": "strong", "c": inlines(content)}),
        },
        InlineKind::Note(note) => json!({
            "t": "note",
            "label": note.label,
            "c": (!note.repeated).then(|| marked(&note.content, None)),
        }),
        InlineKind::Break => json!({"t": "break"}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_in_brackets_comes_off_its_word_where_there_is_no_room() {
        let words = ["覆盖", "企业（家）", "（家）", "石桥县总工会"].map(str::to_owned);
        assert_eq!(
            in_parts(words.to_vec()),
            [
                json!("覆盖"),
                json!(["企业", "（家）"]),
                json!("（家）"),
                json!(["石桥县", "总工会"])
            ]
        );
    }
}
