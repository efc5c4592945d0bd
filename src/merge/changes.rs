//! What people changed in the file, each change with what becomes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{ChangeFate, MergeChange, MergeChangeKind, MergedChanges};
use super::encoding::SourceEdit;
use super::pairing::{Pairing, squeezed};
use super::places::ParagraphPlace;
use super::wording::reword;
use crate::import::{ReturnedFile, ReturnedParagraph, Reviser};
use crate::model::Span;
use crate::render::word::words_checksum;
use crate::source::Sources;

pub(super) const COMPUTED: &str = "改动的字里有程序算出、编排的，或者不是在这一期的片段里照样写着的，没有动；要改数据、编号或登记表";
pub(super) const BOTH: &str = "导出以后片段里这一处也改过，没有动；两边对照着改";
const ELSEWHERE: &str = "写在别处，别的期也用，没有动；只改这一期的，写进这一期的 issue.yaml";
pub(super) const NO_NEIGHBOUR: &str = "看不出该放进哪个片段的哪里，没有放；请自己放";
pub(super) const ROWS: &str = "表格的行列增减没有放；请在表里改";

/// What `theirs`, the file that came back, changes of `ours`, the issue of the folder `folder` as it would go out now.
#[must_use]
pub fn merged(
    sources: &Sources,
    folder: &str,
    places: &BTreeMap<String, ParagraphPlace>,
    ours: &ReturnedFile,
    theirs: &ReturnedFile,
) -> MergedChanges {
    let pairing = Pairing::of(&ours.paragraphs, &theirs.paragraphs);
    let mut merging = Merging {
        sources,
        folder,
        places,
        ours,
        theirs,
        stays: pairing.in_order(),
        pairing,
        taken: BTreeSet::new(),
        merged: MergedChanges::default(),
    };
    for own in 0..ours.paragraphs.len() {
        merging.one(own);
    }
    for other in 0..theirs.paragraphs.len() {
        merging.came(other);
        merging.looks(other);
    }
    merging.merged.keep_together();
    merging.merged
}

/// A merge on its way.
pub(super) struct Merging<'a> {
    pub(super) sources: &'a Sources,
    pub(super) folder: &'a str,
    pub(super) places: &'a BTreeMap<String, ParagraphPlace>,
    pub(super) ours: &'a ReturnedFile,
    pub(super) theirs: &'a ReturnedFile,
    pub(super) pairing: Pairing,
    pub(super) stays: Vec<bool>,
    /// Paragraphs of theirs that are told with another one.
    pub(super) taken: BTreeSet<usize>,
    pub(super) merged: MergedChanges,
}

impl<'a> Merging<'a> {
    pub(super) fn place_of(&self, paragraph: &ReturnedParagraph) -> Option<&'a ParagraphPlace> {
        let mut names = paragraph.bookmarks.iter();
        names.find_map(|name| self.places.get(name))
    }

    /// The checksum with which a paragraph went out; by the bookmarks of either.
    fn exported(&self, one: &ReturnedParagraph, other: &ReturnedParagraph) -> Option<&'a str> {
        let mut names = one.bookmarks.iter().chain(&other.bookmarks);
        let found = names.find_map(|name| self.theirs.exported.get(name));
        found.map(String::as_str)
    }

    pub(super) fn push(
        &mut self,
        kind: MergeChangeKind,
        before: &str,
        after: &str,
        rest: MergeChange,
    ) {
        self.merged.changes.push(MergeChange {
            kind,
            before: before.to_owned(),
            after: after.to_owned(),
            ..rest
        });
    }

    pub(super) fn left(
        &self,
        reason: &str,
        place: Option<Span>,
        revisers: &[Reviser],
    ) -> MergeChange {
        MergeChange {
            kind: MergeChangeKind::Reworded,
            before: String::new(),
            after: String::new(),
            place,
            revisers: revisers.to_vec(),
            fate: ChangeFate::Left(reason.to_owned()),
            edits: Vec::new(),
            printed: Vec::new(),
            gap: None,
        }
    }

    pub(super) fn placed(
        &self,
        edits: Vec<SourceEdit>,
        printed: Vec<String>,
        place: Option<Span>,
        revisers: &[Reviser],
    ) -> MergeChange {
        let prefix = format!("{}/", self.folder);
        let is_own = |edit: &SourceEdit| self.sources.path(edit.span.file).starts_with(&prefix);
        if !edits.iter().all(is_own) {
            let file = edits.iter().find(|edit| !is_own(edit));
            let path = file.map_or("", |edit| self.sources.path(edit.span.file));
            return self.left(&format!("{path} 里的字，{ELSEWHERE}"), place, revisers);
        }
        MergeChange {
            fate: ChangeFate::Placed,
            edits,
            printed,
            ..self.left("", place, revisers)
        }
    }

    /// A paragraph of ours.
    fn one(&mut self, own: usize) {
        let (ours, theirs) = (self.ours, self.theirs);
        let paragraph = &ours.paragraphs[own];
        let Some(other) = self.pairing.of_ours[own] else {
            self.went(own);
            return;
        };
        let returned = &theirs.paragraphs[other];
        let place = self.place_of(paragraph);
        let near = place.and_then(|place| place.near);
        let same = squeezed(&paragraph.text) == squeezed(&returned.text);
        // What stands around the text has its place by the standard, wherever an office program puts it.
        let moved = !self.stays[own] && place.is_some_and(|place| place.block.is_some());
        if same && !moved {
            return;
        }
        let exported = self.exported(returned, paragraph);
        let (now, then) = (
            words_checksum(&paragraph.text),
            words_checksum(&returned.text),
        );
        if !same && exported == Some(then.as_str()) {
            // It was changed in the fragments, and not in the file.
            return;
        }
        if !same && exported.is_some_and(|exported| exported != now) {
            let rest = self.left(BOTH, near, &returned.revisers);
            self.push(
                MergeChangeKind::Reworded,
                &paragraph.text,
                &returned.text,
                rest,
            );
            return;
        }
        if !same && self.parted(own, other) {
            return;
        }
        if !same && self.joined(own, other) {
            return;
        }
        let mut rewording = None;
        if !same {
            let empty = ParagraphPlace::default();
            let done = reword(
                self.sources,
                place.unwrap_or(&empty),
                &paragraph.text,
                &returned.text,
            );
            if done.lacks_place {
                let rest = self.left(COMPUTED, near, &returned.revisers);
                // What has its place is told apart from what has none.
                let (before, after) = match done.edits.is_empty() {
                    true => (paragraph.text.clone(), returned.text.clone()),
                    false => (done.printed.clone(), returned.text.clone()),
                };
                self.push(MergeChangeKind::Reworded, &before, &after, rest);
            }
            if !done.edits.is_empty() {
                rewording = Some(done);
            }
        }
        let (edits, printed) = rewording.map_or_else(
            || (Vec::new(), paragraph.text.clone()),
            |done| (done.edits, done.printed),
        );
        if moved {
            self.moved(own, other, &edits, &printed);
            return;
        }
        if !edits.is_empty() {
            let rest = self.placed(edits, vec![printed.clone()], near, &returned.revisers);
            self.push(MergeChangeKind::Reworded, &paragraph.text, &printed, rest);
        }
    }
}
