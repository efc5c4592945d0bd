//! Pages at the former addresses (原址) of issues that were moved: each leads to where the issue is.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Entry, IssueId, OutputFile, Site};
use crate::render::html::frame::{DateText, Frame, SiteLink};
use crate::render::html::{TemplateError, Templates};
use crate::site::Route;

/// The context of `moved.html`.
#[derive(Serialize)]
struct MovedPage<'a> {
    frame: Frame<'a>,
    /// The issue's page, with its title.
    target: SiteLink,
    /// What `<link rel="canonical">` names: the absolute address where it is known.
    canonical: String,
    number: Option<&'a str>,
    date: DateText,
    /// The issue's PDF, with its name.
    pdf: Option<SiteLink>,
    /// What the PDF was called here.
    old_pdf: String,
}

/// Draws the page of every former address of `issues`. An address where an issue stands is that issue's, and of two claims the first counts.
pub(super) fn pages(
    templates: &Templates,
    site: &Site,
    issues: &[Entry],
) -> Result<Vec<OutputFile>, TemplateError> {
    let mut taken: BTreeSet<&IssueId> = issues.iter().map(|issue| &issue.summary.id).collect();
    let mut files = Vec::new();
    for issue in issues {
        for former in &issue.summary.former {
            if taken.insert(former) {
                files.push(page(templates, site, former, issue)?);
            }
        }
    }
    Ok(files)
}

fn page(
    templates: &Templates,
    site: &Site,
    former: &IssueId,
    entry: &Entry,
) -> Result<OutputFile, TemplateError> {
    let issue = &entry.summary;
    let route = Route::issue(former);
    let mut frame = Frame::new(site, &route, "本期已移到新的地址");
    frame.here = Some("已移动".to_owned());
    let number = issue
        .document_number
        .as_ref()
        .or(issue.issue_number.as_ref());
    let place = Route::issue(&issue.id);
    let target = frame.link(issue.title.as_str(), &place);
    let context = MovedPage {
        canonical: match &site.address {
            Some(address) => format!("{address}{}", place.published()),
            None => target.href.clone(),
        },
        target,
        number: number
            .map(String::as_str)
            .filter(|number| !issue.title.contains(number)),
        date: issue.date.into(),
        pdf: entry
            .pdf
            .as_ref()
            .map(|_| frame.link(issue.id.pdf_name(), &Route::pdf(&issue.id))),
        old_pdf: former.pdf_name(),
        frame,
    };
    let bytes = templates.render("moved.html", &context, &[])?;
    Ok(OutputFile {
        path: route.path(),
        bytes,
    })
}
