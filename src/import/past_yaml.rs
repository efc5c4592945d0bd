//! `issue.yaml` and the front matter (片头) of what a past issue consists of.

use super::past_frame::PastFrame;
use super::past_parts::PastText;
use super::tables::flow;
use crate::source::Key;
use crate::source::yaml_text::scalar;
use crate::stage::parse::{SeriesSpec, keys};
use crate::zh::label::LabelStyle;

/// An item of the outline (提纲).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastOutlineItem {
    /// The name of a fragment.
    Fragment(String),
    /// The name of an article outside all columns.
    Article(String),
    /// A column (栏目) with the names of its articles.
    Column(String, Vec<String>),
}

/// An attachment as the list of attachments names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    pub name: String,
    /// Its title, where the file itself has none.
    pub title: Option<String>,
}

/// The front matter of a text with a title of its own; nothing where it has none.
#[must_use]
pub fn front_matter(text: &PastText) -> String {
    let PastText {
        title,
        subtitle,
        editor_note,
        source,
        elements: _,
    } = text;
    let mut lines = Vec::new();
    let mut put = |key: Key, value: Option<String>| {
        lines.extend(value.map(|value| format!("{}: {value}\n", key.zh)));
    };
    put(keys::TITLE, list(title));
    put(keys::SUBTITLE, subtitle.as_deref().map(scalar));
    put(keys::EDITOR_NOTE, editor_note.as_deref().map(scalar));
    put(keys::SOURCE, source.as_deref().map(scalar));
    match lines.is_empty() {
        true => String::new(),
        false => format!("---\n{}---\n", lines.concat()),
    }
}

/// `issue.yaml`; `note` is 按语 or the name of its fragment. What `series` prints of itself is named only where this issue has it otherwise.
#[must_use]
pub fn issue_yaml(
    frame: &PastFrame,
    note: Option<&str>,
    outline: &[PastOutlineItem],
    attached: &[AttachedFile],
    series: Option<&SeriesSpec>,
) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut put = |key: Key, value: Option<String>| {
        if let Some(value) = value {
            let gap = if value.starts_with('\n') { "" } else { " " };
            lines.push(format!("{}:{gap}{value}", key.zh));
        }
    };
    let text = |value: &Option<String>| value.as_deref().map(scalar);
    let count = |value: Option<u32>| value.map(|value| value.to_string());
    put(keys::TITLE, list(&frame.title));
    put(keys::SUBTITLE, text(&frame.subtitle));
    put(keys::NUMBER, count(frame.numbers.number));
    put(keys::ISSUE, count(frame.numbers.issue));
    put(keys::TOTAL, count(frame.numbers.total));
    put(keys::SUPPLEMENT, count(frame.numbers.supplement));
    put(
        keys::MASTHEAD,
        (frame.mark.len() > 1).then(|| list(&frame.mark)).flatten(),
    );
    put(
        keys::MASTHEAD_SUFFIX,
        text(&frame.mark_suffix).filter(|_| frame.mark.len() > 1),
    );
    put(keys::COPY_NUMBER, count(frame.copy_number));
    put(keys::SECRECY, text(&frame.secrecy));
    put(keys::URGENCY, text(&frame.urgency));
    put(keys::APPROVERS, list(&frame.approvers));
    put(keys::DATE, frame.date.map(|date| date.iso()));
    put(
        keys::DATE_PLACE,
        frame.date_under_title.then(|| "题下".to_owned()),
    );
    put(keys::MAIN, text(&frame.recipients));
    put(keys::EDITOR_NOTE, note.map(scalar));
    put(keys::CONTENTS, frame.contents.then(|| "true".to_owned()));
    put(keys::STYLES, styles(frame, series));
    put(keys::BODY, Some(outlined(outline)));
    put(keys::ATTACHMENTS, listed(attached));
    for (key, names) in &frame.attendance {
        put(*key, Some(scalar(names)));
    }
    put(keys::SIGNATURES, list(&frame.signatures));
    put(keys::REMARK, text(&frame.remark));
    for (key, names) in &frame.sent_to {
        put(*key, Some(scalar(names)));
    }
    for key in unsaid(frame, series) {
        put(key, Some("无".to_owned()));
    }
    put(keys::OFFICE, text(&frame.office));
    put(keys::PRINT_DATE, frame.print_date.map(|date| date.iso()));
    put(keys::COPIES, count(frame.copies));
    put(keys::TOPICS, list(&frame.topics));
    put(keys::AUDIENCE, text(&frame.audience));
    format!("{}\n", lines.join("\n"))
}

