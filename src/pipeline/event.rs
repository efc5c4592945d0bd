//! What a build tells while it runs.

use std::collections::BTreeMap;
use std::fmt;

use super::{LeftOut, LeftOutCounts};
use crate::diag::Diagnostic;
use crate::model::IssueId;
use crate::pdf::{Typst, TypstUnavailable};
use crate::publish::Mended;
use crate::site::RootFile;

/// What happens in a build. `Display` says it in Chinese, for people.
#[derive(Clone, Copy, Debug)]
pub enum BuildEvent<'a> {
    /// What is wrong with the content: once before anything slow, and again after PDFs that could not be typeset.
    Findings(&'a [Diagnostic]),
    /// How many issues the site does not show.
    LeftOut(LeftOutCounts),
    /// Another build writes the folder; this one waits for it. Who holds the folder, in words, where that is known.
    Waiting(&'a str),
    /// The manifest was gone, empty or half.
    Mended(Mended),
    /// The site takes the place of that of another archive, or of one for another audience; what it was, in words.
    Replaced(&'a str),
    /// An issue that the site had was taken off it.
    TakenOff {
        /// Its place.
        id: &'a IssueId,
        /// What in its `issue.yaml` asks for that.
        why: LeftOut,
    },
    /// An issue that must not be shown any more may still be there, as the build did not come to its end.
    MayStay(&'a IssueId),
    /// The PDF of an issue as it went out carries the sources, which are not for the public.
    PdfWithheld(&'a IssueId),
    /// The page of an issue with errors had to go, as it names an issue that is no longer shown, or was made for another audience.
    PageRemoved(&'a IssueId),
    /// An issue that the site had is gone from the content, and nothing says where it went.
    Vanished {
        /// Its place.
        id: &'a IssueId,
        /// What it was called, in one line.
        title: &'a str,
    },
    /// The texts of issues that are published and not marked as issued (印发) have changed since the last build.
    TextsChanged(&'a [IssueId]),
    /// A batch of PDFs is typeset one by one, for this reason.
    BatchSplit(&'a str),
    /// The issues that are made again though the rest stands, each with what has changed; for those who ask why.
    MadeAgain(&'a [(&'a IssueId, &'static str)]),
    /// How far a phase is.
    Progress {
        /// Which.
        phase: Phase,
        /// How many issues are done.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// A phase has ended; for those who measure.
    PhaseEnded(Phase),
}

/// The phases of a build that take time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Reading content, templates and fonts.
    Reading,
    /// Assembling the issues.
    Assembly,
    /// Typesetting the PDFs.
    Pdfs,
    /// Drawing and writing the pages.
    Pages,
}

impl BuildEvent<'_> {
    /// Whether somebody must look at it, though nothing is wrong with the content.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::Mended(_)
                | Self::Replaced(_)
                | Self::TakenOff { .. }
                | Self::MayStay(_)
                | Self::PdfWithheld(_)
                | Self::PageRemoved(_)
                | Self::Vanished { .. }
                | Self::TextsChanged(_)
        )
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reading => "读入",
            Self::Assembly => "汇编",
            Self::Pdfs => "PDF",
            Self::Pages => "网页",
        })
    }
}

impl fmt::Display for BuildEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Findings(findings) => write!(f, "{} 处问题", findings.len()),
            Self::LeftOut(counts) => counts.fmt(f),
            Self::Waiting("") => f.write_str("另一个 jianbao 正在写这个文件夹，等它写完……"),
            Self::Waiting(holder) => {
                write!(f, "另一个 jianbao 正在写这个文件夹（{holder}），等它写完……")
            }
            Self::Mended(Mended::ByCopy) => write!(
                f,
                "注意：资料库的清单 {} 不见了或不完整，已用它的备份补上",
                RootFile::Manifest.name()
            ),
            Self::Mended(Mended::ByShape(files)) => write!(
                f,
                "注意：资料库的清单 {} 不见了或不完整，已照文件夹里的 {files} 个文件补上；全部网页和 PDF 重新生成",
                RootFile::Manifest.name()
            ),
            Self::Replaced(what) => write!(f, "注意：文件夹里原来是{what}，照 --replace 换过来"),
            Self::PdfWithheld(id) => write!(
                f,
                "注意：{id} 印发的 PDF 里嵌有源文件，公开的资料库不放；网页照常生成"
            ),
            Self::TakenOff { id, why } => match why {
                LeftOut::Classified => write!(f, "注意：{id} 标有密级，已从资料库移除"),
                LeftOut::Draft => write!(f, "注意：{id} 标着草稿，已从资料库移除"),
                LeftOut::Internal => write!(f, "注意：{id} 仅供内部，已从资料库移除"),
                LeftOut::Unclear => write!(
                    f,
                    "注意：{id} 的密级、受众或草稿看不明白，按不公开处理，已从资料库移除；改正后再生成"
                ),
            },
            Self::MayStay(id) => write!(
                f,
                "注意：{id} 不再收入资料库，这一次却没有做完，它的网页和 PDF 可能还在那里；改正下面的错误，再生成一次"
            ),
            Self::PageRemoved(id) => write!(
                f,
                "注意：{id} 有错误没有生成；它以前的网页和 PDF 里可能有不再收入的内容，已一并移除，改正错误后再生成"
            ),
            Self::Vanished { id, title } => write!(
                f,
                "注意：{id}《{title}》不在内容文件夹里了，它的网页和 PDF 从资料库移除。\n  \
                 移到了别处：在新的 issue.yaml 里写 原址: [{id}]，旧网址会转过去；\n  \
                 要撤回：恢复文件夹，在 issue.yaml 里写 撤回: {{日期: …, 说明: …}}，网页会保留并注明；\n  \
                 误删：恢复 {id}/ 文件夹再生成"
            ),
            Self::TextsChanged(ids) => {
                const SHOWN: usize = 6;
                let names: Vec<String> = ids.iter().take(SHOWN).map(IssueId::to_string).collect();
                let more = if ids.len() > SHOWN { " 等" } else { "" };
                write!(
                    f,
                    "注意：已发布的 {} 期文字与上次生成的不同：{}{more}。已经印发的，用 jianbao issue 记下，以后一变就会报错",
                    ids.len(),
                    names.join("、")
                )
            }
            // What our own layouts refuse is said of its issue, in words.
            Self::BatchSplit(reason) if reason.contains("JB:") => {
                write!(f, "有一批 PDF 改为逐期排版：其中一期排不成，见它的错误")
            }
            Self::BatchSplit(reason) => write!(f, "有一批 PDF 改为逐期排版：{reason}"),
            Self::MadeAgain(issues) => {
                const SHOWN: usize = 6;
                let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
                for (id, why) in *issues {
                    by_reason.entry(why).or_default().push(id.to_string());
                }
                let reasons = by_reason.into_iter().map(|(why, mut names)| {
                    let more = if names.len() > SHOWN { " 等" } else { "" };
                    let count = names.len();
                    names.truncate(SHOWN);
                    format!("{why}：{}{more}，{count} 期", names.join("、"))
                });
                let reasons: Vec<String> = reasons.collect();
                let reasons = reasons.join("；");
                write!(f, "其余各期不动，重新生成 {} 期。{reasons}", issues.len())
            }
            Self::Progress { phase, done, of } => {
                let work = match phase {
                    Phase::Reading => "读入",
                    Phase::Assembly => "汇编各期",
                    Phase::Pdfs => "排版 PDF",
                    Phase::Pages => "生成网页",
                };
                write!(f, "{work}：{done}/{of}")
            }
            Self::PhaseEnded(phase) => phase.fmt(f),
        }
    }
}

/// Whoever a build tells what happens, and asks for typst.
pub trait Reporter {
    /// Is told what happens.
    fn report(&self, event: BuildEvent<'_>);

    /// A typst to run; asked for only where a PDF must be typeset.
    ///
    /// # Errors
    /// Why there is none, with what to do about it.
    fn typst(&self) -> Result<Typst, TypstUnavailable>;
}

/// Tells how far a phase is.
pub fn progress(reporter: &dyn Reporter, phase: Phase, done: usize, of: usize) {
    reporter.report(BuildEvent::Progress { phase, done, of });
}
