//! What is known of a fragment's issue: what `issue.yaml` and `series.yaml` say, and which files there are.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::issue_text::append;
use crate::diag::Sink;
use crate::model::FileId;
use crate::source::Key;
use crate::source::yaml::{Node, Yaml};
use crate::stage::parse::keys;

/// The values of a mapping: each key as typed, with all texts in its value in their order.
pub type YamlTexts = BTreeMap<String, Vec<String>>;

/// What is known of the issue to which a fragment belongs.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The text of `issue.yaml`, with its values; none where there is none or it cannot be read.
    pub issue: Option<Arc<(String, YamlTexts)>>,
    /// What `series.yaml` says.
    pub series: Arc<SeriesText>,
    /// The path of the fragment below the issue's folder.
    pub name: String,
    /// The files of the issue's folder, by their paths below it.
    pub files: Arc<Vec<String>>,
    /// Whose text the fragment is.
    pub part: PartOfIssue,
    /// Whether line ends in it mean nothing (换行: 续行).
    pub lines_joined: bool,
}

/// The text of `series.yaml`: it is read apart only where it has a word that is asked for, as all fragments of a series ask.
#[derive(Debug, Default)]
pub struct SeriesText {
    text: String,
    values: OnceLock<YamlTexts>,
}

impl SeriesText {
    /// What it says under `path`, whose last word is `key` in one of its spellings.
    fn get(&self, path: &str, key: &str) -> Option<&Vec<String>> {
        // A key may be written in codes of its characters, with a backslash.
        if !self.text.contains(key) && !self.text.contains('\\') {
            return None;
        }
        let values = || values(&self.text).unwrap_or_default();
        self.values.get_or_init(values).get(path)
    }

    fn of(&self, key: Key) -> Option<Vec<String>> {
        let value = self.get(key.zh, key.zh);
        value.or_else(|| self.get(key.en, key.en)).cloned()
    }
}

/// Which part of an issue a fragment is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartOfIssue {
    /// Part of the text, at whose end the issue is signed.
    #[default]
    Text,
    /// What a unit sent in, or an article: a signature there is its own.
    Contribution,
    /// An attachment, which may be a document of its own.
    Attachment,
}

impl Known {
    /// What is known from the texts of `issue.yaml` and `series.yaml`, where there are any.
    #[must_use]
    pub fn new(issue: Option<&str>, series: Option<&str>, name: &str, files: Vec<String>) -> Self {
        let issue = issue.and_then(|text| Some(Arc::new((text.to_owned(), values(text)?))));
        let series = SeriesText {
            text: series.unwrap_or_default().to_owned(),
            values: OnceLock::new(),
        };
        Self {
            issue,
            series: Arc::new(series),
            name: name.to_owned(),
            files: Arc::new(files),
            part: PartOfIssue::default(),
            lines_joined: false,
        }
    }

    /// The same for the fragment at the path `name` of the same issue.
    #[must_use]
    pub fn named(&self, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..self.clone()
        }
    }

    /// With `added` at the end of `issue.yaml`.
    #[must_use]
    pub(super) fn with(&self, added: &[String]) -> Self {
        let mut known = self.clone();
        if let (Some(issue), false) = (&mut known.issue, added.is_empty()) {
            let text = append(&issue.0, added);
            let says = values(&text).unwrap_or_default();
            *issue = Arc::new((text, says));
        }
        known
    }

    /// With what the fragment's own front matter says.
    #[must_use]
    pub(super) fn of_fragment(&self, front: Option<&str>) -> Self {
        let front = front.and_then(values).unwrap_or_default();
        let has = |key: Key| front.contains_key(key.zh) || front.contains_key(key.en);
        let attachments = self.in_issue(keys::ATTACHMENTS).unwrap_or_default();
        let part = if attachments.contains(&self.name) {
            PartOfIssue::Attachment
        } else if has(keys::UNIT) || has(keys::TITLE) || has(keys::SOURCE) {
            PartOfIssue::Contribution
        } else {
            self.part
        };
        let line_ends = of(&front, keys::LINE_ENDS).or_else(|| self.series.of(keys::LINE_ENDS));
        Self {
            part,
            lines_joined: line_ends.is_some_and(|words| words.concat() == "续行"),
            ..self.clone()
        }
    }

    /// What `issue.yaml` says under `key`; none where it has no such key.
    #[must_use]
    pub fn in_issue(&self, key: Key) -> Option<Vec<String>> {
        of(&self.issue.as_ref()?.1, key)
    }

    /// What is printed under `key`: what the issue says, or else the series.
    #[must_use]
    pub fn printed(&self, key: Key) -> Option<Vec<String>> {
        self.in_issue(key).or_else(|| {
            let standing = || {
                [keys::STANDING.zh, keys::STANDING.en]
                    .iter()
                    .flat_map(|outer| {
                        [key.zh, key.en].map(|inner| (format!("{outer}/{inner}"), inner))
                    })
                    .find_map(|(path, inner)| self.series.get(&path, inner).cloned())
            };
            self.series.of(key).or_else(standing)
        })
    }
}

fn of(values: &YamlTexts, key: Key) -> Option<Vec<String>> {
    values.get(key.zh).or_else(|| values.get(key.en)).cloned()
}

/// The values of the mapping `text`; those of a mapping in it under `outer/inner` too.
pub(super) fn values(text: &str) -> Option<YamlTexts> {
    let yaml = Yaml::parse(text, FileId(0), 0, &mut Sink::default())?;
    let mut values = YamlTexts::new();
    for (key, value) in yaml.root().entries()? {
        let Some(key) = key.text() else { continue };
        for (inner, value) in value.entries().unwrap_or_default() {
            if let Some(inner) = inner.text() {
                values.insert(format!("{key}/{inner}"), texts(value));
            }
        }
        values.insert(key, texts(value));
    }
    Some(values)
}

/// All texts in `node`, in their order.
fn texts(node: Node<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut ahead = vec![node];
    while let Some(node) = ahead.pop() {
        texts.extend(node.text());
        ahead.extend(node.items().unwrap_or_default().into_iter().rev());
        let values = node.entries().unwrap_or_default().into_iter().rev();
        ahead.extend(values.map(|(_, value)| value));
    }
    texts
}
