//! Chinese numerals, dates, words and character classes, and what the system refuses in Chinese; knows nothing of the rest of the program.

pub(crate) mod counted;
pub mod date;
pub(crate) mod difference;
pub(crate) mod label;
pub(crate) mod name_list;
pub(crate) mod numbered;
pub(crate) mod numeral;
pub(crate) mod phrases;
pub(crate) mod sums;
#[cfg(test)]
mod sums_tests;
pub mod system_error;
pub mod text;
pub(crate) mod title;
pub(crate) mod words;
