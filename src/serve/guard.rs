//! Who is answered: the writer's own browser, at the preview's own pages, and nobody on their behalf.
//!
//! Any web page may tell the browser to load a script, a picture or a frame from this machine, and the texts and the index of the search are scripts. So an
//! answer needs a reason: the browser says that the request comes from the preview's own pages or from the person (`Sec-Fetch-Site`); or, from a browser that
//! does not say so, it brings the cookie that only the preview's own pages make it send. Without either there is nothing but a page that says so, sets that
//! cookie and leads back. Who follows a link from elsewhere gets the page to look at, which no other page can read.

use std::hash::{BuildHasher, Hasher, RandomState};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const DESTINATION: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// What a request may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Whatever the preview has.
    All,
    /// A page to look at, with the cookie; nothing that another page could make use of.
    PagesOnly,
    /// Nothing of the preview; where a page was asked for, one that sets the cookie and leads back.
    Introduction,
    /// Nothing.
    Refused,
}

/// Judges requests to one server.
#[derive(Debug)]
pub struct Guard {
    names: [String; 2],
    /// Another name that the server is called by, from the other end of a tunnel.
    host: Option<String>,
    cookie: String,
}

impl Guard {
    /// The guard of the server at `port`, with a token that nobody can guess.
    #[must_use]
    pub fn new(port: u16) -> Self {
        // The keys of the hasher are drawn from the system's randomness.
        let random = || RandomState::new().build_hasher().finish();
        Self {
            names: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
            host: None,
            cookie: format!("jianbao-{port}={:016x}{:016x}", random(), random()),
        }
    }

    /// The guard of a server that is also called `host`, with whatever port the tunnel has at its other end.
    #[must_use]
    pub fn called(self, host: Option<String>) -> Self {
        Self { host, ..self }
    }

    /// The cookie that a page sets. It goes along only with requests that the preview's own pages make.
    #[must_use]
    pub fn set_cookie(&self) -> String {
        format!("{}; Path=/; HttpOnly; SameSite=Strict", self.cookie)
    }

    /// What a request with these headers may have.
    #[must_use]
    pub fn judge(&self, headers: &HeaderMap) -> Admission {
        // A page of another site that makes its name lead here calls by that name.
        let is_called = match single(headers, &header::HOST) {
            Ok(Some(host)) => self.is_own(host),
            _ => false,
        };
        let is_from = |header: &HeaderName| match single(headers, header) {
            Ok(None) => true,
            Ok(Some(address)) => {
                let host = |rest: &'_ str| {
                    rest.split_once('/')
                        .map_or(rest.len(), |(host, _)| host.len())
                };
                let plain = address.strip_prefix("http://");
                // Tunnels are often encrypted at their other end.
                let tunnelled = plain.or_else(|| address.strip_prefix("https://"));
                plain.is_some_and(|rest| self.is_own(&rest[..host(rest)]))
                    || tunnelled.is_some_and(|rest| self.is_tunnel(&rest[..host(rest)]))
            }
            Err(()) => false,
        };
        if !is_called || !is_from(&header::ORIGIN) {
            return Admission::Refused;
        }
        match single(headers, &SITE) {
            Ok(Some("same-origin" | "none")) => Admission::All,
            // A link to the preview, in a message or another page, that the person follows in a tab of its own.
            Ok(Some(_))
                if is(headers, &MODE, "navigate") && is(headers, &DESTINATION, "document") =>
            {
                Admission::PagesOnly
            }
            Ok(None) if self.has_cookie(headers) && is_from(&header::REFERER) => Admission::All,
            Ok(None) => Admission::Introduction,
            _ => Admission::Refused,
        }
    }

    fn is_own(&self, name: &str) -> bool {
        let is_local = self.names.iter().any(|own| own.eq_ignore_ascii_case(name));
        is_local || self.is_tunnel(name)
    }

    fn is_tunnel(&self, name: &str) -> bool {
        let (bare, port) = name.rsplit_once(':').unwrap_or((name, ""));
        let bare = match port.bytes().all(|b| b.is_ascii_digit()) {
            true => bare,
            false => name,
        };
        self.host
            .as_ref()
            .is_some_and(|own| own.eq_ignore_ascii_case(bare))
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter();
        let mut each = cookies
            .filter_map(|cookies| cookies.to_str().ok())
            .flat_map(|cookies| cookies.split(';'));
        each.any(|cookie| cookie.trim() == self.cookie)
    }
}

