//! Chinese numerals, dates and character classes; knows nothing of the rest of the program.

pub mod date;
pub mod label;
pub mod numeral;
pub mod text;
pub mod title;
