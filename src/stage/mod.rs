//! The phases from files to documents, in their order:
//!
//! [`discover`] (an edge) reads the content folder; [`parse`] turns each file into what its writer said; [`plan`] brings the issues of each series
//! into order and gives them their document and issue numbers; [`assemble`] joins the fragments of one issue as its outline says;
//! [`number`] counts its headings, lists, pictures and tables. The result is a [`Document`](crate::model::Document).

pub mod assemble;
pub mod discover;
pub mod number;
pub mod parse;
pub mod plan;
pub mod series_numbers;

pub use assemble::document;
pub use plan::{Plan, PlannedIssue, plan};