/// The styles of numbers (编号), where they are other than the series prints them.
fn styles(frame: &PastFrame, series: Option<&SeriesSpec>) -> Option<String> {
    let standard = LabelStyle::standard();
    let usual = series.map_or(standard.as_slice(), |series| &series.styles);
    let usual = |level: usize| usual.get(level).map(|style| style.format(1));
    let deepest = frame.labels.iter().rposition(Option::is_some)?;
    let other = frame.labels.iter().enumerate().any(|(level, label)| {
        let usual = usual(level).map(|usual| usual.trim().to_owned());
        label.is_some() && *label != usual
    });
    let levels = (0..=deepest).map(|level| {
        let usual = usual(level).or_else(|| Some(standard.get(level)?.format(1)));
        let label = frame.labels.get(level).cloned().flatten();
        label.or(usual).unwrap_or_default()
    });
    other.then(|| list(&levels.collect::<Vec<_>>())).flatten()
}

/// The lists that the series prints in every issue and this one has not.
fn unsaid(frame: &PastFrame, series: Option<&SeriesSpec>) -> Vec<Key> {
    let of_series = series.map(|series| series.standing.keys());
    let is_unsaid = |key: &Key| {
        let in_imprint = frame.sent_to.iter().any(|(said, _)| said.zh == key.zh);
        let is_main = key.zh == keys::MAIN.zh;
        let under_title = is_main && frame.recipients.is_some();
        !in_imprint && !under_title
    };
    let known = of_series.into_iter().flatten();
    let known = known.filter_map(|word| keys::ALL.iter().find(|key| key.zh == *word));
    known.copied().filter(is_unsaid).collect()
}

/// The outline, on one line where it is but one fragment.
fn outlined(outline: &[PastOutlineItem]) -> String {
    if let [PastOutlineItem::Fragment(name)] = outline {
        return format!("[{name}]");
    }
    let mut text = String::new();
    for item in outline {
        match item {
            PastOutlineItem::Fragment(name) => text.push_str(&format!("\n  - {name}")),
            PastOutlineItem::Article(name) => {
                text.push_str(&format!("\n  - {}: {name}", keys::ARTICLES.zh));
            }
            PastOutlineItem::Column(name, articles) => text.push_str(&format!(
                "\n  - {}: {}\n    {}: [{}]",
                keys::COLUMN.zh,
                scalar(name),
                keys::ARTICLES.zh,
                articles.join(", ")
            )),
        }
    }
    text
}

fn listed(attached: &[AttachedFile]) -> Option<String> {
    if attached.is_empty() {
        return None;
    }
    if attached.iter().all(|file| file.title.is_none()) {
        let names: Vec<&str> = attached.iter().map(|file| file.name.as_str()).collect();
        return Some(format!("[{}]", names.join(", ")));
    }
    let items = attached.iter().map(|file| match &file.title {
        Some(title) => format!(
            "\n  - {}: {}\n    {}: {}",
            keys::FILE.zh,
            file.name,
            keys::TITLE.zh,
            scalar(title)
        ),
        None => format!("\n  - {}", file.name),
    });
    Some(items.collect())
}

/// One text, or several between brackets.
fn list(texts: &[String]) -> Option<String> {
    match texts {
        [] => None,
        [one] => Some(scalar(one)),
        several => Some(format!(
            "[{}]",
            several
                .iter()
                .map(|text| flow(text))
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}
