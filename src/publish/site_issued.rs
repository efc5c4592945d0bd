//! What the manifest of a site knows, and which issues it knows as issued (印发).

use std::collections::BTreeMap;
use std::path::Path;

use super::PublishError;
use super::divided::read_manifest;
use super::manifest::Manifest;
use crate::model::IssueId;
use crate::zh::date::IssueDate;

/// The manifest of the site in the folder `root`; none where it holds no site.
///
/// # Errors
/// A manifest that cannot be read.
pub fn site_manifest(root: &Path) -> Result<Option<Manifest>, PublishError> {
    read_manifest(root)
}

/// The issues that the site in the folder `root` knows as issued, with the day of each; none where it holds no site.
///
/// # Errors
/// A manifest that cannot be read.
pub fn site_issued(root: &Path) -> Result<BTreeMap<IssueId, IssueDate>, PublishError> {
    let manifest = read_manifest(root)?.unwrap_or_default();
    let issued = manifest.issues.values().filter_map(|record| {
        let first = record.acts.first()?;
        Some((record.summary.id.clone(), first.date))
    });
    Ok(issued.collect())
}
