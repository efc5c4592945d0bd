//! A fragment as a part of an issue's text.

use crate::model::{Inline, Span, Spanned};
use crate::source::Draft;
use crate::stage::parse::Fragment;
use crate::stage::part::Part;

/// A fragment outside any article: its title, if it has one, is a heading over it, and its source stands at its end.
pub fn fragment_part(fragment: Fragment) -> Part {
    let span = fragment
        .title
        .first()
        .map_or(Span::file_start(fragment.file), |title| title.span);
    let mut drafts = fragment.drafts;
    if let Some(subtitle) = fragment.subtitle {
        drafts.insert(0, own_paragraph(format!("——{subtitle}"), span));
    }
    if let Some(source) = fragment.source {
        drafts.push(own_paragraph(format!("（{source}）"), span));
    }
    if fragment.title.is_empty() {
        return Part::Drafts(drafts);
    }
    let title: String = fragment
        .title
        .iter()
        .map(|line| line.value.as_str())
        .collect();
    Part::Heading {
        title: Spanned { value: title, span },
        children: vec![Part::Drafts(drafts)],
    }
}

/// A paragraph that is not in the fragment's own text.
fn own_paragraph(text: String, span: Span) -> Draft {
    Draft::Paragraph {
        content: vec![Inline::Text(text)],
        span,
    }
}
