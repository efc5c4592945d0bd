//! The one browser of all tests, and what a test can do with it and ask of it.
//!
//! ```ignore
//! let Some(mut tab) = browser::tab() else { return };      // NOT RUN, and said so
//! tab.set_viewport(375, 800);
//! tab.open(&site::sample().address(By::File, "search/index.html?q=督查"));
//! tab.wait_for("document.querySelectorAll('ol.results > li').length > 0");
//! tab.type_text("工资");
//! tab.press(Key::Enter);
//! assert_eq!(tab.text("h1"), "检索");
//! let faults = tab.faults(&site::sample().address(By::File, ""));
//! assert!(faults.is_empty(), "{faults:?}");                // nothing on the console, no violation, no request elsewhere
//! ```
//!
//! Tests wait for each other at [`tab`]. Every function fails the test, with what the browser said, where it cannot do what it is for; none waits longer than
//! [`PATIENCE`].

use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
pub use thirtyfour::Key;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By as Find, Capabilities, WebDriver};

use super::driver::{Driver, workplace};
use super::tools;

/// What takes longer than this hangs; far above what a loaded machine needs.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// One line of the console, whether a script wrote it or the browser.
#[derive(Clone, Debug)]
pub struct Line {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    /// What it says, with address and line before it.
    pub text: String,
}

/// A request that the page made, and what became of it.
#[derive(Clone, Debug)]
pub struct Request {
    id: String,
    /// The whole address.
    pub url: String,
    /// `Document`, `Stylesheet`, `Image`, `Script` …
    pub kind: String,
    /// Why it failed: an error of the network, what the browser blocked, or a status of 400 and more.
    pub failed: Option<String>,
}

/// A breach of the Content-Security-Policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The directive, e.g. `script-src-elem`.
    pub directive: String,
    /// What was blocked: an address, `inline` or `eval`.
    pub blocked: String,
}

struct Browser {
    runtime: tokio::runtime::Runtime,
    web: WebDriver,
}

static BROWSER: LazyLock<Result<Mutex<Browser>, String>> =
    LazyLock::new(|| Browser::start().map(Mutex::new));

/// A fresh tab of the browser, for this test alone until it is dropped; none where there is no browser, which is then said.
#[track_caller]
pub fn tab() -> Option<Tab> {
    match &*BROWSER {
        // A test that failed has left nothing but its tab.
        Ok(browser) => Some(Tab::fresh(
            browser.lock().unwrap_or_else(PoisonError::into_inner),
        )),
        Err(missing) => {
            tools::not_run(&format!(
                "tests in a real browser: {missing} (apt-get install chromium chromium-driver)"
            ));
            None
        }
    }
}

impl Browser {
    fn start() -> Result<Self, String> {
        let driver = Driver::start()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let mut wanted = Capabilities::new();
        let options = json!({
            "binary": driver.chromium,
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe",
                "--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-quic", "--disable-extensions", "--lang=zh-CN",
                // Whatever a page may ask for, nothing leaves this machine.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server",
                format!("--user-data-dir={}", workplace().join("profile").display()),
                format!("--disk-cache-dir={}", workplace().join("cache").display()),
            ],
        });
        let set = |wanted: &mut Capabilities, key: &str, value: Value| {
            wanted.set(key, value).expect("a capability");
        };
        set(&mut wanted, "browserName", json!("chrome"));
        set(&mut wanted, "unhandledPromptBehavior", json!("ignore"));
        set(
            &mut wanted,
            "timeouts",
            json!({"pageLoad": PATIENCE.as_millis() as u64, "script": PATIENCE.as_millis() as u64}),
        );
        set(
            &mut wanted,
            "goog:loggingPrefs",
            json!({"browser": "ALL", "performance": "ALL"}),
        );
        set(&mut wanted, "goog:chromeOptions", options);
        let server = format!("http://127.0.0.1:{}", driver.port);
        let connect = WebDriver::builder(server, wanted).request_timeout(PATIENCE * 2);
        let web = runtime
            .block_on(connect.connect())
            .unwrap_or_else(|error| panic!("Chromium does not start: {error}"));
        Ok(Self { runtime, web })
    }

    #[track_caller]
    fn run<T>(&self, work: impl Future<Output = WebDriverResult<T>>) -> T {
        self.runtime
            .block_on(work)
            .unwrap_or_else(|error| panic!("{error}"))
    }
}

/// Runs in every document before its own scripts: keeps what would otherwise be gone, and answers for a reader who closes every dialog.
const RECORD: &str = r#"
window.__jb = { violations: [], dialogs: [] };
document.addEventListener('securitypolicyviolation', (e) =>
    window.__jb.violations.push({ directive: e.effectiveDirective, blocked: e.blockedURI }));
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
    window[name] = (...said) => { window.__jb.dialogs.push(`${name}(${said.join()})`); return null; };
"#;

/// A tab, which holds the browser until it is dropped.
pub struct Tab {
    browser: MutexGuard<'static, Browser>,
    console: Vec<Line>,
    requests: Vec<Request>,
}

