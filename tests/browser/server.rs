//! A web server for a folder, as plain as an intranet's: files, one header with the policy that README.md recommends, and nothing else.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

/// Serves a folder on loopback until the process ends.
pub struct Server {
    pub port: u16,
}

/// The `Content-Security-Policy` that README.md gives to those who serve the site: what is recommended is what is tested.
pub static POLICY: LazyLock<String> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(path).expect("README.md");
    text.split_once("Content-Security-Policy \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .expect("the policy in README.md")
        .0
        .to_owned()
});

impl Server {
    /// Serves `folder` with the recommended headers.
    pub fn start(folder: &Path) -> Self {
        Self::start_cached(folder, "no-cache")
    }

    /// Serves `folder` with this `Cache-Control` for every file.
    pub fn start_cached(folder: &Path, cache: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let folder = folder.clone();
                // A browser opens connections that it does not use at once; one that ends early is no fault of the site.
                std::thread::spawn(move || drop(answer(&stream, &folder, cache)));
            }
        });
        Self { port }
    }

    /// The address of the folder, with `/` at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

/// Answers the requests of one connection.
fn answer(stream: &TcpStream, folder: &Path, cache: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim_end().is_empty() {
                break;
            }
        }
        let path = request.split(' ').nth(1).unwrap_or_default();
        let (status, kind, body) = match file(folder, path) {
            Some(file) => ("200 OK", kind(&file), std::fs::read(&file)?),
            None => ("404 Not Found", "text/plain", b"404".to_vec()),
        };
        write!(
            writer,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nContent-Security-Policy: {}\r\nX-Content-Type-Options: nosniff\r\nCache-Control: {cache}\r\n\r\n",
            body.len(),
            *POLICY
        )?;
        writer.write_all(&body)?;
    }
}

/// The file that an address names: a folder stands for its `index.html`, and nothing above the folder is reached.
fn file(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.trim_start_matches('/');
    let path = PathBuf::from(path);
    if !path.components().all(|c| matches!(c, Component::Normal(_))) {
        return None;
    }
    let mut file = folder.join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

/// The media type by the ending, as nginx and Apache have it.
fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("xml") => "text/xml; charset=utf-8",
        Some("atom") => "application/atom+xml",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}
