//! Why a command ends without having done its work. The data is in the variants, the words only in `Display`.

use std::path::PathBuf;

use super::exit::Exit;
use crate::pdf::TypstUnavailable;
use crate::pipeline::{BuildError, ExtractError, FilingError, MergeError, PrintError};
use crate::project::ProjectError;
use crate::publish::PublishError;
use crate::render::html::TemplateError;
use crate::scaffold::ScaffoldError;
use crate::stage::discover::DiscoverError;
use crate::zh::date::DateError;

/// Why a command ends without having done its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The content folder cannot be read.
    #[error(transparent)]
    Content(#[from] DiscoverError),
    /// Templates or fonts cannot be used.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// A page template is at fault.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// There is no typst to run.
    #[error(transparent)]
    Typst(#[from] TypstUnavailable),
    /// The build could not be finished.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The PDF could not be set.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// A year could not be filed (归档).
    #[error(transparent)]
    Filing(#[from] FilingError),
    /// A file could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The preview cannot run.
    #[cfg(feature = "serve")]
    #[error(transparent)]
    Serve(#[from] crate::serve::ServeError),
    /// A Word file that came back cannot be taken over.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// What units get of an issue cannot be made.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// A file of the user's cannot be read or written.
    #[error("{}：{reason}", path.display())]
    Unopened {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The new issue cannot be made.
    #[error(transparent)]
    Scaffold(#[from] ScaffoldError),
    /// The folder of the new issue could not be written.
    #[error("写不了 {issue}/：{reason}。什么也没有留下")]
    NewIssue {
        /// The issue, as `<series>/<year>/<folder>`.
        issue: String,
        /// What the system said.
        reason: String,
    },
    /// `jianbao init` was not told the name of the office, and there is nobody to ask.
    #[error(
        "没有写单位名称。写成 jianbao init --name 云汀市总工会，或在终端里直接运行 jianbao init，一句一句地答"
    )]
    NoOffice,
    /// A code for document numbers (发文机关代字) that the rule of numbers would take for a part of its own.
    #[error("代字“{0}”里不能有花括号。只写字，如 --code 云工")]
    OfficeCode(String),
    /// A kind of series that is not offered.
    #[error("没有“{asked}”这一种。可以办的有：{}", .known.join("、"))]
    UnknownKind {
        /// What was asked for.
        asked: String,
        /// The kinds.
        known: Vec<String>,
    },
    /// A list of units that was not understood.
    #[error("单位名单 {file} 有几行看不懂，什么也没有写：\n{faults}")]
    UnitList {
        /// The file, or where it was typed.
        file: String,
        /// A line for each fault.
        faults: String,
    },
    /// A file that an option names cannot be read.
    #[error("读不了 {file}：{reason}")]
    Unreadable {
        file: String,
        /// What the system said.
        reason: String,
    },
    /// The content folder is there already.
    #[error(
        "{0} 里已经有内容了，什么也没有改。换一个文件夹：jianbao init 文件夹；要新建一期，用 jianbao new"
    )]
    ContentExists(String),
    /// The content folder could not be written.
    #[error("写不了 {folder}：{reason}。什么也没有留下")]
    NewContent {
        folder: String,
        /// What the system said.
        reason: String,
    },
    /// A series that the content does not have.
    #[error("没有系列“{0}”：内容文件夹里找不到 {0}/series.yaml")]
    UnknownSeries(String),
    /// An issue that the content does not have.
    #[error("没有“{0}”这一期：内容文件夹里找不到 {0}/issue.yaml。写成 系列/年/期，如 ducha/2026/3")]
    UnknownIssue(String),
    /// `jianbao tidy` was told something that is neither a file nor an issue.
    #[error("没有文件或一期叫“{0}”。写片段的文件名，或写成 系列/年/期，如 ducha/2026/3")]
    NothingToTidy(String),
    /// `jianbao tidy` was told a file of another kind.
    #[error("{} 不是片段：只整理 .md 和 .txt 文件", .0.display())]
    NotAFragment(PathBuf),
    /// A text could not be read or written.
    #[error("{}：{reason}。文件没有改", path.display())]
    Tidy {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A code that no finding has.
    #[error("没有代码“{0}”。代码写成 JB1003 这样，全部代码见 docs/rules.md")]
    UnknownCode(String),
    /// `jianbao new` without a series.
    #[error("请写明系列，如 jianbao new ducha。已有的系列：{}", known.join("、"))]
    NoSeries {
        /// The series that there are.
        known: Vec<String>,
    },
    /// `jianbao issue --again` without a reason.
    #[error("--again 后面写明原因，如 --again \"补印时改正页码\"")]
    NoReason,
    /// A folder that holds no site of ours.
    #[error("{} 不是 jianbao 生成的资料库：里面没有它的清单。写明资料库的文件夹，如 jianbao verify output", .0.display())]
    NoSite(PathBuf),
    /// The machine's own date cannot be one.
    #[error("这台机器的日期不对，用 --date 写明日期")]
    Clock,
    /// A date that cannot be read.
    #[error("日期“{typed}”{}。写成 --date 2026-03-05", date_fault(fault))]
    Date {
        /// What was typed.
        typed: String,
        /// What is wrong with it.
        fault: DateError,
    },
    /// The site would lie among the content.
    #[error("--output 不能在内容文件夹里：{}。写到内容文件夹以外，如 output", .0.display())]
    OutputInContent(PathBuf),
    /// Filed issues would lie among the content.
    #[error("--to 不能在内容文件夹里：{}。写到内容文件夹以外", .0.display())]
    FiledInContent(PathBuf),
    /// All templates that would be written are there already.
    #[error("模板都已经有了，如 {}，没有写任何文件。要内置的，换一个空的文件夹", .0.display())]
    TemplateExists(PathBuf),
    /// A file of another's where a schema would be written.
    #[error("{} 不是 jianbao 写的，没有动。换一个文件夹，或者先移走它", .0.display())]
    NotOurSchema(PathBuf),
    /// No rules for counting contributions.
    #[error("没有计分办法 {}，不知道哪些系列计入供稿。新建它，写上：\n本刊:\n  - {{系列: jianbao, 分值: 3}}\n其他的键见编写指南“供稿统计”一节", .0.display())]
    NoScores(PathBuf),
    /// A unit that no register has.
    #[error("单位登记表里没有“{0}”。写登记表里的名称、简称或代号")]
    UnknownUnit(String),
    /// No content folder to write something into.
    #[error("没有内容文件夹 {}。进入项目的文件夹再运行，或用 --content 指明", .0.display())]
    NoContent(PathBuf),
    /// Sources in the PDFs of a site for the public.
    #[error("公开的资料库不嵌入源文件：去掉 --embed-sources，或去掉 --audience public")]
    PublicSources,
    /// A file of a kind that cannot be written.
    #[error("要写成 {known} 文件，这里是 {}", .target.display())]
    UnknownEnding {
        /// What was typed.
        target: PathBuf,
        /// The endings that there are.
        known: String,
    },
    /// A state of an issue that cannot be told.
    #[error(transparent)]
    State(#[from] crate::pipeline::StateError),
    /// `jianbao diff` was told a state that there is not.
    #[error(
        "看不懂“{0}”。写 现在、送审、印发、第2稿、日期（如 2026-07-01），或者资料库、内容文件夹的位置"
    )]
    UnknownState(String),
    /// `jianbao diff` was told a folder that holds neither a site nor content.
    #[error("{} 里既没有资料库，也没有内容文件夹", .0.display())]
    NoStates(PathBuf),
    /// A site has only its plain texts to be compared with.
    #[error("资料库只能和另一个资料库、内容文件夹或“现在”对照，不能和“{0}”对照")]
    SiteAgainstState(String),
    /// Nothing of what is to be compared is on both sides.
    #[error("没有哪一期两边都有，没有可以对照的")]
    NothingInCommon,
    /// `jianbao import` was told files of which none can be used.
    #[error("没有可以导入的文件：{0}")]
    NothingToImport(String),
    /// A file is to be written, and a folder stands there.
    #[error("{} 是文件夹，要写文件名", .0.display())]
    TargetIsFolder(PathBuf),
    /// `--to` names a file in a folder that there is not.
    #[error("没有文件夹 {}，先新建它", .0.display())]
    NoTargetFolder(PathBuf),
    /// A place in the content for what no site may show.
    #[error("{} 在内容文件夹 {} 里：放在那里的文件可能随一期公开，没有写入。写到别处，如 --to ~/{}", target.display(), content.display(), target.file_name().unwrap_or_default().to_string_lossy())]
    TargetInContent {
        /// The file.
        target: PathBuf,
        /// The content folder.
        content: PathBuf,
    },
    /// `--to` names a file in a site.
    #[error(
        "{} 在资料库的文件夹 {} 里，谁都能看到，没有写入。换一个地方",
        target.display(),
        site.display()
    )]
    TargetInSite {
        /// The file.
        target: PathBuf,
        /// The folder of the site.
        site: PathBuf,
    },
}

