//! LibreOffice, where it is installed: turns old documents (.doc, .wps) into .docx. Run as typst is: under a limit, with an empty environment, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::run::{self, Cancel, Limits, Stopped};
use super::scratch::Scratch;
use crate::zh::system_error::in_words;

/// How long one document may take, the first start of LibreOffice included.
const LIMIT: Duration = Duration::from_secs(90);
/// How much memory it may have.
const MEMORY: u64 = 3 << 30;
/// The largest document that is taken back.
const MOST_BYTES: u64 = 200 << 20;

/// Why LibreOffice made nothing of a document.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// There is none on this machine.
    #[error("这台机器上没有 LibreOffice")]
    Missing,
    /// It took longer than allowed.
    #[error("LibreOffice 用了 {} 秒还没有转完，没有等下去", LIMIT.as_secs())]
    Timeout,
    /// A stop was asked for.
    #[error("停下了")]
    Cancelled,
    /// It ended without having made anything, or could not run; what it said.
    #[error("LibreOffice 转不了：{0}")]
    Failed(String),
}

/// The program: where `PATH` has it, or where installers put it.
#[allow(clippy::disallowed_methods, reason = "the edge to LibreOffice")]
fn program() -> Option<PathBuf> {
    let names: &[&str] = match cfg!(windows) {
        true => &["soffice.com", "soffice.exe"],
        false => &["soffice", "libreoffice"],
    };
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .collect();
    let usual = [
        "/usr/lib/libreoffice/program",
        "/opt/libreoffice/program",
        "/Applications/LibreOffice.app/Contents/MacOS",
        "C:\\Program Files\\LibreOffice\\program",
        "C:\\Program Files (x86)\\LibreOffice\\program",
    ];
    folders.extend(usual.iter().map(PathBuf::from));
    let mut files = folders
        .iter()
        .flat_map(|folder| names.iter().map(|name| folder.join(name)));
    files.find(|file| file.is_file())
}

/// Whether LibreOffice is installed on this machine. Nothing is started.
#[must_use]
pub fn is_there() -> bool {
    program().is_some()
}

/// The document `bytes`, whose name ends with `ending`, as .docx.
///
/// # Errors
/// See [`OfficeError`].
#[allow(clippy::disallowed_methods, reason = "the edge to LibreOffice")]
pub fn as_docx(bytes: &[u8], ending: &str) -> Result<Vec<u8>, OfficeError> {
    let failed = |error: std::io::Error| OfficeError::Failed(in_words(&error));
    let program = program().ok_or(OfficeError::Missing)?;
    let ending = if ending == "wps" { "wps" } else { "doc" };
    let scratch = Scratch::with(&[(&format!("in.{ending}"), bytes)]).map_err(failed)?;
    let folder = scratch.path();
    let mut command = run::bare(&program);
    command
        .current_dir(folder)
        // A profile of its own: one that is in use refuses, and settings of the user's decide nothing. `HOME` is where it looks for one otherwise.
        .env("HOME", folder)
        .env("TMPDIR", folder)
        .env("LANG", "C.UTF-8")
        .env("PATH", "/usr/bin:/bin")
        .arg(format!(
            "-env:UserInstallation={}",
            address(&folder.join("profile"))
        ))
        .args([
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            "--convert-to",
        ])
        .arg("docx:MS Word 2007 XML")
        .arg("--outdir")
        .arg(folder)
        .arg(folder.join(format!("in.{ending}")));
    let limits = Limits {
        time: LIMIT,
        memory: Some(MEMORY),
    };
    let finished = run::run_within(&mut command, limits, &Cancel::default(), &mut |_, _| {});
    let finished = finished.map_err(|stopped| match stopped {
        Stopped::Io(error) => failed(error),
        Stopped::Timeout => OfficeError::Timeout,
        Stopped::Cancelled => OfficeError::Cancelled,
    })?;
    let made = folder.join("in.docx");
    let size = fs::metadata(&made).map(|found| found.len());
    match size {
        Ok(size) if size <= MOST_BYTES => fs::read(&made).map_err(failed),
        Ok(_) => Err(OfficeError::Failed("转出来的文件太大".to_owned())),
        Err(_) => {
            let said = String::from_utf8_lossy(&finished.stderr);
            let last = said.lines().rev().find(|line| !line.trim().is_empty());
            Err(OfficeError::Failed(
                last.unwrap_or("没有说明原因").trim().to_owned(),
            ))
        }
    }
}

/// `path` as an address.
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let path = percent_encoding::utf8_percent_encode(&path, percent_encoding::CONTROLS);
    let path = path.to_string().replace(' ', "%20");
    match path.starts_with('/') {
        true => format!("file://{path}"),
        false => format!("file:///{path}"),
    }
}
