//! The same bytes everywhere.

use std::collections::BTreeMap;
use std::process::Command;

use super::{files, jianbao, package};
use crate::support::project::is_beside_the_site;
use crate::support::root;

/// The whole sample archive, PDFs, workbooks and manifest, made on both systems: a site may be moved, and nothing is set anew.
#[test]
fn the_sample_archive_is_the_same_to_the_byte() {
    let Some(package) = package() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let ours = folder.path().join("linux");
    let theirs = folder.path().join("windows");
    let built = Command::new(env!("CARGO_BIN_EXE_jianbao"))
        .args([
            "build",
            "--content",
            "content",
            "--templates",
            "templates",
            "--output",
        ])
        .arg(&ours)
        .current_dir(root())
        .output()
        .expect("the program");
    assert!(built.status.success(), "{built:?}");
    let content = root().join("content");
    let content = content.to_str().expect("a path");
    let theirs_path = theirs.to_str().expect("a path");
    let ran = jianbao(
        &package,
        root(),
        &["build", "--content", content, "--output", theirs_path],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    let of = |folder: &std::path::Path| -> BTreeMap<String, Vec<u8>> {
        let mut files = files(folder);
        files.retain(|name, _| !is_beside_the_site(name));
        files
    };
    let (ours, theirs) = (of(&ours), of(&theirs));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&ours), names(&theirs));
    let differ: Vec<&String> = ours
        .iter()
        .filter(|(name, bytes)| theirs[*name] != **bytes)
        .map(|(name, _)| name)
        .collect();
    assert!(
        differ.is_empty(),
        "of {} files differ: {differ:?}",
        ours.len()
    );
    let pdfs = ours.keys().filter(|name| name.ends_with(".pdf")).count();
    assert!(pdfs > 30, "only {pdfs} PDFs were compared");
}
