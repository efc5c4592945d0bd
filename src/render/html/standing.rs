//! What has become of an issue since it came out, said at the top of its page; and the way back on the page of the issue that did it.

use serde::Serialize;

use super::IssueLinks;
use super::frame::Frame;
use crate::model::{Amendment, AmendmentKind, Document, Entry, TextChange};
use crate::site::Route;

/// What stands at the top of the page.
#[derive(Serialize)]
pub(super) struct Standing {
    /// The gravest first.
    notices: Vec<AmendmentNotice>,
    /// What this issue did to others.
    ways_back: Vec<WayBack>,
}

#[derive(Serialize)]
struct AmendmentNotice {
    /// Its `id` in the page.
    anchor: String,
    /// The name in the style sheet.
    kind: &'static str,
    /// `本期已于2026年5月1日废止`
    lead: String,
    /// Another issue, with the words before and after its title.
    by: Option<Other>,
    /// What was wrong, or why, without its full stop.
    note: Option<String>,
    /// What changed in the text, without full stops.
    changes: Vec<String>,
}

/// An issue that is named on the page of another.
#[derive(Serialize)]
struct Other {
    before: &'static str,
    href: String,
    /// The title in its brackets.
    title: String,
    number: Option<String>,
    after: &'static str,
}

/// An issue that this one corrects, supersedes or withdraws.
#[derive(Serialize)]
struct WayBack {
    /// `本期代替`
    lead: &'static str,
    issue: Other,
}

impl Standing {
    /// What is to be said of `document`.
    pub(super) fn new(document: &Document, frame: &Frame<'_>, links: &IssueLinks<'_>) -> Self {
        let amendments = &document.publication.amendments;
        let mut ordered: Vec<(usize, &Amendment)> = amendments.iter().enumerate().collect();
        ordered.sort_by(|(_, a), (_, b)| b.kind.cmp(&a.kind).then(b.date.cmp(&a.date)));
        let ways_back = links.amends.iter().map(|(kind, entry)| WayBack {
            lead: match kind {
                AmendmentKind::Corrected => "本期更正",
                AmendmentKind::Superseded => "本期代替",
                AmendmentKind::Withdrawn => "本期说明撤回",
            },
            issue: other(frame, entry, "", ""),
        });
        Self {
            notices: ordered
                .into_iter()
                .map(|(index, amendment)| {
                    let by = links.amended_by.get(index).copied().flatten();
                    notice(frame, index, amendment, by)
                })
                .collect(),
            ways_back: ways_back.collect(),
        }
    }
}

/// The `id` of what the page says of an amendment, by its place among [`crate::model::Publication::amendments`].
pub(super) fn anchor(amendment: usize) -> String {
    format!("amendment-{}", amendment + 1)
}

fn notice(
    frame: &Frame<'_>,
    index: usize,
    amendment: &Amendment,
    by: Option<&Entry>,
) -> AmendmentNotice {
    let (before, after) = match amendment.kind {
        AmendmentKind::Superseded => ("，由", "代替"),
        AmendmentKind::Corrected | AmendmentKind::Withdrawn => ("，见", ""),
    };
    AmendmentNotice {
        anchor: anchor(index),
        kind: amendment.kind.name(),
        lead: amendment.lead(),
        by: by.map(|entry| other(frame, entry, before, after)),
        note: amendment
            .note
            .as_ref()
            .map(|note| note.trim_end_matches(['。', '.']).to_owned()),
        changes: amendment.changes.iter().map(TextChange::words).collect(),
    }
}

fn other(frame: &Frame<'_>, entry: &Entry, before: &'static str, after: &'static str) -> Other {
    let issue = &entry.summary;
    // In brackets a number cannot have brackets of its own: the total (总期) is left out.
    let number = issue.document_number.clone().or_else(|| {
        let number = issue.issue_number.as_ref()?;
        Some(number.split('（').next().unwrap_or(number).to_owned())
    });
    Other {
        before,
        href: frame.href(&Route::issue(&issue.id)),
        title: bracketed(&issue.title),
        number: number.filter(|number| !issue.title.contains(number.as_str())),
        after,
    }
}

/// `title` in 《》; those that it has itself become 〈〉 (GB/T 15834-2011, 4.15).
fn bracketed(title: &str) -> String {
    format!("《{}》", title.replace('《', "〈").replace('》', "〉"))
}
