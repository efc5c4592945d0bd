//! The site behind the servers that offices have: nginx with the configuration of README.md, Python's server, which says nothing of caches, a server that
//! lets browsers keep every file for thirty days, and a folder.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use super::browser::{self, Tab};
use super::driver::ends_with_us;
use super::search::{ANSWERED, PAGE, shown, wait_for_marks};
use super::server::Server;
use super::site::{self, By, Site};
use super::{support, tools};

/// The port that a server is told to listen at.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Starts a server that ends with this process, and waits until it answers.
#[track_caller]
#[allow(
    clippy::zombie_processes,
    reason = "it ends after this process, and so cannot be waited for"
)]
fn start(command: &mut Command, port: u16) -> Server {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("a server");
    ends_with_us(child.id());
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Server { port };
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{command:?} does not listen");
}

/// The configuration for nginx that README.md gives.
fn recommended() -> String {
    let readme = std::fs::read_to_string(support::root().join("README.md")).expect("README.md");
    let (_, rest) = readme.split_once("```nginx\n").expect("a configuration");
    rest.split_once("```").expect("its end").0.to_owned()
}

/// nginx before `folder` as README.md has it; none where it is not installed, which is said.
#[track_caller]
fn nginx(folder: &Path) -> Option<Server> {
    let sbin = Path::new("/usr/sbin/nginx");
    let program = tools::program("nginx").or_else(|| sbin.is_file().then(|| sbin.to_owned()));
    let Some(program) = program else {
        tools::not_run("the site behind nginx: no nginx (bash .ci/run installs it)");
        return None;
    };
    let port = free_port();
    let work = tempfile::Builder::new()
        .prefix("nginx-")
        .tempdir_in(super::driver::workplace());
    let work = work.expect("a folder").keep();
    let own = recommended()
        .replace("listen 80 ", &format!("listen 127.0.0.1:{port} "))
        .replace("/srv/jianbao/output", folder.to_str().expect("UTF-8"));
    assert!(own.contains(&format!("127.0.0.1:{port}")), "{own}");
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {};\n", work.join(name).display()))
        .concat();
    let log = work.join("log");
    let whole = format!(
        "user root; daemon off; pid {}; error_log {log};\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}include /etc/nginx/mime.types;\n{own}}}\n",
        work.join("pid").display(),
        log = log.display(),
    );
    let file = work.join("nginx.conf");
    std::fs::write(&file, whole).expect("a file");
    let checked = Command::new(&program)
        .arg("-t")
        .arg("-c")
        .arg(&file)
        .output();
    let checked = checked.expect("nginx runs");
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
    Some(start(Command::new(&program).arg("-c").arg(&file), port))
}

/// Python's own server before `folder`; none where there is no Python, which is said.
#[track_caller]
fn python(folder: &Path) -> Option<Server> {
    let Some(program) = tools::program("python3") else {
        tools::not_run("the site behind Python's server: no python3");
        return None;
    };
    let port = free_port();
    let mut command = Command::new(program);
    command
        .args(["-m", "http.server", "--bind", "127.0.0.1", "--directory"])
        .arg(folder)
        .arg(port.to_string());
    Some(start(&mut command, port))
}

/// Makes all files 300 days old. A browser that is told nothing of caches keeps a file for a tenth of its age.
fn age(folder: &Path) {
    let then = SystemTime::now() - Duration::from_secs(300 * 24 * 3600);
    for path in support::files(folder).into_keys() {
        let file = std::fs::File::options().write(true).open(folder.join(path));
        file.expect("a file").set_modified(then).expect("a time");
    }
}

/// The head and the body of an answer, asked for as browsers do.
fn get(server: u16, path: &str, more: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(("127.0.0.1", server)).expect("a connection");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: any.example\r\nConnection: close\r\n{more}\r\n"
    )
    .expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.expect("a head");
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    (head, answer[end + 4..].to_vec())
}

