//! No package that is linked has a fault that RustSec knows, as of the day in `data/advisories/packages.tsv`. Its database is in no package registry, so what it
//! says of our packages is kept here; `tests/run.sh` asks it itself where cargo-deny is installed and the network reaches it.

use std::collections::BTreeSet;

use semver::{Version, VersionReq};

const KNOWN: &str = include_str!("data/advisories/packages.tsv");
const LOCK: &str = include_str!("../Cargo.lock");
const DENY: &str = include_str!("../deny.toml");

/// Names and versions of the packages of a `Cargo.lock` that come from elsewhere.
fn packages(lock: &str) -> Vec<(String, Version)> {
    let value = |entry: &str, key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(key));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    let entries = lock.split("[[package]]").skip(1);
    entries
        .filter(|entry| value(entry, "source = ").is_some())
        .map(|entry| {
            let name = value(entry, "name = ").expect("a name");
            let version = value(entry, "version = ").expect("a version");
            (name, Version::parse(&version).expect("a version"))
        })
        .collect()
}

/// Whether `version` is in one of the ranges `>= 1.2, < 2; >= 2.1`.
fn is_in(ranges: &str, version: &Version) -> bool {
    let mut ranges = ranges.split("; ").filter(|range| !range.is_empty());
    ranges.any(|range| {
        let range = VersionReq::parse(range).unwrap_or_else(|error| panic!("{range}: {error}"));
        range.matches(version)
    })
}

/// What is wrong with the packages of `lock`: faults that are known and not accepted, and packages that nobody has looked up.
fn complaints(lock: &str, known: &str, accepted: &str) -> Vec<String> {
    let lines = known.lines().filter(|line| !line.starts_with('#'));
    let lines: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    let looked_up: BTreeSet<&str> = lines.iter().map(|line| line[0]).collect();
    let mut complaints = Vec::new();
    for (name, version) in packages(lock) {
        if !looked_up.contains(name.as_str()) {
            complaints.push(format!(
                "{name}: nobody has looked it up (`just advisories CLONE`)"
            ));
        }
        for line in lines.iter().filter(|line| line[0] == name) {
            let [_, id, ranges @ ..] = line.as_slice() else {
                continue;
            };
            let is_safe = ranges.iter().take(2).any(|ranges| is_in(ranges, &version));
            if !is_safe && !accepted.contains(&format!("\"{id}\"")) {
                complaints.push(format!(
                    "{name} {version}: https://rustsec.org/advisories/{id}"
                ));
            }
        }
    }
    complaints
}

#[test]
fn no_package_has_a_fault_that_is_known() {
    assert!(packages(LOCK).len() > 200);
    let complaints = complaints(LOCK, KNOWN, DENY);
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn a_faulty_version_and_a_package_that_nobody_looked_up_are_noticed() {
    let lock = |name: &str, version: &str| {
        format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\nsource = \"registry\"\n")
    };
    let known = "# A day.\nquiet\nloud\tR-1\t>= 1.2, < 2.0.0; >= 2.1.1\t< 1.0.0\nold\tR-2\t\t\tunmaintained\n";
    let cases = [
        ("quiet", "1.0.0", 0),
        ("loud", "0.9.0", 0),
        ("loud", "1.0.0", 1),
        ("loud", "1.2.5", 0),
        ("loud", "2.1.0", 1),
        ("loud", "2.1.1", 0),
        ("old", "1.0.0", 1),
        ("unknown", "1.0.0", 1),
    ];
    for (name, version, expected) in cases {
        let found = complaints(&lock(name, version), known, "");
        assert_eq!(found.len(), expected, "{name} {version}: {found:?}");
    }
    assert!(complaints(&lock("old", "1.0.0"), known, "{ id = \"R-2\" }").is_empty());
}
