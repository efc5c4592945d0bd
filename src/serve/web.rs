//! The web server: this machine only, and only those who call it by its own name.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tower_livereload::LiveReloadLayer;

use super::answer::{self, Answer};
use super::error::ServeError;
use super::guard::{self, Admission, Guard};
use super::state::ServerState;
use crate::pdf::Cancel;

/// The port that is tried first where nobody names one.
pub const PORT: u16 = 8642;

/// How many ports are tried where nobody names one.
const TRIES: u16 = 20;

/// How long a connection may take to bring a request.
const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// Listens on 127.0.0.1.
///
/// # Errors
/// A port that is taken.
pub fn listen(port: Option<u16>) -> Result<TcpListener, ServeError> {
    let at = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match port {
        Some(port) => at(port).map_err(|error| ServeError::Port { port, error })?,
        None => {
            let last = PORT + TRIES - 1;
            let free = (PORT..=last).find_map(|port| at(port).ok());
            free.ok_or(ServeError::NoPort { first: PORT, last })?
        }
    };
    listener
        .set_nonblocking(true)
        .map_err(ServeError::Runtime)?;
    Ok(listener)
}

/// Ctrl-C, listened for from the moment when this is made.
#[cfg(unix)]
pub type Interrupt = tokio::signal::unix::Signal;
#[cfg(not(unix))]
pub type Interrupt = tokio::signal::windows::CtrlC;

/// Begins to listen for Ctrl-C. It has to be done before anybody is told to press it: until then it ends the program as a fault would.
///
/// # Errors
/// What the system says.
pub fn interrupt() -> std::io::Result<Interrupt> {
    #[cfg(unix)]
    let interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt());
    #[cfg(not(unix))]
    let interrupt = tokio::signal::windows::ctrl_c();
    interrupt
}

/// Serves until Ctrl-C, or until it is cancelled; `host` is another name that it may be called by.
///
/// # Errors
/// What the system says.
pub async fn serve(
    listener: TcpListener,
    live: LiveReloadLayer,
    state: Arc<ServerState>,
    host: Option<String>,
    mut interrupt: Interrupt,
    cancel: &Cancel,
) -> Result<(), ServeError> {
    let port = listener.local_addr().map_err(ServeError::Runtime)?.port();
    let guard = Arc::new(Guard::new(port).called(host));
    let router = Router::new()
        .fallback(respond)
        .with_state(state)
        .layer(live)
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            guarded(Arc::clone(&guard), request, next)
        }));
    let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::Runtime)?;
    tokio::select! {
        served = accept(listener, router) => served.map_err(ServeError::Runtime),
        _ = interrupt.recv() => Ok(()),
        () = ended() => Ok(()),
        () = cancelled(cancel) => Ok(()),
    }
}

/// Serves each connection on a task of its own. One that brings no whole request within [`HEAD_WITHIN`] is closed: nobody can hold connections open with
/// nothing.
async fn accept(listener: tokio::net::TcpListener, router: Router) -> std::io::Result<()> {
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            // Too many files open, or a client that is gone already: the next one may do.
            Err(_) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new())
                .header_read_timeout(HEAD_WITHIN);
            // A connection that ends early is no fault of the server.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Answers a request as far as its sender may have an answer.
async fn guarded(guard: Arc<Guard>, request: Request, next: Next) -> Response {
    let admission = guard.judge(request.headers());
    let refused = || {
        (
            StatusCode::FORBIDDEN,
            "预览只在本机使用，请用启动时显示的地址打开。\n",
        )
            .into_response()
    };
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    let may_be_page = !name.contains('.') || name.ends_with(".html");
    let mut response = match admission {
        Admission::All => next.run(request).await,
        // Nothing is drawn or set for those who will not get it.
        Admission::PagesOnly if may_be_page => next.run(request).await,
        Admission::Introduction if may_be_page => introduction(),
        Admission::PagesOnly | Admission::Introduction | Admission::Refused => refused(),
    };
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if admission == Admission::PagesOnly && !is_page {
        response = refused();
    } else if is_page && let Ok(cookie) = HeaderValue::from_str(&guard.set_cookie()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    guard::seal(response.headers_mut());
    response
}

/// Has nothing of the preview, and leads to the address that was asked for, as a page of the preview.
fn introduction() -> Response {
    let page = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>预览</title>\
                <p>这个浏览器没有说请求是谁发的，预览只给本机的人看。</p><p><a href=\"\">打开预览</a></p></html>\n";
    let mut response = (StatusCode::FORBIDDEN, axum::response::Html(page)).into_response();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ] {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    response
}

/// Waits for `kill` or the end of the terminal.
#[cfg(unix)]
async fn ended() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminated), Ok(mut hung_up)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::hangup()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminated.recv() => {}
        _ = hung_up.recv() => {}
    }
}

/// Waits for Ctrl-Break, for the window to be closed, or for the end of the session.
#[cfg(windows)]
async fn ended() {
    use tokio::signal::windows::{ctrl_break, ctrl_close, ctrl_logoff, ctrl_shutdown};
    let (Ok(mut broken), Ok(mut closed), Ok(mut left), Ok(mut shut_down)) =
        (ctrl_break(), ctrl_close(), ctrl_logoff(), ctrl_shutdown())
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = broken.recv() => {}
        _ = closed.recv() => {}
        _ = left.recv() => {}
        _ = shut_down.recv() => {}
    }
}

/// Elsewhere there are no such signals.
#[cfg(not(any(unix, windows)))]
async fn ended() {
    std::future::pending().await
}

async fn cancelled(cancel: &Cancel) {
    while !cancel.is_cancelled() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

async fn respond(Extract(state): Extract<Arc<ServerState>>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path().to_owned();
    let script = state.script_hash.clone();
    // A page is drawn, and a PDF set, on a thread of its own: other answers do not wait for it.
    match tokio::task::spawn_blocking(move || answer::answer(&state, &path)).await {
        Ok(answer) => response(answer, &script),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn response(answer: Answer, script: &str) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut headers = HeaderMap::new();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CACHE_CONTROL, "no-store");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::CONTENT_TYPE, answer.kind);
    if answer.kind.starts_with("text/html") {
        // As strict as the policy that the pages carry themselves.
        set(
            header::CONTENT_SECURITY_POLICY,
            &format!(
                "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self' '{script}'; connect-src 'self'; \
                 base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
            ),
        );
    } else if answer.kind == "image/svg+xml" {
        set(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
        );
    }
    let body = match answer.body {
        answer::Body::Bytes(bytes) => Body::from(bytes),
        answer::Body::Elsewhere(place) => {
            set(header::LOCATION, &place);
            Body::empty()
        }
    };
    (status, headers, body).into_response()
}
