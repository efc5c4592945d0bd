//! What fragments bring besides their text, for one issue and over the issues of its series: between the plan and the documents.
//!
//! Only front matters are read here. What is wrong in them is said where the fragment itself is read.

use super::parse::front;
use super::plan::{Plan, PlannedIssue};
use crate::diag::Sink;
use crate::model::{Collected, Contributions, IssueId};
use crate::source::files::extension;
use crate::source::{Content, Sources, front_matter};

/// What fragments bring to `issue`.
#[must_use]
pub fn collect(sources: &Sources, plan: &Plan, issue: &PlannedIssue) -> Collected {
    let own = contributions(sources, &issue.id);
    // What the issue before had is only asked for where there is something to compare with it.
    let previous = match own == Contributions::default() {
        true => None,
        false => previous(plan, issue).map(|id| (id.clone(), contributions(sources, id))),
    };
    Collected { own, previous }
}

/// What the fragments in the folder of the issue `id` bring.
fn contributions(sources: &Sources, id: &IssueId) -> Contributions {
    let mut brought = Contributions::default();
    for (file, path) in sources.below(&id.path()) {
        let Some(Content::Text(text)) = sources.file(file).map(|file| &file.content) else {
            continue;
        };
        if extension(path) != "md" {
            continue;
        }
        let mut unheard = Sink::default();
        let Some(parts) = front_matter::split(text, file, &mut unheard) else {
            continue;
        };
        front::read(&parts, file, &mut unheard).bring(file, &mut brought);
    }
    brought
}

/// The issue before `issue` in its series (上期): the last one of an earlier date.
fn previous<'a>(plan: &'a Plan, issue: &PlannedIssue) -> Option<&'a IssueId> {
    let known = issue.spec.as_ref().filter(|spec| spec.date_is_known);
    let date = known?.date.value;
    let others = plan
        .issues
        .iter()
        .filter(|other| other.id.series == issue.id.series);
    let specs = others.filter_map(|other| other.spec.as_ref());
    specs
        .filter(|spec| spec.date_is_known && spec.date.value.surely_before(date))
        .max_by_key(|spec| (spec.date.value, &spec.id))
        .map(|spec| &spec.id)
}
