//! Where in a text quotations (引用) stand, `{{要约书.合计}}`.

use std::ops::Range;

use crate::metric::answer::is_fixed;
use crate::metric::query;

/// A piece of a text with quotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuotationPiece {
    /// As it was typed, with where it stands in the text.
    Typed(Range<usize>),
    /// Braces that stand for themselves, `\{{`.
    Literal(Range<usize>),
    /// A quotation with its braces.
    Quotation(Range<usize>),
}

/// What the pairs of braces in a text are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotationPieces {
    /// The whole text in pieces; none where nothing in it is a quotation.
    pub pieces: Option<Vec<QuotationPiece>>,
    /// Braces that nothing closes.
    pub unpaired: Option<Range<usize>>,
    /// Chinese words in braces where no metrics (指标) are registered.
    pub unregistered: Vec<Range<usize>>,
}

impl QuotationPieces {
    /// Those of `text`; none where it has no pair of braces. Where metrics are registered (`knows_metrics`) every pair means one, elsewhere only what needs none.
    #[must_use]
    pub fn of(text: &str, knows_metrics: bool) -> Option<Self> {
        if !text.contains("{{") {
            return None;
        }
        let mut all = Self::default();
        let mut pieces = Vec::new();
        let mut start = 0;
        let mut from = 0;
        let mut found = false;
        while let Some(at) = text[from..].find("{{").map(|at| from + at) {
            if text[..at].ends_with('\\') && knows_metrics {
                pieces.push(QuotationPiece::Typed(start..at - 1));
                pieces.push(QuotationPiece::Literal(at - 1..at + 2));
                (start, from, found) = (at + 2, at + 2, true);
                continue;
            }
            let Some(length) = text[at..].find("}}") else {
                all.unpaired = knows_metrics.then_some(at..at + 2);
                break;
            };
            let end = at + length + 2;
            from = end;
            let inner = &text[at + 2..end - 2];
            let subject = query::parse(inner).map(|query| query.subject);
            if knows_metrics || subject.is_ok_and(is_fixed) {
                pieces.push(QuotationPiece::Typed(start..at));
                pieces.push(QuotationPiece::Quotation(at..end));
                (start, found) = (end, true);
            } else if inner.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
                all.unregistered.push(at..end);
            }
        }
        pieces.push(QuotationPiece::Typed(start..text.len()));
        pieces.retain(|piece| !matches!(piece, QuotationPiece::Typed(range) if range.is_empty()));
        all.pieces = found.then_some(pieces);
        Some(all)
    }
}
