//! Text pasted from Word, turned into what the format wants (整理): headings with `#`, lists, tables, and the end of the document into `issue.yaml`.
//!
//! A text in and edits out, with nothing read and nothing written. Every change is an [`Edit`] of a range, so what is taken off is listed by the very
//! means that takes it off; what is uncertain is left as it is, and said where a reader of the page would stumble. Tidying twice changes nothing.

mod compose;
pub mod diff;
pub mod edit;
mod end;
mod fields;
mod headings;
mod issue_text;
pub mod known;
mod lists;
mod marks;
mod numbering;
mod page;
mod settle;
mod tables;
mod tidied;

pub use self::edit::{Edit, PastedElement, apply};
pub use self::known::Known;
use self::page::Page;
pub use self::settle::typed_date as date_in_words;
pub use self::tidied::{Left, Tidied};
use crate::diag::Sink;
use crate::model::FileId;
use crate::source::front_matter;

/// Steps enough for any text that people write; what one step makes, the next may go by.
const STEPS: usize = 8;

/// Tidies the fragment `text`, of which `known` says what is known elsewhere.
#[must_use]
pub fn tidy(text: &str, known: &Known) -> Tidied {
    let mut whole = step(text, known);
    for _ in 0..STEPS {
        if whole.is_clean() {
            break;
        }
        let now = apply(text, &whole.edits);
        let mut next = step(&now, &known.with(&whole.added));
        // Places in the text as it was.
        let line = |line: usize| {
            let start: usize = now.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let origin = compose::origin(text.len(), &whole.edits, start);
            text.get(..origin).unwrap_or_default().matches('\n').count() + 1
        };
        for left in &mut next.left {
            left.line = line(left.line);
        }
        for edit in &mut next.edits {
            edit.line = line(edit.line);
        }
        // Why the end of a document was left is known as long as what stood beside it is there.
        let is_decided = |left: &Left| {
            let same = |line: usize| line == left.line;
            next.left.iter().any(|other| same(other.line))
                || next.edits.iter().any(|edit| same(edit.line))
        };
        let is_end = |left: &Left| left.element.is_some_and(PastedElement::is_said_elsewhere);
        whole.left.retain(|left| is_end(left) && !is_decided(left));
        whole.left.extend(next.left.clone());
        whole.left.sort_by_key(|left| left.line);
        if next.edits.is_empty() && next.added.is_empty() {
            break;
        }
        whole.edits = compose::compose(text.len(), &whole.edits, &next.edits);
        whole.added.extend(next.added);
    }
    whole
}

fn step(text: &str, known: &Known) -> Tidied {
    let mut tidied = Tidied::default();
    let mut sink = Sink::default();
    let Some(parts) = front_matter::split(text, FileId(0), &mut sink) else {
        tidied.left.push(Left {
            element: None,
            line: 1,
            why: "片头没有结束的“---”，没有整理；先补上".to_owned(),
        });
        return tidied;
    };
    let known = known.of_fragment(parts.front);
    if known.lines_joined {
        tidied.left.push(Left {
            element: None,
            line: 1,
            why: "写了“换行: 续行”，各行不是各段，没有整理".to_owned(),
        });
        return tidied;
    }
    let mut page = Page::new(text, parts.body_start);
    end::take(&mut page, &known, &mut tidied);
    tables::find(&mut page);
    lists::find(&mut page);
    headings::find(&mut page, &mut tidied.left);
    marks::find(&mut page);
    page.edits
        .sort_by_key(|edit| (edit.range.start, edit.range.end));
    tidied.edits = page.edits;
    tidied.left.sort_by_key(|left| left.line);
    tidied
}

/// `issue` with the `added` lines at its end.
#[must_use]
pub fn add_to_issue(issue: &str, added: &[String]) -> String {
    issue_text::append(issue, added)
}

#[cfg(test)]
mod end_tests;
#[cfg(test)]
mod row_tests;
#[cfg(test)]
mod tests;
