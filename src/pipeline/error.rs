//! Why a build or a print could not be finished.

use crate::catalogue::CatalogueError;
use crate::pdf::{Failure, TypstUnavailable};
use crate::publish::PublishError;
use crate::render::fragment::FragmentError;
use crate::render::html::TemplateError;
use crate::render::sheets::SheetError;
use crate::render::word::WordError;

/// Why a build could not be finished.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The folder could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A page template is at fault.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A Word file could not be written.
    #[error(transparent)]
    Word(#[from] WordError),
    /// The file of a table could not be written.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// What would come of it must not be published; the words say why and what to do.
    #[error("{0}")]
    Refused(String),
    /// A file of the catalogue could not be drawn.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// Why the PDF of one issue could not be set, where the content is not at fault.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// There is no typst to run.
    #[error(transparent)]
    Typst(#[from] TypstUnavailable),
    /// A Word file could not be written.
    #[error(transparent)]
    Word(#[from] WordError),
    /// A piece of HTML could not be written.
    #[error(transparent)]
    Fragment(#[from] FragmentError),
    /// The machine is at fault, or the work was stopped.
    #[error(transparent)]
    Failed(#[from] Failure),
}
