//! The preview as a browser meets it: a real server on this machine, asked over the wire.

#![cfg(feature = "serve")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test: it writes files and talks to a server"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jianbao::pdf::{Cancel, Fonts, Places};
use jianbao::project::{ProjectError, TemplateFiles};
use jianbao::serve::{ServeError, ServeEvent, Settings, Tools, serve};

const LIMIT: Duration = Duration::from_secs(60);

/// A project with two series, served.
struct Served {
    folder: tempfile::TempDir,
    host: String,
    told: Receiver<ServeEvent>,
    cancel: Cancel,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

/// What was answered.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    fn header(&self, name: &str) -> &str {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")))
            .unwrap_or("")
    }
}

const ISSUE: &str = "ducha/2026/1/issue.yaml";

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn issue(number: u32, more: &str) -> String {
    format!("标题: 第{number}号通报\n日期: 2026-0{number}-15\n正文: [正文.md]\n{more}")
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "名称: 云汀资料库\n");
    write(
        root,
        "ducha/series.yaml",
        "名称: 督查通报\n版式: 公文\n报头: 云汀市总工会督查通报\n文号: 云工督〔{年}〕{号}号\n署名: 云汀市总工会\n",
    );
    for number in 1..=3 {
        write(
            root,
            &format!("ducha/2026/{number}/issue.yaml"),
            &issue(number, ""),
        );
        write(
            root,
            &format!("ducha/2026/{number}/正文.md"),
            &format!("第{number}期的正文。\n"),
        );
    }
    write(root, "../secret.txt", "不可外传");
    folder
}

impl Served {
    fn new() -> Self {
        Self::start(project(), false, None)
    }

    fn start(folder: tempfile::TempDir, poll: bool, typst: Option<PathBuf>) -> Self {
        let (sender, told) = channel();
        let cancel = Cancel::default();
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let settings = Settings {
            host: None,
            content: folder.path().join("content"),
            templates: folder.path().join("templates"),
            port: Some(0),
            poll,
            places: Places::of_this_process(typst, Some(own.to_owned())),
            tools: Box::new(move || {
                let folder = own.join("templates");
                let files = TemplateFiles::read(&folder)?;
                let fonts = Fonts::read(&[folder.join("fonts")])
                    .map_err(|error| ProjectError::fonts(&folder, &error))?;
                Ok(Tools {
                    layouts: files.typst,
                    fonts,
                })
            }),
            cancel: cancel.clone(),
        };
        let thread = std::thread::spawn(move || serve(settings, &sender));
        let host = loop {
            match told.recv_timeout(LIMIT).expect("a server that starts") {
                ServeEvent::Started { address, .. } => {
                    break address
                        .trim_start_matches("http://")
                        .trim_end_matches('/')
                        .to_owned();
                }
                _ => continue,
            }
        };
        Self {
            folder,
            host,
            told,
            cancel,
            thread: Some(thread),
        }
    }

    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            body: if head.contains("transfer-encoding: chunked") {
                joined(&bytes[end + 4..])
            } else {
                bytes[end + 4..].to_vec()
            },
            head,
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n",
            self.host
        ))
    }

    /// As a browser asks with these headers.
    fn get_with(&self, path: &str, headers: &str) -> Answer {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}Connection: close\r\n\r\n",
            self.host
        ))
    }

    fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    /// Makes a change and waits until a browser is told to load again.
    fn change(&self, change: impl FnOnce()) -> Duration {
        let mut news = self.news();
        // The last change is told only after browsers were; it must not be taken for this one.
        let _ = self.told.try_iter().count();
        let start = Instant::now();
        change();
        loop {
            let mut line = String::new();
            assert!(
                news.read_line(&mut line).expect("news in time") > 0,
                "the end"
            );
            if line.trim() == "event: reload" {
                return start.elapsed();
            }
        }
    }

    /// The stream of news that a page listens to.
    fn news(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let request = format!(
            "GET /_jianbao/event-stream HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\r\n",
            self.host
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        while line.trim() != "event: init" {
            line.clear();
            assert!(reader.read_line(&mut line).unwrap() > 0, "no init");
        }
        // The listener is there as soon as the server waits for the next piece, just after this one.
        std::thread::sleep(Duration::from_millis(20));
        reader
    }
}

