//! What assembly and numbering noticed on the way to a document and the document itself does not show; the rules judge it.

use super::{FileId, Span};

/// What was noticed while one issue was assembled and numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Whether nothing was wrong so far: then the document has everything that its outline names.
    pub whole: bool,
    /// The files of the folder that nothing uses.
    pub unused: Vec<UnusedFile>,
    /// Units that had to report and did not.
    pub silent: Vec<SilentUnits>,
    /// Numbers that somebody typed before a heading.
    pub typed_numbers: Vec<TypedNumber>,
    /// Lists whose first number is not the one that follows.
    pub list_starts: Vec<ListStart>,
    /// Fragments that begin with another unit than the one they name.
    pub misattributed: Vec<Misattributed>,
    /// Numbers typed behind a metric's name that say something else than the data.
    pub contradicted: Vec<ContradictedAmount>,
    /// Headings in quotations and lists, which became paragraphs.
    pub misplaced_headings: Vec<Span>,
}

/// A file that nothing uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedFile {
    /// Which of the content's files.
    pub file: FileId,
    /// Whether it would be a part of the text if the outline named it, and not only a picture or a table.
    pub is_fragment: bool,
    /// The unit that the fragment names, as it was typed.
    pub unit: Option<String>,
    /// What else it brings, which is taken all the same: 指标, 问题.
    pub taken: Vec<&'static str>,
    /// What keeps it from being a fragment, where it looks like one.
    pub misnamed: Option<Misnamed>,
}

/// What keeps a file from being a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misnamed {
    /// The ending of its name; this would be its name.
    Ending(String),
    /// It is a file of Word or WPS; its text would be in a file of this name.
    WordFile(String),
}

/// Units that had to report in one place of the outline and did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SilentUnits {
    /// The place of the outline.
    pub place: Span,
    /// Their names, in the order of the register.
    pub units: Vec<String>,
    /// The folder of the outline, where it has one of its own (文件夹).
    pub folder: Option<String>,
}

/// A fragment whose text is about another unit, as it seems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misattributed {
    /// Where the fragment names its unit.
    pub place: Span,
    /// The unit (单位) that it names.
    pub unit: String,
    /// The unit that its text begins with.
    pub other: String,
}

/// A number that was typed before a heading; it is not printed, for numbers are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedNumber {
    /// The heading.
    pub place: Span,
    /// The number as it was typed.
    pub typed: String,
    /// The number that is printed.
    pub printed: String,
    /// Whether both say the same.
    pub agrees: bool,
}

/// A number that was typed behind the name of a metric (指标) and says something else than what was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContradictedAmount {
    /// Where it was typed.
    pub place: Span,
    /// The number as it was typed, with its unit of measure.
    pub typed: String,
    /// The metric's name.
    pub metric: String,
    /// Whose number it was taken for: a unit's name, or 合计.
    pub whose: String,
    /// What was reported, as it is printed.
    pub reported: String,
    /// The quotation to write instead.
    pub quotation: String,
    /// Whether only the number of digits behind the point differs.
    pub only_digits: bool,
}

/// A list that goes on with a number that does not follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListStart {
    /// The list.
    pub place: Span,
    /// Its first number as it was typed.
    pub typed: u32,
    /// The last number before it; 0 where there is none.
    pub before: u32,
}

impl Noticed {
    /// Takes what was noticed elsewhere in the same issue.
    pub fn append(&mut self, other: Self) {
        let Self {
            whole,
            unused,
            silent,
            typed_numbers,
            list_starts,
            misattributed,
            contradicted,
            misplaced_headings,
        } = other;
        self.whole |= whole;
        self.unused.extend(unused);
        self.silent.extend(silent);
        self.typed_numbers.extend(typed_numbers);
        self.list_starts.extend(list_starts);
        self.misattributed.extend(misattributed);
        self.contradicted.extend(contradicted);
        self.misplaced_headings.extend(misplaced_headings);
    }
}
