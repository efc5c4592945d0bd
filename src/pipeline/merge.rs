//! What was changed in an exported Word file, on its way back into the fragments: planned, tried in memory, and only then written.

use std::collections::BTreeMap;

use super::print::is_issued;
use super::{assembly, carried_on};
use crate::diag::{Diagnostic, Sink};
use crate::import::{ImportError, ReturnedFile, returned};
use crate::merge::{ChangeFate, Doubt, MergedChanges, applied, doubtful, merged, places, settled};
use crate::model::{Document, FileId, IssueId};
use crate::render::word::key::PREFIX as BOOKMARK;
use crate::render::word::{EXPORTED_PROPERTY, WordError, digest};
use crate::source::Sources;

/// Why nothing of a file can be taken over.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// There is no such issue.
    #[error("没有“{0}”这一期")]
    UnknownIssue(String),
    /// The issue has errors, which go before.
    #[error("{0} 有错误，改正以后再并")]
    Broken(IssueId),
    /// It went out: its words stay.
    #[error(
        "{0} 已经印发，文字不能再改。印错了的，在 issue.yaml 里写“更正”，改片段，再运行 jianbao issue {0}"
    )]
    Issued(IssueId),
    /// The file is of another issue.
    #[error("这个文件是从 {file} 导出的，不是 {issue}")]
    OtherIssue {
        /// What the file says.
        file: String,
        /// What was asked for.
        issue: IssueId,
    },
    /// No bookmark of ours is in it.
    #[error(
        "这个文件不是 jianbao 导出的，或者书签都没有了，认不出哪一段是哪一段。用 jianbao print {0} --to 稿件.docx 导出，在导出的文件上改"
    )]
    NotExported(IssueId),
    /// It was made from another state, and what it was is lost.
    #[error(
        "导出以后片段改过，而文件里原来的记录没有了（另存时丢的），分不清哪边改了什么。重新导出，把改动改到新的文件上；或用 jianbao diff 看片段改了什么"
    )]
    OtherState,
    /// The file cannot be read.
    #[error("{name} {source}")]
    File {
        /// Its name.
        name: String,
        /// Why.
        source: ImportError,
    },
    /// A picture is gone.
    #[error(transparent)]
    Word(#[from] WordError),
}

/// What comes of it.
#[derive(Debug)]
pub struct MergeResult {
    /// The changes, each with what becomes of it.
    pub merged: MergedChanges,
    /// The new texts of the files.
    pub texts: BTreeMap<FileId, String>,
    /// What people wrote beside the text (批注).
    pub remarks: Vec<String>,
    /// What is wrong with the issue once the changes are in it.
    pub findings: Vec<Diagnostic>,
}

/// So often what does not come out as it is meant is left out, one change or several each time.
const ROUNDS: usize = 6;

/// What is said of a change that does not come out as it is meant.
const OTHERWISE: &str =
    "照这样写进片段，印出来的和改的不一样（多半是片段里的标记），没有动；请自己改";

/// What the file `name`, an exported one that people changed, changes of the issue.
///
/// # Errors
/// [`MergeError`] says why nothing can be taken over.
pub fn merge(
    sources: &Sources,
    issue: &str,
    name: &str,
    bytes: &[u8],
) -> Result<MergeResult, MergeError> {
    let now = State::of(sources, issue)?;
    if now.is_issued {
        return Err(MergeError::Issued(now.document.id));
    }
    let theirs = read(name, bytes)?;
    let ours = &now.printed;
    let theirs = judged(theirs, ours, &now.document.id)?;
    let found = places(&now.document, sources);
    let folder = now.document.id.path();
    let mut merged = merged(sources, &folder, &found, ours, &theirs);
    let mut texts = applied(sources, &merged.edits());
    let mut findings = Vec::new();
    for round in 0..=ROUNDS {
        if texts.is_empty() {
            break;
        }
        // Tried in memory: what is printed then has to be what was meant.
        let strange = match trial(sources, issue, &merged, ours, &theirs, &texts)? {
            Trial::Right(then) => {
                settled(&mut merged, &theirs, &then.printed);
                findings = news(now.sink.into_sorted(), then.sink.into_sorted());
                break;
            }
            Trial::Wrong(strange) if !strange.is_empty() => strange,
            Trial::Wrong(_) => alone(sources, issue, &merged, ours, &theirs)?,
        };
        for (index, change) in merged.changes.iter_mut().enumerate() {
            let is_placed = change.fate == ChangeFate::Placed;
            if is_placed && (strange.contains(&index) || round == ROUNDS) {
                change.fate = ChangeFate::Left(OTHERWISE.to_owned());
            }
        }
        merged.keep_together();
        texts = applied(sources, &merged.edits());
    }
    Ok(MergeResult {
        merged,
        texts,
        remarks: theirs.remarks,
        findings,
    })
}

