//! Installs typst from the Rust registry, once for a user: `cargo install typst-cli`.
//!
//! The installation is made in a folder beside its destination and moved there whole, so a killed one leaves nothing that
//! looks finished; what it does leave is swept away by the next. A lock of the operating system makes parallel runs wait.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::cargo::{self, OpenSsl, Toolchain};
use super::find::{self, Typst};
use super::install_error::{InstallError, InstallFault, fault, last_lines};
use super::places::Origin;
use super::run::{self, Cancel, Capture, Stopped};
use super::scratch::PassingFolder;
use super::{VERSION, program_name};
use crate::zh::system_error::in_words;

/// How to install.
#[derive(Clone, Debug)]
pub struct Installer {
    /// Our cache folder ([`super::Places::cache`]); the installation is `typst-<version>` in it.
    pub cache: PathBuf,
    /// The cargo to use; none for the one in `PATH` or in rustup's folder.
    pub cargo: Option<PathBuf>,
    /// When to give up.
    pub limit: Duration,
    /// Stops the installation, or the wait for another one.
    pub cancel: Cancel,
}

impl Installer {
    /// An installer that gives up after two hours.
    #[must_use]
    pub fn new(cache: PathBuf) -> Self {
        Self {
            cache,
            cargo: None,
            limit: Duration::from_secs(2 * 60 * 60),
            cancel: Cancel::default(),
        }
    }
}

/// The command that installs typst by hand where [`install()`] would put it.
#[must_use]
pub fn manual_command(cache: &Path) -> String {
    command_text(cache, cargo::openssl())
}

fn command_text(cache: &Path, openssl: OpenSsl) -> String {
    let features = match openssl {
        OpenSsl::Vendored => " --features vendor-openssl",
        OpenSsl::System | OpenSsl::Missing => "",
    };
    let root = destination(cache).display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/\\:._-".contains(c);
    let quote = if root.chars().all(plain) { "" } else { "\"" };
    format!(
        "cargo install typst-cli --locked --version {VERSION}{features} --root {quote}{root}{quote}"
    )
}

fn destination(cache: &Path) -> PathBuf {
    cache.join(format!("typst-{VERSION}"))
}

/// The installed typst, if it is there and right.
fn installed(cache: &Path) -> Option<Typst> {
    let program = destination(cache).join("bin").join(program_name());
    let right =
        program.is_file() && find::version(&program).is_ok_and(|said| find::is_right(&said));
    right.then_some(Typst {
        program,
        origin: Origin::Cache,
    })
}

/// Installs typst into the cache, or waits for another process that does, and says what happens through `report`.
///
/// # Errors
/// [`InstallError`] carries the reason, the end of cargo's output and the command to type.
pub fn install(installer: &Installer, report: &dyn Fn(&str)) -> Result<Typst, InstallError> {
    install_with(installer, cargo::openssl, report)
}

fn install_with(
    installer: &Installer,
    openssl: impl Fn() -> OpenSsl,
    report: &dyn Fn(&str),
) -> Result<Typst, InstallError> {
    let cache = std::path::absolute(&installer.cache).unwrap_or_else(|_| installer.cache.clone());
    let openssl = openssl();
    attempt(installer, &cache, openssl, report).map_err(|(fault, last_lines)| InstallError {
        fault,
        last_lines,
        command: command_text(&cache, openssl),
    })
}

type Attempt<T> = Result<T, (InstallFault, Vec<String>)>;

#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn attempt(
    installer: &Installer,
    cache: &Path,
    openssl: OpenSsl,
    report: &dyn Fn(&str),
) -> Attempt<Typst> {
    fs::create_dir_all(cache).map_err(in_cache)?;
    // Held until the end, and released by the system however this process ends.
    let _lock = lock(installer, cache, report)?;
    if let Some(typst) = installed(cache) {
        return Ok(typst);
    }
    let prefix = format!("typst-{VERSION}.partial-");
    sweep(cache, &prefix);
    let partial = tempfile::Builder::new()
        .prefix(&prefix)
        .tempdir_in(cache)
        .map_err(in_cache)?;
    let partial = PassingFolder::new(partial);
    let root = partial.path().join("root");
    build(installer, openssl, partial.path(), &root, report)?;
    let program = root.join("bin").join(program_name());
    match find::version(&program) {
        Ok(said) if find::is_right(&said) => {}
        Ok(said) => return Err((InstallFault::Unusable(said), Vec::new())),
        Err(error) => return Err((InstallFault::Unusable(error.to_string()), Vec::new())),
    }
    let destination = destination(cache);
    if destination.exists() {
        // Something unusable lies there: out of the way, and away with the rest of the temporary folder.
        fs::rename(&destination, partial.path().join("old")).map_err(in_cache)?;
    }
    fs::rename(&root, &destination).map_err(in_cache)?;
    report(&format!(
        "typst {VERSION} 已装好：{}",
        destination.display()
    ));
    installed(cache).ok_or_else(|| (InstallFault::Unusable("移动后不能运行".into()), Vec::new()))
}