#[test]
fn nginx_as_recommended_says_what_caches_may_keep_and_shows_our_own_page_for_what_is_not_there() {
    let site = site::sample();
    let Some(server) = nginx(site.folder()) else {
        return;
    };
    let port = server.port;
    let part = site.files(".js");
    let part = part.iter().find(|path| path.starts_with("search/parts/"));
    let part = format!("/{}", part.expect("a part of the index"));
    for (path, kept) in [
        ("/", "no-cache"),
        ("/search/current.js", "no-cache"),
        ("/assets/style.css", "no-cache"),
        ("/ducha/2026/1/text.js", "no-cache"),
        (part.as_str(), "public, max-age=31536000, immutable"),
    ] {
        let (head, _) = get(port, path, "Accept-Encoding: gzip\r\n");
        assert!(head.starts_with("http/1.1 200"), "{path}: {head}");
        assert!(
            head.contains(&format!("cache-control: {kept}\r\n")),
            "{path}: {head}"
        );
        assert!(head.contains("charset=utf-8"), "{path}: {head}");
        assert!(head.contains("content-security-policy: "), "{path}: {head}");
        if path != part {
            assert!(head.contains("content-encoding: gzip"), "{path}: {head}");
        }
    }
    // What opening the page of the search takes, as it is sent.
    let opening: usize = [
        "/search/",
        "/assets/style.css",
        "/assets/site.js",
        "/assets/search.js",
        "/assets/icon.svg",
    ]
    .iter()
    .map(|path| get(port, path, "Accept-Encoding: gzip\r\n").1.len())
    .sum();
    println!("opening the search takes {opening} bytes");
    assert!(opening <= 60 * 1024, "{opening}");
    // Checked with the server, a page that has not changed is not sent again.
    let (head, _) = get(port, "/", "");
    let tag = head
        .lines()
        .find_map(|line| line.strip_prefix("etag: "))
        .expect("a tag");
    let (head, _) = get(port, "/", &format!("If-None-Match: {tag}\r\n"));
    assert!(head.starts_with("http/1.1 304"), "{head}");
    let of_manifest = site.files(".json").into_iter();
    let of_manifest = of_manifest.filter(|path| path.starts_with("manifest/"));
    let of_manifest: Vec<String> = of_manifest.map(|path| format!("/{path}")).collect();
    assert!(!of_manifest.is_empty());
    let closed = ["/manifest.json", "/.jianbao.lock"].into_iter();
    for path in closed.chain(of_manifest.iter().map(String::as_str)) {
        assert!(get(port, path, "").0.starts_with("http/1.1 403"), "{path}");
    }
    let cross = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n";
    assert!(
        get(port, "/ducha/2026/1/text.js", cross)
            .0
            .starts_with("http/1.1 403")
    );
    let (head, body) = get(port, "/ducha/2031/9/none.html", "");
    assert!(head.starts_with("http/1.1 404"), "{head}");
    assert!(String::from_utf8_lossy(&body).contains("没有这一页"));
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let site = Site::behind(site.folder(), server);
    for path in ["ducha/2031/9/none.html", "nichts", "a/b/c/d/"] {
        tab.open(&site.address(By::Http, path));
        assert_eq!(tab.text("h1"), "没有这一页");
        assert_ne!(
            tab.string("getComputedStyle(document.body).backgroundColor"),
            "rgba(0, 0, 0, 0)",
            "the look of the site"
        );
        // Whatever the browser loads for it is there; the page itself is said not to be.
        let mut faults = tab.faults(&site.address(By::Http, ""));
        faults.retain(|fault| !fault.contains("404"));
        assert!(faults.is_empty(), "{faults:?}");
        tab.evaluate("[...document.querySelectorAll('.browse a')][0].click()");
        tab.wait_for("document.querySelector('body.home')");
    }
}

/// Three builds, and a reader whose browser keeps every file for thirty days: what is found is what the archive has today, in a page that was opened
/// before and in one that is opened now, without a word about it.
#[track_caller]
fn comes_back(tab: &mut Tab, site: &Site, by: By, from_cache: bool, publish: &dyn Fn(&str)) {
    tab.open(&site.address(by, "index.html"));
    let search = |tab: &mut Tab, word: &str| {
        let address = format!("{PAGE}?q={word}&unit=&n={by:?}");
        tab.open(&site.address(by, &address));
        wait_for_marks(tab, word);
        assert_eq!(shown(tab), ["ducha/2026/1"], "{by:?} {word}");
    };
    let ask = |tab: &mut Tab, word: &str| {
        tab.evaluate(
            "document.getElementById('jb-q').select(), document.getElementById('jb-q').focus()",
        );
        tab.type_text(word);
    };
    search(tab, "鹭鸶");
    // The page stays open while the archive is published anew; what it needs of the index is gone or yesterday's.
    for (before, word) in [("鹭鸶", "麋鹿"), ("麋鹿", "獬豸")] {
        publish(word);
        // As if twenty seconds had passed.
        tab.evaluate("(() => { const now = Date.now; Date.now = () => now() + 60000 * (1 + (window.jbLater = (window.jbLater || 0) + 1)); })()");
        ask(tab, word);
        wait_for_marks(tab, word);
        assert_eq!(shown(tab), ["ducha/2026/1"], "{by:?} {word}");
        ask(tab, before);
        tab.wait_for(&format!(
            "{ANSWERED} && document.getElementById('jb-status').textContent.startsWith('没有找到')"
        ));
        assert!(tab.evaluate("document.getElementById('jb-trouble').hidden") == true);
        // The page itself, and all that it loads, from the cache.
        tab.open(&site.address(by, "index.html"));
        search(tab, word);
        if from_cache {
            assert_eq!(
                tab.evaluate("performance.getEntriesByType('resource').find((e) => e.name.includes('assets/search.js')).transferSize"),
                0,
                "the script comes from the cache"
            );
        }
    }
}

#[test]
fn a_reader_who_comes_back_searches_the_archive_of_today() {
    let Some(mut tab) = browser::tab() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (content, output) = (folder.path().join("content"), folder.path().join("output"));
    support::copy(&support::root().join("content"), &content);
    let fragment = content.join("ducha/2026/1/导语.md");
    let text = std::fs::read_to_string(&fragment).expect("a fragment");
    let publish = |word: &str| {
        std::fs::write(&fragment, format!("{text}\n\n本期另附{word}一节。\n")).expect("a file");
        Site::build_into(&output, &content, &["--no-pdf"]);
    };
    publish("鹭鸶");
    let aged = Site::aged(&output);
    for by in site::WAYS {
        publish("鹭鸶");
        comes_back(&mut tab, &aged, by, by == By::Http, &publish);
    }
    if let Some(server) = python(&output) {
        publish("鹭鸶");
        age(&output);
        let site = Site::behind(&output, server);
        comes_back(&mut tab, &site, By::Http, true, &publish);
    }
    if let Some(server) = nginx(&output) {
        publish("鹭鸶");
        age(&output);
        let site = Site::behind(&output, server);
        comes_back(&mut tab, &site, By::Http, false, &publish);
        // With the headers of README.md other pages are of today too.
        let page = site.address(By::Http, "ducha/2026/1/index.html");
        tab.open(&page);
        assert!(tab.text("main").contains("獬豸"));
        publish("鹭鸶");
        tab.open(&site.address(By::Http, "index.html"));
        tab.open(&page);
        assert!(tab.text("main").contains("鹭鸶"));
    }
}
