//! The mutants that `tests/mutants/run.py` tries: each still has its place in the source.

use std::process::Command;

#[test]
fn every_text_that_a_mutant_changes_stands_in_the_source_once() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mutants/run.py");
    let Ok(run) = Command::new("python3").args([script, "check"]).output() else {
        println!("\nNOT RUN: mutants, as there is no python3");
        assert!(std::env::var_os("CI").is_none(), "NOT RUN: mutants");
        return;
    };
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(
        run.status.success(),
        "where the source has changed, give the mutant its new text in tests/mutants\n{said}"
    );
}
