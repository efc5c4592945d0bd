//! The text of a fragment out of elements: written with marks, then tidied as text that was pasted; and what was lost on the way.

use super::check;
use super::lines::{FragmentWriter, ImportedFile};
use super::manuscript::{Manuscript, ManuscriptElement, NotCarried};
use super::names::FileNames;
use super::report::{Certainty, ImportReport};
use super::struck::struck_out;
use crate::stage::parse::keys;
use crate::tidy::{Known, Tidied, apply, tidy};

/// The text of `elements`, which are of `sent`, and the files beside it.
pub fn written(
    elements: &[ManuscriptElement],
    sent: &Manuscript,
    taken: &mut FileNames,
    report: &mut ImportReport,
    prefix: &str,
) -> (String, Vec<ImportedFile>) {
    let mut writer = FragmentWriter::new(sent, elements, taken, report, prefix);
    writer.write(elements);
    let (lines, files) = (
        std::mem::take(&mut writer.lines),
        std::mem::take(&mut writer.files),
    );
    (tidied(&format!("{}\n", lines.join("\n")), report), files)
}

/// `text` with typed numbers, bullets and the like as the format wants them.
pub fn tidied(text: &str, report: &mut ImportReport) -> String {
    let known = Known::new(None, None, "来稿.md", Vec::new());
    if text.trim_start().starts_with("---") {
        let tidied = tidy(text, &known);
        say_tidied(&tidied, text, report);
        return apply(text, &tidied.edits);
    }
    // With a title in its head it is a contribution: nothing of it is the issue's.
    let typed = format!("---\n{}: 来稿\n---\n{text}", keys::TITLE.zh);
    let tidied = tidy(&typed, &known);
    say_tidied(&tidied, &typed, report);
    let text = apply(&typed, &tidied.edits);
    let text = text.splitn(4, '\n').nth(3).unwrap_or_default();
    format!("{}\n", text.trim())
}

fn say_tidied(tidied: &Tidied, typed: &str, report: &mut ImportReport) {
    let summary = tidied.summary();
    if !summary.is_empty() {
        report.understood.push(summary);
    }
    for edit in tidied
        .edits
        .iter()
        .filter(|edit| edit.element.is_said_elsewhere())
    {
        let text = typed.get(edit.range.clone()).unwrap_or_default().trim();
        report.left_out.push(NotCarried {
            what: edit.element.words().1.to_owned(),
            text: text.to_owned(),
        });
    }
    for edit in tidied.edits.iter().filter(|edit| edit.has_to_be_checked()) {
        report.look(Certainty::Likely, edit.why.clone());
    }
    for left in &tidied.left {
        let line = typed
            .lines()
            .nth(left.line.saturating_sub(1))
            .unwrap_or_default();
        let words: String = line.chars().take(24).collect();
        report.look(Certainty::Likely, format!("{words}……：{}", left.why));
    }
}

/// Says what is struck out in `sent` and has no mark of it in `text`, as in a title.
pub fn say_unmarked_strikes(sent: &Manuscript, text: &str, report: &mut ImportReport) {
    for words in check::unmarked_strikes(sent, text) {
        if report.look_at.contains(&struck_out(&words)) {
            continue;
        }
        report.look(
            Certainty::Likely,
            format!("“{words}”划了删除线，删除线没有带过来；本来是要删去的，把这几个字删去"),
        );
    }
}

/// What of `sent` stands neither in what was made of it nor in the report.
pub fn lost(
    sent: &Manuscript,
    text: &str,
    files: &[ImportedFile],
    report: &ImportReport,
) -> Vec<String> {
    let said = report.lines().join("\n");
    let tables: Vec<String> = files
        .iter()
        .filter(|file| file.name.ends_with(".yaml"))
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .collect();
    let mut made = vec![text];
    made.extend(tables.iter().map(String::as_str));
    made.push(&said);
    check::missing(sent, &made)
}
