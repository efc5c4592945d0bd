//! `site.yaml`: the archive as a whole.

use super::download::Downloads;
use super::filing::FilingSpec;
use super::series::word_files;
use super::{format, keys, publication, read, register_words};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Audience, FileId, Site, Spanned};
use crate::source::markdown::guard::LineEnds;
use crate::source::{Fields, Sources, value};

/// The archive, and the series' folders in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteSpec {
    /// What readers see.
    pub site: Site,
    /// The order of the series; those that are not named follow.
    pub order: Vec<Spanned<String>>,
    /// What a line end means (换行) where neither series nor fragment says it.
    pub line_ends: Option<LineEnds>,
    /// The audience (受众) of issues that neither say it themselves nor by their series.
    pub audience: Option<Audience>,
    /// Whether a Word file of each issue lies beside its page (Word版), where its series does not say it.
    pub word_files: Option<bool>,
    /// What else may be offered for download (下载).
    pub downloads: Downloads,
    /// Where issues are filed (归档) that neither say it themselves nor by their series.
    pub filing: FilingSpec,
}

/// Reads `site.yaml`.
pub fn parse(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<SiteSpec> {
    let yaml = read::yaml(sources, file, sink)?;
    register_words::check(yaml.root(), sink);
    let mut fields = Fields::open(yaml.root(), &format::SITE, sink)?;
    let name = fields
        .require(keys::NAME, sink)
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
    let address = fields
        .get(keys::ADDRESS, sink)
        .and_then(|node| value::text(node, "网址", sink))
        .and_then(|typed| address(&typed, sink));
    let audience = publication::audience(&mut fields, sink);
    let line_ends = fields
        .get(keys::LINE_ENDS, sink)
        .and_then(|node| value::line_ends(node, sink));
    let word_files = word_files(&mut fields, sink);
    let downloads = fields
        .get(keys::DOWNLOADS, sink)
        .map(|node| value::lines(node, "下载", sink))
        .unwrap_or_default();
    let downloads = Downloads::read(downloads, sink);
    let filing = FilingSpec::read(&mut fields, sink);
    fields.finish(sink);
    Some(SiteSpec {
        site: Site {
            name: name?.value,
            organization: organization.map(|line| line.value),
            description: description.map(|line| line.value),
            address,
        },
        order,
        line_ends,
        audience: audience.map(|audience| audience.value),
        word_files,
        downloads,
        filing,
    })
}

/// The base address of the site with one slash at its end. A host with Chinese characters must be typed in its ASCII form, as feeds and sitemaps
/// have no other.
fn address(typed: &Spanned<String>, sink: &mut Sink) -> Option<String> {
    let text = typed.value.trim_end_matches('/');
    let lower = text.to_ascii_lowercase();
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| Some(&text[lower.strip_prefix(scheme).map(|_| scheme.len())?..]));
    let fits = rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
            && rest
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._~:/[]%".contains(&b))
    });
    if fits {
        return Some(format!("{text}/"));
    }
    sink.push(
        Diagnostic::new(
            code::BAD_VALUE,
            typed.span,
            format!("“{}”不是资料库的网址", super::path::shortened(&typed.value)),
        )
        .help("写首页的地址，以 https:// 或 http:// 开头，只用英文字母、数字和 - . _ / :，如 https://jianbao.example.cn/ziliao/"),
    );
    None
}
