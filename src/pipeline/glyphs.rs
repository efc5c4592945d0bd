//! Characters that no font has, found without setting anything: `check` says what a build would refuse.

use std::collections::BTreeSet;

use super::documents::BuiltIssue;
use super::pdf_faults;
use crate::pdf::Fonts;
use crate::render::typst;
use crate::source::Sources;

/// Says of each issue which of its characters cannot be printed, and takes its document away where there are any.
pub fn judge(issues: &mut [BuiltIssue], fonts: &Fonts, sources: &Sources) {
    let of_issues: Vec<BTreeSet<char>> = issues.iter().map(characters).collect();
    let all: BTreeSet<char> = of_issues.iter().flatten().copied().collect();
    let missing = fonts.without_glyph(&all);
    if missing.is_empty() {
        return;
    }
    for (issue, characters) in issues.iter_mut().zip(&of_issues) {
        let Some(document) = &issue.document else {
            continue;
        };
        let found: Vec<char> = characters.intersection(&missing).copied().collect();
        if found.is_empty() {
            continue;
        }
        for finding in pdf_faults::missing_glyphs(&found, document, sources) {
            issue.sink.push(finding);
        }
        issue.document = None;
    }
}

/// The characters that an issue prints.
fn characters(issue: &BuiltIssue) -> BTreeSet<char> {
    let document = issue.document.as_ref();
    document.map(typst::characters).unwrap_or_default()
}
