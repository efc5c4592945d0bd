//! The plain texts (纯文本版) of a site that was built, to be held against those of another.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::PublishError;
use super::divided::read_manifest;
use crate::model::IssueId;
use crate::site::Route;

/// The plain text of an issue as a site has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteText {
    /// Its title, in one line.
    pub title: String,
    pub text: String,
}

/// The plain text of every issue of the site in the folder `root`; none where it holds no site of ours. An issue whose text is gone is left out.
///
/// # Errors
/// A manifest or a text that cannot be read.
#[allow(clippy::disallowed_methods, reason = "the one writer")]
pub fn site_texts(root: &Path) -> Result<Option<BTreeMap<IssueId, SiteText>>, PublishError> {
    let Some(manifest) = read_manifest(root)? else {
        return Ok(None);
    };
    let mut texts = BTreeMap::new();
    for record in manifest.issues.values() {
        let id = &record.summary.id;
        let route = Route::IssueFile(id.clone(), id.file_name("txt"));
        if !manifest.files.contains(&route.path()) {
            continue;
        }
        let path = root.join(route.path());
        let bytes = fs::read(&path).map_err(PublishError::io("读取", &path))?;
        texts.insert(
            id.clone(),
            SiteText {
                title: record.summary.title.clone(),
                text: String::from_utf8_lossy(&bytes).into_owned(),
            },
        );
    }
    Ok(Some(texts))
}
