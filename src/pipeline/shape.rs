//! By what a site of ours is known where its manifest is gone: every place at which a build writes, and none where others may have put something beside.

use std::collections::BTreeSet;

use super::{artifacts, search};
use crate::catalogue;
use crate::model::is_table_file;
use crate::publish::Shape;
use crate::render::html::{self, Templates};
use crate::search::is_of_index;
use crate::site::{RootFile, Route};
use crate::stage::parse::path::is_copied_to;

/// Calls `use_it` with the shape of the sites that are drawn with `templates`.
pub fn with<T>(templates: &Templates, use_it: impl FnOnce(Shape<'_>) -> T) -> T {
    let assets = search::with_script(html::assets(templates)).into_iter();
    let assets: BTreeSet<String> = assets.map(|asset| asset.path).collect();
    use_it(Shape {
        is_index: catalogue::is_index,
        is_written: &|route| is_written(route, &assets),
    })
}

fn is_written(route: &Route, assets: &BTreeSet<String>) -> bool {
    match route {
        Route::IssueFile(id, name) => {
            is_copied_to(name) || is_table_file(name) || artifacts::at(route, id).is_some()
        }
        Route::SearchFile(name) => is_of_index(name),
        Route::Asset(_) => assets.contains(&route.path()),
        // Whoever writes a manifest writes over the main file and removes the parts of others.
        Route::File(RootFile::Manifest) | Route::ManifestPart(_) => false,
        Route::Home
        | Route::Series(..)
        | Route::Issue(_)
        | Route::List(_)
        | Route::Subject(..)
        | Route::Problems
        | Route::Contributions
        | Route::Search
        | Route::Feed(_)
        | Route::SubjectFeed(..)
        | Route::Sitemap(_)
        | Route::IndexOfYear(_)
        | Route::File(_)
        | Route::NotFound => true,
    }
}
