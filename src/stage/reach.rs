//! Which issues may speak of what others have said: nothing that only few may read gets into what more may.

use super::plan::PlannedIssue;
use crate::model::{AmendmentKind, Audience, is_classified};

/// The levels of secrecy (密级), the least first.
const LEVELS: [&str; 3] = ["秘密", "机密", "绝密"];

/// Whether `issue` may repeat, add up and compare what `earlier` brings. It may not where fewer may read that, where that is a draft (草稿) or may be marked
/// without it being read, and where that had been taken back (撤回) by its own date. This depends on the content alone and not on whom a build is for, so that an
/// issue says the same to everybody who may read it.
#[must_use]
pub fn may_quote(issue: &PlannedIssue, earlier: &PlannedIssue) -> bool {
    if earlier.publication.draft || earlier.in_doubt {
        return false;
    }
    let date = issue.spec.as_ref().map(|spec| spec.date.value);
    let amendments = earlier.publication.amendments.iter();
    let mut withdrawn = amendments.filter(|amendment| amendment.kind == AmendmentKind::Withdrawn);
    if withdrawn.any(|amendment| date.is_none_or(|date| !date.surely_before(amendment.date))) {
        return false;
    }
    // A mark of no known level counts as the strictest where it is read from, and as the least where it is read to.
    closeness(earlier, LEVELS.len()) <= closeness(issue, 1)
}

/// How few may read an issue: 0 for 公开, 1 for 内部, more for the levels of secrecy; `unknown` is the level of a mark that names none.
fn closeness(issue: &PlannedIssue, unknown: usize) -> usize {
    let mark = issue.spec.as_ref().and_then(|spec| spec.elements.secrecy());
    match mark.filter(|mark| is_classified(mark)) {
        Some(mark) => {
            let level = LEVELS.iter().rposition(|level| mark.contains(level));
            1 + level.map_or(unknown, |level| level + 1)
        }
        None => usize::from(issue.publication.audience == Audience::Internal),
    }
}
