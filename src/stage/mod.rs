//! The phases from files to documents, in their order:
//!
//! [`discover`] (an edge) reads the content folder; [`parse`] turns each file into what its writer said; [`mod@plan`] brings the issues of each series
//! into order, gives them their document and issue numbers ([`series_numbers`]) and holds against one another what they say of their keeping (`publications`); [`collect`](collect()) gathers what fragments bring besides text; [`assemble`] joins the fragments of one issue as its outline
//! says; [`number`] counts its headings, lists, pictures and tables. [`document`](document()) runs the last two and returns the
//! [`Document`](crate::model::Document).

pub(crate) mod assemble;
mod collect;
pub mod content_reader;
mod contributions;
pub mod discover;
mod document;
mod figures;
mod folders;
mod index_numbers;
mod metric_charts;
mod metric_tables;
pub(crate) mod number;
mod opened;
pub(crate) mod parse;
pub(crate) mod part;
pub(crate) mod plan;
mod publications;
mod quotation;
mod quotation_doubled;
mod quotation_pieces;
mod quotation_slips;
mod reach;
mod registers;
mod scene;
mod series_files;
pub(crate) mod series_numbers;
pub(crate) mod stated_amounts;
mod times;
pub(crate) mod unit_extract;
mod wanted_units;
mod whole_files;

pub use collect::collect;
pub use contributions::{contributions, place_name};
pub use document::{document, extract};
pub use figures::figures;
pub use parse::FilingSpec;
pub use parse::marks_in_text::{Unmarked, is_unmarked};
pub use parse::publication::PublicationSpec;
pub use plan::{Plan, PlanMemory, PlannedIssue, plan, plan_after};
