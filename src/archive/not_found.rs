//! The page that a web server shows for an address that leads nowhere (404), in the look of the site.

use serde::Serialize;

use crate::model::{OutputFile, Site};
use crate::render::html::frame::{Frame, SiteLink};
use crate::render::html::{TemplateError, Templates};
use crate::site::{ListPage, Route};

/// The context of `404.html`.
#[derive(Serialize)]
struct NotFoundPage<'a> {
    frame: Frame<'a>,
    /// Where to look for what was not there.
    browse: Vec<SiteLink>,
}

pub(super) fn page(templates: &Templates, site: &Site) -> Result<OutputFile, TemplateError> {
    let route = Route::NotFound;
    let frame = Frame::new(site, &route, "没有这一页");
    let mut browse = vec![
        frame.link("首页", &Route::Home),
        frame.link("检索", &Route::Search),
    ];
    for list in [ListPage::Numbers, ListPage::Months, ListPage::Units] {
        browse.push(frame.link(format!("按{}查阅", list.title()), &Route::List(list)));
    }
    let context = NotFoundPage { browse, frame };
    let bytes = templates.render("404.html", &context, &[])?;
    Ok(OutputFile {
        path: route.path(),
        bytes,
    })
}
