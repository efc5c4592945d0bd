//! The rules, by their own examples, and `docs/rules.md`, which is made from them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read and write files"
)]

use std::collections::BTreeMap;
use std::path::Path;

use jianbao::diag::{Diagnostic, Sample, human};
use jianbao::lint::{RULES, explanations, handbook};
use jianbao::pipeline::{Selection, check};
use jianbao::source::files::{decode, is_text_name};
use jianbao::source::{Content, SourceFile, Sources};

use crate::diagnostics::BASE;

/// What is found in the small project of the diagnostics, with these files in it.
fn found(samples: &[Sample]) -> (Vec<Diagnostic>, String) {
    let mut files: BTreeMap<&str, &str> = BASE.iter().copied().collect();
    files.extend(samples.iter().copied());
    let sources = files.into_iter().map(|(path, text)| SourceFile {
        path: path.to_owned(),
        content: if is_text_name(path) {
            decode(text.as_bytes().to_vec())
        } else {
            Content::Binary {
                size: text.len() as u64,
                head: text.as_bytes().to_vec(),
            }
        },
    });
    let sources = Sources::new("", sources.collect());
    let found = check(&sources, &Selection::default(), None);
    let said = human::render(&found, &sources, false);
    (found, said)
}

/// Whether the example stands in files; of some kinds it cannot.
fn is_real(samples: &[Sample]) -> bool {
    samples.iter().all(|(path, _)| !path.is_empty())
}

#[test]
fn the_wrong_example_of_a_rule_draws_its_finding_alone() {
    let mut complaints = Vec::new();
    for rule in RULES {
        let id = rule.explanation.code.id;
        let (wrong, said) = found(rule.explanation.wrong);
        let alone = wrong.iter().all(|finding| {
            finding.code == rule.explanation.code
                && finding.place.is_some()
                && finding.help.is_some()
        });
        if wrong.is_empty() || !alone {
            complaints.push(format!("{id}, the wrong example:\n{said}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn wrong_examples_show_their_code_and_right_ones_are_flawless() {
    let mut shown = 0;
    let mut complaints = Vec::new();
    for explanation in explanations() {
        let id = explanation.code.id;
        if is_real(explanation.wrong) {
            shown += 1;
            let (wrong, said) = found(explanation.wrong);
            let is_there = wrong.iter().any(|finding| finding.code == explanation.code);
            if !is_there {
                complaints.push(format!("{id} is not found in its wrong example:\n{said}"));
            }
        }
        if is_real(explanation.right) {
            let (right, said) = found(explanation.right);
            if !right.is_empty() {
                complaints.push(format!("{id}, the right example:\n{said}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(shown > 50, "only {shown}");
}

#[test]
fn everything_is_explained_in_words() {
    for explanation in explanations() {
        let id = explanation.code.id;
        let texts = [
            explanation.name,
            explanation.what,
            explanation.why,
            explanation.source,
        ];
        for text in texts {
            assert!(!text.is_empty(), "{id}");
        }
        for sentence in [explanation.what, explanation.why] {
            assert!(sentence.ends_with('。'), "{id}: {sentence}");
        }
        assert!(
            !explanation.wrong.is_empty() && !explanation.right.is_empty(),
            "{id}"
        );
    }
}

/// `SNAPSHOTS=overwrite cargo test --test suite rules::` writes it anew.
#[test]
fn the_handbook_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .eq(handbook(), snapbox::Data::read_from(&path, None).raw());
}
