//! Rows of a spreadsheet, CSV or workbook alike, before anybody has said what they are.

use crate::diag::Sink;
use crate::model::{Span, Spanned};
use crate::source::field_words::{first_mark, remark_said, remarks};

/// What the rows are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TablePurpose {
    /// To be printed as a table.
    Print,
    /// Figures (指标) are taken from it.
    Figures,
}

/// Why the value in a cell may not be the one that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellDoubt {
    /// These words are struck out; they are not in its text.
    Struck(String),
    /// These are raised or lowered.
    Raised(String),
    /// A number that its format shows as a day or a time.
    Moment,
}

/// One cell of a row.
#[derive(Clone, Debug)]
pub struct RawCell {
    /// What it shows.
    pub text: Spanned<String>,
    /// How many columns it covers.
    pub colspan: u32,
    /// How many rows it covers.
    pub rowspan: u32,
    /// Whether another cell covers it.
    pub covered: bool,
    /// The number in it with all its digits, where it shows fewer.
    pub exact: Option<String>,
    /// Why that may not be meant.
    pub doubt: Option<CellDoubt>,
    /// What people call it where the place does not say: `汇总!C5`; empty in a text file.
    pub name: String,
}

#[derive(Clone, Debug)]
pub struct RawRow {
    /// Its cells; covered ones are among them.
    pub cells: Vec<RawCell>,
    /// Where it stands.
    pub span: Span,
    /// What people call it where the place does not say: `工作表“汇总”第3行`; empty in a text file.
    pub name: String,
}

impl RawCell {
    /// Says what of its text is a mark or a remark, where its name is needed to find it.
    pub fn check_words(&self, sink: &mut Sink) {
        let Spanned { value: text, span } = &self.text;
        if !remarks(text).is_empty() {
            sink.push(remark_said(*span, &self.name));
        }
        if let Some(mark) = first_mark(text) {
            sink.push(mark.said(*span, &self.name));
        }
    }
}

impl RawRow {
    /// What its cells say, empty ones left out.
    pub fn texts(&self) -> impl Iterator<Item = &Spanned<String>> {
        let cells = self.cells.iter().map(|cell| &cell.text);
        cells.filter(|text| !text.is_empty())
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts().next().is_none() && self.cells.iter().all(|cell| !cell.covered)
    }

    /// Its only text, where that stands in the first column.
    #[must_use]
    pub fn lone(&self) -> Option<&Spanned<String>> {
        let mut texts = self.texts();
        let first = texts.next()?;
        let stands_first = self.cells.first().is_some_and(|cell| !cell.text.is_empty());
        (texts.next().is_none() && stands_first).then_some(first)
    }

    /// `words`, with the name of the row before them where it has one.
    #[must_use]
    pub fn say(&self, words: &str) -> String {
        if self.name.is_empty() {
            words.to_owned()
        } else {
            format!("{}：{words}", self.name)
        }
    }
}
