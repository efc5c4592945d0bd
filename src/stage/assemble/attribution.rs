//! Whose a fragment is by its text, as against what it says in its front matter (片头).

use super::folder::Folder;
use crate::diag::Sink;
use crate::model::{Misattributed, Unit, UnitRegistry};
use crate::source::front_matter;

/// The fragments whose text begins with another unit of `registry` and never names their own.
pub fn misattributed(folder: &Folder<'_>, registry: &UnitRegistry) -> Vec<Misattributed> {
    let mut found = Vec::new();
    for (fragment, own) in folder.reports() {
        let Some(unit) = registry.units.get(own) else {
            continue;
        };
        let text = folder.sources.text(fragment.file);
        let Some(parts) = front_matter::split(text, fragment.file, &mut Sink::default()) else {
            continue;
        };
        let body = parts.body;
        if names(unit).any(|name| body.contains(name)) {
            continue;
        }
        // What stands under headings like 主要做法 begins the report.
        let is_text =
            |line: &&str| !line.trim().is_empty() && !line.trim().starts_with(['#', '＃']);
        let (Some(first), Some(text)) = (
            body.lines().find(|line| !line.trim().is_empty()),
            body.lines().find(is_text),
        ) else {
            continue;
        };
        let bare = |line: &'_ str| -> String {
            let sign = |c: char| c.is_whitespace() || "#*>＃".contains(c);
            line.trim_start_matches(sign).to_owned()
        };
        let starts = [bare(first), bare(text)];
        let other = registry.units.iter().enumerate().find(|(index, other)| {
            *index != own
                && names(other).any(|name| starts.iter().any(|start| start.starts_with(name)))
        });
        if let (Some((_, other)), Some(place)) = (other, &fragment.unit) {
            found.push(Misattributed {
                place: place.span,
                unit: unit.name.clone(),
                other: other.name.clone(),
            });
        }
    }
    found
}

/// What a unit is called in texts. A single character is in too many words.
fn names(unit: &Unit) -> impl Iterator<Item = &str> {
    let all = std::iter::once(&unit.name).chain(&unit.other_names);
    all.map(String::as_str)
        .filter(|name| name.chars().count() > 1)
}
