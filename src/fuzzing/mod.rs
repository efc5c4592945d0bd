//! Readers of what people type, each with what must hold whatever it is given: `tests/fuzz` gives them millions of texts, the tests here those that once
//! broke something. Not part of the program: compiled for tests and with the feature `fuzzing` only.

mod findings;
mod issued;
mod letters;
mod spreadsheet;
mod tables;
mod texts;
mod values;

#[cfg(test)]
mod tests;

/// Something that reads a text.
#[derive(Clone, Copy, Debug)]
pub struct FuzzTarget {
    /// What the command calls it.
    pub name: &'static str,
    /// Reads the text. Returns what should not be so, and none where all is well.
    pub check: fn(&str) -> Option<String>,
}

/// All of them.
pub const TARGETS: &[FuzzTarget] = &[
    FuzzTarget {
        name: "front_matter",
        check: texts::front_matter,
    },
    FuzzTarget {
        name: "markdown",
        check: texts::markdown,
    },
    FuzzTarget {
        name: "yaml",
        check: values::yaml,
    },
    FuzzTarget {
        name: "outline",
        check: values::outline,
    },
    FuzzTarget {
        name: "registers",
        check: values::registers,
    },
    FuzzTarget {
        name: "table",
        check: tables::table,
    },
    FuzzTarget {
        name: "workbook",
        check: tables::workbook,
    },
    FuzzTarget {
        name: "record",
        check: issued::record,
    },
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static FuzzTarget> {
    TARGETS.iter().find(|target| target.name == name)
}
