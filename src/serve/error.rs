//! Why the preview cannot run. The data is in the variants, the words only in `Display`.

use std::fmt;
use std::io;

use crate::stage::discover::DiscoverError;

/// Why the preview cannot run.
#[derive(Debug)]
pub enum ServeError {
    /// The content folder cannot be read.
    Content(DiscoverError),
    /// The port that was named cannot be listened on.
    Port {
        /// The port.
        port: u16,
        /// What the system said.
        error: io::Error,
    },
    /// None of the ports that are tried is free.
    NoPort {
        /// The first of them.
        first: u16,
        /// The last of them.
        last: u16,
    },
    /// The system does not let us serve.
    Runtime(io::Error),
    /// Changes cannot be noticed; the system's words.
    Watch(String),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(error) => error.fmt(f),
            Self::Port { port, error } if error.kind() == io::ErrorKind::AddrInUse => write!(
                f,
                "端口 {port} 已被别的程序占用，也许另一个预览还开着。关掉它，或换一个端口，如 --port {}",
                if *port < 65_000 { port + 1 } else { 8642 }
            ),
            Self::Port { port, error } => {
                write!(
                    f,
                    "不能使用端口 {port}：{error}。换一个端口，如 --port 8642"
                )
            }
            Self::NoPort { first, last } => write!(
                f,
                "端口 {first} 到 {last} 都被占用。关掉不用的预览，或用 --port 指定别的端口"
            ),
            Self::Runtime(error) => write!(f, "预览不能启动：{error}"),
            Self::Watch(reason) => write!(
                f,
                "不能得知文件的改动：{reason}。加上 --poll，改为每秒查看一次"
            ),
        }
    }
}

impl std::error::Error for ServeError {}

impl From<DiscoverError> for ServeError {
    fn from(error: DiscoverError) -> Self {
        Self::Content(error)
    }
}
