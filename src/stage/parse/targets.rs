//! What the links and pictures of a fragment lead to.

use std::collections::BTreeSet;

use super::download::Downloads;
use super::path::{Unresolved, meant, resolve, shortened};
use super::picture;
use super::table;
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{Asset, FileId, Inline, LinkTarget, Span};
use crate::source::cell_budget::CellBudget;
use crate::source::files::extension;
use crate::source::markdown::Targets;
use crate::source::retitle::retitle;
use crate::source::{Draft, Sources};

/// What links and pictures in a fragment lead to.
pub struct FragmentTargets<'a> {
    /// All files.
    pub sources: &'a Sources,
    /// Where files are looked for: beside the fragment, then in the issue's folder.
    pub folders: [String; 2],
    /// The issue's folder.
    pub issue: String,
    /// What else may be offered for download.
    pub downloads: &'a Downloads,
    /// Takes the files that go beside the page.
    pub assets: &'a mut BTreeSet<Asset>,
    /// Counts what the tables hold.
    pub cells: CellBudget,
    /// Takes every file that is used, or that may have been meant by a name that leads to none.
    pub uses: &'a mut BTreeSet<FileId>,
}

impl FragmentTargets<'_> {
    /// The name that a target means: percent signs stand for other characters, unless a file is called just so.
    fn named(&self, target: &str) -> String {
        let decoded = decoded(target);
        let is_file = |name: &str| {
            let mut folders = self.folders.iter();
            folders.any(|folder| resolve(self.sources, folder, name).is_ok())
        };
        if decoded != target && !is_file(&decoded) && is_file(target) {
            return target.to_owned();
        }
        decoded
    }

    fn find(&mut self, target: &str, span: Span, sink: &mut Sink) -> Option<FileId> {
        let [beside, issue] = self.folders.clone();
        let mut outcome = resolve(self.sources, &beside, target);
        if outcome == Err(Unresolved::Missing) && beside != issue {
            outcome = resolve(self.sources, &issue, target);
        }
        match outcome {
            Ok(file) => {
                self.uses.insert(file);
                Some(file)
            }
            Err(problem) => {
                problem.report(self.sources, &issue, target, span, sink);
                self.uses.extend(meant(self.sources, &issue, target));
                None
            }
        }
    }
}

impl Targets for FragmentTargets<'_> {
    fn link(&mut self, target: &str, span: Span, sink: &mut Sink) -> Option<LinkTarget> {
        const SCHEMES: [&str; 4] = ["http://", "https://", "mailto:", "tel:"];
        let lower = target.trim().to_ascii_lowercase();
        if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
            return Some(LinkTarget::Address(target.trim().to_owned()));
        }
        // An address as it is said: nobody's file is called so.
        if lower.starts_with("www.") {
            return Some(LinkTarget::Address(format!("http://{}", target.trim())));
        }
        let has_scheme = lower
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|first| first.contains(':'));
        if target.trim().is_empty()
            || has_scheme
            || lower.starts_with("//")
            || lower.starts_with('#')
        {
            sink.push(
                Diagnostic::new(
                    code::BAD_LINK,
                    span,
                    format!("不能链接到“{}”", shortened(target)),
                )
                .help("链接只能写 https://、http://、mailto:、tel: 开头的地址，或同一期文件夹里的文件名"),
            );
            return None;
        }
        let file = self.find(&self.named(target), span, sink)?;
        let path = self.sources.path(file);
        let inside = path
            .strip_prefix(&self.issue)
            .is_some_and(|rest| rest.starts_with('/'));
        if !inside || matches!(extension(path).as_str(), "md" | "yaml" | "yml") {
            sink.push(
                Diagnostic::new(
                    code::BAD_LINK,
                    span,
                    format!("不能链接到“{}”", shortened(target)),
                )
                .help("只能链接同一期文件夹里供下载的文件；片段和 yaml 文件不供下载"),
            );
            return None;
        }
        self.downloads.check(self.sources, file, span, sink)?;
        let (asset, _) = picture::offered(self.sources, file, &self.issue, span, sink);
        let target = LinkTarget::File {
            name: path.rsplit('/').next().unwrap_or(path).to_owned(),
            path: asset.path.clone(),
        };
        self.assets.insert(asset);
        Some(target)
    }

    fn picture(
        &mut self,
        target: &str,
        caption: Vec<Inline>,
        span: Span,
        sink: &mut Sink,
    ) -> Option<Draft> {
        let lower = target.trim().to_ascii_lowercase();
        if lower.contains("://") || lower.starts_with("data:") || lower.starts_with("//") {
            sink.push(
                Diagnostic::new(
                    code::BAD_LINK,
                    span,
                    format!("图片不能来自“{}”", shortened(target)),
                )
                .help("把图片下载下来，放进这一期的文件夹，写文件名"),
            );
            return None;
        }
        let target = self.named(target);
        let (target, sheet) = table::split_sheet(&target);
        let file = self.find(target, span, sink)?;
        if table::is_table_name(target) {
            if self.cells.is_spent() {
                return None;
            }
            let mut table = table::parse(self.sources, file, sheet, 1, sink)?;
            table.span = span;
            let mut table = self.cells.admit(table, sink)?;
            if !caption.is_empty() {
                retitle(&mut table, caption, span, sink);
            }
            return Some(Draft::Table(Box::new(table)));
        }
        let asset = picture::shown(self.sources, file, &self.issue, span, sink)?;
        self.assets.insert(asset);
        Some(Draft::Figure {
            file,
            caption,
            width: None,
            span,
        })
    }
}

/// The path that a percent-encoded Markdown target means; one that is not valid is taken as it is.
fn decoded(target: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(target).decode_utf8();
    decoded.map_or_else(|_| target.to_owned(), |path| path.into_owned())
}
