//! The states of an issue (现在、送审稿、印发的文字) as lines that can be held against one another.

use super::assembly;
use super::{BuildEvent, Reporter};
use crate::diag::Sink;
use crate::issuance::{self, IssuanceRecord, PLAIN_LINE, ReviewDraft, ReviewRecord};
use crate::model::IssueId;
use crate::render::text;
use crate::revision::{ComparedIssue, changes};
use crate::source::Sources;
use crate::stage::{Plan, PlannedIssue};
use crate::zh::date::IssueDate;

/// A state of an issue that the content knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueState {
    /// As its fragments are now.
    Now,
    /// The last draft that was printed for review, or what was issued where that came later.
    Latest,
    /// The draft of this number (第几稿).
    Draft(u32),
    /// As it was issued (印发).
    Issued,
    /// As somebody had it in hand on this day: the last draft or act until then.
    On(IssueDate),
}

/// The lines of an issue in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateLines {
    /// What the state is called, e.g. `第1稿（2026年7月1日）`.
    pub name: String,
    /// The issue's title, in one line, where the state says it.
    pub title: String,
    /// Each begins with what it is and `：`.
    pub lines: Vec<String>,
}

/// Why there are no lines.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// The issue has errors, which have been told.
    #[error("{0} 有错误，改正以后再对照")]
    Broken(IssueId),
    /// It was never printed for review and never issued.
    #[error(
        "{0} 没有可以对照的：没有印过送审稿，也没有印发。送审稿用 jianbao print {0} 印，以后就能对照"
    )]
    Nothing(IssueId),
    /// It has other states, and not this one.
    #[error("{id} 没有“{wanted}”。有的是：{}", known.join("、"))]
    Unknown {
        /// The issue.
        id: IssueId,
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The record of review or of issuing cannot be read.
    #[error("{id} 的 {file} 读不出来。从 git 或备份里恢复{}", if *.can_go { "，或者删去它" } else { "" })]
    Unreadable {
        /// The issue.
        id: IssueId,
        /// Its name.
        file: &'static str,
        /// Whether it may be deleted.
        can_go: bool,
    },
}

/// The lines of `issue` in `state`. With `plain`, those of its plain text, as a site has them, of which only what is now can be told.
///
/// # Errors
/// [`StateError`].
pub fn state_lines(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    state: IssueState,
    plain: bool,
    reporter: &dyn Reporter,
) -> Result<StateLines, StateError> {
    if state == IssueState::Now {
        return now(sources, plan, issue, plain, reporter);
    }
    let id = &issue.id;
    let drafts = ReviewRecord::find(sources, id).ok_or_else(|| StateError::Unreadable {
        id: id.clone(),
        file: crate::model::REVIEW_RECORD,
        can_go: true,
    })?;
    let record = match issuance::find(sources, id, &issue.publication.former) {
        None => None,
        Some((_, Ok(record))) => Some(record),
        Some((_, Err(_))) => {
            return Err(StateError::Unreadable {
                id: id.clone(),
                file: crate::model::ISSUANCE_RECORD,
                can_go: false,
            });
        }
    };
    let found = match state {
        IssueState::Now => None,
        IssueState::Latest => record
            .as_ref()
            .map(issued)
            .or_else(|| drafts.drafts.last().map(draft)),
        IssueState::Draft(number) => {
            let mut known = drafts.drafts.iter();
            known.find(|draft| draft.number == number).map(draft)
        }
        IssueState::Issued => record.as_ref().map(issued),
        IssueState::On(date) => {
            let until = |day: IssueDate| !date.surely_before(day);
            let act =
                |record: &&IssuanceRecord| record.acts.last().is_some_and(|act| until(act.date));
            let mut drafts = drafts.drafts.iter().rev();
            record
                .as_ref()
                .filter(act)
                .map(issued)
                .or_else(|| drafts.find(|one| until(one.date)).map(draft))
        }
    };
    found.ok_or_else(|| {
        let mut known: Vec<String> = drafts.drafts.iter().map(ReviewDraft::name).collect();
        known.extend(record.as_ref().map(|record| issued(record).name));
        match known.is_empty() {
            true => StateError::Nothing(id.clone()),
            false => StateError::Unknown {
                id: id.clone(),
                wanted: match state {
                    IssueState::Draft(number) => format!("第{number}稿"),
                    IssueState::On(date) => format!("{}以前印的", date.arabic()),
                    IssueState::Now | IssueState::Latest | IssueState::Issued => "印发".to_owned(),
                },
                known,
            },
        }
    })
}

fn now(
    sources: &Sources,
    plan: &Plan,
    issue: &PlannedIssue,
    plain: bool,
    reporter: &dyn Reporter,
) -> Result<StateLines, StateError> {
    // What was issued is held against it here, and not by the findings.
    let assembled = assembly::assemble_anew(sources, plan, issue);
    let Some(document) = assembled.document else {
        let mut sink = Sink::default();
        sink.copy_from(&plan.sink);
        sink.append(assembled.sink);
        reporter.report(BuildEvent::Findings(&sink.into_sorted()));
        return Err(StateError::Broken(issue.id.clone()));
    };
    Ok(StateLines {
        name: "现在".to_owned(),
        title: document.full_title(),
        lines: if plain {
            plain_lines(&String::from_utf8_lossy(&text::issue(&document)))
        } else {
            let wording = assembly::wording(&document, sources);
            wording.lines.into_iter().map(|line| line.text).collect()
        },
    })
}

/// The lines of a plain text (纯文本版) in the form of [`StateLines::lines`], without the empty ones.
#[must_use]
pub fn plain_lines(text: &str) -> Vec<String> {
    let lines = text.trim_start_matches('\u{FEFF}').lines();
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{PLAIN_LINE}：{line}")).collect()
}

fn draft(draft: &ReviewDraft) -> StateLines {
    StateLines {
        name: draft.name(),
        title: title(&draft.text),
        lines: draft.text.clone(),
    }
}

fn issued(record: &IssuanceRecord) -> StateLines {
    let last = record.acts.last();
    let name = last.map_or(String::new(), |act| {
        format!("{}{}的文字", act.date.arabic(), act.kind.word())
    });
    StateLines {
        name,
        title: title(&record.text),
        lines: record.text.clone(),
    }
}

/// The title among the lines of a record.
fn title(lines: &[String]) -> String {
    let lines = lines.iter().filter_map(|line| {
        let (element, words) = line.split_once('：')?;
        matches!(element, "标题" | "题名").then(|| issuance::shown(words))
    });
    lines.collect()
}

/// What changed in the issue `id` between two states.
#[must_use]
pub fn compared(id: IssueId, from: &StateLines, to: &StateLines) -> ComparedIssue {
    let title = [&to.title, &from.title];
    let title = title.into_iter().find(|title| !title.is_empty());
    ComparedIssue {
        id,
        title: title.cloned().unwrap_or_default(),
        from: from.name.clone(),
        to: to.name.clone(),
        changes: changes(&from.lines, &to.lines),
    }
}
