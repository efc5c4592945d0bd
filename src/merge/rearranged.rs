//! Paragraphs that came, went, moved, were parted or joined: what is typed for each.

use super::change::{MergeChange, MergeChangeKind};
use super::changes::{BOTH, COMPUTED, Merging, NO_NEIGHBOUR, ROWS};
use super::encoding::{SourceEdit, applied};
use super::pairing::squeezed;
use super::places::{ParagraphPlace, TypedBlock};
use super::structure::{Beside, is_in_fragment, lines_of, new_lines, put_in, taken_out};
use crate::import::ReturnedParagraph;
use crate::model::Span;
use crate::render::word::words_checksum;

impl Merging<'_> {
    /// One paragraph that became two: a line end is put in where the second begins.
    pub(super) fn parted(&mut self, own: usize, other: usize) -> bool {
        let (paragraph, returned) = (&self.ours.paragraphs[own], &self.theirs.paragraphs[other]);
        let Some(next) = self.theirs.paragraphs.get(other + 1) else {
            return false;
        };
        let is_free = self.pairing.of_theirs[other + 1].is_none() && !next.is_cell;
        let both = format!("{}{}", squeezed(&returned.text), squeezed(&next.text));
        if !is_free || both != squeezed(&paragraph.text) {
            return false;
        }
        let place = self.place_of(paragraph);
        let point = place.and_then(|place| {
            // The second is the end of what they were: its words may stand earlier too.
            let at = paragraph.text.rfind(next.text.trim())?;
            let block = place
                .block
                .filter(|(_, span)| is_in_fragment(self.sources, *span));
            let (TypedBlock::Paragraph, span) = block? else {
                return None;
            };
            let typed = place.pieces.iter().map(|piece| piece.text.len()).sum();
            let mut start = paragraph.text.len().checked_sub(typed)?;
            for piece in &place.pieces {
                let end = start + piece.text.len();
                if start <= at && at < end {
                    let typed = piece.typed?;
                    let place = typed.range().start + (at - start);
                    return Some(Span::new(span.file, place, place));
                }
                start = end;
            }
            None
        });
        self.taken.insert(other + 1);
        let after = format!("{}\n{}", returned.text, next.text);
        let rest = match point {
            Some(point) => {
                let text = self.sources.text(point.file);
                let line = if text.contains("\r\n") {
                    "\r\n\r\n"
                } else {
                    "\n\n"
                };
                let edit = SourceEdit {
                    span: point,
                    text: line.to_owned(),
                };
                let printed = vec![returned.text.clone(), next.text.clone()];
                self.placed(vec![edit], printed, Some(point), &returned.revisers)
            }
            None => self.left(
                NO_NEIGHBOUR,
                place.and_then(|place| place.near),
                &returned.revisers,
            ),
        };
        self.push(MergeChangeKind::Parted, &paragraph.text, &after, rest);
        true
    }

    /// Two paragraphs that became one: what stands between them in the fragment goes.
    pub(super) fn joined(&mut self, own: usize, other: usize) -> bool {
        let (paragraph, returned) = (&self.ours.paragraphs[own], &self.theirs.paragraphs[other]);
        let Some(next) = self.ours.paragraphs.get(own + 1) else {
            return false;
        };
        let is_gone = self.pairing.of_ours[own + 1].is_none() && !next.is_cell;
        let both = format!("{}{}", squeezed(&paragraph.text), squeezed(&next.text));
        if !is_gone || both != squeezed(&returned.text) {
            return false;
        }
        let block = |paragraph: &ReturnedParagraph| {
            let block = self.place_of(paragraph)?.block;
            let (TypedBlock::Paragraph, span) = block? else {
                return None;
            };
            is_in_fragment(self.sources, span).then(|| lines_of(self.sources, span))
        };
        let edit = block(paragraph).zip(block(next)).and_then(|(one, two)| {
            let (start, end) = (one.range().end, two.range().start);
            let between = self.sources.text(one.file).get(start..end)?;
            let is_blank = one.file == two.file && between.trim().is_empty();
            is_blank.then(|| SourceEdit {
                span: Span::new(one.file, start, end),
                text: String::new(),
            })
        });
        let near = self.place_of(paragraph).and_then(|place| place.near);
        let rest = match edit {
            Some(edit) => {
                let printed = vec![returned.text.clone()];
                self.placed(vec![edit], printed, near, &returned.revisers)
            }
            None => self.left(NO_NEIGHBOUR, near, &returned.revisers),
        };
        let before = format!("{}\n{}", paragraph.text, next.text);
        self.push(MergeChangeKind::Joined, &before, &returned.text, rest);
        // It is told, and not as one that went.
        self.pairing.of_ours[own + 1] = Some(other);
        self.stays[own + 1] = true;
        self.taken.insert(other);
        true
    }

    /// A paragraph of ours that the file has no more.
    pub(super) fn went(&mut self, own: usize) {
        let paragraph = &self.ours.paragraphs[own];
        let known = !self.theirs.exported.is_empty();
        let went_out = paragraph
            .bookmarks
            .iter()
            .any(|name| self.theirs.exported.contains_key(name));
        if paragraph.bookmarks.is_empty() || (known && !went_out) {
            return;
        }
        let place = self.place_of(paragraph);
        let near = place.and_then(|place| place.near);
        let block = place.and_then(|place| place.block);
        let rest = match block.filter(|(_, span)| is_in_fragment(self.sources, *span)) {
            _ if paragraph.is_cell => self.left(ROWS, near, &[]),
            Some((_, span)) => {
                let edit = taken_out(self.sources, span);
                self.placed(vec![edit], Vec::new(), near, &[])
            }
            None => self.left(COMPUTED, near, &[]),
        };
        let before = self.pairing.of_ours[..own].iter().rev();
        let before = before.into_iter().find_map(|other| *other);
        let rest = MergeChange {
            gap: Some(before.map_or(0, |other| other + 1)),
            ..rest
        };
        self.push(MergeChangeKind::Removed, &paragraph.text, "", rest);
    }

    /// A paragraph that stands elsewhere now, perhaps with other words.
    pub(super) fn moved(&mut self, own: usize, other: usize, edits: &[SourceEdit], printed: &str) {
        let (paragraph, returned) = (&self.ours.paragraphs[own], &self.theirs.paragraphs[other]);
        let place = self.place_of(paragraph);
        let near = place.and_then(|place| place.near);
        let block = place.and_then(|place| place.block);
        let block = block.filter(|(_, span)| is_in_fragment(self.sources, *span));
        let rest = match (block, self.beside(other)) {
            (Some((kind, span)), Some(beside)) => {
                let lines = lines_of(self.sources, span);
                let inside: Vec<SourceEdit> = edits
                    .iter()
                    .filter(|edit| edit.span.file == lines.file)
                    .cloned()
                    .collect();
                let text = applied(self.sources, &inside);
                let whole = text
                    .get(&lines.file)
                    .map_or(self.sources.text(lines.file), String::as_str);
                let grown = whole.len() as i64 - self.sources.text(lines.file).len() as i64;
                let end = usize::try_from(lines.range().end as i64 + grown).unwrap_or(0);
                let raw = whole.get(lines.range().start..end).unwrap_or_default();
                let as_item = kind == TypedBlock::Item
                    && matches!(beside, Beside::Behind(TypedBlock::Item, _));
                let edits = vec![
                    taken_out(self.sources, span),
                    put_in(self.sources, beside, raw, as_item),
                ];
                self.placed(edits, vec![printed.to_owned()], near, &returned.revisers)
            }
            _ => self.left(NO_NEIGHBOUR, near, &returned.revisers),
        };
        self.push(
            MergeChangeKind::Moved,
            &paragraph.text,
            &returned.text,
            rest,
        );
    }

    /// Beside which block of a fragment the paragraph `other` of theirs stands: behind the last one before it, or before the one right after it.
    fn beside(&self, other: usize) -> Option<Beside> {
        let block_of = |index: usize| {
            let own = self.pairing.of_theirs.get(index).copied().flatten()?;
            let is_fixed = self.stays.get(own).copied().unwrap_or(false);
            let block = self.place_of(&self.ours.paragraphs[own])?.block;
            block.filter(|(_, span)| is_fixed && is_in_fragment(self.sources, *span))
        };
        let is_known = |index: &usize| {
            let own = self.pairing.of_theirs.get(*index).copied().flatten();
            own.is_some_and(|own| self.stays.get(own).copied().unwrap_or(false))
        };
        let before = (0..other).rev().find(is_known);
        if let Some((kind, span)) = before.and_then(block_of) {
            return Some(Beside::Behind(kind, span));
        }
        let after = (other + 1..self.theirs.paragraphs.len()).find(is_known)?;
        let (_, span) = block_of(after)?;
        Some(Beside::Before(span))
    }

    /// A paragraph that only the file has.
    pub(super) fn came(&mut self, other: usize) {
        let returned = &self.theirs.paragraphs[other];
        if self.pairing.of_theirs[other].is_some()
            || self.taken.contains(&other)
            || returned.text.trim().is_empty()
        {
            return;
        }
        let names = &returned.bookmarks;
        let exported = names.iter().find_map(|name| self.theirs.exported.get(name));
        if exported.is_some_and(|exported| *exported == words_checksum(&returned.text)) {
            // The fragments have dropped it since; nobody changed it in the file.
            return;
        }
        let beside = self.beside(other);
        let near = beside.map(|(Beside::Behind(_, span) | Beside::Before(span))| span);
        let known: Vec<&ParagraphPlace> = self.places.values().collect();
        let rest = if returned.is_cell {
            self.left(ROWS, near, &returned.revisers)
        } else if exported.is_some() && !self.is_ours(names) {
            self.left(BOTH, near, &returned.revisers)
        } else {
            let lines = beside.and_then(|beside| {
                let (lines, as_item) = new_lines(
                    self.sources,
                    beside,
                    &returned.text,
                    returned.heading,
                    &known,
                )?;
                Some(put_in(self.sources, beside, &lines, as_item))
            });
            match lines {
                Some(edit) => {
                    let printed = vec![returned.text.clone()];
                    self.placed(vec![edit], printed, near, &returned.revisers)
                }
                None => self.left(NO_NEIGHBOUR, near, &returned.revisers),
            }
        };
        let mut before = self.pairing.of_theirs[..other].iter();
        let before = before.rposition(Option::is_some);
        let rest = MergeChange {
            gap: Some(before.map_or(0, |other| other + 1)),
            ..rest
        };
        self.push(MergeChangeKind::Added, "", &returned.text, rest);
    }

    /// Whether a paragraph of the issue has one of these bookmarks.
    fn is_ours(&self, names: &[String]) -> bool {
        let mut ours = self.ours.paragraphs.iter();
        ours.any(|paragraph| paragraph.bookmarks.iter().any(|name| names.contains(name)))
    }
}