/// What comes of changes that are tried.
enum Trial {
    /// All come out as they are meant.
    Right(Box<State>),
    /// Those at these places in the list do not; none where nobody can tell which.
    Wrong(Vec<usize>),
}

fn trial(
    sources: &Sources,
    issue: &str,
    merged: &MergedChanges,
    ours: &ReturnedFile,
    theirs: &ReturnedFile,
    texts: &BTreeMap<FileId, String>,
) -> Result<Trial, MergeError> {
    match State::of(&sources.with_texts(texts), issue) {
        Ok(then) => Ok(match doubtful(merged, ours, theirs, &then.printed) {
            Doubt::None => Trial::Right(Box::new(then)),
            Doubt::Of(strange) => Trial::Wrong(strange),
            Doubt::Somewhere => Trial::Wrong(Vec::new()),
        }),
        Err(MergeError::Broken(_)) => Ok(Trial::Wrong(Vec::new())),
        Err(error) => Err(error),
    }
}

/// The changes that do not come out as they are meant even by themselves; all of them where each does.
fn alone(
    sources: &Sources,
    issue: &str,
    merged: &MergedChanges,
    ours: &ReturnedFile,
    theirs: &ReturnedFile,
) -> Result<Vec<usize>, MergeError> {
    let placed: Vec<usize> = merged.placed().map(|(index, _)| index).collect();
    let mut wrong = Vec::new();
    for index in &placed {
        let one = merged.only(*index);
        let texts = applied(sources, &one.edits());
        if let Trial::Wrong(_) = trial(sources, issue, &one, ours, theirs, &texts)? {
            wrong.push(*index);
        }
    }
    Ok(if wrong.is_empty() { placed } else { wrong })
}

/// The issue in one state of its fragments, as its Word file says it.
struct State {
    document: Document,
    printed: ReturnedFile,
    is_issued: bool,
    sink: Sink,
}

impl State {
    fn of(sources: &Sources, issue: &str) -> Result<Self, MergeError> {
        let plan = assembly::plan(sources);
        let mut issues = plan.issues.iter();
        let planned = issues
            .find(|planned| planned.id.path() == issue)
            .ok_or_else(|| MergeError::UnknownIssue(issue.to_owned()))?;
        let assembled = assembly::assemble(sources, &plan, planned);
        let document = assembled
            .document
            .ok_or_else(|| MergeError::Broken(planned.id.clone()))?;
        let bytes = carried_on::file(&document, sources, None)?;
        Ok(Self {
            printed: read("导出的文件.docx", &bytes)?,
            document,
            is_issued: is_issued(sources, planned),
            sink: assembled.sink,
        })
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<ReturnedFile, MergeError> {
    returned(name, bytes).map_err(|source| MergeError::File {
        name: name.to_owned(),
        source,
    })
}

/// What is found now and was not found before.
fn news(before: Vec<Diagnostic>, now: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let said: Vec<String> = before.into_iter().map(|finding| finding.message).collect();
    let is_new = |finding: &Diagnostic| !said.contains(&finding.message);
    now.into_iter().filter(is_new).collect()
}

/// The file that came back, if it is one of this issue and says how it went out.
fn judged(
    mut theirs: ReturnedFile,
    ours: &ReturnedFile,
    id: &IssueId,
) -> Result<ReturnedFile, MergeError> {
    if let Some(file) = theirs
        .properties
        .get("期")
        .filter(|file| **file != id.path())
    {
        return Err(MergeError::OtherIssue {
            file: file.clone(),
            issue: id.clone(),
        });
    }
    let mut names = theirs
        .paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.bookmarks);
    if !names.any(|name| name.starts_with(BOOKMARK)) {
        return Err(MergeError::NotExported(id.clone()));
    }
    if theirs.exported.is_empty() {
        let now: Vec<(String, String)> = ours.exported.clone().into_iter().collect();
        if theirs.properties.get(EXPORTED_PROPERTY) != Some(&digest(&now)) {
            return Err(MergeError::OtherState);
        }
        theirs.exported.clone_from(&ours.exported);
    }
    Ok(theirs)
}