#[allow(dead_code, reason = "some of it is for a test that is being written")]
impl Tab {
    #[track_caller]
    fn fresh(browser: MutexGuard<'static, Browser>) -> Self {
        browser.run(async {
            let before = browser.web.windows().await?;
            let fresh = browser.web.new_tab().await?;
            for old in before {
                browser.web.switch_to_window(old).await?;
                browser.web.close_window().await?;
            }
            browser.web.switch_to_window(fresh).await
        });
        let mut tab = Self {
            browser,
            console: Vec::new(),
            requests: Vec::new(),
        };
        tab.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({"source": RECORD}),
        );
        tab.set_viewport(1280, 900);
        tab.set_dark(false);
        tab.forget();
        tab
    }

    // ---- acting -----------------------------------------------------------------------------------------------------------------

    /// Opens an address and waits until everything is loaded. What the page before said is forgotten.
    #[track_caller]
    pub fn open(&mut self, url: &str) {
        self.forget();
        self.browser.run(self.browser.web.goto(url));
    }

    /// Back in the history, until the page is loaded.
    #[track_caller]
    pub fn back(&mut self) {
        self.browser.run(self.browser.web.back());
    }

    /// Forward in the history, until the page is loaded.
    #[track_caller]
    pub fn forward(&mut self) {
        self.browser.run(self.browser.web.forward());
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&mut self) {
        self.browser.run(self.browser.web.refresh());
    }

    /// Sets the size of the page's viewport in CSS pixels.
    #[track_caller]
    pub fn set_viewport(&mut self, width: u32, height: u32) {
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        );
    }

    /// Whether the reader prefers a dark scheme.
    #[track_caller]
    pub fn set_dark(&mut self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        // Nothing moves, so that what is measured stands still.
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({"media": "", "features": [
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]}),
        );
    }

    /// Shows the pages as they would be printed (`@media print`).
    #[track_caller]
    pub fn set_print(&mut self) {
        self.cdp("Emulation.setEmulatedMedia", json!({"media": "print"}));
    }

    /// Turns scripts of the pages off, as a reader's office may have; `evaluate` still works.
    #[track_caller]
    pub fn without_scripts(&mut self) {
        self.cdp(
            "Emulation.setScriptExecutionDisabled",
            json!({"value": true}),
        );
    }

    /// Pages opened from now on in this tab are not held by their Content-Security-Policy.
    #[track_caller]
    pub fn bypass_csp(&mut self) {
        self.cdp("Page.setBypassCSP", json!({"enabled": true}));
    }

    /// Presses and releases a key.
    #[track_caller]
    pub fn press(&mut self, key: Key) {
        let keys = self.browser.web.action_chain().send_keys(key);
        self.browser.run(keys.perform());
    }

    /// Presses a key while another is held, e.g. `Key::Shift` and `Key::Tab`.
    #[track_caller]
    pub fn press_with(&mut self, held: Key, key: Key) {
        let chain = self.browser.web.action_chain();
        let keys = chain.key_down(held.clone()).send_keys(key).key_up(held);
        self.browser.run(keys.perform());
    }

    /// Puts a text where the focus is, at once, as an input method does with what was chosen.
    #[track_caller]
    pub fn type_text(&mut self, text: &str) {
        self.cdp("Input.insertText", json!({"text": text}));
    }

    /// Clicks the middle of the first element of this selector, scrolled to if need be.
    #[track_caller]
    pub fn click(&mut self, css: &str) {
        self.browser.run(async {
            let element = self.browser.web.find(Find::Css(css)).await?;
            element.click().await
        });
    }

    /// Waits until the JavaScript expression is truthy. It may be evaluated in more than one document, where the page is being left.
    #[track_caller]
    pub fn wait_for(&mut self, condition: &str) {
        let start = Instant::now();
        let expression = format!("!!({condition})");
        loop {
            // While a page is being left there is nothing to ask; that is an error like others and passes.
            let answer = self.try_evaluate(&expression);
            if answer.as_ref() == Ok(&Value::Bool(true)) {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "in vain: {condition}\n{answer:?}\nat {}",
                self.url()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    // ---- asking -----------------------------------------------------------------------------------------------------------------

    /// The value of a JavaScript expression; a promise is waited for. It is evaluated whatever the page's policy says.
    #[track_caller]
    pub fn evaluate(&mut self, expression: &str) -> Value {
        self.try_evaluate(expression)
            .unwrap_or_else(|error| panic!("{error}\nin: {:.300}\nat {}", expression, self.url()))
    }

    fn try_evaluate(&mut self, expression: &str) -> Result<Value, String> {
        let parameters =
            json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let cdp = self.browser.web.cdp();
        let answer = self
            .browser
            .runtime
            .block_on(cdp.send_raw("Runtime.evaluate", parameters))
            .map_err(|error| error.to_string())?;
        match answer.get("exceptionDetails") {
            Some(thrown) => Err(format!(
                "{} {}",
                thrown["text"], thrown["exception"]["description"]
            )),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// The value of a JavaScript expression as text.
    #[track_caller]
    pub fn string(&mut self, expression: &str) -> String {
        let value = self.evaluate(expression);
        let text = value.as_str().map(str::to_owned);
        text.unwrap_or_else(|| panic!("no text but {value}: {expression}"))
    }

    /// What a reader sees of the first element of this selector.
    #[track_caller]
    pub fn text(&mut self, css: &str) -> String {
        self.string(&format!("document.querySelector({}).innerText", json!(css)))
    }

    /// How many elements this selector has.
    #[track_caller]
    pub fn count(&mut self, css: &str) -> u64 {
        let expression = format!("document.querySelectorAll({}).length", json!(css));
        self.evaluate(&expression).as_u64().expect("a number")
    }

    /// The address that the tab is at.
    pub fn url(&self) -> String {
        let url = self
            .browser
            .runtime
            .block_on(self.browser.web.current_url());
        url.map_or_else(|error| error.to_string(), |url| url.to_string())
    }

    /// What stands on the console since the last [`open`](Self::open).
    #[track_caller]
    pub fn console(&mut self) -> Vec<Line> {
        let lines = self.browser.run(self.browser.web.browser_log());
        self.console.extend(lines.into_iter().map(|line| Line {
            level: line.level,
            text: line.message,
        }));
        self.console.clone()
    }

    /// Every request since the last [`open`](Self::open), of pages that were left too.
    #[track_caller]
    pub fn requests(&mut self) -> Vec<Request> {
        let entries = self.browser.run(self.browser.web.get_log("performance"));
        for entry in entries {
            let entry: Value = serde_json::from_str(&entry.message).expect("JSON of chromedriver");
            let event = &entry["message"];
            let of = &event["params"];
            let id = of["requestId"].as_str().unwrap_or_default().to_owned();
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            match event["method"].as_str().unwrap_or_default() {
                // A redirect comes with the id of the request it follows.
                "Network.requestWillBeSent" => self.requests.push(Request {
                    id,
                    url: text(&of["request"]["url"]),
                    kind: text(&of["type"]),
                    failed: None,
                }),
                "Network.webSocketCreated" => self.requests.push(Request {
                    id,
                    url: text(&of["url"]),
                    kind: "WebSocket".to_owned(),
                    failed: None,
                }),
                "Network.responseReceived" => {
                    let status = of["response"]["status"].as_u64().unwrap_or_default();
                    if status >= 400 {
                        self.fail(&id, format!("status {status}"));
                    }
                }
                "Network.loadingFailed" => {
                    let blocked = text(&of["blockedReason"]);
                    self.fail(&id, format!("{} {blocked}", text(&of["errorText"])));
                }
                _ => {}
            }
        }
        self.requests.clone()
    }

    fn fail(&mut self, id: &str, why: String) {
        if let Some(request) = self.requests.iter_mut().rfind(|request| request.id == id) {
            request.failed = Some(why);
        }
    }

    /// Breaches of the Content-Security-Policy by the page that is open.
    #[track_caller]
    pub fn violations(&mut self) -> Vec<Violation> {
        let list = self.evaluate("window.__jb.violations");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        list.as_array()
            .expect("a list")
            .iter()
            .map(|violation| Violation {
                directive: text(&violation["directive"]),
                blocked: text(&violation["blocked"]),
            })
            .collect()
    }

    /// Dialogs and windows that the open page wanted, e.g. `alert(1)`.
    #[track_caller]
    pub fn dialogs(&mut self) -> Vec<String> {
        let list = self.evaluate("window.__jb.dialogs");
        let list = list.as_array().expect("a list").iter();
        list.map(|said| said.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// What is wrong with the page that was opened, in words: warnings and errors on the console, breaches of the policy, dialogs, requests that failed or
    /// that went to another place than below `home` (the site's own address).
    #[track_caller]
    pub fn faults(&mut self, home: &str) -> Vec<String> {
        let mut faults = Vec::new();
        for line in self.console() {
            if line.level == "SEVERE" || line.level == "WARNING" {
                faults.push(format!("console: {}", line.text));
            }
        }
        for request in self.requests() {
            if !request.url.starts_with(home) && !request.url.starts_with("data:") {
                faults.push(format!("a request to {}", request.url));
            }
            if let Some(why) = request.failed {
                faults.push(format!("{} {}: {why}", request.kind, request.url));
            }
        }
        for violation in self.violations() {
            faults.push(format!("{violation:?}"));
        }
        for dialog in self.dialogs() {
            faults.push(format!("a dialog: {dialog}"));
        }
        faults
    }

    /// Writes a picture of what the viewport shows, to look at.
    #[track_caller]
    pub fn screenshot(&mut self, file: &Path) {
        let png = self.browser.run(self.browser.web.screenshot_as_png());
        std::fs::write(file, png).expect("a file");
    }

    /// A command of the Chrome DevTools Protocol, for what has no function here.
    #[track_caller]
    pub fn cdp(&mut self, command: &str, parameters: Value) -> Value {
        let cdp = self.browser.web.cdp();
        self.browser.run(cdp.send_raw(command, parameters))
    }

    /// Drops what the pages so far have said.
    #[track_caller]
    fn forget(&mut self) {
        self.console();
        self.requests();
        self.console.clear();
        self.requests.clear();
    }
}
