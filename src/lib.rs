//! jianbao (简报): from the fragments of many writers to printed issues and an archive.
//!
//! `docs/architecture.md` is the map: which folder holds which phase, what each may use, and what holds everywhere.

pub mod archive;
pub mod catalogue;
pub mod chart;
pub mod cli;
pub mod contribution;
pub mod diag;
pub(crate) mod filing;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
pub mod import;
pub(crate) mod issuance;
pub mod ledger;
pub mod lint;
pub(crate) mod merge;
pub mod metric;
pub mod model;
pub mod pdf;
pub mod picture;
pub mod pipeline;
pub mod project;
pub(crate) mod publish;
pub mod render;
pub(crate) mod revision;
pub(crate) mod scaffold;
pub mod schema;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod source;
pub mod stage;
pub mod tidy;
pub(crate) mod trace;
pub mod zh;
