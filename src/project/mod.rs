//! Edge: where a project keeps its content, templates, fonts and output, and what serves one that keeps none.

mod builtin;
mod error;
mod folders;
mod font_table;
mod open_documents;
mod templates;

pub use builtin::FONTS as OWN_FONTS;
pub use builtin::TYPST as BUILTIN_LAYOUTS;
pub use error::{FontTableFault, ProjectError};
pub use folders::Folders;
pub use font_table::{FontTable, Role};
pub use open_documents::open_documents;
pub use templates::{TemplateFiles, fonts};
