//! The documents of a build, assembled side by side and kept in the order of the plan.

use std::sync::Arc;

use rayon::prelude::*;

use super::reuse::{IssueStanding, Reused};
use super::{LeftOut, Selection, Visibility, assembly};
use crate::diag::{Diagnostic, Severity, Sink, code};
use crate::issuance::{IssuanceRecord, Wording};
use crate::model::{Document, IssueId, Span};
use crate::publish::Output;
use crate::source::Sources;
use crate::stage::{self, Plan, Unmarked};
use crate::trace::KeptIssue;

/// How many issues are assembled before it is told how far the build is.
const AT_ONCE: usize = 256;

/// One issue of a build.
#[derive(Debug)]
pub struct BuiltIssue {
    /// Its place.
    pub id: IssueId,
    /// Whether the build is about it.
    pub selected: bool,
    /// Why the site does not show it, if it does not.
    pub left_out: Option<LeftOut>,
    /// The document; none where it has errors or was not selected.
    pub document: Option<Document>,
    /// What was issued, without its text: the document has been held against that.
    pub record: Option<IssuanceRecord>,
    /// A short checksum of its text; empty where it has a record, which says more.
    pub text: String,
    /// What is wrong with it.
    pub sink: Sink,
    /// Whether it stands in the folder of the site as the content has it, and is not made again.
    pub stands: bool,
    /// Whether it says what other issues of its series bring.
    pub leans_on_series: bool,
    /// Why it is made; empty where that has not been asked.
    pub why: &'static str,
    /// What the next build is told of it; none where nothing can be kept.
    pub kept: Option<KeptIssue>,
}

impl BuiltIssue {
    /// Whether the site shows it as the content has it now.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.document.is_some() || self.stands
    }
}

/// Which issues are assembled, and out of what.
#[derive(Clone, Copy)]
pub struct WantedIssues<'a> {
    pub sources: &'a Sources,
    pub plan: &'a Plan,
    pub selection: &'a Selection,
    /// For whom; without it every selected issue is assembled.
    pub visibility: Option<Visibility>,
    pub deny_warnings: bool,
    /// Whether every issue gets a Word file, whatever its series says.
    pub word: bool,
}

/// Assembles every selected issue of the plan that the visibility admits, but for those that stand as the last build left them. What the plan found wrong with an issue
/// comes along, and `progress` is told how many are done. Of an issue that is left out nothing is computed and nothing is said, unless it is left out because of a slip or has been issued.
pub fn assemble(
    wanted: WantedIssues<'_>,
    reused: Option<&Reused<'_>>,
    progress: &dyn Fn(usize),
) -> Vec<BuiltIssue> {
    let count = wanted.plan.issues.len();
    let mut built = Vec::with_capacity(count);
    while built.len() < count {
        let part = built.len()..count.min(built.len() + AT_ONCE);
        built.par_extend(part.into_par_iter().map(|index| match reused {
            Some(reused) => wanted.again(index, reused),
            None => wanted.assemble(index),
        }));
        progress(built.len());
    }
    built
}

/// Assembles those after all whose files are not as the last build left them in the folder of the site. What is wrong with one has been said, unless it turns out only now.
pub fn confirm(
    wanted: WantedIssues<'_>,
    reused: Option<&Reused<'_>>,
    issues: &mut [BuiltIssue],
    output: &Output,
) -> Sink {
    let kept = reused.and_then(|reused| reused.kept);
    let fits = kept.is_some_and(|kept| output.manifest_stamp().as_ref() == Some(&kept.manifest));
    let found: Vec<Sink> = issues
        .par_iter_mut()
        .enumerate()
        .filter(|(_, issue)| issue.stands)
        .map(|(index, issue)| {
            let files = || issue.kept.as_ref().map(|kept| &kept.files);
            if fits && output.issue_stamp(&issue.id).as_ref() == files() {
                return Sink::default();
            }
            issue.remake(wanted, index, "生成的文件夹里它的文件不是上一次写的样子")
        })
        .collect();
    let mut late = Sink::default();
    found.into_iter().for_each(|found| late.append(found));
    late
}

impl BuiltIssue {
    /// Assembles the issue, which stood as the last build left it, and stands there no more. What is wrong with it has been said, unless it turns out only now.
    pub fn remake(&mut self, wanted: WantedIssues<'_>, index: usize, why: &'static str) -> Sink {
        let again = wanted.assemble(index);
        self.stands = false;
        self.why = why;
        self.document = again.document;
        self.record = again.record;
        self.text = again.text;
        match self.document {
            Some(_) => Sink::default(),
            None => again.sink,
        }
    }
}

