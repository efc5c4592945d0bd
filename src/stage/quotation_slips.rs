//! What only looks like a quotation (引用) of figures: braces of a Chinese keyboard, or one brace where two belong. It is printed as it stands, and said.

use std::ops::Range;

use crate::metric::answer::is_fixed;
use crate::metric::{MetricRegistry, query};

/// A slip in a text.
#[derive(Debug)]
pub struct BraceSlip {
    /// Where it stands.
    pub range: Range<usize>,
    /// The quotation as it should be.
    pub meant: String,
    /// Whether it is surely meant as one: two braces are.
    pub is_sure: bool,
}

/// The slips in `text`, where `metrics` are known.
#[must_use]
pub fn slips(text: &str, metrics: &MetricRegistry) -> Vec<BraceSlip> {
    let mut found = Vec::new();
    if metrics.is_empty() {
        return found;
    }
    let mut place = 0;
    while let Some(at) = text[place..].find(['{', '｛']).map(|at| place + at) {
        let inner = at + text[at..].len() - text[at..].trim_start_matches(['{', '｛']).len();
        let braces = &text[at..inner];
        place = inner;
        let Some(end) = text[inner..]
            .find(['}', '｝', '{', '｛'])
            .map(|end| inner + end)
        else {
            break;
        };
        let rest = &text[end..];
        let close = rest.len() - rest.trim_start_matches(['}', '｝']).len();
        let is_double = braces.chars().count() == 2;
        if close == 0 || text[..at].ends_with('\\') || braces.chars().count() > 2 {
            continue;
        }
        place = end + close;
        let is_wide = text[at..place].contains(['｛', '｝']);
        if is_double && !is_wide {
            continue;
        }
        let words = &text[inner..end];
        let asks = query::parse(words)
            .is_ok_and(|query| metrics.find(query.subject).is_some() || is_fixed(query.subject));
        if is_double || asks {
            found.push(BraceSlip {
                range: at..place,
                meant: format!("{{{{{words}}}}}"),
                is_sure: is_double,
            });
        }
    }
    found
}
