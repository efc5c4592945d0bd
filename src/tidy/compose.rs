//! Edits one after the other as edits of the first text: what one step brings about, as a mark put right, may be what the next one goes by.

use std::ops::Range;

use super::edit::Edit;

/// A piece of the text after the first edits.
enum ComposedPiece<'e> {
    /// Bytes of the first text.
    Copy(Range<usize>),
    /// The bytes of the first text that are gone, what stands there now, and the edit that did it.
    New(Range<usize>, &'e str, &'e Edit),
}

impl ComposedPiece<'_> {
    fn length(&self) -> usize {
        match self {
            Self::Copy(range) => range.len(),
            Self::New(_, text, _) => text.len(),
        }
    }

    /// The bytes `from..to` of it. What is gone is gone with the first of its parts.
    fn part(&self, from: usize, to: usize) -> Self {
        match self {
            Self::Copy(range) => ComposedPiece::Copy(range.start + from..range.start + to),
            Self::New(range, text, edit) => {
                let gone = if from == 0 { range.start } else { range.end };
                let text = text.get(from..to).unwrap_or_default();
                ComposedPiece::New(gone..range.end, text, edit)
            }
        }
    }

    /// The bytes of the first text for which its part `from..to` stands.
    fn range(&self) -> Range<usize> {
        match self {
            Self::Copy(range) | Self::New(range, _, _) => range.clone(),
        }
    }
}

fn pieces(length: usize, edits: &[Edit]) -> Vec<ComposedPiece<'_>> {
    let mut pieces = Vec::new();
    let mut place = 0;
    for edit in edits {
        pieces.push(ComposedPiece::Copy(place..edit.range.start));
        pieces.push(ComposedPiece::New(edit.range.clone(), &edit.with, edit));
        place = edit.range.end;
    }
    pieces.push(ComposedPiece::Copy(place..length));
    pieces
}

/// Where `place` of the text after `edits` stood in the text of `length` bytes before them.
pub fn origin(length: usize, edits: &[Edit], place: usize) -> usize {
    let mut passed = 0;
    for piece in pieces(length, edits) {
        let next = passed + piece.length();
        if place < next {
            return match piece {
                ComposedPiece::Copy(range) => range.start + (place - passed),
                ComposedPiece::New(range, _, _) => range.start,
            };
        }
        passed = next;
    }
    length
}

/// `first` and then `second`, which are edits of what comes of `first`, as edits of the text of `length` bytes.
pub fn compose(length: usize, first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let mut done: Vec<ComposedPiece<'_>> = Vec::new();
    let mut start = 0;
    // The second edit that comes next, and whether what it brings stands already.
    let (mut next, mut brought) = (0, false);
    for piece in pieces(length, first) {
        let end = start + piece.length();
        let mut place = start;
        if start == end {
            done.push(piece);
            continue;
        }
        while place < end {
            let Some(edit) = second.get(next).filter(|edit| edit.range.start <= place) else {
                let stop = second
                    .get(next)
                    .map_or(end, |edit| edit.range.start.min(end));
                done.push(piece.part(place - start, stop - start));
                place = stop;
                continue;
            };
            let stop = edit.range.end.min(end);
            let gone = piece.part(place - start, stop.max(place) - start);
            if !brought {
                let at = gone.range().start;
                done.push(ComposedPiece::New(at..at, &edit.with, edit));
                brought = true;
            }
            if edit.range.end <= place {
                (next, brought) = (next + 1, false);
                continue;
            }
            done.push(match gone {
                ComposedPiece::Copy(range) => ComposedPiece::New(range, "", edit),
                ComposedPiece::New(range, _, own) => ComposedPiece::New(range, "", own),
            });
            place = stop;
        }
        start = end;
    }
    let rest = second.iter().skip(next + usize::from(brought));
    done.extend(rest.map(|edit| ComposedPiece::New(length..length, &edit.with, edit)));
    fold(done)
}

/// The edits that `pieces` are. Those that touch are one, but for two things that are printed from elsewhere: people are told of each.
fn fold(pieces: Vec<ComposedPiece<'_>>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open: Option<Edit> = None;
    let mut close = |open: &mut Option<Edit>| {
        let edit = open.take();
        edits.extend(edit.filter(|edit| !edit.range.is_empty() || !edit.with.is_empty()));
    };
    for piece in pieces {
        match piece {
            ComposedPiece::Copy(range) if range.is_empty() => {}
            ComposedPiece::Copy(_) => close(&mut open),
            ComposedPiece::New(range, text, edit) => {
                let elsewhere = edit.element.is_said_elsewhere();
                if let Some(open) = &mut open
                    && !(elsewhere
                        && open.element.is_said_elsewhere()
                        && open.element != edit.element)
                {
                    let whole = open.range.start..range.end.max(open.range.end);
                    let with = std::mem::take(&mut open.with) + text;
                    // What is printed from elsewhere is the most that can be said of an edit.
                    if elsewhere && !open.element.is_said_elsewhere() {
                        *open = edit.clone();
                    }
                    (open.range, open.with) = (whole, with);
                    continue;
                }
                close(&mut open);
                open = Some(Edit {
                    range,
                    with: text.to_owned(),
                    ..edit.clone()
                });
            }
        }
    }
    close(&mut open);
    edits
}
