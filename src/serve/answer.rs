//! What is answered to a path: a file of the site, or a page that says why there is none.

use std::fs;
use std::sync::Arc;

use super::notice::NoticePage;
use super::overlay;
use super::pdf_on_request::Printed;
use super::policy::PREFIX;
use super::state::{Moment, ServerState};
use crate::diag::Diagnostic;
use crate::pipeline::preview::{Found, ShownIssue};
use crate::site::{Route, media_type};

#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// What kind of file it is.
    pub kind: &'static str,
    /// The file, or where it is to be found.
    pub body: Body,
}

/// What an answer holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Body {
    /// A file.
    Bytes(Vec<u8>),
    /// Another address.
    Elsewhere(String),
}

const HTML: &str = "text/html; charset=utf-8";

/// The preview's own files.
const OWN: &[(&str, &str)] = &[
    (
        "preview.css",
        include_str!("../../templates/preview/preview.css"),
    ),
    (
        "preview.js",
        include_str!("../../templates/preview/preview.js"),
    ),
];

/// The answer to `path`, which begins with a slash. Paths are only compared with those that the site has; none is ever looked up on the disk.
#[allow(clippy::disallowed_methods, reason = "an edge")]
pub fn answer(state: &ServerState, path: &str) -> Answer {
    let own = path.strip_prefix(PREFIX).and_then(|p| p.strip_prefix('/'));
    if let Some(own) = own {
        return match OWN.iter().find(|(name, _)| *name == own) {
            Some((name, text)) => file(media_type(name), text.as_bytes().to_vec()),
            None => missing(path),
        };
    }
    let moment = state.now();
    let Some(route) = Route::asked(path) else {
        return nothing(state, &moment, path.trim_start_matches('/'));
    };
    let path = route.path();
    let view = match &moment.view {
        Ok(view) => view,
        Err(error) => return unable("网页模板有误", &error.to_string()),
    };
    let records = state.pdf.records(&moment.preview);
    match view.file(&route, &records) {
        Ok(Some(Found::Drawn(drawn, kind))) => {
            if kind == HTML {
                return file(kind, overlay::attach(drawn.bytes, &moment.preview, &route));
            }
            file(kind, drawn.bytes)
        }
        Ok(Some(Found::Asset(place, how))) => match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_file() => match fs::read(&place) {
                Ok(bytes) => match how.map_or(Some(bytes.clone()), |how| (how.run)(&bytes)) {
                    Some(made) => file(media_type(&path), made),
                    None => unable("这个图片不能显示", "打不开"),
                },
                Err(error) => unable("这个文件读不出来", &error.to_string()),
            },
            _ => missing(&path),
        },
        Ok(Some(Found::Pdf(shown))) => pdf(state, &shown),
        Ok(None) => nothing(state, &moment, &path),
        Err(error) => unable("网页模板有误", &error.to_string()),
    }
}

/// The answer where the site has no such file.
fn nothing(state: &ServerState, moment: &Moment, path: &str) -> Answer {
    let preview = &moment.preview;
    let page = Route::asked(&format!("/{path}/"));
    if let (Some(page), Ok(view)) = (&page, &moment.view)
        && let Ok(Some(Found::Drawn(..))) = view.file(page, &state.pdf.records(preview))
    {
        return Answer {
            status: 308,
            kind: HTML,
            body: Body::Elsewhere(format!("/{}", page.folder())),
        };
    }
    let here = [Route::parse(path), page];
    let issue = here
        .iter()
        .flatten()
        .find_map(|route| preview.issue_of(route));
    if preview.site().is_none() || issue.is_some_and(|issue| issue.shown.is_none()) {
        let about = issue.map_or(Route::Home, |issue| Route::issue(&issue.id));
        let title = match issue {
            Some(issue) => format!("{} 还不能显示", issue.id),
            None => "资料库还不能显示".to_owned(),
        };
        let page = NoticePage {
            title: &title,
            lines: &["先改正下面的错误。".to_owned()],
            ..NoticePage::default()
        };
        return Answer {
            status: 200,
            kind: HTML,
            body: Body::Bytes(overlay::attach(page.page(), preview, &about)),
        };
    }
    // A folder of the content that makes no page, and why.
    let folder = here.iter().flatten().map(Route::folder).next_back();
    let folder = folder.unwrap_or_default();
    let folder = folder.trim_end_matches('/');
    let sources = preview.sources();
    let is_here = |finding: &&Diagnostic| {
        let place = finding.place.map_or("", |place| sources.path(place.file));
        let rest = place.strip_prefix(folder);
        !folder.is_empty() && rest.is_some_and(|rest| rest.starts_with('/'))
    };
    let findings = preview.shared_findings().iter().filter(is_here);
    let findings: Vec<Diagnostic> = findings.cloned().collect();
    if findings.is_empty() {
        return missing(path);
    }
    let notice = NoticePage {
        title: &format!("{folder} 还不能显示"),
        lines: &["先改正下面的错误。".to_owned()],
        findings: Some((&findings, sources)),
    };
    file(HTML, notice.page())
}

fn pdf(state: &ServerState, shown: &Arc<ShownIssue>) -> Answer {
    match state.pdf.print(shown) {
        Printed::Pdf(compiled) => file("application/pdf", compiled.bytes.clone()),
        Printed::Refused(findings) => page(
            500,
            &NoticePage {
                title: "这一期排不成 PDF",
                findings: Some((&findings, &shown.sources)),
                ..NoticePage::default()
            },
        ),
        Printed::Unable(reason) => unable("现在不能排印 PDF", &reason),
    }
}

fn file(kind: &'static str, bytes: Vec<u8>) -> Answer {
    Answer {
        status: 200,
        kind,
        body: Body::Bytes(bytes),
    }
}

fn page(status: u16, notice: &NoticePage<'_>) -> Answer {
    Answer {
        status,
        kind: HTML,
        body: Body::Bytes(notice.page()),
    }
}

fn unable(title: &str, reason: &str) -> Answer {
    let lines: Vec<String> = reason.lines().map(str::to_owned).collect();
    page(
        500,
        &NoticePage {
            title,
            lines: &lines,
            ..NoticePage::default()
        },
    )
}

fn missing(path: &str) -> Answer {
    page(
        404,
        &NoticePage {
            title: "没有这一页",
            lines: &[format!("资料库里没有 {path}。")],
            ..NoticePage::default()
        },
    )
}
