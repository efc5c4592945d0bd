//! Fragments (片段): one Markdown file with its front matter.

use std::collections::BTreeSet;

use super::download::Downloads;
use super::problems::TypedProblem;
use super::targets::FragmentTargets;
use super::{front, read};
use crate::diag::{Diagnostic, Sink, code};
use crate::model::{ArticleHead, Asset, FileId, IssueId, Span, Spanned};
use crate::source::cell_budget::CellBudget;
use crate::source::markdown::guard::LineEnds;
use crate::source::{Draft, Sources, front_matter, markdown};

/// A fragment as its writer made it.
#[derive(Clone, Debug)]
pub struct Fragment {
    pub file: FileId,
    /// The unit (单位) that the front matter names.
    pub unit: Option<Spanned<String>>,
    /// What stands around its text where it is an article.
    pub head: ArticleHead,
    /// What it says of problems (问题).
    pub problems: Vec<TypedProblem>,
    /// Whether it says that there is nothing to report (零报).
    pub nil: bool,
    /// The metrics (指标) that it reports, as they were typed.
    pub metrics: Vec<Spanned<String>>,
    /// The text.
    pub drafts: Vec<Draft>,
    /// Whether what stands before the text (片头) cannot be read, which has been said.
    pub front_is_unread: bool,
    /// Files that are copied beside the page because the text links to them or shows them.
    pub assets: BTreeSet<Asset>,
    /// Every file that the text uses, tables included.
    pub uses: BTreeSet<FileId>,
}

/// The longest line, in bytes: about 10,000 Chinese characters, twenty pages without a paragraph. Marks are looked for through a line again and again.
const LONGEST_LINE: usize = 30_000;

/// Where a line begins that is longer than any paragraph, with its characters.
fn endless_line(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let place = start;
        start += line.len();
        (line.len() > LONGEST_LINE).then(|| (place, line.chars().count()))
    })
}

/// Reads a fragment of the issue `id`.
pub fn parse(
    sources: &Sources,
    file: FileId,
    id: &IssueId,
    downloads: &Downloads,
    line_ends: LineEnds,
    sink: &mut Sink,
) -> Option<Fragment> {
    let text = read::text(sources, file, sink)?;
    let parts = front_matter::split(text, file, sink)?;
    if let Some((place, count)) = endless_line(text) {
        let span = Span::new(file, place, place + 1);
        let message = format!("这一行有 {count} 个字，太长了，没有收");
        sink.push(Diagnostic::new(code::TOO_LARGE, span, message).help("分成几段，一段一行"));
        return None;
    }
    let mut fragment = Fragment {
        file,
        unit: None,
        head: ArticleHead::default(),
        problems: Vec::new(),
        nil: false,
        metrics: Vec::new(),
        drafts: Vec::new(),
        front_is_unread: false,
        assets: BTreeSet::new(),
        uses: BTreeSet::new(),
    };
    let front = front::read(&parts, file, sink);
    fragment.front_is_unread = front.is_unread;
    fragment.unit = front.unit;
    let metrics = front.figures.iter().map(|(metric, _)| metric.clone());
    fragment.metrics = metrics.collect();
    fragment.head = front.head;
    fragment.problems = front.problems;
    fragment.nil = front.nil;
    let brings = fragment.nil || !fragment.problems.is_empty() || !fragment.metrics.is_empty();
    let line_ends = front.line_ends.unwrap_or(line_ends);
    let mut folder = sources.path(file).to_owned();
    folder.truncate(folder.rfind('/').unwrap_or(0));
    let mut targets = FragmentTargets {
        sources,
        folders: [folder, id.path()],
        issue: id.path(),
        downloads,
        assets: &mut fragment.assets,
        cells: CellBudget::default(),
        uses: &mut fragment.uses,
    };
    fragment.drafts = markdown::lower(
        parts.body,
        file,
        parts.body_start,
        line_ends,
        &mut targets,
        sink,
    );
    // A picture that is not found has been said.
    let is_remark = |found: &Diagnostic| [code::REMARK, code::PLACEHOLDER].contains(&found.code);
    let is_said = sink.iter().any(is_remark);
    if fragment.drafts.is_empty() && !brings && !sink.has_errors() && !is_said {
        sink.push(
            Diagnostic::new(code::EMPTY, Span::file_start(file), "这个片段没有正文")
                .help("写上内容；确实没有，就删去这个文件"),
        );
    }
    Some(fragment)
}
