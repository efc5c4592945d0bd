//! What goes beside the page: one file a path.

use std::collections::BTreeSet;

use crate::model::{Asset, AssetForm};
use crate::source::Sources;

/// The files in the order of their paths. A picture that is shown in another form than it is offered, or under the name of another file, has a path of its own.
pub fn one_file_a_path(assets: BTreeSet<Asset>, sources: &Sources) -> Vec<Asset> {
    let mut assets: Vec<Asset> = assets.into_iter().collect();
    let mut taken: BTreeSet<String> = assets.iter().map(|asset| asset.path.clone()).collect();
    for index in 0..assets.len() {
        let gives_way = assets
            .get(index)
            .is_some_and(|asset| assets.iter().any(|other| is_hidden(asset, other, sources)));
        if !gives_way {
            continue;
        }
        if let Some(asset) = assets.get_mut(index) {
            while taken.contains(&asset.path) {
                asset.path = beside(&asset.path);
            }
            taken.insert(asset.path.clone());
        }
    }
    assets.sort();
    assets.dedup_by(|later, first| later.path == first.path);
    for asset in &mut assets {
        asset.former = asset.former.take().filter(|former| !taken.contains(former));
    }
    assets
}

/// Whether a picture that is shown would stand at its path where `other` stands, which is not the same.
fn is_hidden(asset: &Asset, other: &Asset, sources: &Sources) -> bool {
    if asset.form != AssetForm::Shown || asset.path != other.path {
        return false;
    }
    if asset.source != other.source {
        return other.form != AssetForm::Shown || other.source < asset.source;
    }
    let is_changed = || match sources.examine(asset.source) {
        Ok(Some(found)) => !found.keeps_pixels(),
        _ => true,
    };
    other.form != AssetForm::Shown && is_changed()
}

fn beside(path: &str) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-shown.{ending}"),
        None => format!("{path}-shown"),
    }
}
