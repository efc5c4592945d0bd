//! Everything that is linked into the program may be given away with it, and comes from the Rust registry.
//!
//! The list is the one in `deny.toml`, so that this holds too where cargo-deny is not installed. `--locked` also fails where `Cargo.lock` is out of date.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that asks cargo"
)]

use std::io::Write as _;
use std::process::Command;

use serde_json::Value;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What cargo knows of all packages that `Cargo.lock` names.
fn packages() -> Vec<Value> {
    let metadata = |more: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(more)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs")
    };
    let mut output = metadata(&[]);
    if !output.status.success() {
        // Without a network, what other systems need may not be there; what this one needs is, as the test was built.
        // Written past the test runner, which would keep it to itself.
        let _ = writeln!(
            std::io::stderr(),
            "NOT CHECKED: licences of the packages that only other systems need (no network?)"
        );
        output = metadata(&["--offline", "--filter-platform", &host()]);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let mut metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON of cargo");
    let packages = metadata["packages"].take();
    packages.as_array().expect("a list of packages").clone()
}

fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output();
    let output = output.expect("rustc runs").stdout;
    let lines = String::from_utf8_lossy(&output);
    let host = lines.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("the host").to_owned()
}

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml");
    let text = std::fs::read_to_string(path).expect("deny.toml");
    let list = text
        .split_once("\nallow = [")
        .and_then(|(_, rest)| rest.split_once(']'))
        .expect("the list of licences")
        .0;
    let names = list.split('"').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

/// Complaints about the packages; those without a source are our own.
fn complaints(packages: &[Value], allowed: &[String]) -> Vec<String> {
    let mut complaints = Vec::new();
    for package in packages {
        let name = format!("{} {}", package["name"], package["version"]);
        match package["source"].as_str() {
            None => continue,
            Some(REGISTRY) => {}
            Some(source) => complaints.push(format!("{name} comes from {source}")),
        }
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence, allowed) {
            complaints.push(format!("{name} is under `{licence}`"));
        }
    }
    complaints
}

/// Whether an SPDX expression can be met with the allowed licences alone. `AND` binds closer than `OR`; `/` is an old way to write `OR`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ")
        .replace(" WITH ", "+WITH+");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    either(&words, &mut at, allowed) && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut holds = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= both(words, at, allowed);
    }
    holds
}

fn both(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut holds = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(words, at, allowed);
    }
    holds
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else {
        return false;
    };
    *at += 1;
    if *word != "(" {
        return allowed.iter().any(|licence| licence == word);
    }
    let holds = either(words, at, allowed);
    let closed = words.get(*at) == Some(&")");
    *at += 1;
    holds && closed
}

#[test]
fn every_dependency_is_free_and_from_the_registry() {
    let packages = packages();
    assert!(packages.len() > 50, "{}", packages.len());
    let complaints = complaints(&packages, &allowed());
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn another_licence_and_another_source_are_noticed() {
    let allowed = [
        "MIT".to_owned(),
        "Zlib".to_owned(),
        "Unicode-3.0".to_owned(),
    ];
    let cases = [
        ("MIT", true),
        ("GPL-3.0", false),
        ("", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("MIT AND Zlib OR GPL-3.0", true),
        ("(GPL-3.0 OR MIT) AND Unicode-3.0", true),
        ("(MIT OR Zlib) AND BSD-3-Clause", false),
        ("MIT WITH LLVM-exception", false),
        ("(MIT", false),
    ];
    for (expression, expected) in cases {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
    let package = |source: &str, licence: &str| serde_json::json!({"name": "a", "version": "1", "source": source, "license": licence});
    let faults = |package| complaints(&[package], &allowed).len();
    assert_eq!(faults(package(REGISTRY, "MIT")), 0);
    assert_eq!(faults(package(REGISTRY, "GPL-3.0")), 1);
    assert_eq!(faults(package("git+https://example.org/a", "MIT")), 1);
}
