//! Where the text of an issue was put right after it had been issued (更正), so that the page can mark it there.

use crate::issuance::{Act, Wording};
use crate::model::{AmendmentKind, Block, Document, Span};

/// The places of what the acts changed, each with the amendment that did it; `acts` are those of the amendments. What a later act changed again is
/// that act's.
pub fn corrected(document: &Document, now: &Wording, acts: &[Option<&Act>]) -> Vec<(Span, usize)> {
    let mut places = Vec::new();
    let amendments = document.publication.amendments.iter().zip(acts);
    for (amendment, (of, act)) in amendments.enumerate() {
        if of.kind != AmendmentKind::Corrected {
            continue;
        }
        for change in act.iter().flat_map(|act| &act.changes) {
            let Some(after) = &change.after else {
                continue;
            };
            for line in now.lines.iter().filter(|line| line.text == *after) {
                let Some(place) = line.span else {
                    continue;
                };
                match cells(document, place) {
                    Some(spans) => {
                        let differs = differing(change.before.as_deref(), after);
                        let changed = spans.into_iter().enumerate();
                        let changed = changed.filter(|(at, _)| differs(*at));
                        places.extend(changed.map(|(_, span)| (span, amendment)));
                    }
                    None => places.push((place, amendment)),
                }
            }
        }
    }
    places
}

/// The cells of the row that was typed at `place`, where it is one.
fn cells(document: &Document, place: Span) -> Option<Vec<Span>> {
    let mut tables = document.blocks().filter_map(|block| {
        let Block::Table(table) = block else {
            return None;
        };
        Some(table)
    });
    tables.find_map(|table| {
        let mut rows = table.head.iter().chain(&table.rows);
        let row = rows.find(|row| {
            let ends = row.first().zip(row.last());
            ends.is_some_and(|(first, last)| first.span.to(last.span) == place)
        })?;
        Some(row.iter().map(|cell| cell.span).collect())
    })
}

/// Whether a cell is another in two lines of a record.
fn differing<'l>(before: Option<&'l str>, after: &'l str) -> impl Fn(usize) -> bool + 'l {
    fn cells(line: &str) -> Vec<&str> {
        let (_, words) = line.split_once('：').unwrap_or(("", line));
        words.split(" | ").collect()
    }
    let (before, after) = (before.map(cells).unwrap_or_default(), cells(after));
    move |at| before.len() != after.len() || before.get(at) != after.get(at)
}
