//! The rules (规则): each judges a finished issue, or the issues of the archive against one another, and is one file here and one line in [`RULES`].
//!
//! A rule sees the [`Document`](crate::model::Document), the texts it was made from, and what assembly noticed; it knows nothing of how an issue is
//! assembled. Its code, its explanation and its examples stand in its file. The tests hold that the wrong example draws this finding and no other, and
//! the right one none.

mod archive;
mod captions;
mod cell_errors;
mod conflict_marks;
mod contradicted;
mod empty_body;
mod field_marks;
mod field_remarks;
mod garbled;
mod handbook;
mod issue;
mod landscape_last;
mod ledger;
mod lookalikes;
mod misplaced_headings;
mod only_signs;
mod other_unit;
mod pasted;
pub(crate) mod placeholders;
mod print_date;
mod problem_dates;
mod problem_numbers;
mod problem_states;
mod prose;
mod repeated_headings;
mod rule;
mod same_title;
mod secrecy_term;
mod silent_units;
mod skipped_levels;
mod spaced_words;
mod topic_spellings;
mod two_groups;
mod typed_numbers;
mod unchanged_reports;
mod unequal_sums;
mod untold_problems;
mod unused_files;
mod wrong_numbers;

pub use archive::{Archive, ArchiveIssue};
pub use handbook::{explain, handbook};
pub use issue::FinishedIssue;
pub use prose::Prose;
pub use rule::{Judge, Rule};

use crate::diag::{Code, Diagnostic, Explanation, Sink, explain};

/// Every rule, in the order of the codes.
pub const RULES: &[&Rule] = &[
    &unused_files::RULE,
    &silent_units::RULE,
    &wrong_numbers::RULE,
    &typed_numbers::RULE,
    &captions::RULE,
    &misplaced_headings::RULE,
    &empty_body::RULE,
    &landscape_last::RULE,
    &placeholders::RULE,
    &skipped_levels::RULE,
    &problem_numbers::RULE,
    &problem_states::RULE,
    &problem_dates::RULE,
    &untold_problems::RULE,
    &contradicted::RULE,
    &unequal_sums::RULE,
    &lookalikes::RULE,
    &conflict_marks::RULE,
    &print_date::RULE,
    &two_groups::RULE,
    &same_title::RULE,
    &unchanged_reports::RULE,
    &field_marks::RULE,
    &field_remarks::RULE,
    &cell_errors::RULE,
    &pasted::RULE,
    &spaced_words::RULE,
    &topic_spellings::RULE,
    &garbled::RULE,
    &secrecy_term::RULE,
    &other_unit::RULE,
    &repeated_headings::RULE,
    &only_signs::RULE,
];

/// What the rules say of one issue.
#[derive(Debug, Default)]
pub struct Judgement {
    /// The findings.
    pub sink: Sink,
    /// Whether it is wrong, so that nobody may be shown it.
    pub failed: bool,
    /// Whether it may not be published, and yet a preview can show it: somebody is still writing.
    pub unfinished: bool,
}

/// Judges one issue by every rule for single issues.
#[must_use]
pub fn judge(issue: &FinishedIssue<'_>) -> Judgement {
    let mut judgement = Judgement::default();
    for rule in RULES {
        if let Judge::Issue(check) | Judge::Unfinished(check) = rule.judge {
            let mut own = Sink::default();
            check(issue, &mut own);
            match rule.judge {
                Judge::Unfinished(_) => judgement.unfinished |= own.has_errors(),
                _ => judgement.failed |= own.has_errors(),
            }
            judgement.sink.append(own);
        }
    }
    judgement
}

/// Whether findings of this kind say that somebody still writes on an issue, and nothing else.
#[must_use]
pub fn is_unfinished(code: Code) -> bool {
    let of_code = |rule: &&&Rule| rule.explanation.code == code;
    let rule = RULES.iter().find(of_code);
    rule.is_some_and(|rule| matches!(rule.judge, Judge::Unfinished(_)))
}

/// Judges the issues of an archive against one another.
#[must_use]
pub fn judge_archive(archive: &Archive<'_>) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    for rule in RULES {
        if let Judge::Archive(check) = rule.judge {
            check(archive, &mut sink);
        }
    }
    sink.into_sorted()
}

/// What is said of every kind of finding, rules and others, in the order of the codes.
#[must_use]
pub fn explanations() -> Vec<&'static Explanation> {
    let rules = RULES.iter().map(|rule| &rule.explanation);
    let mut all: Vec<_> = explain::all().chain(rules).collect();
    all.sort_by_key(|explanation| explanation.code.id);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_rules_stand_in_their_order() {
        let all = explanations();
        let ids: Vec<_> = all.iter().map(|e| e.code.id).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
        let codes = RULES.iter().map(|rule| rule.explanation.code.id);
        assert!(codes.is_sorted());
    }
}
