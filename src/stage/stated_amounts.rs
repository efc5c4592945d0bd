//! Numbers typed behind the names of metrics (指标) that say something else than the data: a rule judges them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::metric::Scene;
use crate::metric::stated::{contradiction, stated};
use crate::model::{
    ContradictedAmount, Document, FileId, Inline, InlineKind, Span, Spanned, plain_text,
};
use crate::source::Sources;

/// What stands for a part that is not typed as it is printed: a quoted number, a break.
const GAP: char = '\u{FFFC}';

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

/// A run of words with the place where it was typed.
struct TypedRun {
    /// Where it stands in the line.
    range: Range<usize>,
    span: Span,
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
            let run = TypedRun {
                range: 0..line.value.len(),
                span: line.span,
            };
            self.line(&line.value, &[run], &mut found);
        }
        for text in document.blocks().flat_map(|block| block.texts()) {
            let (mut line, mut runs) = (String::new(), Vec::new());
            for inline in text {
                gather(inline, &mut line, &mut runs);
            }
            self.line(&line, &runs, &mut found);
        }
        found
    }

    fn line(&self, line: &str, runs: &[TypedRun], found: &mut Vec<ContradictedAmount>) {
        for amount in stated(self.scene.metrics, line) {
            let Some(run) = runs.iter().find(|run| {
                run.range.start <= amount.range.start && amount.range.end <= run.range.end
            }) else {
                continue;
            };
            let before = &line[..amount.range.start];
            let start = before
                .rfind(['。', '；', ';', '！', '？', '\n'])
                .map_or(0, |at| {
                    at + before[at..].chars().next().map_or(0, char::len_utf8)
                });
            let own = self.unit_of.get(&run.span.file).copied();
            let Some(contradiction) = contradiction(self.scene, &amount, &before[start..], own)
            else {
                continue;
            };
            let Some(metric) = self.scene.metrics.get(amount.metric) else {
                continue;
            };
            found.push(ContradictedAmount {
                place: self.place(line, run, amount.range.clone()),
                typed: line[amount.range].to_owned(),
                metric: metric.name.clone(),
                whose: contradiction.whose,
                reported: contradiction.reported,
                quotation: contradiction.quotation,
                only_digits: contradiction.only_digits,
            });
        }
    }

    /// Where the part `range` of `line` was typed, which stands in `run`.
    fn place(&self, line: &str, run: &TypedRun, range: Range<usize>) -> Span {
        let (start, end) = (range.start - run.range.start, range.end - run.range.start);
        if run.range.len() == run.span.len() {
            return run.span.part(start, end);
        }
        // An escape or a break of lines stands between: the part is looked for.
        let typed = self.sources.text(run.span.file).get(run.span.range());
        let part = &line[range];
        let found = typed.and_then(|typed| typed.find(part));
        found.map_or(run.span, |at| run.span.part(at, at + part.len()))
    }
}

fn gather(inline: &Inline, line: &mut String, runs: &mut Vec<TypedRun>) {
    match &inline.kind {
        InlineKind::Text(text) => {
            let start = line.len();
            line.push_str(text);
            runs.push(TypedRun {
                range: start..line.len(),
                span: inline.span,
            });
        }
        InlineKind::Strong(content)
        | InlineKind::Emphasis(content)
        | InlineKind::Strike(content)
        | InlineKind::Link { content, .. } => {
            for inline in content {
                gather(inline, line, runs);
            }
        }
        InlineKind::Code(_) | InlineKind::Computed(_) | InlineKind::Note(_) | InlineKind::Break => {
            // A computed name may be the unit that a number is of.
            line.push(GAP);
            line.push_str(&plain_text(std::slice::from_ref(inline)));
            line.push(GAP);
        }
    }
}