/// The pieces of a chunked body.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|pair| pair == b"\r\n") {
        let size = std::str::from_utf8(&chunks[..end]).expect("a size");
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            break;
        }
        body.extend(&chunks[end + 2..end + 2 + size]);
        chunks = &chunks[end + 2 + size + 2..];
    }
    body
}

impl Drop for Served {
    fn drop(&mut self) {
        self.cancel.cancel();
        let ended = self.thread.take().unwrap().join();
        if !std::thread::panicking() {
            ended.expect("no panic").expect("a clean end");
        }
    }
}

fn findings(page: &str) -> &str {
    let start = page.find("<dialog").unwrap_or(page.len());
    &page[start..]
}

#[test]
fn the_site_is_served_from_memory_and_follows_the_files() {
    let served = Served::new();
    let home = served.page("/");
    assert!(
        home.contains("云汀资料库") && home.contains("第3号通报"),
        "{home}"
    );
    assert!(served.page("/ducha/2026/index.html").contains("第2号通报"));
    let page = served.page("/ducha/2026/1/");
    assert!(page.contains("第1期的正文。") && page.contains("云工督〔2026〕1号"));
    assert!(!page.contains("<dialog"), "nothing is wrong");
    assert_eq!(
        served.get("/assets/style.css").header("content-type"),
        "text/css; charset=utf-8"
    );
    assert_eq!(
        served.get("/ducha/2026/1").header("location"),
        "/ducha/2026/1/"
    );

    served.change(|| served.write("ducha/2026/1/正文.md", "改过的正文。\n"));
    assert!(served.page("/ducha/2026/1/").contains("改过的正文。"));
    // An issue that comes and one that goes, in one series and in the lists.
    served.change(|| {
        served.write("ducha/2026/4/正文.md", "新来的。\n");
        served.write("ducha/2026/4/issue.yaml", &issue(4, ""));
    });
    std::thread::sleep(Duration::from_millis(200));
    assert!(served.page("/").contains("第4号通报"));
    assert!(
        served.page("/ducha/2026/3/").contains("第4号通报"),
        "the next issue"
    );
    served
        .change(|| fs::remove_dir_all(served.folder.path().join("content/ducha/2026/4")).unwrap());
    std::thread::sleep(Duration::from_millis(200));
    assert!(!served.page("/").contains("第4号通报"));
    assert_eq!(served.get("/ducha/2026/4/").status, 404);
    assert!(
        !served.folder.path().join("output").exists(),
        "nothing is written"
    );
}

#[test]
fn drafts_internal_and_classified_issues_are_shown_and_marked() {
    let served = Served::new();
    assert!(!served.page("/ducha/2026/2/").contains("jbp-ribbon"));
    served.change(|| served.write("ducha/2026/2/issue.yaml", &issue(2, "密级: 机密★1年\n")));
    let page = served.page("/ducha/2026/2/");
    assert!(
        page.contains("jbp-ribbon") && page.contains("<span class=\"jbp-mark\">机密★1年</span>")
    );
    assert!(served.page("/").contains("【机密★1年】第2号通报"));
}

#[test]
fn what_no_site_has_is_shown_with_a_mark_wherever_it_stands() {
    for (line, mark) in [
        ("草稿: 是\n", "草稿"),
        ("受众: 内部\n", "内部"),
        ("密级: 绝密★1年\n", "绝密★1年"),
    ] {
        let folder = project();
        write(folder.path(), "ducha/2026/2/issue.yaml", &issue(2, line));
        let served = Served::start(folder, false, None);
        let page = served.page("/ducha/2026/2/");
        assert!(page.contains("第2期的正文。"), "{line}");
        assert!(
            page.contains(&format!("<span class=\"jbp-mark\">{mark}")),
            "{line}: {page}"
        );
        for list in ["/", "/ducha/2026/index.html"] {
            let list = served.page(list);
            assert!(
                list.contains(&format!("【{mark}】第2号通报")),
                "{line}: {list}"
            );
        }
        assert!(
            !served.page("/ducha/2026/1/").contains("jbp-mark\""),
            "{line}"
        );
    }
}

