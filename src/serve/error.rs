//! Why the preview cannot run. The data is in the variants, the words only in `Display`.

use std::io;

use crate::project::ProjectError;
use crate::render::html::TemplateError;
use crate::stage::discover::DiscoverError;
use crate::zh::system_error::in_words;

/// Why the preview cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The content folder cannot be read.
    #[error(transparent)]
    Content(#[from] DiscoverError),
    /// The port that was named cannot be listened on.
    #[error("{}", port_fault(*port, error))]
    Port {
        /// The TCP port that was asked for.
        port: u16,
        /// What the system said.
        error: io::Error,
    },
    /// None of the ports that are tried is free.
    #[error("端口 {first} 到 {last} 都被占用。关掉不用的预览，或用 --port 指定别的端口")]
    NoPort {
        /// The first of them.
        first: u16,
        /// The last of them.
        last: u16,
    },
    /// The system does not let us serve.
    #[error("预览不能启动：{}", in_words(.0))]
    Runtime(io::Error),
    /// Changes cannot be noticed; the system's words.
    #[error("不能得知文件的改动：{0}。加上 --poll，改为每秒查看一次")]
    Watch(String),
}

fn port_fault(port: u16, error: &io::Error) -> String {
    if error.kind() != io::ErrorKind::AddrInUse {
        return format!(
            "不能使用端口 {port}：{}。换一个端口，如 --port 8642",
            in_words(error)
        );
    }
    let other = if port < 65_000 { port + 1 } else { 8642 };
    format!(
        "端口 {port} 已被别的程序占用，也许另一个预览还开着。关掉它，或换一个端口，如 --port {other}"
    )
}

/// Why no page can be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// The templates cannot be read.
    #[error(transparent)]
    Files(#[from] ProjectError),
    /// A template is at fault.
    #[error(transparent)]
    Template(#[from] TemplateError),
}
