//! Style in a drawing: whether anything in it leads out of the drawing.

use super::names::FUNCTIONS;

/// What leads elsewhere, and where it stands in the text in bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct OutsideReference {
    /// Where, in bytes.
    pub place: usize,
    /// As it is to be named: `@import`, `url(…)`.
    pub what: String,
}

/// The first thing in a style sheet, a style or a value that leads, or may lead, out of the drawing.
///
/// The text is read by the tokens of CSS: comments and strings are passed over, a name that a bracket follows is a function, and only those that compute are
/// let through. An escape outside a string could spell any name, so there may be none.
#[must_use]
pub fn reach(css: &str) -> Option<OutsideReference> {
    let found = |place: usize, what: String| Some(OutsideReference { place, what });
    let mut at = 0;
    while let Some(c) = css[at..].chars().next() {
        match c {
            '/' if css[at..].starts_with("/*") => {
                at += css[at + 2..]
                    .find("*/")
                    .map_or(css.len() - at, |end| end + 4);
            }
            '"' | '\'' => at += string(&css[at..], c),
            '\\' => return found(at, "\\".to_owned()),
            '@' => {
                let name = name(&css[at + 1..]);
                if !["media", "charset"].contains(&name.to_ascii_lowercase().as_str()) {
                    return found(at, format!("@{name}"));
                }
                at += 1 + name.len();
            }
            c if is_name(c) => {
                let start = at;
                let name = name(&css[at..]);
                at += name.len();
                let Some(inner) = css[at..].strip_prefix('(') else {
                    continue;
                };
                let function = name.to_ascii_lowercase();
                if function == "url" {
                    let end = inner.find(')').unwrap_or(inner.len());
                    if !is_inside(&inner[..end]) {
                        return found(start, format!("url({})", &inner[..end]));
                    }
                    at += 1 + end;
                } else if !FUNCTIONS.contains(&function.as_str()) {
                    return found(start, format!("{name}(…)"));
                }
            }
            _ => at += c.len_utf8(),
        }
    }
    None
}

/// Whether a reference stays in the drawing: `#part`, with or without quotation marks.
fn is_inside(reference: &str) -> bool {
    let reference = reference.trim();
    let bare = ['"', '\'']
        .into_iter()
        .find_map(|mark| reference.strip_prefix(mark)?.strip_suffix(mark))
        .unwrap_or(reference)
        .trim();
    bare.strip_prefix('#')
        .is_some_and(|id| id.chars().all(|c| is_name(c) || c == '.' || c == ':'))
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()
}

fn name(text: &str) -> &str {
    &text[..text.find(|c| !is_name(c)).unwrap_or(text.len())]
}

/// How many bytes a string takes that `text` begins with. A line break ends it, as in a browser.
fn string(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (place, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' | '\r' | '\u{c}' => return place,
            c if c == mark => return place + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stays_in_the_drawing_is_let_through() {
        for css in [
            ".st0{fill:#FFF;font-family:'宋体','微软雅黑';}",
            "fill:url(#a);stroke:url( \"#b-1\" );filter:url('#甲')",
            "/* @import url(x) */ .a:not(.b){transform:translate(1px, 2px) rotate(3)}",
            "@media print{.a{fill:rgb(1,2,3)}}",
            "M0 0L1,1Z",
            "",
            "a{font-family:\"\\5FAE\"}",
        ] {
            assert_eq!(reach(css), None, "{css}");
        }
    }

    #[test]
    fn what_leads_elsewhere_is_found_however_it_is_written() {
        for (css, what) in [
            ("@import 'x.css';", "@import"),
            ("@IMPORT url(x)", "@IMPORT"),
            ("a{}@font-face{src:url(x)}", "@font-face"),
            ("@im\\port 'x'", "@im"),
            ("@\\69mport 'x'", "@"),
            ("fill:url(http://a.example/x)", "url(http://a.example/x)"),
            ("fill:URL( 'b.svg#x' )", "url( 'b.svg#x' )"),
            ("fill:url(#a b)", "url(#a b)"),
            ("fill:u\\72l(http://a.example)", "\\"),
            (
                "fill:url(/**/http://a.example/)",
                "url(/**/http://a.example/)",
            ),
            ("cursor:image-set('x.png' 1x)", "image-set(…)"),
            ("fill:src('x')", "src(…)"),
            ("a:'\n;fill:url(x)", "url(x)"),
            ("/* unclosed */fill:url(//a.example/", "url(//a.example/)"),
        ] {
            let found = reach(css).map(|reach| reach.what);
            assert_eq!(found.as_deref(), Some(what), "{css}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(css in "[url(#@/*'\"\\\\a甲 \n){};:]{0,60}") {
            if let Some(found) = reach(&css) {
                prop_assert!(css.is_char_boundary(found.place));
            }
        }
    }
}