/// A file of another issue that a text uses is followed like its own, however the way there is spelt.
#[test]
fn an_issue_follows_the_files_that_it_uses_of_others() {
    let table = |number: usize| format!("单位,数\n甲县,{number}\n");
    for way in ["../3/表.csv", "\"\\x2E\\x2E/3/表.csv\""] {
        let folder = project();
        write(folder.path(), "ducha/2026/3/表.csv", &table(12801));
        let yaml = issue(1, "").replace(
            "[正文.md]",
            &format!("[正文.md, {{表: {way}, 标题: 进度}}]"),
        );
        write(folder.path(), ISSUE, &yaml);
        let served = Served::start(folder, false, None);
        let before = served.page("/ducha/2026/1/");
        assert!(before.contains("12801"), "{way}: {}", findings(&before));
        served.change(|| served.write("ducha/2026/3/表.csv", &table(13902)));
        let after = served.page("/ducha/2026/1/");
        assert!(after.contains("13902") && !after.contains("12801"), "{way}");
    }
}

#[test]
fn what_nobody_has_written_yet_is_shown_under_its_finding() {
    let folder = project();
    write(
        folder.path(),
        "ducha/2026/1/正文.md",
        "共签订合同【待填】份。\n",
    );
    let served = Served::start(folder, false, None);
    let page = served.page("/ducha/2026/1/");
    assert!(
        page.contains("共签订合同") && page.contains("【待填】"),
        "{page}"
    );
    assert!(findings(&page).contains("JB1021"), "{}", findings(&page));
    assert!(served.page("/").contains("第1号通报"));
}