impl WantedIssues<'_> {
    /// The issue at `index` of the plan, as the last build left it where nothing that concerns it has changed.
    fn again(self, index: usize, reused: &Reused<'_>) -> BuiltIssue {
        let issue = &self.plan.issues[index];
        let admits = |visibility: Visibility| visibility.admits(issue);
        if !self.selection.includes(&issue.id) || !self.visibility.is_some_and(admits) {
            return self.assemble(index);
        }
        match reused.standing(index, &issue.id.path()) {
            IssueStanding::Same(kept, sink) => BuiltIssue {
                id: issue.id.clone(),
                selected: true,
                left_out: None,
                document: None,
                record: None,
                text: String::new(),
                sink,
                stands: true,
                why: "",
                leans_on_series: kept.leans_on_series,
                kept: Some(kept),
            },
            IssueStanding::Other(kept, why) => {
                let mut built = self.assemble(index);
                built.why = why;
                built.kept = kept.map(|kept| match built.leans_on_series {
                    true => reused.leaning(kept, index),
                    false => kept,
                });
                built
            }
        }
    }

    /// Assembles the issue at `index` of the plan.
    fn assemble(self, index: usize) -> BuiltIssue {
        let Self {
            sources,
            plan,
            selection,
            visibility,
            deny_warnings,
            word,
        } = self;
        let issue = &plan.issues[index];
        let selected = selection.includes(&issue.id);
        let mut built = BuiltIssue {
            id: issue.id.clone(),
            selected,
            left_out: visibility.and_then(|visibility| visibility.leaves_out(issue)),
            document: None,
            record: None,
            text: String::new(),
            sink: Sink::default(),
            stands: false,
            why: "",
            leans_on_series: false,
            kept: None,
        };
        if selected && built.left_out == Some(LeftOut::Unclear) {
            built.sink.copy_from(&issue.sink);
        }
        if selected && built.left_out == Some(LeftOut::Draft) {
            assembly::judge_draft(sources, issue, &mut built.sink);
        }
        if !selected || built.left_out.is_some() {
            return built;
        }
        // A text that was not read for the plan may have been changed since its stamp was taken.
        if issue.unmarked == Unmarked::Remembered && !stage::is_unmarked(sources, &issue.id) {
            built
                .sink
                .push(marked_meanwhile(assembly::place_of(sources, issue)));
            return built;
        }
        let mut assembled = assembly::assemble(sources, plan, issue);
        built.leans_on_series = assembled.leans_on_series;
        built.record = assembled.record.take().map(|record| IssuanceRecord {
            text: Vec::new(),
            ..record
        });
        (built.document, built.sink) = assembled.finished();
        // What went out has been held against its record, which has every word of it.
        if let (Some(document), true, None) = (&built.document, visibility.is_some(), &built.record)
        {
            let size = |file| format!("{} 字节", sources.size(file));
            built.text = Wording::of(document, sources, &size).digest();
        }
        if let (Some(visibility), Some(document)) = (visibility, &mut built.document) {
            visibility.cleanse(plan, document);
        }
        if let Some(document) = &mut built.document {
            document.shrink();
            if word {
                Arc::make_mut(&mut document.series).word_files = true;
            }
        }
        if deny_warnings && built.sink.worst() >= Some(Severity::Warning) {
            built.document = None;
        }
        built
    }
}

/// What is said of an issue in whose texts a mark was written while the build was reading: the next one sees it where it stands.
fn marked_meanwhile(place: Span) -> Diagnostic {
    Diagnostic::new(
        code::UNCLEAR_MARK,
        place,
        "生成的时候有人改了这一期的文件，写上了密级、受众或草稿一类的话；这一次不生成它",
    )
    .help("改好以后再生成一次")
}

#[cfg(test)]
mod tests {
    use super::{Selection, Visibility, WantedIssues, assemble};
    use crate::model::Audience;
    use crate::pipeline::assembly;
    use crate::source::{Content, SourceFile, Sources};
    use crate::stage::PlanMemory;

    /// An archive of one issue whose only fragment is `text`.
    fn archive(text: &str) -> Sources {
        let files = [
            ("site.yaml", "名称: 资料库\n"),
            ("a/series.yaml", "名称: 通报\n版式: 公文\n"),
            (
                "a/2026/1/issue.yaml",
                "标题: 甲\n日期: 2026-01-05\n正文: [正文.md]\n",
            ),
            ("a/2026/1/正文.md", text),
        ];
        let files = files.map(|(path, text)| SourceFile {
            path: path.to_owned(),
            content: Content::Text(text.to_owned()),
        });
        Sources::new("", files.into())
    }

    /// Whether the issue is made, where its texts are remembered as saying nothing of who may see them.
    fn is_made(text: &str, remembered: bool) -> bool {
        let sources = archive(text);
        let memory = PlanMemory {
            before: None,
            unmarked: Some(&|_| remembered),
        };
        let wanted = WantedIssues {
            sources: &sources,
            plan: &assembly::plan_after(&sources, memory),
            selection: &Selection::default(),
            visibility: Some(Visibility::of_site(Audience::Public)),
            deny_warnings: false,
            word: false,
        };
        let built = assemble(wanted, None, &|_| {});
        let issue = &built[0];
        assert!(issue.document.is_some() || issue.left_out.is_some() || !issue.sink.is_empty());
        issue.document.is_some()
    }

    #[test]
    fn a_mark_that_was_written_while_the_build_was_reading_keeps_the_issue_out() {
        for remembered in [false, true] {
            assert!(is_made("正文一段。\n", remembered));
            assert!(!is_made("机密★1年\n\n正文一段。\n", remembered));
            assert!(!is_made("受众: 内部\n\n正文一段。\n", remembered));
            assert!(!is_made("内部资料　注意保存\n\n正文一段。\n", remembered));
        }
    }
}
