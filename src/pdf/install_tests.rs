//! Installations with a fake cargo.

use std::os::unix::fs::PermissionsExt;
use std::sync::Mutex;

use super::*;
use crate::pdf::install_error::LAST_LINES;

struct Fake {
    folder: tempfile::TempDir,
    installer: Installer,
}

/// A cargo that logs what it is told, and then does what the script says; `$root` is where it should install.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn fake(script: &str) -> Fake {
    let folder = tempfile::tempdir().expect("a folder");
    let cargo = folder.path().join("cargo");
    let log = folder.path().join("log");
    let text = format!(
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'cargo 1.95.0 (fake)'; exit 0; fi\n\
         echo \"$@\" >> '{log}'\nenv | grep -c '^CARGO_PKG_NAME=\\|^CARGO_MANIFEST_DIR=' >> '{log}.env'\n\
         while [ $# -gt 0 ]; do [ \"$1\" = --root ] && root=\"$2\"; shift; done\n{script}\n",
        log = log.display()
    );
    std::fs::write(&cargo, text).expect("a script");
    std::fs::set_permissions(&cargo, PermissionsExt::from_mode(0o755)).expect("a mode");
    let mut installer = Installer::new(folder.path().join("cache dir"));
    installer.cargo = Some(cargo);
    Fake { folder, installer }
}

impl Fake {
    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    #[allow(clippy::disallowed_methods, reason = "the edge to typst")]
    fn cached(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&self.installer.cache)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn run(&self, openssl: OpenSsl) -> (Result<Typst, InstallError>, Vec<String>) {
        let said = Mutex::new(Vec::new());
        let result = install_with(&self.installer, || openssl, &|line| {
            said.lock().expect("a lock").push(line.to_owned());
        });
        (result, said.into_inner().expect("a lock"))
    }
}

const WORKING: &str = "mkdir -p \"$root/bin\"; printf '#!/bin/sh\\necho typst 0.15.1\\n' > \"$root/bin/typst\"; \
                       chmod +x \"$root/bin/typst\"";

#[test]
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn it_is_installed_once_and_whole() {
    let fake = fake(WORKING);
    let (result, said) = fake.run(OpenSsl::System);
    let typst = result.expect("an installation");
    assert_eq!(typst.origin(), Origin::Cache);
    assert!(typst.program().ends_with("typst-0.15.1/bin/typst"));
    assert!(said.iter().any(|line| line.contains("分钟")), "{said:?}");
    assert_eq!(fake.cached(), ["typst-0.15.1", "typst-0.15.1.lock"]);
    let log = fake.log();
    assert!(
        log.starts_with("install typst-cli --locked --version 0.15.1 --root "),
        "{log}"
    );
    assert!(
        log.contains(" --target-dir ") && !log.contains("vendor-openssl"),
        "{log}"
    );
    let seen = std::fs::read_to_string(fake.folder.path().join("log.env")).expect("a log");
    assert_eq!(
        seen.trim(),
        "0",
        "the variables of this test's own cargo leaked"
    );

    let (again, said) = fake.run(OpenSsl::System);
    assert!(again.is_ok() && said.is_empty(), "{said:?}");
    assert_eq!(fake.log(), log, "cargo ran twice");
}

#[test]
fn openssl_is_built_where_the_system_has_none_and_its_tools_are_asked_for() {
    let vendored = fake(WORKING);
    assert!(vendored.run(OpenSsl::Vendored).0.is_ok());
    assert!(vendored.log().contains("--features vendor-openssl"));

    let missing = fake(WORKING);
    let error = missing.run(OpenSsl::Missing).0.expect_err("no OpenSSL");
    assert_eq!(error.fault, InstallFault::NoOpenSsl);
    assert!(
        error
            .to_string()
            .contains("apt-get install -y pkg-config libssl-dev"),
        "{error}"
    );
    assert_eq!(missing.log(), "");
}

