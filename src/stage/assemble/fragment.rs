//! A fragment as a part of an issue's text.

use crate::model::head::HeadLine;
use crate::model::{Inline, Span, Spanned, join_lines};
use crate::source::Draft;
use crate::stage::parse::Fragment;
use crate::stage::part::Part;

/// A fragment outside any article: its title, if it has one, is a heading over it, and its source stands at its end.
pub fn fragment_part(fragment: Fragment) -> Part {
    let span = fragment
        .head
        .title
        .first()
        .map_or(Span::file_start(fragment.file), |title| title.span);
    let mut drafts = fragment.drafts;
    if let Some(note) = &fragment.head.editor_note {
        let lines = fragment.head.lines();
        let printed = lines.before_text.iter().map(HeadLine::printed);
        let own = printed.map(|text| own_paragraph(text, note.span));
        drafts.splice(0..0, own.collect::<Vec<_>>());
    }
    if let Some(subtitle) = fragment.head.subtitle {
        drafts.insert(0, own_paragraph(format!("——{subtitle}"), subtitle.span));
    }
    if let Some(source) = fragment.head.source {
        drafts.push(own_paragraph(format!("（{source}）"), source.span));
    }
    if fragment.head.title.is_empty() {
        return Part::Drafts(drafts);
    }
    let title: String = fragment
        .head
        .title
        .iter()
        .map(|line| line.value.as_str())
        .collect();
    Part::Heading {
        title: Spanned { value: title, span },
        children: vec![Part::Drafts(drafts)],
    }
}

/// `part` as what `unit` wrote or is about, where there is a unit.
pub fn of_unit(unit: Option<String>, title: Option<String>, part: Part) -> Part {
    match unit {
        Some(unit) => Part::OfUnit {
            unit,
            title,
            part: Box::new(part),
        },
        None => part,
    }
}

/// The title of a fragment in one line, where it has one.
pub fn joined_title(fragment: &Fragment) -> Option<String> {
    let lines = &fragment.head.title;
    (!lines.is_empty()).then(|| join_lines(lines))
}

/// A paragraph that is not in the fragment's own text.
fn own_paragraph(text: String, span: Span) -> Draft {
    Draft::Paragraph {
        content: vec![Inline::text(text, span)],
        span,
    }
}
