//! Issues as HTML: the blocks are written by Rust, the page around them by tera.
//!
//! Everything is a pure function from values to bytes. Text becomes markup in [`escape`] and nowhere else: [`escape::Html`] takes markup
//! only as string literals, and the templates escape every variable, so that neither a writer nor a template can let text become a tag by
//! mistake. The pages carry a strict content security policy, need no script and link relatively, so they work from a folder.

mod block;
pub(crate) mod builtin;
mod compact;
mod computed;
pub(crate) mod escape;
mod facts;
mod figure_source_list;
mod figure_sources;
pub(crate) mod frame;
mod inline;
mod issue_links;
pub(crate) mod link;
pub(crate) mod meta;
mod page;
mod quoted_line;
mod shown;
mod standalone;
mod standing;
mod table;
pub(crate) mod templates;
mod title;
mod toc;

pub use builtin::BUILTIN as BUILTIN_PAGES;
pub use issue_links::IssueLinks;
pub use page::issue_page;
pub use standalone::standalone_page;
pub use templates::{TemplateError, Templates};

use crate::model::OutputFile;
use crate::site::Route;

/// The files that all pages share: style sheet, scripts and the site's icon, below `assets/`.
#[must_use]
pub fn assets(templates: &Templates) -> Vec<OutputFile> {
    templates
        .assets()
        .map(|(name, source)| OutputFile {
            path: Route::Asset(name.to_owned()).path(),
            bytes: if name.ends_with(".css") {
                compact::compact_style(source).into_bytes()
            } else {
                source.as_bytes().to_vec()
            },
        })
        .collect()
}
