//! Changed words on the terminal.

use crate::revision::ChangedPiece;

/// A line with what changed in it in brackets; one that is new as a whole has none.
pub fn marked_pieces(pieces: &[ChangedPiece]) -> String {
    let all = pieces.iter().all(|piece| piece.changed);
    let pieces = pieces.iter().map(|piece| match piece.changed && !all {
        true => format!("【{}】", piece.text),
        false => piece.text.clone(),
    });
    pieces.collect()
}
