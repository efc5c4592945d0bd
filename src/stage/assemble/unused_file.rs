//! A file of the folder that its outline does not name.

use super::misnamed::misnamed;
use crate::model::{FileId, UnusedFile};
use crate::stage::parse::fragment::Fragment;

/// The file at `path` as one that nothing uses; none where it is a fragment that only reports and has no text that could be missed.
pub fn unused_file(file: FileId, path: &str, fragment: Option<&Fragment>) -> Option<UnusedFile> {
    let taken = fragment.map(taken_anyway).unwrap_or_default();
    let has_text = fragment.is_some_and(|fragment| !fragment.drafts.is_empty());
    if !taken.is_empty() && !has_text {
        return None;
    }
    let unit = fragment.and_then(|fragment| fragment.unit.as_ref());
    Some(UnusedFile {
        file,
        is_fragment: fragment.is_some(),
        unit: unit.map(|unit| unit.value.clone()),
        taken,
        misnamed: fragment.is_none().then(|| misnamed(path)).flatten(),
    })
}

/// What a fragment that no outline names brings all the same: figures and problems are collected from all fragments of units.
fn taken_anyway(fragment: &Fragment) -> Vec<&'static str> {
    let brings = [
        (!fragment.metrics.is_empty(), "指标"),
        (!fragment.problems.is_empty(), "问题"),
    ];
    let brings = brings.into_iter().filter(|(brings, _)| *brings);
    match fragment.unit {
        Some(_) => brings.map(|(_, what)| what).collect(),
        None => Vec::new(),
    }
}
