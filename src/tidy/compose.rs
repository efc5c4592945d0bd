//! Edits one after the other as edits of the first text: what one step brings about, as a mark put right, may be what the next one goes by.

use std::ops::Range;

use super::edit::Edit;

/// A piece of the text after the first edits.
enum ComposedPiece<'e> {
    /// Bytes of the first text.
    Copy(Range<usize>),
    /// What an edit put there, and the edit.
    New(&'e str, &'e Edit),
}

impl ComposedPiece<'_> {
    fn length(&self) -> usize {
        match self {
            Self::Copy(range) => range.len(),
            Self::New(text, _) => text.len(),
        }
    }

    fn part(&self, from: usize, to: usize) -> Self {
        match self {
            Self::Copy(range) => ComposedPiece::Copy(range.start + from..range.start + to),
            Self::New(text, edit) => {
                ComposedPiece::New(text.get(from..to).unwrap_or_default(), edit)
            }
        }
    }
}

fn pieces(length: usize, edits: &[Edit]) -> Vec<ComposedPiece<'_>> {
    let mut pieces = Vec::new();
    let mut place = 0;
    for edit in edits {
        pieces.push(ComposedPiece::Copy(place..edit.range.start));
        pieces.push(ComposedPiece::New(&edit.with, edit));
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
                ComposedPiece::New(_, edit) => edit.range.start,
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
            if !brought {
                done.push(ComposedPiece::New(&edit.with, edit));
                brought = true;
            }
            if edit.range.end <= place {
                (next, brought) = (next + 1, false);
                continue;
            }
            if let ComposedPiece::New(_, own) = piece {
                done.push(ComposedPiece::New("", own));
            }
            place = edit.range.end.min(end);
        }
        start = end;
    }
    let rest = second.iter().skip(next + usize::from(brought));
    done.extend(rest.map(|edit| ComposedPiece::New(&edit.with, edit)));
    fold(length, done)
}

/// Edits that make of a text of `length` bytes what `pieces` are.
fn fold(length: usize, pieces: Vec<ComposedPiece<'_>>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut place = 0;
    let mut with = String::new();
    let mut own: Option<&Edit> = None;
    for piece in pieces
        .into_iter()
        .chain([ComposedPiece::Copy(length..length)])
    {
        match piece {
            ComposedPiece::New(text, edit) => {
                with.push_str(text);
                // What is printed from elsewhere is the most that can be said of an edit.
                own = own
                    .filter(|own| {
                        own.element.is_said_elsewhere() || !edit.element.is_said_elsewhere()
                    })
                    .or(Some(edit));
            }
            ComposedPiece::Copy(range) if range.is_empty() && range.start < length => {}
            ComposedPiece::Copy(range) => {
                if let Some(edit) = own.take()
                    && (place < range.start || !with.is_empty())
                {
                    edits.push(Edit {
                        range: place..range.start,
                        with: std::mem::take(&mut with),
                        ..edit.clone()
                    });
                }
                place = range.end;
            }
        }
    }
    edits
}