#[test]
fn a_failure_says_why_and_what_to_type_and_leaves_nothing() {
    let script = "mkdir -p \"$root/bin\"; i=0; while [ $i -lt 40 ]; do echo \"line $i\" >&2; i=$((i+1)); done; \
                  echo 'error: failed to download from `https://registry.invalid/`' >&2; exit 101";
    let fake = fake(script);
    let error = fake.run(OpenSsl::Vendored).0.expect_err("a failure");
    assert_eq!(error.fault, InstallFault::Network);
    assert_eq!(error.last_lines.len(), LAST_LINES);
    let text = error.to_string();
    assert!(
        text.contains("failed to download") && text.contains("line 39"),
        "{text}"
    );
    assert!(!text.contains("line 10\n"), "{text}");
    let command = format!(
        "cargo install typst-cli --locked --version 0.15.1 --features vendor-openssl --root \"{}/typst-0.15.1\"",
        fake.installer.cache.display()
    );
    assert!(text.contains(&command), "{text}");
    assert_eq!(fake.cached(), ["typst-0.15.1.lock"]);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn an_absent_cargo_and_an_old_one_are_told_apart() {
    let mut absent = fake(WORKING);
    absent.installer.cargo = Some(absent.folder.path().join("none"));
    let error = absent.run(OpenSsl::System).0.expect_err("no cargo");
    assert!(matches!(error.fault, InstallFault::NoCargo(_)), "{error}");

    let old = fake(WORKING);
    let cargo = old.folder.path().join("cargo");
    let text = std::fs::read_to_string(&cargo).expect("a script");
    std::fs::write(&cargo, text.replace("1.95.0", "1.63.0")).expect("a script");
    let error = old.run(OpenSsl::System).0.expect_err("an old cargo");
    assert!(error.to_string().contains("rustup update"), "{error}");
}

#[test]
fn a_program_of_another_version_is_not_put_in_place() {
    let fake = fake(&WORKING.replace("0.15.1", "0.14.0"));
    let error = fake.run(OpenSsl::System).0.expect_err("another version");
    assert!(matches!(error.fault, InstallFault::Unusable(_)), "{error}");
    assert_eq!(fake.cached(), ["typst-0.15.1.lock"]);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn a_broken_installation_and_the_leftovers_of_killed_ones_are_replaced() {
    let fake = fake(WORKING);
    let bin = fake.installer.cache.join("typst-0.15.1/bin");
    std::fs::create_dir_all(&bin).expect("a folder");
    std::fs::write(bin.join("typst"), "").expect("a file");
    std::fs::create_dir_all(fake.installer.cache.join("typst-0.15.1.partial-x/root/bin"))
        .expect("a folder");
    assert!(fake.run(OpenSsl::System).0.is_ok());
    assert_eq!(fake.cached(), ["typst-0.15.1", "typst-0.15.1.lock"]);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn a_stopped_installation_leaves_nothing_half() {
    let mut fake = fake(&format!("{WORKING}; exec sleep 60"));
    fake.installer.limit = Duration::from_millis(700);
    let start = Instant::now();
    let error = fake.run(OpenSsl::System).0.expect_err("too long");
    assert_eq!(error.fault, InstallFault::Timeout);
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(fake.cached(), ["typst-0.15.1.lock"]);
    let later = Installer::new(fake.installer.cache.clone());
    assert!(installed(&later.cache).is_none());
}

#[test]
fn parallel_runs_wait_for_each_other_and_one_installs() {
    let fake = fake(&format!("sleep 1; {WORKING}"));
    let said = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let result = install_with(&fake.installer, || OpenSsl::System, &|line| {
                    said.lock().expect("a lock").push(line.to_owned());
                });
                assert!(result.is_ok(), "{result:?}");
            });
        }
    });
    assert_eq!(fake.log().lines().count(), 1, "{}", fake.log());
    let said = said.into_inner().expect("a lock");
    let waiting = said
        .iter()
        .filter(|line| line.starts_with("另一个 jianbao"))
        .count();
    assert_eq!(waiting, 2, "{said:?}");
}
