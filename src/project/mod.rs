//! Edge: where a project keeps its content, templates, fonts and output, and what serves one that keeps none.

#![allow(
    clippy::disallowed_methods,
    reason = "this is one of the edges: it reads templates and looks for folders"
)]

mod builtin;
mod error;
mod folders;
mod font_table;
mod templates;

pub use error::{FontTableFault, ProjectError};
pub use folders::Folders;
pub use font_table::{FontTable, Role};
pub use templates::{TemplateFiles, fonts};
