//! A drawing without what its program noted for itself: names, paths, remarks. What is drawn stays as it is, byte for byte.

use std::ops::Range;

use roxmltree::{Document, Node};

use super::names::{NOTES, SVG};

/// Changes whenever [`without_notes`] makes something else of the same drawing.
pub const CLEAN_VERSION: &str = "clean drawing 1";

/// The drawing `text` without comments, `<metadata>`, the elements and attributes of drawing programs and `data-*`. What cannot be read stays as it is.
#[must_use]
pub fn without_notes(text: &str) -> String {
    let Ok(document) = Document::parse(text) else {
        return text.to_owned();
    };
    // A sheet may choose by such an attribute.
    let is_chosen_by = document.descendants().any(|node| {
        let sheet = node.tag_name().name() == "style";
        sheet
            && node
                .descendants()
                .any(|inner| inner.text().is_some_and(|css| css.contains('[')))
    });
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for node in document.root().descendants() {
        let is_inside = cuts
            .last()
            .is_some_and(|cut| cut.contains(&node.range().start));
        if is_inside {
            continue;
        }
        if node.is_comment() || is_note(node) {
            cuts.push(node.range());
            continue;
        }
        for attribute in node.attributes() {
            let is_note = attribute.namespace().is_some_and(|it| NOTES.contains(&it))
                || (attribute.namespace().is_none() && attribute.name().starts_with("data-"));
            if is_note && !is_chosen_by {
                let range = attribute.range();
                let blank = text[..range.start].trim_end().len();
                cuts.push(blank..range.end);
            }
        }
    }
    cuts.sort_by_key(|cut| cut.start);
    let mut clean = String::with_capacity(text.len());
    let mut place = 0;
    for cut in cuts {
        clean.push_str(text.get(place..cut.start).unwrap_or_default());
        place = cut.end.max(place);
    }
    clean.push_str(text.get(place..).unwrap_or_default());
    clean
}

/// Whether an element is a note and nothing is drawn or named in it that the drawing could use.
fn is_note(node: Node<'_, '_>) -> bool {
    let name = node.tag_name();
    let is_metadata = name.namespace() == Some(SVG) && name.name() == "metadata";
    let is_of_program = name.namespace().is_some_and(|it| NOTES.contains(&it));
    let is_drawn = |inner: Node<'_, '_>| inner != node && inner.tag_name().namespace() == Some(SVG);
    node.is_element() && (is_metadata || is_of_program) && !node.descendants().any(is_drawn)
}

#[cfg(test)]
mod tests {
    use super::without_notes;

    fn drawing(inside: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" xmlns:s=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" xmlns:d=\"http://purl.org/dc/elements/1.1/\" width=\"9\" height=\"9\">{inside}</svg>"
        )
    }

    #[test]
    fn notes_of_programs_are_taken_out_and_nothing_else() {
        for (inside, clean) in [
            (
                "<metadata><d:creator>某人</d:creator></metadata><rect/>",
                "<rect/>",
            ),
            ("<!-- 某人画 --><rect/>", "<rect/>"),
            (
                "<s:namedview s:docname=\"C:\\某人\\a.svg\"><i:grid/></s:namedview><rect/>",
                "<rect/>",
            ),
            (
                "<g s:docname=\"C:/某人/a.svg\"\n i:label=\"某人\" id=\"a\"><rect/></g>",
                "<g id=\"a\"><rect/></g>",
            ),
            (
                "<rect data-owner='某人' width=\"5\"/>",
                "<rect width=\"5\"/>",
            ),
            ("<text>某<!-- 乙 -->人</text>", "<text>某人</text>"),
            (
                "<title>图</title><text>甲 &amp; 乙</text>",
                "<title>图</title><text>甲 &amp; 乙</text>",
            ),
            (
                "<s:x><linearGradient id=\"g\"/></s:x>",
                "<s:x><linearGradient id=\"g\"/></s:x>",
            ),
        ] {
            assert_eq!(without_notes(&drawing(inside)), drawing(clean));
        }
        assert_eq!(without_notes("<svg"), "<svg");
    }
}
