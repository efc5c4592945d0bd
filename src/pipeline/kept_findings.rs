//! Findings as they are kept from build to build: by the paths of their files, as the numbers of files change with every file that comes or goes.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Sink};
use crate::lint;
use crate::model::Span;
use crate::source::Sources;
use crate::trace::{KeptFinding, KeptPlace};

/// The findings in `sink`, to be kept.
pub fn keep(sink: &Sink, sources: &Sources) -> Vec<KeptFinding> {
    let place = |span: Span| KeptPlace {
        path: sources.path(span.file).to_owned(),
        start: span.start,
        end: span.end,
    };
    let kept = sink.iter().map(|finding| KeptFinding {
        code: finding.code.id.to_owned(),
        message: finding.message.clone(),
        place: finding.place.map(place),
        label: finding.label.clone(),
        related: finding
            .related
            .iter()
            .map(|(span, label)| (place(*span), label.clone()))
            .collect(),
        help: finding.help.clone(),
    });
    kept.collect()
}

/// Takes kept findings back into findings of these sources.
pub struct Recall<'a> {
    sources: &'a Sources,
    codes: BTreeMap<&'static str, Code>,
}

impl<'a> Recall<'a> {
    pub fn new(sources: &'a Sources) -> Self {
        let codes = lint::explanations().into_iter();
        let codes = codes.map(|explanation| (explanation.code.id, explanation.code));
        Self {
            sources,
            codes: codes.collect(),
        }
    }

    /// The findings; none where one of them is of a kind or in a file that is not known any more.
    pub fn findings(&self, kept: &[KeptFinding]) -> Option<Sink> {
        let mut sink = Sink::default();
        for finding in kept {
            let related = finding.related.iter();
            let related: Option<Vec<(Span, String)>> = related
                .map(|(place, label)| Some((self.place(place)?, label.clone())))
                .collect();
            let place = match &finding.place {
                Some(place) => Some(self.place(place)?),
                None => None,
            };
            sink.push(Diagnostic {
                code: *self.codes.get(finding.code.as_str())?,
                message: finding.message.clone(),
                place,
                label: finding.label.clone(),
                related: related?,
                help: finding.help.clone(),
            });
        }
        Some(sink)
    }

    fn place(&self, place: &KeptPlace) -> Option<Span> {
        Some(Span {
            file: self.sources.find(&place.path)?,
            start: place.start,
            end: place.end,
        })
    }
}
