//! What a build said, as far as the next one would say it again.

use serde::{Deserialize, Serialize};

/// What a build said and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// In the order in which it was said.
    pub lines: Vec<ToldLine>,
    /// How many issues the site shows as the content has them.
    pub built: usize,
    /// How many files the site has.
    pub files: usize,
    /// How many findings of each kind there were, in words; empty where there were none.
    pub summary: String,
    /// Issues that have errors and stay as they were.
    pub failed: Vec<String>,
    /// Whether any finding is an error.
    pub has_errors: bool,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToldLine {
    /// A line for everybody.
    Always(String),
    /// A line that `--quiet` leaves out.
    Usually(String),
    /// Findings with the lines that they are about: without and with the colours of a terminal.
    Findings {
        /// Without colours.
        plain: String,
        /// With colours.
        coloured: String,
    },
}
