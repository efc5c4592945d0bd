//! The ledger of problems (问题台账): what all issues of a series together say of each problem, as it stands on a day.
//!
//! Pure: entries in, a state out, with what contradicts itself. Which issues may be told of which others is decided where entries are collected
//! (`stage::collect`), and the archive decides it by what its site shows.

mod entry;
mod fold;
mod reporting;

pub use fold::{LedgerIssue, ledger_at};
pub use reporting::{Expectation, reporting};

#[cfg(test)]
mod tests;
