//! Why an installation failed, and what to do about it.

use std::fmt;

use super::cargo;

/// How many of cargo's last lines an error shows.
pub(super) const LAST_LINES: usize = 15;

/// Why typst could not be installed, and what to type instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InstallError {
    /// What went wrong.
    pub fault: InstallFault,
    /// The last lines that cargo wrote.
    pub last_lines: Vec<String>,
    /// The exact command that installs typst by hand.
    pub command: String,
}

/// What went wrong in an installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstallFault {
    /// There is no cargo, or it does not run; with what the system said.
    NoCargo(String),
    /// The Rust is too old; with what it said to `--version`.
    OldRust(String),
    /// On Linux: no OpenSSL headers, and not what it takes to build OpenSSL.
    NoOpenSsl,
    /// No linker or C compiler.
    NoCompiler,
    /// The registry could not be reached.
    Network,
    /// No room for what cargo builds; about 2 GB are needed for a while.
    DiskFull,
    /// cargo failed otherwise.
    Cargo,
    /// cargo succeeded, and yet what it installed is not what was wanted; with what that said.
    Unusable(String),
    /// A file or folder in the cache could not be made.
    Cache(String),
    /// It took longer than allowed.
    Timeout,
    /// A stop was asked for.
    Cancelled,
}

impl fmt::Display for InstallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("typst 没有装上：")?;
        let (major, minor) = cargo::OLDEST_RUST;
        match &self.fault {
            InstallFault::NoCargo(reason) => write!(
                f,
                "没有可用的 cargo（{reason}）。请先按 https://www.rust-lang.org/zh-CN/tools/install 安装 Rust"
            )?,
            InstallFault::OldRust(said) => write!(
                f,
                "Rust 太旧（{said}），至少要 {major}.{minor}。请先执行：rustup update stable"
            )?,
            InstallFault::NoOpenSsl => f.write_str(
                "缺少 OpenSSL 的开发文件。Debian 或 Ubuntu 请先执行：sudo apt-get install -y pkg-config libssl-dev",
            )?,
            InstallFault::NoCompiler => f.write_str(
                "缺少 C 编译器。Debian 或 Ubuntu 请先执行：sudo apt-get install -y build-essential pkg-config libssl-dev",
            )?,
            InstallFault::Network => f.write_str(
                "连不上 Rust 软件源。请检查网络；要用代理的，先设置环境变量 HTTPS_PROXY。没有网络的，从装好的机器上带来 typst 0.15.1 的程序文件（在用户缓存文件夹 jianbao/typst-0.15.1/bin 里），放在 jianbao 旁边，或用 --typst 写明它在哪里",
            )?,
            InstallFault::DiskFull => f.write_str("磁盘已满，编译约需 2 GB 空间")?,
            InstallFault::Cargo => f.write_str("cargo 编译失败")?,
            InstallFault::Unusable(said) => write!(f, "装好的程序不能用（{said}）")?,
            InstallFault::Cache(reason) => write!(f, "缓存文件夹不能写入（{reason}）")?,
            InstallFault::Timeout => f.write_str("用时过长，已中止")?,
            InstallFault::Cancelled => f.write_str("已按要求中止")?,
        }
        if !self.last_lines.is_empty() {
            f.write_str("\ncargo 最后的输出：")?;
            for line in &self.last_lines {
                write!(f, "\n  {line}")?;
            }
        }
        write!(
            f,
            "\n也可以手动安装，装好后再运行本程序：\n  {}",
            self.command
        )
    }
}

/// What cargo's output says about the reason.
pub(super) fn fault(output: &str) -> InstallFault {
    let has = |words: &[&str]| words.iter().any(|word| output.contains(word));
    if has(&["No space left on device", "os error 28)", "os error 112)"]) {
        InstallFault::DiskFull
    } else if has(&[
        "Could not find directory of OpenSSL",
        "Could not find openssl via pkg-config",
        "openssl-sys",
    ]) && has(&["failed to run custom build command"])
    {
        InstallFault::NoOpenSsl
    } else if has(&[
        "linker `cc` not found",
        "linker `link.exe` not found",
        "failed to find tool \"cc\"",
    ]) {
        InstallFault::NoCompiler
    } else if has(&[
        "failed to download",
        "failed to fetch",
        "Could not resolve",
        "Could not connect",
        "Couldn't connect",
        "spurious network error",
        "download of config.json failed",
        "failed to query replaced source",
        "attempting to make an HTTP request",
        "Unable to update registry",
        "SSL connect error",
    ]) {
        InstallFault::Network
    } else {
        InstallFault::Cargo
    }
}

/// The end of cargo's output.
pub(super) fn last_lines(output: &str) -> Vec<String> {
    let lines: Vec<&str> = output
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let skipped = lines.len().saturating_sub(LAST_LINES);
    lines.into_iter().skip(skipped).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_read_from_what_cargo_says() {
        let openssl = "error: failed to run custom build command for `openssl-sys v0.9.116`\n";
        assert_eq!(fault(openssl), InstallFault::NoOpenSsl);
        assert_eq!(
            fault("error: linker `cc` not found"),
            InstallFault::NoCompiler
        );
        assert_eq!(
            fault("write: No space left on device (os error 28)"),
            InstallFault::DiskFull
        );
        assert_eq!(
            fault("[6] Could not resolve hostname"),
            InstallFault::Network
        );
        assert_eq!(fault("error[E0308]: mismatched types"), InstallFault::Cargo);
    }
}
