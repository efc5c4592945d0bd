//! Gives one of the targets of `jianbao::fuzzing`, which `FUZZ_TARGET` names, whatever libFuzzer makes up.

#![no_main]

use std::sync::LazyLock;

use jianbao::fuzzing::{self, FuzzTarget, TARGETS};

static TARGET: LazyLock<&FuzzTarget> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    fuzzing::target(&name).unwrap_or_else(|| panic!("FUZZ_TARGET is one of {names:?}"))
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(fault) = (TARGET.check)(&String::from_utf8_lossy(bytes)) {
        panic!("{fault}");
    }
});
