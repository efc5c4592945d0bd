//! `site.yaml`: the archive as a whole.

use super::{keys, read};
use crate::diag::Sink;
use crate::model::{FileId, Site, Spanned};
use crate::source::{Fields, Sources, value};

/// The archive, and the series' folders in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteSpec {
    /// What readers see.
    pub site: Site,
    /// The order of the series; those that are not named follow.
    pub order: Vec<Spanned<String>>,
}

/// Reads `site.yaml`.
pub fn parse(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<SiteSpec> {
    let yaml = read::yaml(sources, file, sink)?;
    let mut fields = Fields::open(yaml.root(), "site.yaml", sink)?;
    let name = fields
        .require(keys::NAME, "名称: 云汀市总工会简报资料库", sink)
        .and_then(|node| value::text(node, "名称", sink));
    let organization = fields
        .get(keys::UNIT, sink)
        .and_then(|node| value::text(node, "单位", sink));
    let description = fields
        .get(keys::ABSTRACT, sink)
        .and_then(|node| value::text(node, "简介", sink));
    let order = fields
        .get(keys::SERIES, sink)
        .map(|node| value::lines(node, "系列", sink))
        .unwrap_or_default();
    fields.finish(sink);
    Some(SiteSpec {
        site: Site {
            name: name?.value,
            organization: organization.map(|line| line.value),
            description: description.map(|line| line.value),
        },
        order,
    })
}
