//! The web server: this machine only, and only those who call it by its own name.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_livereload::LiveReloadLayer;

use super::PORT;
use super::answer::{self, Answer};
use super::error::ServeError;
use super::state::State;
use crate::pdf::Cancel;

/// How many ports are tried where nobody names one.
const TRIES: u16 = 20;

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

/// Serves until Ctrl-C, or until it is cancelled.
///
/// # Errors
/// What the system says.
pub async fn serve(
    listener: TcpListener,
    live: LiveReloadLayer,
    state: Arc<State>,
    cancel: &Cancel,
) -> Result<(), ServeError> {
    let port = listener.local_addr().map_err(ServeError::Runtime)?.port();
    let names: Arc<[String]> =
        Arc::from([format!("127.0.0.1:{port}"), format!("localhost:{port}")]);
    let router = Router::new()
        .fallback(respond)
        .with_state(state)
        .layer(live)
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            let names = Arc::clone(&names);
            async move {
                if !is_called(request.headers(), &names) {
                    return (
                        StatusCode::FORBIDDEN,
                        "预览只在本机使用，请用启动时显示的地址打开。\n",
                    )
                        .into_response();
                }
                next.run(request).await
            }
        }));
    let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::Runtime)?;
    let server = async { axum::serve(listener, router).await };
    tokio::select! {
        served = server => served.map_err(ServeError::Runtime),
        stopped = tokio::signal::ctrl_c() => stopped.map_err(ServeError::Runtime),
        () = cancelled(cancel) => Ok(()),
    }
}

async fn cancelled(cancel: &Cancel) {
    while !cancel.is_cancelled() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// Whether the server is called by its own name. A page of another site that makes its name lead here calls by that name.
fn is_called(headers: &HeaderMap, names: &[String]) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    host.is_some_and(|host| names.iter().any(|name| name.eq_ignore_ascii_case(host)))
        && hosts.next().is_none()
}

async fn respond(Extract(state): Extract<Arc<State>>, request: Request) -> Response {
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
