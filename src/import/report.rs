//! What is said of an import: what was understood how, what was not carried over, what people should look at.

use super::manuscript::NotCarried;

/// How sure an import is of what it made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Everything was said by the file itself.
    #[default]
    Certain,
    /// Something was guessed.
    Likely,
    /// Something was not understood.
    Unknown,
}

impl Certainty {
    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Certain => "确定",
            Self::Likely => "大致",
            Self::Unknown => "要看",
        }
    }
}

/// What is said of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// What was understood how.
    pub understood: Vec<String>,
    /// What was not carried over.
    pub left_out: Vec<NotCarried>,
    /// What people should look at.
    pub look_at: Vec<String>,
    /// What stands in the file and was found neither in the result nor in this report.
    pub lost: Vec<String>,
    /// How sure all of it is.
    pub certainty: Certainty,
}

impl ImportReport {
    /// Says that something should be looked at, and how sure the import is then at most.
    pub fn look(&mut self, certainty: Certainty, text: impl Into<String>) {
        let text = text.into();
        self.certainty = self.certainty.max(certainty);
        if !self.look_at.contains(&text) {
            self.look_at.push(text);
        }
    }

    /// The report, line by line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut part = |title: &str, items: Vec<String>| {
            if !items.is_empty() {
                lines.push(title.to_owned());
                lines.extend(items.into_iter().map(|item| format!("  - {item}")));
            }
        };
        part("认出：", self.understood.clone());
        let left = self.left_out.iter().map(|left| match left.text.as_str() {
            "" => left.what.clone(),
            text => format!("{}：{}", left.what, text.replace('\n', " / ")),
        });
        part("没有带过来的：", left.collect());
        part("请看一看：", self.look_at.clone());
        let lost = self.lost.iter().map(|text| text.replace('\n', " / "));
        part("没有找到去处的文字，请对照原件补上：", lost.collect());
        lines
    }
}
