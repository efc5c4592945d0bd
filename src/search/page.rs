//! The search page.

use serde::Serialize;

use super::script::script_version;
use super::site::Index;
use crate::model::{AmendmentKind, OutputFile, Site};
use crate::render::html::frame::{Frame, SiteLink};
use crate::render::html::{TemplateError, Templates};
use crate::site::{ListPage, Route};

/// The context of `search.html`.
#[derive(Serialize)]
struct SearchPage<'a> {
    frame: Frame<'a>,
    /// The version of the script, for its address.
    script: String,
    /// The name of the index's head.
    head: &'a str,
    /// How many issues are searched.
    count: usize,
    series: Vec<Choice<'a>>,
    years: &'a [(u16, u32)],
    units: Vec<Choice<'a>>,
    topics: Vec<Choice<'a>>,
    /// The kinds of amendment.
    amended: Vec<Choice<'a>>,
    /// The lists that lead to the issues without scripts.
    browse: Vec<SiteLink>,
}

#[derive(Serialize)]
struct Choice<'a> {
    value: &'a str,
    name: &'a str,
    /// How many issues.
    count: u32,
    /// The folder of its page in that of its list.
    folder: &'a str,
}

/// A choice whose page lies in a folder that is called as it.
fn own_folder((value, name, count): &(String, String, u32)) -> Choice<'_> {
    Choice {
        value,
        name,
        folder: value,
        count: *count,
    }
}

/// Draws the search page of an archive of `count` issues.
///
/// # Errors
/// A fault in the templates.
pub fn search_page(
    templates: &Templates,
    site: &Site,
    index: &Index,
    count: usize,
) -> Result<OutputFile, TemplateError> {
    let choices = &index.choices;
    let mut frame = Frame::new(site, &Route::Search, "检索");
    frame.here = Some("检索".to_owned());
    let mut browse = vec![frame.link("首页", &Route::Home)];
    for (code, name, _) in &choices.series {
        browse.push(frame.link(name.as_str(), &Route::series(code)));
    }
    if !choices.topics.is_empty() {
        browse.push(frame.link("按主题查阅", &Route::List(ListPage::Topics)));
    }
    if !choices.units.is_empty() {
        browse.push(frame.link("按单位查阅", &Route::List(ListPage::Units)));
    }
    let context = SearchPage {
        script: script_version(),
        head: &index.head,
        count,
        series: choices.series.iter().map(own_folder).collect(),
        years: &choices.years,
        units: choices.units.iter().map(own_folder).collect(),
        topics: choices
            .topics
            .iter()
            .map(|(name, folder, count)| Choice {
                value: name,
                name,
                folder,
                count: *count,
            })
            .collect(),
        amended: AmendmentKind::ALL
            .iter()
            .zip(&choices.amended)
            .map(|((kind, word), count)| Choice {
                value: kind.name(),
                name: word,
                folder: "",
                count: *count,
            })
            .collect(),
        browse,
        frame,
    };
    let bytes = templates.render("search.html", &context, &[])?;
    Ok(OutputFile {
        path: Route::Search.path(),
        bytes,
    })
}
