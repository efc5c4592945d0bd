//! The cargo that installs typst: which one, in which environment, with which OpenSSL.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::run::{self, Cancel};
use super::version::{self, VersionError};

/// The oldest Rust that typst 0.15.1 can be compiled with.
pub(super) const OLDEST_RUST: (u32, u32) = (1, 92);

/// Variables that a surrounding `cargo run` or a developer's shell sets for another build, and that would change this one.
const FOREIGN: &[&str] = &[
    "CARGO",
    "RUSTFLAGS",
    "RUSTDOCFLAGS",
    "RUSTC",
    "RUSTDOC",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_BOOTSTRAP",
    "RUSTUP_TOOLCHAIN",
    "RUSTUP_TOOLCHAIN_SOURCE",
    "RUST_RECURSION_COUNT",
    "MAKEFLAGS",
    "MFLAGS",
    "OUT_DIR",
    "TARGET",
    "HOST",
    "NUM_JOBS",
    "OPT_LEVEL",
    "PROFILE",
    "DEBUG",
];

/// What starts with `CARGO_` and yet belongs to the user: home, network, registries and mirrors.
const KEPT: &[&str] = &[
    "CARGO_HOME",
    "CARGO_HTTP_",
    "CARGO_NET_",
    "CARGO_REGISTRIES_",
    "CARGO_REGISTRY_",
    "CARGO_SOURCE_",
];

/// Whether a variable must not reach the installation.
pub(super) fn is_foreign(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let cargos = name.starts_with("CARGO_") || name.starts_with("__CARGO");
    FOREIGN.contains(&name.as_ref()) || (cargos && !KEPT.iter().any(|kept| name.starts_with(kept)))
}

/// The cargo to use: from `PATH`, else from rustup's usual folder, which a shell opened before the installation of Rust
/// does not have in its `PATH` yet.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
pub(super) fn find() -> Option<PathBuf> {
    let name = format!("cargo{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let homes = [
        std::env::var_os("CARGO_HOME").map(PathBuf::from),
        std::env::home_dir().map(|home| home.join(".cargo")),
    ];
    std::env::split_paths(&path)
        .chain(homes.into_iter().flatten().map(|home| home.join("bin")))
        .map(|folder| folder.join(&name))
        .chain(std::env::var_os("CARGO").map(PathBuf::from))
        .find(|file| file.is_absolute() && file.is_file())
}

/// A cargo command in a clean environment.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
pub(super) fn command(cargo: &Path, folder: &Path, toolchain: Option<&OsStr>) -> Command {
    let mut command = Command::new(cargo);
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_foreign(name)) {
        command.env_remove(name);
    }
    command
        // Away from the project: its rust-toolchain.toml and .cargo/config.toml are for its own build.
        .current_dir(folder)
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_PROGRESS_WHEN", "never");
    if let Some(toolchain) = toolchain {
        command.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    command
}

/// Whether cargo is there and new enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Toolchain {
    /// It is, with this value of `RUSTUP_TOOLCHAIN`.
    Usable(Option<OsString>),
    /// It is too old; what it said.
    TooOld(String),
    /// It does not run; what the system said.
    Broken(String),
}

/// Chooses the toolchain: the user's default one and, where that is missing or too old, the one that runs us.
pub(super) fn toolchain(cargo: &Path, folder: &Path, own: Option<OsString>) -> Toolchain {
    let mut first = None;
    let choices = std::iter::once(None).chain(own.map(Some));
    for toolchain in choices {
        let answer = match version(cargo, folder, toolchain.as_deref()) {
            Err(VersionError::Failed { said, .. }) => Toolchain::Broken(said),
            Err(error) => Toolchain::Broken(error.to_string()),
            Ok(said) if is_too_old(&said) => Toolchain::TooOld(said),
            Ok(_) => return Toolchain::Usable(toolchain),
        };
        first.get_or_insert(answer);
    }
    first.unwrap_or(Toolchain::Usable(None))
}

fn version(cargo: &Path, folder: &Path, toolchain: Option<&OsStr>) -> Result<String, VersionError> {
    version::ask(command(cargo, folder, toolchain), Duration::from_secs(60))
}

/// Whether `cargo 1.80.0 (…)` is older than typst needs. What cannot be read is given the benefit of the doubt.
fn is_too_old(said: &str) -> bool {
    let mut numbers = said
        .split_whitespace()
        .nth(1)
        .unwrap_or_default()
        .split('.')
        .map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) < OLDEST_RUST,
        _ => false,
    }
}

/// Where the OpenSSL comes from that typst-cli links with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenSsl {
    /// From the system, or not needed on this system.
    System,
    /// Built from the registry.
    Vendored,
    /// From nowhere: the system has no headers, and what is needed to build it is missing too.
    Missing,
}

/// Looks for OpenSSL as the crate `openssl-sys` does: `OPENSSL_DIR`, then pkg-config. Headers in `/usr/include` that
/// pkg-config does not know of are of no use to it.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
pub(super) fn openssl() -> OpenSsl {
    if !cfg!(target_os = "linux") {
        return OpenSsl::System;
    }
    let answers = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments);
        let limit = Duration::from_secs(20);
        run::run(&mut command, limit, &Cancel::default(), &mut |_, _| {})
            .is_ok_and(|finished| finished.status.success())
    };
    if std::env::var_os("OPENSSL_DIR").is_some() || answers("pkg-config", &["--exists", "openssl"])
    {
        OpenSsl::System
    } else if answers("perl", &["-e", "1"]) && answers("make", &["--version"]) {
        OpenSsl::Vendored
    } else {
        OpenSsl::Missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surrounding_build_does_not_leak_and_the_users_settings_stay() {
        for name in [
            "CARGO",
            "CARGO_TARGET_DIR",
            "CARGO_BUILD_TARGET",
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTFLAGS",
            "CARGO_PKG_NAME",
            "CARGO_MANIFEST_DIR",
            "CARGO_PROFILE_RELEASE_LTO",
            "RUSTUP_TOOLCHAIN",
            "CARGO_INSTALL_ROOT",
            "RUSTC_WRAPPER",
        ] {
            assert!(is_foreign(OsStr::new(name)), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_HTTP_PROXY",
            "CARGO_HTTP_CAINFO",
            "CARGO_NET_OFFLINE",
            "HTTPS_PROXY",
            "CARGO_REGISTRIES_CRATES_IO_PROTOCOL",
            "CARGO_SOURCE_CRATES_IO_REPLACE_WITH",
            "PATH",
            "RUSTUP_HOME",
            "SSL_CERT_FILE",
            "OPENSSL_DIR",
            "PKG_CONFIG_PATH",
        ] {
            assert!(!is_foreign(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn old_cargos_are_known() {
        assert!(is_too_old("cargo 1.63.0 (fd9c4297c 2022-07-01)"));
        assert!(is_too_old("cargo 1.91.1"));
        for fine in [
            "cargo 1.92.0",
            "cargo 1.95.0 (x)",
            "cargo 2.0.0",
            "fake",
            "",
        ] {
            assert!(!is_too_old(fine), "{fine}");
        }
    }
}