#[test]
fn an_issue_that_departs_from_its_record_is_shown_under_what_departs() {
    let folder = project();
    let issued = std::process::Command::new(env!("CARGO_BIN_EXE_jianbao"))
        .args(["issue", "ducha/2026/1", "--date", "2026-01-16", "--no-pdf"])
        .current_dir(folder.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(issued.status.success(), "{issued:?}");
    write(folder.path(), "ducha/2026/1/正文.md", "改过的正文。\n");
    let served = Served::start(folder, false, None);
    let page = served.page("/ducha/2026/1/");
    assert!(page.contains("改过的正文。"), "{page}");
    let said = findings(&page);
    assert!(
        said.contains("JB4001") && said.contains("第1期的正文。"),
        "{said}"
    );
    served.change(|| served.write("ducha/2026/1/正文.md", "第1期的正文。\n"));
    assert!(!served.page("/ducha/2026/1/").contains("JB4001"));
}

#[test]
fn an_error_is_shown_over_the_last_good_page_and_goes_when_it_is_put_right() {
    let served = Served::new();
    served.change(|| served.write(ISSUE, &issue(1, "抄宋: 市委<b>办\n")));
    let page = served.page("/ducha/2026/1/");
    assert!(page.contains("第1期的正文。"), "the last good state");
    let said = findings(&page);
    for word in [
        "open>",
        "JB0003",
        "ducha/2026/1/issue.yaml 第4行第1列",
        "<mark>抄宋</mark>",
        "&lt;b&gt;",
        "改法：",
        "抄送",
        "下面的页面是改错之前的样子",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(!said.contains('\u{1b}'));
    // Other issues do not have it, lists have it in the bar and closed.
    assert!(!served.page("/ducha/2026/2/").contains("<dialog"));
    let home = served.page("/");
    assert!(home.contains("id=\"jbp-show\">1 个错误</button>"), "{home}");
    assert!(
        findings(&home).contains("href=\"/ducha/2026/1/index.html\"")
            && !findings(&home).contains(" open>")
    );
    served.change(|| served.write(ISSUE, &issue(1, "抄送: 市委办公室\n")));
    let page = served.page("/ducha/2026/1/");
    assert!(!page.contains("<dialog") && page.contains("市委办公室"));
}

#[test]
fn an_issue_that_never_was_good_has_a_page_that_says_why() {
    let folder = project();
    write(
        folder.path(),
        ISSUE,
        "标题: 甲\n日期: 2026-02-30\n正文: [正文.md]\n",
    );
    let served = Served::start(folder, false, None);
    let page = served.page("/ducha/2026/1/index.html");
    assert!(
        page.contains("ducha/2026/1 还不能显示") && findings(&page).contains("JB0006"),
        "{page}"
    );
    served.change(|| served.write(ISSUE, &issue(1, "")));
    assert!(served.page("/ducha/2026/1/").contains("第1期的正文。"));
    // Nor has one a page whose issue.yaml is not there.
    served.change(|| fs::remove_file(served.folder.path().join("content").join(ISSUE)).unwrap());
    for path in ["/ducha/2026/1/", "/ducha/2026/1/index.html"] {
        let page = served.page(path);
        assert!(
            page.contains("ducha/2026/1 还不能显示") && page.contains("却没有 issue.yaml"),
            "{page}"
        );
    }
}

#[test]
fn faults_of_series_site_and_templates_are_shown_and_pass() {
    let served = Served::new();
    let series =
        fs::read_to_string(served.folder.path().join("content/ducha/series.yaml")).unwrap();
    served.change(|| served.write("ducha/series.yaml", "名称: 督查通报\n版式: 公报\n"));
    let page = served.page("/ducha/2026/1/");
    assert!(
        page.contains("第1期的正文。") && findings(&page).contains("series.yaml 第2行"),
        "{page}"
    );
    assert!(
        served.page("/").contains("第3号通报"),
        "the lists keep the series"
    );
    served.change(|| served.write("ducha/series.yaml", &series));
    served.change(|| served.write("site.yaml", "名称: [\n"));
    assert!(findings(&served.page("/")).contains("site.yaml"));
    served.change(|| served.write("site.yaml", "名称: 新的名称\n"));
    assert!(served.page("/").contains("新的名称"));

    // Templates that come later are watched only where their folder was there at the start.
    drop(served);
    let folder = project();
    fs::create_dir_all(folder.path().join("templates/html")).unwrap();
    let served = Served::start(folder, false, None);
    let template = served.folder.path().join("templates/html/home.html");
    served.change(|| fs::write(&template, "<p>自己的首页</p>{{ nobody }}").unwrap());
    let answer = served.get("/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("home.html 第1行") && answer.text().contains("event-stream"));
    served.change(|| fs::write(&template, "<p>自己的首页</p>{% if %}").unwrap());
    assert_eq!(served.get("/ducha/2026/1/").status, 500);
    served.change(|| fs::write(&template, "<p>自己的首页</p>").unwrap());
    assert!(served.page("/").contains("<p>自己的首页</p>"));
}

#[test]
fn only_this_machine_is_answered_and_nothing_outside_the_site() {
    let served = Served::new();
    let with_host = |host: &str| {
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: none\r\nConnection: close\r\n\r\n"
        );
        served.ask(&request).status
    };
    let port = served.host.rsplit(':').next().unwrap();
    assert!(served.host.starts_with("127.0.0.1:"));
    assert_eq!(with_host(&format!("localhost:{port}")), 200);
    for host in [
        "evil.example",
        "127.0.0.1",
        "localhost:1",
        "127.0.0.1.evil.example:80",
        "",
    ] {
        assert_eq!(with_host(host), 403, "{host}");
    }
    assert_eq!(with_host(&format!("evil.example:{port}")), 403);
    let stream = format!(
        "GET /_jianbao/event-stream HTTP/1.1\r\nHost: evil.example:{port}\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(served.ask(&stream).status, 403);
    let post = format!(
        "POST / HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        served.host
    );
    assert_eq!(served.ask(&post).status, 405);
    for path in [
        "/../secret.txt",
        "/content/site.yaml",
        "/site.yaml",
        "/ducha/2026/1/issue.yaml",
        "/ducha/2026/1/%E6%AD%A3%E6%96%87.md",
        "/ducha/2026/1/../../../../secret.txt",
        "/ducha/2026/1/..%2f..%2f..%2f..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/ducha/2026/1/..\\..\\..\\..\\secret.txt",
        "//etc/passwd",
        "/_jianbao/",
        "/_jianbao/../secret.txt",
        "/ducha/2026/1//index.html",
        "/ducha/2026/1/%00",
    ] {
        let answer = served.get(path);
        assert!(
            matches!(answer.status, 404 | 400),
            "{path}: {}",
            answer.status
        );
        assert!(
            !String::from_utf8_lossy(&answer.body).contains("不可外传"),
            "{path}"
        );
    }
}

#[test]
fn pictures_and_files_come_from_the_content_as_they_are() {
    let folder = project();
    let png =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("content/zhuanti/2026/12/流程.png"))
            .unwrap();
    fs::write(folder.path().join("content/ducha/2026/1/tu.png"), &png).unwrap();
    write(
        folder.path(),
        "ducha/2026/1/正文.md",
        "正文。\n\n![图](tu.png)\n",
    );
    fs::write(folder.path().join("content/ducha/2026/1/notes.png"), "x").unwrap();
    let served = Served::start(folder, false, None);
    let page = served.page("/ducha/2026/1/");
    let source = page
        .split("<img src=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let picture = served.get(&format!("/ducha/2026/1/{source}"));
    assert_eq!(
        (picture.status, picture.header("content-type")),
        (200, "image/png")
    );
    assert!(picture.body == png);
    assert_eq!(
        served.get("/ducha/2026/1/notes.png").status,
        404,
        "no issue uses it"
    );
}

#[test]
fn the_policy_allows_the_one_script_more_and_published_pages_stay_strict() {
    let served = Served::new();
    let answer = served.get("/");
    let page = answer.text();
    let meta = page
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let hash = meta
        .split("'sha256-")
        .nth(1)
        .expect("a hash")
        .split('\'')
        .next()
        .unwrap();
    assert!(
        meta.contains("connect-src 'self'") && !meta.contains("unsafe"),
        "{meta}"
    );
    assert!(answer.header("content-security-policy").contains(hash));
    // The script is the one that the library put at the end.
    let script = page.rsplit_once("<script data-event-stream").unwrap().1;
    let script = script
        .split_once('>')
        .unwrap()
        .1
        .rsplit_once("</script>")
        .unwrap()
        .0;
    let digest = <sha2::Sha256 as sha2::Digest>::digest(script);
    assert_eq!(hash, base64(&digest));
    let built = TemplateFiles::default();
    let templates = jianbao::render::html::Templates::new(&built.html).unwrap();
    let sources =
        jianbao::stage::discover::discover(&served.folder.path().join("content")).unwrap();
    let preview = jianbao::pipeline::preview::Preview::new(sources.into());
    let view = jianbao::pipeline::preview::View::new(preview.into(), templates.into());
    let Ok(Some(jianbao::pipeline::preview::Found::Drawn(home, _))) =
        view.file(&jianbao::site::Route::Home, &Default::default())
    else {
        panic!("a home page");
    };
    let home = String::from_utf8(home.bytes).unwrap();
    assert!(
        home.contains("script-src 'self' file:; base-uri") && !home.contains("sha256"),
        "{home}"
    );
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three
            .iter()
            .fold(0_u32, |n, byte| n << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place) & 63) as usize];
            text.push(if place > three.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[test]
fn a_pdf_is_set_when_it_is_asked_for_and_kept() {
    let served = Served::new();
    let answer = served.get("/ducha/2026/1/ducha-2026-1.pdf");
    if answer.status != 200 && answer.text().contains("jianbao setup") {
        panic!("没有 typst，PDF 没有检验。先运行 cargo run -- setup");
    }
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/pdf")
    );
    assert!(answer.body.starts_with(b"%PDF-"));
    assert!(
        served.page("/ducha/2026/1/").contains("1页"),
        "the page knows it now"
    );
    let start = Instant::now();
    assert!(served.get("/ducha/2026/1/ducha-2026-1.pdf").body == answer.body);
    assert!(start.elapsed() < Duration::from_secs(2));
    // What cannot be printed is a finding, with its place.
    served.change(|| served.write("ducha/2026/1/正文.md", "印不出来的字：\u{2A6A5}。\n"));
    assert!(
        !served.page("/ducha/2026/1/").contains("1页"),
        "that PDF is of another text"
    );
    let refused = served.get("/ducha/2026/1/ducha-2026-1.pdf");
    assert_eq!(refused.status, 500);
    assert!(
        refused.text().contains("JB9001") && refused.text().contains("正文.md 第1行第8列"),
        "{}",
        refused.text()
    );
}

#[test]
fn without_typst_a_page_says_what_to_do() {
    let served = Served::start(project(), false, Some("/no/such/typst".into()));
    let answer = served.get("/ducha/2026/1/ducha-2026-1.pdf");
    assert_eq!(answer.status, 500);
    assert!(
        answer.text().contains("现在不能排印 PDF"),
        "{}",
        answer.text()
    );
    assert_eq!(served.get("/ducha/2026/1/").status, 200);
}

#[test]
fn a_network_share_is_looked_through() {
    let served = Served::start(project(), true, None);
    // The first look must be over before a change can be seen.
    std::thread::sleep(Duration::from_millis(1500));
    served.change(|| served.write("ducha/2026/1/正文.md", "共享文件夹里改的。\n"));
    assert!(served.page("/ducha/2026/1/").contains("共享文件夹里改的。"));
}

#[test]
fn editors_that_save_in_several_steps_are_followed() {
    let served = Served::new();
    let path = served.folder.path().join("content/ducha/2026/1/正文.md");
    // Written beside and renamed over, with the old one kept as a backup.
    served.change(|| {
        fs::rename(&path, path.with_extension("md~")).unwrap();
        fs::write(path.with_extension("md.tmp"), "整体替换的正文。\n").unwrap();
        fs::rename(path.with_extension("md.tmp"), &path).unwrap();
    });
    std::thread::sleep(Duration::from_millis(200));
    let page = served.page("/ducha/2026/1/");
    assert!(
        page.contains("整体替换的正文。") && !page.contains("<dialog"),
        "{page}"
    );
    // Emptied and written again, as Notepad does; then twice with one size in no time.
    for text in ["甲甲甲甲。\n", "乙乙乙乙。\n", "丙丙丙丙。\n"] {
        served.change(|| {
            fs::write(&path, "").unwrap();
            fs::write(&path, text).unwrap();
        });
        assert!(
            served.page("/ducha/2026/1/").contains(text.trim()),
            "{text}"
        );
    }
}

mod program {
    use super::*;
    use std::process::{Command, Stdio};

    fn jianbao(args: &[&str]) -> std::process::Output {
        Command::new(env!("CARGO_BIN_EXE_jianbao"))
            .arg("serve")
            .args(args)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    #[test]
    fn what_keeps_it_from_starting_is_said_in_chinese() {
        let missing = jianbao(&["--content", "/no/such/folder"]);
        assert_eq!(missing.status.code(), Some(3));
        assert!(String::from_utf8_lossy(&missing.stderr).contains("没有这个文件夹"));
        let folder = project();
        let content = folder.path().join("content");
        let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port().to_string();
        let refused = jianbao(&["--content", content.to_str().unwrap(), "--port", &port]);
        assert_eq!(refused.status.code(), Some(3));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            said.contains(&format!("端口 {port} 已被别的程序占用")),
            "{said}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn it_says_where_it_is_and_what_happens_and_ends_with_control_c() {
        let folder = project();
        let content = folder.path().join("content");
        let mut child = Command::new(env!("CARGO_BIN_EXE_jianbao"))
            .arg("serve")
            .arg("--content")
            .arg(&content)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert!(
            first.starts_with("预览地址：http://127.0.0.1:86"),
            "{first}"
        );
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let start = said.next().unwrap().unwrap();
        assert!(
            start.contains("共 3 期，没有发现问题") && start.contains("Ctrl-C"),
            "{start}"
        );
        fs::write(
            content.join("ducha/2026/1/issue.yaml"),
            issue(1, "抄宋: 市委\n"),
        )
        .unwrap();
        let mut news: Vec<String> = Vec::new();
        while !news.last().is_some_and(|line| line.contains("已更新")) {
            news.push(said.next().unwrap().unwrap());
        }
        assert!(news.iter().any(|line| line.contains("JB0003")), "{news:?}");
        let last = news.last().unwrap();
        assert!(
            last.ends_with(" 已更新，1 个错误") && last.as_bytes()[2] == b':',
            "{last}"
        );
        let id = child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(child.wait().unwrap().code(), Some(0));
        assert!(said.any(|line| line.unwrap().contains("预览已结束")));
    }

    /// Control-C ends it where the system can tell of no changes: no watcher can be had, no folder can be watched, it only looks.
    #[test]
    fn control_c_ends_it_where_nothing_can_be_watched() {
        let traced = Command::new("strace").arg("-V").output();
        if !traced.is_ok_and(|run| run.status.success()) {
            assert!(std::env::var_os("CI").is_none(), "strace is not installed");
            println!("NOT RUN: a preview without a watcher, as there is no strace");
            return;
        }
        for (call, error) in [("inotify_init1", "EMFILE"), ("inotify_add_watch", "ENOSPC")] {
            let folder = project();
            // -D: the program is our child, not strace.
            let mut child = Command::new("strace")
                .args(["-D", "-f", "-o", "/dev/null", "-e"])
                .arg(format!("trace={call}"))
                .arg("-e")
                .arg(format!("inject={call}:error={error}"))
                .arg(env!("CARGO_BIN_EXE_jianbao"))
                .arg("serve")
                .arg("--content")
                .arg(folder.path().join("content"))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
            let trouble = said.next().unwrap().unwrap();
            assert!(trouble.contains("改为每秒查看一次"), "{call}: {trouble}");
            assert!(said.next().unwrap().unwrap().contains("Ctrl-C"), "{call}");
            let id = child.id().to_string();
            let killed = Command::new("kill").args(["-INT", &id]).status().unwrap();
            assert!(killed.success());
            let start = Instant::now();
            while child.try_wait().unwrap().is_none() {
                if start.elapsed() > LIMIT {
                    child.kill().unwrap();
                    panic!("{call}: Ctrl-C does not end it");
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            assert_eq!(child.wait().unwrap().code(), Some(0), "{call}");
        }
    }
}

#[test]
fn no_page_of_another_origin_is_given_anything() {
    let served = Served::new();
    served.write("ducha/2026/2/issue.yaml", &issue(2, "密级: 绝密★长期\n"));
    let paths = [
        "/search/current.js",
        "/ducha/2026/2/text.js",
        "/ducha/2026/2/issue.json",
        "/assets/site.js",
        "/catalogue.csv",
        "/_jianbao/event-stream",
        "/ducha/2026/2/ducha-2026-2.pdf",
    ];
    // A script, a picture, a frame or a request of another page, of another port of this machine, and of a browser that says nothing of it.
    for headers in [
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n",
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
        "Origin: http://evil.example\r\nSec-Fetch-Site: same-origin\r\n",
        "Origin: null\r\n",
        "",
        "Referer: http://evil.example/\r\n",
    ] {
        for path in paths {
            let answer = served.get_with(path, headers);
            assert_eq!(answer.status, 403, "{path} {headers}");
            assert!(!answer.text().contains("正文"), "{path} {headers}");
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        }
    }
    // A page is shown to who follows a link to it; what it then asks for has the cookie, or says where it comes from.
    let link =
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    for headers in [link, "Sec-Fetch-Site: none\r\n"] {
        let page = served.get_with("/ducha/2026/1/", headers);
        assert_eq!(page.status, 200, "{headers}");
        assert!(page.text().contains("第1期的正文"));
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(page.header(name), value);
        }
        let cookie = page.header("set-cookie");
        assert!(cookie.contains("SameSite=Strict") && cookie.contains("HttpOnly"));
        let token = cookie.split(';').next().unwrap();
        let with = format!("Cookie: {token}\r\n");
        assert_eq!(served.get_with("/search/current.js", &with).status, 200);
        let foreign = format!("{with}Sec-Fetch-Site: same-site\r\n");
        assert_eq!(served.get_with("/search/current.js", &foreign).status, 403);
    }
    assert_eq!(served.get("/search/current.js").status, 200);
    // Who says nothing gets nothing of the preview, only the way there: with the cookie the same address shows the page.
    let page = served.get_with("/ducha/2026/1/", "");
    assert_eq!(page.status, 403);
    assert!(page.text().contains("打开预览") && !page.text().contains("第1期"));
    let cookie = page.header("set-cookie");
    let with = format!("Cookie: {}\r\n", cookie.split(';').next().unwrap());
    let page = served.get_with("/ducha/2026/1/", &with);
    assert!(page.status == 200 && page.text().contains("第1期的正文"));
}

#[test]
fn a_connection_that_asks_for_nothing_is_closed() {
    let served = Served::new();
    let half = ["", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: "];
    let mut open: Vec<TcpStream> = half
        .iter()
        .map(|begun| {
            let mut stream = TcpStream::connect(&served.host).unwrap();
            stream.write_all(begun.as_bytes()).unwrap();
            stream.set_read_timeout(Some(LIMIT)).unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    for stream in &mut open {
        let mut rest = Vec::new();
        // An answer that says so, or a connection that is reset: it has an end.
        let _ = stream.read_to_end(&mut rest);
        assert!(start.elapsed() < Duration::from_secs(30));
    }
    assert!(
        start.elapsed() > Duration::from_secs(5),
        "they had time to ask"
    );
    assert_eq!(served.get("/").status, 200);
}
