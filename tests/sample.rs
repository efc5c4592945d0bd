//! The sample archive in `content/`: what a newcomer builds first must be flawless, and its PDFs must not depend on how they were batched.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use crate::support;
use jianbao::pdf::Options;

/// There is nothing to be said: a unit that sent nothing for an issue that went out is waited for no more, and the circulars of the progress tell in their own
/// words who has not reported.
#[test]
fn the_sample_archive_builds_without_a_finding() {
    let built = support::build_site(&support::root().join("content"));
    let codes: Vec<&str> = built
        .outcome
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect();
    assert!(codes.is_empty(), "{}", built.diagnostics);
    assert_eq!(built.issues().len(), built.outcome.built);
    assert!(built.outcome.built >= 24);
}

/// The bundle is experimental in typst: a PDF from a batch must be byte for byte that of the issue set alone.
#[test]
fn a_pdf_is_the_same_alone_and_in_a_batch() {
    let content = support::root().join("content");
    let batched = support::build_site(&content);
    let alone = support::build_site_with(
        &content,
        &Options {
            issues_per_batch: 1,
            ..Options::default()
        },
    );
    for issue in batched.issues() {
        assert!(batched.pdf(&issue) == alone.pdf(&issue), "{issue}");
    }
    assert_eq!(batched.outcome.typeset_pdfs, alone.outcome.typeset_pdfs);
}

/// A line of print never begins with a mark that closes something, nor ends with one that opens it.
#[test]
fn no_line_begins_with_a_closing_mark() {
    let built = support::build_site(&support::root().join("content"));
    for issue in built.issues() {
        for line in support::pdf::readable(built.pdf(&issue)).lines() {
            assert!(
                !line.starts_with([
                    '，', '。', '、', '；', '：', '？', '！', '”', '）', '》', '〕', '】'
                ]),
                "{issue}: {line}"
            );
            assert!(
                !line.ends_with(['“', '（', '《', '〔', '【']),
                "{issue}: {line}"
            );
        }
    }
}