impl CommandError {
    /// How a run ends for it.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Content(_)
            | Self::Project(_)
            | Self::Template(_)
            | Self::Typst(_)
            | Self::Print(_)
            | Self::Filing(_)
            | Self::Publish(_)
            | Self::NewContent { .. }
            | Self::NewIssue { .. } => Exit::Environment,
            #[cfg(feature = "serve")]
            Self::Serve(_) => Exit::Environment,
            Self::Build(error) => match error {
                BuildError::Refused(_) | BuildError::Word(_) => Exit::Content,
                BuildError::Publish(_)
                | BuildError::Template(_)
                | BuildError::Catalogue(_)
                | BuildError::Sheet(_) => Exit::Environment,
            },
            Self::Scaffold(ScaffoldError::BrokenSeries(_)) | Self::State(_) | Self::Tidy { .. } => {
                Exit::Content
            }
            Self::Merge(MergeError::UnknownIssue(_)) | Self::Unopened { .. } => Exit::Usage,
            Self::Merge(_) => Exit::Content,
            Self::Extract(ExtractError::Print(_)) => Exit::Environment,
            Self::Extract(ExtractError::Nothing { .. } | ExtractError::NoUnits(_)) => Exit::Content,
            Self::Extract(_) => Exit::Usage,
            Self::Scaffold(_)
            | Self::UnknownSeries(_)
            | Self::UnknownIssue(_)
            | Self::UnknownCode(_)
            | Self::NothingToTidy(_)
            | Self::NotAFragment(_)
            | Self::NoSeries { .. }
            | Self::NoOffice
            | Self::OfficeCode(_)
            | Self::UnknownKind { .. }
            | Self::UnitList { .. }
            | Self::Unreadable { .. }
            | Self::ContentExists(_)
            | Self::NoReason
            | Self::NoSite(_)
            | Self::Clock
            | Self::Date { .. }
            | Self::PublicSources
            | Self::OutputInContent(_)
            | Self::FiledInContent(_)
            | Self::TemplateExists(_)
            | Self::NotOurSchema(_)
            | Self::NoContent(_)
            | Self::NoScores(_)
            | Self::UnknownUnit(_)
            | Self::UnknownState(_)
            | Self::NoStates(_)
            | Self::SiteAgainstState(_)
            | Self::NothingInCommon
            | Self::NothingToImport(_)
            | Self::UnknownEnding { .. }
            | Self::TargetIsFolder(_)
            | Self::NoTargetFolder(_)
            | Self::TargetInContent { .. }
            | Self::TargetInSite { .. } => Exit::Usage,
        }
    }
}

fn date_fault(fault: &DateError) -> String {
    match fault {
        DateError::Form => "看不懂".to_owned(),
        DateError::Year => "的年份不对".to_owned(),
        DateError::Month => "的月份不对".to_owned(),
        DateError::Day(last) => format!("不对，这个月只有 {last} 天"),
    }
}