/// Runs cargo.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn build(
    installer: &Installer,
    openssl: OpenSsl,
    folder: &Path,
    root: &Path,
    report: &dyn Fn(&str),
) -> Attempt<()> {
    let plain = |fault| (fault, Vec::new());
    let cargo = installer
        .cargo
        .clone()
        .or_else(cargo::find)
        .ok_or_else(|| plain(InstallFault::NoCargo("找不到".into())))?;
    let own = std::env::var_os("RUSTUP_TOOLCHAIN");
    let toolchain = match cargo::toolchain(&cargo, folder, own) {
        Toolchain::Usable(toolchain) => toolchain,
        Toolchain::TooOld(said) => return Err(plain(InstallFault::OldRust(said))),
        Toolchain::Broken(reason) => return Err(plain(InstallFault::NoCargo(reason))),
    };
    if openssl == OpenSsl::Missing {
        return Err(plain(InstallFault::NoOpenSsl));
    }
    report(&format!(
        "没有找到 typst {VERSION}（排印 PDF 的程序），正在用 cargo 从 Rust 软件源下载并编译。\
         只需这一次，双核机器约 8—15 分钟，请不要关闭"
    ));
    let mut command = cargo::command(&cargo, folder, toolchain.as_deref());
    command
        .args(["install", "typst-cli", "--locked", "--version", VERSION])
        .arg("--root")
        .arg(root)
        .arg("--target-dir")
        .arg(folder.join("target"));
    if openssl == OpenSsl::Vendored {
        report("系统没有 OpenSSL 的开发文件，将一并编译，用时会长一些");
        command.args(["--features", "vendor-openssl"]);
    }
    let mut reported = 0;
    let mut watch = |elapsed: Duration, output: &Capture| {
        let minutes = elapsed.as_secs() / 60;
        if minutes > reported {
            reported = minutes;
            let compiled = String::from_utf8_lossy(&output.bytes())
                .lines()
                .filter(|line| line.trim_start().starts_with("Compiling "))
                .count();
            report(&format!(
                "正在安装 typst：已用 {minutes} 分钟，已编译 {compiled} 个组件（共 400 个左右）"
            ));
        }
    };
    match run::run(&mut command, installer.limit, &installer.cancel, &mut watch) {
        Ok(finished) if finished.status.success() => Ok(()),
        Ok(finished) => {
            let output = String::from_utf8_lossy(&finished.stderr).into_owned();
            Err((fault(&output), last_lines(&output)))
        }
        Err(Stopped::Io(error)) => Err(plain(InstallFault::NoCargo(in_words(&error)))),
        Err(Stopped::Timeout) => Err(plain(InstallFault::Timeout)),
        Err(Stopped::Cancelled) => Err(plain(InstallFault::Cancelled)),
    }
}

/// Takes the lock, waiting for whoever has it.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn lock(installer: &Installer, cache: &Path, report: &dyn Fn(&str)) -> Attempt<File> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(cache.join(format!("typst-{VERSION}.lock")))
        .map_err(in_cache)?;
    let start = Instant::now();
    let mut said = None;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => {}
            // A file system without locks: two installations at once are then wasteful, not harmful.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(file);
            }
            Err(TryLockError::Error(error)) => return Err(in_cache(error)),
        }
        let minutes = start.elapsed().as_secs() / 60;
        if said != Some(minutes) {
            said = Some(minutes);
            report(&match minutes {
                0 => "另一个 jianbao 正在安装 typst，等它装好……".to_owned(),
                _ => format!("仍在等待另一个 jianbao 装好 typst，已等 {minutes} 分钟"),
            });
        }
        if installer.cancel.is_cancelled() {
            return Err((InstallFault::Cancelled, Vec::new()));
        }
        if start.elapsed() > installer.limit {
            return Err((InstallFault::Timeout, Vec::new()));
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// Removes what killed installations have left. Only called under the lock.
#[allow(clippy::disallowed_methods, reason = "the edge to typst")]
fn sweep(cache: &Path, prefix: &str) {
    let entries = fs::read_dir(cache).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            // What cannot be removed costs space and nothing else.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn in_cache(error: io::Error) -> (InstallFault, Vec<String>) {
    (InstallFault::Cache(in_words(&error)), Vec::new())
}

#[cfg(test)]
#[cfg(unix)]
#[path = "install_tests.rs"]
mod tests;