/// Puts what every answer carries: no other page may include it, frame it or keep a hold on its window.
pub fn seal(headers: &mut HeaderMap) {
    for (name, value) in [
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
    ] {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
}

fn is(headers: &HeaderMap, name: &HeaderName, value: &str) -> bool {
    single(headers, name) == Ok(Some(value))
}

/// The value of a header that may be there once; an error where it is there more than once or no text.
fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, ()> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().map(|value| value.to_str().map_err(|_| ()));
    if values.next().is_some() {
        return Err(());
    }
    first.transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(lines: &[(&str, &str)]) -> Admission {
        let guard = Guard::new(8642);
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let value = value.replace("TOKEN", &guard.cookie);
            headers.append(
                HeaderName::from_bytes(name.as_bytes()).expect("a name"),
                HeaderValue::from_str(&value).expect("a value"),
            );
        }
        guard.judge(&headers)
    }

    #[test]
    fn only_the_preview_itself_and_the_person_have_all() {
        let own = ("host", "127.0.0.1:8642");
        for (lines, admission) in [
            (
                &[own, ("sec-fetch-site", "same-origin")][..],
                Admission::All,
            ),
            (&[own, ("sec-fetch-site", "none")], Admission::All),
            (
                &[("host", "LOCALHOST:8642"), ("sec-fetch-site", "none")],
                Admission::All,
            ),
            (&[own, ("sec-fetch-site", "cross-site")], Admission::Refused),
            (&[own, ("sec-fetch-site", "same-site")], Admission::Refused),
            (
                &[own, ("sec-fetch-site", "cross-site"), ("cookie", "TOKEN")],
                Admission::Refused,
            ),
            (
                &[
                    own,
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "document"),
                ],
                Admission::PagesOnly,
            ),
            (
                &[
                    own,
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "iframe"),
                ],
                Admission::Refused,
            ),
            (
                &[
                    own,
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "no-cors"),
                    ("sec-fetch-dest", "document"),
                ],
                Admission::Refused,
            ),
            (
                &[
                    own,
                    ("sec-fetch-site", "same-origin"),
                    ("origin", "http://a.example"),
                ],
                Admission::Refused,
            ),
            (
                &[
                    own,
                    ("sec-fetch-site", "same-origin"),
                    ("origin", "http://127.0.0.1:8642"),
                ],
                Admission::All,
            ),
            (
                &[own, ("sec-fetch-site", "same-origin"), ("origin", "null")],
                Admission::Refused,
            ),
            (
                &[
                    own,
                    ("sec-fetch-site", "same-origin"),
                    ("sec-fetch-site", "none"),
                ],
                Admission::Refused,
            ),
            (&[own], Admission::Introduction),
            (&[own, ("cookie", "a=b; TOKEN")], Admission::All),
            (
                &[
                    own,
                    ("cookie", "TOKEN"),
                    ("referer", "http://127.0.0.1:8642/a/"),
                ],
                Admission::All,
            ),
            (
                &[
                    own,
                    ("cookie", "TOKEN"),
                    ("referer", "http://127.0.0.1:9000/a/"),
                ],
                Admission::Introduction,
            ),
            (
                &[own, ("cookie", "jianbao-8642=0")],
                Admission::Introduction,
            ),
            (&[("sec-fetch-site", "none")], Admission::Refused),
            (
                &[
                    ("host", "a.example:8642"),
                    ("sec-fetch-site", "same-origin"),
                ],
                Admission::Refused,
            ),
            (
                &[own, own, ("sec-fetch-site", "same-origin")],
                Admission::Refused,
            ),
        ] {
            assert_eq!(judge(lines), admission, "{lines:?}");
        }
        assert_ne!(Guard::new(1).cookie, Guard::new(1).cookie);
    }

    #[test]
    fn a_tunnel_is_answered_by_the_name_that_was_given_and_no_other() {
        let guard = Guard::new(8642).called(Some("yulan.example".to_owned()));
        let judged = |host: &'static str, origin: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            headers.insert(&SITE, HeaderValue::from_static("same-origin"));
            guard.judge(&headers)
        };
        let own = "https://yulan.example";
        assert_eq!(judged("yulan.example", own), Admission::All);
        assert_eq!(judged("Yulan.example:443", own), Admission::All);
        assert_eq!(
            judged("127.0.0.1:8642", "http://127.0.0.1:8642"),
            Admission::All
        );
        assert_eq!(judged("b.example", own), Admission::Refused);
        assert_eq!(
            judged("yulan.example", "https://b.example"),
            Admission::Refused
        );
    }
}
