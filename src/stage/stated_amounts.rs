//! Numbers typed behind the names of metrics (指标) that say something else than the data: a rule judges them.

use std::collections::BTreeMap;

use crate::metric::Scene;
use crate::metric::stated::{contradiction, stated};
use crate::model::{ContradictedAmount, Document, FileId, Span, Spanned, TypedLine};
use crate::source::Sources;

/// Holds what was typed against the data.
#[derive(Debug)]
pub struct Statements<'s, 'a> {
    /// All texts, to point at a number in them.
    pub sources: &'s Sources,
    /// What was reported.
    pub scene: &'s Scene<'a>,
    /// The unit whose fragment a file is, as an index into the register.
    pub unit_of: &'s BTreeMap<FileId, usize>,
}

impl Statements<'_, '_> {
    /// The numbers in `lines` (as they were typed) and in the blocks of `document` that contradict the data.
    #[must_use]
    pub fn contradicted<'t>(
        &self,
        document: &Document,
        lines: impl Iterator<Item = &'t Spanned<String>>,
    ) -> Vec<ContradictedAmount> {
        let mut found = Vec::new();
        if self.scene.metrics.is_empty() || self.scene.now.is_empty() {
            return found;
        }
        for line in lines {
            self.line(&TypedLine::plain(&line.value, line.span), &mut found);
        }
        for text in document.blocks().flat_map(|block| block.texts()) {
            self.line(&TypedLine::of(text), &mut found);
        }
        found
    }

    fn line(&self, line: &TypedLine, found: &mut Vec<ContradictedAmount>) {
        for amount in stated(self.scene.metrics, &line.text) {
            let typed = |span: Span| self.sources.text(span.file).get(span.range());
            let Some(place) = line.place(amount.range.clone(), typed) else {
                continue;
            };
            let before = &line.text[..amount.range.start];
            let start = before
                .rfind(['。', '；', ';', '！', '？', '\n'])
                .map_or(0, |at| {
                    at + before[at..].chars().next().map_or(0, char::len_utf8)
                });
            let own = self.unit_of.get(&place.file).copied();
            let Some(contradiction) = contradiction(self.scene, &amount, &before[start..], own)
            else {
                continue;
            };
            let Some(metric) = self.scene.metrics.get(amount.metric) else {
                continue;
            };
            found.push(ContradictedAmount {
                place,
                typed: line.text[amount.range].to_owned(),
                metric: metric.name.clone(),
                whose: contradiction.whose,
                reported: contradiction.reported,
                quotation: contradiction.quotation,
                only_digits: contradiction.only_digits,
            });
        }
    }
}
